"""A corrections file to its entries: YAML, every complaint with file and line."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from talkgraph.corrections.entries import edit_of
from talkgraph.corrections.grammar import grammar
from talkgraph.corrections.values import Correction, CorrectionsFile, Place, Signature, StatementPattern
from talkgraph.errors import CorrectionsError
from talkgraph.model import relations, relations_called

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import yaml

    from talkgraph.corrections.grammar import Verb
    from talkgraph.model import Kind

__all__ = ["parse_corrections"]

_LONGEST_NAME = 500  # characters


def parse_corrections(text: str, source: str) -> CorrectionsFile:
    """The entries of a corrections file.

    Args:
        text: what stands in the file: a YAML list of entries, or nothing.
        source: the file's name, for messages and for the graph.

    Raises:
        CorrectionsError: the text is no such list, or an entry is not one of
            those that ``data/corrections.toml`` describes; it carries the line.
    """
    import yaml

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise CorrectionsError(source, f"is no YAML: {error.problem or error.context}", line=line) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise CorrectionsError(source, f"is no YAML: {reason}") from error
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return CorrectionsFile(source, text)
    if not isinstance(root, yaml.SequenceNode):
        raise CorrectionsError(
            source,
            "is no list of corrections; each begins with a hyphen, as in '- ignore: table'",
            line=root.start_mark.line + 1,
        )
    return CorrectionsFile(source, text, tuple(_Entry(node, source).correction() for node in root.value))


class _Entry:
    """One entry being read."""

    def __init__(self, node: yaml.Node, source: str) -> None:
        self.node = node
        self.source = source

    def correction(self) -> Correction:
        import yaml

        if not isinstance(self.node, yaml.MappingNode) or not self.node.value:
            raise self._error(f"is no correction; one begins with {_listed(grammar().verbs)}", self.node)
        pairs = dict(self._pairs())
        name = next(iter(pairs))
        verb = grammar().verbs.get(name)
        if verb is None:
            raise self._error(f"{_unknown(name, grammar().verbs)}", self.node)
        types = {**verb.keys, **grammar().signature}
        values: dict[str, Any] = {}
        for key, node in pairs.items():
            if key == name:
                values["value"] = self._value(verb.value, node, name)
            elif key in types:
                values[key] = self._value(types[key], node, key)
            else:
                raise self._error(f"{name}: {_unknown(key, types)}", node)
        for key in verb.required:
            if key not in values:
                raise self._error(f"{name} needs a line '{key}: …' ({types[key]})", self.node)
        signature = Signature(*(values.pop(key, None) for key in ("by", "on", "because")))
        return Correction(name, self._edit(verb, values), signature, self._place())

    def _edit(self, verb: Verb, values: Mapping[str, Any]) -> Any:
        try:
            return edit_of(verb.name, values)
        except ValueError as error:
            raise self._error(f"{verb.name}: {error}", self.node) from None

    def _pairs(self) -> Iterator[tuple[str, yaml.Node]]:
        seen = set()
        for key, value in self.node.value:
            name = self._text(key, "a key")
            if name in seen:
                raise self._error(f"{name!r} stands there twice", key)
            seen.add(name)
            yield name, value

    def _place(self) -> Place:
        """From the first key to the end of the last value, without what follows."""
        end = max(_end(value) for _, value in self.node.value)
        return Place(self.source, self.node.start_mark.line + 1, self.node.start_mark.index, end)

    def _value(self, type_: str, node: yaml.Node, key: str) -> Any:
        read = {
            "name": self._text,
            "text": self._text,
            "recap": self._text,
            "rule": self._text,
            "names": self._texts,
            "statement": self._statement,
            "kind": self._kind,
            "kinds": self._kinds,
            "date": self._date,
            "confidence": self._confidence,
        }[type_]
        return read(node, key)

    def _text(self, node: yaml.Node, key: str) -> str:
        import yaml

        if not isinstance(node, yaml.ScalarNode):
            raise self._error(f"{key} is one name, not a list or a table", node)
        text = " ".join(node.value.split())
        if not text:
            raise self._error(f"{key} is empty", node)
        if len(text) > _LONGEST_NAME:
            raise self._error(f"{key} has {len(text):,} characters, more than {_LONGEST_NAME}", node)
        return text

    def _texts(self, node: yaml.Node, key: str) -> tuple[str, ...]:
        import yaml

        if isinstance(node, yaml.SequenceNode):
            if not node.value:
                raise self._error(f"{key} is empty", node)
            return tuple(dict.fromkeys(self._text(item, key) for item in node.value))
        return (self._text(node, key),)

    def _statement(self, node: yaml.Node, key: str) -> StatementPattern:
        import yaml

        if not isinstance(node, yaml.SequenceNode) or len(node.value) != 3:
            raise self._error(
                f"{key} takes [subject, relation, object], as in [Juan Benet, works for, Protocol Labs]", node
            )
        subject, relation, target = (self._text(item, key) for item in node.value)
        readings = relations_called(relation)
        if not readings:
            raise self._error(f"no relation is called {relation!r}{_near(relation, _labels())}", node)
        return StatementPattern(subject, relation, target, readings)

    def _kind(self, node: yaml.Node, key: str) -> Kind:
        word = self._text(node, key).casefold()
        kinds = grammar().kinds
        if word not in kinds:
            raise self._error(f"{key}: {word!r} is no kind of thing; those are {_listed(kinds)}", node)
        return kinds[word]

    def _kinds(self, node: yaml.Node, key: str) -> tuple[Kind, Kind]:
        import yaml

        if not isinstance(node, yaml.SequenceNode) or len(node.value) != 2:
            raise self._error(f"{key} takes two kinds, as in [person, company]", node)
        first, second = (self._kind(item, key) for item in node.value)
        return first, second

    def _date(self, node: yaml.Node, key: str) -> date:
        text = self._text(node, key)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self._error(f"{key}: {text!r} is no date; one is written 2016-04-25", node) from None

    def _confidence(self, node: yaml.Node, key: str) -> float:
        text = self._text(node, key)
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if not 0 <= number <= 1:  # also true of no number at all
            raise self._error(f"{key}: {text!r} is no confidence; those are from 0 to 1", node)
        return number

    def _error(self, reason: str, node: yaml.Node) -> CorrectionsError:
        return CorrectionsError(self.source, reason, line=node.start_mark.line + 1)


def _end(node: yaml.Node) -> int:
    """Where a value ends: a block list runs on to the next token, so its last item tells."""
    import yaml

    if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", None):
        return int(node.end_mark.index)
    return max((_end(item) for item in node.value), default=int(node.start_mark.index))


def _labels() -> tuple[str, ...]:
    return tuple(label for each in relations().values() for label in (each.label, each.inverse))


def _unknown(word: str, known: Mapping[str, object]) -> str:
    return f"{word!r} is not known here{_near(word, tuple(known)) or f'; there are {_listed(known)}'}"


def _near(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word.casefold(), known, n=2, cutoff=0.5)
    return f"; did you mean {' or '.join(map(repr, near))}?" if near else ""


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(sorted(names))
