"""Where publishers are at home."""

import pytest

from pipeline.world import publishers, readings


@pytest.mark.parametrize(
    ("publisher", "home", "country"),
    [
        ("www.theparisnews.com", "paris", None),
        ("https://www.augustagazette.com/x", "augusta", None),
        ("grandforkssun.com", "grand forks", None),
        ("The Toledo Courier", "toledo", None),
        ("oxfordmail.co.uk", "oxford", "GB"),
        ("www.perthcourier.ca", "perth", "CA"),
        ("www.stltoday.com", "Saint Louis", "US"),
        ("www.bbc.com", None, "GB"),
        ("www.reuters.com", None, None),
        ("xyzzynews.com", None, None),
        ("paris.com", None, None),
        ("news-echo.com", None, None),
        ("Example Wire", None, None),
        ("", None, None),
    ],
)
def test_homes(publisher, home, country):
    assert publishers.home_of(publisher) == home
    assert publishers.country_of(publisher) == country


@pytest.mark.parametrize(
    ("publisher", "names", "home"),
    [
        ("www.augustapi.net", ["Atlanta", "Augusta"], "Augusta"),
        ("thedailyaugustapi.net", ["Augusta"], "Augusta"),
        ("eaugustaxtra.net", ["Augusta"], "Augusta"),
        ("grandforksdn.com", ["Grand", "Grand Forks"], "Grand Forks"),
        ("www.visitaugusta.net", ["Augusta"], None),
        ("romedn.com", ["Rome"], None),
        ("The Augusta Gleaner", ["Augusta"], None),
        ("www.augustapi.net", [], None),
    ],
)
def test_the_town_with_which_an_address_begins(publisher, names, home):
    assert publishers.home_among(publisher, names) == home


@pytest.mark.parametrize(
    ("publisher", "region"),
    [
        ("www.masslive.com", "US-MA"), ("https://www.news-leader.com/a/b", "US-MO"), ("Calgary Herald", "CA-AB"),
        ("www.bbc.com", None), ("stuff.co.nz", None), ("xyzzynews.com", None), ("", None),
    ],
)  # fmt: skip
def test_regions_of_homes(publisher, region):
    assert publishers.region_of(publisher) == region
    assert region is None or publishers.country_of(publisher) == region[:2]


def test_homes_of_well_known_publishers_are_towns_there():
    for home, code in filter(all, publishers._own().values()):
        found = [place for place in readings.readings(home) if place.precision in ("city", "region", "country")]
        assert [p for p in found if code in (p.country_code, p.admin1_code)], home


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("https://news.example/world/peru/cusco/rain-123.html", ["world", "peru", "cusco"]),
        ("https://news.example/new-zealand/a.html", ["new zealand"]),
        ("https://news.example/2024/05/uk/a.html", []),
        ("rain.txt", []),
    ],
)
def test_sections(address, parts):
    assert publishers.sections_of(address) == parts
