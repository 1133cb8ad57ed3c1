"""The DuckDB database beside the tables: views over the Parquet parts, with what readers ask first written out.

The views name the parts by absolute paths, so that the database opens from any folder; it is written again where the
folder has moved. Who reads it in a new place without that says where the tables are, once per session:
`SET VARIABLE quotidian = '/path/to/output';`.
"""

from __future__ import annotations

import pathlib
import posixpath
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from pipeline.settings import STATE_FOLDER
from pipeline.tables.schema import TABLES, Table
from pipeline.tables.store import Store, digest

FILE = "quotidian.duckdb"
STATE = posixpath.join(STATE_FOLDER, "views")
"""Where a store remembers what its database was made from."""
VARIABLE = "quotidian"
"""The DuckDB variable that says where the tables are, if not where they were when the database was written."""


@dataclass(frozen=True)
class View:
    """A question that readers ask first: what a row is, what its columns hold, and the SQL that answers it.

    A column that is left out of `columns` is that of `table`, and described there.
    """

    name: str
    description: str
    table: str
    columns: dict[str, str]
    sql: str


_QUOTES = """(
    SELECT q.* REPLACE (coalesce(s.meant_id, speaker_entity_id) AS speaker_entity_id,
                        coalesce(t.meant_id, addressee_entity_id) AS addressee_entity_id)
    FROM quotes q
    LEFT JOIN namesakes s ON s.article_id = q.article_id AND s.entity_id = speaker_entity_id
    LEFT JOIN namesakes t ON t.article_id = q.article_id AND t.entity_id = addressee_entity_id)"""
_MENTIONS = """(
    SELECT m.* REPLACE (coalesce(s.meant_id, m.entity_id) AS entity_id)
    FROM mentions m LEFT JOIN namesakes s ON s.article_id = m.article_id AND s.entity_id = m.entity_id)"""
"""The tables with the ids that the articles mean, where namesakes share one."""

VIEWS = (
    View(
        "namesakes",
        "Ids that several people of one name share: which of them an article means, if not the one who keeps the id.",
        "entities",
        {
            "article_id": "The article.",
            "entity_id": "An entity id, as it stands in the other tables.",
            "meant_id": "The entity that this article means by it.",
        },
        """SELECT unnest(article_ids) AS article_id, namesake_of AS entity_id, entity_id AS meant_id
           FROM entities WHERE namesake_of IS NOT NULL""",
    ),
    View(
        "canonical",
        "Every entity id with the entity it stands for, once merged ones are followed.",
        "entities",
        {"entity_id": "An entity id, as it stands in the other tables.", "canonical_id": "The entity that is meant."},
        """SELECT e.entity_id, e.canonical_id, c.name, c.label
           FROM entities e JOIN entities c ON c.entity_id = e.canonical_id""",
    ),
    View(
        "counted",
        "What is counted of each entity over all articles, once merged entities are followed and namesakes told apart.",
        "entities",
        {
            "entity_id": "The entity.",
            "n_mentions": "Number of its mentions, by any of its names.",
            "n_articles": "Number of articles that mention it by any of its names.",
            "n_quotes": "Number of quotes it is the speaker of, every printing counted.",
            "n_statements": "Number of things it said, not thought or wished, each utterance counted once.",
            "n_events": "Number of event mentions it takes part in, by any of its names.",
        },
        f"""SELECT e.entity_id, e.name, e.label, coalesce(m.n_mentions, 0) AS n_mentions,
                  coalesce(m.n_articles, 0) AS n_articles, coalesce(q.n_quotes, 0) AS n_quotes,
                  coalesce(q.n_statements, 0) AS n_statements, coalesce(h.n_events, 0) AS n_events
           FROM entities e
           LEFT JOIN (SELECT c.canonical_id, count(*) AS n_mentions, count(DISTINCT m.article_id) AS n_articles
                      FROM {_MENTIONS} m JOIN canonical c USING (entity_id) GROUP BY ALL) m
                  ON m.canonical_id = e.entity_id
           LEFT JOIN (SELECT c.canonical_id, count(*) AS n_quotes,
                             count(DISTINCT coalesce(s.statement_id, q.quote_id))
                                 FILTER (q.attitude = 'speech') AS n_statements
                      FROM {_QUOTES} q JOIN canonical c ON c.entity_id = q.speaker_entity_id
                      LEFT JOIN statement_members s USING (quote_id) GROUP BY ALL) q
                  ON q.canonical_id = e.entity_id
           LEFT JOIN (SELECT c.canonical_id, count(DISTINCT p.event_mention_id) AS n_events
                      FROM (SELECT event_mention_id, article_id, unnest(participants).entity_id AS entity_id
                            FROM event_mentions
                            UNION ALL SELECT event_mention_id, article_id, place_entity_id FROM event_mentions) p
                      LEFT JOIN namesakes n ON n.article_id = p.article_id AND n.entity_id = p.entity_id
                      JOIN canonical c ON c.entity_id = coalesce(n.meant_id, p.entity_id) GROUP BY ALL) h
                  ON h.canonical_id = e.entity_id
           WHERE e.canonical_id = e.entity_id""",
    ),
    View(
        "quotes_by",
        "Quotes whose speaker is known, with the article: who said what, when, and to whom.",
        "quotes",
        {
            "speaker_id": "The speaker, once merged entities are followed.",
            "speaker": "The speaker's name.",
            "speaker_label": "OntoNotes label of the speaker.",
            "day": "The day it was said; else the article's reference date.",
            "title": "The headline of the article.",
            "uri": "What the article is known by.",
        },
        f"""SELECT c.canonical_id AS speaker_id, c.name AS speaker, c.label AS speaker_label, q.quote_type,
                  q.attitude, q.text, q.quotation, q.cue, coalesce(q.said_on, a.reference_date) AS day, q.said_on,
                  q.addressee, q.channel, q.confidence, q.quote_id, q.article_id, a.title, a.uri
           FROM {_QUOTES} q JOIN canonical c ON c.entity_id = q.speaker_entity_id JOIN articles a USING (article_id)""",
    ),
    View(
        "quotes_about",
        "What is said about an entity: a row for each quote and each entity, other than its speaker, mentioned in it.",
        "quotes",
        {
            "about_id": "An entity mentioned in the quote, once merged entities are followed.",
            "about": "Its name.",
            "about_label": "Its OntoNotes label.",
            "speaker_id": "The speaker, once merged entities are followed; null where it is not known.",
            "speaker": "The speaker's name, else the words of the speaker.",
            "day": "The day it was said; else the article's reference date.",
        },
        f"""SELECT DISTINCT m.canonical_id AS about_id, m.name AS about, m.label AS about_label,
                  s.canonical_id AS speaker_id, coalesce(s.name, q.speaker_name, q.speaker) AS speaker,
                  q.attitude, q.text, coalesce(q.said_on, a.reference_date) AS day, q.confidence,
                  q.quote_id, q.article_id
           FROM {_QUOTES} q
           JOIN {_MENTIONS} n ON n.article_id = q.article_id AND n.start >= q.start AND n."end" <= q."end"
           JOIN canonical m ON m.entity_id = n.entity_id
           JOIN articles a ON a.article_id = q.article_id
           LEFT JOIN canonical s ON s.entity_id = q.speaker_entity_id
           WHERE s.canonical_id IS DISTINCT FROM m.canonical_id""",
    ),
    View(
        "timeline",
        "Events with a date, in order of it, each with how it is told.",
        "event_mentions",
        {
            "status": "happened, did not happen, planned, not planned, possible, hypothetical or required.",
            "title": "The headline of the article.",
            "uri": "What the article is known by.",
        },
        """SELECT e.date_start, e.date_end, e.granularity,
                  CASE WHEN e.modality = 'asserted' AND e.polarity = 'positive' THEN 'happened'
                       WHEN e.modality = 'asserted' THEN 'did not happen'
                       WHEN e.modality = 'planned' AND e.polarity = 'negative' THEN 'not planned'
                       ELSE e.modality END AS status,
                  e.event_type, e.agent, e.trigger, e.patient, e.place, e.figures, e.clause, e.date_basis, e.confidence,
                  e.event_mention_id, e.quote_id, e.article_id, a.title, a.uri
           FROM event_mentions e JOIN articles a USING (article_id)
           WHERE e.date_start IS NOT NULL
           ORDER BY e.date_start, e.date_end, e.article_id, e.start""",
    ),
    View(
        "places",
        "Places on the map, those with most mentions first: once merged entities are followed, with their names.",
        "entities",
        {
            "n_mentions": "Number of mentions, by any of its names.",
            "n_articles": "Number of articles that mention it, by any of its names.",
        },
        """SELECT e.entity_id, e.name, e.label, e.aliases, e.country_code, e.admin1_code, e.admin1_name, e.latitude,
                  e.longitude, e.place_precision, e.place_confidence, e.population, e.geonames_id,
                  n.n_mentions, n.n_articles, e.first_seen, e.last_seen
           FROM entities e JOIN counted n USING (entity_id)
           WHERE e.label IN ('GPE', 'LOC', 'FAC') AND e.latitude IS NOT NULL
           ORDER BY n.n_mentions DESC, e.entity_id""",
    ),
    View(
        "events_on_map",
        "Events whose place is known: what happened, when and where, a row a telling.",
        "event_mentions",
        {
            "place_id": "The place, once merged entities are followed.",
            "place_name": "Its name.",
            "title": "The headline of the article.",
            "uri": "What the article is known by.",
        },
        """SELECT e.event_mention_id, e.event_type, e.trigger, e.clause, e.date_start, e.date_end, e.modality,
                  e.polarity, p.entity_id AS place_id, p.name AS place_name, p.country_code, p.admin1_name,
                  p.latitude, p.longitude, p.place_precision, p.place_confidence, e.agent, e.patient,
                  e.article_id, a.title, a.uri
           FROM event_mentions e
           JOIN canonical c ON c.entity_id = e.place_entity_id
           JOIN entities p ON p.entity_id = c.canonical_id
           JOIN articles a ON a.article_id = e.article_id
           WHERE p.latitude IS NOT NULL
           ORDER BY e.date_start NULLS LAST, e.article_id, e.start""",
    ),
    View(
        "people",
        "People, those with most quotes first, each with the roles and names they go by.",
        "entities",
        {
            "role_names": "The roles given with the person.",
            "quoted_articles": "Number of articles that quote the person.",
            "n_quotes": "Number of quotes the person is the speaker of, every printing counted.",
            "n_statements": "Number of things the person said, not thought or wished, each utterance counted once.",
            "n_mentions": "Number of mentions, by any name.",
            "n_articles": "Number of articles that mention the person by any name.",
            "n_events": "Number of event mentions the person takes part in.",
            "first_seen": "Earliest reference date of those articles.",
            "last_seen": "Latest reference date of those articles.",
        },
        """SELECT e.entity_id, e.name, [r.role FOR r IN e.roles] AS role_names, e.aliases, n.n_statements, n.n_quotes,
                  coalesce(q.quoted_articles, 0) AS quoted_articles, n.n_mentions, n.n_articles, n.n_events,
                  min(e.first_seen) OVER merged AS first_seen, max(e.last_seen) OVER merged AS last_seen
           FROM entities e JOIN entities c ON c.entity_id = e.canonical_id JOIN counted n ON n.entity_id = c.entity_id
           LEFT JOIN (SELECT speaker_id, count(DISTINCT article_id) AS quoted_articles
                      FROM quotes_by WHERE attitude = 'speech' GROUP BY ALL) q
                  ON q.speaker_id = c.entity_id
           WHERE c.label = 'PERSON'
           WINDOW merged AS (PARTITION BY e.canonical_id)
           QUALIFY e.canonical_id = e.entity_id
           ORDER BY n.n_statements DESC, n.n_quotes DESC, n.n_mentions DESC, e.entity_id""",
    ),
    View(
        "said_to_whom",
        "Quotes whose addressee is told: who said what to whom.",
        "quotes",
        {
            "speaker_id": "The speaker, once merged entities are followed; null where it is not known.",
            "speaker": "The speaker's name, else the words of the speaker.",
            "addressee_id": "The addressee, once merged entities are followed; null where it is not known.",
            "addressee": "The addressee's name, else the words of the addressee.",
            "day": "The day it was said; else the article's reference date.",
        },
        f"""SELECT s.canonical_id AS speaker_id, coalesce(s.name, q.speaker_name, q.speaker) AS speaker,
                  t.canonical_id AS addressee_id, coalesce(t.name, q.addressee) AS addressee,
                  q.text, q.channel, coalesce(q.said_on, a.reference_date) AS day, q.quote_id, q.article_id
           FROM {_QUOTES} q JOIN articles a USING (article_id)
           LEFT JOIN canonical s ON s.entity_id = q.speaker_entity_id
           LEFT JOIN canonical t ON t.entity_id = q.addressee_entity_id
           WHERE q.addressee IS NOT NULL""",
    ),
    View(
        "who_on_whom",
        "How often each speaker speaks of each entity.",
        "quotes",
        {
            "speaker_id": "The speaker, once merged entities are followed.",
            "speaker": "The speaker's name.",
            "about_id": "The entity spoken of.",
            "about": "Its name.",
            "about_label": "Its OntoNotes label.",
            "n_quotes": "Number of quotes.",
            "n_articles": "Number of articles with such a quote.",
        },
        """SELECT speaker_id, speaker, about_id, about, about_label, count(DISTINCT quote_id) AS n_quotes,
                  count(DISTINCT article_id) AS n_articles
           FROM quotes_about WHERE speaker_id IS NOT NULL
           GROUP BY ALL ORDER BY n_quotes DESC, speaker_id, about_id""",
    ),
    View(
        "quotes_dated",
        "Quotes with the day they were said or, where no article tells that, printed; which of the two is told apart.",
        "quotes",
        {
            "speaker_id": "The speaker, once merged entities are followed; null where it is not known.",
            "speaker": "The speaker's name, else the words of the speaker.",
            "day": "The day it was said; else the day its article was printed; null where neither is known.",
            "day_basis": "said or printed: what the day is of.",
            "printed_on": "The reference date of the article.",
            "title": "The headline of the article.",
            "publisher": "Who printed it.",
            "uri": "What the article is known by.",
        },
        f"""SELECT coalesce(q.said_on, a.reference_date) AS day,
                  CASE WHEN q.said_on IS NOT NULL THEN 'said' WHEN a.reference_date IS NOT NULL THEN 'printed' END
                      AS day_basis,
                  q.said_on, a.reference_date AS printed_on, c.canonical_id AS speaker_id,
                  coalesce(c.name, q.speaker_name, q.speaker) AS speaker, q.quote_type, q.attitude, q.text, q.quotation,
                  q.cue, q.confidence, q.quote_id, q.article_id, a.title, a.publisher, a.uri
           FROM {_QUOTES} q JOIN articles a USING (article_id)
           LEFT JOIN canonical c ON c.entity_id = q.speaker_entity_id
           ORDER BY day NULLS LAST, q.article_id, q.start""",
    ),
    View(
        "who_said_first",
        "Statements that several articles print: by whom, where they were printed first, and who printed them after.",
        "statements",
        {
            "speaker_id": "The speaker, once merged entities are followed; null where it is not known.",
            "speaker": "The speaker's name, else the words of the speaker.",
            "first_in": "The publisher that printed it first, else what its article is known by.",
            "first_title": "The headline of the article that printed it first.",
            "after": "The publishers that printed it after, in that order.",
        },
        """SELECT c.canonical_id AS speaker_id, coalesce(c.name, s.speaker_name) AS speaker, s.text, s.said_on,
                  s.first_printed, coalesce(a.publisher, a.uri) AS first_in, a.title AS first_title,
                  list_filter(s.publishers, lambda p: p IS DISTINCT FROM a.publisher) AS after,
                  s.n_articles, s.n_independent, s.statement_id, s.first_article_id
           FROM statements s JOIN articles a ON a.article_id = s.first_article_id
           LEFT JOIN namesakes n ON n.article_id = s.first_article_id AND n.entity_id = s.speaker_entity_id
           LEFT JOIN canonical c ON c.entity_id = coalesce(n.meant_id, s.speaker_entity_id)
           WHERE s.n_articles > 1
           ORDER BY s.n_independent DESC, s.n_articles DESC, s.first_printed, s.statement_id""",
    ),
    View(
        "said_again",
        "The printings of each statement that several articles print, in order: where, when, in which words.",
        "statements",
        {
            "speaker": "The speaker's name, else the words of the speaker.",
            "printing": "The number of this printing of the statement, counted from 1.",
            "printed_on": "The reference date of the article.",
            "days_after": "Days since the statement was printed first.",
            "publisher": "Who printed it.",
            "words": "The words of this printing.",
            "difference": "How these words differ from the fullest wording: same, cut, altered or reported.",
            "copy_of": "The article that this one was copied from; null where it is no copy.",
            "title": "The headline of the article.",
            "article_id": "The article.",
            "quote_id": "The quote of this printing.",
        },
        """SELECT s.statement_id, coalesce(c.name, s.speaker_name) AS speaker, s.text,
                  row_number() OVER (PARTITION BY s.statement_id ORDER BY a.reference_date NULLS LAST, a.published_at
                                     NULLS LAST, a.article_id, q.start) AS printing,
                  a.reference_date AS printed_on, a.reference_date - s.first_printed AS days_after, a.publisher,
                  q.text AS words, m.difference, t.copy_of, a.title, q.article_id, q.quote_id
           FROM statements s JOIN statement_members m USING (statement_id)
           JOIN quotes q ON q.quote_id = m.quote_id JOIN articles a ON a.article_id = q.article_id
           LEFT JOIN story_members t ON t.article_id = a.article_id
           LEFT JOIN canonical c ON c.entity_id = s.speaker_entity_id
           WHERE s.n_articles > 1
           ORDER BY s.n_independent DESC, s.statement_id, printing""",
    ),
    View(
        "stories_of_the_week",
        "The stories of each week, those that most articles tell in their own words first.",
        "stories",
        {
            "week": "The Monday of the week.",
            "rank": "Its place among the stories of the week, counted from 1.",
            "n_articles": "Number of its articles in that week.",
            "n_independent": "Number of those that are no copies of others.",
            "n_publishers": "Number of publishers that told it in that week.",
            "names": "Those whom most of its articles name.",
            "places": "The places that most of its articles name.",
        },
        """WITH told AS (
               SELECT m.story_id, date_trunc('week', a.reference_date)::DATE AS week, count(*) AS n_articles,
                      count(*) FILTER (m.copy_of IS NULL) AS n_independent,
                      count(DISTINCT a.publisher) AS n_publishers
               FROM story_members m JOIN articles a USING (article_id)
               WHERE a.reference_date IS NOT NULL GROUP BY ALL),
           listed AS (
               SELECT story_id, unnest(entity_ids) AS entity_id, generate_subscripts(entity_ids, 1) AS nth,
                      'name' AS kind FROM stories
               UNION ALL SELECT story_id, unnest(place_ids), generate_subscripts(place_ids, 1), 'place' FROM stories),
           named AS (
               SELECT story_id, list(name ORDER BY nth) FILTER (kind = 'name') AS names,
                      list(name ORDER BY nth) FILTER (kind = 'place') AS places
               FROM listed JOIN canonical USING (entity_id) GROUP BY story_id)
           SELECT t.week, row_number() OVER (PARTITION BY t.week
                      ORDER BY t.n_independent DESC, t.n_publishers DESC, t.n_articles DESC, t.story_id) AS rank,
                  s.title, t.n_articles, t.n_independent, t.n_publishers,
                  coalesce(n.names, []) AS names, coalesce(n.places, []) AS places, s.first_day, s.last_day, s.story_id
           FROM told t JOIN stories s USING (story_id) LEFT JOIN named n USING (story_id)
           ORDER BY t.week DESC, rank""",
    ),
    View(
        "sources_of",
        "Who is copied by whom: the publishers of originals and those that printed copies of them.",
        "story_members",
        {
            "source": "The publisher of the originals, else the host or folder of their addresses.",
            "copied_by": "The publisher of the copies, else the same.",
            "n_copies": "Number of articles copied.",
            "mean_share": "The share of the copies' words that stand in the originals, 0 to 1, on average.",
            "first_day": "Earliest reference date of the copies.",
            "last_day": "Latest reference date of the copies.",
            "article_ids": "The copies.",
        },
        r"""WITH known AS (SELECT article_id, reference_date,
                              coalesce(publisher, nullif(regexp_extract(uri, '^[a-z]+://([^/]+)', 1), ''),
                                       regexp_extract(uri, '^(.*?)[^/]*$', 1)) AS name FROM articles)
           SELECT o.name AS source, c.name AS copied_by, count(*) AS n_copies,
                  avg(m.copied_share)::FLOAT AS mean_share, min(c.reference_date) AS first_day,
                  max(c.reference_date) AS last_day, list(m.article_id ORDER BY m.article_id) AS article_ids
           FROM story_members m JOIN known o ON o.article_id = m.copy_of JOIN known c ON c.article_id = m.article_id
           GROUP BY ALL ORDER BY n_copies DESC, source, copied_by""",
    ),
    View(
        "events_by_day",
        "How much happened, or is to happen, on each day: events of one day by type and status, copies counted once.",
        "events",
        {
            "day": "The day of the events.",
            "n_events": "Number of events.",
            "n_independent": "Number of independent reports of them.",
            "n_articles": "Number of articles that tell them, copies included.",
            "event_ids": "The events, those with most independent reports first.",
        },
        """SELECT date_start AS day, event_type, status, count(*) AS n_events, sum(n_independent)::INT AS n_independent,
                  sum(n_articles)::INT AS n_articles, list(event_id ORDER BY n_independent DESC, event_id) AS event_ids
           FROM events WHERE date_start = date_end
           GROUP BY ALL ORDER BY day, n_independent DESC, event_type, status""",
    ),
    View(
        "planned_and_then",
        "What became of plans: events told first as to come, and then otherwise, a row for each telling, in order; "
        "what is but said is left out.",
        "events",
        {
            "step": "Which of these it is, counted from 1.",
            "told_on": "The day of the article that told it first.",
            "told": "What was told then.",
            "days_after": "Days since the first.",
            "article_id": "The article that told it first.",
        },
        """WITH steps AS (
               SELECT event_id, unnest(status_history) AS entry, generate_subscripts(status_history, 1)::INT AS step,
                      status_history[1].day AS first_day
               FROM events
               WHERE len(status_history) > 1 AND status_history[1].status IN ('planned', 'possible', 'postponed')
                 AND event_type <> 'statement')
           SELECT e.event_id, e.event_type, e.summary, e.date_start, e.date_end, e.status, s.step,
                  s.entry.day AS told_on, s.entry.status AS told, s.entry.day - s.first_day AS days_after,
                  s.entry.article_id AS article_id, a.publisher, a.title
           FROM steps s JOIN events e USING (event_id) JOIN articles a ON a.article_id = s.entry.article_id
           ORDER BY s.first_day NULLS LAST, e.event_id, s.step""",
    ),
    View(
        "contradictions",
        "Where independent sources differ on an event: its figures, or whether it happened. A row a side.",
        "events",
        {
            "about": "What they differ on: figure or denial.",
            "measure": "What the figure counts.",
            "unit": "Its unit.",
            "told": "What this side tells: the number, or happened or denied.",
            "value": "The number.",
            "n_sources": "Number of independent articles that tell it so.",
            "first_told": "The day of the first of these articles.",
            "article_ids": "All articles that tell it so, copies included.",
        },
        """WITH telling AS (
               SELECT m.event_id, m.status, t.figures, m.article_id, a.reference_date AS day,
                      coalesce(s.copy_of, m.article_id) AS origin
               FROM event_members m JOIN event_mentions t USING (event_mention_id)
               JOIN articles a ON a.article_id = m.article_id
               LEFT JOIN story_members s ON s.article_id = m.article_id
           ), figure AS (
               SELECT event_id, unnest(figures) AS f, article_id, day, origin FROM telling
           ), said AS (
               SELECT event_id, 'figure' AS about, f.measure AS measure, f.unit AS unit,
                      coalesce(f.value, f.low, f.high) AS value, article_id, day, origin,
                      format('{:g}', coalesce(f.value, f.low, f.high)) AS told
               FROM figure
               UNION ALL BY NAME
               SELECT event_id, 'denial' AS about, status AS told, article_id, day, origin
               FROM telling WHERE status IN ('happened', 'denied')
           ), side AS (
               SELECT event_id, about, measure, unit, told, value, count(DISTINCT origin)::INT AS n_sources,
                      min(day) AS first_told, list(DISTINCT article_id ORDER BY article_id) AS article_ids,
                      list(DISTINCT origin) AS origins
               FROM said WHERE told IS NOT NULL GROUP BY ALL
           )
           SELECT e.event_id, e.event_type, e.summary, e.status, e.date_start, e.place, about, measure, unit, told,
                  value, n_sources, first_told, article_ids
           FROM side JOIN events e USING (event_id)
           WHERE about = 'figure' OR e.event_type <> 'statement'  -- who did not say one thing has said another
           WINDOW sides AS (PARTITION BY e.event_id, about, measure, unit)
           QUALIFY count(*) OVER sides > 1 AND len(list_distinct(flatten(list(origins) OVER sides))) > 1
           ORDER BY e.event_id, about, measure, unit, first_told NULLS LAST, told""",
    ),
)
"""The views beyond one a table, in the order in which they are built on each other."""


def write_views(store: Store) -> None:
    """Bring `quotidian.duckdb` in the store's folder up to date: a view a table, and `VIEWS`, with comments on all."""
    made_from = _made_from(store).encode()
    if store.read_bytes(STATE) == made_from and store.fs.exists(posixpath.join(store.path, FILE)):
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / FILE
        with duckdb.connect(str(path), config={"threads": 1}) as database:
            database.begin()  # once for all: each comment by itself takes twice as long
            create_views(database, store, f"coalesce(getvariable('{VARIABLE}'), {_literal(store.path)}) || '/' || ")
            database.commit()
        store.write_bytes(FILE, path.read_bytes())
    store.write_bytes(STATE, made_from)


def _made_from(store: Store) -> str:
    """A digest of all that the database is made from; rows are none of it, as its views read the parts."""
    tables = [[str(table), bool(store.parts(table.name))] for table in TABLES.values()]
    return digest(duckdb.__version__, store.path, tables, [str(view) for view in VIEWS])


def connect(store: Store) -> duckdb.DuckDBPyConnection:
    """A database in memory with the same views, wherever this process was started. Local stores only."""
    database = duckdb.connect()
    create_views(database, store, _literal(store.path + "/") + " || ")
    return database


def tell_namesakes_apart(database: duckdb.DuckDBPyConnection) -> None:
    """From now on the tables of a database in memory give the ids that their articles mean."""
    if not database.execute("SELECT count(*) FROM namesakes").fetchall()[0][0]:
        return
    database.execute(
        "CREATE TABLE meant AS SELECT article_id, map(list(entity_id), list(meant_id)) AS ids "
        "FROM namesakes GROUP BY article_id"
    )
    for table, columns in ENTITY_COLUMNS.items():
        told = [f'coalesce(ids["{name}"], "{name}") AS "{name}"' for name in columns]
        if table == "event_mentions":
            told.append(
                "list_transform(participants, lambda p: "
                "struct_update(p, entity_id := coalesce(ids[p.entity_id], p.entity_id))) AS participants"
            )
        # Not temporary views: the cursors of this connection would not have them.
        database.execute(f"ALTER VIEW {table} RENAME TO written_{table}")
        database.execute(
            f"CREATE VIEW {table} AS SELECT told.* EXCLUDE ids REPLACE ({', '.join(told)}) "
            f"FROM (FROM written_{table} LEFT JOIN meant USING (article_id)) AS told"
        )


ENTITY_COLUMNS = {
    table.name: [c.name for c in table.columns if c.refers == "entities.entity_id"]
    for table in TABLES.values()
    if table.name in ("mentions", "quotes", "event_mentions")
}
"""The columns of other tables that hold the id of an entity."""


def create_views(database: duckdb.DuckDBPyConnection, store: Store, before: str) -> None:
    """Make the views in a database; `before` is the SQL expression in front of each path below the store."""
    for table in TABLES.values():
        if store.parts(table.name):
            rows = f"SELECT * FROM read_parquet({before}'{table.name}/*.parquet')"
        else:
            rows = f"SELECT {', '.join(_empty_column(table))} WHERE false"
        database.execute(f'CREATE VIEW "{table.name}" AS {rows}')
    for view in VIEWS:
        database.execute(f"CREATE VIEW {view.name} AS {view.sql}")
    # All at once: a statement by itself costs more than what it does.
    database.execute(";".join(_comments(_columns(database))))


def _columns(database: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The columns of each view of a database."""
    names = "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() WHERE NOT internal"
    return dict(database.execute(f"{names} GROUP BY ALL").fetchall())


def _comments(columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The statements that say what each view and each of its columns holds."""
    for table in TABLES.values():
        yield from _comment(table.name, table.description, {c.name: c.description for c in table.columns})
    for view in VIEWS:
        yield from _comment(view.name, view.description, {name: _meaning(view, name) for name in columns[view.name]})


def _meaning(view: View, column: str) -> str:
    """What a column of a view holds: as the view says, else as the table does that it comes from."""
    if column in view.columns:
        return view.columns[column]
    tables = (TABLES[view.table], TABLES["articles"], TABLES["entities"])
    return next(c.description for table in tables for c in table.columns if c.name == column)


def _comment(view: str, description: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield f'COMMENT ON VIEW "{view}" IS {_literal(description)}'
    for name, text in columns.items():
        yield f'COMMENT ON COLUMN "{view}"."{name}" IS {_literal(text)}'


def _empty_column(table: Table) -> list[str]:
    return [f'NULL::{_sql_type(column.type)} AS "{column.name}"' for column in table.columns]


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        return _sql_type(kind.value_type)
    if pa.types.is_list(kind):
        return _sql_type(kind.value_type) + "[]"
    if pa.types.is_struct(kind):
        return "STRUCT(" + ", ".join(f'"{field.name}" {_sql_type(field.type)}' for field in kind) + ")"
    if pa.types.is_timestamp(kind):
        return "TIMESTAMP WITH TIME ZONE"
    names = {
        "string": "VARCHAR",
        "int32": "INTEGER",
        "int64": "BIGINT",
        "float": "FLOAT",
        "double": "DOUBLE",
        "date32[day]": "DATE",
    }
    return {**names, "bool": "BOOLEAN"}[str(kind)]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
