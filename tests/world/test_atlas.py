"""Towns and divisions by their names."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.world import atlas, atlas_columns
from pipeline.world.atlas import COUNTY, REGION, TOWN


def found(name, kind=TOWN):
    return [row for row in atlas.atlas().named(atlas.key(name)) if row.kind == kind]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Hague", "hague"), ("the", "the"), ("Saint-Étienne", "st etienne"), ("St. Louis", "st louis"),
        ("Fort Worth", "ft worth"), ("Mount Vernon", "mt vernon"), ("Łódź", "lodz"), ("Tromsø", "tromso"),
        ("L’Aquila", "laquila"), ("Stratford-upon-Avon", "stratford upon avon"), ("", ""), ("A.B.", "ab"),
    ],
)  # fmt: skip
def test_keys(name, key):
    assert atlas.key(name) == key


def test_a_town_lies_in_its_divisions():
    table = atlas.atlas()
    (town,) = [row for row in found("Hibbing") if row.country_code == "US"]
    assert (town.name, town.geonames_id) == ("Hibbing", 5030005)
    assert (table.row(town.region).name, table.row(town.county).name) == ("Minnesota", "Saint Louis County")
    assert table.code(town.region) == "US-MN"
    assert (round(town.latitude, 1), round(town.longitude, 1)) == (47.4, -92.9)
    assert town.population > 10_000


def test_a_division_has_the_people_of_its_towns_and_lies_in_their_middle():
    table = atlas.atlas()
    (saxony,) = found("Saxony", REGION)
    inside = np.flatnonzero((table.region == saxony.row) & (table.kind == TOWN))
    assert saxony.population == table.population[inside].sum() > 3_000_000
    assert table.latitude[inside].min() < saxony.latitude < table.latitude[inside].max()
    assert table.longitude[inside].min() < saxony.longitude < table.longitude[inside].max()
    assert (saxony.region, saxony.county) == (saxony.row, -1)
    assert table.code(saxony.region) == "DE-SN"


def test_a_county_lies_in_its_region():
    counties = found("Cork", COUNTY) + found("Laurel County", COUNTY)
    assert {atlas.atlas().code(row.region) for row in counties} >= {"US-KY"}
    assert all(row.county == row.row for row in counties)


def test_a_division_across_the_date_line_has_its_point_there():
    (chukotka,) = found("Chukotka", REGION)
    assert abs(chukotka.longitude) > 165


@pytest.mark.parametrize(("name", "main"), [("Bombay", "Mumbai"), ("Saigon", "Ho Chi Minh City"), ("Kiev", "Kyiv")])
def test_large_cities_go_by_other_names(name, main):
    assert main in [row.name for row in found(name)]


def test_the_counties_of_the_usa_go_by_their_whole_names_alone():
    assert not [row for row in found("Laurel", COUNTY) if row.country_code == "US"]


def test_what_nobody_knows():
    assert atlas.atlas().named("xyzzyville") == []
    assert atlas.atlas().named("") == []
    assert atlas.atlas().named("zzzzzz") == []
    assert atlas.atlas().code(-1) is None


def test_names_are_sorted_by_their_keys():
    keys = atlas.atlas().keys.to_pylist()
    assert keys == sorted(keys)


def test_the_keys_of_the_table_are_those_that_names_are_looked_up_by():
    table = atlas.atlas()
    for name in ("Saint Petersburg", "Fort Worth", "Le Havre", "'s-Hertogenbosch", "The Hague", "Mount Pleasant"):
        assert name in [row.name for row in table.named(atlas.key(name))], name


@given(st.text(max_size=20))
def test_any_text_has_a_key_that_is_its_own(text):
    once = atlas.key(text)
    assert atlas.key(once) in (once, once.removeprefix("the "))
    atlas.atlas().named(once)


@pytest.fixture(scope="module")
def columns():
    return atlas_columns.columns()


@pytest.fixture
def folder(tmp_path, monkeypatch, columns):
    """A cache folder of its own; the table of this process stays as it is."""
    monkeypatch.setattr(atlas, "columns", lambda: dict(columns))
    monkeypatch.setenv("QUOTIDIAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def is_whole(table):
    known = atlas.atlas()
    (bonn,) = [row for row in table.named("bonn") if row.country_code == "DE"]
    same = bonn == next(row for row in known.named("bonn") if row.country_code == "DE")
    return (
        same and len(table.keys) == len(known.keys) and table.row(len(table.names) - 1).name == known.names[-1].as_py()
    )


def test_the_table_is_kept_and_opened_again(folder, monkeypatch):
    made = atlas.atlas.__wrapped__()
    (file,) = folder.iterdir()
    assert is_whole(made)
    monkeypatch.setattr(atlas, "columns", lambda: pytest.fail("made again"))
    assert is_whole(atlas.atlas.__wrapped__())
    assert [one.name for one in folder.iterdir()] == [file.name]


@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_table_that_cannot_be_read_is_made_again(folder, damage):
    folder.mkdir()
    file = folder / f"atlas-{atlas._version()}.arrow"
    if damage is None:
        file.mkdir()  # which can be neither read nor replaced: the table is then there without it
    else:
        file.write_bytes(damage)
    assert is_whole(atlas.atlas.__wrapped__())
    assert [one.name for one in folder.iterdir()] == [file.name]
    assert file.is_dir() == (damage is None)
