"""Writes the reference numbers beside this script, from scikit-learn and its bundled data sets.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 snowballstemmer==2.2.0
    venv/bin/python Tests/LearningTests/Reference/make.py

Each file has one entry a line: a name, then its numbers. `data.txt` holds the tables themselves, row after row.
`texts.txt`, made up, a text a line, is not written but read.
"""

import pathlib
import re

import numpy as np
import snowballstemmer
from sklearn import datasets, metrics
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_predict
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeRegressor

here = pathlib.Path(__file__).parent


def write(name, entries):
    with open(here / name, "w") as file:
        for entry, values in entries.items():
            numbers = np.ravel(np.asarray(values, dtype=float))
            file.write(" ".join([entry] + [repr(float(number)) for number in numbers]) + "\n")


diabetes = datasets.load_diabetes(scaled=False)
cancer = datasets.load_breast_cancer()
wine = datasets.load_wine()
iris = datasets.load_iris()
# The means of the ten measures; their errors and worst cases would triple the file.
tables = {
    "diabetes": (diabetes.data, diabetes.target),
    "cancer": (cancer.data[:, :10], cancer.target),
    "wine": (wine.data, wine.target),
    "iris": (iris.data, iris.target),
}
write("data.txt", {
    key: value
    for name, (x, y) in tables.items()
    for key, value in [(f"{name}.columns", [x.shape[1]]), (f"{name}.features", x), (f"{name}.target", y)]
})


def scaled(x):
    return StandardScaler().fit_transform(x)


def linear():
    x, y = tables["diabetes"]
    model = LinearRegression().fit(x, y)
    with_one = np.column_stack([x, np.ones(len(y))])
    residuals = y - model.predict(x)
    variance = residuals @ residuals / (len(y) - with_one.shape[1])
    errors = np.sqrt(variance * np.diag(np.linalg.inv(with_one.T @ with_one)))
    ridge = Ridge(alpha=10, solver="cholesky").fit(scaled(x), y)
    cx, cy = tables["cancer"]
    penalised = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(scaled(cx), cy)
    some = scaled(cx[:, [0, 1, 4]])
    plain = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(some, cy)
    chance = plain.predict_proba(some)[:, 1]
    one = np.column_stack([some, np.ones(len(cy))])
    hessian = (one * (chance * (1 - chance))[:, None]).T @ one
    write("linear.txt", {
        "coefficients": model.coef_, "intercept": [model.intercept_], "errors": errors,
        "deviation": [np.sqrt(variance)], "ridge.coefficients": ridge.coef_, "ridge.intercept": [ridge.intercept_],
        "logistic.ridge.coefficients": penalised.coef_, "logistic.ridge.intercept": penalised.intercept_,
        "logistic.coefficients": plain.coef_, "logistic.intercept": plain.intercept_,
        "logistic.errors": np.sqrt(np.diag(np.linalg.inv(hessian)))[:3],
    })


def clusters():
    entries = {}
    for name, count in [("wine", 3), ("iris", 3), ("diabetes", 4)]:
        x = scaled(tables[name][0])
        best = min((KMeans(count, n_init=50, random_state=seed).fit(x) for seed in range(5)), key=lambda m: m.inertia_)
        entries[f"{name}.inertia"] = [best.inertia_]
        entries[f"{name}.labels"] = best.labels_
        entries[f"{name}.silhouette"] = [metrics.silhouette_score(x, best.labels_)]
        entries[f"{name}.davies_bouldin"] = [metrics.davies_bouldin_score(x, best.labels_)]
        pca = PCA(3).fit(x)
        entries[f"{name}.variances"] = pca.explained_variance_
        entries[f"{name}.shares"] = pca.explained_variance_ratio_
        entries[f"{name}.components"] = pca.components_
    write("clusters.txt", entries)


def neighbours():
    entries = {}
    for name in ["diabetes", "wine"]:
        x, y = tables[name]
        even, odd = np.arange(0, len(y), 2), np.arange(1, len(y), 2)
        scaler = StandardScaler().fit(x[even])
        for weights in ["uniform", "distance"]:
            kind = KNeighborsRegressor if name == "diabetes" else KNeighborsClassifier
            model = kind(7, weights=weights).fit(scaler.transform(x[even]), y[even])
            predict = model.predict if name == "diabetes" else model.predict_proba
            entries[f"{name}.{weights}"] = predict(scaler.transform(x[odd]))
    write("neighbours.txt", entries)


def scores():
    x, y = tables["cancer"]
    model = LogisticRegression(C=0.01, max_iter=1000).fit(scaled(x[:, 1:3]), y)
    # Rounded, so that there are ties.
    chances = np.round(model.predict_proba(scaled(x[:, 1:3]))[:, 1], 2)
    taken = chances > 0.5
    false, true, _ = metrics.roc_curve(y, chances, drop_intermediate=True)
    wx, wy = tables["wine"]
    several = LogisticRegression(C=0.001, max_iter=1000).fit(scaled(wx[:, :2]), wy).predict_proba(scaled(wx[:, :2]))
    dx, dy = tables["diabetes"]
    numbers = LinearRegression().fit(dx[:, :3], dy).predict(dx[:, :3])
    write("metrics.txt", {
        "chances": chances, "confusion": metrics.confusion_matrix(y, taken),
        "accuracy": [metrics.accuracy_score(y, taken)], "auc": [metrics.roc_auc_score(y, chances)],
        "precision": [metrics.precision_score(y, taken)], "recall": [metrics.recall_score(y, taken)],
        "f1": [metrics.f1_score(y, taken)], "brier": [metrics.brier_score_loss(y, chances)],
        "logloss": [metrics.log_loss(y, chances)], "average_precision": [metrics.average_precision_score(y, chances)],
        "roc": np.column_stack([false, true]),
        "several.chances": several, "several.auc": [metrics.roc_auc_score(wy, several, multi_class="ovr")],
        "several.f1": [metrics.f1_score(wy, several.argmax(1), average="macro")],
        "several.precision": [metrics.precision_score(wy, several.argmax(1), average="macro", zero_division=0)],
        "several.logloss": [metrics.log_loss(wy, several)],
        "numbers": numbers, "mae": [metrics.mean_absolute_error(dy, numbers)],
        "rmse": [metrics.root_mean_squared_error(dy, numbers)], "r2": [metrics.r2_score(dy, numbers)],
        "medae": [metrics.median_absolute_error(dy, numbers)],
        "mape": [metrics.mean_absolute_percentage_error(dy, numbers)],
    })


def forests():
    """Means over seeds, of models judged on rows they have not seen, and how much they vary."""
    entries = {}
    x, y = tables["diabetes"]
    for depth in [1, 2, 3, 5]:
        tree = DecisionTreeRegressor(max_depth=depth, random_state=0).fit(x, y)
        entries[f"tree.{depth}"] = [np.sum((tree.predict(x) - y) ** 2)]
    seeds = range(20)
    r2 = [
        metrics.r2_score(y, cross_val_predict(
            RandomForestRegressor(max_depth=10, random_state=seed), x, y, cv=KFold(5, shuffle=True, random_state=seed),
            n_jobs=2))
        for seed in seeds
    ]
    entries["diabetes.r2"] = [np.mean(r2), np.std(r2)]
    importances = [RandomForestRegressor(max_depth=10, random_state=s).fit(x, y).feature_importances_ for s in seeds]
    entries["diabetes.importances"] = np.mean(importances, axis=0)
    oob = [RandomForestRegressor(max_depth=10, oob_score=True, random_state=s).fit(x, y).oob_score_ for s in seeds]
    entries["diabetes.out_of_bag.r2"] = [np.mean(oob), np.std(oob)]
    for name, metric in [("cancer", "auc"), ("wine", "logloss")]:
        x, y = tables[name]
        values = []
        for seed in seeds:
            chances = cross_val_predict(
                RandomForestClassifier(max_depth=10, random_state=seed), x, y, method="predict_proba", n_jobs=2,
                cv=StratifiedKFold(5, shuffle=True, random_state=seed))
            values.append(
                metrics.roc_auc_score(y, chances[:, 1]) if metric == "auc" else metrics.log_loss(y, chances))
        entries[f"{name}.{metric}"] = [np.mean(values), np.std(values)]
    write("forests.txt", entries)


def texts():
    """TF-IDF of stems, and the exact decomposition of its rows."""
    lines = (here / "texts.txt").read_text(encoding="utf-8").split("\n")[:-1]
    stemmer = snowballstemmer.stemmer("english")

    def stems(text):
        return stemmer.stemWords(re.findall(r"[^\W\d_]{2,}", text.lower()))

    entries = {}
    for name, least, share in [("all", 1, 1.0), ("cut", 2, 0.3)]:
        weights = TfidfVectorizer(analyzer=stems, sublinear_tf=True, min_df=least, max_df=share)
        rows = weights.fit_transform(lines)
        entries[f"{name}.words"] = [rows.shape[1]]
        for word, place in sorted(weights.vocabulary_.items()):
            entries[f"{name}.rarity.{word}"] = [weights.idf_[place]]
        entries[f"{name}.starts"], entries[f"{name}.places"] = rows.indptr, rows.sorted_indices().indices
        entries[f"{name}.values"] = rows.sorted_indices().data
        _, strengths, directions = np.linalg.svd(rows.toarray(), full_matrices=False)
        signs = [np.sign(row[np.argmax(np.abs(row))]) for row in directions]
        entries[f"{name}.strengths"] = strengths[:5]
        entries[f"{name}.loadings"] = (directions[:5] * np.array(signs)[:5, None]).T
    write("words.txt", entries)


linear()
clusters()
neighbours()
scores()
forests()
texts()
