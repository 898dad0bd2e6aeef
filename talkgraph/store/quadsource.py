"""What a graph must be able to do to be read, wherever it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

__all__ = ["QuadSource"]


class QuadSource(Protocol):
    """A graph to read: a ``pyoxigraph.Store``, or another store that is asked over the network.

    The methods are those of ``pyoxigraph.Store``, as far as reading needs them.
    """

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The answer to a query."""

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,  # noqa: A002 (Oxigraph's name)
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """The quads that fit; None stands for anything."""

    def __iter__(self) -> Iterator[ox.Quad]:
        """All quads."""

    def __len__(self) -> int:
        """How many quads there are."""

    def dump(
        self,
        output: str | None = None,
        format: ox.RdfFormat | None = None,  # noqa: A002 (Oxigraph's name)
    ) -> bytes | None:
        """All quads in one of the formats that can hold them."""
