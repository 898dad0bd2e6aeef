"""Which claims make statements, and which things are there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from talkgraph.model import Iri, Kind, Literal, Predicate, relations
from talkgraph.resolution import ResolvedThing
from talkgraph.store.statements import Assertion, Merged, merge
from tests.examples import iri

THINGS = {
    name: ResolvedThing(iri(name), kind, name.capitalize())
    for name, kind in {
        "talk": Kind.TALK,
        "event": Kind.EVENT,
        "series": Kind.SERIES,
        "ann": Kind.PERSON,
        "acme": Kind.ORGANIZATION,
        "git": Kind.TECHNOLOGY,
        "svn": Kind.TECHNOLOGY,
    }.items()
}


def _is(name: str, confidence: float, kind: Kind | None = None) -> Assertion:
    thing = THINGS[name]
    return Assertion(thing.iri, Predicate.TYPE, kind or thing.kind, confidence)


def _says(subject: str, predicate: Predicate, target: str | Literal, confidence: float) -> Assertion:
    end = THINGS[target].iri if isinstance(target, str) else target
    return Assertion(THINGS[subject].iri, predicate, end, confidence)


def _merged(*claims: Assertion, least: float = 0.5) -> Merged:
    return merge(claims, THINGS.values(), min_confidence=least)


def _things(*claims: Assertion, least: float = 0.5) -> list[str]:
    return [thing.iri.value.rpartition("/")[2] for thing in _merged(*claims, least=least).things.values()]


def _statements(*claims: Assertion, least: float = 0.5) -> set[tuple[str, str, str]]:
    """All but the names, by the last parts of IRIs."""
    return {
        (subject.value.rpartition("/")[2], predicate.value.partition(":")[2], _last_part(target))
        for subject, predicate, target in _merged(*claims, least=least).statements
        if predicate is not Predicate.NAME
    }


def _last_part(target: Iri | Literal) -> str:
    return target.value.rpartition("/")[2]


def test_a_thing_is_there_from_the_confidence_on_that_a_claim_gives_its_class() -> None:
    assert _things(_is("git", 0.5), _is("svn", 0.49)) == ["git"]
    assert _things(_is("git", 0.5), _is("svn", 0.49), least=0) == ["git", "svn"]
    assert _things(_is("git", 0.5), least=0.51) == []


def test_the_surest_of_several_claims_decides() -> None:
    assert _things(_is("git", 0.2), _is("git", 0.6), _is("git", 0.1)) == ["git"]
    claims = [_is("ann", 1), _is("git", 1)]
    uses = [_says("ann", Predicate.USES, "git", confidence) for confidence in (0.2, 0.6, 0.1)]
    assert _statements(*claims, *uses) == {("ann", "uses", "git")}
    assert _statements(*claims, *uses, least=0.7) == set()


def test_a_claim_that_it_is_something_else_is_none_for_a_thing() -> None:
    assert _things(_is("git", 0.9, Kind.ORGANIZATION)) == []


def test_a_name_and_an_address_keep_no_uncertain_thing() -> None:
    assert (
        _things(
            _is("git", 0.4),
            _says("git", Predicate.NAME, Literal("Git"), 0.9),
            _says("git", Predicate.ALTERNATE_NAME, Literal("GIT"), 0.9),
            _says("git", Predicate.URL, Literal("https://git.example/", "xsd:anyURI"), 0.9),
        )
        == []
    )


def test_a_statement_brings_the_uncertain_thing_that_it_leads_to_and_what_follows_from_there() -> None:
    claims = (
        _is("talk", 0.9),
        _is("ann", 0.1),
        _is("acme", 0.1),
        _is("git", 0.1),
        _says("talk", Predicate.PERFORMER, "ann", 0.8),
        _says("ann", Predicate.WORKS_FOR, "acme", 0.7),
        _says("acme", Predicate.USES, "git", 0.4),
    )
    assert _things(*claims) == ["acme", "ann", "talk"]
    assert _statements(*claims) == {("talk", "performer", "ann"), ("ann", "worksFor", "acme")}


def test_what_is_said_of_an_uncertain_thing_makes_it_no_surer() -> None:
    claims = (_is("talk", 0.1), _is("git", 0.9), _says("talk", Predicate.MENTIONS, "git", 0.9))
    assert _things(*claims) == ["git"]
    assert _statements(*claims) == set()


def test_things_that_only_lead_to_each_other_are_not_there() -> None:
    claims = (
        _says("git", Predicate.INSPIRED_BY, "svn", 0.9),
        _says("svn", Predicate.BUILDS_ON, "git", 0.9),
    )
    assert _things(*claims) == []


def test_a_symmetric_statement_leads_both_ways() -> None:
    assert relations()[Predicate.ALTERNATIVE_TO].symmetric
    for certain, uncertain in (("git", "svn"), ("svn", "git")):
        claims = (
            _is(certain, 0.9),
            _is(uncertain, 0.1),
            _says("git", Predicate.ALTERNATIVE_TO, "svn", 0.6),
        )
        assert _things(*claims) == ["git", "svn"]
        assert _statements(*claims) == {("git", "alternativeTo", "svn")}


def test_a_thing_has_its_main_name_whoever_claims_it_and_other_names_from_the_confidence_on() -> None:
    found = _merged(
        _is("git", 0.9),
        _says("git", Predicate.NAME, Literal("Git"), 0.1),
        _says("git", Predicate.NAME, Literal("GIT"), 0.6),
        _says("git", Predicate.ALTERNATE_NAME, Literal("the git"), 0.1),
    )
    assert found.statements == {
        (iri("git"), Predicate.NAME, Literal("Git")),
        (iri("git"), Predicate.ALTERNATE_NAME, Literal("GIT")),
    }


def test_an_uncertain_event_and_series_are_there_if_a_talk_needs_them() -> None:
    claims = (
        _is("talk", 0.9),
        _is("event", 0.1),
        _is("series", 0.1),
        _says("event", Predicate.SUPER_EVENT, "series", 0.6),
        _says("event", Predicate.START_DATE, Literal("2016-04-25", "xsd:date"), 0.6),
    )
    assert _things(*claims) == ["talk"]
    at = _says("talk", Predicate.SUPER_EVENT, "event", 0.6)
    assert _things(*claims, at) == ["event", "series", "talk"]
    assert ("event", "startDate", "2016-04-25") in _statements(*claims, at)


def test_what_is_derived_follows_from_what_is_there() -> None:
    claims = (
        _is("talk", 0.9),
        _says("talk", Predicate.PERFORMER, "ann", 0.8),
        _says("talk", Predicate.SUPER_EVENT, "event", 0.7),
        _says("talk", Predicate.ABOUT, "git", 0.6),
    )
    spoke = {("ann", "spokeAt", "event"), ("ann", "spokeAbout", "git")}
    assert spoke <= _statements(*claims)
    assert _statements(*claims, least=0.65) & spoke == {("ann", "spokeAt", "event")}
    assert _statements(*claims, least=0.75) & spoke == set()


def test_a_claim_about_what_nobody_knows_states_nothing() -> None:
    stranger = Assertion(iri("stranger"), Predicate.USES, iri("git"), 1)
    to_stranger = Assertion(iri("ann"), Predicate.USES, iri("stranger"), 1)
    found = _merged(_is("ann", 1), stranger, to_stranger)
    assert list(found.things) == [iri("ann")]
    assert found.statements == {(iri("ann"), Predicate.NAME, Literal("Ann"))}


NAMES = st.sampled_from(sorted(THINGS))
SURE = st.integers(0, 10).map(lambda tenths: tenths / 10)
CLAIMS = st.lists(
    st.builds(_is, NAMES, SURE)
    | st.builds(
        _says,
        NAMES,
        st.sampled_from([predicate for predicate in relations() if not relations()[predicate].derived]),
        NAMES | st.builds(Literal, st.sampled_from(["Git", "GIT", "2016-04-25"])),
        SURE,
    ),
    max_size=25,
)


@given(claims=CLAIMS, least=SURE)
def test_whatever_is_claimed_nothing_leads_to_what_is_not_there(
    claims: list[Assertion], least: float
) -> None:
    found = _merged(*claims, least=least)
    there = {subject for subject, _, _ in found.statements}
    there |= {target for _, _, target in found.statements if isinstance(target, Iri)}
    assert there == set(found.things)
    assert list(found.things) == sorted(found.things)


@given(claims=CLAIMS, low=SURE, more=SURE)
def test_a_higher_confidence_never_adds_anything(claims: list[Assertion], low: float, more: float) -> None:
    wide, narrow = _merged(*claims, least=low), _merged(*claims, least=low + more)
    assert set(narrow.things) <= set(wide.things)
    assert narrow.statements <= wide.statements


@given(claims=CLAIMS, least=SURE, data=st.data())
def test_the_order_of_claims_makes_no_difference(
    claims: list[Assertion], least: float, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(claims))
    assert _merged(*claims, least=least) == _merged(*shuffled, least=least)
