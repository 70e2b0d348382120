"""By the covariance, which with few columns is many times faster than by singular values."""

from peer import arguments, finish, operation
from films import scaled
import numpy

x = scaled(arguments[0])
numpy.linalg.eigh(numpy.cov(x[:100], rowvar=False))

with operation():
    centred = x - x.mean(axis=0)
    variances, directions = numpy.linalg.eigh(centred.T @ centred / (len(x) - 1))
    plane = centred @ directions[:, :-3:-1]

shares = variances[::-1] / variances.sum()
finish(quality={"pc1": shares[0].item(), "pc2": shares[1].item()})
