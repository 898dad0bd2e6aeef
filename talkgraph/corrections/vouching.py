"""Names that corrections vouch for: extraction may look out for them in all recaps of the store."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.corrections.values import Confirm, Merge, Rename, Retype

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkgraph.corrections.values import Correction
    from talkgraph.model import Kind

__all__ = ["vouched_in", "vouched_names"]


def vouched_names(corrections: Iterable[Correction]) -> Mapping[str, Kind]:
    """The names that corrections say the kind of, sorted; of several kinds, the last one said.

    Args:
        corrections: all corrections, in order.
    """
    found = {name: kind for correction in corrections for name, kind in _named(correction)}
    return MappingProxyType(dict(sorted(found.items())))


def _named(correction: Correction) -> Iterator[tuple[str, Kind]]:
    edit = correction.edit
    if isinstance(edit, Retype) and edit.things.recap is None:
        yield from ((name, edit.into) for name in edit.things.names)
    elif isinstance(edit, Merge | Rename) and edit.things.kind is not None and edit.things.recap is None:
        yield from ((name, edit.things.kind) for name in edit.things.names)
        if edit.into is not None:
            yield edit.into, edit.things.kind
    elif isinstance(edit, Confirm) and edit.statement.kinds is not None:
        yield edit.statement.subject, edit.statement.kinds[0]
        yield edit.statement.object, edit.statement.kinds[1]


def vouched_in(text: str, names: Mapping[str, Kind]) -> Mapping[str, Kind]:
    """Those of some names that stand in a text, in the same order.

    So a recap is read anew only for names that it has.
    """
    return MappingProxyType({name: kind for name, kind in names.items() if name in text})
