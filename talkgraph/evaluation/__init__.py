"""How good the graph is: recaps built alone and compared with gold, by names.

``evaluate`` does it for a folder of recaps and a folder of gold files,
``score_graph`` for one graph. What is the same name, which thing is which
entity and which talk is which talk are decided in modules of their own; each
comparison gives ``Mark`` s, and their sum is the score.
"""

from __future__ import annotations

from talkgraph.evaluation.evaluating import evaluate
from talkgraph.evaluation.gold import Gold, GoldEntity, GoldEvent, GoldRelation, GoldTalk
from talkgraph.evaluation.goldfiles import find_gold, read_gold
from talkgraph.evaluation.outcome import Evaluation, Shortfall, measure_names
from talkgraph.evaluation.reliability import Reliability, by_confidence, by_rule, share_right
from talkgraph.evaluation.scoring import score_graph
from talkgraph.evaluation.values import Counts, DocumentScore, Finding, JudgedClaim, Measure, Verdict

__all__ = [
    "Counts",
    "DocumentScore",
    "Evaluation",
    "Finding",
    "Gold",
    "GoldEntity",
    "GoldEvent",
    "GoldRelation",
    "GoldTalk",
    "JudgedClaim",
    "Measure",
    "Reliability",
    "Shortfall",
    "Verdict",
    "by_confidence",
    "by_rule",
    "evaluate",
    "find_gold",
    "measure_names",
    "read_gold",
    "score_graph",
    "share_right",
]
