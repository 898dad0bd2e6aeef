"""Trends as a picture: PNG or SVG, the same bytes for the same trends."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from talkgraph.errors import FormatError, MissingExtraError
from talkgraph.reports.texts import one_line
from talkgraph.reports.wording import weighing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from talkgraph.reports.trends import Trend, Trends

__all__ = ["PLOT_FORMATS", "plot_trends"]

PLOT_FORMATS = ("png", "svg")

# Nothing of the reader's own settings, and no date or random name, gets into a picture.
_SETTINGS: dict[Any, Any] = {
    "backend": "agg",
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "svg.hashsalt": "talkgraph",
    "svg.fonttype": "path",
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_NO_DATE: dict[str, dict[str, Any]] = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}

# Told apart by people with colour vision deficiencies too, with a mark of its own for each.
_LOOKS = (
    ("#0072b2", "o"),
    ("#d55e00", "s"),
    ("#009e73", "^"),
    ("#cc79a7", "D"),
    ("#e69f00", "v"),
    ("#56b4e9", "P"),
)
_LONGEST_NAME = 30


def plot_trends(trends: Trends, output_format: str = "svg") -> bytes:
    """Draws what rises beside what falls: the share of each year's talks.

    Where nothing does either, the most frequent things are drawn instead.

    Args:
        trends: what ``find_trends`` returned.
        output_format: one of ``PLOT_FORMATS``.

    Returns:
        The picture; the same bytes for the same trends and the same matplotlib.

    Raises:
        FormatError: there is no such format.
        MissingExtraError: matplotlib is not installed.
    """
    if output_format not in PLOT_FORMATS:
        raise FormatError(f"no picture format {output_format!r}; the formats are {', '.join(PLOT_FORMATS)}")
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        raise MissingExtraError("matplotlib", "plots") from None

    most = weighing("trends")["shown"]["plotted"]
    panels = [("Rising", trends.rising[:most]), ("Falling", trends.falling[:most])]
    panels = [panel for panel in panels if panel[1]] or [("Most frequent", trends.frequent[:most])]
    output = BytesIO()
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        figure = Figure(figsize=(6.4 * len(panels), 4.4), dpi=120, layout="constrained")
        for index, (title, shown) in enumerate(panels):
            _draw(figure.add_subplot(1, len(panels), index + 1), title, shown)
        figure.savefig(output, format=output_format, metadata=_NO_DATE[output_format])
    return output.getvalue()


def _draw(axes: Axes, title: str, trends: Sequence[Trend]) -> None:
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    axes.set_title(title, loc="left", fontweight="bold")
    for trend, (colour, mark) in zip(trends, _LOOKS, strict=False):
        axes.plot(
            list(trend.shares),
            list(trend.shares.values()),
            color=colour,
            marker=mark,
            markersize=5,
            linewidth=1.8,
        )
    axes.set_ylabel("Share of the year's talks")
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y", color="#d8dee4", linewidth=0.8)
    axes.set_axisbelow(True)
    if trends:
        legend = axes.legend(axes.lines, [_drawable(trend.thing.name) for trend in trends], frameon=False)
        for text in legend.get_texts():
            text.set_parse_math(False)


def _drawable(name: str) -> str:
    """A name cut to its first letters, with boxes for those that the font lacks."""
    from matplotlib.font_manager import findfont, get_font

    known = get_font(findfont("DejaVu Sans")).get_charmap()
    cut = one_line(name)
    cut = cut if len(cut) <= _LONGEST_NAME else cut[: _LONGEST_NAME - 1].rstrip() + "…"
    shown = "".join(c if ord(c) in known else "□" for c in cut)
    return f" {shown}" if shown.startswith("_") else shown
