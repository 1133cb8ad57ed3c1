"""How each table is shown and grouped, beside what it holds (see `schema`): one entry a table, in its order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Traits:
    """How a table is shown.

    `group` is where it stands in Dagster; `shown` are the columns that fit a terminal, `preview` the few that fit a
    narrow place. `chart` is the column whose values a chart counts, with the chart's title; `page` the page of the
    report on which its rows are best seen. Where rows are shown as examples, the first are those that have most of
    `best`. `example` tells that the overview shows rows of it at all. `written_by_others` is true of the tables that
    no stage makes: the others write into them.
    """

    group: str
    shown: tuple[str, ...]
    preview: tuple[str, ...]
    chart: tuple[str, str] | None = None
    page: str = "index.html"
    best: tuple[str, ...] = ()
    example: bool = False
    written_by_others: bool = False


TRAITS: Mapping[str, Traits] = {
    "articles": Traits(
        "text",
        shown=("article_id", "published_at", "title", "n_words", "uri"),
        preview=("title", "uri", "reference_date", "n_words"),
        chart=("reference_date", "Articles by day"),
        page="reader.html",
    ),
    "sentences": Traits(
        "text",
        shown=("article_id", "sentence_index", "text"),
        preview=("sentence_index", "text"),
        page="reader.html",
    ),
    "tokens": Traits(
        "text",
        shown=("article_id", "token_index", "text", "lemma", "tag", "dep", "head", "ent_type"),
        preview=("text", "lemma", "pos", "dep"),
        chart=("pos", "Tokens by part of speech"),
        page="reader.html",
    ),
    "mentions": Traits(
        "extraction",
        shown=("text", "mention_type", "label", "entity_id", "role", "mention_id"),
        preview=("text", "mention_type", "entity_id"),
        chart=("label", "Mentions by label"),
        page="reader.html",
    ),
    "time_expressions": Traits(
        "extraction",
        shown=("text", "timex_type", "value", "date_start", "date_end", "basis", "timex_id"),
        preview=("text", "value", "date_start", "date_end"),
        chart=("granularity", "Time expressions by calendar unit"),
        page="reader.html",
    ),
    "quotes": Traits(
        "extraction",
        shown=("speaker_name", "cue", "text", "quote_type", "said_on", "quote_id"),
        preview=("speaker_name", "cue", "text"),
        chart=("speaker_name", "Quotes by speaker"),
        page="search.html",
        example=True,
    ),
    "event_mentions": Traits(
        "extraction",
        shown=("date_start", "date_end", "modality", "agent", "clause", "place", "event_mention_id"),
        preview=("date_start", "modality", "clause"),
        chart=("date_start", "Events by day"),
        page="timeline.html",
        example=True,
    ),
    "entities": Traits(
        "extraction",
        shown=("entity_id", "name", "label", "aliases", "n_mentions", "n_articles", "n_quotes"),
        preview=("name", "label", "aliases", "n_mentions"),
        chart=("label", "Entities by label"),
        page="entities.html",
        best=("n_quotes", "n_mentions"),
        example=True,
    ),
    "stories": Traits(
        "corpus",
        shown=("title", "first_day", "last_day", "n_articles", "n_copies", "publishers", "story_id"),
        preview=("title", "first_day", "n_articles", "n_copies"),
        chart=("n_articles", "Stories by the number of their articles"),
        page="stories.html",
        best=("n_articles",),
    ),
    "story_members": Traits(
        "corpus",
        shown=("story_id", "article_id", "copy_of", "copied_share"),
        preview=("story_id", "article_id", "copy_of", "copied_share"),
        page="stories.html",
        best=("copied_share",),
    ),
    "statements": Traits(
        "corpus",
        shown=("speaker_name", "text", "said_on", "n_articles", "n_independent", "statement_id"),
        preview=("speaker_name", "text", "n_articles"),
        chart=("speaker_name", "Statements by speaker"),
        best=("n_articles",),
    ),
    "statement_members": Traits(
        "corpus",
        shown=("statement_id", "quote_id", "article_id", "difference"),
        preview=("statement_id", "quote_id", "difference"),
        chart=("difference", "How printings differ"),
    ),
    "events": Traits(
        "corpus",
        shown=("date_start", "date_end", "status", "event_type", "place", "summary", "n_independent", "event_id"),
        preview=("date_start", "status", "summary", "n_independent"),
        chart=("date_start", "Events by day"),
        page="events.html",
        best=("n_independent", "n_mentions"),
    ),
    "event_members": Traits(
        "corpus",
        shown=("event_id", "event_mention_id", "status", "because"),
        preview=("event_mention_id", "status", "because"),
        chart=("status", "How events are told"),
        page="events.html",
    ),
    "quarantine": Traits(
        "review",
        shown=("stage", "reason", "uri", "line", "detail", "quarantine_id"),
        preview=("reason", "uri", "detail"),
        chart=("reason", "Quarantined by reason"),
        written_by_others=True,
    ),
    "checks": Traits(
        "review",
        shown=("table", "part", "rule", "severity", "success", "n_rows", "n_unexpected"),
        preview=("table", "rule", "n_rows", "success"),
        chart=("table", "Expectations by table"),
        written_by_others=True,
    ),
}
"""The traits of every table by its name."""
