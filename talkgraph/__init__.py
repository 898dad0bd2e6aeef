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
    from talkgraph.evidence import Explanation, Presence, explain
    from talkgraph.explorer import explore
    from talkgraph.exports import export
    from talkgraph.extraction import Extractor
    from talkgraph.fetching import FetchedRecap, FetchOutcome, fetch_recap, fetch_recaps
    from talkgraph.graph import Quote, Recap, Statement, TalkGraph, Thing, load_graph, project
    from talkgraph.graph.names import find_thing
    from talkgraph.model import Claim, Document, Iri, Kind, Predicate, Rejection
    from talkgraph.pushing import push
    from talkgraph.questions import ask
    from talkgraph.reports import (
        GraphDiff,
        company_profile,
        compare_stats,
        diff_graphs,
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
    "Explanation": "evidence",
    "Extractor": "extraction",
    "FetchOutcome": "fetching",
    "FetchedRecap": "fetching",
    "GraphDiff": "reports",
    "Iri": "model",
    "Kind": "model",
    "Predicate": "model",
    "Presence": "evidence",
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
    "diff_graphs": "reports",
    "evaluate": "evaluation",
    "event_programme": "reports",
    "explain": "evidence",
    "explore": "explorer",
    "export": "exports",
    "fetch_recap": "fetching",
    "fetch_recaps": "fetching",
    "find_communities": "reports",
    "find_experts": "reports",
    "find_gaps": "reports",
    "find_path": "reports",
    "find_recaps": "sources",
    "find_thing": "graph.names",
    "find_trends": "reports",
    "graph_stats": "reports",
    "list_talks": "reports",
    "load_graph": "graph",
    "missed_words": "reports",
    "open_store": "store",
    "plot_trends": "reports",
    "project": "graph",
    "push": "pushing",
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
    "Explanation",
    "Extractor",
    "FetchOutcome",
    "FetchedRecap",
    "GraphDiff",
    "Iri",
    "Kind",
    "Predicate",
    "Presence",
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
    "diff_graphs",
    "evaluate",
    "event_programme",
    "explain",
    "explore",
    "export",
    "fetch_recap",
    "fetch_recaps",
    "find_communities",
    "find_experts",
    "find_gaps",
    "find_path",
    "find_recaps",
    "find_thing",
    "find_trends",
    "graph_stats",
    "list_talks",
    "load_graph",
    "missed_words",
    "open_store",
    "plot_trends",
    "project",
    "push",
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
