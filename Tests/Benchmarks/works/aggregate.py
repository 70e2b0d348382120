"""The everyday question: a condition, groups by two keys, the largest first."""

from work import Faster, Smaller, Within, Work

WORK = Work(
    title="where + aggregate by two keys + sort, 1,000,000 rows",
    script=[
        'from "films.csv" as films',
        "films | where rating >= 6.5 and popularity > 1"
        " | aggregate films = count(), rating = avg(rating), popularity = sum(popularity) by language, genre"
        " | sort -films, language, genre as answer",
    ],
    operation=[2],
    answer="answer",
    peers={"pandas": ["aggregate_pandas.py"], "duckdb": ["aggregate_duckdb.py"]},
    targets=[Faster("pandas", 3), Within(2, "duckdb"), Smaller("pandas")],
)
