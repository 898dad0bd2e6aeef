"""Files of a store that are cut short or gone, as after a loss of power on a disk that lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torture.processes import call, look
from torture.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from torture.stage import Stage

__all__ = ["changed_bytes", "cut_files"]


def cut_files(stage: Stage) -> Tally:
    """Each file of a store: emptied, cut to half, without its last byte, gone."""
    tally = Tally("a file of the store emptied, halved, without its last byte, or gone")
    for name in _files(stage.new):
        whole = (stage.new / name).read_bytes()
        for how, kept in (
            ("emptied", 0),
            ("halved", len(whole) // 2),
            ("a byte less", len(whole) - 1),
            ("gone", -1),
        ):
            if whole or kept < 0:
                store = stage.copy(stage.new)
                if kept < 0:
                    (store / name).unlink()
                else:
                    (store / name).write_bytes(whole[:kept])
                _then(stage, tally, store, f"{name} {how}")
    return tally.done()


def changed_bytes(stage: Stage) -> Tally:
    """Each file of a store with one byte of it changed."""
    tally = Tally("a byte of a file of the store changed")
    for name in _files(stage.new):
        whole = (stage.new / name).read_bytes()
        for share in (0.1, 0.5, 0.9) if whole else ():
            store = stage.copy(stage.new)
            at = int(share * len(whole))
            (store / name).write_bytes(whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :])
            _then(stage, tally, store, f"{name} at {share:.0%}")
    return tally.done()


def _files(store: Path) -> Iterator[str]:
    """The files of a store, by their paths in it; the log of the database is no part of it."""
    for path in sorted(store.rglob("*")):
        if path.is_file() and path.name not in {"LOG", "lock"}:
            yield path.relative_to(store).as_posix()


def _then(stage: Stage, tally: Tally, store: Path, where: str) -> None:
    tally.tried += 1
    doctor = call("doctor", "--store", str(store)).wait()
    seen, looked = look(store, names=stage.graphs)
    tally.saw(doctor, looked)
    told = "doctor finds it" if doctor.status == 1 else "harmless"
    outcome = f"{seen} graph, {told}" if seen in {"old", "new"} else f"{seen}, {told}"
    tally.expect(
        outcome,
        {"new graph, harmless", "new graph, doctor finds it", "damaged, as it says, doctor finds it",
         "none yet, doctor finds it"},
        where,
    )  # fmt: skip
    again = stage.build(store).wait()
    tally.saw(again)
    seen, _ = look(store, names=stage.graphs)
    after = call("doctor", "--store", str(store), "--recaps", str(stage.posts)).wait()
    if (again.status, seen, after.status) != (0, "new", 0):
        tally.complain(f"{where}: the next build gave {again.status}, {seen}: {again.err}; {after.out}")
