"""What each of extraction's ways brings: the same figures with one of them switched off at a time.

    python benchmarks/ablation.py                  # a table, for the recaps that the targets are for
    python benchmarks/ablation.py --markdown       # the same for docs/quality.md

Each way is switched off in a process of its own, by replacing what it does,
not by training anew. Figures are F1 (topics: recall) over the developed-on and
the set-aside halves together of the reference material beside the checkout;
only figures are printed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quality import CHECKOUT, HEADLINES, recap_sets

from talkgraph.evaluation import Evaluation, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc

    from talkgraph.extraction.tagger import Tagged
    from talkgraph.model import Document


def put(owner: Any, name: str, value: object) -> None:
    """Replace a part of the program for this process."""
    setattr(owner, name, value)


def no_structure() -> None:
    """Headings, items, links and mark-up are plain paragraphs."""
    from talkgraph.extraction import analysis
    from talkgraph.model import Block, BlockKind

    kept = {BlockKind.METADATA, BlockKind.CODE, BlockKind.TITLE}

    def flat(document: Document) -> Document:
        blocks = tuple(
            block if block.kind in kept else Block(block.start, block.end, BlockKind.PARAGRAPH)
            for block in document.blocks
        )
        return replace(document, blocks=blocks, links=(), markups=())

    real = analysis._join
    put(analysis, "_join", lambda nlp, document: real(nlp, flat(document)))


def no_encoder() -> None:
    """The transformer reads nothing; the small network and the linear models are left."""
    from talkgraph.extraction.pipeline import COMPONENTS

    del COMPONENTS["talkgraph_encoder"], COMPONENTS["talkgraph_mentions"]


def no_training() -> None:
    """Nothing that was trained here: names as spaCy's own model finds them, relations by patterns alone."""
    from talkgraph.extraction import openings
    from talkgraph.extraction.tagger import NameTagger, Tagged
    from talkgraph.model import Kind

    kinds = {
        "PERSON": Kind.PERSON,
        "ORG": Kind.ORGANIZATION,
        "PRODUCT": Kind.TECHNOLOGY,
        "EVENT": Kind.EVENT,
        "GPE": Kind.PLACE,
        "LOC": Kind.PLACE,
        "FAC": Kind.PLACE,
    }

    def found(_tagger: NameTagger, doc: Doc) -> list[Tagged]:
        return [Tagged(e.start, e.end, kinds[e.label_], 0.8) for e in doc.ents if e.label_ in kinds]

    no_encoder()
    put(NameTagger, "match", found)
    put(openings, "speaker_probabilities", lambda *_: {})
    no_linear_model()


def no_lexicon() -> None:
    """No name is known beforehand."""
    from talkgraph.extraction.lexicon import load_lexicon

    lexicon: Any = load_lexicon()
    for table in (lexicon.forms, lexicon.lowered, lexicon.given_names):
        table.clear()


def no_context() -> None:
    """A name has the kind of its first mention, whatever stands around it and elsewhere."""
    from talkgraph.extraction import names

    def add(votes: Any, span: tuple[int, int], kind: Any, weight: float) -> None:
        if not votes.spans or span in votes.spans:
            votes.kinds[kind] += weight
        votes.spans.add(span)
        votes.sure = max(votes.sure, weight)

    put(names._Votes, "add", add)
    put(names, "_told", lambda *_: iter(()))
    put(names, "_others", lambda *_: iter(()))


def no_patterns() -> None:
    """Relations by the two models alone."""
    from talkgraph.extraction import pairs

    put(pairs, "matched", lambda *_, **__: {})


def no_linear_model() -> None:
    """Relations by patterns and the encoder alone."""
    from talkgraph.extraction.linear import LinearModel

    real = LinearModel.probability

    def silent(model: LinearModel, label: str, features: Any) -> float:
        return real(model, label, features) if label == "speaks" else 0.0

    put(LinearModel, "probability", silent)


def no_knowledge() -> None:
    """Nothing is known of two things beforehand."""
    from talkgraph.extraction.knowledge import Familiarity, Known

    put(Known, "of", lambda *_: Familiarity())


def no_references() -> None:
    """No "he", "it" and "the tool"."""
    from talkgraph.extraction.references import ReferenceResolver

    put(ReferenceResolver, "match", lambda *_: [])


def no_topics() -> None:
    """Talks are about named things alone."""
    from talkgraph.extraction.topics import TopicFinder

    put(TopicFinder, "match", lambda *_: [])


WAYS: dict[str, Callable[[], None]] = {
    "all of it": lambda: None,
    "without structure": no_structure,
    "without anything trained": no_training,
    "without the encoder": no_encoder,
    "without the lexicon": no_lexicon,
    "without typing in context": no_context,
    "without relation patterns": no_patterns,
    "without the linear relation model": no_linear_model,
    "without common knowledge": no_knowledge,
    "without references": no_references,
    "without topics": no_topics,
}


def measure(way: str) -> dict[str, float]:
    """The figures with one way switched off."""
    WAYS[way]()
    sets = [one for one in recap_sets(CHECKOUT) if one.in_targets]
    outcome = Evaluation(tuple(score for one in sets for score in evaluate(one.docs, one.gold).documents))
    return {title: outcome.value(measure) for measure, title in HEADLINES.items()}


def rows() -> Iterator[list[str]]:
    """The header and a line a way."""
    yield ["", *HEADLINES.values()]
    for way in WAYS:
        print(f"{way} …", file=sys.stderr)
        words = [sys.executable, str(Path(__file__)), "--way", way]
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
        figures = json.loads(done.stdout.strip().splitlines()[-1])
        yield [way, *(f"{figures[title]:.2f}" for title in HEADLINES.values())]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--way", choices=list(WAYS), help="measure this one alone, as JSON")
    parser.add_argument("--markdown", action="store_true", help="print a table of Markdown")
    options = parser.parse_args()
    if options.way is not None:
        print(json.dumps(measure(options.way)))
        return
    lines = list(rows())
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for number, line in enumerate(lines):
        cells = [
            cell.ljust(w) if i == 0 else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        ]
        if options.markdown:
            print(f"| {' | '.join(cells)} |")
            if number == 0:
                print("|" + "|".join("-" * (w + 1) + (":" if i else "-") for i, w in enumerate(widths)) + "|")
        else:
            print("  ".join(cells))


if __name__ == "__main__":
    main()
