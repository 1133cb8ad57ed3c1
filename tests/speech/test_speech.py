"""Speech is recognised once: who is "I", what "yesterday" counts from, and the quote's own columns agree."""

import datetime as dt

import pytest

from pipeline.entities.extractor import find_mentions
from pipeline.lexicon.verbs import verb
from pipeline.quotes.extractor import find_quotes
from pipeline.speech.day import within
from pipeline.speech.quotations import quotations
from pipeline.speech.speakers import quoted
from pipeline.times.extractor import find_time_expressions

FRIDAY = "2025-10-17"
MONDAY = dt.date(2025, 10, 13)
VERBS = [
    "said", "complained", "maintained", "argued", "insisted", "lamented", "grumbled", "remarked", "quipped",
    "conceded", "confessed", "recalled", "warned", "wrote", "tweeted", "joked", "boasted", "protested",
    "acknowledged", "declared", "testified", "noted", "explained",
]  # fmt: skip


@pytest.fixture
def tables(parse, make_article):
    def tables_of(text):
        doc, article = parse(text), make_article(text, FRIDAY)
        mentions, times = find_mentions(doc, article), find_time_expressions(doc, article)
        return find_quotes(doc, article, mentions, times), mentions, times

    return tables_of


@pytest.mark.parametrize("said", VERBS)
def test_yesterday_counts_from_the_day_of_speaking(tables, said):
    (quote,), _, times = tables(f"“The board met yesterday,” Nora Feld {said} on Monday.")
    assert (quote.said_on, quote.speaker_name) == (MONDAY, "Nora Feld")
    yesterday = next(t for t in times if t.text == "yesterday")
    assert (yesterday.date_start, yesterday.anchor) == (dt.date(2025, 10, 12), "said_on")


@pytest.mark.parametrize("said", VERBS)
def test_i_is_the_speaker(tables, said):
    (quote,), mentions, _ = tables(f"“I never opened the parcel,” Nora Feld {said}.")
    me = next(m for m in mentions if m.text == "I")
    assert me.entity_id == quote.speaker_entity_id == "person/nora-feld"


def test_words_in_marks_within_a_sentence(tables):
    (quote,), mentions, times = tables("Nora Feld boasted on Monday that “my team won yesterday” without a sweat.")
    assert (quote.said_on, quote.quote_type) == (MONDAY, "mixed")
    assert next(t for t in times if t.text == "yesterday").date_start == dt.date(2025, 10, 12)
    assert next(m for m in mentions if m.text == "my").entity_id == "person/nora-feld"


def test_what_he_added_was_said_on_the_same_day(tables):
    text = "Nora Feld grumbled on Monday: “Nobody came.” “We waited all day yesterday,” she added."
    quotes, _, times = tables(text)
    assert [q.said_on for q in quotes] == [MONDAY, MONDAY]
    assert next(t for t in times if t.text.endswith("yesterday")).anchor == "said_on"


def test_what_somebody_else_said_was_not(tables):
    text = "Nora Feld grumbled on Monday: “Nobody came.” “We waited all day yesterday,” Ole Brandt said."
    quotes, _, times = tables(text)
    assert [q.said_on for q in quotes] == [MONDAY, None]
    assert next(t for t in times if t.text.endswith("yesterday")).anchor == "reference_date"


@pytest.mark.parametrize(
    "text",
    [
        "“The board met yesterday,” read the sign that Nora Feld carried home on Monday.",
        "“The board met yesterday,” said Nora Feld, whose book came out on Monday.",
        "The letter of Monday was blunt. “The board met yesterday, and nobody was told,” Nora Feld said.",
    ],
)
def test_another_day_beside_a_quotation_is_not_its_day(tables, text):
    quotes, _, times = tables(text)
    assert all(q.said_on is None for q in quotes)
    assert next(t for t in times if t.text == "yesterday").anchor == "reference_date"


def test_a_verb_that_does_not_speak_gives_no_speaker(tables):
    _, mentions, _ = tables("Nora Feld carried a card with “I never opened it” on it.")
    assert next(m for m in mentions if m.text == "I").entity_id is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("“It works,” she said. “We tried it.”", ["trailing"]),
        ("She said: “It works.”", ["leading"]),
        ("The mayor was calm. “We have seen far worse floods here.”", ["floating"]),
        ("“It works well for all of us.” — Nora Feld, engineer", ["signature"]),
        ("“It works,” she said. “It does,” he said.", ["trailing", "trailing"]),
        ("She read “The Long Winter” and closed the “old” gate.", []),
    ],
)
def test_kinds_of_quotations(parse, text, kinds):
    assert [quotation.kind for quotation in quotations(parse(text))] == kinds


def test_a_quotation_over_two_paragraphs_has_one_speaker(parse):
    doc = parse("“It began in May,” Nora Feld said. “It rained.\n\n“Then it stopped.”")
    (quotation,) = quotations(doc)
    assert [doc[a:b].text.strip() for a, b in quotation.content] == [
        "“It began in May,”", "“It rained.", "“Then it stopped.”",
    ]  # fmt: skip
    assert {doc[span.speaker].text for span in quoted(doc)} == {"Feld"}


def test_recognised_once(parse):
    doc = parse("“It works,” she said.")
    assert quotations(doc) is quotations(doc)
    assert quoted(doc) is quoted(doc)


def test_every_verb_tried_here_is_of_speech():
    assert all(verb(lemma) is not None for lemma in ("complain", "maintain", "lament", "boast"))


def test_a_token_of_what_is_said():
    assert [i for i in range(8) if within(i, [(1, 3), (5, 6)])] == [1, 2, 5]
