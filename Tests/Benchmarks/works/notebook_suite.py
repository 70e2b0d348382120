"""Fifty recorded notebooks, replayed at once and one by one."""

import notebooks
from work import Within, Work

WORK = Work(
    title="`hq test` over 50 notebooks",
    peers={},
    prepare=notebooks.suite,
    drive=notebooks.together,
    others={"one by one": notebooks.one_by_one},
    targets=[Within(0.6, "one by one")],
    rounds=3,
)
