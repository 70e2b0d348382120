"""A forest for the popularity of as many films as a user of hq has."""

from learning import regression_work

# Two forests of scikit-learn that differ in their seed are 0.01 apart here.
WORK = regression_work("5k", faster=15, near=0.03)
