"""A store's graph is made to fit its recaps: from the last one if that does, or from all claims."""

from __future__ import annotations

import json
import logging
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from talkgraph.builder.fingerprint import graph_fingerprint
from talkgraph.builder.guiding import all_corrected, guidance, one_corrected, said_in
from talkgraph.builder.outcome import RecapOutcome, summarise
from talkgraph.corrections import KnownNames, bearers, correct
from talkgraph.errors import StoreError
from talkgraph.resolution import resolve
from talkgraph.store import merge_recaps
from talkgraph.updating import (
    DoubtError,
    Role,
    check_agreement,
    check_size,
    claims_held,
    corrections_met,
    counts,
    create_outlines,
    fill,
    graph_of,
    open_outlines,
    read_outlines,
    recalled,
    things_there,
    update,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from talkgraph.corrections import CorrectionsInForce, Said, Unmatched
    from talkgraph.model import Kind
    from talkgraph.store import KeptGeneration, MergedRecaps, Settings, StoreFolder
    from talkgraph.updating import Guidance, Known, Outlines

__all__ = ["Renewed", "renew", "renew_anew", "renew_wholly"]

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
    corrections: CorrectionsInForce,
) -> Renewed | None:
    """Make the next graph of the last one, at the cost of what changed.

    Args:
        folder: the store, locked.
        wanted: the sources of all recaps that the graph is to hold, each with
            the ``Known.claims`` that it has now: another than at the last build
            where anything about its claims is another.
        known: gives the recap of a source, or None if it is lost.
        settings: of the graph.
        corrections: all that are in force.

    Returns:
        None if that cannot be done, or if anything about the last graph is in doubt.
    """
    _aside(folder).unlink(missing_ok=True)  # a build that was killed may have left one
    old = folder.kept_generation()
    if old is None or old.settings != settings:
        return None
    try:
        return _renewed(folder, old, wanted, known, corrections)
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
    corrections: CorrectionsInForce,
) -> Renewed:
    import pyoxigraph as ox

    key = _key(old.settings, corrections)
    with read_outlines(old.place / _OUTLINES, key) as outlines:
        had = claims_held(outlines)
        said = said_in(outlines, corrections)
        if had == wanted:
            folder.remove_leftovers()
            return _told(outlines, old.name, said)
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
            known=one_corrected(known, corrections, said),
            settings=old.settings,
            guidance=guidance(corrections, said),
        )
        now = said_in(outlines, corrections)
        if not said.agrees(now):
            raise DoubtError("corrections", "they mean other things than before")
        told = _told(outlines, "", now)
        outlines.save()
    generation = folder.change_generation(old, change, beside=_placed(aside))
    return replace(told, generation=generation)


def renew_anew(
    folder: StoreFolder,
    sources: Iterable[str],
    known: Callable[[str], Known | None],
    settings: Settings,
    corrections: CorrectionsInForce,
) -> Renewed | None:
    """Make the graph of all claims, recap by recap: only names are held in memory together.

    Args:
        folder: the store, locked.
        sources: of all recaps that the graph is to hold.
        known: gives the recap of a source; each is asked for two or three times.
        settings: of the graph.
        corrections: all that are in force.

    Returns:
        None if there is something in the claims that only ``renew_wholly`` can treat.

    Raises:
        StoreError: the disk refuses.
    """
    aside = _aside(folder)
    told: list[Renewed] = []
    try:
        ordered = sorted(sources)
        said = corrections.say(KnownNames(_bearers(ordered, known, corrections)))
        guided = guidance(corrections, said)
        recall = one_corrected(known, corrections, said)
        with create_outlines(aside, _key(settings, corrections)) as outlines:
            recaps = (recalled(recall, source) for source in (*ordered, *said.documents))
            fill(outlines, recaps, settings, guided)

            def lines() -> Iterator[bytes]:
                yield from graph_of(outlines, recall, settings, guided)
                told.append(_told(outlines, "", said))
                outlines.save()

            generation = folder.add_generation(
                lines(),
                base=settings.base,
                min_confidence=settings.min_confidence,
                beside=_placed(aside),
            )
    except (DoubtError, OSError) as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        logger.info("%s: the graph is made of all claims at once: %s", folder.path, error)
        return None
    return replace(told[0], generation=generation)


def _bearers(
    sources: Iterable[str], known: Callable[[str], Known | None], corrections: CorrectionsInForce
) -> Iterator[tuple[str, Kind, str]]:
    """What bears the names in corrections, as ``bearers`` gives it."""
    for source in sources if corrections.words else ():
        edited = corrections.edit(recalled(known, source).recap)
        if edited.recap is not None:
            yield from bearers([edited.recap], corrections.words)


def renew_wholly(
    folder: StoreFolder,
    recaps: Mapping[str, Known],
    settings: Settings,
    corrections: CorrectionsInForce,
) -> Renewed:
    """Make the graph of all claims.

    Args:
        folder: the store, locked.
        recaps: all recaps that the graph is to hold, by their source.
        settings: of the graph.
        corrections: all that are in force.

    Raises:
        StoreError: the disk refuses.
    """
    recaps = dict(sorted(recaps.items()))
    corrected = correct((each.recap for each in recaps.values()), corrections)
    ordered = [corrected.recaps[source] for source in sorted(corrected.recaps)]
    resolution = resolve(ordered, base=settings.base, hints=corrected.hints)
    hearing = corrected.hearing(resolution)
    graph = merge_recaps(
        ordered,
        resolution,
        min_confidence=settings.min_confidence,
        keeps=hearing.keeps if corrections else None,
    )
    known = list(all_corrected(recaps, corrected, hearing.met))
    outlines, trouble = _outlined(
        folder,
        known,
        graph,
        settings,
        _key(settings, corrections),
        guidance(corrections, corrected.said),
    )
    generation = folder.add_generation(
        graph.stream(base=settings.base),
        base=settings.base,
        min_confidence=settings.min_confidence,
        beside=_placed(outlines),
    )
    if trouble is not None:  # where the graph cannot be written, either, that is what matters
        logger.warning("%s: the next build will have to look at all claims again: %s", folder.path, trouble)
    return Renewed(
        generation,
        len(graph.merged.things),
        tuple(
            summarise(each.recap.document.source, graph, fresh=False, skipped=each.skipped)
            for each in known
            if each.role is not Role.TOLD
        ),
        {source: len(each.recap.rejections) for source, each in recaps.items()},
        corrected.unmatched(hearing),
    )


def _outlined(
    folder: StoreFolder,
    recaps: Sequence[Known],
    graph: MergedRecaps,
    settings: Settings,
    key: str,
    guided: Guidance,
) -> tuple[Path | None, Exception | None]:
    """A file of outlines for the next build, or why there can be none."""
    aside = _aside(folder)
    try:
        with create_outlines(aside, key) as outlines:
            fill(outlines, recaps, settings, guided)
            check_agreement(outlines, graph.resolution, graph.merged)
            outlines.save()
    except (DoubtError, OSError) as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        return None, error
    return aside, None


def _aside(folder: StoreFolder) -> Path:
    """Where outlines are written before the generation is there that they belong to."""
    return folder.path / f".{_OUTLINES}.new"


def _placed(outlines: Path | None) -> Callable[[Path], None]:
    """What puts a file of outlines into the folder of a generation."""

    def place(generation: Path) -> None:
        if outlines is not None:
            outlines.replace(generation / _OUTLINES)

    return place


def _told(outlines: Outlines, generation: str, said: Said) -> Renewed:
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
        said.unmatched(corrections_met(outlines)),
    )


def _key(settings: Settings, corrections: CorrectionsInForce) -> str:
    """What outlines were made with; others are of no use.

    Whatever else resolution and merging are told belongs in here.
    """
    said = [[file.source, file.text] for file in corrections.files if file.corrections]
    return json.dumps(
        [
            graph_fingerprint(),
            settings.base,
            settings.min_confidence,
            sha256(json.dumps(said).encode()).hexdigest() if said else "",
        ]
    )
