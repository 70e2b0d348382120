"""The Tab key with 200 columns to offer."""

import typing_keys
from work import Under, Work

WORK = Work(
    title="a completion with 200 candidates",
    drive=typing_keys.completion,
    peers={},
    targets=[Under(30)],
)
