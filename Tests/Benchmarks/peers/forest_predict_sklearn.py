from peer import arguments, finish, operation, threads
from films import Films, regression_scores
from sklearn.ensemble import RandomForestRegressor

films = Films(arguments[0])
forest = RandomForestRegressor(100, max_depth=10, n_jobs=threads, random_state=1)
forest.fit(films.x[films.fit], films.popularity[films.fit])
forest.predict(films.x[:100])

with operation():
    predicted = forest.predict(films.x)

finish(quality=regression_scores(films.popularity[films.test], predicted[films.test]))
