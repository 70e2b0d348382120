"""What the works of models have in common: the tables, and the statements that fit three quarters of one."""

from work import Faster, Near, Smaller, Work

ROWS = {"5k": 5_000, "32k": 32_000}
# What is no feature of a film.
BUT = {"popularity": "- high_rating - is_test", "high_rating": "- popularity - is_test"}


def forest(target, name):
    """The statements: the table, a forest of its rows to fit, and its scores on the others."""
    # hq would try a logarithm, which the peers do not.
    scale = " target=raw" if target == "popularity" else ""
    return [
        f'from "films{name}.csv" as films',
        f"films | where not is_test | train rf {target} ~ . {BUT[target]} depth=10 trees=100 split=none{scale}"
        " seed=1 as forest",
        "films | where is_test | evaluate forest",
    ]


def regression_work(name, faster, near):
    return Work(
        title=f"forest regression, 100 trees, depth 10, 3/4 of {ROWS[name]:,} rows × 14",
        script=forest("popularity", name),
        operation=[2],
        clock="fit_ms",
        quality=["r2", "mae"],
        peers={
            "scikit-learn": ["forest_regression_sklearn.py", f"films{name}.csv"],
            "LightGBM": ["forest_regression_lightgbm.py", f"films{name}.csv"],
            "XGBoost": ["forest_regression_xgboost.py", f"films{name}.csv"],
        },
        targets=[
            Faster("scikit-learn", faster),
            Faster("LightGBM", 4),
            Faster("XGBoost", 4),
            Near("r2", "scikit-learn", near),
            Smaller("scikit-learn", 4),
        ],
    )


def classification_work(name, near):
    return Work(
        title=f"forest classification, 100 trees, depth 10, 3/4 of {ROWS[name]:,} rows × 14",
        script=forest("high_rating", name),
        operation=[2],
        clock="fit_ms",
        quality=["auc", "accuracy"],
        peers={"scikit-learn": ["forest_classification_sklearn.py", f"films{name}.csv"]},
        targets=[Faster("scikit-learn", 10), Near("auc", "scikit-learn", near), Smaller("scikit-learn", 4)],
    )
