"""Which kind of XML a text is, told by its outermost element; nothing is expanded or fetched for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import XMLPullParser

__all__ = ["root_name"]

_PIECE = 4096  # bytes at a time, for what lies behind the first element is not needed


def root_name(text: str) -> str:
    r"""The name of the outermost element, without its namespace; empty if the text is no XML.

    >>> root_name('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">')
    'RDF'
    >>> root_name("---\nlayout: none\n---\n<rss>")
    ''
    """
    from lxml import etree

    data = text.strip().encode("utf-8", "ignore")
    parser = etree.XMLPullParser(
        events=("start",), encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False
    )
    for start in range(0, len(data), _PIECE):
        is_broken = False
        try:
            parser.feed(data[start : start + _PIECE])
        except etree.XMLSyntaxError:
            is_broken = True
        name = _first_name(parser)
        if name or is_broken:
            return name
    return ""


def _first_name(parser: XMLPullParser) -> str:
    """The name of the first element that a parser has seen; empty if it has seen none."""
    from lxml import etree

    try:
        for _, element in parser.read_events():
            return str(element.tag).rpartition("}")[2] if isinstance(element, etree._Element) else ""
    except etree.XMLSyntaxError:
        return ""
    return ""
