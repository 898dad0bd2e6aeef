"""Which names corrections vouch for."""

from __future__ import annotations

from talkgraph.corrections import parse_corrections
from talkgraph.corrections.vouching import vouched_in, vouched_names
from talkgraph.model import Kind

FILE = """\
- retype: [quuxdb, Quux]
  into: technology
- merge: [Go, Golang]
  into: The Go Language
  kind: technology
- merge: [Ada, Grace]
- rename: Plinth
  into: Plynth
  kind: company
- rename: Juan
  into: Juan Benet
  kind: person
  recap: evening.md
- confirm: [Elixir, builds on, Erlang VM]
  kinds: [technology, technology]
- confirm: [Elixir, uses, Nothing]
- ignore: table
- retype: Quux
  into: company
"""


def test_names_whose_kind_is_told_everywhere_are_vouched_for_and_the_last_word_counts() -> None:
    names = vouched_names(parse_corrections(FILE, "corrections.yaml").corrections)

    assert dict(names) == {
        "Elixir": Kind.TECHNOLOGY,
        "Erlang VM": Kind.TECHNOLOGY,
        "Go": Kind.TECHNOLOGY,
        "Golang": Kind.TECHNOLOGY,
        "Plinth": Kind.ORGANIZATION,
        "Plynth": Kind.ORGANIZATION,
        "Quux": Kind.ORGANIZATION,
        "The Go Language": Kind.TECHNOLOGY,
        "quuxdb": Kind.TECHNOLOGY,
    }
    assert list(names) == sorted(names)


def test_a_recap_is_concerned_by_the_names_in_it_alone() -> None:
    names = {"Go": Kind.TECHNOLOGY, "Plinth": Kind.ORGANIZATION}

    assert dict(vouched_in("They use Plinth.", names)) == {"Plinth": Kind.ORGANIZATION}
