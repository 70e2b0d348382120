"""A forest for the popularity of all horror films that there are."""

from learning import regression_work

# Two forests of scikit-learn that differ in their seed are 0.004 apart here.
WORK = regression_work("32k", faster=25, near=0.01)
