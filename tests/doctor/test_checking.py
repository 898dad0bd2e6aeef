"""A store is damaged in one place, and that place is named."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from talkgraph.builder import build
from talkgraph.doctor import check_store
from talkgraph.errors import NotAStoreError, StoreBusyError, UnreadableError
from talkgraph.resolution import RecapClaims
from talkgraph.store import ManifestEntry, StoreFolder, write_store
from tests.builder.recaps import BUNDLE, EVENING, NIGHT, NOON, files_of, put
from tests.examples import DOTSCALE, MEETUP, example_recaps, example_resolution

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of the example, as a build leaves it."""
    return made(tmp_path / "db", example_recaps())


def made(path: Path, recaps: Sequence[RecapClaims]) -> Path:
    place = StoreFolder(path)
    with place.lock():
        write_store(recaps, example_resolution(), place)
        place.write_manifest(
            {one.document.source: ManifestEntry("hash", place.save_claims(one)) for one in recaps}
        )
    return path


def found(folder: Path, *recaps: Path) -> list[str]:
    """What is wrong, without the folder's own path."""
    return [str(one).replace(f"{folder}/", "") for one in check_store(folder, recaps=recaps).findings]


def generation(folder: Path) -> Path:
    return folder / "generations" / (folder / "CURRENT").read_text().strip()


def test_a_sound_store_has_no_findings_and_is_not_touched(folder: Path) -> None:
    before = files_of(folder)
    health = check_store(folder)
    assert health.is_sound
    assert (health.recaps, health.claims) == (2, 69)
    assert health.generation == generation(folder).name
    assert files_of(folder).keys() == before.keys()
    changed = {name for name, data in files_of(folder).items() if data != before[name]}
    assert not {name for name in changed if not name.endswith("/LOG")}


def test_a_store_that_remembers_nothing_is_sound(tmp_path: Path) -> None:
    write_store(example_recaps(), example_resolution(), tmp_path / "db")
    assert found(tmp_path / "db") == []


@pytest.mark.parametrize("position", [0.01, 0.3, 0.5, 0.7, 0.99])
def test_one_changed_byte_of_the_graph_is_found(folder: Path, position: float) -> None:
    for path in sorted((generation(folder) / "graph").glob("*.sst")):
        whole = path.read_bytes()
        at = int(position * len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        (said,) = found(folder)
        assert "damaged (" in said
        assert said.endswith(("; build it again", "; remove that folder and build again"))
        path.write_bytes(whole)
    assert found(folder) == []


@pytest.mark.parametrize("name", ["CURRENT", "format.json"])
def test_a_small_file_that_is_gone_or_garbled_is_named(folder: Path, name: str) -> None:
    (folder / name).write_text("{")
    (said,) = found(folder)
    assert name in said
    assert said.endswith("; build it again")


def test_a_graph_with_the_name_of_another_is_found(folder: Path) -> None:
    name = "0123456789abcdef"
    generation(folder).rename(folder / "generations" / name)
    (folder / "CURRENT").write_text(f"{name}\n")
    (said,) = found(folder)
    assert said.startswith(f"generations/{name}: its content is that of ")


def test_a_store_of_an_older_format_is_one_finding(folder: Path) -> None:
    (folder / "format.json").write_text('{"format": 0, "talkgraph": "0.0"}')
    (said,) = found(folder)
    assert said == (
        "format.json: has format 0, written by talkgraph 0.0; this version reads format 1; "
        "build it again, with all its recaps"
    )


def test_claims_that_are_missing_damaged_or_of_no_recap_are_named(folder: Path) -> None:
    manifest = json.loads((folder / "recaps.json").read_text())
    files = {source: f"claims/{row['claims']}.json" for source, row in manifest.items()}
    extra = "f" * 64
    (folder / "claims" / f"{extra}.json").write_text("{}")
    (folder / files[DOTSCALE]).write_bytes((folder / files[DOTSCALE]).read_bytes()[:-1])
    (folder / files[MEETUP]).unlink()
    advice = "build again with the path of that recap, which is then read again"
    cause = "the file was cut short or changed"
    assert found(folder) == [
        f"{DOTSCALE}: its claims, {files[DOTSCALE]}, are damaged ({cause}); {advice}",
        f"{MEETUP}: its claims, {files[MEETUP]}, are missing; {advice}",
        f"claims/{extra}.json: these claims belong to no recap; the next build removes them",
    ]


def test_a_list_of_recaps_that_is_damaged_or_missing_is_named(folder: Path) -> None:
    (folder / "recaps.json").write_text("[]")
    assert found(folder) == [
        "recaps.json: is damaged (it is no table of recaps); build again with all recaps"
    ]
    (folder / "recaps.json").unlink()
    assert found(folder) == ["recaps.json: is missing; build again with all recaps"]


def test_recaps_that_only_the_graph_or_only_the_list_knows_are_named(folder: Path) -> None:
    rows = json.loads((folder / "recaps.json").read_text())
    rows["other.md"] = rows.pop(DOTSCALE)
    (folder / "recaps.json").write_text(json.dumps(rows))
    assert found(folder) == [
        f"{DOTSCALE}: is in the graph, and recaps.json does not know it; build again",
        "other.md: is known to recaps.json, and not in the graph; build again",
    ]


def test_a_quote_that_does_not_stand_there_is_named_with_its_recap(tmp_path: Path) -> None:
    first, second = example_recaps()
    wrong = replace(second.claims[0], evidence=replace(second.claims[0].evidence, quote="Never said."))
    folder = made(tmp_path / "db", [first, RecapClaims(second.document, (wrong, *second.claims[1:]))])
    (said,) = found(folder)
    assert "/claim/2016-05-10-meetup/" in said
    assert f" of {MEETUP}: 'Never said.'" in said


def test_a_claim_without_a_quote_is_named(folder: Path) -> None:
    import pyoxigraph as ox

    from talkgraph.model import expand

    with StoreFolder(folder).lock():
        graph = ox.Store.read_only(str(generation(folder) / "graph"))
        quads = [q for q in graph if q.predicate.value != expand("oa:exact") or "CERN uses git" not in str(q)]
        lines = sorted(f"{quad} .\n".encode() for quad in quads)
        assert len(lines) < len(graph)
        place = StoreFolder(folder)
        del graph
    with place.lock():
        place.add_generation(lines, base="https://w3id.org/talkgraph/id/", min_confidence=0.35)
    said = found(folder)
    assert said
    assert all(f"the claim, of {MEETUP}, has no quote" in one for one in said)


def test_while_a_build_is_at_work_nothing_is_looked_at(folder: Path) -> None:
    with (
        StoreFolder(folder).lock(),
        pytest.raises(StoreBusyError, match=r"another build is at work .*; look again when it is done"),
    ):
        check_store(folder)
    assert found(folder) == []


def test_what_is_no_store_is_an_error(tmp_path: Path) -> None:
    put(tmp_path / "other", {"precious.txt": "words"})
    for path in ("other", "nowhere"):
        with pytest.raises(NotAStoreError):
            check_store(tmp_path / path)


@pytest.mark.usefixtures("lent_extractor")
def test_recaps_that_changed_are_new_or_are_gone_are_named(tmp_path: Path) -> None:
    posts = put(tmp_path / "posts", {"a.md": EVENING, "b.md": NIGHT, "c.md": NOON, "d.txt": BUNDLE})
    other = put(tmp_path / "other", {"e.md": NOON.replace("Jane Doe", "Tim Low")})
    build([posts], store=tmp_path / "db")
    build([other], store=tmp_path / "db")
    assert found(tmp_path / "db", posts, other) == []
    put(posts, {"a.md": EVENING.replace("Bob Roe", "Ann Poe"), "new.md": NOON, "c.md": b"\xff\xfe\x00"})
    put(posts, {"d.txt": BUNDLE.partition("\n\n\n\n\n")[0]})
    (posts / "b.md").unlink()
    said = found(tmp_path / "db", posts)
    assert said.pop(1).startswith(f"{posts}/c.md: cannot be read any more (")
    assert said == [
        f"{posts}/a.md: changed since the build; build again",
        f"{posts}/new.md: is not in the graph yet; build again",
        "b.md: is gone since the build; build again",
        "d.txt#2: is gone since the build; build again",
    ]
    assert found(tmp_path / "db", other) == []
    with pytest.raises(UnreadableError):
        check_store(tmp_path / "db", recaps=[tmp_path / "nowhere"])
