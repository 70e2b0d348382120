"""What every peer does around its work: take the data, time the operation, say the answer when asked.

    python WORK_PEER.py DATA THREADS [--answer]

The last line of standard output is a JSON object: {"ms": …}, with --answer {"ms": …, "answer": [row, …]}.
"""

import contextlib
import json
import pathlib
import sys
import time

data = pathlib.Path(sys.argv[1])
threads = int(sys.argv[2])
answer_wanted = "--answer" in sys.argv[3:]

_spent = []


@contextlib.contextmanager
def operation():
    """Times what stands inside; reading the tables that a work needs stands outside."""
    start = time.perf_counter()
    yield
    _spent.append((time.perf_counter() - start) * 1000)


def finish(answer):
    """`answer` gives rows as dictionaries; it is called only when the answer is to be compared."""
    report = {"ms": sum(_spent)}
    if answer_wanted:
        report["answer"] = answer()
    print(json.dumps(report, default=str))


def duckdb_rows(relation):
    """The rows of a DuckDB relation as dictionaries."""
    return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


def pandas_rows(frame):
    """The rows of a pandas frame as dictionaries."""
    return frame.to_dict(orient="records")
