"""Linking entities to a knowledge base of the user's own, by name and by context."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from pipeline.corpus.counts import reach
from pipeline.errors import KnowledgeBaseError
from pipeline.world.ids import KIND_OF_LABEL

NAME_IS_NAME, NAME_IS_ALIAS, ALIAS_IS_NAME, ALIAS_IS_ALIAS = 0.8, 0.7, 0.6, 0.5
"""How well an entry fits by one name alone: whether the entity's is its full name, and so is the entry's."""
ANOTHER_NAME, CONTEXT = 0.1, 0.1
"""What it adds that a second name agrees; that the entry's description shares a word with roles and company."""
LABEL_UNKNOWN = 0.9
"""What the score is multiplied by where the entry does not say what kind of thing it is."""
AHEAD = 0.05
"""By how much an entry must fit better than the next."""
LEAST = 0.5

_LINKED = pa.schema([("entity_id", pa.string()), ("kb_id", pa.string()), ("kb_score", pa.float32())])

_ENTRIES = """
CREATE TEMP TABLE entry AS
SELECT id::VARCHAR AS id, name::VARCHAR AS name, {label} AS label, {description} AS description, {aliases} AS aliases
FROM knowledge_base WHERE id IS NOT NULL AND name IS NOT NULL
"""
_MATCHES = """
WITH entry_name AS (
    SELECT id, label, description, key(name) AS key, true AS is_name FROM entry
    UNION SELECT id, label, description, key(unnest(aliases)), false FROM entry
), entity_name AS (
    SELECT entity_id, key, true AS is_name FROM subject
    UNION SELECT entity_id, alias.key, false FROM alias JOIN subject USING (entity_id)
    WHERE alias.key <> subject.key AND (kind <> 'person' OR contains(alias.key, ' '))  -- a bare surname links nobody
)
SELECT entity_id, subject.kind, entity_name.key, entity_name.is_name, id, entry_name.label, description,
       bool_or(entry_name.is_name)
FROM entity_name JOIN entry_name USING (key) JOIN subject USING (entity_id) WHERE key <> '' GROUP BY ALL
"""
_CONTEXT = """
SELECT entity_id, role FROM held SEMI JOIN matched USING (entity_id)
UNION ALL
SELECT entity_id, name FROM (
    SELECT one.entity_id, subject.name
    FROM (FROM seen SEMI JOIN matched USING (entity_id)) AS one
    JOIN seen AS other ON other.article_id = one.article_id AND other.entity_id <> one.entity_id
    JOIN subject ON subject.entity_id = other.entity_id
    GROUP BY one.entity_id, subject.name
    QUALIFY row_number() OVER (PARTITION BY one.entity_id ORDER BY count(*) DESC, subject.name) <= 50
)
"""


@dataclass
class _Match:
    label: str | None
    description: str
    by_name: dict[str, float] = field(default_factory=dict)


def link(db: duckdb.DuckDBPyConnection, path: str | None) -> pa.Table:
    """`entity_id`, `kb_id` and `kb_score` of the entities for whom one entry of the file at `path` fits best.

    The file, Parquet or CSV, has the columns `id` and `name`, and may have `aliases` (a list, or one
    string with `|` or `;` between them), `label` (an OntoNotes label, or a kind such as "person") and
    `description`, a few words that tell namesakes apart. Nothing is linked where two fit about as well.

    Raises KnowledgeBaseError where the file cannot be read or lacks those columns.
    """
    if path is None:
        return _LINKED.empty_table()
    _read(db, path)
    matches: dict[str, dict[str, _Match]] = defaultdict(dict)
    for entity_id, kind, key, is_name, entry_id, label, description, entry_is_name in db.execute(_MATCHES).fetchall():
        if label is not None and KIND_OF_LABEL.get(label.upper(), label.lower()) != kind:
            continue
        match = matches[entity_id].setdefault(entry_id, _Match(label, description or ""))
        scores = (NAME_IS_NAME, NAME_IS_ALIAS) if is_name else (ALIAS_IS_NAME, ALIAS_IS_ALIAS)
        match.by_name[key] = scores[0] if entry_is_name else scores[1]
    words = _context(db, [one for one, found in matches.items() if any(match.description for match in found.values())])
    rows = []
    for entity_id, found in sorted(matches.items()):
        ranked = sorted(((_score(match, words[entity_id]), entry) for entry, match in found.items()), reverse=True)
        best, entry = ranked[0]
        rival = ranked[1][0] if len(ranked) > 1 else 0.0
        if best >= LEAST and best - rival >= AHEAD - 1e-9:
            rows.append({"entity_id": entity_id, "kb_id": entry, "kb_score": best})
    return pa.Table.from_pylist(rows, _LINKED)


def _score(match: _Match, words: set[str]) -> float:
    score = max(match.by_name.values()) + ANOTHER_NAME * (len(match.by_name) > 1)
    shared = len(_words(match.description) & words)
    score += CONTEXT * (shared > 0) + CONTEXT / 2 * (shared > 1)
    return round(min(score, 1.0) * (1.0 if match.label else LABEL_UNKNOWN), 4)


def _context(db: duckdb.DuckDBPyConnection, entity_ids: list[str]) -> dict[str, set[str]]:
    """The words of each entity's roles, and of the names that stand in its articles."""
    words: dict[str, set[str]] = defaultdict(set)
    if entity_ids:
        db.register("matched", pa.table({"entity_id": pa.array(entity_ids, pa.string())}))
        for entity_id, text in db.execute(_CONTEXT).fetchall():
            words[entity_id] |= _words(text)
    return words


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.casefold()))


def _read(db: duckdb.DuckDBPyConnection, path: str) -> None:
    reach(db, path)
    try:
        if path.lower().endswith((".parquet", ".pq")):
            table = db.read_parquet(path)
        else:
            table = db.read_csv(path, header=True, all_varchar=True)
        missing = {"id", "name"}.difference(table.columns)
        if not missing:
            table.create_view("knowledge_base")
            columns = dict(zip(table.columns, (str(kind) for kind in table.types), strict=True))
            aliases = "[]::VARCHAR[]"
            if "aliases" in columns:
                is_list = columns["aliases"].endswith("[]")
                aliases = "aliases::VARCHAR[]" if is_list else "regexp_split_to_array(aliases::VARCHAR, '[|;]')"
            text = {
                name: f"nullif(trim({name}::VARCHAR), '')" if name in columns else "NULL::VARCHAR"
                for name in ("label", "description")
            }
            db.execute(_ENTRIES.format(aliases=aliases, **text))
    except (duckdb.Error, OSError) as error:
        raise KnowledgeBaseError.cannot_be_read(path, error) from None
    if missing:
        raise KnowledgeBaseError(
            f"The knowledge base {path} lacks the columns {', '.join(sorted(missing))}; it needs id and name, "
            "and may have aliases, label and description."
        )
