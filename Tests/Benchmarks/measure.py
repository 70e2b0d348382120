"""Runs one program and says what it cost.

This module imports nothing large: on Linux a child's peak memory is never reported below what its parent
held when it was started.
"""

import json
import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


class Failed(Exception):
    """A program ended with an error, or gave a wrong answer."""


@dataclass
class Run:
    """What one run cost. `ms` is the operation: the whole process when that is what is compared."""

    ms: float
    wall_ms: float
    cpu_ms: float
    peak: int  # bytes
    quality: dict = field(default_factory=dict)  # how good the result is: a number, or one for each feature


def median(runs):
    """The run that never was: every figure is the median of its own."""
    middle = lambda figure: statistics.median(figure(run) for run in runs)
    return Run(
        ms=middle(lambda run: run.ms),
        wall_ms=middle(lambda run: run.wall_ms),
        cpu_ms=middle(lambda run: run.cpu_ms),
        peak=int(middle(lambda run: run.peak)),
        # Every run has the same seed.
        quality=runs[-1].quality,
    )


def spread(runs):
    """The fastest and the slowest operation."""
    return min(run.ms for run in runs), max(run.ms for run in runs)


def children(process):
    """The numbers of a process and of all that it has started, directly or not."""
    found = [process]
    for number in found:
        try:
            for task in os.listdir(f"/proc/{number}/task"):
                with open(f"/proc/{number}/task/{task}/children") as file:
                    found += [int(word) for word in file.read().split()]
        except OSError:
            pass  # It has ended.
    return found


def held(process):
    """The bytes that a process holds; those that several hold count in parts."""
    try:
        with open(f"/proc/{process}/smaps_rollup") as file:
            return sum(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))
    except OSError:
        return 0


def peak_of_all(arguments, environment):
    """The most that a program and those that it starts hold at once, looked at again and again."""
    child = subprocess.Popen(
        arguments, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0
    while child.poll() is None:
        most = max(most, sum(held(process) for process in children(child.pid)))
        time.sleep(0.005)
    if child.returncode != 0:
        raise Failed(f"{' '.join(arguments)}\nended with {child.returncode} when its memory was looked at")
    return most


def run(arguments, environment):
    """Runs to the end. → (Run with ms == wall_ms, the JSON objects on its standard output)."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = os.posix_spawn(
            arguments[0],
            arguments,
            environment,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_DUP2, output.fileno(), 1),
                (os.POSIX_SPAWN_DUP2, errors.fileno(), 2),
            ],
        )
        _, status, usage = os.wait4(child, 0)
        wall_ms = (time.perf_counter() - start) * 1000
        output.seek(0)
        errors.seek(0)
        if status != 0:
            message = errors.read().decode(errors="replace").strip() or output.read().decode(errors="replace")
            raise Failed(
                f"{' '.join(arguments)}\nended with {os.waitstatus_to_exitcode(status)}:\n{message[-2000:]}"
            )
        objects = [json.loads(line) for line in output if line.startswith(b"{")]
    cpu_ms = (usage.ru_utime + usage.ru_stime) * 1000
    return Run(ms=wall_ms, wall_ms=wall_ms, cpu_ms=cpu_ms, peak=usage.ru_maxrss * 1024), objects
