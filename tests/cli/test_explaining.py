from __future__ import annotations

from types import MappingProxyType

from talkgraph.builder import BuildOutcome
from talkgraph.cli.explaining import explained
from talkgraph.model import Claim, Evidence, Kind, Literal, LocalThing, Predicate, Rejection

ALGOLIA = LocalThing(Kind.ORGANIZATION, "Algolia")


def outcome(**rejections: tuple[Rejection, ...]) -> BuildOutcome:
    return BuildOutcome((), (), (), "generation", 0, MappingProxyType(rejections))


def rejection(
    predicate: Predicate, target: LocalThing | Literal | Kind, *, quote: str = "So.", turned: bool = False
) -> Rejection:
    claim = Claim(ALGOLIA, predicate, target, Evidence(0, len(quote), quote), 0.456, "test.rule")
    return Rejection(claim, "for a reason", turned)


def test_each_recap_counts_and_lists_its_rejections() -> None:
    lines = list(
        explained(
            outcome(
                one=(
                    rejection(Predicate.WORKS_FOR, LocalThing(Kind.PERSON, "Jane Doe"), turned=True),
                    rejection(Predicate.USES, LocalThing(Kind.TECHNOLOGY, "Redux")),
                ),
                two=(rejection(Predicate.CREATED, ALGOLIA),),
            )
        )
    )

    assert lines[:5] == [
        "",
        "one: 1 dropped, 1 turned round",
        "  Algolia works for Jane Doe  (0.46, test.rule)",
        "    for a reason",
        "    “So.”",
    ]
    assert lines[8:11] == [
        "",
        "two: 1 dropped, 0 turned round",
        "  Algolia created Algolia  (0.46, test.rule)",
    ]


def test_values_and_kinds_are_named_too() -> None:
    lines = list(
        explained(
            outcome(one=(rejection(Predicate.NAME, Literal("A")), rejection(Predicate.TYPE, Kind.TALK)))
        )
    )

    assert lines[2].startswith("  Algolia is called A  (")
    assert lines[5].startswith("  Algolia is a talk  (")


def test_a_quote_cannot_steer_a_terminal_or_break_a_line() -> None:
    said = rejection(Predicate.USES, LocalThing(Kind.TECHNOLOGY, "a\x1b[31mb\nc"), quote="one\ntwo\x07")
    lines = list(explained(outcome(one=(said,))))

    assert lines[2].startswith("  Algolia uses a�[31mb c  (")
    assert lines[4] == "    “one two�”"


def test_nothing_is_said_in_words() -> None:
    assert list(explained(outcome()))[1] == "Nothing that was considered was dropped or turned round."
