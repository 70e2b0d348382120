"""One ingest in which every film has other details and other numbers: rows, past and snapshots."""

import stores
from work import Faster, Work

WORK = Work(
    title="upsert 6,000 changed films with past and snapshots",
    # The peer has its rows in memory when it is timed, and so has hq.
    script=['use "upsert.sqlite"', 'from "changed.csv" as changed', "ingest from changed", "load films as films"],
    operation=[3],
    prepare=stores.changed,
    reset=stores.put_back,
    answer=(
        "films | aggregate films = count(), votes = sum(vote_count), popularity = sum(popularity), "
        'restored = count(if(overview ends "Restored.", 1, null))'
    ),
    peers={"sqlalchemy": ["upsert_sqlalchemy.py"]},
    targets=[Faster("sqlalchemy", 5)],
    rounds=9,
    held_back=(
        "Both write the same pages, and nearly all of the time is SQLite's own: finding, copying and replacing rows "
        "by five statements for all films, and looking after foreign keys, which the peer does not."
    ),
)
