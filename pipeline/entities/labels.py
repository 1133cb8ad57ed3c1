"""What kind of thing a name names: evidence from all its occurrences in a document, weighed."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.entities import context
from pipeline.entities.words import Words
from pipeline.world import naming, people, places

if TYPE_CHECKING:
    from pipeline.entities.names import Key, Name

Votes = collections.Counter[str]
_PARTS = frozenset(
    """North South East West Northern Southern Eastern Western Central Upper Lower Greater Mid New Saint St. Great
    """.split()  # noqa: SIM905
)
_CAMEL = re.compile(r"[a-z]{2}[A-Z]")
_SURNAME_BEGINNINGS = ("Mac", "Fitz", "Van", "Von", "Del", "Des", "San")
_CELESTIAL = frozenset(("Moon", "Sun", "Earth"))
_CERTAIN = 20
"""The weight of a well-known name's label."""
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))


def agree(words: Words, names: list[Name], surnames: frozenset[str] = frozenset()) -> None:
    """Gives each name the label that most of the evidence in the document speaks for, and the `surnames` told of."""
    votes: dict[Key, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    firmness: collections.Counter[Key] = collections.Counter()
    for name in names:
        if name.key not in votes:
            votes[name.key].update(dict(_spelling(words, name)))
        if name.rule != "repeat":
            votes[name.key][name.label] += 5 if name.rule == "dateline" else 1
        if len(name) == 1 and name.label == "PERSON" and _are_many(words, name.start):
            votes[name.key]["NORP"] += 2
        if context.is_person(words, name.start, name.end):
            votes[name.key]["PERSON"] += 3
            firmness[name.key] -= 1
        elif context.is_organisation(words, name.start, name.end):
            votes[name.key]["ORG"] += 3
            firmness[name.key] += 1
    for key in votes:
        if len(key) == 1 and key[0] in surnames:
            votes[key]["PERSON"] += 3 + votes[key]["ORG"]
    _hear_storms(votes)
    _hear_acronyms(words, names, votes)
    _hear_lists(words, names, votes)
    inside = _count_inside(words, names)
    _hear_cities(words, names, votes, inside)
    _hear_surnames_alone(words, names, votes)
    _hear_namesakes(votes, firmness)
    _hear_surroundings(words, names, votes, inside)
    _hear_venues(words, names, votes)
    _hear_singulars(votes)
    for name in names:
        name.label = _best(votes[name.key]) or name.label
    _tell_countries(words, names)


def _tell_countries(words: Words, names: list[Name]) -> None:
    """ "Jordan" is the country where it stands as one, or before the text has told of Michael Jordan."""
    told: dict[str, int] = {}
    for name in names:
        if len(name) > 1 and name.label == "PERSON":
            for word in name.key:
                told.setdefault(word, name.start)
    for name in names:
        first = told.get(name.key[0]) if len(name) == 1 and name.label == "PERSON" else None
        if first is None or not places.is_country(words.text[name.start]):
            continue
        is_before = name.start < first and words.paragraph[name.start] == words.paragraph[first]
        if context.is_place(words, name.start, name.end) or is_before:
            name.label = "GPE"


def _hear_lists(words: Words, names: list[Name], votes: Mapping[Key, Votes]) -> None:
    """ "Lazard, Skadde and Acme Corp.": what stands in a list with an organisation is one."""
    at = {i: name for name in names for i in range(name.start, name.end)}
    for name in names:
        head = context.head_of(words, name.start, name.end)
        other = at.get(words.head[head]) if words.dep[head] == "conj" else None
        if other is None:
            continue
        for one, beside in ((name, other), (other, name)):
            if (
                len(one) == 1
                and one.label != "ORG"
                and _is_surely_organisation(words, beside)
                and not _is_known_otherwise(words, one)
            ):
                votes[one.key]["ORG"] += 2


def _is_surely_organisation(words: Words, name: Name) -> bool:
    text = words.text[name.start : name.end]
    known = naming.load().known.get(words.surface(name.start, name.end), ("", ""))[0]
    return (
        known == "ORG"
        or text[-1] in naming.load().corporate
        or (len(text) > 1 and naming.load().head_label.get(text[-1]) == "ORG")
    )


def _is_known_otherwise(words: Words, name: Name) -> bool:
    """Whether a name is a given name or a place's."""
    text = words.surface(name.start, name.end)
    return text in people.load().given_gender or places.label(text) is not None or places.is_large_city(text)


def _count_inside(words: Words, names: list[Name]) -> collections.Counter[Key]:
    """How often the words around each name say that it is a place's, or it stands in a list after a place."""
    at: dict[int, Name] = {}
    placed: set[int] = set()
    for name in names:
        at.update(dict.fromkeys(range(name.start, name.end), name))
        head = context.head_of(words, name.start, name.end)
        before = at.get(words.head[head]) if words.dep[head] == "conj" else None
        listed = before is not None and (
            before.start in placed
            or before.label in _PLACE_LABELS
            or places.label(words.surface(before.start, before.end)) in _PLACE_LABELS
        )
        if listed or context.is_place(words, name.start, name.end):
            placed.add(name.start)
    return collections.Counter(name.key for name in names if name.start in placed)


def _hear_surroundings(words: Words, names: list[Name], votes: Mapping[Key, Votes], inside: Mapping[Key, int]) -> None:
    """What nobody knows is a place if it mostly stands as places do: "in Mundakkai", "the mayor of Andapa"."""
    total = collections.Counter(name.key for name in names)
    parts = {word for key in total if len(key) > 1 and _best(votes[key]) == "PERSON" for word in key}
    parts.update(
        key[0] for key in total if len(key) > 1 and _best(votes[key]) == "ORG" and key[-1] not in naming.load().public
    )
    for name in names:
        key, text = name.key, words.text[name.start : name.end]
        best = _best(votes[key])
        if (
            best in ("PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT")
            and 2 * inside[key] >= total[key] + (len(key) > 1)
            and inside[key]
            and votes[key][best] <= total[key]
            and not (len(key) == 1 and (key[0] in parts or text[0].isupper()))
            and not (len(key) > 1 and best == "NORP")
            and not (len(key) > 1 and (text[0] in people.load().given_gender or text[-1] in naming.load().head_label))
            and not places.label(words.surface(name.start, name.end))
        ):
            votes[key]["GPE"] += votes[key][best] + 1


def _hear_venues(words: Words, names: list[Name], votes: Mapping[Key, Votes]) -> None:
    """What the model alone takes for a person, but stands after "at" throughout: "They met at Velm Park"."""
    standing: dict[Key, list[str | None]] = collections.defaultdict(list)
    for name in names:
        standing[name.key].append(context.stands_at(words, name.start, name.end))
    parts = {word for key in standing if len(key) > 1 and _best(votes[key]) == "PERSON" for word in key}
    for key, name in {name.key: name for name in names}.items():
        place = standing[key][0]
        is_known = words.text[name.start] in people.load().given_gender or (len(key) == 1 and key[0] in parts)
        is_doubtful = _best(votes[key]) == "PERSON" and votes[key]["PERSON"] <= len(standing[key])
        if place and None not in standing[key] and is_doubtful and not is_known:
            votes[key][place] += votes[key]["PERSON"] + 1


def _hear_cities(words: Words, names: list[Name], votes: Mapping[Key, Votes], inside: Mapping[Key, int]) -> None:
    """The name of a large city that the model takes for an organisation is most often the city."""
    for key, name in {name.key: name for name in names}.items():
        vote = votes[key]
        best = _best(vote)
        is_given = len(key) == 1 or words.text[name.start] in people.load().given_gender
        doubtful = (
            (best == "ORG" and vote["ORG"] < _CERTAIN)
            or (best == "PERSON" and vote["PERSON"] < 3 and (inside[key] or not is_given))
            or (best == "NORP" and words.dep[name.end - 1] == "pobj" and not places.label(words.text[name.start]))
        )
        if doubtful and places.is_large_city(words.surface(name.start, name.end)):
            vote["GPE"] += round(1 + 0.7 * vote[best] + 1.5 * inside[key])


def _hear_surnames_alone(words: Words, names: list[Name], votes: Mapping[Key, Votes]) -> None:
    """People, unlike organisations, are called by the last of their names: "Kofi Ansah", then "Ansah"."""
    alone = {
        words.text[name.start]
        for name in names
        if len(name) == 1 and words.tag[name.start] == "NNP" and words.lower[name.start - 1] != "the"
    }
    for key, name in {name.key: name for name in names if len(name) in (2, 3)}.items():
        text = words.text[name.start : name.end]
        best = _best(votes[key])
        if (
            text[-1] in alone
            and best not in ("PERSON", "NORP", "EVENT", "LAW", "")
            and votes[key][best] < 5
            and all(word.isalpha() and word[0].isupper() and not word.isupper() for word in text)
            and naming.load().telling.isdisjoint(text)
            and not (places.label(text[-1]) or places.is_large_city(text[-1]))
        ):
            votes[key]["PERSON"] += votes[key][best] + 1


def _hear_namesakes(votes: Mapping[Key, Votes], firmness: Mapping[Key, int]) -> None:
    """A person's full name and its last words alone speak for each other, an organisation's for its first words.

    Where a firm is called after its owner, `firmness` decides: how much oftener the words around a name say
    that it is an organisation's than that it is a person's.
    """
    bases = {key[:-1] for key in votes if len(key) > 1 and key[-1] in naming.load().corporate_endings}.intersection(
        votes
    )
    for key in bases:
        votes[key]["ORG"] += votes[key][_best(votes[key])] + 1
    alone = {key[0]: vote["PERSON"] for key, vote in votes.items() if len(key) == 1 and _best(vote) == "PERSON"}
    surnames: collections.Counter[Key] = collections.Counter()
    firms: set[Key] = set()
    for key, vote in votes.items():
        if len(key) in (2, 3) and key not in bases:
            vote["PERSON"] += alone.get(key[-1], 0)
        best = _best(vote)
        if best == "PERSON":
            plain = key[:-1] if key[-1].rstrip(".") in people.load().suffixes else key
            surnames.update({plain[i:]: 2 + vote["PERSON"] for i in range(1, len(plain))})
            barrelled = [plain[i - 1 : i] + plain[i + 1 : i + 2] for i, word in enumerate(plain) if word in ("-", "–")]
            surnames.update({(part,): 2 + vote["PERSON"] for pair in barrelled for part in pair})
            if len(plain) > 1 and plain[:1] not in firms:
                surnames[plain[:1]] += 1  # "Wang" of "Wang Lei"
        elif best == "ORG" and vote["ORG"] >= 5:
            firms.update(key[:n] for n in range(1 + (key[-1] in naming.load().public), min(len(key), 4)))
    for key, vote in votes.items():
        if key in surnames and key in firms and firmness[key] > 0:
            vote["ORG"] += vote["PERSON"] + 1
        elif key in surnames:
            # The model often takes a surname for an organisation, all through a document.
            vote["PERSON"] += surnames[key] + (vote["ORG"] if vote["ORG"] < _CERTAIN else 0)
        elif key in firms and _best(vote) in _PLACE_LABELS | {"PERSON", "PRODUCT"} and not _is_place(" ".join(key)):
            vote["ORG"] += 3


def _is_place(name: str) -> bool:
    return places.label(name.title()) is not None or places.is_large_city(name)


def _hear_acronyms(words: Words, names: list[Name], votes: Mapping[Key, Votes]) -> None:
    """An acronym is what the name is that it is made of: "V.S.U." of "Velmora State University"."""
    by_key = {name.key: words.surface(name.start, name.end) for name in names}
    made = {acronym for key, text in by_key.items() if _best(votes[key]) == "ORG" for acronym in acronyms(text)}
    for key, text in by_key.items():
        best = _best(votes[key])
        if (
            len(key) == 1
            and text.isupper()
            and best != "ORG"
            and not places.label(text)
            and text.replace(".", "") in made
        ):
            votes[key]["ORG"] += votes[key][best] + 1


def _hear_storms(votes: Mapping[Key, Votes]) -> None:
    """ "Odile" is what "Hurricane Odile" is."""
    for key in list(votes):
        if len(key) == 2 and key[0].title() in naming.load().storms and key[1:] in votes:
            votes[key[1:]]["EVENT"] += _CERTAIN


def _hear_singulars(votes: Mapping[Key, Votes]) -> None:
    """Many of a thing are that thing, "Tomahawks" what "Tomahawk" is."""
    for key, vote in votes.items():
        singular = votes.get((key[0][:-1],)) if len(key) == 1 and key[0].endswith("s") else None
        if singular and _best(singular) != "PERSON":
            vote[_best(singular)] += _CERTAIN


def _best(vote: Votes) -> str:
    return max(sorted(vote), key=lambda label: vote[label]) if vote else ""


def _spelling(words: Words, name: Name) -> Iterator[tuple[str, int]]:
    """What the words of a name tell."""
    text = words.text[name.start : name.end]
    spelled = words.surface(name.start, name.end)
    if spelled in naming.load().known:
        yield naming.load().known[spelled][0], _CERTAIN
    elif place := places.label(spelled):
        yield place, 8
    elif spelled in people.load().surnames:
        yield "PERSON", 8
    elif name.start and words.text[name.start - 1] == "," and places.postal_state(spelled):
        yield "GPE", 8
    if len(text) == 1 and (formed := _formed(text[0])):
        yield formed, 2
    is_acronym = len(text) == 1 and text[0].isupper() and text[0].isalpha() and 2 < len(text[0]) < 6
    if (
        is_acronym
        and name.label in ("PERSON", "NORP", *_PLACE_LABELS)
        and words.text[name.end : name.end + 1] != [":"]
        and not _is_place(spelled)
    ):
        yield "ORG", 2
    if len(text) == 1 and name.start and words.lower[name.start - 1] == "the" and spelled in _CELESTIAL:
        yield "LOC", 8
    if not {"v", "v.", "vs", "vs."}.isdisjoint(text[1:-1]):
        yield "LAW", 8  # "Brown v. Board of Education"
    if len(text) > 1:
        head = next((i for i, word in enumerate(text) if word in ("of", "for") and i), len(text)) - 1
        label = naming.load().head_label.get(text[head]) or naming.load().first_label.get(text[0])
        is_house = text[head] == "House" and head < len(text) - 1
        if is_house or (text[head] == "Channel" and not places.label(text[0])):
            label = "ORG"  # "House of Chiefs", "Weather Channel"
        if not label and _is_team(words, name):
            label = "ORG"
        given = text[0] in people.load().given_gender
        if text[-1] in naming.load().corporate:
            yield "ORG", 10
        elif (
            given
            and len(text) == 2
            and (label != "ORG" or context.is_person(words, name.start, name.end))
            and (name.label == "PERSON" or context.is_person(words, name.start, name.end))
        ):
            yield "PERSON", 5  # "Michael Bay", "President Eve Hall"
        elif label and not (label == "GPE" and name.label == "ORG"):
            yield label, 5
        elif given:
            yield "PERSON", 3
        elif (
            name.label == "GPE" and places.is_country(text[-1]) and text[0] not in _PARTS and not places.label(spelled)
        ):
            yield "ORG", 3  # "Greenpeace Canada"


def _is_team(words: Words, name: Name) -> bool:
    """ "New York Jets": a place and many."""
    last = words.text[name.end - 1]
    is_person = words.text[name.start] in people.load().given_gender  # "Edison Vargas"
    is_team = words.lower[name.start - 1] == "the" or (words.tag[name.end - 1] == "NNPS" and not is_person)
    is_many = is_team and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    place = words.surface(name.start, name.end - 1)
    is_place = places.label(place) in _PLACE_LABELS or places.is_large_city(place)
    return is_many and is_place and last[:-1] not in naming.load().head_label


def _formed(word: str) -> str | None:
    """What the form of a word that names something tells: "Loganair", "ChessBase", "Lanarkshire"."""
    if not word[0].isupper() or word.isupper() or len(word) < 6 or _is_place(word):
        return None
    if word.endswith(naming.load().firm_endings) or (_CAMEL.search(word) and not word.startswith(_SURNAME_BEGINNINGS)):
        return "ORG"
    return "GPE" if word.endswith(naming.load().place_endings) else None


def acronyms(text: str) -> set[str]:
    """The acronyms that a name may have: of its capitals, and of all its words."""
    parts = re.findall(r"[^\W\d_]+", text)
    capitals = "".join(part[0] for part in parts if part[0].isupper())
    return {capitals, "".join(part[0] for part in parts).upper()} if len(capitals) > 1 else set()


def _are_many(words: Words, i: int) -> bool:
    """ "Many Latinos", "young Latinos": a plural that is qualified as no surname is."""
    return words.tag[i] == "NNPS" and any(words.tag[child] in ("JJ", "CD", "JJR", "JJS") for child in words.children[i])
