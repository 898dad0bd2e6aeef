"""What is installed is pinned by its hash, and the package holds nothing that runs what it reads."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORBIDDEN_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "jsonpickle"}
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "compile",
    "os.system",
    "os.popen",
    "yaml.unsafe_load",
    "yaml.full_load",
    "yaml.load_all",
}
SAFE_LOADERS = {"yaml.SafeLoader", "yaml.CSafeLoader", "yaml.BaseLoader", "yaml.CBaseLoader"}


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def dangers(tree: ast.AST) -> Iterator[str]:
    """What in a module could run what is read, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            yield from (
                f"{node.lineno}: import {name}" for name in names if name.split(".")[0] in FORBIDDEN_MODULES
            )
        if not isinstance(node, ast.Call):
            continue
        name = _dotted(node.func)
        if name in FORBIDDEN_CALLS or name.startswith(("os.exec", "os.spawn", "subprocess.getoutput")):
            yield f"{node.lineno}: {name}"
        for keyword in node.keywords:
            is_off = isinstance(keyword.value, ast.Constant) and keyword.value.value is False
            if keyword.arg in {"shell", "allow_pickle"} and not is_off:
                yield f"{node.lineno}: {name}({keyword.arg}=…)"
        if name == "yaml.load":
            loaders = [_dotted(each) for each in node.args[1:]]
            loaders += [_dotted(each.value) for each in node.keywords if each.arg == "Loader"]
            if not loaders or not SAFE_LOADERS.issuperset(loaders):
                yield f"{node.lineno}: yaml.load"


def test_the_package_holds_nothing_that_runs_what_it_reads(checkout: Path) -> None:
    found = {
        f"{path.relative_to(checkout)}:{danger}"
        for path in sorted((checkout / "talkgraph").rglob("*.py"))
        for danger in dangers(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from marshal import loads",
        "eval('1')",
        "exec(text)",
        "os.system('ls')",
        "subprocess.run('ls', shell=True)",
        "subprocess.run('ls', shell=wanted)",
        "yaml.load(text)",
        "yaml.load(text, yaml.Loader)",
        "yaml.load(text, Loader=yaml.UnsafeLoader)",
        "np.load(file, allow_pickle=True)",
    ],
)
def test_each_of_these_would_be_found(code: str) -> None:
    assert list(dangers(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["re.compile('x')", "yaml.load(text, yaml.BaseLoader)", "yaml.safe_load(text)"]
)
def test_none_of_these_is_found(code: str) -> None:
    assert list(dangers(ast.parse(code))) == []


def test_every_package_of_the_development_install_is_pinned_with_hashes(checkout: Path) -> None:
    text = re.sub(r"\\\n", " ", (checkout / "constraints.txt").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    loose = [line.split()[0] for line in lines if not re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", line)]
    unhashed = [line.split()[0] for line in lines if not re.search(r"--hash=sha256:[0-9a-f]{64}", line)]
    assert (loose, unhashed) == ([], [])
    pinned = {_name(line.split("==")[0]) for line in lines}
    declared = {_name(one) for one in _declared(checkout)} - {"talkgraph"}
    assert declared - pinned == set()


def test_nothing_is_installed_without_hashes_but_the_checkout_itself(checkout: Path) -> None:
    makefile = (checkout / "Makefile").read_text(encoding="utf-8")
    ready = makefile.split("$(READY): ", 1)[1].split("\n\n", 1)[0]
    installs = [line for line in ready.splitlines() if "pip install" in line]
    assert installs
    for line in installs:
        assert "--require-hashes" in line or ("--no-deps" in line and line.rstrip().endswith("-e ."))


def _declared(checkout: Path) -> list[str]:
    import tomllib

    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def _name(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", match[0]).lower() if match else requirement
