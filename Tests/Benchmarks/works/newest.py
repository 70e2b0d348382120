"""Where all films stand, in a store of ten million snapshots."""

import stores
from work import Under, Work

WORK = Work(
    title="the newest of ten million snapshots of each of 10,000 films",
    script=['use "huge.sqlite"', "snapshots | aggregate count()"],
    operation=[2],
    prepare=stores.many_snapshots,
    peers={},
    targets=[Under(300)],
    rounds=9,
)
