"""Which language a text is in."""

from __future__ import annotations

import pytest

from talkgraph.sources import detect_language, read_markdown

FRENCH = "Le premier exposé de la soirée portait sur les files d'attente, et sur ce qui les remplit la nuit."
ENGLISH = "The first talk of the evening was about queues, and about what fills them in the night."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("Der erste Vortrag des Abends handelte von Warteschlangen und davon, was sie nachts füllt.", "de"),
        ("La primera charla de la noche trató sobre las colas y sobre lo que las llena por la noche.", "es"),
        ("", "und"),
        ("Juan Benet", "und"),
        ("12345 67890 !!! ??? --- 2016-04-25 12:30", "und"),
        ("Docker Kubernetes Terraform Ansible AWS Lambda IPFS Node.js React Vue Juan Benet", "und"),
        (f"---\ntitle: {ENGLISH}\n---\n{FRENCH}", "fr"),
        (f"```\n{ENGLISH}\n{ENGLISH}\n```\n{FRENCH}", "fr"),
        (f"`{ENGLISH}` https://example.org/the/first/talk/was/about/queues {FRENCH}", "fr"),
        ("\ud800" + ENGLISH, "en"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_code_blocks_and_metadata_do_not_count() -> None:
    document = read_markdown(
        f"---\ntitle: Notes\nevent: {ENGLISH}\n---\n{FRENCH}\n\n    {ENGLISH}\n    {ENGLISH}\n", "a"
    )
    assert document.language == "fr"


def test_long_text_in_another_language_at_its_end_is_told_by_its_beginning() -> None:
    assert detect_language(FRENCH * 200 + ENGLISH * 1000) == "fr"
