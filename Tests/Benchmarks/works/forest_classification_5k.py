"""A forest that tells which of as many films as a user of hq has are rated highly."""

from learning import classification_work

WORK = classification_work("5k", near=0.01)
