"""What the peers that grow a forest for popularity have in common: they differ in the model only."""

from peer import arguments, finish, operation
from films import Films, regression_scores


def measure(model):
    """`model` makes one that is not fitted yet."""
    films = Films(arguments[0])
    x, y = films.x[films.fit], films.popularity[films.fit]
    model().fit(x[:100], y[:100])
    forest = model()
    with operation():
        forest.fit(x, y)
    finish(quality=regression_scores(films.popularity[films.test], forest.predict(films.x[films.test])))
