"""The whole build on a cluster, from files to N-Quads."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from talkgraph.errors import CorrectionsError, NoRecapsError
from talkgraph.model import DEFAULT_BASE, Iri, Kind, LocalThing
from talkgraph.resolution import Resolution, ResolvedThing
from talkgraph.resolution.gathering import gather
from talkgraph.resolution.naming import recap_iris, recap_words
from talkgraph.sources import DEFAULT_MAX_BYTES
from talkgraph.spark.extracting import extract
from talkgraph.spark.grouping import resolve_talks, resolve_things
from talkgraph.spark.listing import list_files
from talkgraph.spark.stating import statement_lines
from talkgraph.store import DEFAULT_MIN_CONFIDENCE, StoreFolder, load_recap
from talkgraph.store.quads import as_lines
from talkgraph.store.statements import resolve_claims, stated_by
from talkgraph.store.writing import described

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from talkgraph.errors import SourceError
    from talkgraph.spark.grouping import Told
    from talkgraph.store.statements import MergedStatement

    Row: TypeAlias = tuple[bytes, Iri, list[tuple[tuple[str, str, str], Told]]]

__all__ = ["SparkOutcome", "build_on_spark", "write_store_of"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class SparkOutcome:
    """The graph on the cluster.

    Attributes:
        recaps: how many recaps were read.
        failures: what could not be read.
        base, min_confidence: what the graph was made with.
        lines: an RDD of the N-Quads of the graph, each once, sorted, without line breaks.
    """

    recaps: int
    failures: tuple[SourceError, ...]
    lines: Any
    base: str = DEFAULT_BASE
    min_confidence: float = DEFAULT_MIN_CONFIDENCE

    def save(self, place: str) -> None:
        """Writes the lines as text files into a folder of any file system that Spark writes to."""
        self.lines.saveAsTextFile(place)

    def local(self) -> Iterator[bytes]:
        """The lines with their line breaks, a part at a time, on this machine."""
        for line in self.lines.toLocalIterator():
            yield f"{line}\n".encode()


def build_on_spark(
    session: Any,
    paths: Sequence[str],
    *,
    model: str | None = None,
    base: str = DEFAULT_BASE,
    max_bytes: int = DEFAULT_MAX_BYTES,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    partitions: int | None = None,
) -> SparkOutcome:
    """Read recaps and make their graph on a cluster.

    Args:
        session: a ``pyspark.sql.SparkSession``, such as ``open_session`` gives.
        paths: files and folders on any file system that Spark reads.
        model: name of an installed spaCy pipeline for English; None for the default.
        base: what IRIs begin with.
        max_bytes: size limit of one file.
        min_confidence: what no claim of at least this confidence supports makes no statement.
        partitions: into how many parts the work is divided; None for two for each core.

    Raises:
        CorrectionsError: a folder holds corrections, which this build cannot apply.
        NoRecapsError: there is nothing to read.
        SourceError: none of the files can be read.
    """
    from pyspark import StorageLevel

    context = session.sparkContext
    parts = partitions or 2 * context.defaultParallelism
    files = list_files(context, list(paths))
    _refuse_corrections(context, paths)
    read = extract(context, files, model=model, max_bytes=max_bytes, partitions=parts)
    read = read.persist(StorageLevel.DISK_ONLY)
    failures = tuple(
        sorted((f for f in read.map(lambda each: each.failure).collect() if f is not None), key=str)
    )
    recaps = read.flatMap(lambda each: [(one.source, one.data) for one in each.recaps])
    number = recaps.count()
    if not number:
        nothing = NoRecapsError(paths[0], "no file holds a recap, a talk or an event")
        raise failures[0] if failures else nothing
    candidates = recaps.flatMap(lambda pair: gather([load_recap(pair[1].decode("ascii"))]))
    candidates = candidates.persist(StorageLevel.DISK_ONLY)
    things = resolve_things(candidates, base, parts).persist(StorageLevel.DISK_ONLY)
    talks = resolve_talks(candidates, things, base, parts)
    told = things.union(talks).persist(StorageLevel.DISK_ONLY)
    resolved = (
        recaps.join(_iris(recaps, base, parts), parts)
        .leftOuterJoin(told.map(lambda row: (row[0][0], row)).groupByKey(parts), parts)
        .map(lambda row: (row[1][0][0], row[1][0][1], list(row[1][1] or ())))
        .persist(StorageLevel.DISK_ONLY)
    )
    claims = resolved.flatMap(_describing(base))
    said = resolved.map(_stating(min_confidence)).persist(StorageLevel.DISK_ONLY)
    kinds = told.map(lambda row: (row[1][1], (row[0][1], row[1][2]))).reduceByKey(min, parts)
    certain = said.flatMap(lambda pair: pair[0]).distinct(parts)
    stated = said.flatMap(lambda pair: pair[1]).distinct(parts)
    statements = statement_lines(kinds, certain, stated, parts)
    lines = claims.union(statements).map(lambda line: line.decode().removesuffix("\n"))
    ordered = lines.distinct(parts).sortBy(lambda line: line.encode(), numPartitions=parts)
    return SparkOutcome(number, failures, ordered, base, min_confidence)


def write_store_of(outcome: SparkOutcome, folder: Path | str) -> str:
    """Writes the graph of a cluster as the current one of a store on this machine; a part at a time.

    The store keeps no claims: the next build into it on this machine reads all recaps.

    Args:
        outcome: the graph; its session is still open.
        folder: of the store.

    Returns:
        The name of the graph, which is that of the same graph built here.

    Raises:
        CorrectionsError: the store holds corrections of earlier builds.
        StoreError: the folder is no store, is busy, or cannot be written.
    """
    place = StoreFolder(Path(folder))
    with place.lock(wait=60.0):
        if place.read_corrections():
            raise CorrectionsError(place.path, "holds corrections, which are not applied on Spark")
        name = place.add_generation(outcome.local(), base=outcome.base, min_confidence=outcome.min_confidence)
        place.write_manifest({})
        return name


def _refuse_corrections(context: Any, paths: Sequence[str]) -> None:
    """A build that left out what people corrected would be wrong without saying so."""
    from talkgraph.corrections import CORRECTIONS_FILE

    for path in paths:
        place = context._jvm.org.apache.hadoop.fs.Path(f"{path.rstrip('/')}/{CORRECTIONS_FILE}")
        if place.getFileSystem(context._jsc.hadoopConfiguration()).exists(place):
            raise CorrectionsError(str(place.toString()), "is not applied on Spark; build on one machine")


def _iris(recaps: Any, base: str, parts: int) -> Any:
    """The IRI of each recap, by its source."""
    grouped = recaps.keys().keyBy(recap_words).groupByKey(parts)
    return grouped.values().flatMap(lambda sources: recap_iris(sorted(sources), base).items())


def _describing(base: str) -> Callable[[Row], Iterator[bytes]]:
    """What gives the lines of a recap."""

    def describe(row: Row) -> Iterator[bytes]:
        data, iri, told = row
        recap = load_recap(data.decode("ascii"))
        claims = resolve_claims(recap, _resolution(recap.document.source, iri, told))
        yield from as_lines(described(recap, claims, iri, base=base))

    return describe


def _stating(min_confidence: float) -> Callable[[Row], tuple[set[str], set[MergedStatement]]]:
    """What gives the IRIs of the things that a recap is certain of, and its statements."""

    def state(row: Row) -> tuple[set[str], set[MergedStatement]]:
        data, iri, told = row
        recap = load_recap(data.decode("ascii"))
        claims = resolve_claims(recap, _resolution(recap.document.source, iri, told))
        known = {
            Iri(thing): ResolvedThing(Iri(thing), Kind(kind), name) for (_, kind, _), (_, thing, name) in told
        }
        certain, stated, _ = stated_by(claims, known, min_confidence=min_confidence)
        return {one.value for one in certain}, stated

    return state


def _resolution(source: str, iri: Iri, told: list[tuple[tuple[str, str, str], Told]]) -> Resolution:
    links = {(source, LocalThing(Kind(kind), key)): Iri(thing) for (_, kind, key), (_, thing, _) in told}
    return Resolution({source: iri}, (), links)
