"""Texts as they are read, and how rows are carried over to the text as it came."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from spacy.lang.en import English

from pipeline.language import parse
from pipeline.language.as_read import as_read, origin_of, to_article, to_doc, word_as_read

WRAPPED = (
    "The harbour board of Lunde met on Friday to hear what the\n"
    "new pier will cost. Its chair, Olga Prem, told the members\n"
    "that work begins in May. She would not name a sum before\n"
    "the last of the offers is in.\n"
    "The town pays half of it. The rest comes from the firms\n"
    "that use the port.\n"
)
blank = English()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "She moved to San\nMarlo when the mill\nat Lunde closed.",
            "She moved to San Marlo when the mill at Lunde closed.",
        ),
        (
            "Boats left for New\nMarlo when the chair Olga\nPrem closed the port.",
            "Boats left for New Marlo when the chair Olga Prem closed the port.",
        ),
        ("Boats from Lunde\nPoint met Olga\nPrem on Friday.", "Boats from Lunde Point met Olga Prem on Friday."),
        ("She said the tide “takes the\n   pier each spring.”", "She said the tide “takes the pier each spring.”"),
        ("The chair of the\nHarbour Board left.", "The chair of the Harbour Board left."),
        ("the bro\u00adken pier", "the broken pier"),
        ("a har\u00ad\nbour", "a harbour"),
        ("the Franco-\nSwiss pier", "the Franco-Swiss pier"),
        (
            "A toll\xa0on barges.\xa0 It rose \u2009to 10\xa0000.\n\xa0No.",
            "A toll on barges. It rose to 10 000.\n\xa0No.",
        ),
        ("&quot;Go,&#39; &ldquo;x&rdquo; P&amp;O", "\"Go,' “x” P&O"),
        (WRAPPED, WRAPPED.replace("\n", " ").replace("is in. The", "is in.\nThe")[:-1] + "\n"),
    ],
)
def test_what_is_read_otherwise(text, read):
    assert as_read(text).text == read


@pytest.mark.parametrize(
    "text",
    [
        "Pier closes\nOlga Prem, the chair of the board, left.",
        "Board meets\nPier closes\nThe board met on Friday.",
        "flour\nbutter\nsugar",
        "Olga Prem left.\nshe did not return.",
        "By Olga Prem\nThe board met on Friday.",
        "Tides rise\nPiers fall\nBoats sink",
        "Pier falls\nBoats sink off the coast\nThe board met on Friday.",
        "- tea for the\n- coffee for the\n- milk.",
        "“Never”\n— Olga Prem, the chair.",
        "Asked for:\nthe sum.",
        "PREM: We met the\nBOARD: you did it.",
        "The board met and\n" + "the members voted on the new pier " * 5 + ".",
        "Anna &foo; & co; \u00ad x - \n y",
        "",
        "\n\n",
    ],
)
def test_what_is_read_as_it_stands(text):
    assert as_read(text).text == text


def test_a_text_with_a_paragraph_a_line_is_not_wrapped():
    lines = [
        "The board met on Friday in the old hall of Lunde.",
        "Nobody came to the hall, and so nobody voted at all.",
    ]
    text = "\n".join(lines * 4)
    assert as_read(text).text == text


WITHOUT_BLANK_LINES = """\
The ferry to Marlow was late again on Monday, and the crew told those
    who had waited that a rope was lost.
    Nobody was hurt, and the harbour master said that he would have a
    new rope by Friday.
    It was the third time this year that the boats of the line did not
    leave the quay when they should have.
    The mayor was on board.
"""


def test_wrapped_text_whose_paragraphs_no_blank_line_parts():
    assert [line.strip() for line in as_read(WITHOUT_BLANK_LINES).text.splitlines()] == [
        "The ferry to Marlow was late again on Monday, and the crew told those who had waited that a rope was lost.",
        "Nobody was hurt, and the harbour master said that he would have a new rope by Friday.",
        "It was the third time this year that the boats of the line did not leave the quay when they should have.",
        "The mayor was on board.",
    ]


def test_a_first_paragraph_that_is_not_wrapped_tells_nothing_of_the_others():
    first = (
        "The ferry to Marlow was late again on Monday, the third time in a week, and nobody on the quay could say for"
    )
    first += " how long it would be so this time or who was to pay."
    read = as_read(f"{first}\n{WITHOUT_BLANK_LINES}").text.splitlines()
    assert [line.strip() for line in read] == [first, *map(str.strip, as_read(WITHOUT_BLANK_LINES).text.splitlines())]


def test_lines_broken_at_links_and_captions_in_wrapped_text():
    links = "    The keeper of the\n    harbour at Marlow said so.\n    Ropes Old and New\n    The board met at noon.\n"
    read = [line.strip() for line in as_read(WITHOUT_BLANK_LINES + links).text.splitlines()]
    assert read[-3:] == ["The keeper of the harbour at Marlow said so.", "Ropes Old and New", "The board met at noon."]


def test_verse_is_not_wrapped():
    verse = "The ferry waits\nfor none of us.\nIt went and all the long night\nthe bell rang.\nAnd\nwe\nwept."
    assert as_read(verse).text == verse


def test_items_of_a_list_in_wrapped_text_stay_apart():
    text = WRAPPED + "\n- the first of the items is as long as a line of the text\n- the second is about as long\n"
    assert "\n- the second" in as_read(text).text


@pytest.mark.parametrize(
    ("word", "read"), [("&quot;", '"'), ("bro\u00adken", "broken"), ("-\n", "-"), ("a\u00ad\n b", "ab"), ("\n", "\n")]
)
def test_a_word(word, read):
    assert word_as_read(word).text == read


@given(st.text(alphabet="ab A.,-\n\u00ad\u00a0\r&;quot", max_size=80))
def test_every_character_has_its_place(text):
    # A joined line's break beside a hard space is one token with it, which as a word cannot tell it from an end.
    assume(not re.search(r"\u00a0\s*\n|\n\s*\u00a0", text))
    reading = as_read(text)
    assert len(reading.origin) == len(reading.text) + 1
    assert reading.origin[-1] == len(text)
    assert (reading.origin[1:] >= reading.origin[:-1]).all()
    doc = parse.prepared(blank, text)
    origin = origin_of(doc)
    assert doc.text == reading.text
    for token in doc:
        assert word_as_read(text[origin[token.idx] : origin[token.idx + len(token)]]).text == token.text


@dataclass(frozen=True)
class Row:
    start: int
    end: int
    text: str
    cue_start: int | None
    cue_end: int | None
    cue: str | None
    quote_id: str
    entity_id: str
    name: str
    fragments: list[dict]


def test_rows_are_carried_over_and_back():
    text = "&quot;The har\u00adbour is as\nold as hills,&quot; said Olga."
    doc = parse.prepared(blank, text)
    read = doc.text
    assert read == '"The harbour is as old as hills," said Olga.'
    start, end, cue = read.index("The"), read.index(',"'), read.index("said")
    row = Row(
        start,
        end,
        read[start:end],
        cue,
        cue + 4,
        "said",
        f"a1-q{start}-{end}",
        "place/b-q1-2",
        "harbour",
        [{"start": start, "end": end}],
    )
    (moved,) = to_article([row], doc, text)
    assert moved.text == text[moved.start : moved.end] == "The har\u00adbour is as\nold as hills"
    assert (moved.cue, text[moved.cue_start : moved.cue_end], moved.name) == ("said", "said", "harbour")
    assert (moved.quote_id, moved.entity_id) == (f"a1-q{moved.start}-{moved.end}", "place/b-q1-2")
    assert moved.fragments == [{"start": moved.start, "end": moved.end}]
    assert to_doc([moved], doc, text) == [row]


def test_rows_of_a_text_that_is_read_as_it_stands_are_the_same():
    row = Row(0, 4, "Olga", None, None, None, "a1-q0-4", "", "Olga", [])
    doc = parse.prepared(blank, "Olga left.")
    assert to_article([row], doc, "Olga left.")[0] is row
    assert to_doc([row], doc, "Olga left.")[0] is row
