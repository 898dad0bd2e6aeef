from __future__ import annotations

import pytest
import spacy

from talkgraph.extraction.leadins import after_lead_in, field_of, names_speakers

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("3. Fuzzing the parser", "Fuzzing the parser"),
        ("09:30 Vector tiles", "Vector tiles"),
        ("14.00 - 14.45: Vector tiles", "Vector tiles"),
        ("Talk 2: Backups", "Backups"),
        ("2. PRESENTATION: Backups", "Backups"),
        ("Closing keynote — Ann Poe", "Ann Poe"),
        (">>> 19:00 Ann Poe", "Ann Poe"),
        ("#4 Elm", "Elm"),
        ("Talking to machines", "Talking to machines"),
        ("Keynotes we forgot", "Keynotes we forgot"),
        ("2023 in numbers", "2023 in numbers"),
        ("Talk 3:", "Talk 3:"),
        ("12", "12"),
    ],
)
def test_what_leads_in_is_passed_over(line: str, rest: str) -> None:
    doc = NLP(line)

    assert doc[after_lead_in(doc, 0, len(doc)) :].text == rest


def test_an_empty_stretch_begins_where_it_begins() -> None:
    assert after_lead_in(NLP("Elm"), 1, 1) == 1


@pytest.mark.parametrize(
    ("line", "speakers"),
    [
        ("Speaker: Ann Poe", True),
        ("**Speakers:** Ann Poe and Tim Low", True),
        ("Chair: Ann Poe", False),
        ("Elm: Ann Poe", False),
        ("Speaker Ann Poe", False),
    ],
)
def test_a_field_that_names_speakers(line: str, *, speakers: bool) -> None:
    doc = NLP(line)

    assert names_speakers(doc, 0, len(doc)) is speakers


def test_fields_tell_speakers_from_others() -> None:
    assert field_of("presented  by") == "speakers"
    assert field_of("Minutes") == "others"
    assert field_of("Vector tiles") is None
