"""The list of pages for search engines."""

from __future__ import annotations

from lxml import etree

from talkgraph.site.sitemap import sitemap_files

_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _locations(data: bytes) -> list[str]:
    return [str(each.text) for each in etree.fromstring(data).iter(f"{_NAMESPACE}loc")]


def test_addresses_are_whole_and_escaped() -> None:
    ((name, data),) = sitemap_files("https://example.org/a&b/", ["index.html", "talk/one/index.html"])
    assert name == "sitemap.xml"
    assert etree.fromstring(data).tag == f"{_NAMESPACE}urlset"
    assert _locations(data) == [
        "https://example.org/a&b/index.html",
        "https://example.org/a&b/talk/one/index.html",
    ]


def test_a_very_large_site_has_several() -> None:
    pages = [f"talk/{number}/index.html" for number in range(50_001)]
    files = dict(sitemap_files("https://example.org/", pages))
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert _locations(files["sitemap.xml"]) == [
        "https://example.org/sitemap-1.xml",
        "https://example.org/sitemap-2.xml",
    ]
    assert [len(_locations(files[name])) for name in ("sitemap-1.xml", "sitemap-2.xml")] == [50_000, 1]
