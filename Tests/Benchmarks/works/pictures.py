"""The six pictures of an analysis, drawn from what a training has left in the store."""

import stores
from work import Faster, Smaller, Work

KINDS = ["importance", "predicted", "confusion", "roc", "clusters", "profiles"]


def train(binary, folder):
    stores.catalogue(binary, folder)
    if not (folder / "pictures.sqlite").exists():
        stores.put_back(folder, "pictures.sqlite")
        stores.hq(binary, "-c", 'use "pictures.sqlite"; load horror; train as seen', folder=folder)


WORK = Work(
    title="six pictures of models as PNG, 1200×800 at twice the dots, whole process",
    script=['use "pictures.sqlite"', "load horror as films"]
    + [f'films | plot {kind} with seen to "{kind}.png"' for kind in KINDS],
    prepare=train,
    peers={"matplotlib": ["pictures_matplotlib.py"]},
    targets=[Faster("matplotlib", 3), Smaller("matplotlib", 2)],
    whole_process=True,
)
