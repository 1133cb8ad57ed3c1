"""Where publishers are at home."""

import pytest

from pipeline.world import publishers


@pytest.mark.parametrize(
    ("publisher", "home", "country"),
    [
        ("www.theparisnews.com", "paris", None),
        ("https://www.augustagazette.com/x", "augusta", None),
        ("lasvegassun.com", "las vegas", None),
        ("The Toledo Courier", "toledo", None),
        ("oxfordmail.co.uk", "oxford", "GB"),
        ("www.perthcourier.ca", "perth", "CA"),
        ("www.stltoday.com", "Saint Louis", "US"),
        ("www.bbc.com", None, "GB"),
        ("www.reuters.com", None, None),
        ("xyzzynews.com", None, None),
        ("paris.com", None, None),
        ("Example Wire", None, None),
        ("", None, None),
    ],
)
def test_homes(publisher, home, country):
    assert publishers.home_of(publisher) == home
    assert publishers.country_of(publisher) == country


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
