"""What a work is: what hq runs, what its peers run, and what must be reached."""

from dataclasses import dataclass, field
from typing import Callable


@dataclass
class Work:
    title: str
    # The name of a peer → the arguments of Python that run it; a path among them is relative to peers/.
    # "pandas" and "duckdb" have columns of their own in the report.
    peers: dict[str, list[str]]
    # The lines of the script that hq runs, or the text for its -c.
    script: list[str] = field(default_factory=list)
    command: str | None = None
    # The lines of the script, from 1, whose time is compared with the peers' operation. Empty: the whole
    # process of hq, its start included, for works that happen before the first statement does.
    operation: list[int] = field(default_factory=list)
    # What an event says of the operation: `ms`, all of the statement, or `fit_ms`, what only the model takes.
    clock: str = "ms"
    # What hq and its peers say of how good their results are, to be printed beside the time. hq says it in the
    # metrics of its events, or in a field of that name; of the same from several statements the last counts.
    quality: list[str] = field(default_factory=list)
    # Words in front of the script or the text: `--demo`.
    options: list[str] = field(default_factory=list)
    # The words around the script when the whole process is measured, the first of them a subcommand.
    around: tuple[list[str], list[str]] | None = None
    # Makes what the work needs in the folder of the data, once: called with the binary and the folder.
    prepare: Callable | None = None
    # Puts back what a run changes: called with the folder before each run of every program.
    reset: Callable | None = None
    # Whether what a run has left is whole: called with the folder after each run of every program.
    check: Callable | None = None
    # Programs start others, whose memory counts: it is looked at in a run that is not timed.
    has_children: bool = False
    # Other statements of the same script with a name for their time, to hold the operation against.
    statements: dict[str, list[int]] = field(default_factory=dict)
    # Drives hq itself, where a script cannot: called with the binary and the folder, gives milliseconds.
    drive: Callable | None = None
    # The same for others to hold hq against: a name for each.
    others: dict[str, Callable] = field(default_factory=dict)
    # What hq finds in its environment; `prepare` may fill it.
    environment: dict[str, str] = field(default_factory=dict)
    # A pipeline that condenses the answer into few rows; its rows are held against every peer's.
    answer: str | None = None
    targets: list = field(default_factory=list)
    # Works without an operation of their own are compared by whole processes on both sides.
    whole_process: bool = False
    rounds: int = 5
    # What holds hq back, for the report, where a target is not reached.
    held_back: str = ""


@dataclass
class Faster:
    """hq takes the peer's time divided by `times`, or less."""

    than: str
    times: float
    of_memory = False

    def text(self):
        return f"{self.times:g}× {self.than} or better"

    def reached(self, medians):
        return medians[self.than].ms >= self.times * medians["hq"].ms


@dataclass
class Within:
    """hq takes no more than `times` the peer's time."""

    times: float
    of: str
    of_memory = False

    def text(self):
        return f"within {self.times:g}× of {self.of}"

    def reached(self, medians):
        return medians["hq"].ms <= self.times * medians[self.of].ms


@dataclass
class Under:
    """hq takes less than so many milliseconds."""

    ms: float
    of_memory = False

    def text(self):
        return f"under {self.ms:g} ms"

    def reached(self, medians):
        return medians["hq"].ms < self.ms


@dataclass
class Smaller:
    """At its peak hq holds less memory than the peer's divided by `times`."""

    than: str
    times: float = 1
    of_memory = True

    def text(self):
        part = "" if self.times == 1 else f"1/{self.times:g} of "
        return f"peak memory below {part}{self.than}"

    def reached(self, medians):
        return self.times * medians["hq"].peak < medians[self.than].peak


@dataclass
class Near:
    """hq's result is as good as the peer's, give or take `by`."""

    metric: str
    than: str
    by: float
    of_memory = False

    def text(self):
        return f"within {self.by:g} of {self.than}"

    def reached(self, medians):
        return abs(medians["hq"].quality[self.metric] - medians[self.than].quality[self.metric]) <= self.by


@dataclass
class NoHigher:
    """What is the better the lower it is, is in hq no more than `times` the peer's."""

    metric: str
    than: str
    times: float
    of_memory = False

    def text(self):
        return f"no higher than {self.times:g}× {self.than}"

    def reached(self, medians):
        return medians["hq"].quality[self.metric] <= self.times * medians[self.than].quality[self.metric]


@dataclass
class SameOrder:
    """hq puts any two features in the order in which the peer does, where that sees them so far apart."""

    metric: str
    than: str
    apart: float
    of_memory = False

    def text(self):
        return f"the order of {self.than} where {self.apart:g} apart"

    def reached(self, medians):
        hq, other = (medians[name].quality[self.metric] for name in ("hq", self.than))
        return all(
            hq[larger] > hq[smaller]
            for larger in other
            for smaller in other
            if other[larger] > other[smaller] + self.apart
        )
