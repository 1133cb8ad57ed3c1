"""A small corpus, written out by hand, in which every table meets all its expectations."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import re
from typing import Any

import pyarrow as pa

from pipeline.articles.article import article_id
from pipeline.tables.schema import TABLES

HARBOUR = (
    "VELMORA, Oct. 16 — Mayor Ada Brenner said on Thursday that the bridge would open in May 2026.\n"
    "“We are ready,” she told reporters at the town hall, “and Lio said ‘the river is calm’.”\n"
)
ORCHARD = "Nobody in Quell 🍎 knows the day. Lio Marsh hopes it comes."

DAY = dt.date(2025, 10, 17)
Rows = list[dict[str, Any]]


class Writer:
    """Makes rows of one article from the words they are about."""

    def __init__(self, uri: str, text: str, published_at: dt.datetime | None) -> None:
        self.id, self.uri, self.text, self.published_at = article_id(uri), uri, text, published_at

    def article(self) -> dict[str, Any]:
        return {
            "article_id": self.id,
            "uri": self.uri,
            "authors": [],
            "language": "en",
            "published_at": self.published_at,
            "reference_date": self.published_at and self.published_at.date(),
            "reference_date_source": self.published_at and "metadata",
            "text": self.text,
            "text_sha256": hashlib.sha256(self.text.encode()).hexdigest(),
            "n_characters": len(self.text),
            "n_words": len(re.findall(r"\w+", self.text)),
            "source": "sample.jsonl",
            "format": "jsonl",
            "encoding": "utf-8",
        }

    def span(self, words: str, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def row(self, words: str, nth: int = 0, **fields: Any) -> dict[str, Any]:
        start, end = self.span(words, nth)
        return {
            "article_id": self.id, "sentence_index": 0, "start": start, "end": end, "text": words,
            "rule": "test", "confidence": 0.75, **fields,
        }  # fmt: skip

    def part(self, name: str, words: str, nth: int = 0) -> dict[str, Any]:
        start, end = self.span(words, nth)
        return {name: words, f"{name}_start": start, f"{name}_end": end}

    def mention(self, words: str, nth: int = 0, head: str = "", **fields: Any) -> dict[str, Any]:
        row = self.row(words, nth, mention_type="name", **fields)
        head = head or words.split()[-1]
        row["head_start"] = row["start"] + words.index(head)
        row["head_end"] = row["head_start"] + len(head)
        return {"mention_id": f"{self.id}-m{row['start']}-{row['end']}", **row}

    def timex(self, words: str, **fields: Any) -> dict[str, Any]:
        row = self.row(words, timex_type="DATE", basis="explicit", **fields)
        return {"timex_id": f"{self.id}-t{row['start']}-{row['end']}", **row}

    def quote(self, words: str, fragments: list[str] | None = None, **fields: Any) -> dict[str, Any]:
        row = self.row(words, attitude="speech", cue_polarity="positive", **fields)
        names = {"entity_id": row.get("speaker_entity_id"), "name": row.get("speaker_name")}
        part = {"start": row.get("speaker_start"), "end": row.get("speaker_end"), "text": row.get("speaker")}
        row["speakers"] = [{**part, **names}] if part["text"] else []
        spans = [self.span(fragment) for fragment in fragments or [words]]
        row["fragments"] = [{"start": start, "end": end} for start, end in spans]
        return {"quote_id": f"{self.id}-q{row['start']}-{row['end']}", **row}

    def event(self, trigger: str, clause: str, timex: dict[str, Any] | None, **fields: Any) -> dict[str, Any]:
        row = self.row(trigger, trigger=trigger, clause=clause, event_type="opening", figures=[], **fields)
        start, end = self.span(clause)
        times = [{"timex_id": timex["timex_id"], "relation": "during"}] if timex else []
        row |= {"clause_start": start, "clause_end": end, "times": times}
        return {"event_mention_id": f"{self.id}-e{row['start']}-{row['end']}", **row}

    def tokens(self) -> Rows:
        words = list(re.finditer(r"\n|[^ \n]+", self.text))
        return [
            {
                "article_id": self.id, "token_index": index, "sentence_index": 0,
                "start": word.start(), "end": word.end(), "text": word[0], "lemma": word[0].lower(),
                "pos": "NOUN", "tag": "NN", "morph": "", "dep": "dep", "head": 0,
                "ent_iob": "B" if word[0] in {"Ada", "Lio"} else "O",
                "ent_type": "PERSON" if word[0] in {"Ada", "Lio"} else "",
            }
            for index, word in enumerate(words)
        ]  # fmt: skip

    def sentences(self) -> Rows:
        found = list(re.finditer(r"[^\n]+", self.text))
        return [
            {
                "article_id": self.id, "sentence_index": index, "paragraph_index": index, "kind": "prose",
                "start": line.start(), "end": line.end(), "text": line[0],
            }
            for index, line in enumerate(found)
        ]  # fmt: skip


def rows() -> dict[str, Rows]:
    """The rows of every table."""
    a = Writer("harbour.txt", HARBOUR, dt.datetime(2025, 10, 17, 6, tzinfo=dt.UTC))
    b = Writer("orchard.txt", ORCHARD, None)
    ada, lio = (
        {"entity_id": "person/ada-brenner", "name": "Ada Brenner"},
        {"entity_id": "person/lio-marsh", "name": "Lio Marsh"},
    )
    brenner = a.mention("Mayor Ada Brenner", label="PERSON", role="Mayor", **ada)
    she = a.mention("she", label="PERSON", antecedent_id=brenner["mention_id"], **ada) | {"mention_type": "pronoun"}
    mentions = [
        brenner,
        she,
        a.mention("VELMORA", label="GPE", entity_id="place/velmora", name="VELMORA"),
        a.mention("Lio", label="PERSON", **lio),
        b.mention("Lio Marsh", label="PERSON", **lio),
        b.mention("Nobody") | {"mention_type": "pronoun"},
    ]
    the_16th = dt.date(2025, 10, 16)
    thursday = a.timex("Thursday", value="2025-10-16", date_start=the_16th, date_end=the_16th) | {
        "granularity": "day", "basis": "relative", "anchor": "reference_date", "anchor_date": DAY,
    }  # fmt: skip
    may = a.timex("May 2026", value="2026-05", date_start=dt.date(2026, 5, 1), date_end=dt.date(2026, 5, 31)) | {
        "granularity": "month"
    }
    the_day = b.timex("the day", value="XXXX-XX-XX") | {"basis": "unresolved"}
    opening = a.quote(
        "that the bridge would open in May 2026", quote_type="indirect", cue_lemma="say",
        said_on=dt.date(2025, 10, 16), said_on_timex_id=thursday["timex_id"],
        speaker_entity_id="person/ada-brenner", speaker_name="Ada Brenner",
        **a.part("cue", "said"), **a.part("speaker", "Mayor Ada Brenner"),
    )  # fmt: skip
    ready = a.quote(
        "“We are ready,” she told reporters at the town hall, “and Lio said ‘the river is calm’.”",
        ["“We are ready,”", "“and Lio said ‘the river is calm’.”"],
        quote_type="direct", quotation="We are ready, and Lio said ‘the river is calm’.", cue_lemma="tell",
        speaker_entity_id="person/ada-brenner", speaker_name="Ada Brenner",
        **a.part("cue", "told"), **a.part("speaker", "she"), **a.part("addressee", "reporters"),
        **a.part("channel", "at the town hall"),
    )  # fmt: skip
    calm = a.quote(
        "‘the river is calm’", quote_type="direct", quotation="the river is calm", cue_lemma="say",
        parent_quote_id=ready["quote_id"], speaker_entity_id="person/lio-marsh", speaker_name="Lio Marsh",
        **a.part("cue", "said", 1), **a.part("speaker", "Lio"),
    )  # fmt: skip
    told = {
        "trigger_lemma": "open", "trigger_pos": "VERB", "modality": "planned", "polarity": "positive",
    }  # fmt: skip
    start, end = a.span("the bridge")
    bridge = {"role": "patient", "entity_id": None, "name": "the bridge", "start": start, "end": end}
    events = [
        a.event(
            "open", "the bridge would open in May 2026", may, **told, patient="the bridge",
            participants=[bridge],
            date_start=may["date_start"], date_end=may["date_end"], granularity="month", date_basis="modifier",
            quote_id=opening["quote_id"], source_entity_id="person/ada-brenner",
            agent="Ada Brenner", agent_entity_id="person/ada-brenner",
        ),
        b.event("comes", "it comes", None, **told, participants=[
            {"role": "agent", "entity_id": "person/lio-marsh", "name": "Lio Marsh", "start": 33, "end": 42}]),
    ]  # fmt: skip
    counts = {"n_mentions": 2, "n_articles": 1, "n_quotes": 0, "n_events": 0, "first_seen": DAY, "last_seen": DAY,
              "article_ids": []}  # fmt: skip
    entities = [
        {"entity_id": "person/ada-brenner", "name": "Ada Brenner", "label": "PERSON",
         "aliases": ["Mayor Brenner", "Brenner"],
         "roles": [{"role": "Mayor", "first_seen": DAY, "last_seen": DAY}], **counts},
        {"entity_id": "person/lio", "name": "Lio", "label": "PERSON", "aliases": [], "roles": [], **counts,
         "canonical_id": "person/lio-marsh", "merged_because": "surname"},
        {"entity_id": "person/lio-marsh", "name": "Lio Marsh", "label": "PERSON", "aliases": [], "roles": [], **counts,
         "kb_id": "Q1", "kb_score": 0.5},
        {"entity_id": "place/velmora", "name": "Velmora", "label": "GPE", "aliases": [], "roles": [], **counts,
         "latitude": 12.5, "longitude": -70.0, "country_code": "XV", "geonames_id": 7, "place_precision": "city"},
    ]  # fmt: skip
    for entity in entities:
        entity.setdefault("canonical_id", entity["entity_id"])
    stories = [
        {"story_id": f"s-{writer.id}", "title": None, "first_day": day, "last_day": day, "first_article_id": writer.id,
         "n_articles": 1, "n_copies": 0, "n_independent": 1, "publishers": [], "entity_ids": [], "place_ids": []}
        for writer, day in ((a, DAY), (b, None))
    ]  # fmt: skip
    story_members = [{"story_id": f"s-{writer.id}", "article_id": writer.id, "stretches": []} for writer in (a, b)]
    speaker = {"entity_id": "person/ada-brenner", "name": "Ada Brenner", "n_articles": 1}
    statements = [
        {"statement_id": f"t-{quote['quote_id']}", "text": quote["text"], "quote_id": quote["quote_id"],
         "speaker_entity_id": speaker["entity_id"], "speaker_name": speaker["name"], "speakers": [speaker],
         "said_on": quote.get("said_on"), "first_printed": DAY, "first_article_id": a.id, "n_quotes": 1,
         "n_articles": 1, "n_independent": 1, "publishers": []}
        for quote in (opening, ready)
    ]  # fmt: skip
    statement_members = [
        {"statement_id": row["statement_id"], "quote_id": row["quote_id"], "article_id": a.id, "difference": "same"}
        for row in statements
    ]
    happening = events[0]
    told_events = [
        {"event_id": "e-bridge", "event_type": "opening", "summary": happening["clause"],
         "event_mention_id": happening["event_mention_id"], "status": "planned",
         "status_history": [{"day": DAY, "status": "planned", "article_id": a.id}],
         "date_start": happening["date_start"], "date_end": happening["date_end"], "granularity": "month", "n_date": 1,
         "other_dates": [], "place": "Velmora", "place_entity_id": "place/velmora", "other_places": [],
         "participants": [{"role": "patient", "entity_id": None, "name": "the bridge", "n_independent": 1}],
         "figures": [{"measure": "participants", "unit": None, "low": 3.0, "high": 9.0, "latest": 3.0,
                      "n_independent": 1}],
         "n_mentions": 1, "n_articles": 1, "n_independent": 1, "first_article_id": a.id,
         "first_reported_at": a.published_at, "publishers": [], "story_id": f"s-{a.id}", "confidence": 0.75},
    ]  # fmt: skip
    event_members = [
        {"event_id": "e-bridge", "event_mention_id": happening["event_mention_id"], "article_id": a.id,
         "status": "planned", "closest_id": events[1]["event_mention_id"], "because": "same word"},
    ]  # fmt: skip
    quarantine = [
        {"quarantine_id": "1", "stage": "ingest", "reason": "empty_file", "detail": "The file has no bytes.",
         "uri": "empty.txt", "source": "empty.txt", "line": 1, "byte": 0},
    ]  # fmt: skip
    return {
        "articles": [a.article(), b.article()],
        "sentences": [*a.sentences(), *b.sentences()],
        "tokens": [*a.tokens(), *b.tokens()],
        "mentions": mentions,
        "time_expressions": [thursday, may, the_day],
        "quotes": [opening, ready, calm],
        "event_mentions": events,
        "entities": entities,
        "stories": stories,
        "story_members": story_members,
        "statements": statements,
        "statement_members": statement_members,
        "events": told_events,
        "event_members": event_members,
        "quarantine": quarantine,
    }


def table(name: str, found: Rows) -> pa.Table:
    return TABLES[name].from_rows(found)


def many(found: Rows, n: int) -> Rows:
    """At least `n` rows: the given ones over and over."""
    return list(itertools.islice(itertools.cycle(found), n))
