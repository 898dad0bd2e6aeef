"""Holding a store against the shapes and checks of the ontology."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.errors import MissingExtraError
from talkgraph.model import prefixes, shorten
from talkgraph.shapes.files import ontology_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib

    from talkgraph.store import QuadSource, Store

__all__ = ["ValidationReport", "Violation", "validate", "validate_graph"]


_CHECK_MESSAGE = re.compile(r"# message: (.+)")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is not as it should be.

    Attributes:
        focus: IRI of what is wrong.
        path: prefixed name of the property that is wrong, or empty.
        message: what is wrong, in words.
        value: the value that is wrong, as an IRI or text, or empty.
    """

    focus: str
    path: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.focus, self.path, self.value))) + f": {self.message}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What was found wrong with a graph.

    Attributes:
        violations: sorted; empty if all is well.
        triples: how many triples were looked at.
    """

    violations: tuple[Violation, ...]
    triples: int

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations


def validate(store: Store) -> ValidationReport:
    """Holds a store against ``shapes.ttl`` in SHACL, and against ``checks/*.rq`` in SPARQL.

    Shapes look at one thing and its neighbours; checks compare claims with
    statements, and quotes with texts.

    Raises:
        MissingExtraError: pyshacl is not installed.
    """
    return validate_graph(store.graph)


def validate_graph(graph: QuadSource) -> ValidationReport:
    """Holds any Oxigraph store of talkgraph's layout against shapes and checks, as ``validate`` does.

    Raises:
        MissingExtraError: pyshacl is not installed.
    """
    data = _merged(graph)
    violations = {*_broken_shapes(data), *_failed_checks(graph)}
    return ValidationReport(tuple(sorted(violations)), len(data))


def _merged(graph: QuadSource) -> rdflib.Graph:
    """All graphs as one: shapes of claims lead to recaps, and those of recaps to their texts."""
    import pyoxigraph as ox
    import rdflib

    lines = ox.serialize((quad.triple for quad in graph), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=lines, format="nt")


def _broken_shapes(data: rdflib.Graph) -> Iterator[Violation]:
    try:
        import pyshacl
    except ImportError as error:
        raise MissingExtraError("pyshacl", "shapes") from error
    import rdflib

    shapes = rdflib.Graph().parse(
        data=ontology_file("shapes.ttl").read_text(encoding="utf-8"), format="turtle"
    )
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    for result in report.subjects(rdflib.RDF.type, shacl.ValidationResult):
        yield Violation(
            focus=str(report.value(result, shacl.focusNode)),
            path=shorten(str(report.value(result, shacl.resultPath) or "")),
            message=str(report.value(result, shacl.resultMessage) or ""),
            value=str(report.value(result, shacl.value) or ""),
        )


def _failed_checks(graph: QuadSource) -> Iterator[Violation]:
    for path in sorted(ontology_file("checks").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        message = _CHECK_MESSAGE.match(text)
        for focus, predicate, value in map(tuple, graph.query(text, prefixes=dict(prefixes()))):  # type: ignore[arg-type]
            yield Violation(
                focus.value, shorten(predicate.value), message[1] if message else path.stem, value.value
            )
