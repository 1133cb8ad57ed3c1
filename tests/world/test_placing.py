"""Which place of a name an article means."""

import re

import pytest

from pipeline.world import placing
from pipeline.world.placing import Toponym
from tests.world.bracketed import names_in


def place_in(text, publisher=None, address=""):
    """What the names of a text mean, written between brackets: "[Paris], [Texas]"; {…} is a people."""
    plain, names = names_in(text)
    placed = placing.place_names(plain, names, publisher, address)
    return [one.place.within if one.place else None for one in placed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A court in [Paris] sat.", "ile-de-france-fr"),
        ("A court in [Paris], [Texas], sat.", "texas-us"),
        ("A court in [Paris], Texas, sat.", "texas-us"),
        ("A court in [Paris] (Texas) sat.", "texas-us"),
        ("A court in [London], Ont., sat.", "ontario-ca"),
        ("A court in [Dover], N.H., sat.", "new-hampshire-us"),
        ("A court in [Dublin], OH, sat.", "ohio-us"),
        ("A court in [Valencia], Venezuela, sat.", "carabobo-ve"),
        ("A court in [Lebanon] in Oregon sat.", "oregon-us"),
        ("They left [Lebanon], Ohio.", "ohio-us"),
        ("They left [Peru], Ohio officials said.", "pe"),
        ("A fair in [Athens] and [Bogart], Georgia, opened.", "georgia-us"),
        ("The envoy left [Washington].", "district-of-columbia-us"),
        ("She was born in [Dover], [Del].", "delaware-us"),
        ("A fair in [Springfield] opened.", None),
        ("A fair in [Xyzzyville], Texas, opened.", None),
        ("A fair in [Paris], Nebraska, opened.", None),
    ],
)
def test_what_stands_beside_a_name(text, expected):
    assert place_in(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("A fair in [Lisbon] opened.", "Lisbon", "city"),
        ("A fair in [Porto] opened.", "Porto", "city"),
        ("A fair in [Turin] opened.", "Turin", "city"),
        ("A fair in [Zurich] opened.", "Zürich", "city"),
        ("Voters in [Turin] province chose.", "Torino", "county"),
        ("Voters in the province of [Turin] chose.", "Torino", "county"),
        ("Voters in [Zurich] province chose.", "Zürich", "region"),
        ("A fair in [Oyo] opened.", "Oyo", "region"),
        ("A fair in [Oklahoma] opened.", "Oklahoma", "region"),
        ("A fair in [Kent] opened.", "Kent", "county"),
    ],
)
def test_a_city_is_meant_rather_than_the_division_around_it(text, name, precision):
    plain, names = names_in(text)
    (placed,) = placing.place_names(plain, names, None, "")
    assert (placed.place.name, placed.place.precision) == (name, precision)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voters in [Georgia] chose. [Tbilisi] and [Batumi] cheered.", "ge"),
        ("Voters in [Georgia] chose. [Atlanta] and [Savannah] cheered.", "us"),
        ("In [Birmingham] it rained. [Tuscaloosa] and [Mobile] in [Alabama] were dry.", "alabama-us"),
        ("In [Birmingham] it rained. [Coventry] and [Wolverhampton] were dry.", "england-gb"),
        ("In [Santiago], [Cuba], it rained. [Havana] was dry.", "santiago-de-cuba-cu"),
        ("In [Kingston] it rained. [Albany] and [Poughkeepsie] in [New York] were dry.", "new-york-us"),
        ("In [Cambridge] it rained. [Boston] and [Somerville] were dry.", "massachusetts-us"),
        ("In [Cambridge] it rained. The {British} and [Ely] were glad.", "england-gb"),
    ],
)
def test_what_else_the_article_names(text, expected):
    assert place_in(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He flew from [Delaware] to [Ohio].", "us"),
        ("He flew from [Wyoming] to [Delaware] and [Ohio].", "us"),
        ("He lives in [Delaware], [Ohio].", "ohio-us"),
        ("The envoy left [Washington] for [Ohio].", "district-of-columbia-us"),
        ("Gov. Ann Dow of [Georgia] flew off.", "us"),
        ("The governor of [Washington] flew off.", "us"),
        ("Former Senator Ann B. Dow of [Washington] flew off.", "us"),
        ("The mayor of [Washington] flew off.", "district-of-columbia-us"),
        ("Sen. Ann Dow of [Nevada], Mo., flew off.", "missouri-us"),
        ("The [New York] governor's race is close.", "us"),
        ("The [New York] marathon is close.", "new-york-us"),
        ("[Washington] Gov. Ann Dow flew off.", "us"),
        ("[Georgia]’s legislature met.", "us"),
    ],
)
def test_states_among_states_and_of_those_who_govern_them(text, expected):
    assert place_in(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Floods hit [Lee] and [Russell] counties in Alabama.", ["Lee County", "Russell County"]),
        ("Floods hit [Lee] County, Alabama.", ["Lee County"]),
        ("Floods hit [Caddo] Parish, Louisiana.", ["Caddo Parish"]),
        ("Floods hit [Lee].", ["Lee"]),
    ],
)
def test_the_kind_of_place_that_is_said(text, names):
    plain = re.sub(r"[\[\]]", "", text)
    given = []
    for match in re.finditer(r"\[([^\]]*)\]", text):
        start = match.start() - 2 * len(given)
        given.append(Toponym(start, start + len(match[1]), match[1]))
    placed = placing.place_names(plain, given)
    assert [one.name for one in placed] == names
    if "County" in names[0] or "Parish" in names[0]:
        assert all(one.place.precision == "county" for one in placed)


def test_one_sense_in_an_article_unless_the_text_says_another():
    assert place_in("[Paris], Texas, is small. [Paris] is dry.") == ["texas-us", "texas-us"]
    assert place_in("[Paris], Texas, is small. [Paris], France, is not.") == ["texas-us", "ile-de-france-fr"]


@pytest.mark.parametrize(
    ("publisher", "address", "expected"),
    [
        (None, "", None),
        ("www.lancastercourier.ca", "", "new-brunswick-ca"),
        ("lancastertimes.co.uk", "", "england-gb"),
    ],
)
def test_where_the_publisher_is_at_home(publisher, address, expected):
    assert place_in("The council of [Lancaster] met.", publisher, address)[0] == expected


def test_a_town_with_which_the_address_begins_is_the_publishers_home():
    text = "The schools of [Paris] and [Henry County] closed."
    assert place_in(text, "parisxi.net") == ["tennessee-us", "tennessee-us"]
    assert place_in(text, "velmxi.net")[0] == "ile-de-france-fr"
    assert place_in("The schools of [Henry County] closed.", "parisxi.net") == [None]


def test_the_section_of_the_address_counts():
    text = "A bus fell over in [Hamilton]."
    assert place_in(text, None, "https://news.example/new-zealand/waikato/bus.html") == ["waikato-nz"]
    assert place_in(text, None, "https://news.example/canada/ontario/bus.html") == ["ontario-ca"]


def test_a_state_may_be_written_short():
    assert place_in("He left [N.Y.] for [Calif.] and then [Albany], [N.Y.].") == [
        "us", "us", "new-york-us", "us",
    ]  # fmt: skip


def test_peoples_mean_no_place_themselves():
    assert place_in("The {French} left.") == [None]


def test_the_same_article_gives_the_same_places_in_any_order_of_its_names():
    text = "In [Cambridge] it rained. [Boston] and [Somerville] were dry."
    plain = re.sub(r"[\[\]]", "", text)
    names = [Toponym(plain.index(n), plain.index(n) + len(n), n) for n in ("Cambridge", "Boston", "Somerville")]
    forth = placing.place_names(plain, names)
    back = placing.place_names(plain, names[::-1])
    assert [one.place for one in forth] == [one.place for one in back[::-1]]


def test_nothing_to_place():
    assert placing.place_names("", []) == []
    assert placing.place_names("Xyzzy spoke.", [Toponym(0, 5, "Xyzzy")])[0].place is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voters in [Lee] and [Russell] counties in [Alabama] chose.", ["alabama-us", "alabama-us", "us"]),
        ("The [Orange] river rose.", ["water"]),
        ("The province of [Cordoba] voted.", ["ar"]),
        ("[Cordoba] province voted.", ["ar"]),
        ("The city of [Mexico] slept.", ["ciudad-de-mexico-mx"]),
        ("[Limerick] County voted.", ["limerick-ie"]),
        ("County [Limerick] voted.", ["limerick-ie"]),
        ("It rained in [Paris]. A court in [Paris], Texas, sat.", ["texas-us", "texas-us"]),
        ("A fair in [Victoria], [British Columbia], opened.", ["british-columbia-ca", "ca"]),
        ("A fair in [Victoria], [Australia], opened.", ["au", "au"]),
        ("A fair in [Perth], [Scotland], opened.", ["scotland-gb", "gb"]),
        ("A fair in [Belém], [Brazil], opened.", ["para-br", "br"]),
        ("A fair in [Hamilton] (Ontario) opened.", ["ontario-ca"]),
        ("Fairs in [Springfield], Illinois, and [Springfield], Missouri, opened.", ["illinois-us", "missouri-us"]),
        ("A fair in [St. Petersburg], Fla., opened. [Tampa] was wet.", ["florida-us", "florida-us"]),
        ("The {French} met in [Nice].", [None, "provence-alpes-cote-dazur-fr"]),
        ("[Newcastle] and [Sydney] were wet.", ["new-south-wales-au", "new-south-wales-au"]),
        ("[Newcastle] and [Sunderland] were wet.", ["england-gb", "england-gb"]),
        ("[Georgia] and [Armenia] signed.", ["ge", "am"]),
        ("[Georgia] and [Alabama] signed.", ["us", "us"]),
        ("[Lincoln] in [Nebraska] slept.", ["nebraska-us", "us"]),
        ("[Lancaster] slept, and so did [Harrisburg] and [Reading].", ["pennsylvania-us"] * 3),
    ],
)
def test_all_places_of_a_text(text, expected):
    assert place_in(text) == expected
