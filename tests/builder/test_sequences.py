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
from talkgraph.errors import SourceError
from tests.builder.recaps import BINARY, EVENING, NIGHT, NOON, nquads, put

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor

NAMES = st.sampled_from(["a.md", "b.md", "c#.txt", "deep/a.md"])
TEXTS = st.sampled_from(
    [EVENING, NIGHT, NOON, NOON.replace("Jane Doe", "Ann Poe"), "# ParisJS 12\n\nIt rained.\n"]
)


class Edits(RuleBasedStateMachine):
    """A folder that people write into, and a store that is built of it now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.posts = self.root / "posts"
        self.posts.mkdir()
        self.files: dict[str, str | None] = {}  # None for a file that cannot be read
        self.built: dict[str, str] = {}

    @rule(name=NAMES, text=TEXTS)
    def write(self, name: str, text: str) -> None:
        put(self.posts, {name: text})
        self.files[name] = text

    @rule(name=NAMES)
    def spoil(self, name: str) -> None:
        put(self.posts, {name: BINARY})
        self.files[name] = None

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
        (self.posts / new).parent.mkdir(exist_ok=True)
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
            assert [recap.source for recap in outcome.recaps] == sorted(readable)
            assert outcome.removed == tuple(sorted(set(self.built) - set(readable)))
            assert {failure.path for failure in outcome.failures} == {
                self.posts / name for name, text in self.files.items() if text is None
            }
            self.built = readable
        if self.built:
            clean = put(self.root / "clean", self.built)
            wanted = build([clean], store=again)
            assert nquads(store) == nquads(again)
            if readable:
                assert (outcome.generation, outcome.things) == (wanted.generation, wanted.things)
                assert [replace(recap, fresh=True) for recap in outcome.recaps] == list(wanted.recaps)
                assert outcome.rejections == wanted.rejections
            shutil.rmtree(clean)
            shutil.rmtree(again)

    def teardown(self) -> None:
        shutil.rmtree(self.root)


def test_any_sequence_of_edits(lent_extractor: Extractor) -> None:
    run_state_machine_as_test(
        Edits, settings=settings(max_examples=10, stateful_step_count=12, deadline=None)
    )
