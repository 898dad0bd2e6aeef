"""Builds that are killed, starved, disturbed and damaged: is the graph the old or the new one, whole?

    cd benchmarks && python -m torture.rebuilds
    cd benchmarks && python -m torture.rebuilds --kills 20 --only kill

Works in a scratch folder on twelve made-up recaps with real extraction. The
faults of disks need root and Linux; they are left out elsewhere. Prints a
table in Markdown, and on stderr what never should have happened; that makes
the exit status 1.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from torture.crowds import readers_during_builds, two_builds
from torture.cuts import changed_bytes, cut_files
from torture.disks import forbidden_folder, full_disk, read_only_disk, small_files
from torture.kills import killed_anytime, killed_before_calls, killed_first_build
from torture.processes import warm_up
from torture.recaps import OLD
from torture.stage import set_up
from torture.tally import HEAD

_FOR_ROOT = {full_disk, read_only_disk, forbidden_folder}


def main() -> int:
    """Tries every fault; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200, help="how often a build is killed at a random time")
    parser.add_argument("--only", default="", help="only faults whose name holds this word")
    options = parser.parse_args()
    is_root = os.geteuid() == 0 and platform.system() == "Linux"
    warm_up(OLD["recap-01.md"])
    bad = False
    with tempfile.TemporaryDirectory(prefix="torture-") as place:
        stage = set_up(Path(place))
        print(f"A build of the changed recaps takes {stage.seconds:.2f} s here.\n\n{HEAD}", flush=True)
        for fault in (
            killed_anytime,
            killed_before_calls,
            killed_first_build,
            full_disk,
            small_files,
            read_only_disk,
            forbidden_folder,
            cut_files,
            changed_bytes,
            two_builds,
            readers_during_builds,
        ):
            if options.only not in fault.__name__ or (fault in _FOR_ROOT and not is_root):
                continue
            tally = killed_anytime(stage, options.kills) if fault is killed_anytime else fault(stage)
            bad = bad or bool(tally.bad)
            print(tally, flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
