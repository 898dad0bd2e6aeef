"""Questions with a name, answered as plain data.

Each report is one function from a ``TalkGraph`` to a frozen dataclass, which
lays itself out as a ``Report``; ``render`` writes any of them as a table,
Markdown, JSON or CSV. ``run_report`` asks a report by its name, as the command
does.
"""

from __future__ import annotations

from talkgraph.reports.event import EventProgramme, ProgrammeEntry, event_programme
from talkgraph.reports.layout import Answer, Report, Row, Section
from talkgraph.reports.matching import TalkMatch, find_talk
from talkgraph.reports.missed import MissedEntry, MissedWords, missed_words
from talkgraph.reports.plain import plain
from talkgraph.reports.reasons import Reason
from talkgraph.reports.registry import Question, ReportKind, report_kind, report_kinds, run_report
from talkgraph.reports.related import RelatedTalk, RelatedTalks, related_talks
from talkgraph.reports.relatedness import Relatedness
from talkgraph.reports.rendering import FORMATS, render
from talkgraph.reports.speaker import SpeakerProfile, speaker_profile
from talkgraph.reports.stats import Gap, GraphStats, RecapStats, graph_stats
from talkgraph.reports.talks import TalkList, list_talks
from talkgraph.reports.technology import TechnologyProfile, technology_profile
from talkgraph.reports.values import Citation, Item, TalkEntry, Value

__all__ = [
    "FORMATS",
    "Answer",
    "Citation",
    "EventProgramme",
    "Gap",
    "GraphStats",
    "Item",
    "MissedEntry",
    "MissedWords",
    "ProgrammeEntry",
    "Question",
    "Reason",
    "RecapStats",
    "RelatedTalk",
    "RelatedTalks",
    "Relatedness",
    "Report",
    "ReportKind",
    "Row",
    "Section",
    "SpeakerProfile",
    "TalkEntry",
    "TalkList",
    "TalkMatch",
    "TechnologyProfile",
    "Value",
    "event_programme",
    "find_talk",
    "graph_stats",
    "list_talks",
    "missed_words",
    "plain",
    "related_talks",
    "render",
    "report_kind",
    "report_kinds",
    "run_report",
    "speaker_profile",
    "technology_profile",
]
