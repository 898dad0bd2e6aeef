"""``python -m talkgraph`` is ``talkgraph``."""

from __future__ import annotations

import sys

from talkgraph.cli import main

if __name__ == "__main__":
    sys.exit(main())
