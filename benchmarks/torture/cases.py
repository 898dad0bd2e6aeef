"""Files that are made to hurt whoever reads them, each in any size.

A case is a function from a size to the bytes of a file; the tests make small
ones, ``inputs.py`` ones of five megabytes.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["CASES", "Case", "filled"]

Make: TypeAlias = Callable[[int], bytes]

_END = '{"title": "z"}]}}]}}}'  # of a schedule
_EVENT = '{"@type": "Event", "name": "y", "subEvent": '

_PROSE = (
    "Jane Doe, from Algolia, gave the first talk. She explained how Redux was inspired by Elm, and why "
    "Slack is built on Electron. Bob Roe, who works at Docker, uses Kubernetes and etcd. "
)


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of file.

    Attributes:
        name: what is wrong with it, in a few words.
        suffix: the end of the file's name, which decides the reader.
        make: its bytes, about as many as asked for.
    """

    name: str
    suffix: str
    make: Make


def filled(opening: str, unit: str, closing: str = "", *, encoding: str = "utf-8") -> Make:
    """A file of an opening, as many units as fit, and a closing."""

    def make(size: int) -> bytes:
        fixed = len((opening + closing).encode(encoding, "surrogatepass"))
        count = max(1, (size - fixed) // len(unit.encode(encoding, "surrogatepass")))
        return (opening + unit * count + closing).encode(encoding, "surrogatepass")

    return make


def _nested(before: str, inside: str, after: str, opening: str = "") -> Make:
    """As many openings as closings around a word."""

    def make(size: int) -> bytes:
        count = max(1, size // len((before + after).encode()))
        return (opening + before * count + inside + after * count).encode()

    return make


def _deeper(mark: str, step: str = "  ", most: int = 2_000) -> Make:
    """A list in which each item stands deeper than the one before, again and again."""

    def make(size: int) -> bytes:
        depth = max(1, min(most, int((2 * size / len(step)) ** 0.5)))
        ladder = "".join(f"{step * level}{mark} Jane uses Redux\n" for level in range(depth))
        return (ladder * max(1, size // len(ladder))).encode()

    return make


def _billion_laughs(opening: str, one: str, closing: str, levels: int = 30) -> Make:
    """Entities or aliases, of which each is ten of the one before; padded with prose."""

    def make(size: int) -> bytes:
        body = opening + "".join(one.format(n=n, m=n - 1) for n in range(1, levels)) + closing
        return (body + _PROSE * max(1, (size - len(body)) // len(_PROSE))).encode()

    return make


def _entity(n: str) -> str:
    return "".join(f"&e{n};" for _ in range(10))


def _marked(mark: bytes, encoding: str) -> Make:
    def make(size: int) -> bytes:
        text = f"# An evening\n\n{_PROSE}\n\n" * max(1, size // len(_PROSE))
        return mark + text.encode(encoding)[:size]

    return make


def _mixed(size: int) -> bytes:
    parts = (
        f"# Café\n\n{_PROSE}".encode(),
        "Théâtre, œuvre\n\n".encode("cp1252"),
        "Жанна\n\n".encode("koi8-r"),
        "会議\n\n".encode("shift_jis"),
    )
    whole = b"".join(parts)
    return whole * max(1, size // len(whole))


def _yaml_front(size: int) -> bytes:
    head = "".join(f"key{n}: value {n}\n" for n in range(size // 40))
    return f"---\ntitle: An evening\n{head}---\n\n{_PROSE}\n".encode()


def _toml_front(size: int) -> bytes:
    head = "".join(f'key{n} = "value {n}"\n' for n in range(min(size, 90_000) // 40))
    return f'+++\ntitle = "An evening"\n{head}+++\n\n{_PROSE}\n'.encode()


def _json_front(size: int) -> bytes:
    head = "".join(f'"key{n}": {{"a": [1, 2, {n}]}},\n' for n in range(size // 40))
    return f'{{"title": "An evening",\n{head}"last": 1}}\n\n{_PROSE}\n'.encode()


def _headings(size: int) -> bytes:
    lines = (f"{'#' * (1 + n % 6)} Talk {n} by Jane Doe\n" for n in range(size // 24))
    return "".join(lines).encode()


def _names(size: int) -> bytes:
    """Prose in which every sentence has names of its own."""
    lines = (
        f"Talk {n}: Jane{n} Doe{n}, from Firm{n}, spoke about Tool{n}. It is built on Lib{n}.\n\n"
        for n in range(size // 80)
    )
    return ("# ParisJS 12\n\n" + "".join(lines)).encode()


def _paragraphs(size: int) -> bytes:
    return ("# ParisJS 12\n\n" + f"{_PROSE}\n\n" * max(1, size // len(_PROSE))).encode()


CASES: tuple[Case, ...] = (
    # Markdown
    Case("Markdown: lists in lists", ".md", _deeper("-")),
    Case("Markdown: quotes in quotes", ".md", filled("", ">")),
    Case("Markdown: quotes in quotes, line by line", ".md", _deeper(">", "> ", 500)),
    Case("Markdown: open brackets", ".md", filled("", "[")),
    Case("Markdown: brackets in brackets", ".md", _nested("[", "x", "](y)")),
    Case("Markdown: images in images", ".md", _nested("![", "x", "](y)")),
    Case("Markdown: emphasis in emphasis", ".md", _nested("*a ", "x", " b*")),
    Case("Markdown: stars", ".md", filled("x ", "*")),
    Case("Markdown: marks of emphasis that never close", ".md", filled("", "*a _b ")),
    Case(
        "Markdown: back quotes of growing length",
        ".md",
        lambda size: b" ".join(b"`" * n for n in range(1, int((2 * size) ** 0.5))),
    ),
    Case(
        "Markdown: tables of many columns",
        ".md",
        lambda size: b"\n".join(b"|" + row * (size // 12) for row in (b"a|", b"-|", b"b|", b"c|")),
    ),
    Case("Markdown: a million links", ".md", filled("", "[a](b) ")),
    Case(
        "Markdown: definitions of links",
        ".md",
        lambda size: b"".join(f"[a{n}]: http://x/{n}\n".encode() for n in range(size // 24)),
    ),
    Case(
        "Markdown: footnotes",
        ".md",
        lambda size: b"".join(f"a[^{n}]\n\n[^{n}]: b\n\n".encode() for n in range(size // 28)),
    ),
    Case("Markdown: bare addresses", ".md", filled("", "https://a.example/b(c ")),
    Case("Markdown: HTML that is never closed", ".md", filled("", "<div>\n\nx\n\n")),
    Case("Markdown: comments that are never closed", ".md", filled("", "<!-- ")),
    Case("Markdown: tags in a line", ".md", filled("a ", "<b>x")),
    Case("Markdown: shortcodes", ".md", filled("", "{{< a >}} ")),
    Case("Markdown: shortcodes that never close", ".md", filled("", "{{% a ")),
    Case("Markdown: tags of Liquid", ".md", filled("", "{% raw %} ")),
    Case("Markdown: entities", ".md", filled("", "&amp;&#0;&#xD800;&bogus; ")),
    Case("Markdown: backslashes", ".md", filled("", "\\")),
    Case("Markdown: empty lines", ".md", filled("x", "\n", "x")),
    Case("Markdown: spaces", ".md", filled("x", " ", "x")),
    Case("Markdown: tabs", ".md", filled("x\n", "\t", "x")),
    # HTML
    Case("HTML: elements in elements", ".html", _nested("<div>", "Jane uses Redux.", "</div>")),
    Case("HTML: elements that are never closed", ".html", filled("", "<b>x")),
    Case("HTML: tables in tables", ".html", _nested("<table><tr><td>", "x", "</td></tr></table>")),
    Case("HTML: lists in lists", ".html", _nested("<ul><li>", "x", "</li></ul>")),
    Case("HTML: a million links", ".html", filled("<p>", "<a href=b>a</a> ")),
    Case(
        "HTML: attributes",
        ".html",
        lambda size: b"<p " + b"".join(f"a{n}=b ".encode() for n in range(size // 9)) + b">x</p>",
    ),
    Case("HTML: classes", ".html", filled('<div class="', "nav-comment ", '">x</div>')),
    Case(
        "HTML: a bomb of entities",
        ".html",
        _billion_laughs(
            '<!DOCTYPE html [<!ENTITY e0 "lol">',
            '<!ENTITY e{n} "' + _entity("{m}") + '">',
            "]><p>&e29;</p><p>",
        ),
    ),
    Case(
        "HTML: an entity from a file",
        ".html",
        filled('<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>&e;', _PROSE),
    ),
    Case(
        "XHTML: a bomb of entities",
        ".xhtml",
        _billion_laughs(
            '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "lol">',
            '<!ENTITY e{n} "' + _entity("{m}") + '">',
            '<!ENTITY x SYSTEM "http://127.0.0.1:9/">]><html><body><p>&e29;&x;</p><p>',
        ),
    ),
    Case("HTML: open tags", ".html", filled("", "<")),
    Case("HTML: comments", ".html", filled("<p>x", "<!--a-->")),
    Case("HTML: scripts", ".html", filled("<p>x", "<script>alert(1)</script>")),
    Case(
        "HTML: JSON-LD, deep",
        ".html",
        lambda size: (
            b'<script type="application/ld+json">' + b"[" * size + b"</script><p>Jane uses Redux.</p>"
        ),
    ),
    Case("HTML: code", ".html", filled("<pre>", "\tx\n", "</pre>")),
    Case("HTML: headings", ".html", filled("", "<h2>Jane Doe: Redux</h2>")),
    # reStructuredText and plain text
    Case("rst: lists in lists", ".rst", _deeper("-")),
    Case("rst: quotes in quotes", ".rst", _deeper("x", " ")),
    Case(
        "rst: sections",
        ".rst",
        lambda size: b"".join(f"Talk {n}\n========\n\nx\n\n".encode() for n in range(size // 24)),
    ),
    Case(
        "rst: directives that read files",
        ".rst",
        filled(
            "",
            ".. include:: /etc/passwd\n\n.. raw:: html\n   :url: http://127.0.0.1:9/\n\n"
            ".. csv-table::\n   :file: /etc/passwd\n\nx\n\n",
        ),
    ),
    Case("rst: references", ".rst", filled("", "`a`_ |b| [1]_ ")),
    Case(
        "rst: substitutions of substitutions",
        ".rst",
        _billion_laughs(
            ".. |e0| replace:: lol\n", ".. |e{n}| replace:: " + "|e{m}| " * 10 + "\n", "\n|e29|\n\n"
        ),
    ),
    Case("rst: marks that never close", ".rst", filled("", "*a `b ``c ")),
    Case("text: rules", ".txt", filled("x\n", "=====\n")),
    Case("text: heads of mails", ".txt", filled("", "From: a@b\nSubject: c\nDate: d\n\n")),
    Case("text: short lines", ".txt", filled("", "Jane\n\n")),
    Case("text: items", ".txt", filled("", "  1. x\n - y\n")),
    Case("text: headings", ".md", _headings),
    # Lines and words
    Case("one line of prose", ".txt", filled("", _PROSE)),
    Case("one sentence", ".txt", filled("Jane Doe uses Redux ", "and Bob Roe uses Elm ", ".")),
    Case("one line of commas", ".txt", filled("We thank ", "Jane Doe, ")),
    Case("one word", ".txt", filled("This is an evening with a long word, and it is: ", "a")),
    Case("words of 50,000 letters", ".txt", filled("# An evening\n\n", "Docker" + "x" * 49_993 + " ")),
    Case("one word of capitals and signs", ".txt", filled("This is the talk of the evening: ", "A.-b/")),
    Case("one number", ".txt", filled("There were people at the meetup, and they were ", "1")),
    Case("no spaces, dots", ".txt", filled("This is the text of an evening: ", ".")),
    Case("no spaces, slashes", ".txt", filled("This is the text of an evening: http:/", "/a")),
    Case("quotation marks", ".txt", filled("This is the text of an evening: ", "“a ’b ")),
    Case("brackets of all kinds", ".txt", filled("This is the text of an evening: ", "( [ { ")),
    # Prose
    Case("paragraphs of prose", ".md", _paragraphs),
    Case("names, each once", ".md", _names),
    # Characters
    Case("thousands of accents on one letter", ".txt", filled("Jane e", "\u0301", " uses Redux.")),
    Case("right-to-left marks", ".txt", filled("Jane Doe \u202e", "\u202exodeR \u2066\u200f")),
    Case("emoji joined to one", ".txt", filled("Jane \U0001f468", "\u200d\U0001f469", " uses Redux.")),
    Case("letters of many scripts", ".txt", filled("", "Жанна 东京 العربية עברית ไทย ")),
    Case("NUL bytes", ".txt", filled("Jane uses Redux", "\0")),
    Case("control characters", ".txt", filled("Jane uses Redux", "a\x1b[31m\x9b\x07")),
    Case("lone surrogates", ".txt", filled("Jane uses Redux", "\ud800 ")),
    Case("line separators", ".txt", filled("Jane uses Redux", " \u2028\x85\v\f")),
    # Encodings
    Case("UTF-16 with its mark", ".md", _marked(codecs.BOM_UTF16_LE, "utf-16-le")),
    Case("UTF-16 without a mark", ".md", _marked(b"", "utf-16-be")),
    Case("UTF-32 with its mark", ".md", _marked(codecs.BOM_UTF32_BE, "utf-32-be")),
    Case("UTF-8 behind the mark of UTF-16", ".md", _marked(codecs.BOM_UTF16_BE, "utf-8")),
    Case("UTF-8 behind the mark of UTF-32", ".md", _marked(codecs.BOM_UTF32_LE, "utf-8")),
    Case("UTF-16 behind the mark of UTF-8", ".md", _marked(codecs.BOM_UTF8, "utf-16-le")),
    Case("latin-1", ".md", lambda size: ("Théâtre. " * (size // 9)).encode("latin-1")),
    Case("four encodings in one file", ".md", _mixed),
    Case("random bytes", ".md", lambda size: bytes((n * n + n // 7) % 256 for n in range(size))),
    # Front matter
    Case(
        "YAML: a bomb of aliases",
        ".md",
        _billion_laughs(
            "---\ntitle: x\na0: &a0 lol\n", "a{n}: &a{n} [" + ", ".join(["*a{m}"] * 10) + "]\n", "---\n\n"
        ),
    ),
    Case("YAML: an alias to itself", ".md", filled("---\ntitle: x\na: &a [*a]\n---\n\n", _PROSE)),
    Case(
        "YAML: a Python object",
        ".md",
        filled("---\ntitle: x\na: !!python/object/apply:os.system ['exit 7']\n---\n\n", _PROSE),
    ),
    Case("YAML: deep", ".md", filled("---\ntitle: x\na: ", "[", "\n---\n\nx\n")),
    Case(
        "YAML: deep by indentation",
        ".md",
        lambda size: (
            b"---\ntitle: x\n"
            + b"".join(b" " * n + b"a:\n" for n in range(int((2 * min(size, 90_000)) ** 0.5)))
            + b"---\n\nx\n"
        ),
    ),
    Case("YAML: large", ".md", _yaml_front),
    Case("YAML: as large as is read", ".md", lambda size: _yaml_front(min(size, 160_000))),
    Case("TOML: as large as is read", ".md", _toml_front),
    Case("TOML: deep", ".md", filled('+++\ntitle = "x"\na = ', "[", "\n+++\n\nx\n")),
    Case(
        "TOML: long keys",
        ".md",
        lambda size: (
            b"+++\ntitle = 'x'\n" + b".".join([b"a"] * (min(size, 90_000) // 2)) + b" = 1\n+++\n\nx\n"
        ),
    ),
    Case("JSON: large", ".md", _json_front),
    Case("JSON: deep", ".md", filled('{"title": "x", "a": ', "[", "}\n\nx\n")),
    Case("JSON: a long number", ".md", filled('{"title": "x", "a": ', "9", "}\n\nJane uses Redux.\n")),
    Case("front matter: head lines", ".md", filled("title: x\n", "key: value\n", "\nJane uses Redux.\n")),
    Case(
        "front matter: event of lists", ".md", filled("---\ntitle: x\nspeakers: [", "[Jane, ", "---\n\nx\n")
    ),
    # Talk data
    Case("data: JSON, deep", ".json", filled('{"a": ', "[", "}")),
    Case("data: a long number", ".json", filled('{"a": ', "9", "}")),
    Case(
        "data: thousands of talks",
        ".json",
        filled(
            '{"schedule": {"conference": {"title": "x", "days": [{"rooms": {"a": [', '{"title": "y"},', _END
        ),
    ),
    Case(
        "data: one abstract",
        ".json",
        filled('{"title": "x", "speakers": [], "recorded": "", "videos": [], "description": "', "[a](", '"}'),
    ),
    Case(
        "data: speakers in one string",
        ".json",
        filled('{"title": "x", "recorded": "", "videos": [], "speakers": ["', "Jane (Doe, & / ", '"]}'),
    ),
    Case("data: events in events", ".jsonld", filled('{"@type": "Event", "name": "x", "subEvent": ', _EVENT)),
    Case(
        "data: sessions without end",
        ".json",
        filled('{"speakers": [], "sessions": [', '{"title": "x", "startsAt": "", "speakers": []},', "{}]}"),
    ),
    Case("data: XML, deep", ".xml", filled("<schedule>", "<day>")),
    Case("data: XML, attributes", ".xml", filled("<schedule ", 'a="1" ', "/>")),
    Case(
        "data: XML, a bomb of entities",
        ".xml",
        _billion_laughs(
            '<!DOCTYPE schedule [<!ENTITY a0 "lol">\n',
            '<!ENTITY a{n} "' + "&a{m};" * 10 + '">\n',
            "]><schedule><conference><title>&a29;</title></conference></schedule>",
        ),
    ),
    Case(
        "data: XML, thousands of talks",
        ".xml",
        filled("<schedule><day><room>", "<event><title>y</title></event>", "</room></day></schedule>"),
    ),
)
"""All of them, by what they are made of."""
