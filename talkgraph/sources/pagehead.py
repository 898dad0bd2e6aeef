"""What an HTML page says about itself: title, day, address, language."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from talkgraph.sources.cleaning import clean, collapse
from talkgraph.sources.dates import parse_date
from talkgraph.sources.htmlelements import html_list, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

__all__ = ["page_head"]

_SEPARATOR = re.compile(r"\s+[|·•—–»«:/-]+\s+|\s*[|·•»«]\s*|:\s+")
_KEPT = ("author", "description", "keywords")
_HOME = re.compile(r"(?:https?://[^/]*)?/?(?:index\.\w+)?$|\./?$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s]+$", re.IGNORECASE)


def page_head(root: _Element, article: _Element) -> dict[str, object]:
    """The facts in a page's head, under the keys that front matter uses for them.

    Args:
        root: the page.
        article: the part of it that is its text.

    Returns:
        ``title``, ``date``, ``canonical_url``, ``lang``, ``author``,
        ``description`` and ``keywords``, as far as they are stated.
    """
    meta = _meta(root)
    stated = {
        "title": _title(root, article, meta),
        "date": _date(root, article, meta),
        "canonical_url": _address(root, meta),
        "lang": root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        **{key: meta.get(key) for key in _KEPT},
    }
    return {key: value for key, value in stated.items() if value}


def _meta(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _line(element.get("content", ""))
        if content:
            found.setdefault(name.strip().lower(), content)
    return found


def _title(root: _Element, article: _Element, meta: Mapping[str, str]) -> str | None:
    """The title without the name of the site, where something tells them apart.

    A main heading that stands in the page's title next to a separator is the
    title, unless it leads to the home page. That one, one outside the article
    at the end of the title, and a name stated in the head are the site's.
    """
    page_title = next((_line(words_in(e)) for e in root.iter("title")), "")
    full = meta.get("og:title") or page_title
    inside = {h1 for h1 in article.iter("h1") if not _leads_home(h1)}
    outside = [h1 for h1 in root.iter("h1") if h1 not in inside]
    for h1 in sorted((h1 for h1 in root.iter("h1") if not _leads_home(h1)), key=lambda h1: h1 not in inside):
        heading = _line(words_in(h1))
        is_sure = h1 in inside and (
            article.tag not in {"html", "body"} or not _is_named_below(article, _before(page_title, heading))
        )
        for longer in (full, page_title):
            if heading and (
                heading == longer or _after(longer, heading) or (is_sure and _before(longer, heading))
            ):
                return heading
    for site in [meta.get("og:site_name", ""), *(_line(words_in(h1)) for h1 in outside)]:
        rest = _after(full, site) or _before(full, site)
        if rest:
            return rest
    return full or next((_line(words_in(h1)) for h1 in root.iter("h1") if h1 in inside), None)


def _is_named_below(article: _Element, title: str) -> bool:
    """Whether a smaller heading says what stands in a title beside the main heading: that names the site."""
    parts = {part.strip() for part in _SEPARATOR.split(title)} | {title}
    return any(_line(words_in(heading)) in parts for heading in article.iter("h2", "h3", "h4"))


def _leads_home(heading: _Element) -> bool:
    return any(_HOME.match(link.get("href", "")) for link in heading.iter("a"))


def _after(longer: str, part: str) -> str:
    """What stands in a title behind the part that it begins with, and a separator."""
    match = _SEPARATOR.match(longer, len(part)) if part and longer.startswith(part) else None
    return longer[match.end() :] if match else ""


def _before(longer: str, part: str) -> str:
    """What stands in a title before the part that it ends with, and a separator."""
    if not part or not longer.endswith(part):
        return ""
    end = len(longer) - len(part)
    found = [match for match in _SEPARATOR.finditer(longer) if match.end() == end]
    return longer[: found[0].start()] if found else ""


def _date(root: _Element, article: _Element, meta: Mapping[str, str]) -> str | None:
    stated = [meta[name] for name in html_list("dates", "meta") if name in meta]
    stated += _linked_dates(root)
    times = sorted(root.iter("time"), key=lambda time: not _is_publication(time))
    inside = set(article.iter("time"))
    stated += [time.get("datetime", "") for time in times if _is_publication(time) or time in inside]
    return next((date for date in stated if parse_date(date)), None)


def _is_publication(time: _Element) -> bool:
    classes = time.get("class", "").lower()
    return time.get("pubdate") is not None or "publish" in classes + time.get("itemprop", "").lower()


def _linked_dates(root: _Element) -> Iterator[str]:
    """The days of publication in JSON-LD; what is no JSON says nothing."""
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() == "application/ld+json":
            try:
                values = [json.loads(script.text or "")]
            except (ValueError, RecursionError):
                continue
            while values:
                value = values.pop()
                if isinstance(value, dict):
                    date = value.get("datePublished")
                    if isinstance(date, str):
                        yield date
                    values += list(value.values())[::-1]
                elif isinstance(value, list):
                    values += value[::-1]


def _address(root: _Element, meta: Mapping[str, str]) -> str | None:
    links = [e.get("href", "") for e in root.iter("link") if "canonical" in e.get("rel", "").lower().split()]
    found = (clean(address).strip() for address in [*links, meta.get("og:url", "")])
    return next((address for address in found if _ADDRESS.match(address)), None)


def _line(text: str) -> str:
    return collapse(clean(text)).strip()
