"""What was found of a store, as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from talkgraph.errors import FormatError

if TYPE_CHECKING:
    from talkgraph.doctor.health import StoreHealth

__all__ = ["FORMATS", "render_health"]

FORMATS = ("text", "json")


def render_health(health: StoreHealth, format_: str = "text") -> str:
    """What was found, with a line break at its end.

    Args:
        health: of a store.
        format_: ``text`` has a line for each finding, or one that tells that
            all is well; ``json`` one object with ``store``, ``sound``,
            ``generation``, ``recaps``, ``claims``, and ``findings`` of
            ``where``, ``what`` and ``advice``.

    Raises:
        FormatError: there is no such format.
    """
    if format_ == "text":
        lines = [" ".join(str(finding).split()) for finding in health.findings]
        return "\n".join(lines or [_all_is_well(health)]) + "\n"
    if format_ == "json":
        about = {
            "store": str(health.folder),
            "sound": health.is_sound,
            "generation": health.generation,
            "recaps": health.recaps,
            "claims": health.claims,
            "findings": [asdict(finding) for finding in health.findings],
        }
        return json.dumps(about, indent=2, ensure_ascii=False) + "\n"
    raise FormatError(f"health is written as {' or '.join(FORMATS)}, not as {format_!r}")


def _all_is_well(health: StoreHealth) -> str:
    recaps = f"{health.recaps:,} recap{'' if health.recaps == 1 else 's'}"
    claims = f"{health.claims:,} claim{'' if health.claims == 1 else 's'}"
    return f"{health.folder}: sound, {recaps}, {claims}, every quote in its place"
