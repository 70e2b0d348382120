"""A forest that tells which of all horror films are rated highly."""

from learning import classification_work

WORK = classification_work("32k", near=0.005)
