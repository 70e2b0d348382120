"""From nothing to an answer about made-up films: the whole process."""

from work import Under, Work

WORK = Work(
    title="`hq --demo -c 'load horror | aggregate count() by year'`, whole process",
    options=["--demo"],
    command="load horror | aggregate count() by year",
    peers={},
    targets=[Under(250)],
    rounds=9,
)
