"""Many short texts with the whole of their rows; see `tests.rows`."""

import pathlib

import pytest

from pipeline.entities.extractor import find_mentions
from tests import rows

TEXTS = rows.read(pathlib.Path(__file__).parent / "rows.txt")


def told(doc, article):
    """words | type, label | entity | name | role | antecedent | rule, confidence | place"""
    found = find_mentions(doc, article)
    texts = {m.mention_id: f"{m.text} ({m.start})" for m in found}
    return [
        rows.row(
            (
                m.text,
                " ".join(filter(None, (m.mention_type, m.label))),
                m.entity_id,
                m.name if m.name != m.text else None,
                m.role,
                texts.get(m.antecedent_id),
                f"{m.rule} {m.confidence:.2f}",
                m.place_entity_id,
            )
        )
        for m in found
    ]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:60] for text, _ in TEXTS])
def test_all_rows(text, expected, all_rows):
    all_rows(text, expected, told)
