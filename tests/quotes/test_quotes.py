import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from pipeline.entities.mention import Mention
from pipeline.quotes.choosing import merged
from pipeline.quotes.extractor import find_quotes
from pipeline.quotes.found import Found
from pipeline.quotes.rules import RULES, rule_of
from pipeline.tables.schema import TABLES
from pipeline.times.time_expression import TimeExpression
from tests.cost import lines


@pytest.fixture
def quotes_of(parse, make_article):
    def quotes(text, mentions=(), time_expressions=()):
        return find_quotes(parse(text), make_article(text), list(mentions), list(time_expressions))

    return quotes


@pytest.fixture
def only(quotes_of):
    def quote(text, **given_rows):
        found = [q for q in quotes_of(text, **given_rows) if q.parent_quote_id is None]
        assert len(found) == 1, [q.text for q in found]
        return found[0]

    return quote


def mention(text, words, name, entity_id, kind="name", at=0):
    start = text.index(words, at)
    end = start + len(words)
    head = start + words.rindex(words.split()[-1])
    return Mention(
        f"a-m{start}-{end}",
        "a",
        0,
        start,
        end,
        words,
        head,
        end,
        kind,
        "PERSON",
        entity_id,
        name,
        None,
        None,
        "test",
        1.0,
    )


def date(text, words, day):
    start = text.index(words)
    return TimeExpression(
        f"a-t{start}-{start + len(words)}", "a", 0, start, start + len(words), words, "DATE", day.isoformat(), None,
        day, day, "day", "relative", "reference_date", day, 1.0, "test",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker"),
    [
        ('"It works," Ada Brenner said.', '"It works,"', "said", "Ada Brenner"),
        ("“It works,” said Ada Brenner.", "“It works,”", "said", "Ada Brenner"),
        ("''It works,'' Ada Brenner said.", "''It works,''", "said", "Ada Brenner"),
        ("‘It works,’ Ada Brenner said.", "‘It works,’", "said", "Ada Brenner"),
        ('Ada Brenner replied: "It works."', '"It works."', "replied", "Ada Brenner"),
        ("Brenner has repeatedly denied that she knew.", "that she knew", "has repeatedly denied", "Brenner"),
        ("The mayor didn't say when the bridge would open.", "when the bridge would open", "didn't say", "The mayor"),
    ],
)
def test_content_cue_and_speaker(only, text, content, cue, speaker):
    quote = only(text)
    assert (quote.text, quote.cue, quote.speaker) == (content, cue, speaker)


def test_a_quote_split_by_its_cue_is_one_row(only):
    quote = only('"It works," Brenner said, "and it is cheap." ')
    assert [quote.text[f["start"] - quote.start : f["end"] - quote.start] for f in quote.fragments] == [
        '"It works,"', '"and it is cheap."',
    ]  # fmt: skip
    assert quote.quotation == "It works, and it is cheap."


def test_a_dateline_with_a_colon_is_nobody_who_speaks(only):
    assert only("GRAZ: A barn burned down on Friday. Neighbours said that two horses died.").speaker == "Neighbours"


def test_paragraphs_opened_again_are_one_quote(only):
    quote = only('"We began in May," the engineer said. "It rained.\n\n"Then we stopped."\n')
    assert len(quote.fragments) == 3
    assert quote.speaker == "the engineer"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"The bridge is safe," Brenner said.', "direct"),
        ('Brenner said the bridge was "perfectly safe" in winter.', "mixed"),
        ("Brenner said the bridge was safe.", "indirect"),
        ('Brenner said it would be a kind of "Velmora.com" for workers.', "mixed"),
    ],
)
def test_kinds(only, text, kind):
    assert only(text).quote_type == kind


def test_overlapping_pieces_of_content_are_one():
    found = Found(RULES[0], "speech", [(7, 9), (5, 8), (12, 14), (9, 10)])
    assert merged(found).content == [(5, 9), (9, 10), (12, 14)]


@pytest.mark.parametrize(
    ("text", "attitude"),
    [
        ("Brenner said it would rain.", "speech"),
        ("Brenner believes it will rain.", "belief"),
        ("Brenner plans to leave.", "intention"),
        ("The law requires shops to close.", "other"),
    ],
)
def test_attitudes(only, text, attitude):
    assert only(text).attitude == attitude


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “old” bridge was closed.",
        "She read “The Winter Harbour” twice.",
        "Anna “Nana” Weber won the race.",
        "Imagine that it rains tomorrow.",
        "The club called Nightjar opened in May.",
        "Two hikers who had been missing since Friday were found alive on Sunday.",
        "The boat was found drifting off the harbour.",
        "The mayor found himself alone in the hall.",
        "He stood on the bridge.",
    ],
)
def test_scare_quotes_titles_nicknames_and_plain_sentences_are_no_quotes(quotes_of, text):
    assert quotes_of(text) == []


def test_a_participle_takes_the_speaker_of_the_main_cue(quotes_of):
    said, adding = quotes_of("The mayor said the bridge was old, adding that it would be closed in May.")
    assert said.text == "the bridge was old"
    assert (adding.cue, adding.speaker) == ("adding", "The mayor")


def test_reports_in_a_row_are_apart(quotes_of):
    said, warned = quotes_of("The mayor said that the bridge was old and warned that it would fall.")
    assert (said.text, warned.text) == ("that the bridge was old", "that it would fall")
    assert warned.speaker == "The mayor"


def test_a_relative_pronoun_is_resolved_through_its_noun(quotes_of):
    text = "The mayor met Weber, who said the bridge was safe."
    (quote,) = quotes_of(text, mentions=[mention(text, "Weber", "Anna Weber", "person/anna-weber")])
    assert (quote.speaker, quote.speaker_name, quote.speaker_entity_id) == ("who", "Anna Weber", "person/anna-weber")


def test_a_pronoun_is_resolved_by_its_mention(only):
    text = "She said the bridge was safe."
    quote = only(text, mentions=[mention(text, "She", "Anna Weber", "person/anna-weber", "pronoun")])
    assert quote.speaker_name == "Anna Weber"


def test_a_speaker_that_is_not_named_stays_as_it_is(only):
    quote = only("A senior official who was not allowed to speak said the bridge was unsafe.")
    assert quote.speaker == "A senior official who was not allowed to speak"
    assert quote.speaker_entity_id is None


def test_a_speaker_is_the_whole_noun_phrase(only):
    assert only("Ada Brenner, the mayor of Linz, said it rained.").speaker == "Ada Brenner, the mayor of Linz"


def test_the_sender_of_a_letter_speaks(only):
    assert only("The unions sent a letter demanding higher wages.").speaker == "The unions"


@pytest.mark.parametrize(
    ("text", "addressee", "channel"),
    [
        ("The mayor told reporters that the bridge was safe.", "reporters", None),
        ("The mayor said in a statement that the bridge was safe.", None, "a statement"),
        ('"The bridge is safe," the mayor wrote on Facebook.', None, "Facebook"),
        ("Speaking to reporters, the mayor said the bridge was safe.", "reporters", None),
        ("The mayor said the bridge was safe.", None, None),
    ],
)
def test_addressee_and_channel(only, text, addressee, channel):
    quote = only(text)
    assert (quote.addressee, quote.channel) == (addressee, channel)


def test_the_day_of_saying_is_the_one_by_the_cue(only):
    text = "The mayor said on Monday that the bridge would open on Friday."
    monday, friday = dt.date(2024, 5, 6), dt.date(2024, 5, 10)
    dates = [date(text, "Monday", monday), date(text, "Friday", friday)]
    assert only(text, time_expressions=dates).said_on == monday


def test_a_day_in_the_content_is_not_the_day_of_saying(only):
    text = "The mayor said the bridge would open on Friday."
    assert only(text, time_expressions=[date(text, "Friday", dt.date(2024, 5, 10))]).said_on is None


def test_a_quote_in_a_quote_has_a_parent(quotes_of):
    outer, inner = quotes_of("The mayor said the engineers told her that the bridge was safe.")
    assert inner.parent_quote_id == outer.quote_id
    assert inner.text == "that the bridge was safe"


def test_a_quotation_in_a_quotation_has_a_parent(quotes_of):
    outer, inner = quotes_of("“My father always said, ‘Never trust a banker,’” Brenner recalled.")
    assert inner.parent_quote_id == outer.quote_id
    assert (inner.speaker, inner.quote_type, inner.quotation) == ("My father", "direct", "Never trust a banker,")


def test_an_opinion_within_a_quote_is_the_quotes_own_affair(quotes_of):
    (quote,) = quotes_of("“I think the bridge is safe,” Brenner said.")
    assert quote.speaker == "Brenner"


def test_a_participle_clause_is_not_what_is_said(quotes_of):
    assert not [q for q in quotes_of("Asked about the plan, Brenner smiled.") if q.speaker == "Brenner"]


def test_it_is_a_source_unless_it_is_empty(only):
    assert only("It says that the bridge is safe.").speaker == "It"
    assert only("It was announced that the bridge is safe.").speaker is None


def test_a_dateline_is_no_speaker(only):
    assert only("LINZ, Austria — The mayor said that the bridge was safe.").speaker == "The mayor"


BLANK = English()


def untagged(text):
    """A Doc of a text that nothing has been predicted for."""
    return BLANK(text)


@given(st.text(alphabet="Said say aw.,:;?!\n\"'“”‘’«»`—()", max_size=120))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_rows_that_fit_the_schema(quotes_of, text):
    quotes = quotes_of(text)
    TABLES["quotes"].from_rows(quotes).validate(full=True)
    assert len({q.quote_id for q in quotes}) == len(quotes)
    assert [(q.start, q.end) for q in quotes] == sorted((q.start, q.end) for q in quotes)
    for q in quotes:
        assert q.text == text[q.start : q.end]
        assert q.fragments[0]["start"] == q.start
        assert q.fragments[-1]["end"] == q.end
        assert all(a["end"] <= b["start"] for a, b in zip(q.fragments, q.fragments[1:], strict=False))
        for part in ("cue", "speaker", "addressee", "channel"):
            begin, end = getattr(q, f"{part}_start"), getattr(q, f"{part}_end")
            assert getattr(q, part) == (None if begin is None else text[begin:end])
        assert rule_of(q.rule).name == q.rule
        assert 0 <= q.confidence <= 1
        assert q.parent_quote_id is None or q.parent_quote_id in {p.quote_id for p in quotes}


@given(st.text(max_size=60))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_doc_that_was_never_parsed_does_no_harm(make_article, text):
    assert isinstance(find_quotes(untagged(text), make_article(text), [], []), list)


@pytest.mark.parametrize("unit", ["he said that ", "x, he said, "])
def test_one_sentence_without_end_costs_in_proportion(parse, make_article, unit):
    short, long = (unit * (size // len(unit)) for size in (2_000, 16_000))
    cost = [lines(find_quotes, parse(text), make_article(text), [], [])[0] for text in (short, long)]
    assert cost[1] < 10 * cost[0]


def test_what_somebody_is_told_not_to_do(only):
    quote = only("The mayor told residents not to drink the water.")
    assert (quote.text, quote.addressee) == ("not to drink the water", "residents")


@pytest.mark.parametrize("unit", ['"', "“", "'", '"a" said b. '])
def test_two_hundred_thousand_characters_of_marks_are_no_trouble(make_article, unit):
    text = unit * (200_000 // len(unit))
    words = unit.split() * (200_000 // len(unit))
    doc = Doc(BLANK.vocab, words=words, spaces=[" " in unit] * len(words), sent_starts=[False] * len(words))
    assert isinstance(find_quotes(doc, make_article(text), [], []), list)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "According to Brenner, Lena Foss and Petra Holm will speak by telephone.",
            "Brenner",
            "Lena Foss and Petra Holm",
        ),
        ("According to Brenner, Foss and Holm, the dam is safe.", "Brenner, Foss and Holm", "the dam is safe"),
    ],
)
def test_the_source_of_according_to_leaves_the_subject_to_what_it_says(only, text, speaker, content):
    quote = only(text)
    assert quote.speaker == speaker
    assert quote.text.startswith(content)
