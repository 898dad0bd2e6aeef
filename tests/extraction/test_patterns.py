from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc, Span

from talkgraph.extraction.patterns import Choice, compile_patterns, load_patterns, without_kinds
from talkgraph.extraction.skeleton import draw
from talkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from talkgraph.extraction.patterns import Match, Pattern
    from talkgraph.extraction.skeleton import Skeleton

VOCAB = spacy.blank("en").vocab
KINDS = {"P": Kind.PERSON, "O": Kind.ORGANIZATION, "T": Kind.TECHNOLOGY, "E": Kind.EVENT, "L": Kind.PLACE}


def skeleton(line: str) -> Skeleton:
    """A line of words in which a name is written as its kind and its name: ``P:Ann``."""
    words = line.split()
    marked = [word[:2] in {f"{letter}:" for letter in KINDS} for word in words]
    doc = Doc(VOCAB, [w[2:] if m else w for w, m in zip(words, marked, strict=True)])
    names = [
        Span(doc, i, i + 1, label=KINDS[word[0]], span_id=word[2:])
        for i, (word, is_name) in enumerate(zip(words, marked, strict=True))
        if is_name
    ]
    return draw(doc, 0, len(doc), names)


def pattern(source: str, **macros: str) -> Pattern:
    (made,) = compile_patterns({"macros": macros, "patterns": {"one": {"match": source}}})
    return made


def roles(match: Match) -> dict[str, list[str]]:
    return {role: [span.id_ for span in spans] for role, spans in match.names.items()}


def test_a_name_fills_its_role() -> None:
    (match,) = pattern("{P:s} use {T:o}").find(skeleton("then P:Ann use T:Elm ."))

    assert roles(match) == {"s": ["Ann"], "o": ["Elm"]}


def test_only_a_name_of_the_kind_fits() -> None:
    uses = pattern("{OT:s} use {T:o}")

    assert [roles(m)["s"] for m in uses.find(skeleton("O:Acme use T:Elm"))] == [["Acme"]]
    assert [roles(m)["s"] for m in uses.find(skeleton("T:Slack use T:Elm"))] == [["Slack"]]
    assert not list(uses.find(skeleton("P:Ann use T:Elm")))


def test_what_begins_where_the_sentence_begins_is_found_there_alone() -> None:
    uses = pattern("{P:s} use {T:o}")
    match = uses.beginning(skeleton("P:Ann use T:Elm , P:Bob use T:Vue"))

    assert match is not None
    assert roles(match) == {"s": ["Ann"], "o": ["Elm"]}
    assert uses.beginning(skeleton("then P:Ann use T:Elm")) is None
    assert uses.beginning(skeleton("use T:Elm")) is None


@pytest.mark.parametrize(
    "line",
    [
        "use T:Elm , T:Redux and T:Go",
        "use T:Elm and T:Redux , and T:Go",
        "use T:Elm , T:Redux as well as the T:Go",
        "use T:Elm / T:Redux or T:Go",
    ],
)
def test_a_list_is_taken_whole(line: str) -> None:
    (match,) = pattern("use {T:o+}").find(skeleton(line))

    assert roles(match) == {"o": ["Elm", "Redux", "Go"]}


def test_a_role_without_plus_takes_one_name() -> None:
    (match,) = pattern("use {T:o}").find(skeleton("use T:Elm , T:Redux"))

    assert roles(match) == {"o": ["Elm"]}


def test_a_role_may_stand_twice() -> None:
    (match,) = pattern("either {T:o} or {T:o}").find(skeleton("either T:Elm or T:Redux"))

    assert roles(match) == {"o": ["Elm", "Redux"]}


def test_macros_hold_macros() -> None:
    made = pattern("{P:s} {SAY} that", SAY="(?:{VERB}|{VERB} we)", VERB="tell|show")

    assert list(made.find(skeleton("P:Ann show we that")))
    assert list(made.find(skeleton("P:Ann tell that")))
    assert not list(made.find(skeleton("P:Ann sing that")))


def test_words_are_kept_as_tokens() -> None:
    line = skeleton("P:Ann : the permanent web - live")
    match = pattern("{P:s} : {text:t} - live").whole(line)

    assert match is not None
    start, end = match.words["t"]
    assert [line.mentions[0].doc[i].text for i in range(start, end)] == ["the", "permanent", "web"]


def test_kept_words_hold_names_only_where_the_pattern_says_so() -> None:
    line = skeleton("P:Ann : T:Elm and us")

    assert pattern("{P:s} : {text:t}").whole(line) is None
    match = pattern("{P:s} : {text:t+}").whole(line)
    assert match is not None
    assert match.words["t"] == (2, 5)


def test_a_whole_match_takes_in_everything_but_a_full_stop() -> None:
    made = pattern("{P:s} : {text:t+}")

    for line in ("P:Ann : the permanent web", "P:Ann : the permanent web ."):
        match = made.whole(skeleton(line))
        assert match is not None
        assert match.words["t"] == (2, 5)
    assert made.whole(skeleton("so P:Ann : the permanent web")) is None


def test_words_end_at_blanks() -> None:
    assert not list(pattern("use {T:o}").find(skeleton("reuse T:Elm")))
    assert not list(pattern("{T:o} base").find(skeleton("T:Elm basement")))


@pytest.mark.parametrize("line", ["P:Ann of O:Acme", "P:Ann , of O:Acme"])
def test_a_comma_may_be_missing(line: str) -> None:
    assert [roles(match) for match in pattern("{P:s} ,? of {O:o}").find(skeleton(line))] == [
        {"s": ["Ann"], "o": ["Acme"]}
    ]


def test_alternatives_are_numbered_and_keep_their_fields() -> None:
    table = tomllib.loads("""
        [patterns.made]
        states = "tg:created"
        match = ["{P:s} write {T:o}", "{T:o} be write by {P:s}"]
    """)
    made = compile_patterns(table)

    assert [p.name for p in made] == ["made.1", "made.2"]
    assert all(p.fields == {"states": "tg:created"} for p in made)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("{P:s} {SAYS} that", "there is no macro {SAYS}"),
        ("{PX:s} use {T:o}", "{PX:s} names a kind that there is not"),
        ("{P:s} (use", "pattern one: missing \\), unterminated"),
    ],
)
def test_a_faulty_source_is_an_error_that_names_its_pattern(source: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint) as error:
        pattern(source, SAY="say")

    assert "pattern one" in str(error.value)


@pytest.mark.parametrize("name", ["talks", "relations", "events"])
def test_the_packaged_files_hold_patterns_with_names_of_their_own(name: str) -> None:
    names = [made.name for made in load_patterns("en", name)]

    assert names
    assert len(names) == len(set(names))


def test_packaged_relations_state_predicates_between_their_roles() -> None:
    for made in load_patterns("en", "relations"):
        assert Predicate(str(made.fields["states"])), made.name
        assert any(group.startswith("o_") for group in made.regex.groupindex), made.name


def test_packaged_talk_patterns_say_where_they_hold() -> None:
    for made in load_patterns("en", "talks"):
        assert made.fields["where"] in {"heading", "block", "sentence"}, made.name
        if made.fields["where"] != "heading":
            assert made.fields["strength"] in {"strong", "ordinal", "weak"}, made.name


def test_without_kinds_names_of_any_kind_fill_the_roles_and_nothing_else_changes() -> None:
    table = {
        "macros": {"USE": "use"},
        "patterns": {"u": {"match": "{OT:s} {USE} {T:o} {text:t}", "states": "x"}},
    }
    (strict,) = compile_patterns(table)
    (loose,) = compile_patterns(without_kinds(table, roles=("s",)))

    for line, fits in (("O:Zorkel use T:Elm today", True), ("P:Jane use T:Elm today", False)):
        assert bool(list(strict.find(skeleton(line)))) is fits
        assert len(list(loose.find(skeleton(line)))) == 1
    assert not list(loose.find(skeleton("O:Zorkel use P:Jane today")))
    assert (loose.name, loose.fields) == (strict.name, strict.fields)


def test_the_patterns_of_relations_match_at_least_as_much_without_kinds() -> None:
    path = files("talkgraph").joinpath("data", "en", "relations.toml")
    loose = compile_patterns(without_kinds(tomllib.loads(path.read_text(encoding="utf-8")), roles=("s", "o")))

    assert [each.name for each in loose] == [each.name for each in load_patterns("en", "relations")]


def test_of_all_patterns_those_are_chosen_that_can_match() -> None:
    table = {"of": "{P:s} of {O:o}", "two": "{T:s} and {T:o}", "any": "(?:{P:s}|{O:s}) came", "none": "hello"}
    patterns = compile_patterns({"patterns": {name: {"match": source} for name, source in table.items()}})
    choice = Choice(patterns)

    def chosen(line: str) -> list[str]:
        return [pattern.name for pattern in choice.fitting(skeleton(line))]

    assert chosen("P:Ann of O:Acme") == ["of", "any", "none"]
    assert chosen("T:Elm") == ["any", "none"]
    assert chosen("T:Elm and T:Nix") == chosen("T:Elm , T:Nix , T:Elm") == ["two", "any", "none"]
    assert chosen("word " * 1_000) == []


@pytest.mark.parametrize("line", ["P:Ann use T:Elm", "O:Acme use T:Elm and T:Nix", "nobody use T:Elm", ""])
def test_what_is_not_chosen_matches_nowhere(line: str) -> None:
    patterns = load_patterns("en", "relations")
    chosen = Choice(patterns).fitting(skeleton(line))

    for one in patterns:
        if one not in chosen:
            assert not list(one.regex.finditer(skeleton(line).text))
