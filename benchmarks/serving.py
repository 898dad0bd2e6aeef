"""Load on a real server: many clients at once, and one runaway query among them.

    python benchmarks/serving.py --store talkgraph.db --clients 200 --seconds 30

Starts ``talkgraph serve`` in a process of its own and asks it over loopback.
Each client sends one saved query after the other, drawn at random with a
fixed seed. The second part compares a quiet stretch with one in which a query
runs away again and again.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from talkgraph.graph import index_store
from talkgraph.sparql import saved_queries
from talkgraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAUSE = 0.05  # seconds that a client of the second part reads before it asks again
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@dataclass
class Tally:
    """What the clients saw.

    Attributes:
        seconds: how long each request took.
        failures: statuses that are none of 200, and lost connections as 0.
        lasted: seconds from the first to the last.
    """

    seconds: list[float] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)
    lasted: float = 0.0

    def percentile(self, share: float) -> float:
        """The time in ms that this share of the requests did not exceed."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def paths(store: Path) -> list[str]:
    """Addresses of saved queries with values that the store holds."""
    names = index_store(open_store(store))
    found = []
    for saved in saved_queries().values():
        chosen = {
            p.name: [thing.name for thing in names.things.values() if not p.kinds or thing.kind in p.kinds]
            for p in saved.parameters
            if p.kinds is not None and not p.optional
        }
        for number in range(10 if chosen else 1):
            values = {
                name: random.Random(f"{saved.name} {name} {number}").choice(of)
                for name, of in chosen.items()
                if of
            }
            if len(values) == len(chosen):
                found.append(f"/q/{quote(saved.name)}.json?{urlencode(values)}")
    return found


async def request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, path: str) -> int:
    """Sends one request on an open connection; gives the status."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\n\r\n".encode())
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
    await reader.readexactly(int(length[1]) if length else 0)
    return int(head.split(" ", 2)[1])


async def client(
    address: str, asked: Sequence[str], until: float, seed: int, tally: Tally, pause: float
) -> None:
    """Asks one query after the other until a moment has come, with a pause after each."""
    place = urlsplit(address)
    chooser = random.Random(seed)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    while time.monotonic() < until:
        started = time.monotonic()
        try:
            status = await request(reader, writer, place.netloc, chooser.choice(asked))
        except (OSError, asyncio.IncompleteReadError):
            status = 0
            reader, writer = await asyncio.open_connection(place.hostname, place.port)
        tally.seconds.append(time.monotonic() - started)
        if status != 200:
            tally.failures.append(status)
        await asyncio.sleep(pause)
    writer.close()


async def load(address: str, asked: Sequence[str], clients: int, seconds: float, pause: float = 0.0) -> Tally:
    """So many clients at once, for so long."""
    tally = Tally()
    started = time.monotonic()
    until = started + seconds
    await asyncio.gather(*(client(address, asked, until, seed, tally, pause) for seed in range(clients)))
    tally.lasted = time.monotonic() - started
    return tally


async def run_away(address: str, limit: float, until: float) -> list[float]:
    """Sends runaway queries one after the other; gives by how many seconds each outlived the limit."""
    place = urlsplit(address)
    late = []
    while time.monotonic() < until:
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        started = time.monotonic()
        status = await request(reader, writer, place.netloc, f"/sparql?{urlencode({'query': RUNAWAY})}")
        late.append(time.monotonic() - started - limit)
        assert status == 504, status
        writer.close()
    return late


async def beside(
    address: str, asked: Sequence[str], clients: int, seconds: float, limit: float
) -> tuple[Tally, list[float]]:
    """Load while queries run away."""
    until = time.monotonic() + seconds
    tally, late = await asyncio.gather(
        load(address, asked, clients, seconds, PAUSE), run_away(address, limit, until)
    )
    return tally, late


@contextmanager
def served(store: Path, limit: float) -> Iterator[tuple[str, int]]:
    """A server in a process of its own; gives its address and its process id."""
    command = [
        sys.executable,
        "-m",
        "talkgraph",
        "serve",
        "--store",
        str(store),
        "--port",
        "0",
        "--seconds",
        str(limit),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        try:
            yield address, process.pid
        finally:
            process.terminate()


def memory(pid: int) -> dict[str, float]:
    """Resident memory in MB of a server and its workers, now."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,rss=", "--pid", str(pid), "--ppid", str(pid)],
        capture_output=True,
        text=True,
        check=True,
    )
    sizes = {int(line.split()[0]): int(line.split()[1]) / 1024 for line in listed.stdout.splitlines()}
    return {"server": sizes.pop(pid), "workers": sum(sizes.values()), "processes": len(sizes)}


def _counted(failures: Sequence[int]) -> str:
    """How many failed, and with which statuses."""
    statuses = f" ({', '.join(map(str, sorted(set(failures))))})" if failures else ""
    return f"{len(failures)}{statuses}"


def row(what: str, tally: Tally) -> str:
    """One line of the table."""
    rate = len(tally.seconds) / tally.lasted
    return (
        f"| {what} | {len(tally.seconds):,} | {rate:,.0f} | {tally.percentile(0.5):.0f} ms "
        f"| {tally.percentile(0.99):.0f} ms | {_counted(tally.failures)} |"
    )


def main() -> None:
    """Runs both parts and prints a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, default=Path("talkgraph.db"))
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--limit", type=float, default=3.0, help="seconds that a query may take")
    options = parser.parse_args()
    asked = paths(options.store)
    with served(options.store, options.limit) as (address, pid):
        asyncio.run(load(address, asked, 8, 3))  # workers read names when they are first asked
        before = memory(pid)
        full = asyncio.run(load(address, asked, options.clients, options.seconds))
        after = memory(pid)
        quiet = asyncio.run(load(address, asked, 8, options.seconds / 2, PAUSE))
        disturbed, late = asyncio.run(beside(address, asked, 8, options.seconds / 2, options.limit))
        last = memory(pid)
    queries = f"{len(asked)} addresses of {len(saved_queries())} saved queries"
    print(f"{queries}, {options.clients} clients, {options.seconds:g} s\n")
    print("| load | requests | a second | p50 | p99 | failed |")
    print("|---|---|---|---|---|---|")
    print(row(f"{options.clients} clients", full))
    print(row("8 clients, each with 50 ms between its requests", quiet))
    print(row("the same beside runaway queries", disturbed))
    latest = f"{max(late):.2f} s after the limit of {options.limit:g} s"
    print(f"\nRunaway queries: {len(late)}, answered at most {latest}.")
    for when, sizes in (("before", before), ("after the load", after), ("at the end", last)):
        workers = f"{sizes['processes']:.0f} workers {sizes['workers']:.0f} MB"
        print(f"Memory {when}: server {sizes['server']:.0f} MB, {workers}.")


if __name__ == "__main__":
    main()
