"""Any sequence of edits and builds gives what one build of the last state gives."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from talkgraph.builder import build
from talkgraph.doctor import check_store
from talkgraph.errors import SourceError
from talkgraph.model import source_parts
from tests.builder.recaps import BINARY, BUNDLE, EVENING, NIGHT, NOON, nquads, put

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor

NAMES = st.sampled_from(["a.md", "b.md", "c#.txt", "deep/a.md", "deep/er/b.md"])
EDITED = st.sampled_from(["Jane Doe", "Ann Poe", "Algolia", "Mozilla", "Redux", "webpack"])
TEXTS = st.sampled_from(
    [EVENING, NIGHT, NOON, BUNDLE, NOON.replace("Jane Doe", "Ann Poe"), "# ParisJS 12\n\nIt rained.\n"]
)


CORRECTIONS = st.lists(
    st.sampled_from(
        [
            "- rename: Jane Doe\n  into: Jane Roe\n",
            "- merge: [Redux, webpack]\n  into: webpack\n",
            "- reject: [Jane Doe, works for, Algolia]\n",
            "- assert: [Ann Poe, works for, Mozilla]\n",
            "- ignore: Redux\n",
            "- retype: webpack\n  into: topic\n",
            "- split: Jane Doe\n  recap: b.md\n",
            "- ignore-recap: deep/*\n",
            "- published: a.md\n  is: 2020-01-02\n",
        ]
    ),
    max_size=3,
).map("".join)


class Edits(RuleBasedStateMachine):
    """A folder that people write into, and a store that is built of it now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.posts = self.root / "posts"
        self.posts.mkdir()
        self.files: dict[str, str | None] = {}  # None for a file that cannot be read
        self.built: dict[str, str] = {}
        self.corrections = self.in_force = ""

    @rule(text=CORRECTIONS)
    def correct(self, text: str) -> None:
        put(self.posts, {"corrections.yaml": text})
        self.corrections = text

    @rule(name=NAMES, text=TEXTS)
    def write(self, name: str, text: str) -> None:
        put(self.posts, {name: text})
        self.files[name] = text

    @rule(name=NAMES)
    def spoil(self, name: str) -> None:
        put(self.posts, {name: BINARY})
        self.files[name] = None

    @precondition(lambda self: any(self.files.values()))
    @rule(data=st.data(), old=EDITED, new=EDITED)
    def edit(self, data: st.DataObject, old: str, new: str) -> None:
        name = data.draw(st.sampled_from(sorted(name for name, text in self.files.items() if text)))
        self.write(name, str(self.files[name]).replace(old, new))

    @precondition(lambda self: any("/" not in name for name in self.files))
    @rule(data=st.data(), folder=st.sampled_from(["deep", "deep/er", "2023"]))
    def move(self, data: st.DataObject, folder: str) -> None:
        name = data.draw(st.sampled_from(sorted(name for name in self.files if "/" not in name)))
        (self.posts / folder).mkdir(parents=True, exist_ok=True)
        (self.posts / name).rename(self.posts / folder / name)
        self.files[f"{folder}/{name}"] = self.files.pop(name)

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.files)))
        (self.posts / name).unlink()
        del self.files[name]

    @precondition(lambda self: self.files)
    @rule(data=st.data(), new=NAMES)
    def rename(self, data: st.DataObject, new: str) -> None:
        old = data.draw(st.sampled_from(sorted(self.files)))
        (self.posts / new).parent.mkdir(parents=True, exist_ok=True)
        (self.posts / old).rename(self.posts / new)
        self.files[new] = self.files.pop(old)

    @rule()
    def build(self) -> None:
        known = {name: text or self.built.get(name) for name, text in self.files.items()}
        readable = {name: text for name, text in known.items() if text is not None}
        store, again = self.root / "store.db", self.root / "again.db"
        if not readable:
            with pytest.raises(SourceError):
                build([self.posts], store=store)
        else:
            outcome = build([self.posts], store=store)
            assert {source_parts(recap.source)[0] for recap in outcome.recaps} == set(readable)
            assert {source_parts(source)[0] for source in outcome.removed} >= set(self.built) - set(readable)
            assert {failure.path for failure in outcome.failures} == {
                self.posts / name for name, text in self.files.items() if text is None
            }
            self.built, self.in_force = readable, self.corrections
        if self.built:
            clean = put(self.root / "clean", {**self.built, "corrections.yaml": self.in_force})
            wanted = build([clean], store=again)
            assert nquads(store) == nquads(again)
            if readable:
                assert (outcome.generation, outcome.things) == (wanted.generation, wanted.things)
                assert [replace(recap, fresh=True) for recap in outcome.recaps] == list(wanted.recaps)
                assert outcome.rejections == wanted.rejections
                assert outcome.unmatched == wanted.unmatched
            assert check_store(store).is_sound
            if self.files and None not in self.files.values():
                assert check_store(store, recaps=[self.posts]).is_sound
            shutil.rmtree(clean)
            shutil.rmtree(again)

    def teardown(self) -> None:
        shutil.rmtree(self.root)


def test_any_sequence_of_edits(lent_extractor: Extractor) -> None:
    run_state_machine_as_test(
        Edits, settings=settings(max_examples=10, stateful_step_count=12, deadline=None)
    )
