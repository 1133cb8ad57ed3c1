"""The map of the report, and the views that it rests on."""

import re

import pytest

from pipeline.publishing.report import map as maps
from pipeline.publishing.report.data import DataFolder
from pipeline.publishing.views import connect
from tests.publishing.report.test_report import data
from tests.stored import stored

NEWS = "Ada Brenner met Owen Pike in Bergen, Norway, on 4 May 2031. The mayor of Oslo resigned on 5 May 2031."


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    about = {"uri": "a.txt", "title": "The meeting", "published_at": "2031-05-06"}
    with connect(stored(tmp_path_factory.mktemp("map") / "out", (NEWS, about))) as connected:
        yield connected


def test_places_come_with_their_points(database):
    found = database.execute("SELECT name, country_code, place_precision, n_mentions FROM places").fetchall()
    assert set(found) >= {("Bergen", "NO", "city", 1), ("Oslo", "NO", "city", 1), ("Norway", "NO", "country", 1)}
    assert not [name for name, *_ in found if name == "Ada Brenner"]


def test_events_come_with_the_place_where_they_happen(database):
    query = "SELECT place_id, place_name, date_start::VARCHAR, latitude, title FROM events_on_map"
    (met,) = [row for row in database.execute(query).fetchall() if row[1] == "Bergen"]
    assert (met[0].startswith("place/bergen"), *met[1:]) == (
        True,
        "Bergen",
        "2031-05-04",
        pytest.approx(60.39, abs=0.1),
        "The meeting",
    )


def test_the_page_has_what_the_views_tell(database, tmp_path):
    maps.write_map(database, DataFolder(tmp_path / "data"))
    made = data(tmp_path, "map")
    bergen = next(place for place in made["places"] if place["name"] == "Bergen")
    assert (bergen["country"], bergen["precision"], bergen["n"]) == ("NO", "city", 1)
    (met,) = [event for event in made["events"] if event["place"] == bergen["id"]]
    assert met["date_start"] == "2031-05-04"
    assert {"person/ada-brenner", "person/owen-pike"} <= set(met["entities"])
    assert {event["place"] for event in made["events"]} <= {place["id"] for place in made["places"]}


def test_the_outline_is_land():
    squares = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", maps.outline())
    land = {(int(x) + i, int(y)) for x, y, n in squares for i in range(int(n))}
    assert (180 + 10, 90 - 51) in land  # Germany
    assert (180 - 30, 90 - 40) not in land  # the Atlantic
    assert max(x for x, _ in land) <= 360
    assert maps.outline() == maps.outline()
