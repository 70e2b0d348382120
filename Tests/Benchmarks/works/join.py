"""Every film with its studio, found by a text."""

from work import Faster, Smaller, Work

WORK = Work(
    title="join 1,000,000 rows with 50,000 on a text key",
    script=[
        'from "films.csv" as films',
        'from "studios.csv" as studios',
        "films | join studios on studio as joined",
    ],
    operation=[3],
    answer=(
        "joined | aggregate films = count(), ids = sum(id), founded = sum(founded), "
        "countries = count(country), popularity = sum(popularity)"
    ),
    peers={"pandas": ["join_pandas.py"], "duckdb": ["join_duckdb.py"]},
    targets=[Faster("pandas", 2), Smaller("pandas")],
)
