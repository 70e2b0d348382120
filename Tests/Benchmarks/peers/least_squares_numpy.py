from peer import arguments, finish, operation
from films import Films, regression_scores
import numpy

films = Films(arguments[0])
x = numpy.column_stack([numpy.ones(len(films.x)), films.x])
numpy.linalg.lstsq(x[:100], films.popularity[:100])

with operation():
    coefficients = numpy.linalg.lstsq(x, films.popularity)[0]

finish(quality=regression_scores(films.popularity, x @ coefficients))
