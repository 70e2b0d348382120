"""All films of a store, every column, from SQLite into columns in memory."""

import stores
from work import Faster, Work

WORK = Work(
    title="load 6,000 films × 15 columns from SQLite",
    # The peer has its connection open when it is timed, and so has hq.
    script=['use "catalogue.sqlite"', "load ingests as opened", "load films as films"],
    operation=[3],
    prepare=stores.catalogue,
    answer=(
        "films | aggregate films = count(), votes = sum(vote_count), popularity = sum(popularity), "
        "runtimes = sum(runtime), first = min(title), last = max(title)"
    ),
    peers={"pandas": ["load_pandas.py"]},
    targets=[Faster("pandas", 5)],
    rounds=9,
)
