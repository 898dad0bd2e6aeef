"""Pages as sessions of a shell: what they show is run, and what it prints is compared, or written.

::

    python -m sessions README.md docs/tutorial.md           # in docs/: what is not as it is shown
    python -m sessions --write docs/tutorial.md             # writes what is printed now

A block of the language ``console`` holds commands, each behind ``$ ``, with what
it prints under it where that is shown; a line ``…`` stands for any lines. What
``talkgraph serve`` serves stays there until the page ends. A block of the
language ``python`` is a script. A comment right above a block says more of it::

    <!-- not run: why -->        it is left out
    <!-- exit: 1 -->             its commands end with this status
    <!-- file: NAME -->          it is a file, which the reader writes
    <!-- in front of: NAME -->   it is put in front of what a file holds
    <!-- printed -->             it is what the script above it prints

A page begins in a folder that holds ``corpus/`` and its graph ``talkgraph.db``;
after ``<!-- session: empty -->`` in a folder that holds nothing.
"""

from __future__ import annotations

from sessions.blocks import Block, Command, Page, read_page
from sessions.checking import Outcome, check_page, is_as_shown, rewritten
from sessions.workshop import Printed, Shell, Workshop

__all__ = [
    "Block",
    "Command",
    "Outcome",
    "Page",
    "Printed",
    "Shell",
    "Workshop",
    "check_page",
    "is_as_shown",
    "read_page",
    "rewritten",
]
