"""A picture of many points."""

import stores
from work import Faster, Work


def points(binary, folder):
    if not (folder / "points.csv").exists():
        text = 'from "films.csv" | where popularity is not null and rating is not null | take 100_000'
        stores.hq(binary, "-c", text + ' | select rating, popularity | export to "points.csv"', folder=folder)


WORK = Work(
    title="100,000 points as a picture, whole process",
    script=['from "points.csv" | plot scatter rating, popularity to "scatter.png"'],
    prepare=points,
    peers={"matplotlib": ["scatter_matplotlib.py"]},
    targets=[Faster("matplotlib", 1)],
    whole_process=True,
)
