"""Every line of every report can be traced to sentences that stand in a recap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.graph import project
from talkgraph.reports import Question, report_kinds, run_report
from tests.examples import example_recaps

if TYPE_CHECKING:
    from talkgraph.store import Store

QUESTIONS = {
    "related": [Question("The permanent web"), Question("Oliver Keeble")],
    "speaker": [Question("Juan Benet"), Question("Alice Martin"), Question("Oliver Keeble")],
    "technology": [Question("IPFS"), Question("git"), Question("HTTP"), Question("libp2p")],
    "company": [Question("CERN"), Question("Protocol Labs"), Question("dotConferences")],
    "event": [Question("dotScale 2016"), Question("Distributed things #2")],
    "experts": [Question("IPFS"), Question("git"), Question("data storage")],
    "path": [Question("Alice Martin", "libp2p"), Question("CERN", "IPFS"), Question("Paris", "HTTP")],
    "stats": [],  # it counts statements and says nothing of its own
}


@pytest.mark.parametrize("name", report_kinds())
def test_each_row_cites_a_sentence_of_its_recap(name: str, example_store: Store) -> None:
    graph = project(example_store)
    texts = {each.document.source: each.document.text for each in example_recaps()}
    for question in QUESTIONS.get(name, [Question()]):
        report = run_report(graph, name, question).report()
        rows = [row for section in report.sections for row in section.rows]
        assert rows
        for row in rows:
            assert row.evidence, row.cells
            assert all(each.quote in texts[each.source] for each in row.evidence)
