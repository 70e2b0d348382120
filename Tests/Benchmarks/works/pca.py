"""The plane on which clusters are drawn: two main directions, and where each row lies."""

from work import Faster, Near, Smaller, Work

WORK = Work(
    title="PCA, 32,000 rows × 14, and the plane of the first two",
    script=['from "scaled32k.csv" as films', "films | train kmeans ~ . k=4 restarts=1 seed=1"],
    operation=[2],
    clock="plane_ms",
    # The shares of the variance.
    quality=["pc1", "pc2"],
    peers={"numpy": ["pca_numpy.py", "scaled32k.csv"]},
    targets=[Faster("numpy", 1), Near("pc1", "numpy", 1e-9), Near("pc2", "numpy", 1e-9), Smaller("numpy", 4)],
    rounds=9,
)
