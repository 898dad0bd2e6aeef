"""Running a page, and comparing what is printed with what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sessions.blocks import Command, commands_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sessions.blocks import Block, Page
    from sessions.workshop import Printed, Shell, Workshop

__all__ = ["Outcome", "check_page", "is_as_shown", "rewritten"]

_ANY_LINES = "…"
_DECIMAL = re.compile(r"\d+\.\d+")
_NEAR = 0.05


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command or a script of a page.

    Attributes:
        command: it; a script stands as one command.
        printed: what it printed; None where it was not run.
        why: why it was not run; empty where it was.
        status: what it must end with.
    """

    command: Command
    printed: Printed | None
    why: str = ""
    status: int = 0

    @property
    def complaint(self) -> str:
        """What is not as the page shows it; empty where all is."""
        if self.printed is None:
            return ""
        printed = "\n".join(self.printed.lines)
        if self.printed.status != self.status:
            return f"$ {self.command.text}\nended with {self.printed.status}, not {self.status}:\n{printed}"
        if self.command.shown and not is_as_shown(self.command.shown, self.printed.lines):
            shown = "\n".join(self.command.shown)
            return f"$ {self.command.text}\nprinted:\n{printed}\nbut the page shows:\n{shown}"
        return ""


def check_page(page: Page, workshop: Workshop) -> tuple[Outcome, ...]:
    """Runs what a page shows, from top to bottom."""
    with workshop.session(page) as shell:
        return tuple(_outcomes(page, shell))


def is_as_shown(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether lines are those that a page shows; a line ``…`` stands for any.

    Figures with a decimal point may differ a little: networks do not compute the
    same on every processor.

    >>> is_as_shown(["a", "…", "d"], ["a", "b", "c", "d"]), is_as_shown(["a"], ["a", "b"])
    (True, False)
    """
    if not any(shown):
        return not printed
    first, rest = shown[0], shown[1:]
    if first == _ANY_LINES:
        return any(is_as_shown(rest, printed[i:]) for i in range(len(printed) + 1))
    return bool(printed) and _is_alike(first, printed[0]) and is_as_shown(rest, printed[1:])


def rewritten(page: Page, outcomes: Sequence[Outcome]) -> str:
    """The page with what is printed now in the place of what is not printed any more."""
    lines = list(page.lines)
    for outcome in sorted(outcomes, key=lambda outcome: -outcome.command.first):
        command, printed = outcome.command, outcome.printed
        if printed is not None and command.shown and outcome.complaint:
            lines[command.first : command.last] = printed.lines
    return "\n".join(lines) + "\n"


def _is_alike(shown: str, printed: str) -> bool:
    if _DECIMAL.sub("", shown) != _DECIMAL.sub("", printed):
        return False
    pairs = zip(_DECIMAL.findall(shown), _DECIMAL.findall(printed), strict=True)
    return all(abs(float(one) - float(other)) <= _NEAR for one, other in pairs)


def _outcomes(page: Page, shell: Shell) -> Iterator[Outcome]:
    for number, block in enumerate(page.blocks):
        status = int(block.marks.get("exit", "0"))
        why = block.marks.get("not run", "")
        if "file" in block.marks or "in front of" in block.marks:
            _write(block, shell)
        elif block.language == "console":
            for command in commands_of(block):
                yield Outcome(command, None if why else shell.run(command.text), why, status)
        elif block.language == "python":
            script = _script(block, page.blocks[number + 1 : number + 2])
            yield Outcome(script, None if why else shell.script(block.text), why, status)


def _write(block: Block, shell: Shell) -> None:
    """Does what the reader is asked to do: writes a file, or puts lines in front of it."""
    path = shell.folder / (block.marks.get("file") or block.marks["in front of"])
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if "in front of" in block.marks else ""
    path.write_text(block.text + before, encoding="utf-8")


def _script(block: Block, following: Sequence[Block]) -> Command:
    """A script as a command that prints what the block behind it shows."""
    shown = next((each for each in following if "printed" in each.marks), None)
    if shown is None:
        return Command(block.text, (), block.first, block.first)
    return Command(block.text, shown.lines, shown.first, shown.first + len(shown.lines))
