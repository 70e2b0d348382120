"""The programs of a work: hq and its peers, each as something that can be run and can be asked its answer."""

import json
import math
import os
import pathlib
import sys

import measure

HERE = pathlib.Path(__file__).resolve().parent


class HQ:
    def __init__(self, binary, work, key, bench, threads, name="hq", operation=None, drive=None):
        self.name = name
        self.work = work
        self.drive = drive or work.drive
        self.binary = binary
        self.data = bench / "data"
        self.operation = operation or work.operation
        if self.drive:
            return
        self.arguments = [str(binary), "--threads", str(threads)]
        # No store, no settings of whoever runs this.
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(bench), "XDG_DATA_HOME": str(bench)}
        self.environment |= work.environment
        self.answer_file = bench / "answers" / f"{key}.ndjson"
        if work.command is not None:
            self.arguments = [str(binary), *work.options, "-c", work.command]
            return
        self.script = bench / "data" / f"{key}.hq"
        self.script.write_text("\n".join(work.script) + "\n")
        self.question = bench / "data" / f"{key}-answer.hq"
        if work.answer:
            export = f'{work.answer} | export to "{self.answer_file}"'
            self.question.write_text("\n".join([*work.script, export]) + "\n")
        self.answer_file.parent.mkdir(exist_ok=True)

    def reset(self):
        if self.work.reset:
            self.work.reset(self.data)

    def run(self):
        if self.drive:
            ms = self.drive(self.binary, self.data)
            return measure.Run(ms=ms, wall_ms=ms, cpu_ms=0, peak=0)
        self.reset()
        if self.work.command is not None:
            return measure.run(self.arguments, self.environment)[0]
        whole = [*self.arguments, str(self.script)]
        if self.work.around:
            before, after = self.work.around
            whole = [str(self.binary), *before, str(self.script), *after]
        run = cost(whole, self)[0]
        if self.operation or self.work.quality:
            self.reset()
            # Events carry a digest of every table, which is no part of the work: the whole process and its
            # memory are measured without them.
            events = measure.run([*self.arguments, "--events", "ndjson", str(self.script)], self.environment)[1]
            said = [event for event in events if event.get("event") == "statement"]
            run.quality = self.quality(said)
            if self.operation:
                spent = {event["line"]: event.get(self.work.clock) for event in said}
                silent = [line for line in self.operation if spent[line] is None]
                if silent:
                    raise measure.Failed(f"hq says no {self.work.clock} of line {silent[0]}")
                run.ms = sum(spent[line] for line in self.operation)
        return run

    def quality(self, events):
        said = {}
        for event in events:
            said |= event | event.get("metrics", {})
        for name in self.work.quality:
            if said.get(name) is None:
                raise measure.Failed(f"hq says no {name}")
        return {name: said[name] for name in self.work.quality}

    def answer(self):
        if self.work.answer is None:
            return None
        self.reset()
        self.answer_file.unlink(missing_ok=True)
        measure.run([*self.arguments, str(self.question)], self.environment)
        return [json.loads(line) for line in self.answer_file.read_text().splitlines()]


class Peer:
    def __init__(self, name, arguments, work, bench, threads):
        self.name = name
        self.work = work
        self.reports = arguments[0] != "-c"
        self.arguments = [sys.executable, *arguments]
        if self.reports:
            script = HERE / "peers" / arguments[0]
            self.arguments = [sys.executable, str(script), *arguments[1:], str(bench / "data"), str(threads)]
        # numpy and scikit-learn share their work among as many threads as these say.
        limits = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], str(threads))
        self.environment = dict(os.environ) | limits
        self.data = bench / "data"

    def reset(self):
        if self.work.reset:
            self.work.reset(self.data)

    def run(self):
        self.reset()
        run, reports = cost(self.arguments, self)
        if self.reports:
            run.quality = reports[-1].get("quality", {})
            if not self.work.whole_process:
                run.ms = reports[-1]["ms"]
        return run

    def answer(self):
        if not self.reports or self.work.answer is None:
            return None
        self.reset()
        return measure.run([*self.arguments, "--answer"], self.environment)[1][-1]["answer"]


def cost(arguments, program):
    """A run of a program after `reset`, with the memory of what it starts where the work asks for it."""
    run, objects = measure.run(arguments, program.environment)
    if program.work.check:
        program.work.check(program.data)
    if program.work.has_children:
        program.reset()
        run.peak = max(run.peak, measure.peak_of_all(arguments, program.environment))
    return run, objects


def compare(name, given, expected):
    """Same rows in the same order; doubles may differ as far as the order of a sum allows."""
    if len(given) != len(expected):
        raise measure.Failed(f"{name} answers with {len(given)} rows, pandas with {len(expected)}")
    for number, (row, other) in enumerate(zip(given, expected), 1):
        for column, value in other.items():
            if not same(row.get(column), value):
                raise measure.Failed(
                    f"row {number}, {column}: {name} says {row.get(column)!r}, pandas {value!r}"
                )


def same(value, other):
    numbers = (int, float)
    if isinstance(value, numbers) and isinstance(other, numbers):
        return math.isclose(value, other, rel_tol=1e-9)
    return value == other
