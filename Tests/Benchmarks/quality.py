"""The quality gate: forests of hq against those of scikit-learn, over ten splits of the same table.

    .bench/venv/bin/python Tests/Benchmarks/quality.py
    .bench/venv/bin/python Tests/Benchmarks/quality.py --rows 32k --trees 500
    .bench/venv/bin/python Tests/Benchmarks/quality.py --itself

Forests of 100 trees that differ in nothing but their seed are further apart than the gate allows,
scikit-learn's from one another too. So there are two thousand: what chance leaves then is small beside the gate.
--itself shows it, and that the gate can be passed, with a second scikit-learn in the place of hq.

It ends with 1 when a mean is outside of the gate.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys

import numpy
import pandas
from scipy.stats import spearmanr
from sklearn import metrics
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

import data
from learning import BUT

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGETS = {"popularity": RandomForestRegressor, "high_rating": RandomForestClassifier}
# The name, the most or the least that the mean over the splits may be, how two values are held against each other.
GATE = [
    ("r2", "≤", 0.003, "difference of R²", lambda one, other: abs(one - other)),
    ("mae", "≤", 0.005, "difference of MAE, as a share", lambda one, other: abs(one / other - 1)),
    ("auc", "≤", 0.002, "difference of AUC", lambda one, other: abs(one - other)),
    (
        "importance",
        "≥",
        0.98,
        "rank correlation of importances",
        lambda one, other: spearmanr(one, other).statistic,
    ),
]


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    option = parser.add_argument
    option("--hq", type=pathlib.Path, default=ROOT / ".build/release/hq", help="the binary to judge")
    option("--bench", type=pathlib.Path, default=ROOT / ".bench", help="where tables are kept")
    option("--rows", choices=data.LEARNING, default="5k")
    option("--trees", type=int, default=2000)
    option("--depth", type=int, default=10)
    option("--seeds", type=int, default=10)
    option("--itself", action="store_true", help="scikit-learn with another seed in the place of hq")
    return parser.parse_args()


def new_split(table, seed):
    """The table with a quarter of its rows, others than before, to judge by."""
    order = numpy.random.default_rng(seed).permutation(len(table))
    test = numpy.ones(len(table), dtype=bool)
    test[order[: len(table) * 3 // 4]] = False
    return table.assign(is_test=test)


def scores(target, actual, predicted):
    if target == "popularity":
        return {
            "r2": metrics.r2_score(actual, predicted),
            "mae": metrics.mean_absolute_error(actual, predicted),
        }
    return {"auc": metrics.roc_auc_score(actual, predicted)}


def of_sklearn(table, seed, options):
    """Target → its scores on the rows to judge by and the importance of each feature."""
    features = table.drop(columns=["popularity", "high_rating", "is_test"])
    x, test = features.to_numpy(dtype=float), table["is_test"].to_numpy()
    found = {}
    for target, kind in TARGETS.items():
        y = table[target].to_numpy()
        forest = kind(options.trees, max_depth=options.depth, n_jobs=-1, random_state=seed).fit(
            x[~test], y[~test]
        )
        predicted = forest.predict(x[test]) if target == "popularity" else forest.predict_proba(x[test])[:, 1]
        found[target] = scores(target, y[test], predicted)
        found[target]["importance"] = dict(zip(features.columns, forest.feature_importances_))
    return found


def of_hq(table, seed, options):
    """The same of hq, from the events of a script."""
    folder = options.bench / "quality"
    folder.mkdir(parents=True, exist_ok=True)
    # As `true` and `false`, which hq and every other reader of CSV takes for what they are.
    flags = {name: table[name].map({True: "true", False: "false"}) for name in table.select_dtypes(bool)}
    table.assign(**flags).to_csv(folder / "films.csv", index=False)
    lines = ['from "films.csv" as films']
    for target in TARGETS:
        scale = " target=raw" if target == "popularity" else ""
        lines += [
            f"films | where not is_test | train rf {target} ~ . {BUT[target]} depth={options.depth}"
            f" trees={options.trees} split=none{scale} seed={seed} as forest_{target}",
            f"films | where is_test | evaluate forest_{target}",
        ]
    (folder / "quality.hq").write_text("\n".join(lines) + "\n")
    run = subprocess.run(
        [str(options.hq.resolve()), "--events", "ndjson", "quality.hq"],
        cwd=folder, capture_output=True, text=True, env={"PATH": os.environ["PATH"], "HOME": str(folder)},
    )  # fmt: skip
    if run.returncode != 0:
        sys.exit(f"quality.py: hq ended with {run.returncode}:\n{run.stderr[-2000:]}")
    objects = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    events = {event["line"]: event for event in objects if event.get("event") == "statement"}
    return {
        target: events[place + 1]["metrics"] | {"importance": events[place]["importance"]}
        for place, target in zip((2, 4), TARGETS)
    }


def differences(mine, other, target):
    """Of one split: what the gate asks about → how far the two are from each other."""
    found = {}
    for metric, _, _, title, distance in GATE:
        one, two = mine[target].get(metric), other[target].get(metric)
        if metric == "importance":
            one, two = ([shares[name] for name in other[target][metric]] for shares in (one, two))
        if metric in other[target]:
            found[f"{target}: {title}"] = distance(one, two)
    return found


def main():
    options = read_arguments()
    name = "scikit-learn" if options.itself else "hq"
    path = options.bench / "data" / f"films{options.rows}.csv"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = data.LEARNING[options.rows]
        data.write_learning_tables(path.parent, options.rows, rows, data.SEED + rows)
    films = pandas.read_csv(path)
    splits = []
    for seed in range(1, options.seeds + 1):
        table = new_split(films, seed)
        other = of_sklearn(table, seed, options)
        mine = of_sklearn(table, seed + 1000, options) if options.itself else of_hq(table, seed, options)
        of_split = {}
        for target in TARGETS:
            of_split |= differences(mine, other, target)
        splits.append(of_split)
        said = [
            f"{metric} {mine[target][metric]:.4f} / {other[target][metric]:.4f}"
            for target in TARGETS
            for metric in other[target]
            if metric != "importance"
        ]
        print(f"split {seed}, {name} / scikit-learn: {' · '.join(said)}", file=sys.stderr, flush=True)
    print(f"{len(films):,} rows, {options.trees} trees of depth {options.depth}, {options.seeds} splits")
    print("| mean over the splits | is | worst | must be | reached |\n|---|---|---|---|---|")
    passed = True
    for metric, relation, bound, title, _ in GATE:
        for what in [what for what in splits[0] if what.endswith(title)]:
            values = [of_split[what] for of_split in splits]
            mean = sum(values) / len(values)
            worst, reached = (max(values), mean <= bound) if relation == "≤" else (min(values), mean >= bound)
            passed = passed and reached
            print(
                f"| {what} | {mean:.4f} | {worst:.4f} | {relation} {bound:g} | {'yes' if reached else '**no**'} |"
            )
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
