"""What a forest says of every film of a table."""

from learning import forest
from work import Faster, Near, Smaller, Work

WORK = Work(
    title="predict 32,000 rows × 100 trees",
    script=[*forest("popularity", "32k"), "films | predict with forest | take 1"],
    operation=[4],
    clock="predict_ms",
    quality=["r2", "mae"],
    peers={"scikit-learn": ["forest_predict_sklearn.py", "films32k.csv"]},
    targets=[Faster("scikit-learn", 10), Near("r2", "scikit-learn", 0.01), Smaller("scikit-learn", 4)],
)
