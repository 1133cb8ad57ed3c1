"""Texts of our own with the whole of what is recognised in them: quotations, cues, speakers, days of speaking."""

import pathlib
import tomllib

import pytest

from pipeline.speech.day import days_of_quotations
from pipeline.speech.page import page_of
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


SPEAKERS = {
    "Nora Feld said the bridge was old.": ["said: Feld"],
    "The paper quoted her as saying the bridge was old.": ["quoted: paper", "saying: her"],
    "Nora Feld opened the bridge, saying it was high time.": ["saying: Feld"],
    "Nora Feld sent a letter calling for a new bridge.": ["calling: Feld"],
    "Nora Feld used the speech to attack them.": ["attack: Feld"],
    "Anger at police: Activists say the bridge was old.": ["say: Activists"],
    "LINZ, Austria — The mayor said the bridge was old.": ["said: mayor"],
    "“I know,” she said, adding that it rained.": ["know: I", "said: she", "adding: she"],
    "Nora Feld, who built it, warned that it was old.": ["warned: Feld"],
    "The report that Nora Feld wrote says the bridge is old.": ["wrote: Feld", "says: report"],
    "Nora Feld came and said the bridge was old.": ["said: Feld"],
    "To say it was old would please Nora Feld.": ["say: -"],
    "The mayor, “a fool,” said the bridge was old.": ["said: mayor"],
    "Told that it rained, Nora Feld nodded.": ["Told: -", "nodded: Feld"],
    "Nora Feld asked the crowd to believe her.": ["asked: Feld", "believe: crowd"],
    "Nora Feld held a vote to demand a new bridge.": ["held: Feld", "demand: Feld"],
    "The bridge, Nora Feld says, is old.": ["says: Feld"],
    "Hoping to win, Nora Feld claimed the bridge was old.": ["Hoping: Feld", "claimed: Feld"],
    "The city, Nora Feld said, had hoped to mend it, noting it.": ["said: Feld", "hoped: city", "noting: city"],
}  # fmt: skip


@pytest.mark.parametrize("text", SPEAKERS)
def test_who_speaks_by_each_cue(text, parse):
    doc = parse(text)
    page = page_of(doc)
    found = [(token, page.speaker(token)) for token in doc if page.cue(token) is not None]
    assert [f"{cue.text}: {speaker.text if speaker is not None else '-'}" for cue, speaker in found] == SPEAKERS[text]
