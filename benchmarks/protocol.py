"""The W3C's cases for the SPARQL protocol, against a real server, as a table.

    python benchmarks/protocol.py

The manifest lies in the reference material beside the checkout. Cases about
updates are right if the server refuses them and says why.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import httpx2
from serving import served

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from talkgraph.model import DEFAULT_BASE  # noqa: E402
from talkgraph.store import StoreFolder  # noqa: E402
from tests.server.w3c import Case, dataset_lines, failures, read_cases  # noqa: E402

MANIFEST = CHECKOUT.parent / "shared" / "w3c-sparql-protocol"


def outcome(case: Case, client: httpx2.Client) -> str:
    """Passed, refused or failed, in words."""
    wrong = failures(case, client)
    if not case.is_update:
        return "failed: " + "; ".join(wrong) if wrong else "passed"
    updates = [exchange for exchange in case.exchanges if exchange.is_update]
    answers = {
        client.request(e.method, f"sparql{e.path}", headers=dict(e.headers), content=e.body).status_code
        for e in updates
    }
    return "refused, 403" if answers == {403} else f"answered {sorted(answers)}"


def main() -> None:
    """Prints the table and a line that counts."""
    cases = read_cases(MANIFEST)
    with tempfile.TemporaryDirectory() as place:
        folder = StoreFolder(Path(place) / "talkgraph.db")
        with folder.lock():
            folder.add_generation(dataset_lines(MANIFEST), base=DEFAULT_BASE, min_confidence=0)
        with served(folder.path, 10) as (address, _), httpx2.Client(base_url=address, timeout=60) as client:
            rows = [(case, outcome(case, client)) for case in cases]
    print("| case | what it is about | outcome |")
    print("|---|---|---|")
    for case, words in rows:
        print(f"| {case.name} | {case.title} | {words} |")
    passed = sum(words == "passed" for _, words in rows)
    refused = sum(words.startswith("refused") for _, words in rows)
    failed = len(rows) - passed - refused
    print(f"\n{len(rows)} cases: {passed} passed, {refused} updates refused, {failed} failed.")


if __name__ == "__main__":
    main()
