"""How one film went, in a store of ten million snapshots."""

import stores
from work import Under, Work

WORK = Work(
    title="one film's thousand snapshots out of ten million",
    script=['use "huge.sqlite"', "snapshots 5000 | aggregate count()"],
    operation=[2],
    prepare=stores.many_snapshots,
    peers={},
    targets=[Under(5)],
    rounds=9,
)
