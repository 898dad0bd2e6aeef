"""Kinds of things and the predicates between them, as the ontology defines them."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Kind", "Predicate"]


class Kind(StrEnum):
    """What a thing is; the value is the local name of its class."""

    TALK = "Talk"
    EVENT = "Event"
    SERIES = "EventSeries"
    PERSON = "Person"
    ORGANIZATION = "Organization"
    PLACE = "Place"
    TECHNOLOGY = "Technology"
    TOPIC = "Topic"
    RECAP = "Recap"


class Predicate(StrEnum):
    """What a claim can state; the value is the prefixed name in the graph."""

    TYPE = "rdf:type"
    NAME = "schema:name"
    ALTERNATE_NAME = "schema:alternateName"
    URL = "schema:url"
    SUPER_EVENT = "schema:superEvent"
    PERFORMER = "schema:performer"
    ABOUT = "schema:about"
    MENTIONS = "tg:mentions"
    START_DATE = "schema:startDate"
    ATTENDANCE = "tg:attendance"
    LOCATION = "schema:location"
    ORGANIZER = "schema:organizer"
    SPONSOR = "schema:sponsor"
    HOST = "tg:host"
    WORKS_FOR = "schema:worksFor"
    FORMERLY_WORKED_FOR = "tg:formerlyWorkedFor"
    CREATED = "tg:created"
    USES = "tg:uses"
    BUILDS_ON = "tg:buildsOn"
    PART_OF = "tg:partOf"
    ALTERNATIVE_TO = "tg:alternativeTo"
    INSPIRED_BY = "tg:inspiredBy"
    SPOKE_AT = "tg:spokeAt"
    SPOKE_ABOUT = "tg:spokeAbout"
