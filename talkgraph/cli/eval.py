"""``talkgraph eval``."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from talkgraph.cli.options import format_option, min_confidence_option, output_option, write_output
from talkgraph.store import DEFAULT_MIN_CONFIDENCE

__all__ = ["eval"]

# Click keeps the lines of a paragraph that begins with a backspace character.
_EXAMPLES = """\b
talkgraph eval corpus/ corpus/gold
talkgraph eval posts/ gold/ --only 2016 --verbose
talkgraph eval corpus/ corpus/gold --fail-under entity=0.8 --fail-under talk=0.9
"""


def _floors(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, float]:
    """``--fail-under MEASURE=FIGURE`` as figures by measure."""
    from talkgraph.evaluation import measure_names

    floors = {}
    for one in given:
        measure, equals, number = (part.strip() for part in one.rpartition("="))
        if not equals or not measure:
            raise click.BadParameter(f"{one!r}: write MEASURE=FIGURE")
        if measure not in measure_names():
            near = get_close_matches(measure, measure_names(), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise click.BadParameter(f"no measure is called {measure!r}{hint}")
        floors[measure] = _figure(number)
    return floors


def _figure(number: str) -> float:
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise click.BadParameter(f"{number!r} is no figure from 0 to 1")
    return value


@click.command(epilog=_EXAMPLES)
@click.argument("docs", metavar="DOCS", type=click.Path(path_type=Path))
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option("--only", default="", metavar="PART", help="Keep to recaps with this in their names.")
@click.option("--verbose", is_flag=True, help="List what was missed, wrong, or wrongly typed.")
@click.option("--reliability", is_flag=True, help="Show how often claims of each confidence are right.")
@click.option(
    "--fail-under",
    "floors",
    multiple=True,
    callback=_floors,
    metavar="MEASURE=FIGURE",
    help="Exit with 1 if the F1 (of topics, the recall) is lower.",
)
@min_confidence_option(
    "Let claims of this confidence, 0 to 1, or more make statements; --reliability counts all claims.",
    default=DEFAULT_MIN_CONFIDENCE,
)
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline for English.")
@format_option(("table", "json"), default="table")
@output_option
def eval(  # noqa: A001 - it is called as the command is
    *,
    docs: Path,
    gold: Path,
    only: str,
    verbose: bool,
    reliability: bool,
    floors: dict[str, float],
    min_confidence: float,
    model: str | None,
    format_: str,
    output: Path | None,
) -> int:
    """Measure how good the graph is.

    DOCS is a folder of recaps, GOLD a folder of gold files, or one: what the
    graph of each recap should hold. Every recap is built alone and compared by
    names. JSON holds all that --verbose and --reliability show.
    """
    from talkgraph.evaluation import evaluate
    from talkgraph.evaluation.rendering import as_json, findings_list, measures_table, reliability_tables

    outcome = evaluate(docs, gold, model=model, min_confidence=min_confidence, only=only)
    if format_ == "json":
        text = as_json(outcome)
    else:
        text = (
            (findings_list(outcome) if verbose else "")
            + measures_table(outcome)
            + ("\n" + reliability_tables(outcome) if reliability else "")
        )
    write_output(text.encode(), output)
    complaints = [*map(str, outcome.failures), *map(str, outcome.below(floors))]
    for complaint in complaints:
        click.echo(f"talkgraph: {complaint}", err=True)
    return 1 if complaints else 0
