"""Linking entities to a knowledge base of the user's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import duckdb

from pipeline.entities.gazetteer import fold
from pipeline.errors import KnowledgeBaseError

Row = dict[str, Any]

NAME_SCORE = 1.0
ALIAS_SCORE = 0.8
"""How well an entry fits whose name, or one of whose aliases, is the entity's name."""
LABEL_UNKNOWN = 0.9
"""What the score is multiplied by where the entry does not say what it is."""


def link(rows: Mapping[str, Row], path: str) -> None:
    """Give each entity the `kb_id` of the one entry of the file at `path` that fits its name best.

    The file, Parquet or CSV, has the columns `id` and `name`, and may have `aliases` (a list, or one
    string with `|` or `;` between them) and `label`. Where two entries fit equally well, none is linked.

    Raises KnowledgeBaseError where the file cannot be read or lacks those columns.
    """
    entries = _index(path)
    for row in rows.values():
        scores: dict[str, float] = {}
        for name in (row["name"], *row["aliases"]):
            weight = NAME_SCORE if name == row["name"] else ALIAS_SCORE
            for entry_id, label, score in entries.get(fold(name), ()):
                if label in (None, row["label"]):
                    fit = weight * score * (LABEL_UNKNOWN if label is None else 1.0)
                    scores[entry_id] = max(scores.get(entry_id, 0.0), fit)
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
        if best and (len(best) == 1 or best[0][1] > best[1][1]):
            row["kb_id"], row["kb_score"] = best[0]


def _index(path: str) -> dict[str, list[tuple[str, str | None, float]]]:
    """The entries by each of their names: id, label, and how well that name stands for them."""
    try:
        reader = duckdb.read_parquet if path.endswith(".parquet") else duckdb.read_csv
        table = reader(path).to_arrow_table()
    except (duckdb.Error, OSError) as error:
        raise KnowledgeBaseError(f"The knowledge base {path} cannot be read ({str(error).splitlines()[0]}).") from error
    missing = {"id", "name"} - set(table.column_names)
    if missing:
        raise KnowledgeBaseError(f"The knowledge base {path} lacks the columns {', '.join(sorted(missing))}.")
    found: dict[str, list[tuple[str, str | None, float]]] = defaultdict(list)
    for entry in table.to_pylist():
        if entry["id"] is None or entry["name"] is None:
            continue
        label = entry.get("label") or None
        aliases = entry.get("aliases") or []
        if isinstance(aliases, str):
            aliases = aliases.replace(";", "|").split("|")
        names = {fold(alias): ALIAS_SCORE for alias in aliases if alias} | {fold(str(entry["name"])): NAME_SCORE}
        for name, score in names.items():
            found[name].append((str(entry["id"]), label, score))
    return found
