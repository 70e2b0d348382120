"""The stand-in for TMDB as a process, and stores that are filled from it."""

import atexit
import os
import pathlib
import subprocess

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
BINARY = pathlib.Path(__file__).resolve().parents[2] / ".build" / "release" / "stand-in"
_running = {}


def stand_in(delay=0):
    """The address of a stand-in that waits so many milliseconds before each answer; it ends when this process does."""
    if delay not in _running:
        process = subprocess.Popen(
            [str(BINARY), "--delay", str(delay)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        atexit.register(process.kill)
        _running[delay] = process.stdout.readline().strip()
    return _running[delay]


def environment(delay=0):
    """What a program needs to ask it, without a limit."""
    return {"TMDB_API_KEY": KEY, "HQ_TMDB_URL": stand_in(delay), "HQ_TMDB_RATE": "0"}


def use(work, delay=0):
    """Lets hq and the peers of a work ask it."""
    work.environment |= environment(delay)
    os.environ.update(environment(delay))


def remove(folder, name):
    for ending in ["", "-wal", "-shm", "-sweep", "-watch"]:
        pathlib.Path(f"{folder}/{name}{ending}").unlink(missing_ok=True)


def swept(binary, folder, name="swept.sqlite"):
    """A store after a whole first sweep."""
    remove(folder, name)
    subprocess.run(
        [str(binary), "--db", name, "-c", "ingest tmdb horror since 2010"],
        cwd=folder, check=True, capture_output=True, env=os.environ | environment(),
    )  # fmt: skip
    return folder / name
