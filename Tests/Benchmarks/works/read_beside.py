"""Reading all films while a sweep writes into the same store, against reading them alone."""

import os
import subprocess
import measure
import tmdb
from work import Within, Work

READS = 9


def reading(binary, folder):
    """The median time of a load, each in a process of its own."""
    times = []
    for _ in range(READS):
        arguments = [str(binary), "--db", "beside.sqlite", "--events", "ndjson", "-c",
                     "load ingests as opened\nload films as films"]  # fmt: skip
        events = measure.run(arguments, dict(os.environ))[1]
        times.append([event["ms"] for event in events if event.get("event") == "statement"][1])
    return sorted(times)[len(times) // 2]


def alone(binary, folder):
    tmdb.swept(binary, folder, "beside.sqlite")
    return reading(binary, folder)


def beside(binary, folder):
    tmdb.swept(binary, folder, "beside.sqlite")
    # Another scope, with all votes: each of its pages brings something to write.
    sweep = subprocess.Popen(
        [str(binary), "--db", "beside.sqlite", "-c", "ingest tmdb films since 2010 votes=0 full=yes"],
        cwd=folder, env=os.environ | tmdb.environment(20), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        ms = reading(binary, folder)
        if sweep.poll() is not None:
            raise measure.Failed("the sweep had ended before the reading")
        return ms
    finally:
        sweep.kill()
        sweep.wait()


WORK = Work(
    title="load 6,800 films while a sweep writes",
    peers={},
    drive=beside,
    others={"alone": alone},
    targets=[Within(1.2, "alone")],
    rounds=5,
)
