"""``talkgraph validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from talkgraph.cli.options import min_confidence_option, store_option
from talkgraph.errors import ValidationError
from talkgraph.shapes import validate as validate_store
from talkgraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["validate"]


@click.command()
@min_confidence_option()
@store_option
def validate(*, min_confidence: float | None, store: Path) -> None:
    """Hold the graph against its shapes.

    Prints what is wrong, one line each: the thing, the property, the value,
    and the reason. Needs pyshacl.
    """
    report = validate_store(open_store(store, min_confidence=min_confidence))
    for violation in report.violations:
        click.echo(str(violation))
    if not report.conforms:
        count = len(report.violations)
        raise ValidationError(
            f"{store}: the graph breaks its shapes in {count} place{'' if count == 1 else 's'}"
        )
    click.echo(f"The graph keeps to its shapes ({report.triples:,} triples).")
