"""Four clusters, the best of ten beginnings; all columns are of one scale already."""

from work import Faster, NoHigher, Smaller, Work

WORK = Work(
    title="k-means, k = 4, 10 restarts, 32,000 rows × 14",
    script=['from "scaled32k.csv" as films', "films | train kmeans ~ . k=4 restarts=10 seed=1 as clusters"],
    operation=[2],
    clock="fit_ms",
    quality=["inertia"],
    peers={"scikit-learn": ["kmeans_sklearn.py", "scaled32k.csv"]},
    targets=[
        Faster("scikit-learn", 3),
        NoHigher("inertia", "scikit-learn", 1.001),
        Smaller("scikit-learn", 4),
    ],
)
