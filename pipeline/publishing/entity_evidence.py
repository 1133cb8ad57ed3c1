"""Why an entity is what the table says: its mentions, its names, and what it was and was not merged with."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.corpus import counts
from pipeline.corpus.counts import READS, Source
from pipeline.errors import UnknownNameError
from pipeline.publishing.counted import counted

_MEANT = """
CREATE TEMP VIEW meant AS
SELECT mentions.* REPLACE (coalesce(namesake.entity_id, mentions.entity_id) AS entity_id) FROM mentions
LEFT JOIN (
    SELECT unnest(article_ids) AS article_id, namesake_of, entity_id FROM entities WHERE namesake_of IS NOT NULL
) AS namesake ON namesake.namesake_of = mentions.entity_id AND namesake.article_id = mentions.article_id
"""
_EXAMPLES = """
SELECT uri, reference_date, mention.text, mention_type::VARCHAR, role, rule::VARCHAR, confidence, start, "end"
FROM (
    SELECT *, row_number() OVER (PARTITION BY article_id ORDER BY mention_type::VARCHAR <> 'name', start) AS place
    FROM meant WHERE entity_id = $id
) AS mention LEFT JOIN articles USING (article_id)
ORDER BY place, reference_date DESC NULLS LAST, uri, start LIMIT $examples
"""
_NAMES = """
SELECT regexp_replace(trim(text), '\\s+', ' ', 'g') AS called, count(*)::INT, count(DISTINCT article_id)::INT
FROM meant WHERE entity_id = $id AND mention_type::VARCHAR = 'name' GROUP BY called ORDER BY 2 DESC, called
"""
_COMPANY = """
SELECT other.entity_id, count(DISTINCT article_id)::INT AS n
FROM (SELECT DISTINCT article_id FROM meant WHERE entity_id = $id) JOIN meant AS other USING (article_id)
WHERE other.entity_id <> $id GROUP BY other.entity_id ORDER BY n DESC, other.entity_id LIMIT 10
"""
_ROLES_BY_ARTICLE = """
SELECT lower(role) AS role, list(DISTINCT uri ORDER BY uri) AS uris
FROM meant JOIN articles USING (article_id) WHERE entity_id = $id AND role IS NOT NULL GROUP BY ALL ORDER BY role
"""
_MERGED = (
    "SELECT entity_id, merged_because FROM entities WHERE canonical_id = $id AND entity_id <> $id ORDER BY entity_id"
)
_NAMESAKES = """
SELECT entity_id FROM entities
WHERE entity_id <> $id AND split_part(entity_id, '~', 1) = split_part($id, '~', 1) ORDER BY entity_id
"""
_RIVALS = """
SELECT entity_id FROM entities
WHERE split_part(entity_id, '/', 1) = split_part($id, '/', 1) AND entity_id <> $id AND canonical_id <> $canonical
  AND split_part(entity_id, '~', 1) <> split_part($id, '~', 1)
  AND (list_contains(aliases, $name) OR (label = 'PERSON' AND ends_with(name, ' ' || $name)))
ORDER BY n_articles DESC, entity_id LIMIT 10
"""


@dataclass(frozen=True)
class Example:
    """A mention, and the article it stands in."""

    uri: str | None
    day: dt.date | None
    text: str
    mention_type: str
    role: str | None
    rule: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True)
class Explanation:
    """The evidence on an entity; as a string, a text for people to read.

    `entity` is its row of `entities`; `names` are its wordings with their numbers of mentions and
    articles; `merged` are the entities merged into it, each with the reason; `rivals` are others of the
    same name, with which it was not merged; `company` are the entities named in most of its articles;
    `namesakes` are others to whom the tables give the same id, told apart by roles and company;
    `articles_by_role` shows the roles of different articles side by side.
    """

    entity: Mapping[str, Any]
    names: list[tuple[str, int, int]]
    merged: list[tuple[str, str]]
    namesakes: list[str]
    rivals: list[str]
    company: list[tuple[str, int]]
    articles_by_role: dict[str, list[str]]
    examples: list[Example]

    def __str__(self) -> str:
        row = self.entity
        lines = [
            f"{row['entity_id']}: {row['name']} ({row['label']})",
            f"  {counted(row['n_mentions'], 'mention')} in {counted(row['n_articles'], 'article')}, "
            f"{counted(row['n_quotes'], 'quote')}, {counted(row['n_events'], 'event')}"
            f"{_between(row['first_seen'], row['last_seen'])}",
        ]
        if row["place_precision"]:
            where = f", {row['country_code']}" if row["country_code"] else ""
            place = f"{row['latitude']:.2f}, {row['longitude']:.2f} ({row['place_precision']}{where})"
            lines.append(f"  lies at {place}" + (f", GeoNames {row['geonames_id']}" if row["geonames_id"] else ""))
        elif row["country_code"]:
            lines.append(f"  lies in {row['country_code']}; which place of that name is left open")
        if row["kb_id"]:
            lines.append(f"  linked to {row['kb_id']} (score {row['kb_score']:.2f})")
        if row["canonical_id"] != row["entity_id"]:
            lines.append(f"  merged into {row['canonical_id']}: {row['merged_because']}")
        lines += [f"  {entity_id} is merged into it: {because}" for entity_id, because in self.merged]
        if self.namesakes:
            lines.append(
                f"  told apart, by roles and company, from its namesakes in other articles: {', '.join(self.namesakes)}"
            )
        if self.rivals:
            lines.append(f"  not merged with others of that name: {', '.join(self.rivals)}")
        lines += _section("called", (
            f"{name}: {counted(n, 'mention')}, {counted(articles, 'article')}" for name, n, articles in self.names
        ))  # fmt: skip
        lines += _section("roles", (f"{r['role']}{_between(r['first_seen'], r['last_seen'])}" for r in row["roles"]))
        if len(self.articles_by_role) > 1:
            told = (
                (role, ", ".join(uris[:5]) + ", …" * (len(uris) > 5)) for role, uris in self.articles_by_role.items()
            )
            lines += _section("roles by article", (f"{role}: {uris}" for role, uris in told))
        lines += _section("most often named along with", (
            f"{other}: {counted(n, 'article')}" for other, n in self.company
        ))  # fmt: skip
        lines += _section("mentions", (
            f"{e.uri or '?'} [{e.start}, {e.end}) “{e.text}” ({e.mention_type}, {e.rule}, {e.confidence:.2f})"
            + (f", {e.role}" if e.role else "")
            for e in self.examples
        ))  # fmt: skip
        return "\n".join(lines)


def explain_entity(sources: Mapping[str, Source], entity_id: str, *, examples: int = 10) -> Explanation:
    """The evidence on an entity, from `sources` as `resolve_entities` takes them and the `entities` it made.

    `examples` is the number of mentions shown, from as many articles as there are.

    Raises UnknownNameError where there is no such entity, naming some whose ids look alike.
    """
    with counts.database() as db:
        counts.open_tables(db, sources, (*READS, "entities"))
        db.execute(_MEANT)
        one = {"id": entity_id}
        found = db.execute("FROM entities WHERE entity_id = $id", one)
        columns = [column[0] for column in found.description]
        values = found.fetchone()
        if values is None:
            raise UnknownNameError(f"There is no entity {entity_id}{_alike(db, entity_id)}.")
        row = dict(zip(columns, values, strict=True))
        rivals = one | {"name": row["name"], "canonical": row["canonical_id"]}
        return Explanation(
            entity=row,
            names=db.execute(_NAMES, one).fetchall(),
            merged=db.execute(_MERGED, one).fetchall(),
            namesakes=[other for (other,) in db.execute(_NAMESAKES, one).fetchall()],
            rivals=[other for (other,) in db.execute(_RIVALS, rivals).fetchall()],
            company=db.execute(_COMPANY, one).fetchall(),
            articles_by_role=dict(db.execute(_ROLES_BY_ARTICLE, one).fetchall()),
            examples=[Example(*fields) for fields in db.execute(_EXAMPLES, one | {"examples": examples}).fetchall()],
        )


def _alike(db: duckdb.DuckDBPyConnection, entity_id: str) -> str:
    ids = [one for (one,) in db.execute("SELECT entity_id FROM entities ORDER BY n_mentions DESC").fetchall()]
    part = entity_id.rpartition("/")[2].casefold()
    found = [one for one in ids if part and part in one.rpartition("/")[2].split("-")][:3]
    found = found or difflib.get_close_matches(entity_id, ids[:20_000], 3)
    return f"; did you mean {' or '.join(found)}?".rstrip("?") if found else ""


def _between(first: dt.date | None, last: dt.date | None) -> str:
    if first is None:
        return ""
    return f", {first}" if first == last else f", {first} to {last}"


def _section(title: str, lines: Any) -> list[str]:
    found = [f"    {line}" for line in lines]
    return [f"  {title}:", *found] if found else []
