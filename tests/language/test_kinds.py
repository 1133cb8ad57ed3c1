"""What the paragraphs of a page are."""

from __future__ import annotations

import pytest
from spacy.lang.en import English

from pipeline.language import kinds
from pipeline.tables.schema import SENTENCE_KINDS

tokenize = English()
PROSE = "The harbour board of Lunde met on Friday."


def kind(line: str, before: str = PROSE, after: str = PROSE) -> str:
    doc = tokenize("\n\n".join(part for part in (before, line, after) if part))
    return kinds.kinds(doc)[1 if before else 0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Old pier", "crosshead"),
        ("The board will meet again in May", "crosshead"),
        ("“We are done”", "prose"),
        ("it goes on", "prose"),
        ("So it was:", "prose"),
        ("The board will meet again in May and then it will vote", "prose"),
        ("By Olga Prem", "byline"),
        ("Written by Olga Prem and Jo Adler", "byline"),
        ("Olga Prem, staff writer", "byline"),
        ("By Olga Prem, the pier was closed.", "prose"),
        ("By the end of it, the pier was closed", "prose"),
        ("Photo: Olga Prem", "credit"),
        ("(Reporting by Olga Prem; Editing by Jo Adler)", "credit"),
        ("Read more: the pier in pictures", "credit"),
        ("© Lunde Courier", "credit"),
        ("Video of the pier was shown.", "prose"),
        ("Sources say the pier will close.", "prose"),
        ("In this undated photo, Olga Prem stands on the pier.", "caption"),
        ("Olga Prem on the old pier (Photo: Jo Adler)", "caption"),
        ("Olga Prem on the old pier. Jo Adler / Getty Images", "caption"),
        ("FILE - Olga Prem walks on the pier.", "caption"),
        ("Olga Prem took a photo of the pier.", "prose"),
        ("Lunde, 14 May 2031", "dateline"),
        ("Updated 5:40 p.m.", "prose"),
        ("Updated 5:40 pm", "dateline"),
        ("Board Must Close Pier by May 9", "crosshead"),
        ("“Gone.” — Olga Prem (@olgaprem)", "post"),
        ("Pier gone pic.twitter.com/abc", "post"),
        ("- tea", "crosshead"),
    ],
)
def test_the_kind_of_a_line_amid_prose(line, expected):
    assert kind(line) == expected


@pytest.mark.parametrize(
    ("line", "before", "after", "expected"),
    [
        ("Pier closes for good", "", PROSE, "headline"),
        ("Will the pier close?", "", PROSE, "headline"),
        ("Pier closes for good", "", "", "prose"),
        ("Pier closes for good", PROSE, "", "prose"),
        ("Board: pier closes, " * 9, "", PROSE, "prose"),
        ("It is closed", "Pier closes", PROSE, "headline"),
        ("- tea", "- milk", "", "list"),
        ("2. Tea", "1. Milk", PROSE, "list"),
        ("• Tea for all.", PROSE, "• Milk.", "list"),
    ],
)
def test_the_kind_of_a_line_by_its_neighbours(line, before, after, expected):
    assert kind(line, before, after) == expected


def test_the_kind_of_each_token():
    doc = tokenize("Pier closes\n\nLINZ — It rained.\n\nOld pier\n\nIt fell.")
    found = kinds.kind_of(doc)
    assert [found[token.i] for token in doc if token.text in ("closes", "LINZ", "—", "It", "Old", "fell")] == [
        "headline", "dateline", "dateline", "prose", "crosshead", "prose", "prose",
    ]  # fmt: skip
    assert set(found) <= set(SENTENCE_KINDS)
