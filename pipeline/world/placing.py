"""Which of the places of a name an article means: candidates, and evidence for each, with names and weights.

Every name's readings (see `pipeline.world.readings`) start with what is known before any text is read. The article
adds what stands beside the name ("Paris, Texas"), the kind of place that it says ("the river Lune", "Orange and
Lee counties"), what else it names (the region, the country, places nearby), its dateline, and where its publisher is
at home. The other names are weighed by what they themselves most likely mean, in a few rounds. A name has one sense
in an article unless the text says another. Where no reading is likely enough, the place is left open.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.language.record import record
from pipeline.world import atlas, gazetteer, publishers, readings
from pipeline.world.distance import EARTH
from pipeline.world.gazetteer import Region
from pipeline.world.readings import Place
from pipeline.world.remembered import remembered

WEIGHTS = {
    "beside": 7.5,
    "largest-beside": 1.8,
    "beside-in-a-list": 3.0,
    "beside-elsewhere": 5.0,
    "kind-said": 2.6,
    "other-kind-said": -4.4,
    "near": 3.9,
    "region-named": 2.7,
    "among-regions": 2.7,
    "governed": 3.5,
    "same-region": 1.3,
    "country-named": 1.0,
    "same-country": 1.0,
    "near-dateline": 0.6,
    "publisher-country": 0.3,
    "near-publisher": 2.3,
    "publisher-is-namesake": 4.2,
    "unknown-beside": 3.7,
    "unknown-kind": 1.9,
}
"""What the article says for a reading, fitted on articles whose places are known (`benchmarks/fit_places.py`)."""
LEAST, LEAST_COMMON = 0.5, 0.3
"""How likely a reading must be to be taken, and the common reading of a name."""
ROUNDS = 2
NEAR = 80.0
"""Kilometres over which nearness fades to a third."""
_MOST_CONTEXT = 150
"""How many names of an article bear on the others."""

_KINDS = {
    "county": "county", "counties": "county", "co.": "county", "parish": "county", "shire": "county",
    "borough": "county", "district": "county", "prefecture": "division", "province": "division",
    "provinces": "division", "governorate": "division", "state": "region", "states": "region", "region": "region",
    "oblast": "region", "emirate": "region", "river": "water", "lake": "water", "creek": "water", "bay": "water",
    "mountain": "mountain", "mountains": "mountain", "city": "city", "town": "city", "village": "city",
    "suburb": "city", "township": "city", "airport": "landmark", "island": "region", "islands": "region",
}  # fmt: skip
_LEVELS = {"division": ("region", "county")}
"""Precisions of a kind, where it has several: a province of Italy lies in a region, one of Canada in none."""
_KIND_AFTER = re.compile(
    r"\s+(Co\.|(?i:county|parish|province|governorate|prefecture|oblast|river|region|district|state)\b)"
    r"|(?:(?:,|,?\s+(?:and|or|&))\s+[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2}){0,6}\s+((?i:counties|provinces)\b)"
)
_KIND_BEFORE = re.compile(
    r"\b(?i:(county|parish|province|governorate|prefecture|state|river|lake|city|town|village))(?: of)?\s+$"
)
_OFFICE = re.compile(
    r"\b(?:Gov|Sen|Rep|Governor|Senator|Representative|Congressman|Congresswoman|Attorney General)\b\.?"
    r"(?:\s[A-Z][\w.’'-]*){1,4} of\s+$"
    r"|\b(?i:governor|lieutenant governor|senators? from|secretary of state) (?:of )?(?:the state of )?$"
)
"""What stands before the state of an office: "*Gov. Ann Dow of* Georgia", "the *governor of* Georgia"."""
_GOVERNED = re.compile(
    r"(?:[’']s)?\s+(?:(?i:lieutenant |deputy |state )?(?i:governor|governorship|gubernatorial|legislature|statehouse)\b"
    r"|Gov\.|Attorney General\b|House of Assembly\b)"
)
"""What stands behind a state that has one: "the *New York governor's* race"."""
_BESIDE = re.compile(
    r"(?:\s+[Cc]ount(?:y|ies)|\s+[Pp]rovince|\s+[Pp]arish|\s+[Cc]o\.)?"
    r"(?:,\s*(?:in\s+)?|\s*\(|\s+in\s+(?:the\s+\w+\s+(?:state|province|region|county)\s+of\s+)?|\s+)"
    r"(?:the\s+)?([A-Z][\w’'-]*\.?(?:\s?[A-Z][\w’'-]*\.?){0,3})"
)
_AFTER_TOWN = re.compile(r"\b[A-Z][\w.’'-]*, *$")
_TIGHT = re.compile(r",\s*|\s*\(")
_CLOSES = re.compile(r"\s*(?:[,.;:)\n]|$)")
_LIST_GAP = re.compile(r"\s*(?:,|,?\s+and|,?\s+or|\s*&|;)\s+(?:in\s+|the\s+)*")
_LIST_GOES_ON = re.compile(r"[A-Z][\w.]*(?:\s[A-Z][\w.]*)?,?\s+(?:and|or)\s+[A-Z]")
_DATELINE = re.compile(r"[^\n]{0,50}?(?:--|[–—―]|\s-\s)")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")


@record
class Toponym:
    """A name in a text that may be a place's: where it stands, what it is taken for, what it is called in full."""

    start: int
    end: int
    name: str
    label: str = "GPE"


@dataclass(frozen=True, slots=True)
class Placed:
    """What a name of a place means in its article: the place, or None where it is open, and how likely that is."""

    place: Place | None
    likelihood: float
    name: str | None = None
    """What the place goes by with its kind: "Lee County" of "Lee and Polk counties"."""


@dataclass(frozen=True, slots=True)
class Container:
    """A country or one of its divisions, as it stands beside a name."""

    country: str
    region: int = -1
    county: int = -1

    def holds(self, place: Place) -> bool:
        """Whether a place lies in it."""
        if place.country_code != self.country:
            return False
        if self.county >= 0:
            return place.county == self.county
        return self.region < 0 or (place.region == self.region and place.precision != "region")


@dataclass(slots=True)
class Group:
    """The names of an article that must mean the same: their readings, and what the text says of each by name."""

    name: str
    places: tuple[Place, ...]
    said: list[dict[str, float]]
    unknown: dict[str, float] = field(default_factory=dict)
    members: list[int] = field(default_factory=list)
    is_dateline: bool = False
    is_context: bool = False


def place_names(text: str, names: Sequence[Toponym], publisher: str | None = None, address: str = "") -> list[Placed]:
    """What each of the `names` of places and peoples in a text means, in their order.

    Names labelled NORP are heard for their countries and mean no place themselves.
    """
    groups = find_groups(text, names, publisher, address)
    shares = weigh(groups, publisher)
    placed = [Placed(None, 0.0)] * len(names)
    for group, share in zip(groups, shares, strict=True):
        outcome = _decide(group, share)
        for member in group.members:
            if names[member].label != "NORP":
                placed[member] = outcome
    return placed


def _decide(group: Group, share: np.ndarray) -> Placed:
    if not group.places:
        return Placed(None, 0.0)
    best = int(np.argmax(share[:-1]))
    likelihood = float(
        sum(s for s, place in zip(share, group.places, strict=False) if _same_spot(place, group.places[best]))
    )
    place = group.places[best]
    least = LEAST_COMMON if place == readings.common(group.name) else LEAST
    return Placed(place if likelihood >= least else None, likelihood, group.name)


def _same_spot(a: Place, b: Place) -> bool:
    return a is b or (
        a.precision == b.precision and abs(a.latitude - b.latitude) + abs(a.longitude - b.longitude) < 0.3
    )


def find_groups(text: str, names: Sequence[Toponym], publisher: str | None, address: str) -> list[Group]:
    """The names of a text that mean the same, each group with its readings and what the text says for them."""
    groups: dict[tuple[str, Container | None, str], Group] = {}
    beside = [_container(text, name) for name in names]
    listed = _listed(text, names, beside)
    for i, name in enumerate(names):
        kind, called = _kind_said(text, name)
        called, places = _candidates(text, name, called)
        key = atlas.key(called)
        own = beside[i]
        if own and not any(own.holds(place) for place in places):
            own = None
        group = groups.get((key, own, kind))
        if group is None:
            group = groups[key, own, kind] = Group(called, places, [{} for _ in places])
            _say_kind(group, kind)
            if not own and _OFFICE.search(text, max(0, name.start - 60), name.start):
                _say_governed(group)
            if own:
                _say(group, own, "beside")
                _say_largest(group, own)
            elif beside[i] and _TIGHT.match(text, name.end) and listed[i] is None:
                group.unknown["unknown-beside"] = 1.0
        group.members.append(i)
        in_list = listed[i]
        if not own and in_list:
            _say(group, in_list, "beside-in-a-list")
        if _is_dateline(text, name):
            group.is_dateline = True
    _say_elsewhere(groups)
    _say_among_regions(groups)
    found = list(groups.values())
    for section in publishers.sections_of(address) if address else ():
        if places := readings.readings(section):
            found.append(Group(section, places, [{} for _ in places], is_context=True))
    return found


def _say(group: Group, container: Container, evidence: str) -> None:
    for place, said in zip(group.places, group.said, strict=True):
        if container.holds(place):
            said[evidence] = 1.0


def _say_largest(group: Group, container: Container) -> None:
    """ "Belém, Brazil" is the largest of that name in Brazil: of a smaller one the state would be told."""
    inside = [i for i, place in enumerate(group.places) if container.holds(place) and place.precision == "city"]
    if inside and container.region < 0:
        group.said[max(inside, key=lambda i: group.places[i].population or 0)]["largest-beside"] = 1.0


def _say_kind(group: Group, kind: str) -> None:
    if not kind:
        return
    for place, said in zip(group.places, group.said, strict=True):
        said["kind-said" if _is_of(place, kind) else "other-kind-said"] = 1.0
    group.unknown["unknown-kind"] = 1.0


def _is_of(place: Place, kind: str) -> bool:
    return place.precision in _LEVELS.get(kind, (kind,))


def _is_division(place: Place) -> bool:
    """Whether a place is one of the first divisions of a country: a state, a province."""
    return place.precision == "region" and place.region >= 0


def _say_governed(group: Group) -> None:
    for place, said in zip(group.places, group.said, strict=True):
        if _is_division(place):
            said["governed"] = 1.0


def _say_among_regions(groups: dict[tuple[str, Container | None, str], Group]) -> None:
    """A state is told by others named with it: *Delaware* in "from Delaware to Ohio" is no town in Ohio.

    Not so where a name is better known as a city's: the envoy who leaves Washington for Ohio leaves the capital.
    """
    states = {
        key: (group.places[0].country_code, group) for (key, own, _), group in groups.items()
        if own is None and group.places and _is_division(group.places[0]) and gazetteer.state(group.name)
    }  # fmt: skip
    for key, (country, group) in states.items():
        if any(other != key and where == country for other, (where, _) in states.items()):
            group.said[0]["among-regions"] = 1.0


def _say_elsewhere(groups: dict[tuple[str, Container | None, str], Group]) -> None:
    """What is said beside a name once holds for the same name elsewhere in the article."""
    containers: dict[str, list[Container]] = {}
    for key, own, _ in groups:
        if own is not None:
            containers.setdefault(key, []).append(own)
    for (key, own, _), group in groups.items():
        for container in containers.get(key, ()) if own is None else ():
            _say(group, container, "beside-elsewhere")


def _kind_said(text: str, name: Toponym) -> tuple[str, str]:
    """The kind of place that the words around a name say, and the name with it: "Lee County" of "Lee County Fair"."""
    after = _KIND_AFTER.match(text, name.end, name.end + 80)
    if after:
        word = (after[1] or after[2]).lower()
        kind = _KINDS[word]
        if kind == "county":
            whole = f"{name.name} {'Parish' if word == 'parish' else 'County'}"
            return (kind, whole) if readings.readings(whole) else ("", name.name)
        if kind == "water":
            whole = f"{name.name} River"
            return kind, whole if readings.readings(whole) else name.name
        if kind in ("division", "region") and word not in ("region", "state"):
            return kind, name.name
        return "", name.name
    if _GOVERNED.match(text, name.end) and any(_is_division(place) for place in readings.readings(name.name)):
        return "region", name.name
    before = _KIND_BEFORE.search(text, max(0, name.start - 24), name.start)
    if before:
        kind = _KINDS[before[1].lower()]
        is_wide = kind in ("county", "division", "region")
        if is_wide and not any(_is_of(place, kind) for place in readings.readings(name.name)):
            return "", name.name
        return kind, name.name
    return "", name.name


def is_county(text: str, name: Toponym) -> bool:
    """Whether the words after a name say that it is a county's: "Lee and Russell counties"."""
    return _KIND_AFTER.match(text, name.end, name.end + 80) is not None and _kind_said(text, name)[0] == "county"


def _candidates(text: str, name: Toponym, called: str) -> tuple[str, tuple[Place, ...]]:
    """The name by which a place is looked up, and its readings."""
    if name.label == "NORP":
        country = gazetteer.demonym(name.name)
        return called, (readings.of_country(country),) if country else ()
    if state := _abbreviated(text, name):
        return state.name, (readings.of_region(state),)
    head, comma, rest = called.partition(",")
    if comma and (container := _named_container(rest.strip())):
        inside = tuple(place for place in readings.readings(head) if container.holds(place))
        if inside:
            return head, inside
    found = readings.readings(called)
    if _written_in_capitals(text[name.start : name.end]):
        found = tuple(place for place in found if ("other-name", 1.0) not in place.known)
    return called, found


def _written_in_capitals(name: str) -> bool:
    """Whether a name may be an acronym: of "DACA" nobody thinks as a spelling of Dhaka."""
    return name.isupper() and name.isalpha() and len(name) < 6


def _abbreviated(text: str, name: Toponym) -> Region | None:
    """The state whose abbreviation a name is: "N.Y.", "Calif." and, after a comma, "UT"."""
    written = text[name.start : name.end]
    if not written.endswith(".") and text[name.end : name.end + 1] == ".":
        written += "."
    if written.endswith("."):
        state = gazetteer.state(written)
        return None if state is None or state.name == written.rstrip(".") else state  # "She left Washington."
    return gazetteer.state_of_code(written) if _AFTER_TOWN.search(text, max(0, name.start - 40), name.start) else None


def _container(text: str, name: Toponym) -> Container | None:
    """The division or country right after a name: "Paris, Texas", "Paris (France)", "Lee County in Georgia"."""
    match = _BESIDE.match(text, name.end, name.end + 70)
    if not match:
        return None
    words = _WORD.findall(match[1])
    for n in range(min(len(words), 4), 0, -1):
        if found := _named_container(" ".join(words[:n])):
            end = match.start(1) + match[1].find(words[n - 1]) + len(words[n - 1])
            if match[0].startswith(",") and gazetteer.country(name.name) and not _CLOSES.match(text, end):
                return None  # "They left Peru, U.S. officials said."
            tight = _TIGHT.match(text, name.end) or " in " in match[0] or "(" in match[0]
            return found if tight or found.region >= 0 else None
    return None


def is_before_state(text: str, name: Toponym) -> bool:
    """Whether a name stands before a comma and a state, a province or a country, and is followed by no list of them."""
    found = _container(text, name) if text[name.end : name.end + 2] == ", " else None
    if found is None or found.county >= 0:
        return False
    return not _LIST_GOES_ON.match(text, name.end + 2)


@remembered(16_384)
def _named_container(name: str) -> Container | None:
    for form in (name, f"{name}."):
        state = gazetteer.state(form) or gazetteer.state_of_code(form)
        if state and state.country_code:
            return Container(state.country_code, readings.of_region(state).region)
    if country := gazetteer.country(name):
        return Container(country.code)
    if name[:1].islower():
        return None
    for place in readings.readings(_PROVINCES.get(name.rstrip("."), name))[:6]:
        if place.precision == "region" and place.country_code and place.region >= 0:
            return Container(place.country_code, place.region)
        if place.precision == "county" and place.county >= 0:
            return Container(place.country_code or "", place.region, place.county)
    return None


_PROVINCES = {
    "Ont": "Ontario", "Que": "Quebec", "Man": "Manitoba", "Sask": "Saskatchewan", "Alta": "Alberta",
    "BC": "British Columbia", "B.C": "British Columbia", "NS": "Nova Scotia", "N.S": "Nova Scotia",
    "NB": "New Brunswick", "N.B": "New Brunswick", "Nfld": "Newfoundland and Labrador",
    "NL": "Newfoundland and Labrador", "N.L": "Newfoundland and Labrador",
    "PEI": "Prince Edward Island", "P.E.I": "Prince Edward Island", "ON": "Ontario", "QC": "Quebec", "AB": "Alberta",
    "SK": "Saskatchewan", "MB": "Manitoba", "NSW": "New South Wales", "Qld": "Queensland", "QLD": "Queensland",
    "Vic": "Victoria", "Tas": "Tasmania", "WA": "Western Australia",
}  # fmt: skip
"""Abbreviations of provinces and states outside the USA, as they stand after a town's name."""


def _listed(text: str, names: Sequence[Toponym], beside: Sequence[Container | None]) -> list[Container | None]:
    """For each name what stands beside a later one of its list: Texas of "Paris" in "Paris and Bonham, Texas"."""
    found: list[Container | None] = [None] * len(names)
    for i in range(len(names) - 2, -1, -1):
        gap = text[names[i].end : names[i + 1].start]
        if len(gap) < 20 and _LIST_GAP.fullmatch(gap) and not beside[i]:
            found[i] = beside[i + 1] or found[i + 1]
    return found


def _is_dateline(text: str, name: Toponym) -> bool:
    line = text.rfind("\n", 0, name.start) + 1
    return name.start - line <= 3 and bool(_DATELINE.match(text, name.end)) and text[name.start : name.end].isupper()


# --- weighing ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Columns:
    """The readings of a name as arrays."""

    points: np.ndarray
    country: np.ndarray
    region: np.ndarray
    is_region: np.ndarray
    is_local: np.ndarray
    weight: np.ndarray


@functools.lru_cache(maxsize=4_096)
def _columns(places: tuple[Place, ...]) -> Columns:
    phi = np.radians([place.latitude for place in places])
    lam = np.radians([place.longitude for place in places])
    return Columns(
        np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], 1).astype(np.float32),
        np.array([_number(place.country_code) for place in places], np.int32),
        np.array([place.region for place in places], np.int32),
        np.array([place.precision == "region" and place.region >= 0 for place in places]),
        np.array([place.precision not in ("country", "region", "water") for place in places]),
        np.array([place.weight for place in places], np.float32),
    )


def _number(code: str | None) -> int:
    return (ord(code[0]) << 8) + ord(code[1]) if code else -1


def weigh(groups: Sequence[Group], publisher: str | None = None) -> list[np.ndarray]:
    """How likely each reading of each group is, and last that it is none of them."""
    if not any(group.places for group in groups):
        return [np.ones(1, np.float32) for _ in groups]
    prepared = Prepared(groups, publisher)
    shares = prepared.shares(prepared.fixed)
    for _ in range(ROUNDS):
        shares = prepared.shares(prepared.fixed + prepared.around(shares) @ around_weights())
    return prepared.split(shares)


AROUND = ("near", "region-named", "same-region", "country-named", "same-country", "near-dateline")
"""The evidence that rests on what the other names of the article mean."""


def around_weights() -> np.ndarray:
    """The weights of the evidence in `AROUND`."""
    return np.array([WEIGHTS[name] for name in AROUND], np.float32)


class Prepared:
    """The readings of all groups of an article side by side: a row a reading, and a row a group for none of them."""

    def __init__(self, groups: Sequence[Group], publisher: str | None) -> None:
        self.groups = groups
        columns = [_columns(group.places) for group in groups if group.places]
        sizes = [len(group.places) for group in groups]
        self.owner = np.repeat(np.arange(len(groups)), sizes)
        self.points = np.concatenate([c.points for c in columns])
        self.country = np.concatenate([c.country for c in columns])
        self.region = np.concatenate([c.region for c in columns])
        self.is_region = np.concatenate([c.is_region for c in columns])
        self.is_local = np.concatenate([c.is_local for c in columns])
        self.names = [said for group in groups for said in group.said]
        self._say_publisher(publisher)
        own = np.array([_weight(said) for said in self.names], np.float32)
        self.fixed = np.concatenate([c.weight for c in columns]) + own
        unknown = [readings.WEIGHTS["unknown"] + _weight(group.unknown) for group in groups]
        self.unknown = np.array(unknown, np.float32)
        keys: dict[str, int] = {}
        self.key = np.array([keys.setdefault(atlas.key(group.name), len(keys)) for group in groups])[self.owner]
        self.bears = slice(0, int(np.searchsorted(self.owner, _MOST_CONTEXT)))
        self.dateline = np.array([group.is_dateline for group in groups])[self.owner]
        # A row for each reading, a column for each that bears on others.
        bears, country, region = self.bears, self.country[:, None], self.region[:, None]
        kilometres = EARTH * np.sqrt(np.maximum(2 - 2 * self.points @ self.points[bears].T, 0))
        other = self.key[:, None] != self.key[bears]
        self.close = np.exp(-kilometres / NEAR) * (self.is_local[bears] & other)
        same_country = (country == self.country[bears]) & (country >= 0) & other
        self.same_region = (region == self.region[bears]) & (region >= 0) & other
        self.region_named = self.same_region & self.is_region[bears] & ~self.is_region[:, None]
        is_country = (self.region < 0) & ~self.is_local
        self.country_named = same_country & is_country[bears] & ~is_country[:, None]
        self.same_country = same_country & ~is_country[bears]

    def _say_publisher(self, publisher: str | None) -> None:
        if not publisher:
            return
        code, home = publishers.country_of(publisher), self._home(publisher)
        region = publishers.region_of(publisher)
        places = [
            p for p in readings.readings(home or "")
            if p.precision == "city" and p.country_code == (code or p.country_code)
            and p.admin1_code == (region or p.admin1_code)
        ]  # fmt: skip
        key = atlas.key(home or "")
        points = _columns(tuple(places[:8])).points if places else None
        flat = [place for group in self.groups for place in group.places]
        keys = [atlas.key(group.name) for group in self.groups for _ in group.places]
        nearest = np.max(self.points @ points.T, axis=1) if points is not None else None
        for i, (place, said) in enumerate(zip(flat, self.names, strict=True)):
            if code and place.country_code == code:
                said["publisher-country"] = 1.0
            if nearest is not None:
                if keys[i] == key:
                    is_there = place.country_code == (code or "US") and place.admin1_code == (
                        region or place.admin1_code
                    )
                    if is_there and place.precision == "city":
                        said["publisher-is-namesake"] = 1.0
                elif place.precision not in ("country", "region"):
                    kilometres = EARTH * math.sqrt(max(0.0, 2 - 2 * float(nearest[i])))
                    if kilometres < 200:
                        said["near-publisher"] = math.exp(-kilometres / NEAR)

    def _home(self, publisher: str) -> str | None:
        """The publisher's home: that which its name tells, or a town of the article with which its address begins."""
        towns = (
            group.name for group in self.groups
            if not group.is_context and any(place.precision == "city" for place in group.places)
        )  # fmt: skip
        return publishers.home_of(publisher) or publishers.home_among(publisher, towns)

    def around(self, shares: np.ndarray) -> np.ndarray:
        """For each reading the evidence in `AROUND`, given how likely the readings of the other names are."""
        bears = self.bears
        weight = shares[bears].astype(np.float32)
        local = max(float((weight * self.is_local[bears]).sum()), 1.0)
        out = np.empty((len(shares), len(AROUND)), np.float32)
        out[:, 0] = np.log1p(self.close @ weight)
        out[:, 1] = np.minimum(self.region_named @ weight, 2)
        out[:, 2] = np.log1p(self.same_region @ (weight * ~self.is_region[bears]))
        out[:, 3] = np.minimum(self.country_named @ weight, 2)
        out[:, 4] = (self.same_country @ weight) / local
        out[:, 5] = np.minimum(self.close @ (weight * self.dateline[bears]), 1)
        return out

    def shares(self, weights: np.ndarray) -> np.ndarray:
        """How likely each reading is among those of its group and none of them."""
        peak = np.maximum(self.unknown, _most(weights, self.owner, len(self.groups)))
        power = np.exp(weights - peak[self.owner])
        total = np.bincount(self.owner, power, len(self.groups)) + np.exp(self.unknown - peak)
        return power / total[self.owner]

    def split(self, shares: np.ndarray) -> list[np.ndarray]:
        """The shares by group, with that of none of its readings last."""
        ends = itertools.accumulate(len(group.places) for group in self.groups)
        parts = [shares[end - len(group.places) : end] for group, end in zip(self.groups, ends, strict=True)]
        return [np.concatenate([part, [max(0.0, 1 - part.sum())]]) for part in parts]


def _weight(said: Mapping[str, float]) -> float:
    """How much speaks for a reading in all."""
    return sum(WEIGHTS[name] * value for name, value in said.items()) if said else 0


def _most(values: np.ndarray, owner: np.ndarray, n: int) -> np.ndarray:
    most = np.full(n, -np.inf, np.float32)
    np.maximum.at(most, owner, values)
    return most
