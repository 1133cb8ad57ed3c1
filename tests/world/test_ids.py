from __future__ import annotations

import pytest

from pipeline.tables.schema import ENTITY_LABELS
from pipeline.world.ids import KIND_OF_LABEL, entity_id, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Donald Trump", "donald-trump"),
        ("U.N.", "u-n"),
        ("Zoë O'Brien", "zoe-obrien"),
        ("World Health Organisation", "world-health-organization"),
        ("Mar­low", "marlow"),
        ("日本", "日本"),
        ("…", "unnamed"),
    ],
)
def test_slug(name, expected):
    assert slug(name) == expected


def test_every_label_has_a_kind():
    assert set(KIND_OF_LABEL) == set(ENTITY_LABELS)


def test_id_is_of_a_kind():
    assert entity_id("FAC", "Velm Park") == "place/velm-park"
    assert entity_id("WORK_OF_ART", "Velm Park") == "work/velm-park"
