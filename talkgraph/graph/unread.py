"""The words of each recap that no claim came from, read from a store."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.model import Evidence, Iri, Unread, UnreadAs, prefixes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.store import QuadSource


__all__ = ["read_unread"]

_UNREAD = """
SELECT ?recap ?words ?as ?times ?text ?start ?end WHERE {
  GRAPH ?recap {
    ?unread a tg:Unread ; schema:name ?words ; tg:unreadAs ?as ; tg:times ?times ; oa:hasSelector ?quote .
    ?quote oa:exact ?text ; oa:start ?start ; oa:end ?end .
  }
}
"""


def read_unread(dataset: QuadSource) -> Mapping[Iri, tuple[Unread, ...]]:
    """By IRI of the recap, its unread words in order of place; recaps without any are left out."""
    found: dict[Iri, list[Unread]] = {}
    rows: Any = dataset.query(_UNREAD, prefixes=dict(prefixes()))
    for recap, words, seen_as, times, text, start, end in map(tuple, rows):
        where = Evidence(int(start.value), int(end.value), text.value)
        unread = Unread(words.value, UnreadAs(seen_as.value), int(times.value), where)
        found.setdefault(Iri(recap.value), []).append(unread)
    return MappingProxyType(
        {recap: tuple(sorted(found[recap], key=lambda unread: unread.sort_key)) for recap in sorted(found)}
    )
