"""What every peer does around its work: take the data, time the operation, say the answer when asked.

    python WORK_PEER.py [WHAT THE WORK SAYS] DATA THREADS [--answer]

The last line of standard output is a JSON object: {"ms": …}, with --answer {"ms": …, "answer": [row, …]};
what learns says how well, too: "quality": {"r2": …}.
"""

import contextlib
import json
import pathlib
import sys
import time

answer_wanted = "--answer" in sys.argv
*arguments, _data, _threads = [word for word in sys.argv[1:] if word != "--answer"]
data = pathlib.Path(_data)
threads = int(_threads)

_spent = []


@contextlib.contextmanager
def operation():
    """Times what stands inside; reading the tables that a work needs stands outside."""
    start = time.perf_counter()
    yield
    _spent.append((time.perf_counter() - start) * 1000)


def finish(answer=None, quality=None):
    """`answer` gives rows as dictionaries; it is called only when the answer is to be compared."""
    report = {"ms": sum(_spent)}
    if quality:
        report["quality"] = quality
    if answer_wanted:
        report["answer"] = answer()
    print(json.dumps(report, default=str))


def duckdb_rows(relation):
    """The rows of a DuckDB relation as dictionaries."""
    return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


def pandas_rows(frame):
    """The rows of a pandas frame as dictionaries."""
    return frame.to_dict(orient="records")
