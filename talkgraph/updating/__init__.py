"""From the last graph to the next, at the cost of what changed.

``resolve`` and ``merge`` say what the graph of some recaps is; they look at all
claims of all recaps. ``update`` gives the same for a graph that exists: it keeps
outlines of the recaps beside the graph (``outlines``), and follows a change
from the names of the recaps that came or went to the things that they belong to
(``regrouping``), to their names and IRIs (``renaming``), and to the statements
and recaps that say something else then (``restating``). What people reject is
judged again where names changed (``judging``). Tests hold it to them.
"""

from __future__ import annotations

from talkgraph.updating.agreeing import check_agreement
from talkgraph.updating.counting import RecapCounts, claims_held, counts, things_there
from talkgraph.updating.describing import recalled
from talkgraph.updating.doubt import DoubtError
from talkgraph.updating.entering import Known, Role
from talkgraph.updating.guidance import Guidance
from talkgraph.updating.making import graph_of
from talkgraph.updating.outlines import Outlines, create_outlines, open_outlines, read_outlines
from talkgraph.updating.recalling import bearers_in, corrections_met
from talkgraph.updating.updating import check_size, fill, update

__all__ = [
    "DoubtError",
    "Guidance",
    "Known",
    "Outlines",
    "RecapCounts",
    "Role",
    "bearers_in",
    "check_agreement",
    "check_size",
    "claims_held",
    "corrections_met",
    "counts",
    "create_outlines",
    "fill",
    "graph_of",
    "open_outlines",
    "read_outlines",
    "recalled",
    "things_there",
    "update",
]
