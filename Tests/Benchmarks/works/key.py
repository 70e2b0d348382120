"""A key in a shell that remembers 5,000 statements, from the keyboard to the screen."""

import typing_keys
from work import Under, Work

WORK = Work(
    title="a key press with 5,000 entries of history, the slowest of 23",
    drive=typing_keys.key_press,
    peers={},
    targets=[Under(10)],
)
