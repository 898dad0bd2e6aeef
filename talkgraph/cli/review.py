"""``talkgraph review``."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkgraph.cli.options import store_folder_option
from talkgraph.reports.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkgraph.review import Choice, Doubt

__all__ = ["review"]

_QUIT = "q"

_EXAMPLES = """\b
talkgraph review posts/
talkgraph review posts/ --by Ada --limit 50
talkgraph review posts/ --about "Juan Benet"
"""


@click.command(epilog=_EXAMPLES)
@click.argument("place", metavar="PATH", type=click.Path(path_type=Path))
@click.option("--by", metavar="NAME", help="Who decides, for the record.")
@click.option("--about", metavar="NAME", help="Ask about one thing alone.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="Ask so many questions at most.",
)
@store_folder_option
def review(*, place: Path, by: str | None, about: str | None, limit: int, store: Path) -> None:
    """Decide what is doubtful, and write it down.

    Shows the least certain statements with their sentences, and things that
    look like one, and asks about each: accept, reject, merge, keep apart, skip.
    What you decide is added to the file corrections.yaml in PATH, the folder of
    the recaps, and holds from the next build on.
    """
    from talkgraph.corrections.values import Signature
    from talkgraph.review import CHOICES, Choice, Duplicate, corrections_path, decide, open_doubts

    path = corrections_path(place)
    doubts = open_doubts(store, path, about=about, limit=limit)
    if not doubts:
        click.echo("Nothing is doubtful that was not decided already.")
        return
    signature = Signature(by, date.today())
    counts: Counter[Choice] = Counter()
    for number, doubt in enumerate(doubts, start=1):
        for line in _shown(doubt, number, len(doubts)):
            click.echo(line)
        choice = _asked(_keys(CHOICES[isinstance(doubt, Duplicate)]))
        if choice is None:
            break
        decision = decide(doubt, choice, path, signature)
        counts[decision.choice] += 1
    decided = counts.total() - counts[Choice.SKIP]
    if decided:
        said = "1 decision" if decided == 1 else f"{decided} decisions"
        click.echo(f"\n{path}: {said} added. From the next build on it is so: talkgraph build {place}")
    else:
        click.echo("\nNothing was decided.")


def _shown(doubt: Doubt, number: int, total: int) -> Iterator[str]:
    from talkgraph.review import Duplicate, kind_word

    yield ""
    if isinstance(doubt, Duplicate):
        yield f"{number} of {total}: one {kind_word(doubt.kind)} or two?"
        yield f"  {one_line(doubt.first)} | {one_line(doubt.second)}  ({doubt.why})"
    else:
        yield f"{number} of {total}: is it so?  (confidence {doubt.confidence:.2f}, {doubt.rule})"
        yield f"  {one_line(str(doubt))}"
    for citation in doubt.evidence:
        yield f"    “{one_line(citation.quote)}” ({one_line(citation.recap)})"


def _keys(choices: tuple[Choice, ...]) -> Mapping[str, Choice]:
    """The letter of each choice: its first one."""
    return {choice.value[0]: choice for choice in choices}


def _asked(keys: Mapping[str, Choice]) -> Choice | None:
    """The choice of the user; None to stop."""
    words = ", ".join(f"[{key}]{choice.value[1:]}" for key, choice in keys.items())
    answer = click.prompt(
        f"  {words}, [{_QUIT}]uit",
        type=click.Choice([*keys, _QUIT], case_sensitive=False),
        default="s",
        show_choices=False,
    )
    return keys.get(answer)
