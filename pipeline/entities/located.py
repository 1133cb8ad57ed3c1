"""Places of one name told apart: in one article "Paris" and "Paris, Texas" are two entities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.articles.article import Article
from pipeline.entities import context
from pipeline.entities.aliases import PLACES, Entity
from pipeline.entities.longer import is_seat
from pipeline.entities.names import Name
from pipeline.entities.surroundings import endings, these
from pipeline.entities.words import Words
from pipeline.world import atlas, ids, naming, people, places, placing, readings, teams
from pipeline.world.placing import Placed, Toponym
from pipeline.world.readings import Place
from pipeline.world.spellings import MOUNTS

LABELS = {
    "country": "GPE", "county": "GPE", "city": "GPE", "water": "LOC", "mountain": "LOC",
}  # fmt: skip
"""What a name is where the place is known: "Cape Town" is no cape, and the "Rhône" no city."""
_HOLDERS = frozenset(("ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART"))
"""What may be named after a place."""
_BEFORE_TOWNS = frozenset(("in", "near", "from", "of", "to", "at", "outside", "and"))
_NO_TOWNS = frozenset(("PERSON", "ORG", "NORP", "LOC", "FAC", "WORK_OF_ART", "PRODUCT"))
_BRAND_NOUNS = frozenset(("name", "brand", "badge", "model", "nameplate", "logo", "trademark", "franchise"))
_SURE = 0.8
"""How likely a city must be that stands in a longer name alone."""
_HOLY = frozenset(("Mount", "Mt", "Mt.", "Saint", "St", "St."))
_SHORTEST = 3
"""Letters from which on a word that is not in capitals is no abbreviation: "La Raza"."""
_OCEANS = frozenset(("Arctic", "Atlantic", "Pacific"))
_BESIDE = re.compile(r",?\s+(?:in|at|near|outside)\s+(?:the\s+)?|,\s+")


def tell_apart(
    words: Words, text: str, entities: Mapping[int, Entity], article: Article
) -> tuple[dict[int, Entity], dict[int, str]]:
    """The entity of each name by its first token, each place by itself; and the places that names hold.

    A place is called and identified by what its article means by it. The second is, by the first token of a name
    such as "Oslo Police Department", the id of the place in it.
    """
    each = {id(entity): entity for entity in entities.values()}.values()
    spans = {name.start: name for entity in each for name in entity.names}
    entities = dict(entities) | _towns(words, text, spans, entities)
    starts = [start for start in sorted(entities) if entities[start].label in PLACES or entities[start].label == "NORP"]
    held = list(_places_inside(words, spans, entities))
    names = [_toponym(words, spans[start], entities[start]) for start in starts] + [inside for _, inside in held]
    seats = {i for i, start in enumerate(starts) if is_seat(words, start)}
    placed = placing.place_names(text, names, article.publisher, article.uri)
    if seats:  # "D-Pa." says nothing of where the others lie
        others = [name for i, name in enumerate(names) if i not in seats]
        alone = iter(placing.place_names(text, others, article.publisher, article.uri))
        placed = [place if i in seats else next(alone) for i, place in enumerate(placed)]
    found = dict(entities)
    known: dict[tuple[int, str, str], Entity] = {}
    apart: dict[int, Entity] = {}
    for start, place in zip(starts, placed, strict=False):
        entity = entities[start]
        if entity.label in PLACES and _is_brand(words, spans[start]):
            found[start] = Entity("PRODUCT", entity.name, [spans[start]])
        elif entity.label == "LOC" and place.place and _is_no_town(words, spans[start], place.place):
            found[start] = apart.setdefault(id(entity), Entity("LOC", entity.name))
            found[start].names.append(spans[start])
        elif entity.label in PLACES:
            called = place.name or entity.name
            ending = readings.ending(called, place.place)
            label = LABELS.get(place.place.precision, entity.label) if place.place else entity.label
            one = known.setdefault((id(entity), called, ending), Entity(label, called, id_ending=ending))
            one.names.append(spans[start])
            found[start] = one
    inside = [(*one, place) for one, place in zip(held, placed[len(starts) :], strict=True)]
    told = {atlas.key(entity.name) for entity in found.values() if entity.label in PLACES}
    place_of_name = {
        start: _id(place)
        for start, name, place in inside
        if place.place and (atlas.key(name.name) in told or _is_sure(words, spans[start], place))
    }
    _join_counties(spans, found)
    beside = _places_beside(words, text, spans, found)
    return found, beside | place_of_name


def _is_sure(words: Words, name: Name, placed: Placed) -> bool:
    """Whether the map alone tells the place in a name that the text does not have by itself.

    It tells countries, regions and counties, and of the cities those that are hardly another's; where a team plays all
    know.
    """
    if name.label == "WORK_OF_ART" or placed.place is None or places.label(placed.name or "") == "LOC":
        return False  # "West Coast Bank"
    if placed.place.precision not in ("city", "landmark"):
        return True
    if words.text[name.start] in _HOLY and words.text[name.end - 1] in these("called_after_saints"):
        return False  # "Mount Sinai Hospital"
    called = words.surface(name.start, name.end)
    if _is_team_of_place(called, name):  # "Louisville" that plays in Tennessee is that of Kentucky
        return [place.geonames_id for place in readings.readings(called)[:1]] == [placed.place.geonames_id]
    return called in teams.in_full() or placed.likelihood >= _SURE


def _towns(words: Words, text: str, spans: Mapping[int, Name], entities: Mapping[int, Entity]) -> dict[int, Entity]:
    """Names that stand as towns and counties do, whoever bears them elsewhere: "in Clinton, Iowa", "Lee counties"."""
    found: dict[str, Entity] = {}
    towns = {}
    for start, entity in entities.items():
        name = spans[start]
        if entity.label in _NO_TOWNS and len(name) < 4:
            toponym = _toponym(words, name, entity)
            # but "according to Velden, Texas ships plums"
            is_source = words.lower[max(0, start - 2) : start] == ["according", "to"]
            stands = start > 0 and words.lower[start - 1] in _BEFORE_TOWNS and not is_source
            stands = (stands and placing.is_before_state(text, toponym)) or placing.is_county(text, toponym)
            if stands and not _is_told_otherwise(words, name, entity):
                called = words.surface(name.start, name.end)
                towns[start] = found.setdefault(called, Entity("GPE", called))
                towns[start].names.append(name)
    return towns


def _is_told_otherwise(words: Words, name: Name, entity: Entity) -> bool:
    """ "At Velden University, in Wales", "and Carla Marsh, the U.S. envoy": their own words tell what they are."""
    if len(name) == 1 or places.is_town(words.surface(name.start, name.end)):
        return False
    is_person = entity.label == "PERSON" and words.text[name.start] in people.load().given_gender
    return is_person or words.text[name.end - 1] in naming.load().head_label


def _is_brand(words: Words, name: Name) -> bool:
    """ "The Mustang name", "the Savana brand": what carries one is made, not visited, but for what all know."""
    called = words.surface(name.start, name.end)
    if places.label(called) or places.is_large_city(called):
        return False
    after = words.lower[name.end] if name.end < len(words) else ""
    return name.start > 0 and words.lower[name.start - 1] == "the" and after in _BRAND_NOUNS


def _join_counties(spans: Mapping[int, Name], found: dict[int, Entity]) -> None:
    """ "Velm police" of "Velm County": the county, where no town of that name lies in the same state.

    Not so what is a state or a large city.
    """
    counties = {entity.name: entity for entity in found.values() if entity.name.endswith(" County")}
    for start in list(found) if counties else ():
        entity = found[start]
        county = counties.get(f"{entity.name} County") if entity.label == "GPE" else None
        is_known = places.label(entity.name) or places.is_large_city(entity.name) or naming.known_label(entity.name)
        if county is None or is_known:
            continue
        place, whole = readings.of_id(entity.entity_id), readings.of_id(county.entity_id)
        is_near = place is not None and whole is not None and place.region == whole.region
        if not is_near and whole is not None:
            county.names.append(spans[start])
            found[start] = county


def _is_no_town(words: Words, name: Name, place: Place) -> bool:
    """ "Jupiter", "the Peace River", "Eastern Washington": what only a town's or a city's name is like."""
    called = words.surface(name.start, name.end)
    if place.precision not in ("city", "county"):
        return False
    part, _, rest = called.partition(" ")
    if part in MOUNTS and words.vocabulary & these("climbing"):
        return True  # "Mt Cook", where climbers fall
    if called == "Earth" or called in these("planets") or (part in these("parts_of_states") and places.is_state(rest)):
        return True
    head = context.head_of(words, name.start, name.end)
    is_the = name.start > 0 and words.lower[name.start - 1] == "the" and words.dep[head] not in ("compound", "nmod")
    return is_the and words.text[name.end - 1] in these("waters")


def _toponym(words: Words, name: Name, entity: Entity) -> Toponym:
    return Toponym(words.start[name.start], words.end[name.end - 1], entity.name, entity.label)


def _id(placed: Placed) -> str:
    """The id of a place inside a name, as by itself: the "U.S. Navy" holds the United States."""
    name = places.called(placed.name or "") or placed.name or ""
    return ids.entity_id("GPE", name) + readings.ending(name, placed.place)


def _places_inside(
    words: Words, spans: Mapping[int, Name], entities: Mapping[int, Entity]
) -> Iterator[tuple[int, Toponym]]:
    """The places named inside other names: "Velm" of "Velm Police Department" where Velm is a place of the text."""
    alone = {atlas.key(entity.name) for entity in entities.values() if entity.label in PLACES}
    found: dict[tuple[str, ...], tuple[int, int] | None] = {}
    for start, entity in sorted(entities.items()):
        if entity.label not in _HOLDERS and (entity.label not in PLACES or readings.readings(entity.name)):
            continue
        name = spans[start]
        written = (name.label, words.surface(start, name.end), *words.text[start : name.end])
        if written not in found:
            span = _place_inside(words, name, alone)
            found[written] = (span[0] - start, span[1] - start) if span else None
        if inside := found[written]:
            first, last = start + inside[0], start + inside[1]
            yield start, Toponym(words.start[first], words.end[last - 1], words.surface(first, last))


def _place_inside(words: Words, name: Name, alone: set[str]) -> tuple[int, int] | None:
    """The tokens of the place in a longer name: its first words, or those after "of" and "in", or its last.

    A town's own bodies are called after it, however small it is: "Velm Police Department".
    """
    if municipal := _before_municipal(words, name):
        return municipal
    if _is_team_of_place(words.surface(name.start, name.end), name):
        return name.start, name.end
    is_after_all = words.text[name.end - 1] in these("called_after_anything") and name.label in ("FAC", "GPE", "LOC")
    begins = [name.start, *(i + 1 for i in range(name.start, name.end - 1) if words.lower[i] in ("of", "in", "at"))]
    spans = [(begin, end) for begin in begins for end in range(min(begin + 4, name.end), begin, -1)]
    is_known = naming.known_label(words.surface(name.start, name.end)) == "ORG"
    for begin, end in [*spans, *((name.end - n, name.end) for n in (2, 1) if len(name) > n)]:
        called = words.surface(begin, end)
        is_other = is_after_all and begin == name.start  # "Victoria Park"
        is_other = is_other or (begin not in begins and (is_known or begin > begins[-1] > name.start))
        is_other = is_other or (end < name.end and words.text[end] in these("lands_called_after_lands"))
        is_other = is_other or (len(called) < _SHORTEST and not called.isupper())
        is_other = is_other and atlas.key(called) not in alone
        if (begin, end) != (name.start, name.end) and not is_other and _is_place(called, alone):
            return begin, end
    return None


def _is_team_of_place(called: str, name: Name) -> bool:
    """ "Ohio" of "a win over Ohio": a team that goes by the bare name of its state or its city."""
    is_place = places.label(called) == "GPE" or places.is_large_city(called)
    return name.label == "ORG" and is_place and naming.known_label(called) is None


def _before_municipal(words: Words, name: Name) -> tuple[int, int] | None:
    """The tokens before the words that a town's own bodies are called by, where there is a town of that name.

    Not so "City" that belongs to the name before it: "Kansas *City* Chiefs".
    """
    for end in range(name.end - 1, name.start, -1):
        rest = " ".join(words.lower[end : name.end])
        is_body = rest.startswith(endings("municipal_bodies")) and places.is_town(words.surface(name.start, end))
        if is_body and not places.is_large_city(words.surface(name.start, end + 1)):
            return name.start, end
    return None


def _is_place(text: str, alone: set[str]) -> bool:
    """Whether a part of a name is a place's: a well-known one, one of the text, or a county.

    Not so a word that is in the names of many: "Union of Coastal *States*", "*Commonwealth* Bank"; nor one that is a
    word before it is a city: "*Gold* Circle Films".
    """
    if text.lower() in naming.load().generic:
        return False
    if naming.known_label(text) not in (None, "GPE", "LOC"):
        return False  # "the *White House* Office of Strategy"
    if text in _OCEANS and atlas.key(text) not in alone:
        return False  # the "Atlantic Division"
    if atlas.key(text) in alone or places.label(text) in ("GPE", "LOC"):
        return True
    if places.is_large_city(text) and text.lower() not in places.homographs():
        return True
    return text.endswith((" County", " Parish")) and bool(readings.readings(text))


def _places_beside(
    words: Words, text: str, spans: Mapping[int, Name], entities: Mapping[int, Entity]
) -> dict[int, str]:
    """The places right after the names of buildings, parks and streets: "Velm Park in Oslo"."""
    found = {}
    for start, entity in entities.items():
        if entity.label != "FAC":
            continue
        end = spans[start].end
        after = next((i for i in range(end + 1, min(end + 4, len(words))) if i in entities), None)
        if after is None or entities[after].label not in ("GPE", "LOC"):
            continue
        gap = text[words.end[end - 1] : words.start[after]]
        if _BESIDE.fullmatch(gap) and readings.of_id(entities[after].entity_id):
            found[start] = entities[after].entity_id
    return found
