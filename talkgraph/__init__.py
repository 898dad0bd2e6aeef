"""Recaps of meetups and conferences in, a knowledge graph out.

>>> import talkgraph
>>> outcome = talkgraph.build(["corpus/"], store="talkgraph.db")    # doctest: +SKIP
>>> graph = talkgraph.project(talkgraph.open_store("talkgraph.db"))  # doctest: +SKIP

Everything here is loaded when it is first used; ``import talkgraph`` alone
loads no library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkgraph.builder import BuildOutcome, RecapOutcome, build
    from talkgraph.doctor import StoreHealth, check_store
    from talkgraph.errors import TalkgraphError
    from talkgraph.evaluation import Evaluation, evaluate
    from talkgraph.explorer import explore
    from talkgraph.exports import export
    from talkgraph.extraction import Extractor
    from talkgraph.graph import Quote, Recap, Statement, TalkGraph, Thing, project
    from talkgraph.graph.names import find_thing
    from talkgraph.model import Claim, Document, Iri, Kind, Predicate, Rejection
    from talkgraph.questions import ask
    from talkgraph.reports import (
        company_profile,
        compare_stats,
        event_programme,
        find_communities,
        find_experts,
        find_gaps,
        find_path,
        find_trends,
        graph_stats,
        list_talks,
        missed_words,
        plot_trends,
        related_talks,
        run_report,
        speaker_profile,
        technology_profile,
    )
    from talkgraph.resolution import resolve
    from talkgraph.shapes import validate
    from talkgraph.site import write_site
    from talkgraph.sources import find_recaps, read_recaps
    from talkgraph.sparql import query
    from talkgraph.store import Store, open_store

__version__ = "0.1.0"

_HOMES = {
    "BuildOutcome": "builder",
    "Claim": "model",
    "Document": "model",
    "Evaluation": "evaluation",
    "Extractor": "extraction",
    "Iri": "model",
    "Kind": "model",
    "Predicate": "model",
    "Quote": "graph",
    "Recap": "graph",
    "RecapOutcome": "builder",
    "Rejection": "model",
    "Statement": "graph",
    "Store": "store",
    "StoreHealth": "doctor",
    "TalkGraph": "graph",
    "TalkgraphError": "errors",
    "Thing": "graph",
    "ask": "questions",
    "build": "builder",
    "check_store": "doctor",
    "company_profile": "reports",
    "compare_stats": "reports",
    "evaluate": "evaluation",
    "event_programme": "reports",
    "explore": "explorer",
    "export": "exports",
    "find_communities": "reports",
    "find_experts": "reports",
    "find_gaps": "reports",
    "find_path": "reports",
    "find_recaps": "sources",
    "find_thing": "graph.names",
    "find_trends": "reports",
    "graph_stats": "reports",
    "list_talks": "reports",
    "missed_words": "reports",
    "open_store": "store",
    "plot_trends": "reports",
    "project": "graph",
    "query": "sparql",
    "read_recaps": "sources",
    "related_talks": "reports",
    "resolve": "resolution",
    "run_report": "reports",
    "speaker_profile": "reports",
    "technology_profile": "reports",
    "validate": "shapes",
    "write_site": "site",
}

__all__ = [
    "BuildOutcome",
    "Claim",
    "Document",
    "Evaluation",
    "Extractor",
    "Iri",
    "Kind",
    "Predicate",
    "Quote",
    "Recap",
    "RecapOutcome",
    "Rejection",
    "Statement",
    "Store",
    "StoreHealth",
    "TalkGraph",
    "TalkgraphError",
    "Thing",
    "ask",
    "build",
    "check_store",
    "company_profile",
    "compare_stats",
    "evaluate",
    "event_programme",
    "explore",
    "export",
    "find_communities",
    "find_experts",
    "find_gaps",
    "find_path",
    "find_recaps",
    "find_thing",
    "find_trends",
    "graph_stats",
    "list_talks",
    "missed_words",
    "open_store",
    "plot_trends",
    "project",
    "query",
    "read_recaps",
    "related_talks",
    "resolve",
    "run_report",
    "speaker_profile",
    "technology_profile",
    "validate",
    "write_site",
]


def __getattr__(name: str) -> object:
    """Load a public name from its package when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'talkgraph' has no attribute {name!r}")
    value = getattr(import_module(f"talkgraph.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
