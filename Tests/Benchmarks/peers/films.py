"""What peers that learn start from: the same rows as hq, as arrays, and the scores of what they learnt."""

from peer import data
import pandas
from sklearn import metrics

TARGETS = ["popularity", "high_rating", "is_test"]


class Films:
    """One of the tables with targets: all rows, those to fit and those to judge by."""

    def __init__(self, name):
        table = pandas.read_csv(data / name)
        features = table.drop(columns=TARGETS)
        self.names = list(features.columns)
        self.x = features.to_numpy(dtype=float)
        self.popularity = table["popularity"].to_numpy()
        self.high_rating = table["high_rating"].to_numpy()
        self.test = table["is_test"].to_numpy()
        self.fit = ~self.test


def scaled(name):
    """One of the tables whose columns are of one scale."""
    return pandas.read_csv(data / name).to_numpy(dtype=float)


def regression_scores(actual, predicted):
    return {"r2": metrics.r2_score(actual, predicted), "mae": metrics.mean_absolute_error(actual, predicted)}


def classification_scores(actual, chances):
    return {
        "auc": metrics.roc_auc_score(actual, chances),
        "accuracy": metrics.accuracy_score(actual, chances > 0.5),
    }
