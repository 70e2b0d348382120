"""The store as it was a thousand ingests ago, against the store as it is."""

import stores
from work import Within, Work

WORK = Work(
    title="load horror as of an ingest 1,000 ingests ago",
    script=['use "long.sqlite"', "load horror as now", "load horror as of ingest 1 as then"],
    operation=[3],
    statements={"the present": [2]},
    prepare=stores.many_ingests,
    peers={},
    targets=[Within(3, "the present")],
    rounds=9,
)
