"""The entities of a corpus, made from the mentions of its articles.

An entity's id is that of the name it goes by in an article, so it is the same from run to run and as
articles come and go; what the corpus as a whole tells is in the other columns. A row counts the mentions
of its own id: for all mentions of a person, add up the rows of one `canonical_id`.

Two people of exactly one name share that id in the other tables; where the articles show them apart, each
but one has a row of his own here, which names the articles that mean him (see `pipeline.corpus.namesakes`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from pipeline.corpus import counts, knowledge, merging, places
from pipeline.corpus.counts import MOST_ALIASES, MOST_ROLES, Source
from pipeline.corpus.kept import Kept
from pipeline.tables.schema import TABLES

_ROWS = f"""
WITH other_names AS (
    SELECT entity_id, list(alias ORDER BY alias.articles DESC, n DESC, alias)[1:{MOST_ALIASES}] AS aliases
    FROM alias JOIN subject USING (entity_id) WHERE alias <> name GROUP BY entity_id
), all_roles AS (
    SELECT entity_id, list({{'role': role, 'first_seen': first_seen, 'last_seen': last_seen}}
                           ORDER BY n DESC, role)[1:{MOST_ROLES}] AS roles
    FROM held GROUP BY entity_id
), namesakes AS (
    SELECT namesake_id AS entity_id, any_value(entity_id) AS namesake_of,
           list(article_id ORDER BY article_id) AS articles
    FROM namesake GROUP BY namesake_id
)
SELECT entity_id,
       coalesce(CASE WHEN n_mentions = 0 AND kind = 'place' THEN located.name END, subject.name) AS name,
       label, coalesce(aliases, []) AS aliases, coalesce(roles, []) AS roles,
       coalesce(canonical_id, entity_id) AS canonical_id, because AS merged_because,
       namesake_of, coalesce(articles, []) AS article_ids,
       country_code, admin1_code, admin1_name, latitude, longitude, geonames_id, population, place_precision,
       place_confidence, kb_id, kb_score,
       n_mentions, n_articles, n_quotes, n_events, first_seen, last_seen
FROM subject
LEFT JOIN other_names USING (entity_id) LEFT JOIN all_roles USING (entity_id)
LEFT JOIN namesakes USING (entity_id)
LEFT JOIN merged USING (entity_id) LEFT JOIN located USING (entity_id) LEFT JOIN linked USING (entity_id)
ORDER BY entity_id
"""


def resolve_entities(
    sources: Mapping[str, Source], knowledge_base: str | None = None, kept: Kept | None = None
) -> pa.Table:
    """The `entities` table of a corpus: a row for every id that any row of `sources` refers to.

    `sources` gives, for each of the tables `articles`, `mentions`, `quotes` and `event_mentions`, the paths of
    its Parquet parts (local or as fsspec knows them), or the table itself; a missing one is empty.
    `knowledge_base` is a Parquet or CSV file of `id`, `name`, `aliases` and `label`, to whose entries
    entities are linked where exactly one fits. With `kept`, the counts of parts that have not changed are
    taken from there, and `sources` are paths. Rows do not depend on the order of articles or parts, nor on
    what was kept.

    Raises KnowledgeBaseError where that file cannot be used.
    """
    with counts.database(kept) as db:
        counts.gather(db, sources, kept)
        located = places.locate(db)
        merges = merging.find_merges(db, places.spots(db, located))
        db.register("located", places.to_table(located | places.of_holders(db, located)))
        db.register("merged", pa.table({
            "entity_id": pa.array([merge.entity_id for merge in merges], pa.string()),
            "canonical_id": pa.array([merge.canonical_id for merge in merges], pa.string()),
            "because": pa.array([merge.because for merge in merges], pa.string()),
        }))  # fmt: skip
        db.register("linked", places.with_own_ids(knowledge.link(db, knowledge_base), located))
        rows = db.sql(_ROWS).to_arrow_table()
    return rows.cast(TABLES["entities"].arrow_schema)
