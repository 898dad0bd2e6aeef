"""The example's store with what extraction considered beside its claims."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkgraph.model import Claim, Evidence, Kind, LocalThing, Predicate, Rejection
from talkgraph.store import ManifestEntry, Store, StoreFolder, open_store, write_store
from tests.examples import DOTSCALE, example_recaps, example_resolution

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.resolution import RecapClaims

__all__ = ["BUILT", "CERN", "considered_store"]

BUILT = "IPFS is built on libp2p and was inspired by git."
CERN = "Oliver Keeble showed how CERN stores the data of its detectors."
_IPFS, _GIT, _LIBP2P = (LocalThing(Kind.TECHNOLOGY, name) for name in ("IPFS", "git", "libp2p"))
_OLIVER, _CERN = LocalThing(Kind.PERSON, "Oliver Keeble"), LocalThing(Kind.ORGANIZATION, "CERN")
_TALK = LocalThing(Kind.TALK, "01")


def _claim(
    recap: RecapClaims,
    quote: str,
    ends: tuple[LocalThing, Predicate, LocalThing],
    confidence: float,
    rule: str = "tests.considered",
) -> Claim:
    start = recap.document.text.index(quote)
    subject, predicate, target = ends
    return Claim(subject, predicate, target, Evidence(start, start + len(quote), quote), confidence, rule)


def considered_store(folder: Path, *, min_confidence: float = 0.35) -> Store:
    """The example, with an uncertain claim, and rejections in three of its sentences."""
    dotscale, meetup = example_recaps()
    uncertain = (_claim(dotscale, BUILT, (_IPFS, Predicate.USES, _GIT), 0.2),)
    rejections = (
        Rejection(_claim(dotscale, BUILT, (_IPFS, Predicate.PART_OF, _LIBP2P), 0.4), "denied: “not”"),
        Rejection(
            _claim(dotscale, BUILT, (_LIBP2P, Predicate.BUILDS_ON, _IPFS), 0.5), "turned round", turned=True
        ),
        Rejection(_claim(dotscale, BUILT, (_GIT, Predicate.USES, _LIBP2P), 0.3), "not likely enough"),
        Rejection(_claim(dotscale, BUILT, (_CERN, Predicate.USES, _OLIVER), 0.3), "unfit"),
        Rejection(_claim(dotscale, CERN, (_OLIVER, Predicate.CREATED, _CERN), 0.3), "contradicted"),
        Rejection(_claim(dotscale, CERN, (_TALK, Predicate.PERFORMER, _OLIVER), 0.3), "another gives it"),
    )
    kept = replace(
        dotscale,
        claims=tuple(sorted((*dotscale.claims, *uncertain), key=lambda claim: claim.sort_key)),
        rejections=tuple(sorted(rejections, key=lambda one: one.sort_key)),
    )
    place = StoreFolder(folder)
    with place.lock():
        write_store([kept, meetup], example_resolution(), place, min_confidence=min_confidence)
        place.write_manifest({DOTSCALE: ManifestEntry("a", place.save_claims(kept))})
    return open_store(folder)
