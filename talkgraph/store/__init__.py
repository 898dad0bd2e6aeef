"""The graph on disk, in Oxigraph.

``write_store`` puts the graph of some recaps into a folder, beside the graph
that lies there, and swaps it in; ``open_store`` opens what is there now. The
layout of the graph is described in ``quads``, that of the folder in ``folder``;
which claims make statements, in ``statements.merge``.
"""

from __future__ import annotations

from talkgraph.store.caching import dump_recap, load_recap
from talkgraph.store.confidence import DEFAULT_MIN_CONFIDENCE, checked_confidence
from talkgraph.store.files import file_lock, save_file
from talkgraph.store.folder import KeptCorrections, ManifestEntry, StoreFolder
from talkgraph.store.format import FORMAT_VERSION, check_folder
from talkgraph.store.generations import (
    Generation,
    KeptGeneration,
    Settings,
    check_generation,
    current_generation,
    generation_name,
    open_generation,
)
from talkgraph.store.locking import is_held, who_holds
from talkgraph.store.narrowing import narrowed
from talkgraph.store.quadsource import QuadSource
from talkgraph.store.rdflib import rdflib_dataset
from talkgraph.store.reading import Store, open_store
from talkgraph.store.refusals import first_line, is_damage
from talkgraph.store.remote import Endpoint, is_address, store_place
from talkgraph.store.statements import Merged, ResolvedClaim
from talkgraph.store.turtle import trig, turtle
from talkgraph.store.writing import MergedRecaps, graph_lines, merge_recaps, write_store

__all__ = [
    "DEFAULT_MIN_CONFIDENCE",
    "FORMAT_VERSION",
    "Endpoint",
    "Generation",
    "KeptCorrections",
    "KeptGeneration",
    "ManifestEntry",
    "Merged",
    "MergedRecaps",
    "QuadSource",
    "ResolvedClaim",
    "Settings",
    "Store",
    "StoreFolder",
    "check_folder",
    "check_generation",
    "checked_confidence",
    "current_generation",
    "dump_recap",
    "file_lock",
    "first_line",
    "generation_name",
    "graph_lines",
    "is_address",
    "is_damage",
    "is_held",
    "load_recap",
    "merge_recaps",
    "narrowed",
    "open_generation",
    "open_store",
    "rdflib_dataset",
    "save_file",
    "store_place",
    "trig",
    "turtle",
    "who_holds",
    "write_store",
]
