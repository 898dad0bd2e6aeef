"""Windows of text that nobody marked: what a large encoder says of them teaches the small one.

    python training/encoder/unmarked.py ARCHIVE --talks 8000 --cache FILE

ARCHIVE is pyvideo's data (CC0), one JSON file a talk: title, speakers and a
description. Each talk is laid out as recaps lay theirs out, in one of several
ways, and goes through extraction as it stands; the names that are found are
the mentions between which relations are looked for.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from data import keep, small  # noqa: E402
from sample import UNKNOWN, Sample  # noqa: E402
from samples import possible_pairs, possible_roles  # noqa: E402

from talkgraph.extraction.encoding import distance_rows  # noqa: E402
from talkgraph.extraction.kinds import KINDS  # noqa: E402
from talkgraph.extraction.windows import pieces_of, windows_of  # noqa: E402
from talkgraph.extraction.wordpieces import load_word_pieces  # noqa: E402
from talkgraph.model import Kind  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span

    from talkgraph.extraction.windows import Pieces

LEAST, MOST = 40, 320  # words of a description
LAYOUTS = (
    "## {title} - {speakers}\n\n{text}",
    "## {title}\n\n*{speakers}*\n\n{text}",
    "## {title}\n\n{speakers}: {text}",
    "**{speakers}: {title}**\n\n{text}",
    "### {speakers}\n\n{title}. {text}",
    "- {title} ({speakers})\n{bullets}",
    "## {title}\n\n{text}",
    '{speakers} gave a talk called "{title}". {text}',
    "{text}",
)


def descriptions(archive: Path, count: int, seed: int) -> Iterator[str]:
    """Talks as sections of Markdown, a random choice in random order."""
    with tarfile.open(archive) as opened:
        entries = []
        for member in opened:
            if member.isfile() and "/videos/" in member.name and member.name.endswith(".json"):
                held = opened.extractfile(member)
                if held is not None:
                    entries.append((member.name, json.loads(held.read())))
    entries.sort(key=lambda entry: entry[0])
    chance = random.Random(seed)
    chance.shuffle(entries)
    seen: set[str] = set()
    for _, talk in entries:
        text = plain(str(talk.get("description") or ""))
        if not len(text.split()) >= LEAST or talk.get("language", "eng") != "eng" or text[:80] in seen:
            continue
        seen.add(text[:80])
        words = text.split(" ")[:MOST]
        text = " ".join(words)
        speakers = ", ".join(talk.get("speakers") or [])
        layout = chance.choice(LAYOUTS) if speakers else LAYOUTS[-1]
        bullets = "\n".join(f"  - {row}" for row in re.split(r"(?<=[.!?])\s+", text))
        yield layout.format(title=talk.get("title", ""), speakers=speakers, text=text, bullets=bullets)
        count -= 1
        if count == 0:
            return


def plain(text: str) -> str:
    """A description without mark-up, addresses and blank lines."""
    text = re.sub(r"<[^>]+>", " ", text)
    text = re.sub(r"\S*https?://\S+", " ", text)
    text = re.sub(r"^(?:CFP|Speakers?|Abstract|Description|Keywords)\s*:?\s*$", " ", text, flags=re.MULTILINE)
    return re.sub(r"\s*\n\s*", " ", re.sub(r"[#*_=~`]{2,}|^[#*>-]+", " ", text, flags=re.MULTILINE)).strip()


def samples_of(doc: Doc, source: str) -> Iterator[Sample]:
    """The windows of a document that went through extraction."""
    mentions = sorted(doc.spans["names"], key=lambda span: span.start)
    for pieces in pieces_of(doc, windows_of(doc), load_word_pieces("en")):
        if len(pieces.tokens):
            yield _sample(mentions, pieces, source)


def _sample(mentions: Sequence[Span], pieces: Pieces, source: str) -> Sample:
    place = {token: i for i, token in enumerate(pieces.tokens)}
    inside = [m for m in mentions if m.start in place and m.end - 1 in place]
    things: dict[tuple[str, str], int] = {}
    for mention in inside:
        things.setdefault((mention.label_, mention.id_), len(things))
    kinds = [Kind(label) for label, _ in things]
    starts = np.array([m.start for m in inside], dtype="int64")
    return Sample(
        pieces.ids,
        pieces.cues,
        pieces.first,
        pieces.last,
        np.full(len(pieces.tokens), UNKNOWN, dtype="int64"),
        np.array([pieces.first[place[m.start]] for m in inside], dtype="int64"),
        np.array([pieces.last[place[m.end - 1]] for m in inside], dtype="int64"),
        np.array([KINDS.index(Kind(m.label_)) for m in inside], dtype="int64"),
        np.array([things[m.label_, m.id_] for m in inside], dtype="int64"),
        possible_pairs(kinds),
        possible_roles(kinds),
        distance_rows(starts),
        source,
        True,
    )


def main() -> None:
    """Parse options, read, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path, help="pyvideo-data.tar.xz")
    parser.add_argument("--talks", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--cache", type=Path, required=True, help="file for the samples")
    options = parser.parse_args()

    import spacy

    from talkgraph.errors import EmptyRecapError
    from talkgraph.extraction.analysis import analyse, load_model
    from talkgraph.extraction.pipeline import COMPONENTS, register_components
    from talkgraph.sources.markdown import read_markdown

    base = load_model()
    register_components()
    components = spacy.blank("en", vocab=base.vocab)
    upto = list(COMPONENTS).index("talkgraph_merger") + 1
    parts = [components.add_pipe(name) for name in list(COMPONENTS)[:upto]]
    out = []
    for number, text in enumerate(descriptions(options.archive, options.talks, options.seed), start=1):
        source = f"unmarked-{number}"
        try:
            document = read_markdown(text, source=source)
        except EmptyRecapError:
            continue
        (doc,) = analyse(base, [document])
        for part in parts:
            part(doc)
        out.append([small(sample) for sample in samples_of(doc, source)])
        if number % 500 == 0:
            print(f"{number} talks", flush=True)
    keep(out, options.cache)


if __name__ == "__main__":
    main()
