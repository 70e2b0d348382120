"""For the clusters that hq has found, which stand in a column of their own. With two threads it is slower."""

from peer import arguments, data, finish, operation
import pandas
from sklearn.metrics import silhouette_score

table = pandas.read_csv(data / arguments[0])
clusters = table.pop("cluster").to_numpy()
x = table.to_numpy(dtype=float)
silhouette_score(x[:100], clusters[:100])

with operation():
    silhouette = silhouette_score(x, clusters)

finish(quality={"silhouette": silhouette})
