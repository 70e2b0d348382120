"""Features are dealt to threads: faster here than to processes, or than a forest with threads of its own."""

from peer import arguments, finish, operation, threads
from films import Films, regression_scores
import joblib
from sklearn.ensemble import RandomForestRegressor
from sklearn.inspection import permutation_importance

films = Films(arguments[0])
forest = RandomForestRegressor(100, max_depth=10, n_jobs=threads, random_state=1)
forest.fit(films.x[films.fit], films.popularity[films.fit])
forest.n_jobs = 1
x, y = films.x[films.test], films.popularity[films.test]
scores = regression_scores(y, forest.predict(x))

with operation(), joblib.parallel_config(backend="threading"):
    importance = permutation_importance(forest, x, y, n_repeats=5, n_jobs=threads, random_state=1)

finish(quality={"permutation": dict(zip(films.names, importance.importances_mean.tolist()))} | scores)
