from peer import arguments, finish, operation
from films import scaled
from sklearn.cluster import KMeans

x = scaled(arguments[0])
KMeans(4, n_init=10, random_state=1).fit(x[:100])

with operation():
    clusters = KMeans(4, n_init=10, random_state=1).fit(x)

finish(quality={"inertia": clusters.inertia_})
