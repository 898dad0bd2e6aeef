"""A store's graph is made to fit its recaps: from the last one if that does, or from all claims."""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.builder.fingerprint import graph_fingerprint
from talkgraph.builder.outcome import RecapOutcome, summarise
from talkgraph.corrections import CorrectionsInForce, correct
from talkgraph.errors import StoreError
from talkgraph.resolution import resolve
from talkgraph.store import merge_recaps
from talkgraph.updating import (
    DoubtError,
    check_agreement,
    check_size,
    counts,
    create_outlines,
    fill,
    open_outlines,
    read_outlines,
    things_there,
    update,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from talkgraph.corrections import Corrected, CorrectionsFile, Unmatched
    from talkgraph.store import KeptGeneration, MergedRecaps, Settings, StoreFolder
    from talkgraph.updating import Known, Outlines

__all__ = ["Renewed", "renew", "renew_wholly"]

logger = logging.getLogger(__name__)

_OUTLINES = "outlines.db"


@dataclass(frozen=True, slots=True)
class Renewed:
    """A graph that fits its recaps.

    Attributes:
        generation: its name.
        things: how many things it holds.
        recaps: what it holds of each recap, sorted by source; none is marked as fresh.
        rejections: how many claims of each recap were dropped or turned round, by its source.
        unmatched: corrections that changed nothing.
    """

    generation: str
    things: int
    recaps: tuple[RecapOutcome, ...]
    rejections: Mapping[str, int]
    unmatched: tuple[Unmatched, ...] = ()


def renew(
    folder: StoreFolder,
    wanted: Mapping[str, str],
    known: Callable[[str], Known | None],
    settings: Settings,
) -> Renewed | None:
    """Make the next graph of the last one, at the cost of what changed.

    Args:
        folder: the store, locked.
        wanted: the sources of all recaps that the graph is to hold, each with
            the ``Known.claims`` that it has now: another than at the last build
            where anything about its claims is another.
        known: gives the recap of a source, or None if it is lost.
        settings: of the graph.

    Returns:
        None if that cannot be done, or if anything about the last graph is in doubt.
    """
    _aside(folder).unlink(missing_ok=True)  # a build that was killed may have left one
    old = folder.kept_generation()
    if old is None or old.settings != settings:
        return None
    try:
        return _renewed(folder, old, wanted, known)
    except (DoubtError, StoreError, OSError, RuntimeError) as error:
        logger.info("%s: the graph is made of all claims, not of the last graph: %s", folder.path, error)
    except (ValueError, KeyError) as error:
        logger.warning("%s: what is kept beside the last graph is damaged: %r", folder.path, error)
    return None


def _renewed(
    folder: StoreFolder,
    old: KeptGeneration,
    wanted: Mapping[str, str],
    known: Callable[[str], Known | None],
) -> Renewed:
    import pyoxigraph as ox

    key = _key(old.settings)
    with read_outlines(old.place / _OUTLINES, key) as outlines:
        had = {one.source: one.claims for one in counts(outlines)}
        if had == wanted:
            folder.remove_leftovers()
            return _told(outlines, old.name)
    changed = [source for source in sorted(wanted) if had.get(source) != wanted[source]]
    gone = set(had) - set(wanted)
    check_size(len(changed) + len(gone), len(had))
    aside = _aside(folder)
    shutil.copyfile(old.place / _OUTLINES, aside)
    with open_outlines(aside, key) as outlines:
        change = update(
            outlines,
            ox.Store.read_only(str(old.place / "graph")),
            new=changed,
            gone=gone,
            known=known,
            settings=old.settings,
        )
        told = _told(outlines, "")
        outlines.save()
    generation = folder.change_generation(old, change, beside=_placed(aside))
    return Renewed(generation, told.things, told.recaps, told.rejections)


def renew_wholly(
    folder: StoreFolder,
    recaps: Mapping[str, Known],
    settings: Settings,
    files: Sequence[CorrectionsFile] = (),
) -> Renewed:
    """Make the graph of all claims.

    Args:
        folder: the store, locked.
        recaps: all recaps that the graph is to hold, by their source.
        settings: of the graph.
        files: the corrections that are in force.

    Raises:
        StoreError: the disk refuses.
    """
    known = [recaps[source] for source in sorted(recaps)]
    corrected = correct((each.recap for each in known), CorrectionsInForce(files))
    ordered = [corrected.recaps[source] for source in sorted(corrected.recaps)]
    resolution = resolve(ordered, base=settings.base, hints=corrected.hints)
    hearing = corrected.hearing(resolution)
    graph = merge_recaps(
        ordered,
        resolution,
        min_confidence=settings.min_confidence,
        keeps=hearing.keeps if files else None,
    )
    outlines = None if files else _outlined(folder, known, graph, settings)
    generation = folder.add_generation(
        graph.stream(base=settings.base),
        base=settings.base,
        min_confidence=settings.min_confidence,
        beside=_placed(outlines),
    )
    return Renewed(
        generation,
        len(graph.merged.things),
        tuple(
            summarise(each.recap.document.source, graph, fresh=False, skipped=_why_nothing(each, corrected))
            for each in known
        ),
        {each.recap.document.source: len(each.recap.rejections) for each in known},
        corrected.unmatched(hearing),
    )


def _why_nothing(known: Known, corrected: Corrected) -> str:
    source = known.recap.document.source
    return "left out by corrections" if source in corrected.ignored else known.skipped


def _outlined(
    folder: StoreFolder, recaps: Sequence[Known], graph: MergedRecaps, settings: Settings
) -> Path | None:
    """A file of outlines for the next build; None if there can be none."""
    aside = _aside(folder)
    try:
        with create_outlines(aside, _key(settings)) as outlines:
            fill(outlines, recaps, settings)
            check_agreement(outlines, graph.resolution, graph.merged)
            outlines.save()
    except (DoubtError, OSError) as error:
        logger.warning("%s: the next build will have to look at all claims again: %s", folder.path, error)
        return None
    return aside


def _aside(folder: StoreFolder) -> Path:
    """Where outlines are written before the generation is there that they belong to."""
    return folder.path / f".{_OUTLINES}.new"


def _placed(outlines: Path | None) -> Callable[[Path], None]:
    """What puts a file of outlines into the folder of a generation."""

    def place(generation: Path) -> None:
        if outlines is not None:
            outlines.replace(generation / _OUTLINES)

    return place


def _told(outlines: Outlines, generation: str) -> Renewed:
    found = counts(outlines)
    return Renewed(
        generation,
        things_there(outlines),
        tuple(
            RecapOutcome(
                one.source, one.talks, one.people, one.technologies, one.statements, False, one.skipped
            )
            for one in found
        ),
        {one.source: one.rejections for one in found},
    )


def _key(settings: Settings) -> str:
    """What outlines were made with; others are of no use.

    Whatever else resolution and merging are told belongs in here.
    """
    return json.dumps([graph_fingerprint(), settings.base, settings.min_confidence])
