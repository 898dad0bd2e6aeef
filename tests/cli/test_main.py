"""The program as a shell sees it: help, errors, exit status, and what it loads."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import talkgraph
from talkgraph.cli import main
from talkgraph.cli.group import COMMANDS, group

if TYPE_CHECKING:
    from talkgraph.store import Store

HEAVY = {"spacy", "rdflib", "pyoxigraph", "pyvis", "networkx", "numpy", "lxml", "rich", "jinja2", "thinc"}


def _modules(*arguments: str) -> tuple[set[str], str]:
    """The packages that a run of the program loads, and what it prints."""
    script = (
        "import sys\nfrom talkgraph.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "names = sorted({name.partition('.')[0] for name in sys.modules})\n"
        "sys.stderr.write(' '.join(names))\nsys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split()), done.stdout


def test_help_loads_nothing_heavy() -> None:
    modules, shown = _modules("--help")
    assert not modules & HEAVY
    assert "talkgraph" in modules
    assert all(name in shown for name in COMMANDS)


def test_a_query_loads_no_more_than_oxigraph(example_store: Store) -> None:
    modules, shown = _modules("query", "--store", str(example_store.folder), "ASK {}")
    assert modules & HEAVY == {"pyoxigraph"}
    assert shown == "true\n"


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command(capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert main([option]) == 0
    shown = capsys.readouterr().out
    for name, entry in COMMANDS.items():
        assert f"  {name}" in shown
        assert entry.help in shown


def test_a_command_has_the_help_that_the_list_says(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert command.get_short_help_str(limit=80) == COMMANDS[name].help
        assert main([name, "-h"]) == 0
        assert capsys.readouterr().out.startswith(f"Usage: talkgraph {name} ")


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert talkgraph.__version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["qeury"], "No such command 'qeury'; did you mean 'query'?"),
        (["frobnicate"], "No such command 'frobnicate'"),
        (["query"], "give either a QUERY or a --file"),
        (["query", "ASK {}", "--format", "yaml"], "'yaml' is not one of"),
        (["query", "ASK {}", "--param", "topic"], "'topic' has no '='"),
        (["export", "--nonsense"], "No such option"),
    ],
)
def test_wrong_usage_is_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("command", [["query", "ASK {}"], ["export"], ["validate"]])
def test_a_missing_store_is_one_line_and_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert main([*command, "--store", str(tmp_path / "none")]) == 1
    captured = capsys.readouterr()
    assert captured.err == f"talkgraph: {tmp_path}/none: no such folder; talkgraph build makes a store\n"
    assert captured.out == ""


def test_an_error_of_the_system_is_one_line_and_status_1(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "none" / "graph.nq"
    assert main(["export", "--store", str(example_store.folder), "-o", str(output)]) == 1
    assert capsys.readouterr().err.endswith("No such file or directory\n")


def test_the_store_may_be_named_by_the_environment(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TALKGRAPH_STORE", str(example_store.folder))
    assert main(["query", "ASK { ?s ?p ?o }"]) == 0
    assert capsys.readouterr().out == "true\n"


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "talkgraph", "--version"], capture_output=True, check=True)
    assert talkgraph.__version__ in done.stdout.decode()


@pytest.mark.parametrize(("call", "ends"), [("main()", True), ("main(sys.argv[1:])", False)])
def test_only_where_the_process_ends_is_what_it_holds_left_alone(call: str, ends: bool) -> None:
    script = f"import gc, sys\nfrom talkgraph.cli import main\n{call}\nprint(gc.get_freeze_count() > 0)"
    done = subprocess.run(
        [sys.executable, "-c", script, "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[-1] == str(ends)


def test_a_closed_pipe_is_silent(example_store: Store) -> None:
    script = (
        "import sys\nfrom talkgraph.cli import main\n"
        "sys.exit(main(['export', '--format', 'nquads', '--store', sys.argv[1]]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(example_store.folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(60)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux what the process is doing")
def test_an_interrupt_ends_a_long_query_at_once(example_store: Store) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    process = subprocess.Popen(
        [sys.executable, "-m", "talkgraph", "query", "--store", str(example_store.folder), endless],
        stderr=subprocess.PIPE,
    )
    while not _is_asking(process.pid):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == -signal.SIGINT
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()


def _is_asking(pid: int) -> bool:
    """Whether a process has loaded Oxigraph and left interrupts to the system."""
    place = Path("/proc") / str(pid)
    (caught,) = re.findall(r"SigCgt:\s*(\w+)", (place / "status").read_text())
    return "pyoxigraph" in (place / "maps").read_text() and not int(caught, 16) & 1 << (signal.SIGINT - 1)


def test_verbose_says_more(example_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    import logging

    for option, level in ((["-v"], logging.INFO), (["-vv"], logging.DEBUG), ([], logging.WARNING)):
        assert main([*option, "query", "--store", str(example_store.folder), "ASK {}"]) == 0
        assert logging.getLogger("talkgraph").level == level
