"""What kind of thing a name names: evidence from all its occurrences in a document, weighed."""

from __future__ import annotations

import collections
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from pipeline.entities import context, titles
from pipeline.entities.crossings import OF_CROSSINGS
from pipeline.entities.evidence import (
    PLACE_LABELS,
    SURE,
    WEIGHTS,
    Evidence,
    LabelRule,
    Vote,
    acronyms,
    in_atlas,
)
from pipeline.entities.labels_by_nouns import BY_NOUNS, tell_magazines
from pipeline.entities.labels_by_words import BY_WORDS
from pipeline.entities.labels_of_clubs import OF_CLUBS
from pipeline.entities.labels_of_software import OF_SOFTWARE
from pipeline.entities.labels_of_sport import OF_SPORT
from pipeline.entities.labels_of_teams import tell_teams
from pipeline.entities.labels_of_works import OF_WORKS
from pipeline.entities.surroundings import endings, these
from pipeline.entities.words import Words
from pipeline.lexicon.verbs import speech_verbs
from pipeline.world import naming, people, places, readings

if TYPE_CHECKING:
    from pipeline.entities.spans import Key, Name

_NO_FIRMS = PLACE_LABELS | {"PERSON", "PRODUCT"}


def agree(words: Words, names: list[Name], surnames: frozenset[str] = frozenset()) -> Evidence:
    """Gives each name the label that most of the evidence in the document speaks for, and the `surnames` told of."""
    evidence = Evidence(words, names, surnames)
    evidence.around.update((name.start, context.label_around(words, name.start, name.end)) for name in names)
    evidence.firmness.update(_firmness(evidence))
    evidence.inside.update(_count_inside(evidence))
    for rule in LABEL_RULES:
        evidence.weigh(rule.votes(evidence))
    for name in names:
        name.label = evidence.best(name.key) or name.label
    _tell_countries(words, names)
    tell_magazines(words, names)
    tell_teams(evidence)
    for name in names:
        if context.is_title_of_work(words, name.start, name.end) and in_atlas(evidence.surface(name)):
            name.label = "WORK_OF_ART"  # "the film “Australia”"
    return evidence


def _firmness(evidence: Evidence) -> dict[Key, int]:
    counts: collections.Counter[Key] = collections.Counter()
    for name in evidence.names:
        counts[name.key] += {"ORG": 1, "PERSON": -1}.get(evidence.around[name.start], 0)
    return counts


def _count_inside(evidence: Evidence) -> dict[Key, int]:
    """How often the words around each name say that it is a place's, or it stands in a list after a place."""
    words = evidence.words
    at: dict[int, Name] = {}
    placed: set[int] = set()
    for name in evidence.names:
        at.update(dict.fromkeys(range(name.start, name.end), name))
        head = context.head_of(words, name.start, name.end)
        before = at.get(words.head[head]) if words.dep[head] == "conj" or _is_told_town(words, name, head) else None
        if before is None and words.lower[name.start - 1] == "including" and words.text[name.start - 2] == ",":
            before = at.get(name.start - 3)  # "north Oslo, including Nadari"
        if before is None and _is_after_street(words, name):
            before = at.get(name.start - 2)
        listed = before is not None and (
            before.start in placed
            or before.label in PLACE_LABELS
            or places.label(words.surface(before.start, before.end)) in PLACE_LABELS
        )
        if listed or context.is_place(words, name.start, name.end):
            placed.add(name.start)
    return {key: sum(name.start in placed for name in names) for key, names in evidence.by_key.items()}


def _is_told_town(words: Words, name: Name, head: int) -> bool:
    """ "In Mill Street, Velm": a town that tells where a street or a village is."""
    is_beside = words.dep[head] == "appos" and words.text[name.start - 1] == ","
    return is_beside and places.is_town(words.surface(name.start, name.end))


def _is_after_street(words: Words, name: Name) -> bool:
    """ "In High Street, Velm,": a town behind a street."""
    if name.start < 2 or words.text[name.start - 1] != "," or words.text[name.end : name.end + 1] not in ([","], ["."]):
        return False
    street = words.text[name.start - 2]
    is_street = street in naming.load().streets or street in these("numbered_streets")
    return is_street and places.is_town(words.surface(name.start, name.end))


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


def _model(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.names:
        if name.rule != "repeat":
            yield name.key, name.label, WEIGHTS["dateline" if name.rule == "dateline" else "model"]


def _around(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.names:
        if label := evidence.around[name.start]:
            yield name.key, label, WEIGHTS["person around" if label == "PERSON" else "organisation around"]


def _speaks_of_himself(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.names:
        is_lone = len(name) == 1 and name.label not in ("PERSON", "NORP") and not evidence.surface(name).isupper()
        if is_lone and context.speaks_of_himself(evidence.words, name.start, name.end):
            yield name.key, "PERSON", WEIGHTS["speaks of himself"]


def _owner(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.names:
        if name.label in PLACE_LABELS and context.owns(evidence.words, name.start, name.end):
            yield name.key, "ORG", WEIGHTS["owner"]


def _venue(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.names:
        if name.label == "ORG" and len(name) > 1 and context.is_venue(evidence.words, name.start, name.end):
            yield name.key, "FAC", WEIGHTS["venue"]


def _vessel_around(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        is_made = name.label not in PLACE_LABELS and context.is_made(words, name.start, name.end)
        if is_made or context.is_vessel(words, name.start, name.end):
            yield name.key, "PRODUCT", WEIGHTS["vessel around"]


def _titled(evidence: Evidence) -> Iterator[Vote]:
    told = titles.told_in_marks(evidence.words)
    for name in evidence.names:
        is_told = (name.start, name.end) in told or context.is_title_of_work(evidence.words, name.start, name.end)
        if is_told and not in_atlas(evidence.surface(name)):
            yield name.key, "WORK_OF_ART", WEIGHTS["title of work"]


def _prize(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.names:
        if context.is_prize(evidence.words, name.start, name.end):
            weight = "prize" if len(name) == 1 else "title of work"  # "a Golden Globe nomination"
            yield name.key, "WORK_OF_ART", WEIGHTS[weight]


def _last_of_paper(evidence: Evidence) -> Iterator[Vote]:
    """ "The Herald" of the "Velmora Herald"."""
    heads = naming.load().head_label
    told = {key[-1] for key in evidence.votes if len(key) > 1 and evidence.best(key) == "ORG"}
    for key, name in evidence.lasts:
        is_lone = len(key) == 1 and key[0] in told and heads.get(evidence.surface(name)) == "ORG"
        if is_lone and evidence.words.lower[name.start - 1] == "the" and evidence.best(key) != "ORG":
            yield evidence.outweigh(key, "ORG")


def _misspelt(evidence: Evidence) -> Iterator[Vote]:
    """ "McNeil" where the text tells of Ann McNeill."""
    surnames = {key[-1] for key in evidence.votes if len(key) > 1 and evidence.best(key) == "PERSON"}
    for key, name in evidence.lasts:
        is_lone = len(key) == 1 and len(key[0]) > 5 and not evidence.inside[key] and key[0] not in surnames
        is_doubtful = (
            is_lone and evidence.best(key) in _MAY_BE_SURNAMES and evidence.votes[key][evidence.best(key)] < SURE
        )
        is_doubtful = is_doubtful and not _is_known_otherwise(evidence, name)
        if is_doubtful and any(_is_misspelling(key[0], surname) for surname in surnames):
            yield evidence.outweigh(key, "PERSON")


def _is_misspelling(word: str, surname: str) -> bool:
    """Whether one letter is amiss, and not the s of a plural."""
    is_plural = word.removesuffix("s") == surname.removesuffix("s")
    return word[:2] == surname[:2] and not is_plural and people.one_edit(surname, word)


_MAY_BE_SURNAMES = frozenset(("ORG", "GPE", "LOC", "NORP", "PRODUCT", "FAC"))


def _performs(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        is_lone = len(name) == 1 and name.label == "PERSON" and words.text[name.start] not in people.load().given_gender
        if is_lone and context.performs(words, name.start):
            yield name.key, "ORG", WEIGHTS["performs"]


def _headline(evidence: Evidence) -> Iterator[Vote]:
    for key, vote in evidence.votes.items():
        if len(key) == 1 and key[0] in evidence.surnames:
            yield key, "PERSON", WEIGHTS["headline"] + vote["ORG"]


def _storm(evidence: Evidence) -> Iterator[Vote]:
    for key in list(evidence.votes):
        if len(key) == 2 and key[0].title() in naming.load().storms and key[1:] in evidence.votes:
            yield key[1:], "EVENT", WEIGHTS["known"]
    words = evidence.words
    for name in evidence.firsts:
        before = words.text[name.start - 1]
        if len(name) == 1 and name.start and before.title() in naming.load().storms:
            yield name.key, "EVENT", WEIGHTS["known"]  # "superstorm Odile"


def _ship_alone(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts:
        if name.start and evidence.words.text[name.start - 1] in these("ship_prefixes") and len(name) == 1:
            yield evidence.outweigh(name.key, "PRODUCT")  # "from the MV Velmar"
    ships = {prefix.lower() for prefix in these("ship_prefixes")}
    for key in list(evidence.votes):
        is_ship = len(key) == 2 and key[0] in ships and evidence.best(key) == "PRODUCT" and key[1:] in evidence.by_key
        if is_ship and not in_atlas(key[1].title()):
            yield evidence.outweigh(key[1:], "PRODUCT")


def _acronym_of(evidence: Evidence) -> Iterator[Vote]:
    by_key = {key: evidence.surface(name) for key, name in evidence.lasts}
    made = {acronym for key, text in by_key.items() if evidence.best(key) == "ORG" for acronym in acronyms(text)}
    short = {key: text for key, text in by_key.items() if len(key) == 1 and text.isupper() and not places.label(text)}
    for key, text in short.items():
        if text.replace(".", "") in made:
            yield key, "ORG", WEIGHTS["known"]
    doubtful = {key: text for key, text in short.items() if evidence.best(key) not in ("ORG", "NORP")}
    for long, text in by_key.items() if doubtful else ():
        label = evidence.best(long) if len(long) > 1 else ""
        for key in (key for key, acronym in doubtful.items() if acronym in acronyms(text)):
            if (
                label in ("GPE", "PRODUCT")
                and evidence.best(key) != label
                and evidence.votes[key][evidence.best(key)] < SURE
            ):
                yield evidence.outweigh(key, label)  # "KC" of Kansas City


def _list(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    at = {i: name for name in evidence.names for i in range(name.start, name.end)}
    for name in evidence.names:
        head = context.head_of(words, name.start, name.end)
        other = at.get(words.head[head]) if words.dep[head] == "conj" else None
        for one, beside in ((name, other), (other, name)) if other else ():
            is_doubtful = one is not None and len(one) == 1 and one.label != "ORG"
            if is_doubtful and _is_surely_organisation(evidence, beside) and not _is_known_otherwise(evidence, one):
                yield one.key, "ORG", WEIGHTS["listed"]


def _is_surely_organisation(evidence: Evidence, name: Name) -> bool:
    text = evidence.text(name)
    if naming.known_label(evidence.surface(name)) == "ORG" or text[-1] in naming.load().corporate:
        return True
    return len(text) > 1 and naming.load().head_label.get(text[-1]) == "ORG"


def _is_known_otherwise(evidence: Evidence, name: Name) -> bool:
    """Whether a name is a given name or a place's."""
    text = evidence.surface(name)
    return text in people.load().given_gender or places.label(text) is not None or places.is_large_city(text)


def _city(evidence: Evidence) -> Iterator[Vote]:
    words, inside = evidence.words, evidence.inside
    for key, name in evidence.lasts:
        vote, best = evidence.votes[key], evidence.best(key)
        is_given = len(key) == 1 or words.text[name.start] in people.load().given_gender
        doubtful = (
            (best == "ORG" and vote["ORG"] < WEIGHTS["known"])
            or (best == "PERSON" and vote["PERSON"] < WEIGHTS["given"] and (inside[key] or not is_given))
            or (best == "NORP" and words.dep[name.end - 1] == "pobj" and not places.label(words.text[name.start]))
        )
        is_city = (doubtful or _stands_in_lists_alone(evidence, key)) and places.is_large_city(evidence.surface(name))
        if is_city:
            yield key, "GPE", round(1 + 0.7 * vote[best] + 1.5 * inside[key]) if doubtful else vote[best] + 1


def _stands_in_lists_alone(evidence: Evidence, key: Key) -> bool:
    """ "Al Ain" of "between Dubai, Al Ain and Sharjah": two words that look like somebody's, always among places."""
    is_somebody = len(key) == 2 and evidence.best(key) == "PERSON" and evidence.firmness[key] >= 0
    return is_somebody and evidence.inside[key] == len(evidence.by_key[key])


def _city_of_nobody(evidence: Evidence) -> Iterator[Vote]:
    people_words = {
        word
        for key, name in evidence.lasts
        if len(key) > 1 and evidence.best(key) == "PERSON" and not places.is_large_city(evidence.surface(name))
        for word in key
    }
    for key, name in evidence.lasts:
        is_lone = len(key[0]) > 4 or len(key) > 1
        is_lone = is_lone and evidence.best(key) == "PERSON" and key[0] not in people_words
        called = evidence.surface(name)
        is_told = called in people.load().given_gender or evidence.firmness[key]
        is_told = is_told or (len(key) == 1 and evidence.votes[key]["PERSON"] > 2)
        is_city = is_lone and not is_told and places.is_large_city(called) and places.label(called) is None
        if is_city and not any(_acts(evidence, one) or _speaks(evidence.words, one) for one in evidence.by_key[key]):
            yield evidence.outweigh(key, "GPE")


def _speaks(words: Words, name: Name) -> bool:
    head = context.head_of(words, name.start, name.end)
    return words.dep[head] == "nsubj" and words.lemma[words.head[head]] in speech_verbs()


def _surname_alone(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    alone = {
        words.text[name.start]
        for name in evidence.names
        if len(name) == 1 and words.tag[name.start] == "NNP" and words.lower[name.start - 1] != "the"
    }
    for key, name in evidence.lasts:
        text = evidence.text(name)
        best = evidence.best(key)
        if (
            len(name) in (2, 3)
            and text[-1] in alone
            and best not in ("PERSON", "NORP", "EVENT", "LAW", "")
            and evidence.votes[key][best] < SURE
            and not evidence.inside[key]  # "in East Velden"
            and all(word.isalpha() and word[0].isupper() and not word.isupper() for word in text)
            and naming.load().telling.isdisjoint(text)
            and naming.known_label(text[0]) is None
            and not (places.label(text[-1]) or places.is_large_city(text[-1]))
        ):
            yield evidence.outweigh(key, "PERSON")


def _firm_in_full(evidence: Evidence) -> Iterator[Vote]:
    forms = naming.load().corporate_endings
    for key in [key for key in evidence.votes if len(key) > 2 and key[-1] in forms]:
        bare = key[:-1]
        named = evidence.by_key.get(bare, [])
        if not named or evidence.best(bare) != "PERSON" or bare[-1:] in evidence.by_key:
            continue
        if all(evidence.around[name.start] != "PERSON" for name in named):
            yield evidence.outweigh(bare, "ORG")


_INTO = frozenset(("at", "from", "in", "inside", "into", "outside", "to"))


def _house_of_somebody(evidence: Evidence) -> Iterator[Vote]:
    """ "Checked into Carla Velden", where the text has the Carla Velden Center and nobody of that name acts."""
    heads, words = naming.load().head_label, evidence.words
    for key, name in evidence.lasts:
        is_house = len(key) > 2 and heads.get(words.text[name.end - 1]) in ("FAC", "ORG")
        bare = key[:-1]
        named = evidence.by_key.get(bare, []) if is_house and evidence.best(key) in ("FAC", "ORG") else []
        is_lone = named and evidence.best(bare) == "PERSON" and bare[-1:] not in evidence.by_key
        if is_lone and all(words.lower[one.start - 1] in _INTO for one in named):
            yield evidence.outweigh(bare, evidence.best(key))


def _namesakes(evidence: Evidence) -> Iterator[Vote]:
    votes = evidence.votes
    firms = _beginnings_of_firms(evidence)
    surnames = _parts_of_people(evidence, firms)
    bodies = {
        key[:1] for key in votes if len(key) > 1 and evidence.best(key) == "ORG" and key[1:2] not in (("&",), ("and",))
    }
    for key, vote in votes.items():
        if key in surnames and key in firms and 2 * evidence.firmness[key] >= max(len(evidence.by_key.get(key, ())), 1):
            yield key, "ORG", vote["PERSON"] + 1
        elif key in surnames:
            # The model often takes a surname for an organisation, all through a document.
            yield key, "PERSON", surnames[key] + vote["LAW"] + (vote["ORG"] if vote["ORG"] < WEIGHTS["known"] else 0)
        elif key in firms and evidence.best(key) in _NO_FIRMS and not in_atlas(" ".join(key)):
            yield key, "ORG", WEIGHTS["first of firm"]
        elif key in bodies and evidence.best(key) in PLACE_LABELS and _may_be_called_so(evidence, key):
            yield evidence.outweigh(key, "ORG")


def _may_be_called_so(evidence: Evidence, key: Key) -> bool:
    """Whether an organisation may go by its first word alone: no town, no given name, and no word of many names."""
    called = " ".join(key).title()
    is_common = key[0] in naming.load().generic or called in people.load().given_gender
    is_told = evidence.inside[key] or evidence.firmness[key] < 0 or in_atlas(called) or places.is_town(called)
    return len(key[0]) > 3 and not is_common and not is_told and evidence.votes[key][evidence.best(key)] < SURE


def _parts_of_people(evidence: Evidence, firms: Set[Key]) -> collections.Counter[Key]:
    """The last words of the people's names, and the first, with the weight with which they mean them."""
    parts: collections.Counter[Key] = collections.Counter()
    for key, vote in evidence.votes.items():
        if evidence.best(key) != "PERSON":
            continue
        weight = WEIGHTS["surname of"] + vote["PERSON"]
        plain = key[:-1] if key[-1].rstrip(".") in people.load().suffixes else key
        parts.update({plain[i:]: weight for i in range(1, len(plain))})
        barrelled = [plain[i - 1 : i] + plain[i + 1 : i + 2] for i, word in enumerate(plain) if word in ("-", "–")]
        parts.update({(part,): weight for pair in barrelled for part in pair})
        if len(plain) > 1 and plain[:1] not in firms:
            is_given = plain[0].title() in people.load().given_gender and not places.label(plain[0].title())
            parts[plain[:1]] += WEIGHTS["given name of" if is_given else "first of person"]
    return parts


def _beginnings_of_firms(evidence: Evidence) -> set[Key]:
    """The first words of the names of what is surely an organisation."""
    return {
        key[:n]
        for key, vote in evidence.votes.items()
        if evidence.best(key) == "ORG" and vote["ORG"] >= SURE
        for n in range(1 + (key[-1] in naming.load().public), min(len(key), 4))
    }


def _crime_family(evidence: Evidence) -> Iterator[Vote]:
    """ "The Zorvano crime family", and whoever stands before its boss; but not where he himself is mostly told of."""
    words = evidence.words
    ends = {name.end: name for name in evidence.names if name.label in ("NORP", "PERSON")}
    for i in words.places("crime"):
        name = ends.get(i - (words.lower[i - 1] == "organized"))
        if name is None or words.lower[i + 1 : i + 2] not in (["family"], ["families"]):
            continue
        heads = [context.head_of(words, one.start, one.end) for one in evidence.by_key[name.key]]
        before = sum(words.dep[head] in ("compound", "nmod") and words.head[head] > head for head in heads)
        if 2 * before >= len(heads) and not in_atlas(evidence.surface(name)):
            yield evidence.outweigh(name.key, "ORG")


def _shared_given_name(evidence: Evidence) -> Iterator[Vote]:
    called = {key[0] for key in evidence.votes if len(key) > 1 and evidence.best(key) == "PERSON"}
    for key, name in evidence.lasts:
        text, best = evidence.text(name), evidence.best(key)
        is_pair = len(key) == 2 and key[0] in called and all(word.isalpha() and word.istitle() for word in text)
        is_weak = best in ("WORK_OF_ART", "LAW", "EVENT") and evidence.votes[key][best] < WEIGHTS["given"]
        if is_pair and is_weak and naming.load().telling.isdisjoint(text) and not in_atlas(text[0]):
            yield evidence.outweigh(key, "PERSON")


def _called_as_a_place(evidence: Evidence) -> Iterator[Vote]:
    given = people.load().given_gender
    called = {key[:1] for key in evidence.votes if len(key) > 1 and evidence.best(key) == "PERSON"}
    for key, name in evidence.lasts:
        surface = evidence.surface(name)
        is_called = key in called and (surface in given or not places.is_country(surface))
        is_called = is_called and evidence.best(key) in PLACE_LABELS
        if is_called and sum(_acts(evidence, one) for one in evidence.by_key[key]) > evidence.inside[key]:
            yield evidence.outweigh(key, "PERSON")


def _acts(evidence: Evidence, name: Name) -> bool:
    """Whether somebody speaks or does what people do."""
    is_actor = context.acts(evidence.words, name.start, name.end)
    return is_actor or evidence.around[name.start] == "PERSON"


def _town_of_its_body(evidence: Evidence) -> Iterator[Vote]:
    for key, name in evidence.lasts:
        for n in range(1, len(key)) if evidence.best(key) == "ORG" else ():
            is_doubtful = key[:n] in evidence.votes and evidence.best(key[:n]) not in PLACE_LABELS
            rest = " ".join(key[n:])
            is_body = is_doubtful and rest.startswith(endings("municipal_bodies"))
            is_body = is_body and not rest.startswith(endings("called_after"))  # "Lee High School"
            if is_body and places.is_town(evidence.words.surface(name.start, name.start + n)):
                yield evidence.outweigh(key[:n], "GPE")


def _stands_as_place(evidence: Evidence) -> Iterator[Vote]:
    votes, inside = evidence.votes, evidence.inside
    parts = {word for key in evidence.by_key if len(key) > 1 and evidence.best(key) == "PERSON" for word in key}
    public = naming.load().public
    parts.update(
        key[0] for key in evidence.by_key if len(key) > 1 and evidence.best(key) == "ORG" and key[-1] not in public
    )
    for key, name in evidence.lasts:
        text, best = evidence.text(name), evidence.best(key)
        mostly_inside = inside[key] and 2 * inside[key] >= len(evidence.by_key[key]) + (len(key) > 1)
        if not mostly_inside or votes[key][best] > len(evidence.by_key[key]) or places.label(evidence.surface(name)):
            continue
        if best in _MAY_BE_PLACES and not _is_sure(key, text, best, parts):
            yield evidence.outweigh(key, "GPE")


def _known_town(evidence: Evidence) -> Iterator[Vote]:
    """What the gazetteer knows as a town is one if it stands as places do at all."""
    parts = {word for key in evidence.by_key if len(key) > 1 and evidence.best(key) == "PERSON" for word in key}
    for key, name in evidence.lasts:
        best, names = evidence.best(key), evidence.by_key[key]
        is_told = best not in _MAY_BE_PLACES or evidence.votes[key][best] >= WEIGHTS["known"]
        if is_told or (len(key) == 1 and key[0] in parts):
            continue
        working = (context.is_where_one_works(evidence.words, one.start, one.end) for one in names)
        inside = evidence.inside[key] + sum(working)
        stands = inside and 2 * inside + 1 >= len(names) and places.label(evidence.surface(name)) != "NORP"
        if stands and places.is_town(evidence.surface(name)):
            yield evidence.outweigh(key, "GPE")


_MAY_BE_PLACES = frozenset(("PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT"))


def _is_sure(key: Key, text: list[str], best: str, parts: Set[str]) -> bool:
    """Whether a label that a name has is told by the name itself, or by the longer names that hold it."""
    if len(key) == 1:
        return key[0] in parts or text[0].isupper()
    return best == "NORP" or _is_told(text)


def _is_told(text: list[str]) -> bool:
    """Whether the words of a longer name tell what it names."""
    return text[0] in people.load().given_gender or text[-1] in naming.load().head_label


def _unknown_place(evidence: Evidence) -> Iterator[Vote]:
    """What no list knows as a place and what never stands as one is what else the model takes it for."""
    for key, name in evidence.lasts:
        vote, called = evidence.votes[key], evidence.surface(name)
        is_weak = evidence.best(key) in ("GPE", "LOC") and vote[evidence.best(key)] <= len(evidence.by_key[key])
        is_counted = len(key) > 1 and any(map(str.isdecimal, key))  # "District 7"
        if not is_weak or is_counted or evidence.inside[key] or in_atlas(called) or readings.readings(called):
            continue
        others = {label: n for label, n in vote.items() if label in ("PERSON", "ORG") and n > 0}
        if others:
            yield evidence.outweigh(key, max(sorted(others), key=lambda label: others[label]))


def _singular(evidence: Evidence) -> Iterator[Vote]:
    for key in evidence.votes:
        singular = (key[0][:-1],) if len(key) == 1 and key[0].endswith("s") else key
        if singular != key and singular in evidence.votes and (best := evidence.best(singular)) != "PERSON":
            yield key, best, WEIGHTS["known"]


LABEL_RULES: tuple[LabelRule, ...] = (
    LabelRule(
        name="model",
        description="What the model says of each occurrence that it found.",
        example="The men drove to Zwolla overnight.",
        gives=("Zwolla=GPE",),
        counterexample="The men drove home overnight.",
        votes=_model,
    ),
    *BY_WORDS,
    LabelRule(
        name="speaks-of-himself",
        description="Who says what he or she did is a person: “Tarn said he was tired”.",
        example="Elveri said he needed a holiday first.",
        gives=("Elveri=PERSON",),
        counterexample="Elveri said it needed a holiday first.",
        votes=_speaks_of_himself,
    ),
    LabelRule(
        name="owner",
        description="What the model takes for a place is a firm if something belongs to it or is owned by it.",
        example="The terminal belongs to Nordkorn, which handles wheat.",
        gives=("Nordkorn=ORG",),
        counterexample="The terminal is close to Nordkorn.",
        votes=_owner,
    ),
    LabelRule(
        name="venue",
        description="An organisation at which something is said is a house: “told members at the Old Mint”.",
        example="She told members at the Old Mint to wait.",
        gives=("Old Mint=FAC",),
        counterexample="She told members of the Old Mint to wait.",
        votes=_venue,
    ),
    *OF_CROSSINGS,
    *OF_SPORT,
    *BY_NOUNS,
    LabelRule(
        name="words-around",
        description="A title, an age, kin or “who” beside a name tell a person; “shares of”, “a union” and “its” an "
        "organisation.",
        example="Xanga said it would close two mills.",
        gives=("Xanga=ORG",),
        counterexample="They would close two mills.",
        votes=_around,
    ),
    LabelRule(
        name="vessel-around",
        description="What is called a ship, a probe, a missile or a car beside its name is one.",
        example="The frigate Tarnova sank.",
        gives=("Tarnova=PRODUCT",),
        counterexample="The frigate sank.",
        votes=_vessel_around,
    ),
    LabelRule(
        name="title-of-work",
        description="A name in quotation marks beside “film”, “song” or the like is that of a work.",
        example="The team brought us “Elverina,” a film with songs.",
        gives=("Elverina=WORK_OF_ART",),
        counterexample="The team brought us “Elverina,” a cook with songs.",
        votes=_titled,
    ),
    LabelRule(
        name="prize",
        description="An Oscar, an Emmy, a Golden Globe, a Tony and a Grammy are prizes where one wins, hosts or tells "
        "of them.",
        example="He will be the Oscar host.",
        gives=("Oscar=WORK_OF_ART",),
        counterexample="He will be with Oscar.",
        votes=_prize,
    ),
    LabelRule(
        name="performs",
        description="One word that plays or tours at a place and is no given name is a band.",
        example="Zorvallica performed at the hall.",
        gives=("Zorvallica=ORG",),
        counterexample="Marta performed at the hall.",
        votes=_performs,
    ),
    LabelRule(
        name="surname-of-headline",
        description="The headline tells whose surname it is.",
        example="Ndlovu met clergy in Durban on Monday. Ndlovu said nobody would sleep outside.",
        gives=("Ndlovu=PERSON", "Durban=GPE", "Ndlovu=PERSON"),
        counterexample="The clergy met in Durban.",
        votes=_headline,
    ),
    LabelRule(
        name="storm",
        description="“Odile” is what “Hurricane Odile” is.",
        example="Hurricane Odile came near. Odile weakened.",
        gives=("Hurricane Odile=EVENT", "Odile=EVENT"),
        counterexample="Marta came near.",
        votes=_storm,
    ),
    LabelRule(
        name="ship-alone",
        description="“Velmar” is what “INS Velmar” is, unless a city is called so.",
        example="They saw INS Velmar burn. Later Velmar sank.",
        gives=("INS Velmar=PRODUCT", "Velmar=PRODUCT"),
        counterexample="They saw Carla Velmar burn it. Later Velmar slept.",
        votes=_ship_alone,
    ),
    LabelRule(
        name="acronym-of-name",
        description="An acronym is what the name is that it is made of.",
        example="He left Velmora State University. A V.S.U. dean knew.",
        gives=("Velmora State University=ORG", "V.S.U.=ORG"),
        counterexample="A dean knew.",
        votes=_acronym_of,
    ),
    LabelRule(
        name="listed-with",
        description="What stands in a list with an organisation is one.",
        example="Rovanta, Skadde and Acme Corp. advised the buyer.",
        gives=("Skadde=ORG", "Acme Corp.=ORG"),
        counterexample="They advised the buyer.",
        votes=_list,
    ),
    LabelRule(
        name="large-city",
        description="The name of a large city that the model takes for an organisation is most often the city.",
        example="He began research at Helsinki in 2012.",
        gives=("Helsinki=GPE",),
        counterexample="He began research in 2012.",
        votes=_city,
    ),
    LabelRule(
        name="city-of-nobody",
        description="The name of a large city is that of the city where nobody in the text is called so or acts.",
        example="It lies next to Genova, and from there they saw it.",
        gives=("Genova=GPE",),
        counterexample="It lies next to Velmora, and from there they saw it.",
        votes=_city_of_nobody,
    ),
    LabelRule(
        name="surname-alone",
        description="People, unlike organisations, are called by the last of their names.",
        example="Dunder Kettle grew, but Kettle is slow.",
        gives=("Dunder Kettle=PERSON", "Kettle=PERSON"),
        counterexample="Google Chrome grew, but Chrome is slow.",
        votes=_surname_alone,
    ),
    LabelRule(
        name="firm-in-full",
        description="What the text calls so with a legal form as well is the firm, where nobody is told of who is.",
        example="Milton Velm Corp. grew. He thinks of Milton Velm as a mill.",
        gives=("Milton Velm Corp.=ORG", "Milton Velm=ORG"),
        counterexample="He thinks of Milton Velm as a mill.",
        votes=_firm_in_full,
    ),
    LabelRule(
        name="house-of-somebody",
        description="Where the text has a center that is called after somebody, the bare name after “at” is it.",
        example="She left the Clara Velden Center in May. She was at Clara Velden for days.",
        gives=("Clara Velden Center=ORG", "Clara Velden=ORG"),
        counterexample="She left the Clara Velden Center in May. She was with Clara Velden for days.",
        votes=_house_of_somebody,
    ),
    LabelRule(
        name="part-of-a-name",
        description="A person's last or first name alone is that person, an organisation's first words are it.",
        example="Halvorsen Semiconductor closed. People like Halvorsen.",
        gives=("Halvorsen Semiconductor=ORG", "Halvorsen=ORG"),
        counterexample="People like Halvorsen.",
        votes=_namesakes,
    ),
    LabelRule(
        name="crime-family",
        description="What stands before “crime family” is called after somebody, and is no people and nobody, unless "
        "the text mostly tells of him.",
        example="He led the Zorvano crime family from jail.",
        gives=("Zorvano=ORG",),
        counterexample="He led the Zorvano family from jail.",
        votes=_crime_family,
    ),
    LabelRule(
        name="shared-given-name",
        description="Two words that the model takes for a work or the like are somebody where the first is the first "
        "of a person's name.",
        example='He said the name was "Bright Taylor," and left. Bright Reed wept on Monday.',
        gives=("Bright Taylor=PERSON", "Bright Reed=PERSON"),
        counterexample='He said the name was "Bright Taylor," and left. Zorvayne Reed wept on Monday.',
        votes=_shared_given_name,
    ),
    LabelRule(
        name="called-as-a-place",
        description="The given name of somebody named in full is that person's, though a place is called so, where the "
        "lone name speaks and does not stand as places do.",
        example="The coach met Georgia Velden at the rink. “I want to skate,” said Georgia.",
        gives=("Georgia Velden=PERSON", "Georgia=PERSON"),
        counterexample="The coach met Georgia Velden at the rink. They skate in Georgia.",
        votes=_called_as_a_place,
    ),
    LabelRule(
        name="town-of-its-body",
        description="What begins the name of a town's own body, its police or its council, is the town.",
        example="The Halstead Police Department was told. Later Halstead won the prize.",
        gives=("Halstead Police Department=ORG", "Halstead=GPE"),
        counterexample="The Halstead High School was told. Later Halstead won the prize.",
        votes=_town_of_its_body,
    ),
    LabelRule(
        name="last-word-of-organisation",
        description="“The Herald” is the “Velmora Herald” of the text.",
        example="She wrote for the Augusta Herald. The first reporter hired by the Herald came late. The Herald wept.",
        gives=("Augusta Herald=ORG", "Herald=ORG", "Herald=ORG"),
        counterexample="She wrote for the Augusta Paper. The first reporter hired by the Herald came late.",
        votes=_last_of_paper,
    ),
    LabelRule(
        name="misspelt-surname",
        description="What differs by one letter from the surname of somebody in the text is that person.",
        example="Harold Velmorstein wept. Velmorsten's earlier letter was long.",
        gives=("Harold Velmorstein=PERSON", "Velmorsten=PERSON"),
        counterexample="Harold Reed wept. Velmorsten's earlier letter was long.",
        votes=_misspelt,
    ),
    LabelRule(
        name="stands-as-place",
        description="What nobody knows is a place if it mostly stands as places do.",
        example="Rescuers searched for survivors in Tolvanda on Monday.",
        gives=("Tolvanda=GPE",),
        counterexample="Rescuers searched for survivors on Monday.",
        votes=_stands_as_place,
    ),
    LabelRule(
        name="known-town",
        description="A town that the gazetteer knows is one if it stands as places do, whatever else bears its name.",
        example="Martinez is quiet. Carla Reed, 19, of Martinez, said so. Martinez was founded late.",
        gives=("Martinez=GPE", "Carla Reed=PERSON", "Martinez=GPE", "Martinez=GPE"),
        counterexample="Martinez is quiet. Carla Reed, 19, said so.",
        votes=_known_town,
    ),
    LabelRule(
        name="unknown-place",
        description="What no list knows as a place and never stands as one is a person or an organisation where the "
        "model once says so.",
        example="The furnaces were supplied to Kasprome. Kasprome's aim is to be first. It helps Kasprome's project.",
        gives=("Kasprome=ORG", "Kasprome=ORG", "Kasprome=ORG"),
        counterexample="They met in Velmora.",
        votes=_unknown_place,
    ),
    LabelRule(
        name="singular",
        description="Many of a thing are that thing: “Tomahawks” what “Tomahawk” is.",
        example="Tomahawk flew. Two Tomahawks burned.",
        gives=("Tomahawk=PRODUCT", "Tomahawks=PRODUCT"),
        counterexample="Two planes burned.",
        votes=_singular,
    ),
    *OF_CLUBS,
    *OF_WORKS,
    *OF_SOFTWARE,
)
"""The rules in order; a later one sees the votes of those before it."""
