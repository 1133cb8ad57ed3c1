"""Texts of our own with the whole of what is recognised in them: quotations, cues, speakers, days of speaking."""

import pathlib
import tomllib

import pytest

from pipeline.speech.day import days_of_quotations
from pipeline.speech.quotations import quotations
from pipeline.speech.speakers import quoted

TEXTS = tomllib.loads((pathlib.Path(__file__).parent / "texts.toml").read_text("utf-8"))["text"]


def words(doc, tokens):
    return doc[tokens[0] : tokens[1]].text.replace("\n", " ¶ ") if tokens else "-"


def word(doc, token):
    return doc[token].text if token is not None else "-"


@pytest.mark.parametrize("case", TEXTS, ids=[case["text"][:60] for case in TEXTS])
def test_text(case, parse):
    doc = parse(case["text"])
    rows = [
        (q.kind, words(doc, q.by.cue), words(doc, q.by.speaker), " … ".join(words(doc, piece) for piece in q.content))
        for q in quotations(doc)
    ]
    assert [" | ".join(row) for row in rows] == case["quotations"]
    assert [f"{word(doc, span.cue)} | {word(doc, span.speaker)}" for span in quoted(doc)] == case["beside"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("“It is done,” Nora Feld said on Monday.", ["Monday"]),
        ("On Monday, Nora Feld said: “It is done.”", ["Monday"]),
        ("“It is done,” Nora Feld wrote on her page on Monday.", ["Monday"]),
        ("Speaking to reporters on Monday, Nora Feld said: “It is done.”", ["Monday"]),
        ("“It is done,” Nora Feld said on Monday. “It works,” she added.", ["Monday", "Monday"]),
        ("“It is done,” Nora Feld said on Monday. “It works,” she said.", ["Monday", "-"]),
        ("“It is done on Monday,” Nora Feld said.", ["-"]),
        ("“It is done,” said Nora Feld, who came home on Monday.", ["-"]),
        ("“It is done,” Nora Feld said of the bridge that opened on Monday.", ["-"]),
        ("“It is done,” Nora Feld said after the meeting on Monday.", ["Monday"]),
        ("It rained on Monday. “It is done,” Nora Feld said.", ["-"]),
        ("On Monday she took to the stage and declared: “It is done.”", ["Monday"]),
        ("The sign of Monday read “It is done” in red.", ["-"]),
    ],
)
def test_day_of_speaking(text, days, parse):
    doc = parse(text)
    found = days_of_quotations(doc, [t.i for t in doc if t.text == "Monday"])
    assert [word(doc, found.get(span.start)) for span in quoted(doc)] == days
