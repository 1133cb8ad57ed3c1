"""A user's own gazetteer: what it adds, what it stands in place of, what is told of its bad rows."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import GazetteerError
from pipeline.settings import Settings
from pipeline.world import own_places, places, placing, readings
from pipeline.world.placing import Toponym

CSV = """name,alternates,lat,lon,country,admin,kind,id
Kilbrae Wharf,Kilbrae Dock|The Old Dock,53.1,-6.2,IE,,landmark,D-7
Zormund,,49.5,10.1,Germany,BY,city,
Springfield,,44.05,-123.02,US,Oregon,city,
Londinium,,51.6,-0.2,GB,England,city,2643743
Lake Verrin,,60.0,20.0,fi,,Water,
Nice,,43.8,7.3,FR,Nowhere,city,
"""


def spot(place):
    return place and (place.name, place.latitude, place.longitude)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    file = tmp_path_factory.mktemp("own") / "own.csv"
    file.write_text(CSV, "utf-8")
    return str(file)


@pytest.fixture
def used(path):
    with own_places.using(path) as own:
        yield own


@pytest.mark.usefixtures("used")
@pytest.mark.parametrize(
    ("name", "expected", "precision", "code", "label"),
    [
        ("Kilbrae Wharf", ("Kilbrae Wharf", 53.1, -6.2), "landmark", None, "FAC"),
        ("the Kilbrae Dock", ("Kilbrae Wharf", 53.1, -6.2), "landmark", None, "FAC"),
        ("Old Dock", ("Kilbrae Wharf", 53.1, -6.2), "landmark", None, "FAC"),
        ("Zormund", ("Zormund", 49.5, 10.1), "city", "DE-BY", "GPE"),
        ("Springfield", ("Springfield", 44.05, -123.02), "city", "US-OR", "GPE"),
        ("London", ("Londinium", 51.6, -0.2), "city", "GB-ENG", None),
        ("Londinium", ("Londinium", 51.6, -0.2), "city", "GB-ENG", "GPE"),
        ("Lake Verrin", ("Lake Verrin", 60.0, 20.0), "water", None, "LOC"),
        ("Nice", ("Nice", 43.8, 7.3), "city", None, "GPE"),
    ],
)
def test_own_places_come_first(name, expected, precision, code, label):
    place = readings.common(name)
    assert (spot(place), place.precision, place.admin1_code) == (expected, precision, code)
    assert places.label(name) == label
    assert readings.of_id(f"place/{name.lower().removeprefix('the ').replace(' ', '-')}") == place


@pytest.mark.usefixtures("used")
def test_a_place_told_twice_is_there_once_and_others_of_its_name_stay():
    assert [spot(p) for p in readings.readings("London")].count(("Londinium", 51.6, -0.2)) == 1
    assert not [p for p in readings.readings("London") if p.name == "London" and p.admin1_code == "GB-ENG"]
    assert [p for p in readings.readings("London") if p.admin1_code == "CA-ON"]
    assert [p for p in readings.readings("Nice") if p.country_code == "FR" and p.precision == "city"] == [
        readings.common("Nice")
    ]
    assert readings.common("Nice").admin1_name == "Nowhere"
    assert (readings.common("Kilbrae Wharf").own_id, readings.common("Kilbrae Wharf").geonames_id) == ("D-7", None)
    assert (readings.common("London").own_id, readings.common("London").geonames_id) == ("2643743", 2643743)


@pytest.mark.usefixtures("used")
def test_what_the_text_says_counts_for_more():
    text = "They met in Springfield, Illinois, on Monday."
    (placed,) = placing.place_names(text, [Toponym(12, 23, "Springfield")])
    assert placed.place.admin1_code == "US-IL"


def test_without_it_all_is_as_before(path):
    before = [readings.common(name) for name in ("London", "Zormund", "Springfield", "Paris")]
    with own_places.using(path):
        assert readings.common("Zormund") is not None
        with own_places.using(None):
            assert own_places.named("Zormund") == ()
        assert readings.common("Zormund") is not None
    assert [readings.common(name) for name in ("London", "Zormund", "Springfield", "Paris")] == before
    assert (own_places.label("Zormund"), own_places.used().digest) == (None, None)


BAD = [
    ("Velm,,91,2,,,,", "lat is '91'"), ("Velm,,1,181,,,,", "lon is '181'"), ("Velm,,x,2,,,,", "lat is 'x'"),
    ("Velm,,,2,,,,", "lat is ''"), ("Velm,,nan,2,,,,", "lat is 'nan'"), (",,1,2,,,,", "no name"),
    ("Velm,,1,2,,,swamp,", "kind 'swamp'"), ("Velm,,1,2,Freedonia,,,", "no country 'Freedonia'"),
    ("Velm,,1,2,,,,7", "another row has the id 7"), ("Velm,,1", "lon is ''"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "why"), BAD)
def test_a_bad_row_is_named_and_left_out(tmp_path, row, why):
    file = tmp_path / "own.csv"
    file.write_text(f"name,alternates,lat,lon,country,admin,kind,id\nTarn,,90,-180,,,,7\n{row}\n", "utf-8")
    own = own_places.of(str(file))
    (told,) = own.bad
    assert told.startswith(f"Row 2 of the gazetteer {file}")
    assert why in told
    assert list(own.by_key) == ["tarn"]


def test_of_many_bad_rows_the_first_are_named(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("name,lat,lon\nTarn,1,2\n" + ",1,2\n" * 50, "utf-8")
    bad = own_places.of(str(file)).bad
    assert len(bad) == 21
    assert bad[-1].startswith("So are 30 more rows")


def test_parquet_says_the_same_as_csv(tmp_path):
    rows = [
        {"name": "Velm", "alternates": ["Welm", "", None], "lat": 1.5, "lon": 2.5, "country": "FR", "id": 12},
        {"name": "Tarn", "alternates": None, "lat": 3.0, "lon": 4.0, "country": None, "id": None},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "own.parquet")
    own = own_places.of(str(tmp_path / "own.parquet"))
    assert own.bad == ()
    assert sorted(own.by_key) == ["tarn", "velm", "welm"]
    assert (own.by_key["welm"][0].id, own.by_key["welm"][0].country_code) == ("12", "FR")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("own.csv", b"name,lat\nTarn,1\n", "lacks the columns lon"),
        ("own.csv", b"", "lacks the columns name, lat, lon"),
        ("own.csv", b"name,lat,lon\nTarn,x,2\n", "holds no place. Row 1"),
        ("own.csv", b"name,lat,lon\n", "holds no place"),
        ("own.csv", b"\xff\xfe\x00", "cannot be read"),
        ("own.csv", b'name,lat,lon\n"Tarn,1,2\n', "cannot be read"),
        ("own.parquet", b"no parquet", "cannot be read"),
        (None, b"", "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_an_error_that_says_why(tmp_path, name, data, why):
    file = tmp_path / (name or "missing.csv")
    if name:
        file.write_bytes(data)
    with pytest.raises(GazetteerError) as error:
        own_places.use(str(file))
    assert why in str(error.value)
    assert str(file) in str(error.value)
    assert own_places.used().digest is None


def test_a_changed_file_is_read_again(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("name,lat,lon\nTarn,1,2\n", "utf-8")
    first = own_places.of(str(file))
    file.write_text("name,lat,lon\nTarn,1,22\n", "utf-8")
    second = own_places.of(str(file))
    assert (first.digest != second.digest, second.by_key["tarn"][0].longitude) == (True, 22.0)


def test_the_environment_names_it(monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_GAZETTEER", "own.csv")
    assert Settings.from_environment().gazetteer == "own.csv"
    assert Settings.from_environment(gazetteer="other.csv").gazetteer == "other.csv"
