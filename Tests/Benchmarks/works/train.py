"""The whole of the training: from a store, two forests and the clusters, and back into the store."""

import stores
from work import Faster, Near, Smaller, Work

WORK = Work(
    title="`load horror; train` (two forests of depth 10 and clusters, stored), 5,000 films, whole process",
    script=['use "train.sqlite"', "load horror", "train"],
    prepare=stores.catalogue,
    reset=lambda folder: stores.put_back(folder, "train.sqlite"),
    quality=["r2", "mae", "auc", "accuracy", "inertia", "silhouette"],
    peers={"scikit-learn": ["train_sklearn.py"]},
    targets=[
        Faster("scikit-learn", 20),
        # The splits are not the same: each program makes its own.
        Near("r2", "scikit-learn", 0.1),
        Near("auc", "scikit-learn", 0.03),
        Smaller("scikit-learn", 4),
    ],
    whole_process=True,
)
