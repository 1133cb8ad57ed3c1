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
INITIALS = sorted({name[0] for name in KEPT})


def told(name):
    """label, its usual name | the places: kind, where each lies, at which degrees | a publisher's home | of persons"""
    kind, _, word = name.partition(": ")
    if kind == "publisher":
        at = f"https://www.{word}.com/a"
        return f"{publishers.country_of(at)}, {publishers.region_of(at)}, {publishers.home_of(at)}"
    if kind == "team":
        team = teams.in_full().get(word)
        return f"{team and team.league}, {team and team.nickname}"
    if kind == "sport":
        others = [other for other in ("coach", "innings", "playoff") if other != word]
        return str(teams.is_of_sport({word, *others[:2]}))
    if kind == "person":
        lists = people.load()
        return f"{lists.given_gender.get(word)}, {lists.title_gender.get(word)}, {people.leaning(f'{word} Velm')}"
    if kind == "word":
        lists = naming.load()
        return f"{lists.head_label.get(word)}, {lists.first_label.get(word)}, {word in lists.corporate}"
    known = naming.load().known.get(name)
    found = [
        f"{place.precision} {place.within} {place.latitude:.0f} {place.longitude:.0f}"
        for place in readings.readings(name)[:2]
    ]
    label = known and f"{known.label} {known.name}"
    return f"{label}, {places.label(name)} {places.called(name)} {places.country_of(name)}, {'; '.join(found)}"


def test_every_name_of_our_tables_is_written_down():
    for table, column in (("known_names.tsv", "written"), ("landmarks.tsv", "name"), ("regions.tsv", "name")):
        assert {row[column] for row in tsv("pipeline.world", table)} <= KEPT.keys(), table
    homes = toml("pipeline.world", "publishers.toml")["homes"].strip().splitlines()
    assert {f"publisher: {line.split(' |')[0]}" for line in homes} <= KEPT.keys()
    peoples = items(toml("pipeline.world", "places.toml")["peoples"])
    assert {one.partition(":")[0] for one in peoples} <= KEPT.keys()


@pytest.mark.parametrize("initial", INITIALS)
def test_names_are_taken_for(initial, request):
    now = {name: told(name) for name in KEPT if name[0] == initial}
    if request.config.option.rewrite_rows:
        KEPT.update(now)
        FILE.write_text("\n".join(f"{name} = {taken}" for name, taken in KEPT.items()) + "\n", "utf-8")
    assert {name: (KEPT[name], taken) for name, taken in now.items() if KEPT[name] != taken} == {}
