"""How long it takes until anything can happen at all."""

from work import Faster, Under, Work

WORK = Work(
    title="start and quit",
    command="quit",
    peers={
        "pandas": ["-c", "import pandas, sklearn, matplotlib"],
        "duckdb": ["-c", "import duckdb"],
    },
    whole_process=True,
    targets=[Faster("pandas", 40), Under(20)],
    rounds=15,
)
