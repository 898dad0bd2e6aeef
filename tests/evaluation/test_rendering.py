from __future__ import annotations

import json

import pytest

from talkgraph.evaluation import Evaluation, Gold, GoldEntity, GoldRelation, score_graph
from talkgraph.evaluation.rendering import as_json, findings_list, measures_table, reliability_tables
from talkgraph.model import Kind, Predicate
from tests.evaluation.comparing import claimed
from tests.reports.sketches import Sketch


@pytest.fixture
def evaluation() -> Evaluation:
    """One recap: Git found, Docker wrong, Prague missed, a relation wrong."""
    gold = Gold(
        "prague.md",
        entities=(GoldEntity("Git", Kind.TECHNOLOGY), GoldEntity("Prague", Kind.PLACE)),
        relations=(GoldRelation("Git", "basedIn", "Prague"),),
    )
    sketch = Sketch()
    git, docker = sketch.thing(Kind.TECHNOLOGY, "Git"), sketch.thing(Kind.TECHNOLOGY, "Docker")
    sketch.say(docker, Predicate.USES, git, "Docker\nuses  Git.")
    types = {git: claimed(0.95, "names"), docker: claimed(0.5, "names")}
    return Evaluation((score_graph(gold, sketch.graph(), types),))


def test_the_table(evaluation: Evaluation) -> None:
    lines = measures_table(evaluation).splitlines()
    assert lines[0] == "measure                                 P      R     F1     tp     fp     fn"
    assert lines[1] == "entity                              0.500  0.500  0.500      1      1      1"
    assert [line.split("  ")[0] for line in lines[1:]] == [
        "entity",
        "relation",
        "entity (any type)",
        "entity Place",
        "entity Technology",
        "relation basedIn",
        "relation uses",
    ]


def test_the_findings_with_their_claims(evaluation: Evaluation) -> None:
    assert findings_list(evaluation).splitlines() == [
        "prague.md  (- missed, + wrong, ~ wrong type or not merged)",
        "  - entity: Place Prague",
        "  + entity: Technology Docker",
        "      0.50 names “A sentence.”",
        "  - relation: Git basedIn Prague",
        "  + relation: Docker uses Git",
        "      0.80 tests.by-hand “Docker uses Git.”",
        "",
    ]


def test_the_reliability(evaluation: Evaluation) -> None:
    rows = {line[:34].strip(): line[34:].split() for line in reliability_tables(evaluation).splitlines()}
    assert rows["confidence"] == ["right", "wrong", "open", "share", "and", "up"]
    assert rows["0.9 to 1.0"] == ["1", "0", "0", "1.000", "1.000"]
    assert rows["0.8 to 0.9"] == ["0", "1", "0", "0.000", "0.500"]
    assert rows["0.1 to 0.2"] == ["0", "0", "0", "0.333"]
    assert rows["names"] == ["1", "1", "0", "0.500"]
    assert rows["tests.by-hand"] == ["0", "1", "0", "0.000"]


def test_json_holds_everything(evaluation: Evaluation) -> None:
    data = json.loads(as_json(evaluation))
    assert data["measures"]["entity"] == {
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "tp": 1,
        "fp": 1,
        "fn": 1,
    }
    (document,) = data["documents"]
    assert document["measures"] == data["measures"]
    wrong = [finding for finding in document["findings"] if finding["verdict"] == "wrong"]
    assert [quote["rule"] for finding in wrong for quote in finding["quotes"]] == ["names", "tests.by-hand"]
    assert data["reliability"]["confidence"][9]["right"] == 1
    assert data["reliability"]["confidence"][0]["share"] is None
    assert data["failures"] == []
