"""Questions with a name, answered as plain data.

Each report is one function from a ``TalkGraph`` to a frozen dataclass, which
lays itself out as a ``Report``; ``render`` writes any of them as a table,
Markdown, JSON, CSV or a page of HTML. ``run_report`` asks a report by its name,
as the command does.
"""

from __future__ import annotations

from talkgraph.reports.communities import Communities, Community, find_communities
from talkgraph.reports.company import CompanyProfile, company_profile
from talkgraph.reports.comparison import Change, StatsComparison, compare_stats, load_stats
from talkgraph.reports.diff import GraphDiff, NameChange, RecapChange, StatementChange, ThingChange
from talkgraph.reports.differing import diff_graphs
from talkgraph.reports.editions import Edition
from talkgraph.reports.employments import Employment
from talkgraph.reports.event import EventProgramme, ProgrammeEntry, Share, event_programme
from talkgraph.reports.experts import Expert, Experts, Ground, find_experts
from talkgraph.reports.gaps import Gaps, OpenQuestion, OpenQuestions, Unpresented, find_gaps
from talkgraph.reports.lacks import Gap
from talkgraph.reports.layout import Answer, Report, Row, Section
from talkgraph.reports.likeness import SimilarSpeaker
from talkgraph.reports.matching import TalkMatch, find_talk
from talkgraph.reports.missed import MissedEntry, MissedWords, missed_words
from talkgraph.reports.neighbours import Neighbour
from talkgraph.reports.path import Connection, Step, Way, find_path
from talkgraph.reports.plain import plain
from talkgraph.reports.plots import PLOT_FORMATS, plot_trends
from talkgraph.reports.reasons import Reason
from talkgraph.reports.registry import Question, ReportKind, report_kind, report_kinds, run_report
from talkgraph.reports.related import RelatedTalk, RelatedTalks, related_talks
from talkgraph.reports.relatedness import Relatedness
from talkgraph.reports.rendering import FORMATS, render
from talkgraph.reports.speaker import SpeakerProfile, speaker_profile
from talkgraph.reports.stats import GraphStats, RecapStats, graph_stats
from talkgraph.reports.talks import TalkList, list_talks
from talkgraph.reports.technology import Presenter, TechnologyProfile, technology_profile
from talkgraph.reports.trends import Direction, TalksOfYear, Trend, Trends, find_trends
from talkgraph.reports.values import Citation, Item, TalkEntry, Value

__all__ = [
    "FORMATS",
    "PLOT_FORMATS",
    "Answer",
    "Change",
    "Citation",
    "Communities",
    "Community",
    "CompanyProfile",
    "Connection",
    "Direction",
    "Edition",
    "Employment",
    "EventProgramme",
    "Expert",
    "Experts",
    "Gap",
    "Gaps",
    "GraphDiff",
    "GraphStats",
    "Ground",
    "Item",
    "MissedEntry",
    "MissedWords",
    "NameChange",
    "Neighbour",
    "OpenQuestion",
    "OpenQuestions",
    "Presenter",
    "ProgrammeEntry",
    "Question",
    "Reason",
    "RecapChange",
    "RecapStats",
    "RelatedTalk",
    "RelatedTalks",
    "Relatedness",
    "Report",
    "ReportKind",
    "Row",
    "Section",
    "Share",
    "SimilarSpeaker",
    "SpeakerProfile",
    "StatementChange",
    "StatsComparison",
    "Step",
    "TalkEntry",
    "TalkList",
    "TalkMatch",
    "TalksOfYear",
    "TechnologyProfile",
    "ThingChange",
    "Trend",
    "Trends",
    "Unpresented",
    "Value",
    "Way",
    "company_profile",
    "compare_stats",
    "diff_graphs",
    "event_programme",
    "find_communities",
    "find_experts",
    "find_gaps",
    "find_path",
    "find_talk",
    "find_trends",
    "graph_stats",
    "list_talks",
    "load_stats",
    "missed_words",
    "plain",
    "plot_trends",
    "related_talks",
    "render",
    "report_kind",
    "report_kinds",
    "run_report",
    "speaker_profile",
    "technology_profile",
]
