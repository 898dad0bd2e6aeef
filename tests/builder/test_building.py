from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

import pytest

from talkgraph.builder import build
from talkgraph.errors import (
    EmptyRecapError,
    FrontMatterError,
    ModelError,
    NoRecapsError,
    NotAStoreError,
    SourceError,
    TooLargeError,
    UnreadableError,
)
from talkgraph.graph import project
from talkgraph.model import UnreadAs
from talkgraph.store import DEFAULT_MIN_CONFIDENCE, open_store
from tests.builder.recaps import BINARY, BUNDLE, EVENING, FRENCH, NIGHT, NOON, files_of, nquads, put

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Quad

    from talkgraph.builder import BuildOutcome

pytestmark = pytest.mark.usefixtures("lent_extractor")


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder of three recaps, one of them deeper."""
    return put(tmp_path / "posts", {"evening.md": EVENING, "2023/night.md": NIGHT, "noon.txt": NOON})


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "talkgraph.db"


def fresh(outcome: BuildOutcome) -> dict[str, bool]:
    """Which recaps of a store were read in a build."""
    return {recap.source: recap.fresh for recap in outcome.recaps}


def has(store: Path, text: str) -> bool:
    return text.encode() in nquads(store)


def parts(store: Path) -> tuple[set[Quad], set[Quad]]:
    """The quads of the recaps' graphs, and those of the default graph."""
    import pyoxigraph as ox

    quads = set(open_store(store).graph)
    default = {quad for quad in quads if quad.graph_name == ox.DefaultGraph()}
    return quads - default, default


def confidences(store: Path) -> list[float]:
    """The different confidences of a store's claims, sorted."""
    from talkgraph.sparql import Bindings, query

    found = query(open_store(store), "SELECT DISTINCT ?c { GRAPH ?recap { ?claim tg:confidence ?c } }")
    assert isinstance(found, Bindings)
    return sorted(float(str(one)) for (one,) in found.rows)


def test_a_build_tells_what_it_found(posts: Path, store: Path) -> None:
    outcome = build([posts], store=store)
    by_source = {recap.source: recap for recap in outcome.recaps}

    assert list(by_source) == ["2023/night.md", "evening.md", "noon.txt"]
    assert by_source["evening.md"].talks == 2
    assert by_source["evening.md"].people == 2
    assert by_source["evening.md"].technologies >= 3
    assert all(recap.statements > 0 and not recap.skipped for recap in outcome.recaps)
    assert (outcome.failures, outcome.removed) == ((), ())
    assert outcome.things > 10
    assert has(store, "<https://schema.org/worksFor>")


def test_the_same_recaps_give_the_same_bytes(posts: Path, tmp_path: Path) -> None:
    first = build([posts], store=tmp_path / "first.db")
    second = build([posts], store=tmp_path / "second.db")

    assert first == second
    assert nquads(tmp_path / "first.db") == nquads(tmp_path / "second.db")


def test_neither_place_nor_order_of_the_files_makes_a_difference(posts: Path, tmp_path: Path) -> None:
    build([posts], store=tmp_path / "first.db")
    elsewhere = tmp_path / "deep" / "er" / "copy"
    for name in ("noon.txt", "evening.md", "2023/night.md"):
        put(elsewhere, {name: (posts / name).read_bytes()})
    build([elsewhere], store=tmp_path / "second.db")

    assert nquads(tmp_path / "first.db") == nquads(tmp_path / "second.db")


def test_the_order_of_the_paths_makes_no_difference(tmp_path: Path) -> None:
    one, two = put(tmp_path / "one", {"a.md": EVENING}), put(tmp_path / "two", {"b.md": NIGHT, "c.md": NOON})
    build([one, two], store=tmp_path / "first.db")
    build([two / "c.md", two / "b.md", one / "a.md", one], store=tmp_path / "second.db")

    assert nquads(tmp_path / "first.db") == nquads(tmp_path / "second.db")


def test_recaps_added_one_by_one_give_what_all_at_once_give(tmp_path: Path) -> None:
    posts = put(tmp_path / "posts", {"noon.txt": NOON})
    build([posts], store=tmp_path / "first.db")
    put(posts, {"evening.md": EVENING, "2023/night.md": NIGHT})
    build([posts], store=tmp_path / "first.db")
    build([posts], store=tmp_path / "second.db")

    assert nquads(tmp_path / "first.db") == nquads(tmp_path / "second.db")


def test_what_did_not_change_is_not_read_again(posts: Path, store: Path) -> None:
    first = build([posts], store=store)
    before = nquads(store)
    put(posts, {"noon.txt": NOON})
    second = build([posts], store=store)

    assert set(fresh(first).values()) == {True}
    assert set(fresh(second).values()) == {False}
    assert second.generation == first.generation
    assert nquads(store) == before


def test_what_was_rejected_is_told_of_recaps_that_were_not_read_again_too(tmp_path: Path) -> None:
    denied = "# ParisJS 15\n\nFirst talk was by Jane Doe. Slack is not built on Electron.\n"
    posts = put(tmp_path / "posts", {"denied.md": denied, "noon.txt": NOON, "french.md": FRENCH})
    first = build([posts], store=tmp_path / "db")
    second = build([posts], store=tmp_path / "db")

    assert set(fresh(second).values()) == {False}
    assert second.rejections == first.rejections
    assert "french.md" not in first.rejections
    reasons = {(r.claim.subject.key, r.reason) for r in first.rejections["denied.md"]}
    assert ("Slack", "denied or supposed: “not”") in reasons


def test_what_was_not_understood_stands_in_the_graph_of_recaps_known_from_before_too(tmp_path: Path) -> None:
    said = "We all sat in the room for a long time and heard how one can do that, and why, and for whom. " * 2
    text = f"# An evening\n\n## Write drunk, edit sober\n\n{said}\n\n## Keep it short\n\n{said}\n"
    posts = put(tmp_path / "posts", {"evening.md": text})
    for name in ("noon.md", "night.md"):
        build([put(posts, {name: NOON})], store=tmp_path / "db")
        found = project(open_store(tmp_path / "db")).unread
        headings = [u.words for unread in found.values() for u in unread if u.seen_as is UnreadAs.HEADING]
        assert headings == ["Write drunk, edit sober", "Keep it short"]


def test_only_what_changed_is_read_again(posts: Path, store: Path) -> None:
    build([posts], store=store)
    put(posts, {"noon.txt": NOON.replace("Jane Doe", "Tim Low")})
    outcome = build([posts], store=store)

    assert fresh(outcome) == {"2023/night.md": False, "evening.md": False, "noon.txt": True}
    assert has(store, "person/tim-low")


def test_a_removed_recap_leaves_the_graph(posts: Path, store: Path) -> None:
    build([posts], store=store)
    (posts / "2023" / "night.md").unlink()
    outcome = build([posts], store=store)

    assert outcome.removed == ("2023/night.md",)
    assert list(fresh(outcome)) == ["evening.md", "noon.txt"]
    assert not has(store, "person/ann-poe")


def test_a_renamed_recap_is_the_only_one_of_its_kind(posts: Path, store: Path) -> None:
    build([posts], store=store)
    (posts / "noon.txt").rename(posts / "lunch.txt")
    outcome = build([posts], store=store)

    assert outcome.removed == ("noon.txt",)
    assert fresh(outcome) == {"2023/night.md": False, "evening.md": False, "lunch.txt": True}
    assert not has(store, "recap/noon")


def test_recaps_of_another_folder_stay(tmp_path: Path, store: Path) -> None:
    one, two = put(tmp_path / "one", {"a.md": EVENING}), put(tmp_path / "two", {"b.md": NIGHT, "c.md": NOON})
    build([one], store=store)
    build([two], store=store)
    (two / "c.md").unlink()
    outcome = build([two], store=store)

    assert fresh(outcome) == {"a.md": False, "b.md": False}
    assert outcome.removed == ("c.md",)


BAD: dict[str, tuple[bytes, type[SourceError], str]] = {
    "a.md": (b"", EmptyRecapError, "empty"),
    "b.md": (b" \n\n", EmptyRecapError, "empty"),
    "c.md": (BINARY, UnreadableError, "binary"),
    "d.txt": (b"caf\xe9 au lait", UnreadableError, "UTF-8"),
    "e.md": (b"---\ntitle: [broken\n---\n\nHello.\n", FrontMatterError, "front matter"),
    "f.md": (b"+++\ntitle = \n+++\n\nHello.\n", FrontMatterError, "front matter"),
    "g.md": (b"word " * 1_000_001, TooLargeError, "5,000,005 bytes"),
}


def test_bad_files_are_reported_and_the_rest_is_built(posts: Path, store: Path) -> None:
    put(posts, {name: content for name, (content, *_) in BAD.items()})
    outcome = build([posts], store=store)

    assert [failure.path for failure in outcome.failures] == [posts / name for name in BAD]
    for failure, (_, error, cause) in zip(outcome.failures, BAD.values(), strict=True):
        assert type(failure) is error
        assert cause in failure.reason
        assert "\n" not in str(failure)
    assert list(fresh(outcome)) == ["2023/night.md", "evening.md", "noon.txt"]
    assert has(store, "person/jane-doe")


@pytest.mark.parametrize("name", ["evening.md", "c#-evening.md"])
def test_a_recap_that_broke_keeps_what_it_gave_until_it_is_mended(
    tmp_path: Path, store: Path, name: str
) -> None:
    posts = put(tmp_path / "posts", {name: EVENING, "noon.txt": NOON})
    build([posts], store=store)
    before = nquads(store)
    put(posts, {name: BINARY})
    broken = build([posts], store=store)

    assert [failure.path for failure in broken.failures] == [posts / name]
    assert fresh(broken) == {name: False, "noon.txt": False}
    assert nquads(store) == before
    put(posts, {name: NOON.replace("Jane Doe", "Tim Low")})
    mended = build([posts], store=store)
    assert fresh(mended) == {name: True, "noon.txt": False}
    assert not mended.failures
    assert not has(store, "person/bob-roe")


def test_a_file_that_vanishes_while_reading_is_reported(posts: Path, store: Path) -> None:
    build([posts / "noon.txt"], store=store)

    def remove(source: str, number: int, total: int) -> None:
        assert 1 <= number <= total == 3
        if source == "evening.md":
            (posts / source).unlink()

    outcome = build([posts], store=store, progress=remove)
    (failure,) = outcome.failures

    assert isinstance(failure, UnreadableError)
    assert failure.path == posts / "evening.md"
    assert list(fresh(outcome)) == ["2023/night.md", "noon.txt"]


def test_a_known_file_that_vanishes_while_reading_keeps_what_it_gave(posts: Path, store: Path) -> None:
    build([posts], store=store)
    before = nquads(store)

    def remove_all(*_: object) -> None:
        for path in posts.rglob("*.*"):
            path.unlink()

    outcome = build([posts], store=store, progress=remove_all)

    assert len(outcome.failures) == 2
    assert nquads(store) == before


def test_a_missing_path_beside_others_is_reported(posts: Path, tmp_path: Path, store: Path) -> None:
    outcome = build([tmp_path / "nowhere", posts, tmp_path / "nothing.md"], store=store)

    assert [failure.path for failure in outcome.failures] == [tmp_path / "nowhere", tmp_path / "nothing.md"]
    assert len(outcome.recaps) == 3


def test_nothing_to_build_changes_nothing(posts: Path, tmp_path: Path, store: Path) -> None:
    build([posts], store=store)
    before = files_of(store)
    (tmp_path / "empty").mkdir()

    for paths, error in (
        ([tmp_path / "empty"], NoRecapsError),
        ([tmp_path / "nowhere"], UnreadableError),
        ([], NoRecapsError),
    ):
        with pytest.raises(error):
            build(paths, store=store)
    assert files_of(store) == before


def test_a_folder_that_lost_all_its_recaps_keeps_the_graph(posts: Path, store: Path) -> None:
    build([posts], store=store)
    before = nquads(store)
    shutil.rmtree(posts)
    posts.mkdir()

    with pytest.raises(NoRecapsError):
        build([posts], store=store)
    assert nquads(store) == before


def test_where_nothing_can_be_read_every_file_is_named(
    tmp_path: Path, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    posts = put(tmp_path / "posts", {"a.md": BINARY, "b.md": b"", "c.md": BINARY})

    with caplog.at_level(logging.WARNING), pytest.raises(UnreadableError) as error:
        build([posts], store=store)
    assert error.value.path == posts / "c.md"
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
        str(posts / "a.md"),
        str(posts / "b.md"),
    ]


def test_a_folder_of_something_else_is_left_alone(posts: Path, tmp_path: Path) -> None:
    other = put(tmp_path / "other", {"precious.txt": "words"})

    with pytest.raises(NotAStoreError):
        build([posts], store=other)
    assert files_of(other) == {"precious.txt": b"words"}


def test_a_file_is_no_store(posts: Path) -> None:
    with pytest.raises(NotAStoreError):
        build([posts], store=posts / "noon.txt")
    assert (posts / "noon.txt").read_text() == NOON


def test_a_missing_model_loses_nothing(posts: Path, store: Path) -> None:
    build([posts], store=store)
    before = nquads(store)

    with pytest.raises(ModelError):
        build([posts], store=store, model="no_such_model")
    assert nquads(store) == before


@pytest.mark.parametrize("base", ["", "talks/", "https://example.org", "https://example.org/a b/", "<x:>/"])
def test_a_base_that_no_iri_can_begin_with(posts: Path, store: Path, base: str) -> None:
    with pytest.raises(ValueError, match="no IRI can begin with"):
        build([posts], store=store, base=base)
    assert not store.exists()


def test_another_base_names_everything_anew(posts: Path, store: Path) -> None:
    build([posts], store=store)
    outcome = build([posts], store=store, base="https://example.org/graph/")

    assert not any(fresh(outcome).values())
    assert has(store, "<https://example.org/graph/person/jane-doe>")
    assert not has(store, "w3id.org/talkgraph/id/")


def test_less_certain_claims_are_kept_and_state_nothing(posts: Path, store: Path) -> None:
    whole = build([posts], store=store, min_confidence=0)
    claims, statements = parts(store)
    certain = build([posts], store=store, min_confidence=confidences(store)[-1])
    kept, fewer = parts(store)

    assert kept == claims
    assert fewer < statements
    assert 0 < certain.things < whole.things
    assert sum(r.statements for r in certain.recaps) < sum(r.statements for r in whole.recaps)


def test_another_confidence_reads_nothing_again_and_gives_what_a_fresh_build_gives(
    posts: Path, store: Path, tmp_path: Path
) -> None:
    first = build([posts], store=store)
    confidence = confidences(store)[-1]
    outcome = build([posts], store=store, min_confidence=confidence)
    other = build([posts], store=tmp_path / "other.db", min_confidence=confidence)

    assert not any(fresh(outcome).values())
    assert outcome.generation == other.generation != first.generation
    assert nquads(store) == nquads(tmp_path / "other.db")
    assert open_store(store).min_confidence == confidence


def test_the_confidence_holds_for_one_build(posts: Path, store: Path) -> None:
    first = build([posts], store=store)
    build([posts], store=store, min_confidence=0.85)
    third = build([posts], store=store)

    assert open_store(store).min_confidence == DEFAULT_MIN_CONFIDENCE
    assert third.generation == first.generation


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 1])
def test_a_store_opened_with_a_higher_confidence_is_as_one_built_with_it(
    posts: Path, store: Path, tmp_path: Path, share: float
) -> None:
    build([posts], store=store)
    found = [one for one in confidences(store) if one > DEFAULT_MIN_CONFIDENCE]
    confidence = found[int(share * (len(found) - 1))]
    build([posts], store=tmp_path / "other.db", min_confidence=confidence)
    narrow, built = open_store(store, min_confidence=confidence), open_store(tmp_path / "other.db")

    assert narrow.min_confidence == built.min_confidence
    assert set(narrow.graph) == set(built.graph)


@pytest.mark.parametrize("confidence", [-0.1, 30, float("nan")])
def test_a_number_that_is_no_confidence(posts: Path, store: Path, confidence: float) -> None:
    with pytest.raises(ValueError, match="is no confidence; those are from 0 to 1"):
        build([posts], store=store, min_confidence=confidence)
    assert not store.exists()


def test_a_recap_in_another_language_is_said_to_be_skipped(tmp_path: Path, store: Path) -> None:
    posts = put(tmp_path / "posts", {"french.md": FRENCH, "noon.txt": NOON})

    for _ in range(2):
        outcome = build([posts], store=store)
        (skipped,) = (recap for recap in outcome.recaps if recap.skipped)
        assert skipped.source == "french.md"
        assert "'fr'" in skipped.skipped
        assert skipped.statements == 0


def test_a_file_of_several_recaps(tmp_path: Path, store: Path) -> None:
    posts = put(tmp_path / "posts", {"all.txt": BUNDLE})
    outcome = build([posts], store=store)

    assert fresh(outcome) == {"all.txt": True, "all.txt#2": True}
    assert fresh(build([posts], store=store)) == {"all.txt": False, "all.txt#2": False}
    put(posts, {"all.txt": BINARY, "noon.txt": NOON})
    assert fresh(build([posts], store=store)) == {"all.txt": False, "all.txt#2": False, "noon.txt": True}
    put(posts, {"all.txt": NIGHT})
    outcome = build([posts], store=store)
    assert fresh(outcome) == {"all.txt": True, "noon.txt": False}
    assert outcome.removed == ("all.txt#2",)


def test_claims_that_were_damaged_are_drawn_again(posts: Path, store: Path) -> None:
    build([posts], store=store)
    before = nquads(store)
    for file in (store / "claims").iterdir():
        file.write_text("{}")
    outcome = build([posts], store=store)

    assert all(fresh(outcome).values())
    assert nquads(store) == before


def test_progress_is_told_before_each_file(posts: Path, store: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build([posts], store=store, progress=lambda *step: told.append(step))

    assert told == [("2023/night.md", 1, 3), ("evening.md", 2, 3), ("noon.txt", 3, 3)]


def test_hostile_words_make_a_graph_like_any_other(tmp_path: Path, store: Path) -> None:
    import pyoxigraph as ox

    hostile = '\\"> } ; DROP ALL # \u202e <b>&amp;'
    text = (
        f"---\nevent: '{hostile}'\nhost: '{hostile}'\nevent_date: x\nattendance: -3\n---\n\n# {hostile}\n\n"
        f'## {hostile} - Jane Doe\n\nFirst talk was by Jane Doe, “{hostile} Title”. [Jane](https://x.com/a"b>c).\n'
    )
    posts = put(tmp_path / "posts", {"a'b \"c.md": text, "noon.txt": NOON})
    outcome = build([posts], store=store)
    quads = list(ox.parse(nquads(store), format=ox.RdfFormat.N_QUADS))

    assert outcome.failures == ()
    assert len(quads) > 100
    assert len(set(quads)) == len(quads)
