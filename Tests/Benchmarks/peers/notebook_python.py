"""The analysis as a Python script: in the folder that it runs in, from a store to a report with six pictures.

What stands between two `# %%` is a cell of the notebook that notebook_jupyter.py runs.
"""

# %%
import base64
import datetime
import json
import os
import pathlib
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas
import sqlalchemy
from sklearn import metrics
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

SEED = 1
threads = int(os.environ["OMP_NUM_THREADS"])
GENRES = {
    "thriller": "Thriller",
    "mystery": "Mystery",
    "comedy": "Comedy",
    "drama": "Drama",
    "scifi": "Science Fiction",
}
tables, quality, pictures = {}, {}, []


def page():
    return plt.subplots(figsize=(12, 8))[1]


def save(name):
    plt.tight_layout()
    plt.savefig(f"{name}.png", dpi=200)
    plt.close()
    pictures.append(name)


# %% Films
engine = sqlalchemy.create_engine("sqlite:///notebook.sqlite")
films = pandas.read_sql(
    "select * from movies where exists (select 1 from json_each(genres) where value = 'Horror')", engine
)
released = pandas.to_datetime(films["release_date"])
genres = films["genres"].map(lambda text: json.loads(text or "[]"))
films["year"], films["month"] = released.dt.year, released.dt.month
films["is_october"] = films["month"] == 10
films["genre_count"] = genres.map(len)
films["is_english"] = films["original_language"] == "en"
features = pandas.DataFrame(
    {
        "runtime": films["runtime"],
        "vote_count": films["vote_count"],
        "release_year": films["year"],
        "release_month": films["month"],
        "is_october": films["is_october"],
        "is_summer": films["month"].between(6, 8),
        "is_holiday": films["month"] >= 11,
        **{f"genre_{word}": genres.map(lambda names: genre in names) for word, genre in GENRES.items()},
        "genre_count": films["genre_count"],
        "is_english": films["is_english"],
    }
).astype(float)
features = features.fillna(features.median())
months = films.groupby("month").agg(films=("tmdb_id", "size"), popularity=("popularity", "mean")).reset_index()
months

# %% Popularity
known = films["popularity"].notna()
x, other_x, y, other_y = train_test_split(
    features[known], films.loc[known, "popularity"], train_size=0.75, random_state=SEED
)
scaler = StandardScaler().fit(x)
forest = RandomForestRegressor(100, max_depth=10, n_jobs=threads, random_state=SEED).fit(scaler.transform(x), y)
predicted = forest.predict(scaler.transform(other_x))
quality |= {"r2": metrics.r2_score(other_y, predicted), "mae": metrics.mean_absolute_error(other_y, predicted)}
tables["horror_regression"] = pandas.DataFrame(
    {
        "feature_name": features.columns,
        "feature_importance": forest.feature_importances_,
        "mae": quality["mae"],
        "r2_score": quality["r2"],
    }
).sort_values("feature_importance")
tables["horror_regression_predictions"] = pandas.DataFrame(
    {
        "tmdb_id": films.loc[other_x.index, "tmdb_id"],
        "actual_popularity": other_y,
        "predicted_popularity": predicted,
    }
)
tables["horror_regression"]

# %% Ratings
rated = films["vote_average"].notna()
x, other_x, rating, other_rating = train_test_split(
    features[rated], films.loc[rated, "vote_average"], train_size=0.75, random_state=SEED
)
high = rating.median()
actual = other_rating >= high
scaler = StandardScaler().fit(x)
classifier = RandomForestClassifier(100, max_depth=10, n_jobs=threads, random_state=SEED).fit(
    scaler.transform(x), rating >= high
)
chances = classifier.predict_proba(scaler.transform(other_x))[:, 1]
confusion = metrics.confusion_matrix(actual, chances > 0.5)
false, true, _ = metrics.roc_curve(actual, chances)
quality |= {"auc": metrics.roc_auc_score(actual, chances), "accuracy": metrics.accuracy_score(actual, chances > 0.5)}
tables["horror_classification"] = pandas.DataFrame(
    [
        {
            "confusion_matrix": json.dumps(confusion.tolist()),
            "roc_curve": json.dumps({"fpr": false.tolist(), "tpr": true.tolist()}),
            "auc_score": quality["auc"],
            "accuracy": quality["accuracy"],
        }
    ]
)

# %% Groups
scaled = StandardScaler().fit_transform(features)
groups = KMeans(4, n_init=10, random_state=SEED).fit(scaled)
plane = PCA(2).fit_transform(scaled)
quality |= {"silhouette": metrics.silhouette_score(scaled, groups.labels_)}
tables["horror_clustering"] = pandas.DataFrame(
    {"tmdb_id": films["tmdb_id"], "cluster_id": groups.labels_, "pca_x": plane[:, 0], "pca_y": plane[:, 1]}
)
members = films.groupby(groups.labels_)
profiles = members[
    ["runtime", "budget", "revenue", "vote_count", "genre_count", "year", "month", "is_october", "is_english",
     "popularity", "vote_average"]
].mean().add_prefix("avg_").assign(movie_count=members.size())  # fmt: skip
tables["horror_cluster_profiles"] = profiles.rename_axis("cluster_id").reset_index()
tables["horror_cluster_profiles"]

# %% Into the store
now = datetime.datetime.now(datetime.UTC).isoformat()
with engine.begin() as connection:
    for name, rows in tables.items():
        rows.assign(analysis_ts=now).to_sql(name, connection, if_exists="append", index=False)

# %% Pictures
page().barh(tables["horror_regression"]["feature_name"], tables["horror_regression"]["feature_importance"])
save("importance")

axes = page()
axes.plot(false, true)
axes.plot([0, 1], [0, 1], linestyle="--")
save("roc")

axes = page()
axes.imshow(confusion, cmap="Blues")
for row, line in enumerate(confusion):
    for column, count in enumerate(line):
        axes.text(column, row, count, ha="center")
save("confusion")

axes = page()
axes.scatter(predicted, other_y - predicted, alpha=0.6, s=12)
axes.axhline(0, linestyle="--")
save("residuals")

axes = page()
for cluster, rows in tables["horror_clustering"].groupby("cluster_id"):
    axes.scatter(rows["pca_x"], rows["pca_y"], s=10, label=cluster, alpha=0.6)
axes.legend()
save("clusters")

page().bar(months["month"], months["films"])
save("months")

# %% Report
parts = ["<!doctype html><meta charset=utf-8><title>Horror</title><h1>Horror</h1>", months.to_html(index=False)]
for name in ["horror_regression", "horror_cluster_profiles"]:
    parts.append(tables[name].to_html(index=False))
for name in pictures:
    bytes_ = base64.b64encode(pathlib.Path(f"{name}.png").read_bytes()).decode()
    parts.append(f'<img alt="{name}" src="data:image/png;base64,{bytes_}">')
pathlib.Path("report.html").write_text("\n".join(parts))
print(json.dumps({"ms": 0, "quality": quality}))
