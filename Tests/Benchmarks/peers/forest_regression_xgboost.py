"""XGBoost draws no row twice: its trees get the share of the rows that a bootstrap has on average."""

from peer import threads
import forest_regression
from xgboost import XGBRFRegressor

forest_regression.measure(
    lambda: XGBRFRegressor(
        n_estimators=100, max_depth=10, tree_method="hist", subsample=0.632, colsample_bynode=1.0, reg_lambda=0,
        min_child_weight=1, n_jobs=threads, random_state=1,
    )
)  # fmt: skip
