"""LightGBM draws no row twice: its trees get the share of the rows that a bootstrap has on average."""

from peer import threads
import forest_regression
import warnings
from lightgbm import LGBMRegressor

# It names columns of its own accord, and scikit-learn's checks miss them when it predicts.
warnings.filterwarnings("ignore", message="X does not have valid feature names")
forest_regression.measure(
    lambda: LGBMRegressor(
        boosting_type="rf", n_estimators=100, max_depth=10, num_leaves=1024, min_child_samples=1, subsample=0.632,
        subsample_freq=1, n_jobs=threads, random_state=1, verbose=-1,
    )
)  # fmt: skip
