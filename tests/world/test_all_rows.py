"""Many short texts with what each of their names means and how sure that is; see `tests.rows`."""

import pathlib

import pytest

from pipeline.world import placing
from tests import rows
from tests.world.bracketed import names_in

TEXTS = rows.read(pathlib.Path(__file__).parent / "rows.txt")


def told(text):
    """name | what it is called, the kind of place, where it lies | how likely"""
    publisher, _, words = text.rpartition(" > ")
    plain, names = names_in(words)
    placed = placing.place_names(plain, names, publisher or None)
    return [
        rows.row(
            (
                name.name,
                one.name,
                f"{one.place.name}, {one.place.precision} in {one.place.within}" if one.place else None,
                one.likelihood,
                "county" if placing.is_county(plain, name) else None,
                "before its state" if placing.is_before_state(plain, name) else None,
            )
        )
        for name, one in zip(names, placed, strict=True)
    ]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:60] for text, _ in TEXTS])
def test_all_rows(text, expected, all_rows_of):
    all_rows_of(text, expected, told)
