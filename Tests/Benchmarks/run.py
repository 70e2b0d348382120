"""Compares hq with pandas and DuckDB on the works in works/, and writes the results down.

    make bench
    make bench BENCH="--only join --rounds 9"

A new work is one file in works/, with a script for each peer in peers/.
"""

import argparse
import dataclasses
import hashlib
import importlib
import os
import pathlib
import subprocess
import sys

import measure
import programs
import report
from work import Work

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


@dataclasses.dataclass
class Result:
    key: str
    work: Work
    runs: dict  # program → [Run]
    medians: dict  # program → Run


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    option = parser.add_argument
    option("--hq", type=pathlib.Path, default=ROOT / ".build/release/hq", help="the binary to measure")
    option("--only", action="append", metavar="WORK", help="only this work; may be repeated")
    option("--rounds", type=int, help="how often each program runs (default: as the work says)")
    option("--threads", type=int, default=len(os.sched_getaffinity(0)), help="default: all cores")
    option("--name", help="results/NAME.md and .json; with --only nothing is written without it")
    option("--bench", type=pathlib.Path, default=ROOT / ".bench", help="where data is kept")
    return parser.parse_args()


def make_data(bench):
    """Generates the tables, unless they are those of this very generator."""
    generator = HERE / "data.py"
    stamp, mark = bench / "data" / "made-by", hashlib.sha256(generator.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == mark:
        return
    print("making the data", file=sys.stderr)
    # In a process of its own: what this one holds would be counted as its children's.
    subprocess.run([sys.executable, str(generator), str(bench / "data")], check=True)
    stamp.write_text(mark)


def load_works(only):
    # In the order in which a reader meets them; later works stand behind in the order of the alphabet.
    first = ["startup", "demo", "read", "aggregate", "join", "load", "upsert", "as_of"]
    found = sorted(path.stem for path in (HERE / "works").glob("*.py"))
    keys = first + [key for key in found if key not in first]
    for key in only or []:
        if key not in keys:
            sys.exit(f"run.py: no work `{key}`; there are {', '.join(keys)}")
    return {key: importlib.import_module(f"works.{key}").WORK for key in only or keys}


def check_answers(contenders):
    """Every program's answer against that of pandas. It also warms the caches of the machine."""
    answers = {program.name: program.answer() for program in contenders}
    expected = answers.get("pandas") or answers.get("sqlalchemy")
    for name, answer in answers.items():
        if expected is not None and answer is not None:
            programs.compare(name, answer, expected)


def measure_work(key, work, options):
    if work.prepare:
        work.prepare(options.hq, options.bench / "data")
    contenders = [programs.HQ(options.hq, work, key, options.bench, options.threads)]
    for name, lines in work.statements.items():
        contenders.append(programs.HQ(options.hq, work, key, options.bench, options.threads, name, lines))
    for name, drive in work.others.items():
        contenders.append(programs.HQ(options.hq, work, key, options.bench, options.threads, name, drive=drive))
    for name, arguments in work.peers.items():
        contenders.append(programs.Peer(name, arguments, work, options.bench, options.threads))
    check_answers(contenders)
    for program in contenders:
        program.run()
    runs = {program.name: [] for program in contenders}
    for _ in range(options.rounds or work.rounds):
        for program in contenders:
            runs[program.name].append(program.run())
    return Result(key, work, runs, {name: measure.median(those) for name, those in runs.items()})


def main():
    options = read_arguments()
    options.hq = options.hq.resolve()
    options.bench = options.bench.resolve()
    if not options.hq.exists():
        sys.exit(f"run.py: there is no {options.hq}: `make build` first")
    works = load_works(options.only)
    make_data(options.bench)
    # The scripts lie beside the data and are started from there, so that they name a file as a user would.
    os.chdir(options.bench / "data")
    facts = report.machine(options.hq)
    facts["threads"] = options.threads
    if facts["load_at_start"] > 0.3:
        # Threads of OpenMP wait for one another in circles: one that has lost its core holds up all of a fit.
        print("something else is running: LightGBM, XGBoost and scikit-learn suffer most", file=sys.stderr)
    results, failures = [], {}
    for key, work in works.items():
        print(f"{key}: {work.title}", file=sys.stderr)
        try:
            results.append(measure_work(key, work, options))
        except measure.Failed as failure:
            # The whole story is for whoever stands here; the report keeps its end, without paths.
            failures[key] = str(failure).splitlines()[-1]
            print(f"NOT MEASURED {key}: {failure}", file=sys.stderr)
    text = report.markdown(results, failures, facts)
    print(text)
    if not options.only or options.name:
        name = options.name or f"{facts['date']}-{facts['cores']}-cores"
        where = HERE / "results"
        where.mkdir(exist_ok=True)
        (where / f"{name}.md").write_text(text)
        (where / f"{name}.json").write_text(report.as_json(results, failures, facts))
        print(f"written: {(where / name).relative_to(ROOT)}.md and .json", file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
