"""That a build puts the pinned editor into the wheel, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from base64 import b64encode
from hashlib import sha256, sha512
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

import hatch_build

if TYPE_CHECKING:
    from pathlib import Path

CONTENTS = {"package/build/yasqe.min.js": b"var Yasqe;", "package/build/yasqe.min.css": b".yasqe {}"}
TAKEN = ["yasqe.min.css", "yasqe.min.js"]
IN_WHEEL = [f"talkgraph/data/static/yasqe/{name}" for name in TAKEN]


def archive(contents: dict[str, bytes]) -> bytes:
    """A package as npm makes them, with a file that nobody asked for."""
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as opened:
        for name, content in {**contents, "package/install.js": b"run()", "../outside.js": b"run()"}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            opened.addfile(member, BytesIO(content))
    return buffer.getvalue()


def integrity(content: bytes) -> str:
    return f"sha512-{b64encode(sha512(content).digest()).decode()}"


@pytest.fixture
def pinned(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A small package that stands for the editor's; it is the one that is pinned."""
    content = archive(CONTENTS)
    monkeypatch.setattr(hatch_build, "INTEGRITY", integrity(content))
    monkeypatch.setattr(
        hatch_build, "FILES", {name: sha256(file).hexdigest() for name, file in CONTENTS.items()}
    )
    return content


def test_only_the_editors_files_are_taken_out(pinned: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "static" / "yasqe"
    assert not hatch_build.is_complete(folder)
    hatch_build.unpack(pinned, folder)
    assert hatch_build.is_complete(folder)
    assert sorted(path.name for path in folder.iterdir()) == TAKEN
    assert [path.name for path in tmp_path.iterdir()] == ["static"]


def test_another_archive_is_refused(pinned: bytes, tmp_path: Path) -> None:
    other = archive({**CONTENTS, "package/build/yasqe.min.js": b"var Other;"})
    with pytest.raises(hatch_build.EditorUnavailableError, match="is not what was pinned: sha512-"):
        hatch_build.unpack(other, tmp_path / "yasqe")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("contents", [{}, {**CONTENTS, "package/build/yasqe.min.css": b"other"}])
def test_a_pinned_archive_without_a_pinned_file_is_refused(
    pinned: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, contents: dict[str, bytes]
) -> None:
    content = archive(contents)
    monkeypatch.setattr(hatch_build, "INTEGRITY", integrity(content))
    with pytest.raises(hatch_build.EditorUnavailableError, match=r"yasqe\.min\.(js|css) in .* is not what"):
        hatch_build.unpack(content, tmp_path / "yasqe")
    assert list(tmp_path.iterdir()) == []


def test_a_changed_file_does_not_count_as_the_editor(pinned: bytes, tmp_path: Path) -> None:
    hatch_build.unpack(pinned, tmp_path)
    (tmp_path / "yasqe.min.js").write_bytes(b"var Older;")
    assert not hatch_build.is_complete(tmp_path)


@pytest.fixture
def project(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with our build settings and next to no code; there is no npm on its machine."""
    folder = tmp_path / "project"
    package = folder / "talkgraph"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (folder / "ontology").mkdir()
    for name in ("pyproject.toml", "hatch_build.py", ".gitignore", "README.md", "LICENSE"):
        shutil.copy(checkout / name, folder / name)
    (tmp_path / "programs").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    monkeypatch.delenv(hatch_build.VARIABLE, raising=False)
    return folder


def pin(project: Path, content: bytes) -> None:
    """Writes the small package's sums into the project's hook."""
    script = project / "hatch_build.py"
    text = script.read_text(encoding="utf-8").replace(hatch_build.INTEGRITY, integrity(content))
    for name, sum_ in hatch_build.FILES.items():
        text = text.replace(sum_, sha256(CONTENTS[name]).hexdigest())
    script.write_text(text, encoding="utf-8")


def give_npm(project: Path, content: bytes) -> None:
    """Puts a program called npm on the path that fetches this package, whatever it is asked for."""
    (project.parent / "package.tgz").write_bytes(content)
    npm = project.parent / "programs" / "npm"
    source = project.parent / "package.tgz"
    npm.write_text(
        f"#!{sys.executable}\nimport shutil\nshutil.copy({str(source)!r}, 'package.tgz')\n", encoding="utf-8"
    )
    npm.chmod(0o755)


def build(project: Path, target: str, *, into: str = "dist") -> subprocess.CompletedProcess[str]:
    """Builds with hatchling, as pip would."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(project.parent / into)]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def wheel_files(project: Path, *, into: str = "dist") -> list[str]:
    (wheel,) = (project.parent / into).glob("*.whl")
    with ZipFile(wheel) as opened:
        return [name for name in opened.namelist() if "/static/" in name]


@pytest.mark.parametrize("target", ["wheel", "wheel:editable"])
def test_a_build_fetches_the_editor(project: Path, target: str) -> None:
    content = archive(CONTENTS)
    pin(project, content)
    give_npm(project, content)
    assert build(project, target).returncode == 0
    assert sorted(path.name for path in (project / hatch_build.FOLDER).iterdir()) == TAKEN
    assert wheel_files(project) == (IN_WHEEL if target == "wheel" else [])


def test_two_wheels_are_the_same_bytes_and_the_second_needs_no_npm(project: Path) -> None:
    content = archive(CONTENTS)
    pin(project, content)
    give_npm(project, content)
    build(project, "wheel")
    (project.parent / "programs" / "npm").unlink()
    build(project, "wheel", into="again")
    assert wheel_files(project, into="again") == IN_WHEEL
    first, second = (next((project.parent / into).glob("*.whl")) for into in ("dist", "again"))
    assert first.read_bytes() == second.read_bytes()


def test_a_source_distribution_holds_the_hook_and_not_the_editor(project: Path) -> None:
    content = archive(CONTENTS)
    pin(project, content)
    give_npm(project, content)
    build(project, "wheel")
    build(project, "sdist")
    with tarfile.open(next((project.parent / "dist").glob("*.tar.gz"))) as opened:
        names = [name.partition("/")[2] for name in opened.getnames()]
    assert "hatch_build.py" in names
    assert [name for name in names if "yasqe" in name] == []


def test_without_npm_the_build_goes_on_and_says_so_in_a_line(project: Path) -> None:
    done = build(project, "wheel")
    assert done.returncode == 0
    (note,) = [line for line in (done.stdout + done.stderr).splitlines() if "editor" in line]
    assert "(npm is not installed)" in note
    assert wheel_files(project) == []


def test_with_another_package_than_the_pinned_the_build_goes_on_without(project: Path) -> None:
    give_npm(project, archive(CONTENTS))
    done = build(project, "wheel")
    assert done.returncode == 0
    assert "is not what was pinned" in done.stdout + done.stderr
    assert wheel_files(project) == []


def test_a_required_editor_that_cannot_be_had_is_an_error(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(hatch_build.VARIABLE, "required")
    done = build(project, "wheel")
    assert done.returncode != 0
    assert "npm is not installed" in done.stderr


def test_the_editor_is_left_out_on_purpose(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = archive(CONTENTS)
    pin(project, content)
    give_npm(project, content)
    build(project, "wheel", into="with")
    monkeypatch.setenv(hatch_build.VARIABLE, "none")
    done = build(project, "wheel")
    assert wheel_files(project, into="with") == IN_WHEEL
    assert wheel_files(project) == []
    assert "without the editor" not in done.stdout + done.stderr


def test_another_wish_is_an_error(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(hatch_build.VARIABLE, "yes")
    done = build(project, "wheel")
    assert done.returncode != 0
    assert "TALKGRAPH_EDITOR=yes" in done.stderr
