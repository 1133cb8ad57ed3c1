"""What each name of our own tables, and what each word of their lists beside a name, is taken for; see `names.txt`.

`pytest --rewrite-rows` writes down what they are taken for now.
"""

import pathlib

import pytest

from pipeline.lexicon.loader import items, toml, tsv
from pipeline.world import naming, people, places, publishers, readings, teams

FILE = pathlib.Path(__file__).parent / "names.txt"
LINES = [line for line in FILE.read_text("utf-8").splitlines() if line]
KEPT = dict(line.split(" = ", 1) for line in LINES)
OTHER_WORDS = (
    "generic", "storms", "public", "streets", "roads", "firm_endings", "place_endings", "bodies",
    "connectors", "forms_after_comma",
)  # fmt: skip
OF_PEOPLE = ("titles", "offices", "suffixes", "particles", "common_given", "surnames", "courtesy", "of_people_alone")


def _group(name):
    """The kind of an entry and the first letter of its word, so that each test is short."""
    kind, colon, word = name.partition(": ")
    return f"{kind}: {word[0]}" if colon else name[0]


GROUPS = sorted({_group(name) for name in KEPT})


def told(name):
    """label, its usual name | the places: kind, where each lies, at which degrees | a publisher's home | of persons"""
    kind, _, word = name.partition(": ")
    if kind == "publisher":
        at = f"https://www.{word}.com/a"
        return f"{publishers.country_of(at)}, {publishers.region_of(at)}, {publishers.home_of(at)}"
    if kind == "paper":
        return f"{publishers.home_of(f'https://www.{word}springfield{word}.com/a')}"
    if kind == "team":
        team = teams.in_full().get(word)
        return f"{team and team.league}, {team and team.nickname}"
    if kind == "nickname":
        return f"{teams.meant((word,), frozenset()).get(word)}"
    if kind == "sport":
        others = [other for other in ("coach", "innings", "playoff") if other != word]
        return str(teams.is_of_sport({word, *others[:2]}))
    if kind == "person":
        return _of_people(word)
    if kind == "word":
        lists = naming.load()
        told = f"{lists.head_label.get(word)}, {lists.first_label.get(word)}, {word in lists.corporate}"
        return ", ".join([told, *(other for other in OTHER_WORDS if word in getattr(lists, other))])
    if kind == "city":
        return f"{places.is_large_city(word.title())}, {word in places.homographs()}"
    known = naming.load().known.get(name)
    found = [
        f"{place.precision} {place.within} {place.latitude:.0f} {place.longitude:.0f}"
        for place in readings.readings(name)[:2]
    ]
    label = known and f"{known.label} {known.name}"
    return f"{label}, {places.label(name)} {places.called(name)} {places.country_of(name)}, {'; '.join(found)}"


def _of_people(word):
    """The sex that a given name, a title, an unknown name's ending tells; what else it is, and stands for."""
    lists = people.load()
    sexes = f"{lists.given_gender.get(word)}, {lists.title_gender.get(word)}, {people.leaning(f'{word} Velm')}"
    others = [other for other in OF_PEOPLE if word in getattr(lists, other)]
    short = [f"for {lists.short_titles[word]}"] if word in lists.short_titles else []
    alike = sorted(lists.nicknames.get(word.lower(), ()))
    return ", ".join([sexes, *others, *short, *([" ".join(alike)] if alike else [])])


def test_every_name_of_our_tables_is_written_down():
    for table, column in (("known_names.tsv", "written"), ("landmarks.tsv", "name"), ("regions.tsv", "name")):
        assert {row[column] for row in tsv("pipeline.world", table)} <= KEPT.keys(), table
    homes = toml("pipeline.world", "publishers.toml")["homes"].strip().splitlines()
    assert {f"publisher: {line.split(' |')[0]}" for line in homes} <= KEPT.keys()
    given, titles = toml("pipeline.world", "given_names.toml"), toml("pipeline.world", "titles.toml")
    of_people = [*(given[key] for key in ("male", "female", "either", "common", "surnames")), *titles["words"].values()]
    of_people += [
        titles[key] for key in ("male", "female", "any", "courtesy", "courtesy_too", "offices_of_people", "offices")
    ]
    assert {f"person: {word}" for text in of_people for word in items(text)} <= KEPT.keys()
    assert {f"person: {word}" for word in titles["short"]} <= KEPT.keys()
    assert {f"person: {group.split()[0]}" for group in items(given["nicknames"])} <= KEPT.keys()
    of_names = toml("pipeline.world", "name_words.toml").values()
    assert {f"word: {word}" for text in of_names for word in items(text)} <= KEPT.keys()
    papers = items(toml("pipeline.world", "publishers.toml")["paper_words"])
    assert {f"paper: {word}" for word in papers} <= KEPT.keys()
    famous = items(toml("pipeline.world", "places.toml")["famous"])
    assert {one.rpartition(" ")[0] for one in famous} <= KEPT.keys()
    alone = items(toml("pipeline.world", "teams.toml")["unmistakable"])
    assert {f"nickname: {word}" for word in alone} <= KEPT.keys()
    assert {f"city: {word}" for word in places.homographs()} <= KEPT.keys()
    peoples = items(toml("pipeline.world", "places.toml")["peoples"])
    assert {one.partition(":")[0] for one in peoples} <= KEPT.keys()


@pytest.mark.parametrize("group", GROUPS)
def test_names_are_taken_for(group, request):
    now = {name: told(name) for name in KEPT if _group(name) == group}
    if request.config.option.rewrite_rows:
        KEPT.update(now)
        FILE.write_text("\n".join(f"{name} = {taken}" for name, taken in KEPT.items()) + "\n", "utf-8")
    assert {name: (KEPT[name], taken) for name, taken in now.items() if KEPT[name] != taken} == {}
