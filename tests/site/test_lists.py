"""Lists from A to Z."""

from __future__ import annotations

from talkgraph.site.lists import Entry, letters
from tests.examples import iri


def test_names_stand_under_their_first_letters() -> None:
    names = ["zsh", "Électron", "3D", ".NET", "東京", "elm", "Erlang", "🦄", "Ñandú"]
    found = letters(Entry(iri(f"technology/{number}"), name) for number, name in enumerate(names))
    assert [(letter.label, [entry.name for entry in letter.entries]) for letter in found] == [
        ("E", ["Électron", "elm", "Erlang"]),
        ("N", ["Ñandú", ".NET"]),
        ("Z", ["zsh"]),
        ("0–9", ["3D"]),
        ("Others", ["東京", "🦄"]),
    ]


def test_no_names_are_no_letters() -> None:
    assert letters([]) == ()
