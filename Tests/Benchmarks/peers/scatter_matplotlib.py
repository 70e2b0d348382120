"""As many points, on as many dots."""

from peer import data, finish, operation

with operation():
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import pandas

    points = pandas.read_csv(data / "points.csv")
    axes = plt.subplots(figsize=(12, 8))[1]
    axes.scatter(points["rating"], points["popularity"], s=8, alpha=0.1)
    plt.tight_layout()
    plt.savefig(data / "peer-scatter.png", dpi=200)

finish()
