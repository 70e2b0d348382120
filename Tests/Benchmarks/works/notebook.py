"""A whole analysis from a store to a report: two forests, clusters, six pictures, one page of HTML."""

import notebooks
from work import Faster, Near, Smaller, Work

WORK = Work(
    title="an analysis as a notebook (load, `train`, six PNG pictures, HTML report), 5,000 films, whole process",
    script=[
        "# # Horror",
        'use "notebook.sqlite"',
        "load horror as films",
        "# ## Models",
        "train as seen",
        "# ## Months",
        "films | aggregate films = count(), popularity = avg(popularity) by month | sort month as months",
        "# ## Pictures",
        *(f'films | plot {kind} with seen to "{kind}.png"' for kind in notebooks.PICTURES[:-1]),
        'months | plot bar month, films to "months.png"',
    ],
    around=(["render"], ["-o", "report.html"]),
    prepare=notebooks.prepare,
    reset=notebooks.reset,
    check=notebooks.check,
    quality=["r2", "mae", "auc", "accuracy", "silhouette"],
    peers={"a Python script": ["notebook_python.py"], "nbconvert": ["notebook_jupyter.py"]},
    targets=[
        Faster("a Python script", 8),
        Faster("nbconvert", 20),
        # The splits are not the same: each program makes its own.
        Near("r2", "a Python script", 0.1),
        Near("auc", "a Python script", 0.03),
        Smaller("a Python script", 4),
        Smaller("nbconvert", 4),
    ],
    whole_process=True,
    has_children=True,
    held_back="Loading and training are two fifths of it. Of the rest half is the packing of eleven megabytes of dots a "
    "picture, on two cores.",
)
