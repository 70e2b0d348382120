"""`load horror; train` in Python: two forests, clusters on a plane, all of it stored."""

from peer import data, finish, operation, threads
import datetime
import json
import pandas
import sqlalchemy
from sklearn import metrics
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

SEED = 1
GENRES = {
    "thriller": "Thriller",
    "mystery": "Mystery",
    "comedy": "Comedy",
    "drama": "Drama",
    "scifi": "Science Fiction",
}
HORROR = "select * from movies where exists (select 1 from json_each(genres) where value = 'Horror')"
PROFILE = ["runtime", "budget", "revenue", "vote_count", "genre_count", "year", "month", "is_october", "is_english",
           "popularity", "vote_average"]  # fmt: skip


def features_of(films):
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
    return features.fillna(features.median())


def regression(films, features):
    known = films["popularity"].notna()
    x, other_x, y, other_y = train_test_split(
        features[known], films.loc[known, "popularity"], train_size=0.75, random_state=SEED
    )
    scaler = StandardScaler().fit(x)
    forest = RandomForestRegressor(100, max_depth=10, n_jobs=threads, random_state=SEED).fit(scaler.transform(x), y)
    predicted = forest.predict(scaler.transform(other_x))
    scores = {
        "r2": metrics.r2_score(other_y, predicted),
        "mae": metrics.mean_absolute_error(other_y, predicted),
    }
    importances = pandas.DataFrame(
        {
            "feature_name": features.columns,
            "feature_importance": forest.feature_importances_,
            "mae": scores["mae"],
            "r2_score": scores["r2"],
        }
    )
    predictions = pandas.DataFrame(
        {
            "tmdb_id": films.loc[other_x.index, "tmdb_id"],
            "actual_popularity": other_y,
            "predicted_popularity": predicted,
        }
    )
    return scores, {"horror_regression": importances, "horror_regression_predictions": predictions}


def classification(films, features):
    rated = films["vote_average"].notna()
    x, other_x, rating, other_rating = train_test_split(
        features[rated], films.loc[rated, "vote_average"], train_size=0.75, random_state=SEED
    )
    high = rating.median()
    actual = other_rating >= high
    scaler = StandardScaler().fit(x)
    forest = RandomForestClassifier(100, max_depth=10, n_jobs=threads, random_state=SEED).fit(
        scaler.transform(x), rating >= high
    )
    chances = forest.predict_proba(scaler.transform(other_x))[:, 1]
    scores = {
        "auc": metrics.roc_auc_score(actual, chances),
        "accuracy": metrics.accuracy_score(actual, chances > 0.5),
    }
    false, true, _ = metrics.roc_curve(actual, chances)
    row = {
        "confusion_matrix": json.dumps(metrics.confusion_matrix(actual, chances > 0.5).tolist()),
        "roc_curve": json.dumps({"fpr": false.tolist(), "tpr": true.tolist()}),
        "auc_score": scores["auc"],
        "accuracy": scores["accuracy"],
    }
    return scores, {"horror_classification": pandas.DataFrame([row])}


def clustering(films, features):
    x = StandardScaler().fit_transform(features)
    model = KMeans(4, n_init=10, random_state=SEED).fit(x)
    plane = PCA(2).fit_transform(x)
    scores = {"inertia": model.inertia_, "silhouette": metrics.silhouette_score(x, model.labels_)}
    places = pandas.DataFrame(
        {"tmdb_id": films["tmdb_id"], "cluster_id": model.labels_, "pca_x": plane[:, 0], "pca_y": plane[:, 1]}
    )
    groups = films.groupby(model.labels_)
    profiles = groups[PROFILE].mean().add_prefix("avg_")
    profiles = profiles.assign(movie_count=groups.size()).rename_axis("cluster_id").reset_index()
    return scores, {"horror_clustering": places, "horror_cluster_profiles": profiles}


with operation():
    engine = sqlalchemy.create_engine(f"sqlite:///{data / 'train.sqlite'}")
    films = pandas.read_sql(HORROR, engine)
    features = features_of(films)
    quality, now = {}, datetime.datetime.now(datetime.UTC).isoformat()
    with engine.begin() as connection:
        for part in (regression, classification, clustering):
            scores, tables = part(films, features)
            quality |= scores
            for name, rows in tables.items():
                rows.assign(analysis_ts=now).to_sql(name, connection, if_exists="append", index=False)

finish(quality=quality)
