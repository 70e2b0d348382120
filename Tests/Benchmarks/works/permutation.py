"""What a forest relies on: how much worse it gets on rows that it has not seen when a column is shuffled."""

from learning import forest
from work import Faster, SameOrder, Smaller, Work

WORK = Work(
    title="permutation importance, 5 repeats, 100 trees, 8,000 rows × 14",
    script=[
        *forest("popularity", "32k")[:2],
        "films | where is_test | evaluate forest",
    ],
    operation=[3],
    clock="permutation_ms",
    quality=["permutation", "r2", "mae"],
    peers={"scikit-learn": ["permutation_sklearn.py", "films32k.csv"]},
    targets=[
        Faster("scikit-learn", 5),
        # Of what is nearer together scikit-learn's own order changes with the seed.
        SameOrder("permutation", "scikit-learn", apart=0.012),
        Smaller("scikit-learn", 4),
    ],
)
