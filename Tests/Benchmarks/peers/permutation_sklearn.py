from peer import arguments, finish, operation, threads
from films import Films, regression_scores
from sklearn.ensemble import RandomForestRegressor
from sklearn.inspection import permutation_importance

films = Films(arguments[0])
forest = RandomForestRegressor(100, max_depth=10, n_jobs=threads, random_state=1)
forest.fit(films.x[films.fit], films.popularity[films.fit])
x, y = films.x[films.test], films.popularity[films.test]
scores = regression_scores(y, forest.predict(x))

with operation():
    importance = permutation_importance(forest, x, y, n_repeats=5, random_state=1)

finish(quality={"permutation": dict(zip(films.names, importance.importances_mean.tolist()))} | scores)
