"""The page of what a corrections file can say, from its grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference_pages.markdown import code, page, table
from talkgraph.corrections.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.corrections.grammar import Verb

__all__ = ["corrections_page"]


def corrections_page() -> str:
    """Every verb with its keys and an example."""
    known = grammar()
    kinds = ", ".join(f"{code(word)}" for word in known.kinds)
    return page(
        "# Corrections",
        f"A file {code('corrections.yaml')} beside recaps is a list of entries. The first key of an entry is "
        "its verb. [How to correct what was read](../howto/corrections.md) shows it at work.",
        "Every entry may say who made it, when and why:",
        _keys(known.signature, ()),
        f"Kinds of things are {kinds}. Relations are called as reports call them ({code('works for')}), from "
        f"the other end ({code('employs')}), or by their prefixed names ({code('schema:worksFor')}). Case, "
        "accents, spaces and punctuation of names make no difference.",
        *(_section(verb) for verb in known.verbs.values()),
    )


def _section(verb: Verb) -> str:
    return page(
        f"## {code(verb.name)}",
        verb.says,
        f"```yaml\n{verb.example}\n```",
        _keys({verb.name: verb.value, **verb.keys}, (verb.name, *verb.required)),
    ).rstrip("\n")


def _keys(keys: Mapping[str, str], required: tuple[str, ...]) -> str:
    rows = ([code(key), type_, "yes" if key in required else "no"] for key, type_ in keys.items())
    return table(["key", "value", "must be there"], rows)
