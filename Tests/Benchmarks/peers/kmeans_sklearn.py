from peer import arguments, finish, operation
import os

# Its threads would turn in circles while they wait for one another, and take the processor from each other on a
# machine that has something else to do: three times slower. To be said before they exist.
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
from films import scaled
from sklearn.cluster import KMeans

x = scaled(arguments[0])
KMeans(4, n_init=10, random_state=1).fit(x[:100])

with operation():
    clusters = KMeans(4, n_init=10, random_state=1).fit(x)

finish(quality={"inertia": clusters.inertia_})
