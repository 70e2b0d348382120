"""How well clusters are parted. The peer judges those that hq has found, so that both measure the same."""

import stores
from work import Faster, Near, Smaller, Work

SCRIPT = ['from "scaled5k.csv" as films', "films | train kmeans ~ . k=4 restarts=10 seed=1 as clusters"]


def find_clusters(binary, folder):
    text = [*SCRIPT, 'films | predict with clusters | select -cluster_name, -pca_x, -pca_y | export to "clustered5k.csv"']
    stores.hq(binary, "-c", "\n".join(text), folder=folder)


WORK = Work(
    title="silhouette, 5,000 rows × 14",
    script=SCRIPT,
    operation=[2],
    clock="silhouette_ms",
    quality=["silhouette"],
    prepare=find_clusters,
    peers={"scikit-learn": ["silhouette_sklearn.py", "clustered5k.csv"]},
    targets=[Faster("scikit-learn", 5), Near("silhouette", "scikit-learn", 1e-9), Smaller("scikit-learn", 4)],
)
