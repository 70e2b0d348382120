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
    held_back=(
        "Fitting is a quarter of it. The rest is what the others do not do: the scale of the target is chosen by what "
        "was not seen, ranges are fitted and held against it, every metric is drawn again 500 times, and the models "
        "themselves go into the store."
    ),
)
