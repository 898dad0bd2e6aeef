"""Recaps against their gold: builds each alone, and compares."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from talkgraph.errors import SourceError
from talkgraph.evaluation.building import EMPTY, build_alone
from talkgraph.evaluation.goldfiles import find_gold, read_gold
from talkgraph.evaluation.outcome import Evaluation
from talkgraph.evaluation.scoring import score_graph
from talkgraph.store import DEFAULT_MIN_CONFIDENCE, checked_confidence

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["evaluate"]

logger = logging.getLogger(__name__)


def evaluate(
    docs: Path,
    gold: Path,
    *,
    model: str | None = None,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    only: str = "",
) -> Evaluation:
    """Build the graph of each recap that there is gold for, and compare.

    A recap that cannot be read counts as one in which nothing was found, and
    is named among the failures.

    Args:
        docs: folder of the recaps.
        gold: a gold file, or a folder of them (``*.json``); each names its recap.
        model: name of an installed spaCy pipeline for English; None for the default.
        min_confidence: that of the builds, from 0 to 1. Claims are judged whatever their confidence.
        only: a part of the names of the recaps to compare; empty for all.

    Raises:
        SourceError: ``docs`` is no folder, a gold file is missing or breaks the
            format, or no recap has a name with ``only`` in it.
        ModelError: the model is missing or unfit.
        ValueError: the confidence is not from 0 to 1.
    """
    checked_confidence(min_confidence)
    if not docs.is_dir():
        raise SourceError(docs, "there is no such folder of recaps")
    golds = [one for one in map(read_gold, find_gold(gold)) if only in one.document]
    if not golds:
        raise SourceError(gold, f"no gold is for a recap with {only!r} in its name")
    from talkgraph.extraction import Extractor

    extractor = Extractor(model) if model else Extractor()
    scores = []
    failures: list[SourceError] = []
    for one in golds:
        try:
            built = build_alone(docs / one.document, extractor, min_confidence=min_confidence)
        except SourceError as error:
            failures.append(error)
            built = EMPTY
        scores.append(score_graph(one, built.graph, built.types, whole=built.whole))
        logger.info("%s: compared", one.document)
    return Evaluation(tuple(scores), tuple(failures))
