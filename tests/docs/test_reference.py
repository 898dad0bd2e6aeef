"""The built reference holds everything that there is to be called, given, asked, written, raised and said."""

from __future__ import annotations

import shlex
from inspect import cleandoc
from typing import TYPE_CHECKING

import click
import pytest
import rdflib
from rdflib.namespace import OWL, RDF

import talkgraph
from talkgraph import errors, exports, questions, reports, sparql
from talkgraph.cli.group import COMMANDS, group
from talkgraph.model import prefixes, shorten
from talkgraph.questions import load_grammar
from talkgraph.reports import report_kinds
from talkgraph.shapes.files import ontology_file
from talkgraph.sparql import saved_queries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.docs.site import Site


def command(name: str) -> click.Command:
    found = group.get_command(click.Context(group, **group.context_settings), name)
    assert found is not None
    return found


def spellings(name: str) -> list[str]:
    """Every way to spell every option of a command."""
    options = [each for each in command(name).params if isinstance(each, click.Option)]
    return [spelling for option in options for spelling in [*option.opts, *option.secondary_opts]]


def option_place(program: str, spelling: str) -> str:
    """The address that Sphinx gives to an option."""
    return f"cmdoption-{program.replace(' ', '-')}-{spelling.lstrip('-')}"


def undocumented(site: Site, name: str) -> list[str]:
    """The options of a command that its page does not tell of."""
    page = f"reference/commands/{name}.html"
    if page not in site.pages:
        return spellings(name)
    ids = site.ids(page)
    return [each for each in spellings(name) if option_place(f"talkgraph {name}", each) not in ids]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_a_page_with_every_option(site: Site, name: str) -> None:
    assert f"reference/commands/{name}.html" in site.pages
    assert undocumented(site, name) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_of_a_command_says_all_that_its_help_says(site: Site, name: str) -> None:
    words = site.words(f"reference/commands/{name}.html")
    options = [each for each in command(name).params if isinstance(each, click.Option)]
    paragraphs = cleandoc(command(name).help or "").split("\n\n")
    told = [*paragraphs, *(option.help or "" for option in options)]
    assert [text for text in told if " ".join(text.split()) not in words] == []


def test_an_option_that_is_not_there_would_be_noticed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    build = command("build")
    more = click.Option(["--colour", "-c"], help="Paint it.")
    monkeypatch.setattr(build, "params", [*build.params, more])
    assert undocumented(site, "build") == ["--colour", "-c"]


def test_the_options_of_the_program_are_there(site: Site) -> None:
    ids = site.ids("reference/commands/index.html")
    options = [
        each
        for each in group.get_params(click.Context(group, **group.context_settings))
        if isinstance(each, click.Option)
    ]
    wanted = [option_place("talkgraph", spelling) for option in options for spelling in option.opts]
    assert [place for place in wanted if place not in ids] == []
    assert option_place("talkgraph", "--help") in wanted


def examples() -> Iterator[tuple[str, str]]:
    """Every example of every help, with its command."""
    for name in COMMANDS:
        for line in (command(name).epilog or "").replace("\b", "").splitlines():
            if line.strip():
                yield name, line.strip()


@pytest.mark.parametrize(("name", "line"), list(examples()))
def test_the_examples_of_the_help_are_on_the_page_and_can_be_called(site: Site, name: str, line: str) -> None:
    assert line in site.words(f"reference/commands/{name}.html")
    words = shlex.split(line)
    assert words[:2] == ["talkgraph", name]
    assert command(name).make_context(name, words[2:], **group.context_settings).command is command(name)


def test_every_report_is_there_with_what_it_takes(site: Site) -> None:
    ids, words, codes = (
        site.ids("reference/reports.html"),
        site.words("reference/reports.html"),
        site.codes("reference/reports.html"),
    )
    for kind in report_kinds().values():
        assert f"report-{kind.name}" in ids
        assert kind.description in words
        assert kind.example in words
        assert {f"--{option}" for option in kind.options} <= codes
        assert " ".join(filter(None, ["talkgraph report", kind.name, kind.argument])) in codes


def test_every_saved_query_is_there_with_its_parameters(site: Site) -> None:
    ids, words, codes = (
        site.ids("reference/queries.html"),
        site.words("reference/queries.html"),
        site.codes("reference/queries.html"),
    )
    for query in saved_queries().values():
        assert f"query-{query.name}" in ids
        assert query.description in words
        assert {f"--{parameter.name}" for parameter in query.parameters} <= codes


def test_every_form_of_questions_is_there(site: Site) -> None:
    words, codes = site.words("reference/forms.html"), site.codes("reference/forms.html")
    forms = [form for form in load_grammar().forms.values() if form.patterns]
    assert [form.name for form in forms if form.name not in codes or form.example not in words] == []


def test_every_format_is_there(site: Site) -> None:
    codes = site.codes("reference/formats.html")
    known = {*exports.FORMATS, *sparql.FORMATS, *reports.FORMATS, *questions.ANSWER_FORMATS}
    assert known - codes == set()


def test_every_error_is_there(site: Site) -> None:
    ids = site.ids("reference/errors.html")
    assert [name for name in errors.__all__ if f"talkgraph.errors.{name}" not in ids] == []


def test_every_public_name_is_there(site: Site) -> None:
    ids = site.ids("reference/python.html")
    assert [name for name in talkgraph.__all__ if f"talkgraph.{name}" not in ids] == []


def test_every_term_of_the_ontology_is_there(site: Site) -> None:
    ids, words = site.ids("reference/ontology.html"), site.words("reference/ontology.html")
    graph = rdflib.Graph().parse(ontology_file("talkgraph.ttl"), format="turtle")
    own = {term for term in graph.subjects(RDF.type) if str(term).startswith(prefixes()["tg"])}
    assert len(own) > 15
    assert [t for t in own if f"term-{shorten(str(t)).replace(':', '-').lower()}" not in ids] == []
    assert str(graph.value(next(graph.subjects(RDF.type, OWL.Ontology)), OWL.versionInfo)) in words


def test_the_keys_of_front_matter_are_told_of(site: Site) -> None:
    from talkgraph.sources.metadata import _ADDRESS_KEYS, _EVENT_KEYS

    told = site.codes("howto/your-blog.html")
    assert {*_ADDRESS_KEYS, *_EVENT_KEYS} - told == set()
