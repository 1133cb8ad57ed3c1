"""How an event comes by its time, who tells it, and that any text gives valid rows."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.events.extractor import find_event_mentions
from pipeline.lexicon.loader import items
from pipeline.quotes.quote import Quote
from pipeline.tables.schema import TABLES
from pipeline.times.extractor import find_time_expressions
from tests.cost import lines

MONDAY = ("2024-03-11", "2024-03-11")


def by_trigger(rows):
    return {row.trigger: row for row in rows}


def test_a_happening_without_a_time_has_a_row_without_dates(events_of):
    (row,) = events_of("The army attacked.", {})
    assert (row.trigger, row.times, row.date_start, row.date_end, row.date_basis) == ("attacked", [], None, None, None)


def test_rows_fit_the_schema(events_of):
    rows = events_of("The army attacked on Monday and the king fled.", {"Monday": MONDAY})
    table = TABLES["event_mentions"].from_rows(rows)
    assert table.num_rows == len(rows) > 0
    for row in rows:
        assert row.event_mention_id == f"{row.article_id}-e{row.start}-{row.end}"


def test_the_date_is_never_the_publication_date(events_of):
    rows = events_of("The court ruled on Monday. The mayor may appeal.", {"Monday": MONDAY})
    assert {row.date_start for row in rows if row.times} == {dt.date(2024, 3, 11)}


def test_a_date_that_is_not_fixed_stays_null(events_of):
    row = by_trigger(events_of("Villagers fled on October 16.", {"October 16": ("", "")}, published_at=None))["fled"]
    assert row.date_start is row.date_end is row.granularity is None


def test_topic_date_holds_over_the_next_sentence(events_of):
    text = "The army attacked on Monday. Tanks crossed the river and burned two villages."
    rows = by_trigger(events_of(text, {"Monday": MONDAY}))
    assert rows["crossed"].date_basis == "topic"
    assert rows["burned"].date_basis == "topic"
    assert rows["crossed"].confidence < rows["attacked"].confidence


@pytest.mark.parametrize(
    "then",
    [
        "Tanks will cross the river.",
        "Tanks often cross the river.",
        "Later tanks crossed the river.",
        "Tanks had crossed the river.",
        "Tanks could have crossed the river.",
    ],
)
def test_topic_date_ends_where_the_telling_changes(events_of, then):
    rows = events_of(f"The army attacked on Monday. {then}", {"Monday": MONDAY})
    assert [row.trigger for row in rows if row.times] == ["attacked"]


def test_a_day_holds_into_the_next_paragraph(events_of):
    text = "The army attacked on Monday.\n\nTanks crossed the river.\n\nThe king fled."
    assert [row.trigger for row in events_of(text, {"Monday": MONDAY}) if row.times] == ["attacked", "crossed"]


def test_a_year_ends_with_the_paragraph(events_of):
    text = "The army attacked in 2019.\n\nTanks crossed the river."
    rows = events_of(text, {"2019": ("2019-01-01", "2019-12-31")})
    assert [row.trigger for row in rows if row.times] == ["attacked"]


@pytest.mark.parametrize("then", ["The king feared a war.", "There was no warning.", "The king was ill."])
def test_topic_date_is_not_given_to_states(events_of, then):
    rows = events_of(f"The army attacked on Monday. {then}", {"Monday": MONDAY})
    assert [row.trigger for row in rows if row.times] == ["attacked"]


def test_topic_date_ends_at_another_time(events_of):
    text = "The army attacked on Monday. Tanks crossed the river in April. They burned villages."
    rows = events_of(text, {"Monday": MONDAY, "April": ("2023-04-01", "2023-04-30")})
    assert {row.trigger: row.date_start for row in rows}["crossed"] == dt.date(2023, 4, 1)


QUARTER = ("2023-07-01", "2023-09-30")


def test_a_period_holds_over_the_figures_after_it(events_of):
    text = "Nordvik had a loss in the third quarter. Sales rose slightly."
    rows = by_trigger(events_of(text, {"the third quarter": QUARTER}))
    assert (rows["rose"].date_basis, rows["rose"].rule) == ("topic", "period-of-figures")


@pytest.mark.parametrize("then", ["Its shares rose slightly.", "The chairman rose slowly.", "Sales will rise."])
def test_a_period_is_not_given_to_other_things(events_of, then):
    rows = events_of(f"The firm's loss in the third quarter shrank. {then}", {"the third quarter": QUARTER})
    assert {row.rule for row in rows if row.trigger in ("rose", "rise") and row.times} <= {"topic-over-sentences"}


def test_dateline(events_of):
    text = "OSLO, March 11 (NTB) - The government banned the group."
    rows = events_of(text, {"March 11": MONDAY})
    assert [(row.trigger, row.date_basis) for row in rows] == [("banned", "dateline")]


def test_dateline_gives_way_to_another_time(events_of):
    text = "OSLO, March 11 (NTB) - The government banned the group in 2019."
    rows = events_of(text, {"March 11": MONDAY, "2019": ("2019-01-01", "2019-12-31")})
    assert [(row.trigger, row.date_start.year) for row in rows] == [("banned", 2019)]


def test_date_line_of_its_own(events_of):
    text = "Monday, March 11, 2024\n\nThe government banned the group."
    rows = events_of(text, {"Monday, March 11, 2024": MONDAY})
    assert [(row.trigger, row.date_basis) for row in rows] == [("banned", "dateline")]


def test_what_was_done_around_a_dated_participle(events_of):
    rows = by_trigger(events_of("Ruiz spoke briefly after arriving in Lima on Monday.", {"Monday": MONDAY}))
    assert rows["arriving"].date_basis == "modifier"
    assert rows["spoke"].date_basis == "subordination"


def test_time_between_subject_and_verb(events_of):
    rows = events_of("The minister on Monday denied the charge.", {"Monday": MONDAY})
    assert "denied" in by_trigger(rows)


def test_hyphenated_noun_is_whole(events_of):
    rows = events_of("The cease-fire on Monday held.", {"Monday": MONDAY})
    assert "cease-fire" in by_trigger(rows)


def test_source_of_a_quote(make_article, parse, time_row):
    text = "“The dam broke on Monday,” Lena Brandt said."
    article, doc = make_article(text, "2024-03-15"), parse(text)
    end = text.index("Monday") + len("Monday")
    quote = Quote(
        quote_id=f"{article.article_id}-q1-{end}",
        article_id=article.article_id,
        sentence_index=0,
        quote_type="direct",
        attitude="speech",
        start=1,
        end=end,
        text=text[1:end],
        fragments=[{"start": 1, "end": end}],
        quotation=text[1:end],
        **dict.fromkeys(("cue_start", "cue_end", "cue", "cue_lemma", "speaker_start", "speaker_end", "speaker")),
        cue_polarity="positive",
        speaker_entity_id="person/lena-brandt",
        speaker_name="Lena Brandt",
        speakers=[],
        **dict.fromkeys(("addressee_start", "addressee_end", "addressee", "addressee_entity_id")),
        **dict.fromkeys(("channel_start", "channel_end", "channel", "said_on", "said_on_timex_id", "parent_quote_id")),
        confidence=1.0,
        rule="test",
    )
    row = by_trigger(find_event_mentions(doc, article, [], [time_row(article, "Monday", *MONDAY)], [quote]))["broke"]
    assert (row.quote_id, row.source_entity_id) == (quote.quote_id, "person/lena-brandt")


def test_rows_are_sorted_and_ids_unique(events_of):
    text = "On Monday the king fled. Talks between the parties on March 4 failed, and in May a vote was held."
    times = {"Monday": MONDAY, "March 4": ("2024-03-04", "2024-03-04"), "May": ("2023-05-01", "2023-05-31")}
    rows = events_of(text, times)
    assert rows == sorted(rows, key=lambda r: (r.start, r.end))
    assert len({row.event_mention_id for row in rows}) == len(rows) > 2


WORDS = [
    "Monday",
    "2019",
    "on",
    "in",
    "after",
    "until",
    ",",
    ".",
    ";",
    ":",
    "—",
    "“",
    "”",
    '"',
    "(",
    ")",
    "the",
    "a",
    "king",
    "talks",
    "will",
    "not",
    "was",
    "were",
    "held",
    "said",
    "attacked",
    "to",
    "and",
    "that",
    "which",
    "if",
    "today's",
    "🙂",
    "\n\n",
    "from",
    "$",
    "5",
    "million",
    "by",
]


def test_a_clause_holds_its_word_whatever_the_parse_says(events_of):
    (row,) = events_of("Monday , held and Monday", {"Monday": MONDAY})
    assert (row.trigger, row.clause) == ("held", "held")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_text_gives_valid_rows(parse, make_article, time_row, words):
    text = " ".join(words)
    article, doc = make_article(text, "2024-03-15"), parse(text)
    times, at = [], 0
    while (at := text.find("Monday", at)) >= 0:
        row = time_row(article, "Monday", *MONDAY)
        values = {name: getattr(row, name) for name in row.__slots__}
        times.append(type(row)(**{**values, "start": at, "end": at + 6, "timex_id": f"t{at}-{at + 6}"}))
        at += 6
    rows = find_event_mentions(doc, article, [], times, [])
    columns = {column.name: column for column in TABLES["event_mentions"].columns}
    for row in rows:
        assert text[row.start : row.end] == row.trigger
        assert 0 <= row.clause_start <= row.start < row.end <= row.clause_end <= len(text)
        assert row.clause.strip() == row.clause != ""
        assert 0 < row.confidence <= 1
        for name in ("date_basis", "modality", "polarity", "tense", "aspect", "granularity"):
            value = getattr(row, name)
            assert value is None or value in columns[name].values
        for participant in row.participants:
            assert 0 <= participant["start"] < participant["end"] <= len(text)
    TABLES["event_mentions"].from_rows(rows)


def test_eight_times_the_text_runs_eight_times_the_lines(parse, make_article, time_row):
    def cost(n):
        text = "The army attacked the town on Monday and the king fled. " * n
        article, doc = make_article(text, "2024-03-15"), parse(text)
        row = time_row(article, "Monday", *MONDAY)
        values = {name: getattr(row, name) for name in row.__slots__}
        starts = [text.index("Monday") + k * (len(text) // n) for k in range(n)]
        times = [type(row)(**{**values, "start": s, "end": s + 6, "timex_id": f"t{s}"}) for s in starts]
        return lines(find_event_mentions, doc, article, [], times, [])[0]

    assert cost(160) < 10 * cost(20)


@pytest.mark.parametrize("name", ["event_nouns", "trigger_words", "roles", "modality"])
def test_lexicons_hold_each_word_once_and_in_lower_case(name):
    lists = tomllib.loads(resources.files("pipeline.events").joinpath(f"{name}.toml").read_text("utf-8"))
    for key, value in lists.items():
        entries = items(value) if isinstance(value, str) else value
        assert len(entries) == len(set(entries)), key
        assert all(entry == entry.lower() for entry in entries), key


def test_no_event_noun_is_excepted_too():
    lists = tomllib.loads(resources.files("pipeline.events").joinpath("event_nouns.toml").read_text("utf-8"))
    listed = set().union(*(value.split() for key, value in lists.items() if key not in ("suffixes", "not_events")))
    assert not listed & set(lists["not_events"].split())


def test_a_coordination_of_thousands_is_no_deeper_than_one_of_two(parse, make_article):
    text = "the summit on May 3, 2025, " * 1500
    doc, article = parse(text), make_article(text, "2025-10-17")
    rows = find_event_mentions(doc, article, [], find_time_expressions(doc, article), [])
    assert len(rows) >= 1000
