"""Names of one document joined to entities, and the ids of those."""

from __future__ import annotations

import collections
import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.entities import bodies
from pipeline.entities.evidence import acronyms
from pipeline.entities.labels_of_sport import leagues_alone
from pipeline.entities.longer import is_seat, street_of_list
from pipeline.entities.spans import NICKNAME_MARKS, QUOTES, Key, Name
from pipeline.entities.surroundings import kin as kin_nouns
from pipeline.entities.surroundings import these
from pipeline.entities.trimming import is_title
from pipeline.entities.words import Words
from pipeline.world import ids, naming, people, places, spellings, teams
from pipeline.world.ids import slug
from pipeline.world.people import one_edit, same_person_in_article

_GOVERNED = re.compile(r"^(?:City|Town|Municipality|Borough|State|Province|Republic|Kingdom) of (?=[A-Z])")
_INTERSTATE = re.compile(r"I ?[-–]? ?(\d{1,3})")
_DEPARTMENT = re.compile(r"(?:U\.S\. )?(Ministry|Department) of (?:the )?(.+)")
_NICKNAME = re.compile(
    r""" (?:["“”'‘’]\w+["“”'‘’]|“[^”]{3,30}”|"[^"]{3,30}"|'[^']{3,30}'|‘[^’]{3,30}’|\(\w+(?: \w+)?\)) """
)
_ANNUAL = re.compile(r"^(?:\d{1,3}(?:st|nd|rd|th) )?Annual ")
_BRACKET = re.compile(r" ?\([^()]*\)")
_APOSTROPHE = re.compile(r"(?<=s)['’](?= |$)")
_PET = re.compile(r"(?:ie|(.)\1y)$")
"""How pet names end: "Jimmy" is not what Jim is short for."""
_REGNAL = frozenset(("pope", "king", "queen", "emperor", "empress", "patriarch", "emir", "sultan"))
_GENERATIONS = {"Elder": ("elder", "elder_kin", "sr"), "Younger": ("younger", "younger_kin", "jr")}
"""What one of a family goes by, "the senior Kovac", and what tells him: the words, the kin, the suffix of his name."""
_LONGEST_OF_COUPLE = 4
"""Words from "and" to the end of the second name of a couple."""
_INITIALS_OF_COLLEGE = 2
_SHORTEST_CUT = 3
"""More letters than these a given name must have that is cut."""
_FAR_FROM_KIN = 10
"""How many words behind a name the word for kin may stand: "Tom Marsh, one of the late clerk's sons"."""
_MOST_NAMESAKES = 25
"""How many names that share a word are compared."""
_KIN = frozenset(("brothers", "children", "child", "grandson", "grandsons", "nephew", "son", "sons", "survived"))
_AROUND_SONS = 12
"""How far before the name of a son the word for him stands."""
_LONG_ENOUGH = 6
"""Letters of a surname from which on a title before it does not keep it from being misspelt."""
_MOST_ROLES = 50
"""How many roles of one entity are remembered."""
PLACES = frozenset(("GPE", "LOC", "FAC"))


@dataclass(eq=False)
class Entity:
    """What one or more names of a document refer to."""

    label: str
    name: str
    names: list[Name] = field(default_factory=list)
    gender: str = ""
    roles: list[str] = field(default_factory=list)
    id_ending: str = ""
    """What tells a place from others of its name: "-ontario-ca"."""

    def give(self, role: str) -> None:
        """Tells of an entity that it was given a role."""
        if len(self.roles) < _MOST_ROLES and role not in self.roles:
            self.roles.append(role)

    @property
    def entity_id(self) -> str:
        """The id, made of the kind of thing and its name: `person/donald-trump`."""
        return ids.entity_id(self.label, self.name) + self.id_ending


def join(words: Words, names: list[Name]) -> dict[int, Entity]:
    """The entity of each name, by the name's first token."""
    groups: dict[str, list[Name]] = collections.defaultdict(list)
    stand_for = _acronyms_of_things(words, names)
    for name in names:
        name.label = stand_for[name.key].label if name.key in stand_for else name.label
        groups["place" if name.label in PLACES else name.label].append(name)
    found: dict[int, Entity] = {}
    for label, group in groups.items():
        if label == "PERSON":
            entities = _people(words, group)
        elif label == "ORG":
            entities = _organisations(words, group, _teams(words, names), names)
        else:
            entities = _same(words, group, stand_for)
        for name, entity in entities:
            entity.names.append(name)
            found[name.start] = entity
    return found


def _teams(words: Words, names: list[Name]) -> dict[str, str]:
    """The teams that are called by their nicknames or their places, in full."""
    called = {words.surface(name.start, name.end) for name in names}
    found = teams.by_place(called, words.vocabulary) | teams.meant(called, words.vocabulary)
    short = leagues_alone(words, names) if teams.is_of_sport(words.vocabulary) else {}
    return found | {text: short[key] for text in called if (key := tuple(text.lower().split())) in short}


def people_in(title: str) -> dict[str, str]:
    """The surnames in a headline, with the given name before each.

    Words that are given names as well ("Will Reed resign?") count only where they can be nothing else.
    """
    parts = re.findall(r"[^\W\d_]+", title)
    in_capitals = sum(part[0].isupper() for part in parts) > 0.7 * len(parts)
    return {
        surname: first
        for i, (first, surname) in enumerate(itertools.pairwise(parts))
        if first in people.load().given_gender
        and surname[0].isupper()
        and (first not in people.load().common_given or (i and not in_capitals))
    }


def complete_from(headline: Mapping[str, str], entities: Iterable[Entity]) -> None:
    """Gives people of whom the text has the surname only the given name that stands before it in the `headline`."""
    given = people.load().given_gender
    for entity in entities:
        is_lone = entity.label == "PERSON" and all(len(name) == 1 for name in entity.names)
        surname = entity.name.rpartition(" ")[2] if is_lone else ""
        if surname in headline:
            first = headline[surname]
            entity.name, entity.gender = people.goes_by(f"{first} {surname}"), entity.gender or given[first]


def _is_commons(words: Words) -> bool:
    """Whether the House of which a text speaks is that of the Commons."""
    return "Commons" in words.vocabulary and "Representatives" not in words.vocabulary


@functools.cache
def _ceremonies() -> dict[str, str]:
    pairs = (ceremony.partition(": ") for ceremony in these("ceremonies"))
    return {prize: whole for prize, _, whole in pairs}


def _ceremony(text: str) -> str:
    """ "Academy Awards" of "the Oscars", "Oscar night" and the "81st Annual Academy Awards"."""
    prize, _, when = text.rpartition(" ")
    called = prize if prize and when in these("of_ceremonies") else text
    ceremony = _ceremonies().get(called.removesuffix("s"))
    return ceremony or (_ANNUAL.sub("", text) if _ANNUAL.sub("", text).count(" ") else text)


def _canonical(words: Words, name: Name) -> str:
    text = words.surface(name.start, name.end).lstrip("-–— ")
    if name.label == "PERSON" and (surname := _shared_surname(words, name)):
        text = f"{text} {surname}"
    if name.label == "PERSON":
        text = people.goes_by(" ".join(_given_first(_NICKNAME.sub(" ", text).replace(",", " , ").split())))
    known = naming.load().known.get(text)
    if known:
        return known[1] if text != "House" or not _is_commons(words) else "House of Commons"
    if name.label == "WORK_OF_ART" and len(name) > 1 and text.startswith("The "):
        text = text.removeprefix("The ")
    if name.label == "EVENT":
        text = _ceremony(text)
    if name.label == "FAC" and (road := _INTERSTATE.fullmatch(text)):
        return f"Interstate {road[1]}"
    if name.label == "FAC" and (street := street_of_list(words, name.start, name.end)):
        return f"{text} {street}"
    text = _BRACKET.sub("", text) if name.label == "ORG" else text
    text = spellings.in_full(text, name.label)
    if name.label in PLACES:
        text = _GOVERNED.sub("", text)
    if name.label in PLACES:
        after = words.text[name.end : name.end + 1]
        is_cut = bool(after and after[0].startswith(".")) or is_seat(words, name.start)  # "(Vt.)", "D-Calif"
        short = f"{text}." if is_cut and not text.endswith(".") else ""
        if called := places.called(text) or places.called(short):
            return called
        if (_is_after_town(words, name) or is_seat(words, name.start)) and (state := places.postal_state(text)):
            return state  # "Austin, TX", "D-TX"
    if text.isupper() and (len(name) > 1 or (len(text) > 3 and name.label in ("PERSON", "GPE"))):
        return text.title()
    return text


def _shared_surname(words: Words, name: Name) -> str:
    """ "Marsh" of "Roger" in "Roger and Dorothy Marsh", where both are given names."""
    given, at = people.load().given_gender, name.end
    is_lone = len(name) == 1 and words.text[name.start] in given
    if not is_lone or at + 2 >= len(words) or words.lower[at] not in ("and", "&") or words.text[at + 1] not in given:
        return ""
    end = at + 2
    while end < min(at + _LONGEST_OF_COUPLE, len(words)) and words.is_proper[end]:
        end += 1
    last = words.text[end - 1]
    is_surname = end > at + 2 and last not in given and words.sentence[end - 1] == words.sentence[name.start]
    is_plain = is_surname and naming.load().telling.isdisjoint((last,)) and not is_title(words, at + 1)
    return last if is_plain and words.head[at + 1] >= at else ""


def _is_after_town(words: Words, name: Name) -> bool:
    """ "TX" of "Austin, TX", but not of "the ruling, TX officials say"."""
    before = words.text[max(0, name.start - 2) : name.start]
    return before[1:] == [","] and before[0][:1].isupper()


def _acronyms_of_things(words: Words, names: list[Name]) -> dict[Key, Name]:
    """By their keys, acronyms of what is no organisation, with the name that they are given right behind.

    "The Harbour and Tolls Agreement, or HTA", "the Harbour and Tolls Agreement (HTA)"; and those of a place that the
    text has in full: "PA officials" of the "Palestinian Authority".
    """
    ends = {name.end: name for name in names if len(name) > 1 and name.label not in (*PLACES, "PERSON", "ORG")}
    found: dict[Key, Name] = {}
    for name in names if ends else ():
        before = words.lower[max(0, name.start - 2) : name.start]
        long = ends.get(name.start - (2 if before == [",", "or"] else 1))
        is_led = before == [",", "or"] or before[-1:] == ["("]
        if long and is_led and words.text[name.start] in acronyms(words.surface(long.start, long.end)):
            found.setdefault(name.key, long)
    lands = [name for name in names if len(name) > 1 and name.label in ("GPE", "PRODUCT")]
    made = {short: name for name in reversed(lands) for short in acronyms(words.surface(name.start, name.end))}
    for name in names:
        text = words.text[name.start]
        is_short = len(name) == 1 and text in made and not _is_after_town(words, name)
        is_short = is_short and (name.label == made[text].label or {name.label, made[text].label} <= PLACES)
        if is_short and text.isupper() and naming.known_label(text) is None and places.label(text) is None:
            found.setdefault(name.key, made[text])
    return found


def _same(words: Words, names: list[Name], stand_for: Mapping[Key, Name]) -> list[tuple[Name, Entity]]:
    """Names that are spelled alike, but for case, plurals of peoples and known aliases."""
    entities: dict[str, Entity] = {}
    out = []
    texts = [_canonical(words, stand_for.get(name.key, name)) for name in names]
    kinds = naming.load().storms | these("ship_prefixes")
    storms = {text.split()[-1]: text for text in texts if text.partition(" ")[0] in kinds and " " in text}
    texts = [storms.get(text, text) for text in texts]  # and ships
    streets = _streets_in_full(texts)
    texts = [streets.get(text, text) if name.label == "FAC" else text for name, text in zip(names, texts, strict=True)]
    slugs = {slug(text) for text in texts}
    for name, text in zip(names, texts, strict=True):
        key = slug(text)
        is_people = name.label == "NORP" and not key.endswith(("ss", "us"))
        is_prize = text[:-1] in these("prizes")  # "the Oscars"
        if key.endswith("s") and (is_people or is_prize or (name.label not in PLACES and key[:-1] in slugs)):
            key, text = key[:-1], text[:-1]
        if key not in entities:
            entities[key] = Entity(name.label, text)
        out.append((name, entities[key]))
    return out


def _streets_in_full(texts: Iterable[str]) -> dict[str, str]:
    """ "East Velden Avenue" for a street that is called "Velden Avenue" or "Velden" as well, where no other is."""
    kinds, found = naming.load().streets | these("numbered_streets"), collections.defaultdict(set)
    for text in texts:
        called, _, kind = text.rpartition(" ")
        if called and kind in kinds:
            found[called].add(text)
            point, _, rest = text.partition(" ")
            if point in these("headings_of_streets") and " " in rest:
                found[rest].add(text)
    return {called: min(whole) for called, whole in found.items() if len(whole) == 1}


def _people(words: Words, names: list[Name]) -> list[tuple[Name, Entity]]:
    """People: a surname or a given name alone joins the full name that holds it.

    Where two people share it, the title decides by sex, then who is called by the full name more often.
    """
    kin = _kin_of_others(words, names)
    by_key = _full_names(words, [name for name in names if len(name) > 1], kin)
    told_apart = _told_apart(names, by_key, kin)
    counts = collections.Counter(id(by_key[name.key]) for name in names if len(name) > 1)
    first: dict[int, int] = {}
    for name in sorted(names, key=lambda name: name.start):
        if len(name) > 1:
            first.setdefault(id(by_key[name.key]), name.start)
    by_part: dict[str, list[Entity]] = collections.defaultdict(list)
    for key, entity in by_key.items():
        for part in dict.fromkeys(_parts(key)):
            if entity not in by_part[part][-_MOST_NAMESAKES:]:
                by_part[part].append(entity)
    misspelt = collections.defaultdict(list)
    for part in by_part:
        misspelt[part[:2]].append(part)
    out: list[tuple[Name, Entity]] = []
    genders = {name.start: _title_gender(words, name) for name in names}
    regnal = {name.key[0]: _with_title(words, name) for name in names if _is_regnal(words, name)}
    elders: dict[str, Entity] = {}
    for name in sorted(names, key=lambda name: not genders[name.start]):  # "Mr. Lee" tells who else is a Lee
        gender = genders[name.start]
        if name.key in by_key:
            entity = by_key[name.key]
        elif apart := _apart(words, name, regnal):
            entity = _of_generation(words, by_key, names, name, apart) or elders.setdefault(
                apart, Entity("PERSON", people.goes_by(apart))
            )
        else:
            part = name.key[0]
            bearers = by_part[part]
            bearers = bearers or _by_pet_name(part, misspelt[part[:2]], by_part)
            if not bearers and (not gender or len(part) > _LONG_ENOUGH):  # "Mr. Carlbrook" is Tom Carlbrooke
                is_titled = name.start > 0 and is_title(words, name.start - 1)
                bearers = [e for p in misspelt[part[:2]] if _is_misspelt(part, p, is_titled) for e in by_part[p]]
            bearers = [e for e in bearers if _surname(e) == part] or bearers
            bearers = [e for e in bearers if not gender or e.gender in ("", gender)]
            bearers = [e for e in bearers if gender or id(e) not in told_apart] or bearers
            entity = max(bearers, key=lambda e: (counts[id(e)], -first.get(id(e), 0)), default=None) or _new_person(
                words, name
            )
            if not bearers:
                if gender and any(slug(e.name) == slug(entity.name) for e in by_part[part]):
                    # "Mrs. Vance" beside "Mr. Vance"
                    entity.name = f"{words.text[name.start - 1]} {words.surface(name.start, name.end)}"
                by_part[part].append(entity)
            counts[id(entity)] += bool(gender)
        entity.gender = entity.gender or gender
        out.append((name, entity))
    return out


def _is_misspelt(part: str, other: str, is_titled: bool) -> bool:
    """Whether a surname is another with one letter amiss; Mr. Marsh and Mrs. Marshs may be two."""
    return one_edit(part, other) and not (is_titled and part.removesuffix("s") == other.removesuffix("s"))


def _by_pet_name(part: str, alike: Sequence[str], by_part: Mapping[str, list[Entity]]) -> list[Entity]:
    """Kathryn Marsh for "Katie", where nobody else in the text may be called so; `alike` begin as the part does."""
    kin = people.load().nicknames.get(part, frozenset())
    formal = sorted(name for name in kin if len(name) > len(part) and not _PET.search(name))
    called = [e for name in formal for e in by_part.get(name, ()) if e.name.lower().startswith(f"{name} ")]
    if not called and len(part) > _SHORTEST_CUT:  # "Vlad" of Vladimir Marsh
        called = [e for name in alike if name.startswith(part) and name != part for e in by_part[name]]
        called = [e for e in called if e.name.lower().startswith(part) and " " in e.name]
    return called if len(called) == 1 else []


def _is_regnal(words: Words, name: Name) -> bool:
    """ "Pope Francis": one who is called by a given name and a title alone, and is no Francis with a surname."""
    return len(name) == 1 and name.start > 0 and words.lower[name.start - 1] in _REGNAL


def _with_title(words: Words, name: Name) -> str:
    return f"{words.text[name.start - 1].title()} {words.surface(name.start, name.end)}"


def _apart(words: Words, name: Name, regnal: Mapping[str, str]) -> str | None:
    """What somebody goes by who is none of those of that name in full: "Pope Francis", "the elder Kovac"."""
    if len(name) == 1 and name.key[0] in regnal:
        return regnal[name.key[0]]
    before = words.lower[max(0, name.start - 2) : name.start]
    is_one = len(name) == 1 and words.dep[name.start] not in ("compound", "nmod")  # "the senior Velm official"
    if is_one and len(before) == 2 and before[0] == "the":
        called = (whose for whose, (told_by, _, _) in _GENERATIONS.items() if before[1] in these(told_by))
        return next((f"{words.surface(name.start, name.end)} the {whose}" for whose in called), None)
    return None


def _of_generation(
    words: Words, by_key: Mapping[Key, Entity], names: list[Name], name: Name, apart: str
) -> Entity | None:
    """Whose full name tells who of a family is the elder: "Ivan Kovac Sr.", or "his father, Ivan Kovac"."""
    _, kin, suffix = _GENERATIONS.get(apart.rpartition(" the ")[2], ("", "", ""))
    called = [other for other in names if len(other) > 1 and _parts(other.key)[-1] == name.key[0]] if kin else []
    marked = [other for other in called if suffix in people.without_suffixes(_plain_words(other.key))[1]]
    if len({id(by_key[other.key]) for other in marked}) == 1:
        return by_key[marked[0].key]
    found = [other for other in called if these(kin) & set(words.lower[max(0, other.start - 2) : other.start])]
    return by_key[found[0].key] if found else None


def _kin_of_others(words: Words, names: list[Name]) -> set[Key]:
    """The full names of those who are called somebody's kin, where others bear their surname."""
    surnames = collections.Counter(key[-1] for key in {name.key for name in names} if len(key) > 1)
    return {name.key for name in names if len(name) > 1 and surnames[name.key[-1]] > 1 and _is_called_kin(words, name)}


def _is_called_kin(words: Words, name: Name) -> bool:
    """ "Ada Marsh, the clerk's wife", "his mother, Ada Marsh", "her son Tom Marsh"."""
    at = name.start - 1 - (words.text[name.start - 1] == ",")
    if at > 0 and words.lower[at] in kin_nouns():
        return True
    stop = min(name.end + _FAR_FROM_KIN, len(words))
    after = words.text[name.end + 1 : stop] if words.text[name.end : name.end + 1] == [","] else []
    end = next((i for i, word in enumerate(after, name.end + 1) if word in (",", ".")), name.end + 1 + len(after))
    told = range(name.end + 1, end)
    is_somebodys = any(words.tag[i] in ("POS", "PRP$") for i in told)
    return is_somebodys and any(words.lemma[i] in kin_nouns() for i in told)


def _told_apart(names: list[Name], by_key: Mapping[Key, Entity], kin: set[Key]) -> set[int]:
    """The kin of others who are called in full again after somebody was by the surname alone: it is not they."""
    bare = {name.key[0]: name.start for name in sorted(names, key=lambda name: -name.start) if len(name) == 1}
    return {
        id(by_key[name.key])
        for name in names
        if name.key in kin and name.start > bare.get(_parts(name.key)[-1], name.start)
    }


def _are_of_one_family(key: Key, other: Key, kin: set[Key]) -> bool:
    """Whether one is called somebody's kin and the other is not, who have given names of their own."""
    return key[0] != other[0] and (key in kin) != (other in kin) and min(len(key[0]), len(other[0])) > _SHORTEST_CUT


def _full_names(words: Words, names: list[Name], kin: set[Key]) -> dict[Key, Entity]:
    """The people called by more than one word; a shorter form of a name joins the longer one."""
    sons = _sons(words, names)
    by_key: dict[Key, Entity] = {}
    by_end: dict[str, list[Key]] = collections.defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(_plain_words(name.key)), name.start)):
        if name.key not in by_key:
            parts = _parts(name.key)
            alike = [*by_end[parts[0]][-_MOST_NAMESAKES:], *by_end[parts[-1]][-_MOST_NAMESAKES:]]
            same = {
                id(by_key[key]): by_key[key]
                for key in alike
                if same_person_in_article(_plain_words(key), _plain_words(name.key))
                and (key in sons) == (name.key in sons)
                and not _are_of_one_family(key, name.key, kin)
            }
            by_key[name.key] = next(iter(same.values())) if len(same) == 1 else _new_person(words, name)
            by_end[parts[0]].append(name.key)
            by_end[parts[-1]].append(name.key)
    return by_key


def _sons(words: Words, names: list[Name]) -> set[Key]:
    """The names with "Jr." beside kin of those whom the text has named before without it: "two sons, Tom Reed Jr."."""
    found, before = set(), set()
    for name in sorted(names, key=lambda name: name.start):
        is_junior = name.key not in before and name.key[-1].rstrip(".") == "jr"
        around = words.lower[max(0, name.start - _AROUND_SONS) : name.start] if is_junior else []
        if tuple(_parts(name.key)) in before and not _KIN.isdisjoint(around):
            found.add(name.key)
        before.add(name.key)
    return found


def _surname(entity: Entity) -> str:
    return _parts(tuple(entity.name.lower().split()))[-1]


def _new_person(words: Words, name: Name) -> Entity:
    text = _canonical(words, name)
    first = words.text[name.start] if "," not in name.key else text.split()[0]
    given = people.load().given_gender
    return Entity("PERSON", text, gender=given.get(first, given.get(first.title(), "")) if len(name) > 1 else "")


def _title_gender(words: Words, name: Name) -> str:
    return people.load().title_gender.get(words.lower[name.start - 1].rstrip("."), "") if name.start else ""


def _parts(key: Key) -> list[str]:
    """The words of a person's name, without a final "Jr."."""
    return people.without_suffixes(_plain_words(key))[0]


def _plain_words(key: Key) -> list[str]:
    marks = [i for i, part in enumerate(key) if part in NICKNAME_MARKS]
    inside = range(marks[0], marks[-1]) if len(marks) > 1 and marks[-1] > marks[0] + 2 else range(0)  # “Big Dan”
    plain = [part for i, part in enumerate(key) if part not in NICKNAME_MARKS and i not in inside]
    return _given_first(plain or list(key))


def _given_first(parts: list[str]) -> list[str]:
    """The words of a name in the order in which it is said: Carla Velmar of "Velmar, Carla"."""
    at, given = parts.index(",") if "," in parts[1:-1] else 0, people.load().given_gender
    is_turned = at > 0 and parts[at + 1].title() in given and parts[0].title() not in given
    return parts[at + 1 :] + parts[:at] if is_turned else parts


def _give_towns(words: Words, names: list[Name], everything: list[Name], found: Iterable[tuple[Name, Entity]]) -> None:
    """Calls "City Council" by its town, where no name of the text has it in full."""
    bare_names = [(name, entity) for name, entity in found if bodies.is_local(entity.name)]
    wholes = {words.surface(name.start, name.end).lower() for name in names if bare_names}
    for name, entity in {entity.name: (name, entity) for name, entity in reversed(bare_names)}.values():
        bare = entity.name.lower()
        is_bare = bare == words.surface(name.start, name.end).lower()
        if is_bare and not any(bare in whole and bare != whole for whole in wholes):
            town = bodies.town_of(words, everything, name)
            entity.name = f"{town} {entity.name}" if town else entity.name


def _organisations(
    words: Words, names: list[Name], nicknames: Mapping[str, str], everything: list[Name]
) -> list[tuple[Name, Entity]]:
    """Organisations: an acronym joins its expansion, a part the one longer name that begins or ends with it.

    `nicknames` are those of teams, with the name in full; `everything` is all that the document names.
    """
    corporate = naming.load().corporate
    texts: dict[Key, str] = {}
    key_owner: dict[Key, str] = {}
    key_of = _keys_by_country(words, names, bodies.country_of(words, everything))
    for name in names:
        key, owner = key_of[name.start]
        text = _plain(_canonical(words, name), corporate)
        text = nicknames.get(text, _state_in_full(text))
        texts.setdefault(key, f"{_body(text)} of {owner}" if owner else text)
        key_owner.setdefault(key, owner)
    entities: dict[Key, Entity] = {}
    by_slug: dict[str, Entity] = {}
    by_acronym: dict[str, list[Entity]] = collections.defaultdict(list)
    by_word: dict[str, list[Key]] = collections.defaultdict(list)
    first = {key_of[name.start][0]: name.start for name in reversed(names)}
    stands_for = {key_of[a.start][0]: key_of[b.start][0] for a, b in _bracketed(words, names)}
    for key in sorted(texts, key=lambda key: (key in stands_for, -len(texts[key]), key)):
        text = texts[key]
        if key in stands_for:
            entities[key] = entities[stands_for[key]]
            continue
        same = [by_slug[slug(text)]] if slug(text) in by_slug else by_acronym[text.replace(".", "")]
        if not same and _is_initials(text) and teams.is_of_sport(words.vocabulary):
            lone = {
                id(e): e for e in entities.values() if e.name[0] == text[0] and e.name.isalpha() and e.name.istitle()
            }
            same = list(lone.values()) if len(lone) == 1 else []
        if not same:
            longer = [k for k in by_word[_split(text)[0]][:_MOST_NAMESAKES] if _is_part(text, texts[k])]
            longer = [k for k in longer if first[k] < first[key] or not _is_other(text, texts[k])]
            same = list({id(entities[k]): entities[k] for k in longer}.values())
        entity = entities[key] = same[0] if len(same) == 1 else Entity("ORG", text)
        by_slug.setdefault(slug(text), entity)
        if turned := _DEPARTMENT.fullmatch(text):
            owner = key_owner.get(key, "")
            aim = turned[2].removesuffix(f" of {owner}") if owner else turned[2]
            short = f"{aim} {turned[1]} of {owner}" if owner else f"{aim} {turned[1]}"
            by_slug.setdefault(slug(short), entity)  # "Defence Ministry"
        for acronym in acronyms(text):
            if entity not in by_acronym[acronym][-_MOST_NAMESAKES:]:
                by_acronym[acronym].append(entity)
        for word in dict.fromkeys(_split(text)):
            by_word[word].append(key)
    found = [(name, entities[key_of[name.start][0]]) for name in names]
    _give_towns(words, names, everything, found)
    return found


def _is_initials(text: str) -> bool:
    """ "VU", as a game's report calls Velmora, a university."""
    return len(text) == _INITIALS_OF_COLLEGE and text.isupper() and text[1] == "U" and naming.known_label(text) is None


def _state_in_full(text: str) -> str:
    """ "N.Y. Daily News" as it calls itself."""
    first, _, rest = text.partition(" ")
    is_short = rest and first.endswith(".") and places.is_state(first)
    return f"{places.called(first) or first} {rest}" if is_short else text


def _keys_by_country(words: Words, names: list[Name], home: str) -> dict[int, tuple[Key, str]]:
    """For each name what tells it from others, and whose it is: "India’s Supreme Court" is not Nigeria's.

    Where nothing says whose a body is, it is that of the country last spoken of with it, or else of the first; a
    parliament or a ministry that no country is spoken of with is that of the article's country, `home`.
    """
    found: dict[int, tuple[Key, str]] = {}
    owners: dict[str, list[tuple[int, str]]] = collections.defaultdict(list)
    for name in names:
        body = _body(words.surface(name.start, name.end))
        owner = _owner(words, name)
        if owner and body.lower() in naming.load().bodies:
            owners[body.lower()].append((name.start, owner))
    for name in names:
        body = _body(words.surface(name.start, name.end)).lower()
        told = owners.get(body, [])
        whose = [owner for start, owner in told if start <= name.start][-1:] or [owner for _, owner in told][:1]
        owner = whose[0] if whose and whose[0] != bodies.UNMARKED else ""
        if not whose and body in these("foreign_bodies"):
            owner = home
        found[name.start] = ((*name.key, "of", owner.lower()), owner) if owner else (name.key, "")
    return found


def _owner(words: Words, name: Name) -> str | None:
    """The country or state before a name or at its head, where it stands with "'s" or as an adjective."""
    first = words.text[name.start]
    inside = places.country_of(first) if len(name) > 1 else None
    if inside:
        return inside
    at = name.start - 1
    if at > 0 and words.lower[at] in ("'s", "’s"):
        begin = at - 1
        while begin and words.dep[begin - 1] == "compound" and words.head[begin - 1] < at:
            begin -= 1
        return places.country_of(words.surface(begin, at)) or places.country_of(words.text[at - 1])
    return places.country_of(words.text[at]) if at >= 0 and name.start <= words.head[at] < name.end else None


def _body(text: str) -> str:
    """A name without the country at its head: "Senate" of "Nigerian Senate"."""
    first, _, rest = text.partition(" ")
    return rest if rest.lower() in naming.load().bodies and places.country_of(first) else text


def _bracketed(words: Words, names: list[Name]) -> list[tuple[Name, Name]]:
    """Each acronym or term in brackets, with the longer name directly before it: "Velm Works, Inc. (the “Company”)"."""
    ends = {name.end: name for name in names if len(name) > 1}
    return [
        (name, ends[at])
        for name in names
        if (at := _bracket_before(words, name)) in ends and (len(name) == 1 or at < name.start - 1)
    ]


def _bracket_before(words: Words, name: Name) -> int:
    """Where the bracket opens that holds nothing but an acronym or a term in quotation marks; -1 where it does not."""
    at, end = name.start - 1, name.end
    is_quoted = at > 0 and words.text[at] in QUOTES and words.text[end : end + 1] != [] and words.text[end] in QUOTES
    if is_quoted:
        at, end = at - 1 - (words.lower[at - 1] == "the"), end + 1
    is_whole = at > 0 and words.text[at] == "(" and words.text[end : end + 1] == [")"]
    return at if is_whole and (is_quoted or words.text[name.start].isupper()) else -1


def _plain(text: str, corporate: frozenset[str]) -> str:
    """An organisation's name without "Inc." and the like."""
    parts = text.split()
    while len(parts) > 1 and parts[-1].rstrip(",") in corporate:
        parts.pop()
    plain = " ".join(parts).rstrip(",")
    return re.sub("['’]s$", "", plain) if len(parts) < len(text.split()) else plain


def _is_arm(short: str, long: str) -> bool:
    """ "France Telecom Marine" is an arm of France Telecom, but "Duke Energy Corporation" is Duke Energy."""
    parts, rest = short.split(), [word for word in long.split()[len(short.split()) :] if word.isalpha() or "." in word]
    if len(parts) < 2 or long.split()[: len(parts)] != parts or not rest or rest[0] == "of":
        return False  # "Velmora Church" is the "Velmora Church of Holm"
    lists = naming.load()
    return rest[-1] not in lists.corporate and lists.head_label.get(rest[-1]) is None


def _is_other(short: str, long: str) -> bool:
    """Whether a name that stands before a longer one that holds it is no short form of that.

    Not so "Press Association" before "Foreign Press Association"; but "Security Council" is that of the "UN".
    """
    a, b = short.split(), long.split()
    is_kind = len(a) > 1 and b[-len(a) :] == a and b[0].lower() in naming.load().generic
    return _is_arm(short, long) or (is_kind and not places.country_of(b[0]))


def _is_qualified(short: list[str], long: list[str]) -> bool:
    """ "Board of Assessors" is the "Board of Tax Assessors", but "Hospital of Holm" not the "Hospital Fund of Holm"."""
    at = short.index("of") + 1 if "of" in short else 0
    is_same = at > 1 and short[:at] == long[:at] and short[-1] == long[-1]
    return is_same and short == [word for word in long if word in short]


def _split(text: str) -> list[str]:
    """The words of a name, without the apostrophe of many: "Traders' Association" is "Traders Association"."""
    return _APOSTROPHE.sub("", text).split()


def _is_part(short: str, long: str) -> bool:
    """ "Goldman" of "Goldman Sachs", "Security Council" of "UN Security Council", "Scientology" of its church."""
    a, b = _split(short), _split(long)
    if len(a) >= len(b) or (len(a) == 1 and short.isupper()) or short in teams.in_full():
        return False
    if b[: len(a)] == a:
        return short not in naming.load().known
    if _is_qualified(a, b):
        return True
    if b[-len(a) :] == a and "of" in a and b[0].lower() in naming.load().generic and not places.country_of(b[0]):
        return False  # "Bank of Canada" is not the Royal Bank of Canada
    if len(a) == 1:
        is_own = short.lower() not in naming.load().generic  # "the Velmora Sabrenes", "Zorvex" of "BC Zorvex"
        is_own = is_own and (short.endswith("s") or (short not in naming.load().known and places.label(short) is None))
        is_aim = b[-2] == "of" or b[-3:-1] == ["of", "the"]  # "Interior" of the "Department of the Interior"
        return b[-1] == short and (is_own or naming.load().head_label.get(short) == "ORG" or is_aim)
    return any(b[i : i + len(a)] == a for i in range(1, len(b) - len(a) + 1))
