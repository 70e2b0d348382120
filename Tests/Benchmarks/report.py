"""What was measured, as text for people and as JSON for programs."""

import dataclasses
import datetime
import json
import os
import platform
import subprocess
import sys

import measure


def machine(hq):
    """What the figures depend on besides the programs."""
    model = "unknown"
    with open("/proc/cpuinfo") as lines:
        for line in lines:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    with open("/proc/meminfo") as lines:
        memory = int(next(lines).split()[1]) // 1024**2
    names = "pandas numpy duckdb scikit-learn lightgbm xgboost matplotlib sqlalchemy pyarrow nbconvert".split()
    ask = (
        "import importlib.metadata as m, json, sys\n"
        "found = {d.metadata['Name'].lower(): d.version for d in m.distributions()}\n"
        "print(json.dumps({n: found.get(n) for n in sys.argv[1:]}))"
    )
    versions = json.loads(subprocess.check_output([sys.executable, "-c", ask, *names]))
    about = subprocess.run([str(hq), "-c", "about"], capture_output=True, text=True).stdout.strip()
    return {
        "date": datetime.date.today().isoformat(),
        "cpu": model,
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": memory,
        "system": f"{platform.system()} {platform.release()}",
        "load_at_start": round(os.getloadavg()[0], 2),
        "hq": about.splitlines()[0] if about else "unknown",
        "python": platform.python_version(),
        "versions": versions,
    }


def milliseconds(value):
    if value is None:
        return "–"
    return f"{value:.1f} ms" if value < 100 else f"{value:.0f} ms"


def megabytes(value):
    return "–" if value is None else f"{value / 1e6:.0f} MB"


def times(value):
    if value is None:
        return "–"
    return f"{value:.2f}×" if value < 10 else f"{value:.0f}×"


def quotient(value, by):
    return None if value is None or not by else value / by


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join(["---"] * len(header)) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def verdicts(result):
    """Each target of a work with whether it is reached."""
    return [(target, target.reached(result.medians)) for target in result.work.targets]


def goodness(value):
    """A metric as it is, of a number for each feature those with the largest ones."""
    if value is None:
        return "–"
    if isinstance(value, dict):
        return " > ".join(sorted(value, key=value.get, reverse=True)[:3]) + " > …"
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4f}"


def targets_table(results):
    rows = []
    for result in results:
        for target, reached in verdicts(result):
            metric = getattr(target, "metric", None)
            if target.of_memory:
                show, figure, title = megabytes, lambda run: run.peak, f"{result.key}: peak memory"
            elif metric:
                show, figure, title = goodness, lambda run: run.quality.get(metric), f"{result.key}: {metric}"
            else:
                show, figure, title = milliseconds, lambda run: run.ms, result.work.title
            medians = [result.medians.get(name) for name in ("hq", "pandas", "duckdb")]
            hq, pandas, duckdb = (median and figure(median) for median in medians)
            others = [name for name in result.medians if name not in ("hq", "pandas", "duckdb")]
            if others:
                other = getattr(target, "than", None)
                other = other if other in others else others[0]
                pandas = figure(result.medians[other])
                title += f" (pandas’ column: {other})"
            rows.append(
                [
                    title,
                    show(hq),
                    show(pandas),
                    show(duckdb),
                    times(None if metric else quotient(pandas, hq)),
                    times(None if metric else quotient(duckdb, hq)),
                    target.text(),
                    "yes" if reached else "**no**",
                ]
            )
    return table(
        ["work", "hq", "pandas", "DuckDB", "pandas ÷ hq", "DuckDB ÷ hq", "must reach", "reached"], rows
    )


def processes_table(results):
    rows = []
    for result in results:
        for name, run in result.medians.items():
            low, high = measure.spread(result.runs[name])
            rows.append(
                [
                    result.key,
                    name,
                    milliseconds(run.ms),
                    f"{low:.1f} … {high:.1f}",
                    milliseconds(run.wall_ms),
                    milliseconds(run.cpu_ms),
                    megabytes(run.peak),
                ]
            )
    return table(
        ["work", "program", "operation", "fastest … slowest", "whole process", "CPU time", "peak memory"],
        rows,
    )


def quality_table(results):
    rows = []
    for result in results:
        for name, run in result.medians.items():
            said = [f"{metric} {goodness(value)}" for metric, value in run.quality.items()]
            if said:
                rows.append([result.key, name, " · ".join(said), milliseconds(run.ms)])
    return table(["work", "program", "quality", "operation"], rows) if rows else None


def missed(results):
    lines = []
    for result in results:
        for target, reached in verdicts(result):
            if not reached:
                lines.append(f"- {result.key}: {target.text()}. {result.work.held_back}".rstrip())
    return lines


HOW_TO_READ = """\
Medians of whole processes that ran one after another in turn (hq, pandas, DuckDB, hq, …), after runs that are
not counted and whose answers were compared. *Operation* is what the works are compared by: for the peers the
time inside Python around the operation, for hq the time of the statement. hq reads files while it checks a
script, so reading counts the whole process of hq, its start included, against the bare read of the peers.
*start and quit* is whole processes on all sides; pandas stands for `import pandas, sklearn, matplotlib`.
pandas is what pip installs, without pyarrow; DuckDB works in memory on the same number of threads.
No peak is reported below that of the program that measures, some 20 MB.
What learns is timed while it fits or predicts only, on the same rows: three quarters of each table, and judged on
the rest. Peers have fitted a hundred rows before, so that their late imports and their threads are not counted;
hq has not. One forest differs from the next by more than a program from another: the means over ten splits are
held against each other by quality.py."""


def markdown(results, failures, facts):
    versions = ", ".join(f"{name} {version}" for name, version in facts["versions"].items() if version)
    shortfall = missed(results) + [f"- {key}: not measured. {failure}" for key, failure in failures.items()]
    qualities = quality_table(results)
    parts = [
        "# Benchmark",
        f"{facts['date']} · {facts['cpu']}, {facts['cores']} cores, {facts['memory_gib']} GiB"
        f" · {facts['system']} · load at start {facts['load_at_start']}\n"
        f"{facts['hq']} · Python {facts['python']}, {versions}",
        targets_table(results),
        "## Not reached\n\n" + "\n".join(shortfall) if shortfall else "Every target is reached.",
        *(["## Quality beside speed", qualities] if qualities else []),
        "## Whole processes and memory",
        processes_table(results),
        HOW_TO_READ,
    ]
    return "\n\n".join(parts) + "\n"


def as_json(results, failures, facts):
    works = {
        result.key: {
            "title": result.work.title,
            "medians": {name: dataclasses.asdict(run) for name, run in result.medians.items()},
            "runs": {
                name: [dataclasses.asdict(run) for run in runs] for name, runs in result.runs.items()
            },
            "targets": {target.text(): reached for target, reached in verdicts(result)},
        }
        for result in results
    }
    everything = {"machine": facts, "works": works, "not_measured": failures}
    return json.dumps(everything, indent=1, ensure_ascii=False) + "\n"
