from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.store import DEFAULT_MIN_CONFIDENCE, open_store
from tests.builder.recaps import BINARY, EVENING, FRENCH, NIGHT, NOON, files_of, nquads, put

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor


CHECKOUT = Path(__file__).resolve().parents[2]


class Shell:
    """The command line in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[int, list[str], list[str]]:
        """Exit status, lines of the output and lines of stderr of ``talkgraph build``."""
        status = main(["build", *words])
        said = self._capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()


@pytest.fixture
def shell(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lent_extractor: Extractor,
) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TALKGRAPH_STORE", raising=False)
    return Shell(tmp_path, capsys)


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``talkgraph build`` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "talkgraph", "build", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_recap_has_a_line_and_the_store_the_last(shell: Shell) -> None:
    put(shell.folder / "posts", {"evening.md": EVENING, "night.md": NIGHT})
    status, out, err = shell("posts")

    assert (status, err) == (0, [])
    assert len(out) == 3
    assert out[0].startswith("evening.md  2 talks, 2 people, ")
    assert out[1].startswith("night.md    1 talk, 1 person, ")
    assert out[2].startswith("talkgraph.db: ")
    assert out[2].endswith(" things from 2 recaps")


def test_unchanged_and_removed_recaps_are_told(shell: Shell) -> None:
    posts = put(shell.folder / "posts", {"evening.md": EVENING, "night.md": NIGHT})
    shell("posts")
    (posts / "night.md").unlink()
    status, out, _ = shell("posts")

    assert status == 0
    assert out[0].endswith(" (unchanged)")
    assert out[1].split() == ["night.md", "removed"]


def test_the_store_is_where_it_is_asked_for(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    put(shell.folder, {"noon.md": NOON})
    assert shell("noon.md", "--store", "one.db")[0] == 0
    monkeypatch.setenv("TALKGRAPH_STORE", "two.db")
    assert shell("noon.md")[0] == 0

    assert nquads(shell.folder / "one.db") == nquads(shell.folder / "two.db")
    assert not (shell.folder / "talkgraph.db").exists()


def test_quiet_says_only_what_went_wrong(shell: Shell) -> None:
    put(shell.folder / "posts", {"noon.md": NOON, "bad.md": BINARY})
    status, out, err = shell("posts", "--quiet")

    assert (status, out) == (1, [])
    assert err == ["talkgraph: posts/bad.md: looks like a binary file; recaps are text files"]


def test_explain_tells_what_was_rejected_after_the_recaps(shell: Shell) -> None:
    denied = "# ParisJS 15\n\nFirst talk was by Jane Doe. Slack is not built on Electron.\n"
    put(shell.folder / "posts", {"denied.md": denied})
    status, out, err = shell("posts", "--explain")

    assert (status, err) == (0, [])
    assert out[1].startswith("talkgraph.db: ")
    assert out[2] == ""
    assert out[3].startswith("denied.md: ")
    at = next(number for number, line in enumerate(out) if line.startswith("  Slack builds on Electron  ("))
    assert out[at + 1 : at + 3] == ["    denied or supposed: “not”", "    “Slack is not built on Electron.”"]


def test_explain_says_the_same_of_unchanged_recaps_and_quiet_leaves_it_alone(shell: Shell) -> None:
    put(shell.folder / "posts", {"evening.md": EVENING, "night.md": NIGHT})
    first = shell("posts", "--explain")[1]

    assert shell("posts", "--explain", "--quiet")[1] == first[3:]
    assert shell("posts", "--quiet")[1] == []


def test_a_recap_in_french_is_said_to_be_skipped(shell: Shell) -> None:
    put(shell.folder / "posts", {"french.md": FRENCH, "noon.md": NOON})
    status, out, err = shell("posts")

    assert (status, err) == (0, [])
    assert out[0] == "french.md  language 'fr' is not read yet"


def test_a_bad_file_alone_is_one_line(shell: Shell) -> None:
    put(shell.folder, {"bad.md": BINARY})
    status, out, err = shell("bad.md")

    assert (status, out) == (1, [])
    assert err == ["talkgraph: bad.md: looks like a binary file; recaps are text files"]


def test_every_bad_file_is_a_line(shell: Shell) -> None:
    put(shell.folder / "posts", {"a.md": BINARY, "b.md": b"", "c.md": BINARY})
    status, out, err = shell("posts")

    assert (status, out) == (1, [])
    assert [line.split(": ")[1] for line in err] == ["posts/a.md", "posts/b.md", "posts/c.md"]


def test_a_higher_limit_lets_a_large_file_in(shell: Shell) -> None:
    put(shell.folder, {"noon.md": NOON + "\nMore.\n" * 20})

    assert shell("noon.md", "--max-bytes", "200")[0] == 1
    assert shell("noon.md", "--max-bytes", "300")[0] == 0


def test_the_confidence_is_told_and_holds_for_one_build(shell: Shell) -> None:
    put(shell.folder / "posts", {"evening.md": EVENING, "night.md": NIGHT})
    default = shell("posts")[1]
    certain = shell("posts", "--min-confidence", "0.9")[1]
    again = shell("posts")[1]

    assert open_store(shell.folder / "talkgraph.db").min_confidence == DEFAULT_MIN_CONFIDENCE
    assert things(certain) < things(default) == things(again)
    assert all(line.endswith(" (unchanged)") for line in certain[:-1])


def things(lines: list[str]) -> int:
    """How many things the last line of a build tells of."""
    return int(lines[-1].split()[1])


def test_the_help_tells_the_confidence_and_that_it_is_not_remembered(shell: Shell) -> None:
    shown = " ".join(" ".join(shell("--help")[1]).split())

    assert f"[default: {DEFAULT_MIN_CONFIDENCE}]" in shown
    assert "the next one needs it again" in shown


IMPOSSIBLE = {
    ("empty",): "talkgraph: empty: the folder holds no recap; ",
    ("nowhere",): "talkgraph: nowhere: no such file or folder",
    ("noon.md", "--store", "posts"): "talkgraph: posts: is no talkgraph store; nothing in it was changed",
    ("noon.md", "--store", "noon.md"): "talkgraph: noon.md: is no talkgraph store; nothing in it was changed",
    ("night.md", "--model", "no_such_model"): "talkgraph: spaCy model 'no_such_model' is not installed",
}


def test_what_cannot_be_done_is_one_line_and_changes_nothing(shell: Shell) -> None:
    put(
        shell.folder,
        {"noon.md": NOON, "night.md": NIGHT, "posts/evening.md": EVENING, "empty/.hidden.md": NOON},
    )
    shell("noon.md", "--store", "old.db")
    before = files_of(shell.folder)

    for words, complaint in IMPOSSIBLE.items():
        status, out, err = shell("--store", "old.db", *words)
        assert (status, out) == (1, [])
        assert len(err) == 1
        assert err[0].startswith(complaint)
        assert files_of(shell.folder) == before


@pytest.mark.parametrize(
    "words",
    [[], ["--max-bytes", "0", "x"], ["--base", "talks", "x"], ["--nonsense", "x"], ["--model"]]
    + [["--min-confidence", number, "x"] for number in ("1.1", "-0.1", "nan", "high")],
)
def test_wrong_usage(shell: Shell, words: list[str]) -> None:
    status, out, err = shell(*words)

    assert (status, out) == (2, [])
    assert err
    assert not (shell.folder / "talkgraph.db").exists()


def test_a_process_of_its_own_builds_the_same_bytes(shell: Shell) -> None:
    put(shell.folder / "posts", {"evening.md": EVENING, "night.md": NIGHT, "noon.txt": NOON})
    shell("posts", "--store", "here.db")
    words = ["posts/noon.txt", "posts/night.md", "posts/evening.md", "--store", "there.db"]
    process = run(shell.folder, *words, PYTHONHASHSEED="7", LC_ALL="C")

    assert (process.returncode, process.stderr) == (0, "")
    assert nquads(shell.folder / "here.db") == nquads(shell.folder / "there.db")


BAD = {
    "a.md": (b"", "the file is empty"),
    "b.md": (BINARY, "looks like a binary file"),
    "c.txt": (b"first\ncaf\xe9 au lait", "is not valid UTF-8"),
    "d.md": (b"---\ntitle: [broken\n---\n\nHello.\n", "the front matter is broken"),
    "e.md": (b"word " * 1_000_001, "more than the limit of"),
}


def test_a_process_of_its_own_names_every_bad_file_and_its_cause_and_builds_the_rest(shell: Shell) -> None:
    put(shell.folder / "posts", {"noon.md": NOON, **{name: content for name, (content, _) in BAD.items()}})
    process = run(shell.folder, "posts", "nowhere")
    first, *lines = process.stderr.splitlines()

    assert process.returncode == 1
    assert first == "talkgraph: nowhere: no such file or folder"
    for line, (name, (_, cause)) in zip(lines, BAD.items(), strict=True):
        assert line.startswith(f"talkgraph: posts/{name}:")
        assert cause in line
    assert process.stdout.splitlines()[-1].endswith("from 1 recap")
