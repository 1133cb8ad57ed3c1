"""What web pages declare and hide, in pages of our own."""

import pytest

from pipeline.articles.readers.html import article_of
from pipeline.articles.readers.record import Record
from pipeline.settings import Limits

NEWS = "The council of Marlow met on Monday and voted for the new bridge over the river, which many had asked for."
OTHER = "The mayor of Marlow said on Tuesday that the bridge would be built before the winter, and the ferry sold."
STORY = f"<p>{NEWS}</p><p>{OTHER}</p><p>{NEWS} {OTHER}</p>"


def read(body, head=""):
    page = f"<!DOCTYPE html><html><head><title>Bridge</title>{head}</head><body>{body}</body></html>"
    found = article_of(page.encode(), Limits())
    assert isinstance(found, Record), found
    return found


def lines(body):
    return read(f"<article><h1>Bridge</h1>{body}{STORY}</article>").text.split("\n")


def test_quotations_keep_their_marks_and_their_line():
    found = lines(
        f"<p>{NEWS} Then he said: <q>We will <b>build</b> it.</q> He left.</p>"
        "<p><q>They call it <q>the toy</q> here,</q> he said.</p>"
    )
    assert f"{NEWS} Then he said: “We will build it.” He left." in found
    assert "“They call it ‘the toy’ here,” he said." in found


def test_an_embedded_post_keeps_its_author_on_a_line_of_its_own():
    post = (
        '<blockquote class="post"><p>The bridge is ours.</p>&mdash; Bo Ek (@boek) <a href="https://t.example/1">June 4,'
        "</a> 2031</blockquote>"
    )
    found = lines(f"<p>{NEWS}</p>{post}<p>{OTHER}</p>")
    at = found.index("The bridge is ours.")
    assert found[at - 1 : at + 3] == [NEWS, "The bridge is ours.", "— Bo Ek (@boek) June 4, 2031", OTHER]


def test_a_quotation_in_a_block_of_its_own_is_left_as_it_is():
    found = lines(f"<p>{NEWS}</p><blockquote>The bridge is <i>ours</i>, they say.</blockquote><p>{OTHER}</p>")
    assert "The bridge is ours, they say." in found


ADDRESS = '<link rel="canonical" href="https://news.example/2015/01/02/bridge">'


DAY = '"datePublished": "2031-06-07"'
WEB_PAGE = '{"@type": "WebPage", "datePublished": "2010-01-01"}'
META = '<meta property="article:published_time" content="{}">'


def linked(data):
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("", "2015-01-02"),
        (META.format("2031-06-07T22:20:00-05:00"), "2031-06-07T22:20:00-05:00"),
        (META.format("tomorrow"), "2015-01-02"),
        ('<meta name="pubdate" content="2031-06-07">', "2031-06-07"),
        (linked(f'{{"@type": "NewsArticle", {DAY}}}'), "2031-06-07"),
        (linked(f'{{"@graph": [{WEB_PAGE}, {{"@type": ["Thing", "BlogPosting"], {DAY}}}]}}'), "2031-06-07"),
        (linked(f"[{WEB_PAGE}]"), "2010-01-01"),
        (linked(f'{{"@type": "Person", {DAY}}}'), "2015-01-02"),
        (linked("[" * 100_000), "2015-01-02"),
    ],
)
def test_a_declared_date_stands_above_that_of_the_address(head, date):
    assert read(f"<article><h1>Bridge</h1>{STORY}</article>", ADDRESS + head).metadata["published_at"] == date


def test_a_time_that_is_marked_as_publication_is_declared():
    marked = '<time itemprop="datePublished" datetime="2031-06-07">June</time>'
    assert read(f"<article><h1>Bridge</h1>{marked}{STORY}</article>", ADDRESS).metadata["published_at"] == "2031-06-07"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Friday June 7, 2031 10:20 pm by Ada Berg", "Ada Berg"),
        ("By Ada Berg and Bo Ek | Friday, June 7, 2031", "Ada Berg; Bo Ek"),
        ("By June May | Friday, June 7, 2031", "June May"),
    ],
)
def test_a_day_is_no_author(line, authors):
    found = read(f'<article><h1>Bridge</h1><div class="byline">{line}</div>{STORY}</article>')
    assert found.metadata["authors"] == authors


LINKS = [f'<a href="/{i}">Section number {i} of our very long front menu</a>' for i in range(30)]


@pytest.mark.parametrize(
    "menu",
    [
        f"<nav>{''.join(LINKS)}</nav>",
        f"<div>{''.join(LINKS)}</div>",
        f"<div role='navigation'><p>{'</p><p>'.join(LINKS)}</p></div>",
        f"<ul><li>{'</li><li>'.join(LINKS)}</li></ul>",
        f"<p>{'</p><p>'.join(LINKS)}</p>",
        f"<div class='main-menu'>Read on, as others do, all that we have for you today: {''.join(LINKS[:4])}</div>",
    ],
)
def test_a_menu_is_no_article(menu):
    text = read(f"{menu}<div><h1>Bridge</h1><p>The bridge is built, Ada Berg said.</p></div>").text
    assert text == "Bridge\nThe bridge is built, Ada Berg said."


def test_links_within_an_article_stay():
    listed = "".join(f"<li><a href='/{i}'>Bridge number {i} of the town</a> is old.</li>" for i in range(6))
    found = lines(f"<p>{NEWS}</p><ul>{listed}</ul>")
    assert any("Bridge number 3 of the town is old." in line for line in found)
