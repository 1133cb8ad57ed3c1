"""The schema of every table, said once.

The Arrow schema with its field descriptions, the data dictionary, Dagster's column metadata and the
basic expectations are all derived from `TABLES`. Offsets are `[start, end)` Unicode code points into
`articles.text`; a column named `text` holds exactly `articles.text[start:end]`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

SCHEMA_VERSION = "2.3"
"""Version of the tables' layout; it stands in the metadata of every file written."""

STRING, INT, FLOAT, DATE = pa.string(), pa.int32(), pa.float32(), pa.date32()
LABEL = pa.dictionary(pa.int32(), pa.string())
"""A string with few distinct values, dictionary encoded in memory and in Parquet."""
STRINGS = pa.list_(pa.string())
INSTANT = pa.timestamp("s", tz="UTC")
SPANS = pa.list_(pa.struct([pa.field("start", INT, False), pa.field("end", INT, False)]))
PARTICIPANTS = pa.list_(
    pa.struct(
        [
            pa.field("role", STRING, False),
            pa.field("entity_id", STRING),
            pa.field("name", STRING, False),
            pa.field("start", INT, False),
            pa.field("end", INT, False),
        ]
    )
)
SPEAKERS = pa.list_(
    pa.struct(
        [
            pa.field("start", INT, False),
            pa.field("end", INT, False),
            pa.field("text", STRING, False),
            pa.field("entity_id", STRING),
            pa.field("name", STRING),
        ]
    )
)
TIMES = pa.list_(pa.struct([pa.field("timex_id", STRING, False), pa.field("relation", STRING, False)]))
FIGURES = pa.list_(
    pa.struct(
        [
            pa.field("measure", STRING, False),
            pa.field("value", pa.float64()),
            pa.field("low", pa.float64()),
            pa.field("high", pa.float64()),
            pa.field("unit", STRING),
            pa.field("start", INT, False),
            pa.field("end", INT, False),
        ]
    )
)
STRETCHES = pa.list_(
    pa.struct([pa.field(name, INT, False) for name in ("start", "end", "from_start", "from_end")])
)
GIVEN_SPEAKERS = pa.list_(
    pa.struct([pa.field("entity_id", STRING), pa.field("name", STRING, False), pa.field("n_articles", INT, False)])
)
STATUS_HISTORY = pa.list_(
    pa.struct([pa.field("day", DATE), pa.field("status", STRING, False), pa.field("article_id", STRING, False)])
)
OTHER_DATES = pa.list_(
    pa.struct([pa.field("date_start", DATE), pa.field("date_end", DATE), pa.field("n_independent", INT, False)])
)
OTHER_PLACES = pa.list_(
    pa.struct([pa.field("entity_id", STRING, False), pa.field("name", STRING, False), pa.field("n_independent", INT, False)])
)
EVENT_PARTICIPANTS = pa.list_(
    pa.struct(
        [
            pa.field("role", STRING, False),
            pa.field("entity_id", STRING),
            pa.field("name", STRING, False),
            pa.field("n_independent", INT, False),
        ]
    )
)
EVENT_FIGURES = pa.list_(
    pa.struct(
        [
            pa.field("measure", STRING, False),
            pa.field("unit", STRING),
            pa.field("low", pa.float64(), False),
            pa.field("high", pa.float64(), False),
            pa.field("latest", pa.float64(), False),
            pa.field("n_independent", INT, False),
        ]
    )
)
ROLES = pa.list_(
    pa.struct([pa.field("role", STRING, False), pa.field("first_seen", DATE), pa.field("last_seen", DATE)])
)

PLACE_PRECISIONS = ("country", "region", "county", "city", "district", "landmark", "water", "mountain")
ENTITY_LABELS = (
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE",
)  # fmt: skip
"""OntoNotes labels of what is an entity (its numeric and temporal labels are left out)."""

SENTENCE_KINDS = ("prose", "headline", "crosshead", "caption", "byline", "dateline", "list", "credit", "post")
"""What a paragraph is on its page (`pipeline.language.kinds`)."""

GRANULARITIES = (
    "century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend", "day",
    "part_of_day", "hour", "minute", "second",
)  # fmt: skip

TIME_RELATIONS = ("during", "begins", "ends", "before", "after")
"""How a happening lies to a time expression."""

EVENT_TYPES = (
    "statement", "agreement", "meeting", "travel", "migration", "aid", "appointment", "departure", "election", "law",
    "trial", "arrest", "release", "investigation", "crime", "protest", "attack", "military", "death", "injury",
    "health", "accident", "disaster", "weather", "life", "award", "ceremony", "sport", "launch", "opening", "closure",
    "bankruptcy", "business_deal", "market", "science", "culture", "other",
)  # fmt: skip
"""What kinds of happenings there are; `lexicon/event_types.toml` tells them apart."""

PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The categories of PLOVER (the manual of 2021), in the order of its quad classes."""

EVENT_STATUSES = ("possible", "planned", "postponed", "called_off", "happened", "denied")
"""What is told of an event: that it may happen, will, will later than was planned, will not, did, or did not."""

MEASURES = (
    "killed", "injured", "missing", "arrested", "displaced", "participants", "money", "percent", "votes", "sentence",
)  # fmt: skip
"""What a figure of a happening counts."""


@dataclass(frozen=True)
class Column:
    """A column: Arrow type, meaning, and what its values must satisfy.

    `values` are the allowed values; `refers` is the `table.column` that every value must be found in.
    """

    name: str
    type: pa.DataType
    description: str
    nullable: bool = False
    values: tuple[str, ...] | None = None
    refers: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: its columns in order, the columns that identify a row, and the order of its rows."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...]

    def __getitem__(self, name: str) -> Column:
        return self._by_name[name]

    @functools.cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @functools.cached_property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema; each field carries its description in its metadata."""
        return pa.schema(
            [
                pa.field(c.name, c.type, c.nullable, metadata={"description": c.description})
                for c in self.columns
            ],
            metadata={"description": self.description, "schema_version": SCHEMA_VERSION},
        )

    def from_rows(self, rows: Iterable[Any]) -> pa.Table:
        """Rows (dataclass instances whose fields are the columns, or mappings) as an Arrow table."""
        rows = list(rows)
        if not rows:
            return pa.Table.from_batches([], self.arrow_schema)  # pa.array([]) would import pandas
        if not isinstance(rows[0], Mapping):
            columns = {c.name: [getattr(row, c.name) for row in rows] for c in self.columns}
        else:
            columns = {c.name: [row.get(c.name) for row in rows] for c in self.columns}
        arrays = [pa.array(columns[c.name], c.type) for c in self.columns]
        return pa.Table.from_arrays(arrays, schema=self.arrow_schema)


def _span(what: str) -> tuple[Column, ...]:
    return (
        Column("start", INT, f"Where {what} begins in articles.text (code points)."),
        Column("end", INT, f"Where {what} ends in articles.text (code points, exclusive)."),
    )


def _part(name: str, what: str) -> tuple[Column, ...]:
    """An optional span inside a row, with its words: `name_start`, `name_end`, `name`."""
    return (
        Column(f"{name}_start", INT, f"Where the {name} begins in articles.text; null where there is none.", True),
        Column(f"{name}_end", INT, f"Where the {name} ends in articles.text (exclusive).", True),
        Column(name, STRING, f"The words of the {name}: {what}.", True),
    )


ARTICLE_ID = Column("article_id", STRING, "The article, a short stable hash of its uri.", refers="articles.article_id")
SENTENCE_INDEX = Column("sentence_index", INT, "The sentence of the article it begins in, counted from 0.")
RULE = Column("rule", LABEL, "The name of the rule that made the row.")
CONFIDENCE = Column("confidence", FLOAT, "Estimated probability that the row is right, 0 to 1.")


def _entity(name: str, what: str) -> Column:
    return Column(name, STRING, f"The entity of {what}; null where it is not known.", True, refers="entities.entity_id")


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "articles",
            "The articles: their text as it came, and what is known about them.",
            (
                Column("article_id", STRING, "A short stable hash of the uri."),
                Column("uri", STRING, "What the article is known by: an address, or its path in the source."),
                Column("title", STRING, "The headline, where the source gives one apart from the text.", True),
                Column("authors", STRINGS, "The authors, as the source names them."),
                Column("publisher", STRING, "Who published it.", True),
                Column("language", LABEL, "ISO 639-1 code of the text's language."),
                Column("published_at", INSTANT, "When it was published, from its metadata (UTC).", True),
                Column("reference_date", DATE, "The day from which relative dates are counted.", True),
                Column(
                    "reference_date_source", LABEL, "Where reference_date came from; null where there is none.", True,
                    ("metadata", "dateline"),
                ),
                Column("text", STRING, "The text. All offsets of the other tables index into it."),
                Column("text_sha256", STRING, "SHA-256 of the text in UTF-8, in hexadecimal."),
                Column("n_characters", INT, "Length of the text in code points."),
                Column("n_words", INT, "Number of words (runs of letters and digits)."),
                Column("source", STRING, "The file it was read from, as the run was given it."),
                Column("format", LABEL, "The reader that read it."),
                Column("encoding", LABEL, "The character encoding it was read in."),
            ),
            ("article_id",),
            ("article_id",),
        ),
        Table(
            "sentences",
            "The sentences of the articles.",
            (
                ARTICLE_ID,
                SENTENCE_INDEX,
                Column("paragraph_index", INT, "The paragraph it lies in, counted from 0."),
                Column(
                    "kind", LABEL,
                    "What that paragraph is on the page: prose, or a part around it. A dateline is one wherever it "
                    "stands; a credit names who made a picture or points to another piece; a post is one of a network.",
                    False, SENTENCE_KINDS,
                ),
                *_span("the sentence"),
                Column("text", STRING, "The sentence."),
            ),
            ("article_id", "sentence_index"),
            ("article_id", "sentence_index"),
        ),
        Table(
            "tokens",
            "The parsed text, a row a token, from which a spaCy Doc is made again without parsing.",
            (
                ARTICLE_ID,
                Column("token_index", INT, "Position in the article, counted from 0."),
                SENTENCE_INDEX,
                *_span("the token"),
                Column("text", LABEL, "The token."),
                Column("lemma", LABEL, "Its lemma."),
                Column("pos", LABEL, "Universal part of speech."),
                Column("tag", LABEL, "Penn Treebank tag."),
                Column("morph", LABEL, "Universal morphological features."),
                Column("dep", LABEL, "Dependency relation to its head (ClearNLP labels)."),
                Column("head", INT, "token_index of its syntactic head; its own for a root."),
                Column("ent_iob", LABEL, "Begin, inside or outside of a name found by the model.", False, ("B", "I", "O", "")),
                Column("ent_type", LABEL, "OntoNotes label of that name, empty outside."),
                Column(
                    "ent_prob", FLOAT,
                    "At the first token of that name, the model's probability of a name of that label, in tenths.", True,
                ),
            ),
            ("article_id", "token_index"),
            ("article_id", "token_index"),
        ),
        Table(
            "mentions",
            "Mentions of entities: names, and the nouns and pronouns that stand for them.",
            (
                Column("mention_id", STRING, "Stable id of the mention."),
                ARTICLE_ID,
                SENTENCE_INDEX,
                *_span("the mention"),
                Column("text", STRING, "The words of the mention."),
                Column("head_start", INT, "Where its head word begins."),
                Column("head_end", INT, "Where its head word ends (exclusive)."),
                Column("mention_type", LABEL, "How it refers.", False, ("name", "nominal", "pronoun")),
                Column("label", LABEL, "OntoNotes label of what is meant.", True, ENTITY_LABELS),
                _entity("entity_id", "the mention"),
                Column("name", STRING, "The fullest name of that entity in the article.", True),
                Column("role", STRING, "The role given with it, such as “US Secretary of State”.", True),
                Column(
                    "antecedent_id", STRING, "The mention that a noun or pronoun was resolved through.", True,
                    refers="mentions.mention_id",
                ),
                RULE,
                CONFIDENCE,
                Column(
                    "place_entity_id", STRING,
                    "The place in a longer name, or beside a building's: that of “Oslo Police Department”.", True,
                    refers="entities.entity_id",
                ),
            ),
            ("mention_id",),
            ("article_id", "start", "end"),
        ),
        Table(
            "time_expressions",
            "Time expressions (TIMEX3) with their values and calendar intervals.",
            (
                Column("timex_id", STRING, "Stable id of the time expression."),
                ARTICLE_ID,
                SENTENCE_INDEX,
                *_span("the expression"),
                Column("text", STRING, "The words of the expression."),
                Column("timex_type", LABEL, "TIMEX3 type.", False, ("DATE", "TIME", "DURATION", "SET")),
                Column("value", STRING, "TIMEX3 value; XXXX stands for what the text does not fix."),
                Column("mod", LABEL, "TIMEX3 modifier (START, MID, END, APPROX, …).", True),
                Column("date_start", DATE, "First day of the calendar interval of value; null where it has none.", True),
                Column("date_end", DATE, "Last day of the calendar interval (included).", True),
                Column("granularity", LABEL, "The calendar unit of the value.", True, GRANULARITIES),
                Column(
                    "basis", LABEL, "Whether the words fix the value, or it was counted from another date, or neither.",
                    False, ("explicit", "relative", "unresolved"),
                ),
                Column(
                    "anchor", LABEL, "What a relative value was counted from.", True,
                    ("reference_date", "said_on", "time_expression"),
                ),
                Column("anchor_date", DATE, "The day it was counted from.", True),
                CONFIDENCE,
                RULE,
            ),
            ("timex_id",),
            ("article_id", "start", "end"),
        ),
        Table(
            "quotes",
            "What somebody is reported to have said, written, thought or wanted.",
            (
                Column("quote_id", STRING, "Stable id of the quote."),
                ARTICLE_ID,
                SENTENCE_INDEX,
                Column("quote_type", LABEL, "Quoted words, a paraphrase, or both.", False, ("direct", "indirect", "mixed")),
                Column(
                    "attitude", LABEL, "Whether it is said, believed, intended or something else.", False,
                    ("speech", "belief", "intention", "other"),
                ),
                *_span("the content"),
                Column("text", STRING, "articles.text from start to end, a cue in between included."),
                Column("fragments", SPANS, "The pieces of the content, in order; more than one where its cue splits it."),
                Column("quotation", STRING, "The words in quotation marks, without the marks; null where there are none.", True),
                *_part("cue", "the words that introduce it, such as “said”"),
                Column("cue_lemma", STRING, "The lemma of the cue's main word.", True),
                Column(
                    "cue_polarity", LABEL,
                    "Whether it is said, is not (“declined to say”), or is left open (“would say”).", False,
                    ("positive", "negative", "open"),
                ),
                *_part("speaker", "its source"),
                _entity("speaker_entity_id", "the speaker"),
                Column("speaker_name", STRING, "The speaker's name, resolved through pronouns and surnames.", True),
                Column("speakers", SPEAKERS, "Each of those who speak together; the first has the columns above."),
                *_part("addressee", "those it was said to"),
                _entity("addressee_entity_id", "the addressee"),
                *_part("channel", "where or through what it was said"),
                Column("said_on", DATE, "The day it was said, where the text says so.", True),
                Column(
                    "said_on_timex_id", STRING, "The time expression that said_on was taken from.", True,
                    refers="time_expressions.timex_id",
                ),
                Column("parent_quote_id", STRING, "The quote that this one stands in.", True, refers="quotes.quote_id"),
                CONFIDENCE,
                RULE,
            ),
            ("quote_id",),
            ("article_id", "start", "end"),
        ),
        Table(
            "event_mentions",
            "Happenings as an article tells them, a row each, dated or not, with who, whom, where and how many.",
            (
                Column("event_mention_id", STRING, "Stable id of the row."),
                ARTICLE_ID,
                SENTENCE_INDEX,
                *_span("the trigger"),
                Column("trigger", STRING, "The word that tells the happening: articles.text from start to end."),
                Column("trigger_lemma", STRING, "Its lemma."),
                Column("trigger_pos", LABEL, "Its universal part of speech."),
                Column("clause_start", INT, "Where the words that tell the happening begin."),
                Column("clause_end", INT, "Where they end (exclusive)."),
                Column("clause", STRING, "The words that tell the happening, readable on their own."),
                Column("event_type", LABEL, "What kind of happening it is.", False, EVENT_TYPES),
                Column("plover_type", LABEL, "Its category in PLOVER; null where PLOVER has none.", True, PLOVER_TYPES),
                Column("plover_mode", LABEL, "Its mode within that category, where one fits.", True),
                Column(
                    "quad_class", INT,
                    "PLOVER's class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.", True,
                ),
                Column("participants", PARTICIPANTS, "Who and what takes part, each with its role and span."),
                Column("agent", STRING, "Who did it, by name where known: the first of those who did.", True),
                _entity("agent_entity_id", "the agent"),
                Column("patient", STRING, "To whom or what it was done, by name where known: the first of them.", True),
                _entity("patient_entity_id", "the patient"),
                Column("place", STRING, "Where it happened, by name where known.", True),
                _entity("place_entity_id", "the place"),
                Column(
                    "place_basis", LABEL, "How the place was found; null where there is none.", True,
                    ("noun", "object", "clause", "participant", "sentence", "scene", "dateline"),
                ),
                Column("figures", FIGURES, "How many and how much, each with its bounds, unit and span."),
                Column("times", TIMES, "The time expressions that date it, the best first, and how it lies to each."),
                Column("date_start", DATE, "First day of it; null where the text does not fix it.", True),
                Column("date_end", DATE, "Last day (included); null where the text does not fix it.", True),
                Column("granularity", LABEL, "The calendar unit of the date.", True, GRANULARITIES),
                Column(
                    "date_basis", LABEL, "How the time was found: the path to it; null where it has no time.", True,
                    ("modifier", "clause", "coordination", "subordination", "nominal", "topic", "scene", "dateline"),
                ),
                Column(
                    "modality", LABEL, "Whether it is told as a fact.", False,
                    ("asserted", "planned", "possible", "hypothetical", "required"),
                ),
                Column("polarity", LABEL, "Whether it is told to happen or not to.", False, ("positive", "negative")),
                Column("tense", LABEL, "Grammatical tense.", True, ("past", "present", "future", "infinitive", "none")),
                Column(
                    "aspect", LABEL, "Grammatical aspect.", True,
                    ("simple", "progressive", "perfect", "perfect_progressive", "none"),
                ),
                Column("quote_id", STRING, "The quote in which it is told.", True, refers="quotes.quote_id"),
                _entity("source_entity_id", "whoever reports it"),
                CONFIDENCE,
                RULE,
            ),
            ("event_mention_id",),
            ("article_id", "start", "end"),
        ),
        Table(
            "entities",
            "The entities of the corpus: people, organisations, places and other named things.",
            (
                Column("entity_id", STRING, "Readable, stable id, such as person/ada-brenner."),
                Column("name", STRING, "Its fullest common name."),
                Column("label", LABEL, "OntoNotes label.", False, ENTITY_LABELS),
                Column("aliases", STRINGS, "The other names it goes by in the articles, the commonest first."),
                Column("roles", ROLES, "Roles given with it, and the days of the articles that give them."),
                Column("canonical_id", STRING, "The entity it is merged into; its own id where it is none.", refers="entities.entity_id"),
                Column("merged_because", STRING, "Why it is merged into canonical_id; null where it is not.", True),
                Column(
                    "namesake_of", STRING, "For one of several people of a name: the id that the other tables give them all.", True,
                    refers="entities.entity_id",
                ),
                Column("article_ids", STRINGS, "For a namesake: the articles that mean this one; empty for all others."),
                Column("country_code", STRING, "ISO 3166-1 alpha-2 country of a place, or of what is named after one.", True),
                Column("admin1_code", STRING, "ISO 3166-2 code of the first-order region a place lies in.", True),
                Column("admin1_name", STRING, "Name of that region.", True),
                Column("latitude", FLOAT, "Degrees north, of a place.", True),
                Column("longitude", FLOAT, "Degrees east, of a place.", True),
                Column("geonames_id", INT, "GeoNames id of a place.", True),
                Column("population", INT, "People of a place, by GeoNames.", True),
                Column("place_precision", LABEL, "What the coordinates stand for.", True, PLACE_PRECISIONS),
                Column("place_confidence", FLOAT, "How sure it is that this place is meant, 0 to 1.", True),
                Column("kb_id", STRING, "Id in the user's own knowledge base or gazetteer.", True),
                Column("kb_score", FLOAT, "How well that entry fits, 0 to 1.", True),
                Column("n_mentions", INT, "Number of mentions."),
                Column("n_articles", INT, "Number of articles that mention it."),
                Column("n_quotes", INT, "Number of quotes it is the speaker of."),
                Column("n_events", INT, "Number of event mentions it takes part in."),
                Column("first_seen", DATE, "Earliest reference date of those articles.", True),
                Column("last_seen", DATE, "Latest reference date of those articles.", True),
            ),
            ("entity_id",),
            ("entity_id",),
        ),
        Table(
            "stories",
            "The stories of the corpus: articles that tell of one happening or one affair.",
            (
                Column("story_id", STRING, "Stable id, made from the story's first article."),
                Column("title", STRING, "The title of its first article that has one.", True),
                Column("first_day", DATE, "Earliest reference date of its articles.", True),
                Column("last_day", DATE, "Latest reference date of its articles.", True),
                Column("first_article_id", STRING, "The article that told it first: by day, then by id.", refers="articles.article_id"),
                Column("n_articles", INT, "Number of its articles."),
                Column("n_copies", INT, "Number of those that are copies of others."),
                Column("n_independent", INT, "Number of its articles, copies left out."),
                Column("publishers", STRINGS, "Their publishers, in the order in which they told it."),
                Column("entity_ids", STRINGS, "The people, organisations and other named things that most of its articles name."),
                Column("place_ids", STRINGS, "The places that most of its articles name."),
            ),
            ("story_id",),
            ("story_id",),
        ),
        Table(
            "story_members",
            "Which article belongs to which story, and which was copied from which.",
            (
                Column("story_id", STRING, "The story.", refers="stories.story_id"),
                ARTICLE_ID,
                Column("copy_of", STRING, "The article it was copied from; null where it is no copy.", True, refers="articles.article_id"),
                Column("copied_share", FLOAT, "The share of its words that stand in that article, 0 to 1; null where it is no copy.", True),
                Column("stretches", STRETCHES, "The copied stretches: [start, end) in its text, [from_start, from_end) in that of copy_of."),
            ),
            ("article_id",),
            ("story_id", "article_id"),
        ),
        Table(
            "statements",
            "The utterances of the corpus: a row for what was said once, however often it was printed.",
            (
                Column("statement_id", STRING, "Stable id, made from the quote that printed it first."),
                Column("text", STRING, "Its fullest wording, as one article prints it: the text of quote_id."),
                Column("quote_id", STRING, "The quote that has this wording.", refers="quotes.quote_id"),
                _entity("speaker_entity_id", "the speaker whom most articles give"),
                Column("speaker_name", STRING, "The speaker whom most articles give, by name or by the words used.", True),
                Column("speakers", GIVEN_SPEAKERS, "Everybody who is given as the speaker, in how many articles, the commonest first."),
                Column("said_on", DATE, "The day it was said, where an article tells; the commonest of several.", True),
                Column("first_printed", DATE, "The day of the article that printed it first.", True),
                Column("first_article_id", STRING, "That article.", refers="articles.article_id"),
                Column("n_quotes", INT, "Number of quotes of it."),
                Column("n_articles", INT, "Number of articles that print it."),
                Column("n_independent", INT, "Number of those that are no copies of others, at least 1."),
                Column("publishers", STRINGS, "Their publishers, in the order in which they printed it."),
            ),
            ("statement_id",),
            ("statement_id",),
        ),
        Table(
            "statement_members",
            "Which quote is a printing of which statement.",
            (
                Column("statement_id", STRING, "The statement.", refers="statements.statement_id"),
                Column("quote_id", STRING, "The quote.", refers="quotes.quote_id"),
                ARTICLE_ID,
                Column(
                    "difference", LABEL, "How its words differ from the fullest wording: a part of it, altered, or told in the reporter's own.", False,
                    ("same", "cut", "altered", "reported"),
                ),
            ),
            ("quote_id",),
            ("statement_id", "quote_id"),
        ),
        Table(
            "events",
            "The events of the corpus: a row for what happened, or was to happen, once, however often it is told. At least one telling dates it.",
            (
                Column("event_id", STRING, "Stable id, made from the telling that came first."),
                Column("event_type", LABEL, "What kind of happening it is, by most tellings.", False, EVENT_TYPES),
                Column("plover_type", LABEL, "Its category in PLOVER; null where PLOVER has none.", True, PLOVER_TYPES),
                Column("plover_mode", LABEL, "Its mode within that category, where one fits.", True),
                Column(
                    "quad_class", INT,
                    "PLOVER's class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.", True,
                ),
                Column("summary", STRING, "The words that tell it best, as one article has them: the clause of event_mention_id."),
                Column("event_mention_id", STRING, "The telling that has these words.", refers="event_mentions.event_mention_id"),
                Column("status", LABEL, "Whether it happened, by what was told last.", False, EVENT_STATUSES),
                Column(
                    "status_history", STATUS_HISTORY,
                    "What was told of it by day, where that changed: the day and id of the article that told it first.",
                ),
                Column("date_start", DATE, "First day of it, as most independent articles give it.", True),
                Column("date_end", DATE, "Last day of it (included).", True),
                Column("granularity", LABEL, "The calendar unit of the date.", True, GRANULARITIES),
                Column("n_date", INT, "Number of independent articles that give this date."),
                Column("other_dates", OTHER_DATES, "The other dates given for it, and by how many independent articles."),
                Column("place", STRING, "Where it happened, by name, as most independent articles give it.", True),
                _entity("place_entity_id", "that place"),
                Column("other_places", OTHER_PLACES, "The other places given for it, and by how many independent articles."),
                Column(
                    "participants", EVENT_PARTICIPANTS,
                    "Who and what takes part, by role, as how many independent articles tell it; in a role the commonest first.",
                ),
                Column(
                    "figures", EVENT_FIGURES,
                    "How many and how much: the least, the most and the latest number told, and by how many independent articles.",
                ),
                Column("n_mentions", INT, "Number of its tellings."),
                Column("n_articles", INT, "Number of articles that tell it."),
                Column("n_independent", INT, "Number of those, articles copied from each other counted once."),
                Column("first_article_id", STRING, "The article that told it first: by day, then by id.", refers="articles.article_id"),
                Column("first_reported_at", INSTANT, "When that article was published (UTC).", True),
                Column("publishers", STRINGS, "Who published it, in the order in which they told it."),
                Column("story_id", STRING, "The story of the article that told it first.", refers="stories.story_id"),
                CONFIDENCE,
            ),
            ("event_id",),
            ("event_id",),
        ),
        Table(
            "event_members",
            "Which telling is of which event. What no telling dates has members where it is told more than once, but no row in `events`.",
            (
                Column("event_id", STRING, "The event."),
                Column("event_mention_id", STRING, "The telling.", refers="event_mentions.event_mention_id"),
                ARTICLE_ID,
                Column("status", LABEL, "What it tells of the event.", False, EVENT_STATUSES),
                Column("closest_id", STRING, "The other telling that it is likest to; null where there is none.", True, refers="event_mentions.event_mention_id"),
                Column("because", STRING, "Why the two are of one event: the evidence, the weightiest first; null where there is no other.", True),
            ),
            ("event_mention_id",),
            ("event_id", "event_mention_id"),
        ),
        Table(
            "quarantine",
            "Inputs and rows that were rejected, each with the reason.",
            (
                Column("quarantine_id", STRING, "Stable id of the rejection."),
                Column("stage", LABEL, "The stage that rejected it."),
                Column("reason", LABEL, "Why, in one word: the fault, or the name of the broken rule."),
                Column("detail", STRING, "What was wrong, and where: line, byte, value."),
                Column("uri", STRING, "The article or input file it concerns."),
                Column("source", STRING, "The file it was read from.", True),
                Column("line", pa.int64(), "Line or record of the file, counted from 1.", True),
                Column("byte", pa.int64(), "Byte of the file, counted from 0.", True),
                Column("rejected", STRING, "The rejected thing: the beginning of the input, or the row as JSON.", True),
            ),
            ("quarantine_id",),
            ("stage", "uri", "quarantine_id"),
        ),
        Table(
            "checks",
            "What the expectations said about each part of each table.",
            (
                Column("table", LABEL, "The table."),
                Column("part", STRING, "The part of the table."),
                Column("rule", STRING, "The name of the expectation."),
                Column("description", STRING, "What it expects."),
                Column("severity", LABEL, "What a failure means.", False, ("row", "table", "warning")),
                Column("success", pa.bool_(), "Whether the expectation was met."),
                Column("n_rows", INT, "Rows looked at."),
                Column("n_unexpected", INT, "Rows that broke it.", True),
                Column("observed", STRING, "The value observed, where the expectation is about one.", True),
            ),
            ("table", "part", "rule"),
            ("table", "part", "rule"),
        ),
    )
}
"""Every table by its name, in the order in which they are made."""
