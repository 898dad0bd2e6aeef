"""docutils, set up to read texts of strangers: no files, no raw HTML, no warnings, no lost words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from talkgraph.errors import TooLargeError
from talkgraph.sources.failures import parsing

if TYPE_CHECKING:
    from collections.abc import Container

    from docutils import nodes

__all__ = ["elements_in", "holds_text", "image_in", "line_of", "original", "parse_rst"]

_SETTINGS = {
    "_disable_config": True,
    "docinfo_xform": False,
    "doctitle_xform": True,
    "file_insertion_enabled": False,
    "halt_level": 5,
    "input_encoding": "unicode",
    "line_length_limit": 2**40,
    "raw_enabled": False,
    "report_level": 5,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "warning_stream": False,
}
_KEPT = "talkgraph-kept"
_DIRECTIVE = re.compile(r"^([ \t]*\.\.[ \t]+)([A-Za-z](?:[\w.+-]|:(?=\w))*)[ \t]?::(?=[ \t]|$)", re.MULTILINE)
_REWRITTEN = re.compile(rf"{_KEPT}:: (\S+)")
_PARAGRAPH_BREAK = re.compile(r"(\n[ \t]*\n)")
_MARK = re.compile(r"[*`|_]")
_MOST_WORK = 10**8  # marks times characters to search: some seconds
_MOST_SUBSTITUTED = 100_000  # nodes of the tree that references to substitutes become
_OPTION = re.compile(r"[ \t]*:[\w-]+:")


def parse_rst(text: str, source: str) -> nodes.document:
    """The tree of a text.

    Directives that docutils does not know are given to one that keeps their
    words: their arguments, unless these are an identifier, and their content.

    Raises:
        UnreadableError: docutils gives up.
        TooLargeError: its substitutions stand for too much.
    """
    from docutils.core import publish_doctree
    from docutils.parsers.rst import Parser
    from docutils.parsers.rst.states import Inliner

    class CarefulParser(Parser):
        """Stops before substitutes that stand in substitutes fill the memory, tenfold a level."""

        def parse(self, inputstring: str, document: nodes.document) -> None:
            super().parse(inputstring, document)
            if _substituted(document) > _MOST_SUBSTITUTED:
                raise TooLargeError(
                    source,
                    f"its substitutions stand for more than the limit of {_MOST_SUBSTITUTED:,} parts of "
                    "text; write them out",
                )

    inliner = Inliner()
    # Addresses in running text are left alone: finding them costs the square of the text's length.
    inliner.implicit_inline = _as_text  # type: ignore[method-assign]
    known = _known_directives()

    def rewrite(match: re.Match[str]) -> str:
        return match[0] if match[2].lower() in known else f"{match[1]}{_KEPT}:: {match[2]}"

    with parsing(source, "reStructuredText"):
        tamed = _DIRECTIVE.sub(rewrite, _tamed(text))
        return publish_doctree(tamed, parser=CarefulParser(inliner=inliner), settings_overrides=_SETTINGS)


def _substituted(document: nodes.document) -> float:
    """How many nodes the references to substitutes will become; infinite where they lead in circles."""
    from docutils import nodes

    names = {name.lower(): name for name in document.substitution_defs}
    sizes: dict[str, float] = {}

    def size(node: nodes.Element) -> float:
        total = 0.0
        for inner in node.findall():
            total += 1.0
            if isinstance(inner, nodes.substitution_reference):
                total += size_of(names.get(inner["refname"].lower()))
        return total

    def size_of(name: str | None) -> float:
        if name is None:
            return 0.0
        if name not in sizes:
            sizes[name] = float("inf")
            sizes[name] = size(document.substitution_defs[name])
        return sizes[name]

    references = document.findall(nodes.substitution_reference)
    return sum(size_of(names.get(reference["refname"].lower())) for reference in references)


def original(text: str) -> str:
    """Code out of the tree, with the directives in it as the author wrote them."""
    return _REWRITTEN.sub(r"\1::", text)


def _as_text(text: str, lineno: int) -> list[nodes.Text]:  # noqa: ARG001
    from docutils import nodes

    return [nodes.Text(text)] if text else []


def _tamed(text: str) -> str:
    """The text with the mark-up of monstrous paragraphs as plain characters.

    docutils looks for the end of each opening mark to the end of the
    paragraph: thousands of marks that nothing closes would take minutes.
    """
    budget = _MOST_WORK
    pieces = _PARAGRAPH_BREAK.split(text)
    for index, piece in enumerate(pieces):
        marks = sum(map(piece.count, "*`|_"))
        if not piece.startswith("+-"):
            budget -= marks * len(piece)
        if budget < 0 and marks:
            pieces[index] = _MARK.sub(r"\\\g<0>", piece)
    return "".join(pieces)


@cache
def _known_directives() -> Container[str]:
    """Names of docutils' own directives; on the way, ours is registered."""
    from docutils import nodes
    from docutils.parsers.rst import Directive, directives
    from docutils.parsers.rst.languages import en

    class KeptDirective(Directive):
        optional_arguments = 1
        final_argument_whitespace = True
        has_content = True

        def run(self) -> list[nodes.Node]:
            container = nodes.container()
            lines = (self.arguments[0] if self.arguments else "").splitlines()
            words = " ".join(line.strip() for line in lines if not _OPTION.match(line))
            _, _, argument = words.partition(" ")
            if " " in argument.strip():
                inline, messages = self.state.inline_text(argument, self.lineno)
                paragraph = nodes.paragraph(argument, "", *inline)
                paragraph.line = self.lineno
                container += [paragraph, *messages]
            self.state.nested_parse(self.content, self.content_offset, container)
            return [container]

    directives.register_directive(_KEPT, KeptDirective)
    return frozenset(en.directives)


def elements_in(node: nodes.Element) -> list[nodes.Element]:
    """The children of a node that are no bare text."""
    from docutils import nodes

    return [child for child in node.children if isinstance(child, nodes.Element)]


def image_in(node: nodes.Element) -> nodes.Element | None:
    """The image that a node consists of, if it does."""
    return next((child for child in elements_in(node) if child.tagname == "image"), None)


def holds_text(node: nodes.Element) -> bool:
    """Whether a node holds text itself, such as a paragraph does, and no other blocks."""
    from docutils import nodes

    return isinstance(node, nodes.TextElement | nodes.line_block)


def line_of(node: nodes.Element) -> int:
    """The line of a node or, where docutils gives none, of the nearest one in or around it."""
    line = node.line or next((inner.line for inner in node.findall() if inner.line), None)
    around = node.parent
    while not line and around is not None:
        line, around = around.line, around.parent
    return int(line or 1)
