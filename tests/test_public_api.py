from __future__ import annotations

import subprocess
import sys

import pytest

import talkgraph

HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "rdflib",
    "pyoxigraph",
    "pyvis",
    "networkx",
    "pyshacl",
    "click",
    "lxml",
    "docutils",
)


def test_the_public_names_are_sorted_and_each_once() -> None:
    assert talkgraph.__all__ == sorted(set(talkgraph.__all__))


@pytest.mark.parametrize("name", talkgraph.__all__)
def test_every_public_name_can_be_imported_and_is_documented(name: str) -> None:
    value = getattr(talkgraph, name)

    assert value.__doc__
    assert value.__name__ == name
    assert name in dir(talkgraph)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'nonsense'"):
        _ = talkgraph.nonsense


@pytest.mark.parametrize(
    "statement", ["import talkgraph", "import talkgraph; dir(talkgraph)", "from talkgraph import Document"]
)
def test_to_import_it_loads_no_library(statement: str) -> None:
    code = f"{statement}; import sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert process.stdout.split() == []
