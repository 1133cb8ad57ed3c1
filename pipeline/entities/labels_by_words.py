"""What the words of a name tell of what it names: "Lanarkshire", "HMS Tarnova", "Velmora Pavilion"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.entities import context
from pipeline.entities.evidence import PLACE_LABELS, WEIGHTS, Evidence, LabelRule, Vote, in_atlas
from pipeline.entities.spans import NICKNAME_MARKS
from pipeline.entities.surroundings import endings, these
from pipeline.entities.words import Words
from pipeline.world import naming, people, places
from pipeline.world.spellings import MOUNTS

if TYPE_CHECKING:
    from pipeline.entities.spans import Key, Name

_INITIAL = re.compile(r"[A-Z]\.")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}")
_CAMEL = re.compile(r"[a-z]{2}[A-Z]")


_SURNAME_BEGINNINGS = ("Mac", "Fitz", "Van", "Von", "Del", "Des", "San")
_ROAD = re.compile(r"(?:I|US|U\.S\.|SR|FM|CR) ?[-–] ?\d{1,4}")
_SCANDAL = 8
"""Letters from which on a name that ends in "gate" may be that of a scandal: no "Margate"."""
_COLLEGES = frozenset(("Tech",))
_QUARTERS = frozenset(("East", "North", "South", "West"))
_COUNTED = frozenset(("District", "Ward", "Zone"))
_DISTRICTS = frozenset(("Fire", "Health", "Hospital", "Library", "Park", "School", "Sewer", "Water"))
"""Before "District": a body, and no place."""
_SITE = re.compile(r"[\w-]+\.(?:com|org|net|co\.uk|com\.au|co\.za|ie|in|ng|tv)", re.IGNORECASE)
_MADE_WITH_NUMBER = re.compile(r"(?:IE|iOS|OS|MP|PS)\d{1,2}")
"""Acronyms of what is made, with a number: "IE9"."""
_GLUED = re.compile(r"(?:[A-Z]\.){2}[A-Z][a-z]{2,}")
"""Initials with the surname right behind them: "P.J.Velden"."""
_TOWNSPEOPLE = re.compile(r"(?:er|ite)s?$")
"""How those end who live in a town: "Londoners", "Brooklynites"."""
_CELESTIAL = frozenset(("Moon", "Sun", "Earth"))
_SKIES = 2
"""How many words of astronomers tell that a planet is meant."""


def _listed_names(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.firsts:
        spelled = evidence.surface(name)
        if known := naming.known_label(spelled):
            is_somebody = known == "ORG" and len(name) == 1 and _is_titled(evidence, name.key)
            yield name.key, "PERSON" if is_somebody else known, WEIGHTS["known"]
        elif place := places.label(spelled):
            yield name.key, place, WEIGHTS["gazetteer"]
        elif spelled in people.load().surnames:
            yield name.key, "PERSON", WEIGHTS["surname"]
        elif name.start and words.text[name.start - 1] == "," and places.postal_state(spelled):
            yield name.key, "GPE", WEIGHTS["postal"]


def _is_titled(evidence: Evidence, key: Key) -> bool:
    """Whether an office stands before a name that a firm has as well: "Mayor *Bloomberg* said"."""
    words = evidence.words
    before = (name.start - 1 for name in evidence.by_key[key] if name.start)
    return any(words.text[i].istitle() and words.lower[i].rstrip(".") in people.load().titles for i in before)


def _form(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts:
        if len(name) == 1 and (formed := _formed(evidence.words.text[name.start])):
            yield name.key, formed, WEIGHTS["head" if formed == "PRODUCT" else "form"]


def _formed(word: str) -> str | None:
    """What the form of a word that names something tells: "Loganair", "ChessBase", "Lanarkshire", "Velm.com"."""
    if _SITE.fullmatch(word):
        return "ORG"
    if _GLUED.fullmatch(word):
        return "PERSON"
    if _MADE_WITH_NUMBER.fullmatch(word):
        return "PRODUCT"
    if not word[0].isupper() or word.isupper() or len(word) < 6 or in_atlas(word):
        return None
    if word.endswith(naming.load().firm_endings) or (_CAMEL.search(word) and not word.startswith(_SURNAME_BEGINNINGS)):
        return "ORG"
    return "GPE" if word.endswith(naming.load().place_endings) else None


def _road_number(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts:
        if _ROAD.fullmatch(evidence.surface(name)):
            yield name.key, "FAC", WEIGHTS["head"]


def _state_by_nickname(evidence: Evidence) -> Iterator[Vote]:
    lists = naming.load()
    for name in evidence.names:
        text = evidence.text(name)
        if len(text) != 2 or text[1] != "State" or evidence.words.lower[name.start - 1] != "the":
            continue
        is_body = text[0].lower() in lists.generic or text[0] == "Deep"  # "the Islamic State"
        if not (is_body or in_atlas(text[0]) or places.is_town(text[0])):
            yield evidence.outweigh(name.key, "GPE")


def _scandal(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts:
        word = evidence.text(name)[0]
        is_lone = name.label != "ORG" and len(name) == 1 and len(word) > _SCANDAL
        if is_lone and word.istitle() and word.endswith("gate") and not places.is_town(word):
            yield name.key, "EVENT", WEIGHTS["scandal"]


def _car(evidence: Evidence) -> Iterator[Vote]:
    makers = these("car_makers")
    for name in evidence.firsts:
        word = evidence.text(name)[0]
        if len(name) == 1 and word not in makers and word.removesuffix("s") in makers:
            yield name.key, "PRODUCT", WEIGHTS["head"]


def _lone_car(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    models = {key[-1] for key in evidence.by_key if len(key) > 1 and key[0].title() in these("car_makers")}
    for key, names in evidence.by_key.items():
        if len(key) > 1:
            continue
        if key[0] in models and evidence.best(key) in ("LOC", "ORG", "GPE", "PERSON"):
            is_car = all(context.is_the_car(words, name.start) for name in names)
        elif evidence.surface(names[0]) in these("car_makers"):
            driven = [context.is_driven(words, name.start) for name in names]
            is_car = any(driven) and all(
                is_one or context.is_the_car(words, name.start) for is_one, name in zip(driven, names, strict=True)
            )
        else:
            continue
        if is_car:
            yield evidence.outweigh(key, "PRODUCT")


def _treaty(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        if words.text[name.end - 1] not in ("Convention", "Conventions") or len(name) < 2:
            continue
        head = context.head_of(words, name.start, name.end)
        told = [words.head[head], *(child for child in words.children[head] if words.dep[child] == "relcl")]
        if any(words.lemma[verb] in these("done_to_treaties") for verb in told):
            yield evidence.outweigh(name.key, "LAW")


def _medicine(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts:
        if len(name) == 1 and name.key[0].endswith(endings("medicines")) and not in_atlas(evidence.surface(name)):
            yield name.key, "PRODUCT", WEIGHTS["medicine"]


def _townspeople(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts:
        town = _TOWNSPEOPLE.sub("", evidence.surface(name)) if len(name) == 1 else ""
        if (
            len(town) > 4
            and name.key[0] != town.lower()
            and (_is_main_city(town) or _is_told_town(evidence, name, town))
        ):
            yield name.key, "NORP", WEIGHTS["townspeople"]


def _is_told_town(evidence: Evidence, name: Name, town: str) -> bool:
    """ "Velmorites" where the text tells of Velmor, a town."""
    told = evidence.by_key.get((town.lower(),), ()) if name.key[0].endswith("ites") else ()
    return any(one.label == "GPE" for one in told)


def _is_main_city(name: str) -> bool:
    return places.is_large_city(name) and places.is_town(name)


def _acronym(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    dated = {name.key for name in evidence.names if name.rule == "dateline"}
    for name in evidence.firsts:
        text = words.text[name.start]
        is_acronym = len(name) == 1 and text.isupper() and text.isalpha() and 2 < len(text) < 6
        is_turn = words.text[name.end : name.end + 1] == [":"]
        doubtful = name.label in ("PERSON", "NORP", *PLACE_LABELS)
        if is_acronym and doubtful and not is_turn and not in_atlas(text):
            is_model = name.label in PLACE_LABELS and not evidence.inside[name.key] and name.key not in dated
            is_model = is_model and places.label(text) is None
            yield evidence.outweigh(name.key, "ORG") if is_model else (name.key, "ORG", WEIGHTS["acronym"])


def _celestial(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.firsts:
        is_the = name.start > 0 and words.lower[name.start - 1] == "the"
        called = evidence.surface(name)
        is_earth = called == "Earth" and words.text[name.end : name.end + 1] != [","]
        if (is_the or is_earth) and called in _CELESTIAL:
            yield name.key, "LOC", WEIGHTS["celestial"]


def _of_somebody(evidence: Evidence) -> Iterator[Vote]:
    """ "Tom's Pub" is no Tom."""
    for name in evidence.firsts:
        text = evidence.text(name)
        if len(text) > 2 and text[-1] in these("somebodys") and not {"'s", "’s"}.isdisjoint(text):
            yield name.key, naming.load().head_label.get(text[-1], "ORG"), WEIGHTS["partners"]


def _planet(evidence: Evidence) -> Iterator[Vote]:
    called = [name for name in evidence.firsts if evidence.surface(name) in these("planets")]
    told = {word.lower() for word in evidence.words.vocabulary} & these("skies") if called else ()
    for name in called if len(told) >= _SKIES else ():
        if evidence.around[name.start] != "PERSON":
            yield name.key, "LOC", WEIGHTS["celestial"]


def _part_of_state(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts if not evidence.of_sport else ():  # where "Western Kentucky" is a team
        whole = evidence.surface(name)
        part, _, rest = whole.partition(" ")
        is_part = part in these("parts_of_states") and (places.is_state(rest) or places.is_state(f"{rest}."))
        if is_part and places.label(whole) is None:
            yield name.key, "LOC", WEIGHTS["part of a state"]


def _case(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts:
        if not {"v", "v.", "vs", "vs."}.isdisjoint(evidence.text(name)[1:-1]):
            yield name.key, "LAW", WEIGHTS["case"]


def _ship(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts:
        if len(name) > 1 and evidence.text(name)[0] in these("ship_prefixes"):
            yield name.key, "PRODUCT", WEIGHTS["ship"]


def _own_words(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts:
        if len(name) < 2:
            continue
        text = evidence.text(name)
        label = _told_by_words(evidence, name)
        is_given = text[0] in people.load().given_gender
        is_person = evidence.around[name.start] == "PERSON"
        is_street = text[-1] in naming.load().streets  # "E. Carla Ave"
        if text[-1] in naming.load().corporate:
            yield name.key, "ORG", WEIGHTS["legal form"]
        elif text[-2] == "&" and len(text) > 2 and not is_given:
            yield name.key, "ORG", WEIGHTS["partners"]  # "Holm & Marsh" is no marsh
        elif _INITIAL.fullmatch(text[0]) and len(text) == 3 and text[1] in people.load().given_gender and not is_street:
            yield name.key, "PERSON", WEIGHTS["given of two"]  # "H. Dale Hall"
        elif name.label == "PERSON" and len(text) == 2 and _is_initialled(text):
            yield name.key, "PERSON", WEIGHTS["given of two"]  # "P.J. Hill"
        elif name.label in PLACE_LABELS and len(text) == 2 and not label and _is_called_by_initials(text):
            yield name.key, "PERSON", WEIGHTS["given of two"]  # "P.J. Velmoresi"
        elif is_given and len(text) == 3 and _INITIAL.fullmatch(text[1]):
            yield name.key, "PERSON", WEIGHTS["given of two"]  # "Carla J. Marsh"
        elif is_given and len(text) == 2 and text[1][0].isupper() and _may_be_person(name, label, is_person, text[-1]):
            yield name.key, "PERSON", WEIGHTS["given of two"]
        elif is_given and not NICKNAME_MARKS.isdisjoint(text[1:-1]):
            yield name.key, "PERSON", WEIGHTS["given of two"]  # "Gloria “Sunny” Lane"
        elif is_person and len(text) == 2 and label in ("LOC", "FAC") and text[-1] in these("surnames_of_places"):
            yield name.key, "PERSON", WEIGHTS["given of two"]  # "Marvetta Hill, 24,"
        elif label and not (label == "GPE" and name.label == "ORG"):
            yield name.key, label, WEIGHTS["head"]
        elif _is_car(evidence, name):
            yield name.key, "PRODUCT", WEIGHTS["head"]
        elif is_given and text[-1][0].isupper() and not _is_on_street(text):  # but "Oscar night"
            yield name.key, "PERSON", WEIGHTS["given"]
        elif _is_branch(evidence, name):
            yield name.key, "ORG", WEIGHTS["branch"]


def _is_called_by_initials(text: list[str]) -> bool:
    """Two initials that are no land's before what may be a surname; but "U.K. Zorvans", "L.A. Velm"."""
    is_land = in_atlas(text[0]) or places.is_state(text[0]) or naming.known_label(text[0]) is not None
    return _INITIALS.fullmatch(text[0]) is not None and text[1].istitle() and not is_land


def _is_on_street(text: list[str]) -> bool:
    """ "Carla Street Market": what is called after a street that is called after somebody."""
    return len(text) > 2 and (text[-2] in naming.load().streets or text[-2] in these("numbered_streets"))


def _is_initialled(text: list[str]) -> bool:
    """Two initials before a surname that is a word for places as well."""
    return _INITIALS.fullmatch(text[0]) is not None and text[1] in these("surnames_of_places")


def _generation(evidence: Evidence) -> Iterator[Vote]:
    surnames = {name.key[-1] for name in evidence.firsts if name.label == "PERSON"}
    for name in evidence.firsts:
        last = name.key[-1].rstrip(".")
        is_named = len(name) > 2 and naming.load().telling.isdisjoint(evidence.text(name))  # "World War III"
        is_one = last in ("jr", "sr") or (last in people.GENERATIONS and name.key[-2] in surnames)
        if is_named and is_one:
            yield name.key, "PERSON", WEIGHTS["generation"]


def _is_car(evidence: Evidence, name: Name) -> bool:
    """ "A 2007 Honda Civic", "an Oldsmobile 98": a maker's car, told by the year or by its number."""
    text, before = evidence.text(name), evidence.words.text[name.start - 1]
    if text[0] not in these("car_makers") or not naming.load().telling.isdisjoint(text):
        return False
    is_told = (len(before) == 4 and before.isdecimal()) or text[-1].isdecimal()
    return is_told or (context.is_one_of_a_make(evidence.words, name.start) and context.is_model(text[1:]))


def _may_be_person(name: Name, label: str | None, is_person: bool, last: str) -> bool:
    """Whether a given name and a word that tells of something else are a person all the same: "Michael Bay"."""
    may_be_surname = label in (None, "LOC") or last in these("surnames_of_places")  # but "Scott County", "Tony Awards"
    is_named = name.label == "PERSON" and label not in ("ORG", "FAC")
    return (may_be_surname and (is_person or is_named)) or (is_person and label in ("ORG", "FAC"))


def _told_by_words(evidence: Evidence, name: Name) -> str | None:
    """What the head of a name, its first word, or its form tells."""
    lists, text = naming.load(), evidence.text(name)
    head = next((i for i, word in enumerate(text) if word in ("of", "for") and i), len(text)) - 1
    is_house = text[head] == "House" and head < len(text) - 1
    if is_house or (text[head] == "Channel" and not places.label(text[0])):
        return "ORG"  # "House of Chiefs", "Weather Channel"
    if head < len(text) - 1 and naming.known_label(" ".join(text[: head + 1])) == "ORG":
        return "ORG"  # "Red Cross of Kenya"
    if text[-1] in _COLLEGES and (places.is_state(rest := " ".join(text[:-1])) or places.is_town(rest)):
        return "ORG"  # "Ohio Tech"
    if text[-1] == "Fire" and (text[-2] == "County" or places.is_town(" ".join(text[:-1]))):
        return "ORG"  # "Velden County Fire"
    if text[-1][0].isdecimal() and naming.known_label(" ".join(text[:-1])) == "PRODUCT":
        return "PRODUCT"  # "Internet Explorer 8"
    if text[-1] == "House" and places.is_state(" ".join(text[:-1])):
        return "ORG"  # "S.C. House"
    if text[-1] == "Conference" and len(text) == 2 and places.is_large_city(text[0]):
        return "EVENT"  # "Madrid Conference"
    if text[-1] == "Show" and len(text) > 2 and text[0] in people.load().given_gender:
        return "WORK_OF_ART"  # "The Carla Velm Show"
    is_given = text[0] in people.load().given_gender  # "Carla Mount Reed"
    if not MOUNTS.isdisjoint(text[1:-1]) and lists.telling.isdisjoint(text[-1:]) and not is_given:
        return "LOC"  # "Velmora Mount Reed"
    if text[-1] in _QUARTERS and (text[-2] in lists.streets or text[-2] in these("ended_by_quarter")):
        return "FAC"  # "Velden Plaza North"
    if len(text) == 2 and text[0] in _QUARTERS and text[1].istitle() and text[1].lower() in these("ordinals"):
        return "FAC"  # "West Fifth"
    if text[0] in _COUNTED and len(text) == 2 and (len(text[1]) == 1 or text[1].isdecimal()):
        return "LOC"  # "District A", "Ward 3"
    if text[head] in ("Center", "Centre") and head and text[head - 1] in these("built_centers"):
        return "FAC"  # "Velmora Convention Center"
    if text[head] == "District" and text[head - 1] in _DISTRICTS:
        return "ORG"  # "Velmora School District"
    if text[-3:] == ["Most", "Valuable", "Player"]:
        return "WORK_OF_ART"
    if text[-3:-1] == ["of", "the"] and text[-1] in ("Year", "Month", "Week", "Decade", "Century"):
        return "WORK_OF_ART"  # "Coach of the Year"
    if text[-2] in ("-", "–") and lists.head_label.get(text[max(0, head - 2)]) == "ORG":
        return "ORG"  # "Journal-Constitution"
    is_road = any(road in lists.roads and number[0].isdecimal() for road, number in itertools.pairwise(text[:3]))
    if text[-1] in lists.streets or is_road:
        return "FAC"  # "N. Poplar St.", "Loop 286"
    is_branch = naming.known_label(text[-1]) == "ORG" and text[-1] not in lists.head_label
    if is_branch and (places.is_town(" ".join(text[:-1])) or places.label(" ".join(text[:-1])) in PLACE_LABELS):
        return "ORG"  # "Velden Walmart", "Virginia AFL-CIO"
    is_built = text[head].islower() and lists.head_label.get(text[head].title()) == "FAC"  # "Site K dam"
    label = "FAC" if is_built else lists.head_label.get(text[head]) or _told_by_first(evidence, name)
    last = lists.head_label.get(text[-1])
    label = label or (last if last in ("LAW", "ORG") else None)  # "Velmora Freedom of Information Act"
    return label or ("ORG" if _is_team(evidence.words, name) else None)


def _told_by_first(evidence: Evidence, name: Name) -> str | None:
    """What the first word of a name tells; but "Windows Velmora wrote" of a magazine."""
    label = naming.load().first_label.get(evidence.text(name)[0])
    speaks = label == "PRODUCT" and any(
        context.speaks(evidence.words, one.start, one.end) for one in evidence.by_key[name.key]
    )
    return None if speaks else label


def _is_branch(evidence: Evidence, name: Name) -> bool:
    """ "Greenpeace Canada", which the model takes for a place."""
    text = evidence.text(name)
    is_place = text[0] in these("parts_of_lands") or places.label(evidence.surface(name))
    return name.label == "GPE" and places.is_country(text[-1]) and not is_place


def _is_team(words: Words, name: Name) -> bool:
    """ "New York Jets": a place and many."""
    last = words.text[name.end - 1]
    is_person = words.text[name.start] in people.load().given_gender  # "Edison Vargas"
    is_team = words.lower[name.start - 1] == "the" or words.tag[name.end - 1] == "NNPS" or name.label == "GPE"
    is_many = is_team and not is_person and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    place = words.surface(name.start, name.end - 1)
    is_place = places.label(place) in PLACE_LABELS or places.is_large_city(place)
    is_place = is_place and not places.is_town(words.surface(name.start, name.end))  # "Colorado Springs"
    return is_many and is_place and last[:-1] not in naming.load().head_label


BY_WORDS = (
    LabelRule(
        name="listed-name",
        description="Well-known names, countries, regions and peoples, a few surnames, postal abbreviations after a "
        "comma.",
        example="A crowd of young Latinos sang.",
        gives=("Latinos=NORP",),
        counterexample="A crowd of young people sang.",
        votes=_listed_names,
    ),
    LabelRule(
        name="form-of-word",
        description="How a word ends tells that it names a firm, a site or a place: “Loganair”, “Velm.com”, "
        "“Lanarkshire”.",
        example="Flights of Loganair were full. She likes Loganair.",
        gives=("Loganair=ORG", "Loganair=ORG"),
        counterexample="The flights were full.",
        votes=_form,
    ),
    LabelRule(
        name="generation",
        description="“Jr.” after a name, or “III” where another bears the surname, tells a person.",
        example="Its authors are Ann Colby and Clayburn Colby III of New York City.",
        gives=("Ann Colby=PERSON", "Clayburn Colby III=PERSON", "New York City=GPE"),
        counterexample="It was written by Gail Reed about World War III.",
        votes=_generation,
    ),
    LabelRule(
        name="townspeople",
        description="The name of a large city with “-er” or “-ite” is one of its people.",
        example="One Londoner said the trams were late, and two Dubliners agreed.",
        gives=("Londoner=NORP", "Dubliners=NORP"),
        counterexample="One of them said the trams were late.",
        votes=_townspeople,
    ),
    LabelRule(
        name="road-number",
        description="A letter or two, a hyphen and a number are a road.",
        example="They left the city by I-77 in May.",
        gives=("I-77=FAC",),
        counterexample="They left the city by P-77 in May.",
        votes=_road_number,
    ),
    LabelRule(
        name="state-by-nickname",
        description="“The Bluegrass State” is a state by its nickname, unless the word before is one of bodies.",
        example="It was the first vote since the Bluegrass State chose him.",
        gives=("Bluegrass State=GPE",),
        counterexample="It was the first vote since the Islamic State chose him.",
        votes=_state_by_nickname,
    ),
    LabelRule(
        name="scandal",
        description="A name that ends in “-gate” as Watergate does, and is no town's, is a scandal's.",
        example="The governor has moved beyond Ferrygate, allowing him to run.",
        gives=("Ferrygate=EVENT",),
        counterexample="The governor has moved beyond Harrogate, allowing him to run.",
        votes=_scandal,
    ),
    LabelRule(
        name="cars-of-a-make",
        description="Several of what a maker of cars makes are things.",
        example="They sold two old Chevrolets in Ohio.",
        gives=("Chevrolets=PRODUCT", "Ohio=GPE"),
        counterexample="They sold two old mills in Ohio.",
        votes=_car,
    ),
    LabelRule(
        name="lone-car",
        description="A maker of cars that stands for a car alone, somebody's or one that is driven, is the car.",
        example="He was stopped in his Bentley on Monday.",
        gives=("Bentley=PRODUCT",),
        counterexample="He was stopped near Bentley on Monday.",
        votes=_lone_car,
    ),
    LabelRule(
        name="medicine",
        description="Endings that chemists give to medicines tell one.",
        example="Doctors gave Zorvimab to Marta Lindqvist.",
        gives=("Zorvimab=PRODUCT", "Marta Lindqvist=PERSON"),
        counterexample="Doctors gave money to Marta Lindqvist.",
        votes=_medicine,
    ),
    LabelRule(
        name="capitals",
        description="A word of three to five capitals is an organisation rather than a person, a people or a place.",
        example="The money went to ZVK in May.",
        gives=("ZVK=ORG",),
        counterexample="The money went to Marta in May.",
        votes=_acronym,
    ),
    LabelRule(
        name="celestial",
        description="The Moon, the Sun and the Earth are places.",
        example="A probe set down on the Moon on Sunday.",
        gives=("Moon=LOC",),
        counterexample="A probe set down on Sunday.",
        votes=_celestial,
    ),
    LabelRule(
        name="pub-of-somebody",
        description="What has an apostrophe and ends in a word for where one eats, drinks or buys is no person.",
        example="They slept outside the Tom's Pub in Velden on Monday.",
        gives=("Tom's Pub=ORG", "Velden=GPE"),
        counterexample="They slept outside the pub with Tom in Velden on Monday.",
        votes=_of_somebody,
    ),
    LabelRule(
        name="planet",
        description="Planets are places in a text that has other words of astronomers.",
        example="Astronomers turned the telescope to Jupiter, and Saturn was seen by all.",
        gives=("Jupiter=LOC", "Saturn=LOC"),
        counterexample="Drivers turned the truck to Jupiter, and Saturn was seen by all.",
        votes=_planet,
    ),
    LabelRule(
        name="part-of-a-state",
        description="A state with the quarter of it is a region and nothing else.",
        example="They came from Western Mass. to see it.",
        gives=("Western Mass.=LOC",),
        counterexample="They came from West Virginia to see it.",
        votes=_part_of_state,
    ),
    LabelRule(
        name="case",
        description="Two parties with a “v.” between them are a case.",
        example="The case of Perry v. School Board of Velmora was heard.",
        gives=("Perry v. School Board of Velmora=LAW",),
        counterexample="The case was heard.",
        votes=_case,
    ),
    LabelRule(
        name="ship",
        description="What is called HMS, USS or MV is a ship.",
        example="HMS Torvina sank in May.",
        gives=("HMS Torvina=PRODUCT",),
        counterexample="Torvina Reed sank in May.",
        votes=_ship,
    ),
    LabelRule(
        name="own-words",
        description="A legal form, the head of a name, its first word and given names tell what it is.",
        example="The Velmora Lindqvist Pavilion burned.",
        gives=("Velmora Lindqvist Pavilion=FAC",),
        counterexample="Marta Lindqvist slept.",
        votes=_own_words,
    ),
    LabelRule(
        name="treaty",
        description="A convention that is signed or violated is a treaty.",
        example="The 1951 Velden Convention, which most nations signed, protects them.",
        gives=("Velden Convention=LAW",),
        counterexample="The Velden Convention, which most members saw, pleased them.",
        votes=_treaty,
    ),
)
"""The rules in order."""
