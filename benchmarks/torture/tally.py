"""What became of faults that were tried again and again, as a table."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torture.processes import Ended

__all__ = ["HEAD", "Tally"]

HEAD = "| fault | tried | what happened | nothing lost | seconds | peak MB |\n|---|--:|---|---|--:|--:|"


@dataclass
class Tally:
    """One fault.

    Attributes:
        fault: what it is.
        outcomes: how often what happened.
        note: what else was measured.
        bad: what happened and never should.
        peak: of the memory of any process, in MB.
    """

    fault: str
    tried: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    note: str = ""
    bad: list[str] = field(default_factory=list)
    peak: float = 0.0
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    def saw(self, *ended: Ended) -> None:
        """Notes the memory of processes, and complains of tracebacks."""
        for one in ended:
            self.peak = max(self.peak, one.peak)
            if one.crashed:
                self.complain(" / ".join(one.err[-3:]))

    def complain(self, what: str) -> None:
        """Notes what never should happen."""
        self.bad.append(what)
        print(f"{self.fault}: {what}", file=sys.stderr, flush=True)

    def expect(self, outcome: str, good: set[str], where: str = "") -> None:
        """Counts an outcome; complains if it is none of the good ones."""
        self.outcomes[outcome] += 1
        if outcome not in good:
            self.complain(f"{where}: {outcome}")

    def done(self) -> Tally:
        """Notes the time."""
        self.seconds = time.monotonic() - self.began
        return self

    def __str__(self) -> str:
        told = ", ".join(f"{times} × {what}" for what, times in sorted(self.outcomes.items()))
        told += f"; {self.note}" if self.note else ""
        kept = "no" if self.bad else "yes"
        return f"| {self.fault} | {self.tried:,} | {told} | {kept} | {self.seconds:.0f} | {self.peak:.0f} |"
