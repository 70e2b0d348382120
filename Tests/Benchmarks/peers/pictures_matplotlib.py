"""Six pictures from the tables that a training has left, each 2400×1600 dots."""

from peer import data, finish, operation
import json

with operation():
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import pandas
    import sqlalchemy

    engine = sqlalchemy.create_engine(f"sqlite:///{data / 'pictures.sqlite'}")

    def table(name):
        return pandas.read_sql(f"select * from {name}", engine)

    def save(name):
        plt.tight_layout()
        plt.savefig(data / f"peer-{name}.png", dpi=200)
        plt.close()

    def page():
        return plt.subplots(figsize=(12, 8))[1]

    importance = table("horror_regression").sort_values("feature_importance")
    page().barh(importance["feature_name"], importance["feature_importance"])
    save("importance")

    said = table("horror_regression_predictions")
    axes = page()
    axes.scatter(said["actual_popularity"], said["predicted_popularity"], alpha=0.6, s=12)
    axes.axline((0, 0), slope=1, linestyle="--")
    save("predicted")

    classes = table("horror_classification").iloc[-1]
    counts = json.loads(classes["confusion_matrix"])
    axes = page()
    axes.imshow(counts, cmap="Blues")
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            axes.text(column, row, count, ha="center")
    save("confusion")

    roc = json.loads(classes["roc_curve"])
    axes = page()
    axes.plot([point[0] for point in roc], [point[1] for point in roc])
    axes.plot([0, 1], [0, 1], linestyle="--")
    save("roc")

    places = table("horror_clustering")
    axes = page()
    for cluster, rows in places.groupby("cluster_id"):
        axes.scatter(rows["pca_x"], rows["pca_y"], s=10, label=cluster, alpha=0.6)
    axes.legend()
    save("clusters")

    profiles = table("horror_cluster_profiles").set_index("cluster_id").filter(like="avg_").astype(float)
    ((profiles - profiles.mean()) / profiles.std()).T.plot.barh(ax=page())
    save("profiles")

finish()
