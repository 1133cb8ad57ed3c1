"""Small corpora written as lists of names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.tables.schema import TABLES
from pipeline.world.ids import slug

KIND = {"PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group"} | {
    "PRODUCT": "product",
    "WORK_OF_ART": "work",
}
Row = dict[str, Any]


def article(
    name: str, mentions: Sequence[tuple], day: dt.date | None = None, adjacent: bool = False
) -> dict[str, list[Row]]:
    """The rows of an article that mentions (label, name in full, words as written, role), the last two at will."""
    rows, position = [], 0
    for label, full, *rest in mentions:
        text = rest[0] if rest and rest[0] else full
        rows.append({
            "mention_id": f"{name}-m{position}", "article_id": name, "sentence_index": 0, "start": position,
            "end": position + len(text), "text": text, "head_start": position, "head_end": position + 1,
            "mention_type": "name", "label": label, "entity_id": f"{KIND[label]}/{slug(full)}", "name": full,
            "role": rest[1] if len(rest) > 1 else None, "rule": "test", "confidence": 1.0,
        })  # fmt: skip
        position += len(text) + (2 if adjacent else 10)
    about = {
        "article_id": name, "uri": f"{name}.txt", "authors": [], "language": "en", "reference_date": day, "text": "",
        "text_sha256": "", "n_characters": 0, "n_words": 0, "source": "", "format": "text", "encoding": "utf-8",
    }  # fmt: skip
    return {"articles": [about], "mentions": rows}


def tables(articles: Sequence[Mapping[str, list[Row]]], **more: list[Row]) -> dict[str, pa.Table]:
    """The tables of a corpus."""
    rows: dict[str, list[Row]] = {"articles": [], "mentions": [], "quotes": [], "event_mentions": [], **more}
    for one in articles:
        for name, found in one.items():
            rows[name] = [*rows[name], *found]
    return {name: TABLES[name].from_rows(found) for name, found in rows.items()}
