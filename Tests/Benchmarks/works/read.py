"""A file of 1,000,000 rows into a table."""

from work import Faster, Smaller, Work

WORK = Work(
    title="read a CSV of 1,000,000 rows × 8 typed columns",
    script=['from "films.csv" as films'],
    # hq reads while it checks the script, so its whole process counts, against the bare read of the peers.
    operation=[],
    answer=(
        "films | aggregate films = count(), ids = sum(id), first = min(title), last = max(title), "
        "dated = count(release_date), oldest = min(release_date), newest = max(release_date), "
        "studios = count(studio), rating = sum(rating), popularity = sum(popularity)"
    ),
    peers={
        "pandas": ["read_pandas.py"],
        "pandas, dates as text": ["read_pandas_text_dates.py"],
        "duckdb": ["read_duckdb.py"],
    },
    targets=[Faster("pandas", 4), Smaller("pandas")],
)
