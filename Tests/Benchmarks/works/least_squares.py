"""A linear model of all rows: the same sums of squares as numpy's, to the last digits."""

from learning import BUT
from work import Faster, Near, Smaller, Work

WORK = Work(
    title="least squares, 32,000 rows × 14",
    script=[
        'from "films32k.csv" as films',
        f"films | train linear popularity ~ . {BUT['popularity']} split=none target=raw as line",
        "films | evaluate line",
    ],
    operation=[2],
    clock="fit_ms",
    quality=["r2", "mae"],
    peers={"numpy": ["least_squares_numpy.py", "films32k.csv"]},
    targets=[
        Faster("numpy", 1),
        Near("r2", "numpy", 1e-9),
        Near("mae", "numpy", 1e-9),
        Smaller("numpy", 4),
    ],
    rounds=9,
)
