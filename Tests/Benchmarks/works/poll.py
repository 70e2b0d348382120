"""A poll that finds nothing new, in a process of its own: how much of the processor it takes."""

import hashlib
import os
import measure
import tmdb
from work import Under, Work


def digest(folder):
    return hashlib.sha256((folder / "swept.sqlite").read_bytes()).hexdigest()


def poll(binary, folder):
    before = digest(folder)
    arguments = [str(binary), "--db", str(folder / "swept.sqlite"), "-c", "ingest tmdb horror since 2010"]
    run = measure.run(arguments, os.environ | tmdb.environment())[0]
    if digest(folder) != before:
        raise measure.Failed("a poll that found nothing new has written to the store")
    return run.cpu_ms


WORK = Work(
    title="a poll that finds nothing new, whole process: time of the processor",
    peers={},
    prepare=tmdb.swept,
    drive=poll,
    targets=[Under(30)],
    rounds=15,
)
