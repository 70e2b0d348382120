from peer import arguments, finish, operation, threads
from films import Films, classification_scores
from sklearn.ensemble import RandomForestClassifier


def model():
    return RandomForestClassifier(100, max_depth=10, n_jobs=threads, random_state=1)


films = Films(arguments[0])
x, y = films.x[films.fit], films.high_rating[films.fit]
model().fit(x[:100], y[:100])
forest = model()

with operation():
    forest.fit(x, y)

chances = forest.predict_proba(films.x[films.test])[:, 1]
finish(quality=classification_scores(films.high_rating[films.test], chances))
