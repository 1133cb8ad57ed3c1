import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.articles.article import article_id
from pipeline.articles.making import article_from, parse_moment
from pipeline.errors import ArticleError

NEWS = "The council of Marlow met on Monday and voted for the new bridge."


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2031-05-06", dt.datetime(2031, 5, 6)),
        ("20310506", dt.datetime(2031, 5, 6)),
        ("2031-05-06T07:08:09Z", dt.datetime(2031, 5, 6, 7, 8, 9, tzinfo=dt.UTC)),
        ("Tue, 06 May 2031 07:08:09 GMT", dt.datetime(2031, 5, 6, 7, 8, 9, tzinfo=dt.UTC)),
        ("May 6, 2031", dt.datetime(2031, 5, 6)),
        ("6 May 2031 5 pm", dt.datetime(2031, 5, 6, 17)),
        ("6 May 2031 at 5.30pm", dt.datetime(2031, 5, 6, 17, 30)),
        ("May 6, 2031 5 pm EST", dt.datetime(2031, 5, 6, 22, tzinfo=dt.UTC)),
        ("May 6, 2031 5 pm ET", dt.datetime(2031, 5, 6, 21, tzinfo=dt.UTC)),
        ("Tue May 06 2031 17:00:00 GMT+0300 (Coast Time)", dt.datetime(2031, 5, 6, 14, tzinfo=dt.UTC)),
        ("5/31/2031", dt.datetime(2031, 5, 31)),
        ("5/5/2031", dt.datetime(2031, 5, 5)),
        (dt.date(2031, 5, 6), dt.datetime(2031, 5, 6)),
        (dt.datetime(2031, 5, 6, 7), dt.datetime(2031, 5, 6, 7)),
    ],
)
def test_dates_are_read_in_their_usual_forms(value, moment):
    assert parse_moment(value) == moment


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "05/06/2031",
        "May 2031",
        "6 May",
        "2031-13-45",
        20310506,
        "12",
        "Tuesday 05/06/2031",
        "13-11-12",
        "May 6, 2031 5 pm QQT",
        "1" * 1000,
        True,
        ["2031-05-06"],
    ],
)
def test_what_is_no_whole_and_certain_date_is_refused(value):
    with pytest.raises(ValueError, match=r".+"):
        parse_moment(value)


def test_an_article_is_made_in_a_program():
    article = article_from(NEWS, uri="x", published_at="2031-05-06T23:00:00+02:00", authors="One; Another")
    assert article.published_at == dt.datetime(2031, 5, 6, 21, tzinfo=dt.UTC)
    assert article.reference_date == dt.date(2031, 5, 6)
    assert article.authors == ["One", "Another"]
    assert article.n_words == 13


@pytest.mark.parametrize(
    ("text", "metadata", "message"),
    [
        ("", {}, "empty"),
        (None, {}, "missing"),
        (NEWS, {"published_at": "soon"}, "'soon' is no date"),
        (NEWS, {"title": ["A", "B"]}, "title is a list, not a string"),
        (NEWS, {"authors": {"name": "A"}}, "authors is a dict"),
        (NEWS, {"publishd_at": "2031-05-06"}, "publishd_at"),
    ],
)
def test_what_cannot_be_used_is_an_error_that_says_so(text, metadata, message):
    with pytest.raises(ArticleError, match=message):
        article_from(text, **metadata)


def test_the_time_of_a_zone_is_kept_in_utc_and_its_day_as_written():
    article = article_from(NEWS, published_at="May 6, 2031 11 pm PDT")
    assert article.published_at == dt.datetime(2031, 5, 7, 6, tzinfo=dt.UTC)
    assert article.reference_date == dt.date(2031, 5, 6)


@given(st.text() | st.text("0123456789 :/-.TZ+apmGMTOctFri,", max_size=30))
def test_any_date_is_read_or_refused(value):
    with contextlib.suppress(ValueError, OverflowError):
        parse_moment(value)


@pytest.mark.parametrize(
    "text",
    [
        "Putin says no.",
        "Orban hosts Zelenskyy, Szijjarto in Budapest",
        "President Recep Tayyip Erdogan met Ekrem Imamoglu.",
        "Volodymyr Zelenskyy met Andriy Yermak, Rustem Umerov and Kyrylo Budanov in Kyiv.",
        "3-2 (1-1)",
    ],
)
def test_short_english_full_of_foreign_names_is_english(text):
    assert article_from(text).language == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Bürgermeister sagte am Montag, die Brücke werde gebaut."),
        ("hr", "Gradonačelnica je rekla da će novi most biti otvoren do kraja godine."),
        ("ru", "Нет."),
        ("zh", "总理周一表示，新桥将在年底前开放。"),
    ],
)
def test_other_languages_are_told_though_neighbours_share_their_probability(language, text):
    with pytest.raises(ArticleError, match=f"language.*'{language}'"):
        article_from(text)


@given(st.text())
def test_ids_are_short_and_the_same_every_time(uri):
    assert article_id(uri) == article_id(uri)
    assert len(article_id(uri)) == 12


def test_ids_are_known_values():
    assert article_id("https://news.example/1") != article_id("https://news.example/2")
    assert article_id("budapest-summit.txt") == "uwltajisurj7"


def test_a_text_of_hardly_anything_but_marks_is_refused():
    with pytest.raises(ArticleError, match="hardly more than punctuation"):
        article_from("One word. " + '"' * 200)
    assert article_from("“Oh!!! No... (really?)” - “Yes!”, he said.").n_words
