"""Where a name begins and ends: the model's spans without what is no part of them, by an ordered list of rules."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.entities.surroundings import these
from pipeline.entities.words import PROPER_TAGS, Words
from pipeline.language.rule import Rule
from pipeline.language.syntax import WEEKDAYS
from pipeline.lexicon import role_nouns
from pipeline.world import naming, people, places, readings, teams

_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_DETERMINERS = frozenset(("DT", "PDT", "PRP$"))
CHAMPIONS = frozenset(("champion", "champions"))
"""Who holds the title of a body, and no part of its name."""
CALENDAR = WEEKDAYS | frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec""".split()  # noqa: SIM905
)
_DATE_PREPOSITIONS = frozenset(("on", "in", "at", "from", "since", "until", "by", "before", "after", "during"))
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_DASHES = ("-", "–", "—", "--")
_AMOUNT = re.compile(r"\$|\d{1,3}(?:,\d{3})+")
_NO_ENDS = frozenset(("IN", "TO", "DT", "CC", "PRP", "PRP$", "MD"))
_NAME_TAGS = PROPER_TAGS | {"NN", "NNS", "JJ", "FW", "XX", "ADD"}
_FINITE = frozenset(("VBD", "VBP", "VBZ"))
_CUT_LABELS = frozenset(("PERSON", "GPE", "NORP", "LOC"))
_INITIAL = re.compile(r"[A-Z]\.")
_NUMBERED = frozenset(("EVENT", "WORK_OF_ART", "LAW"))
"""What has dates in its name."""


@dataclass(eq=False, frozen=True, kw_only=True)
class TrimRule(Rule):
    """A rule that takes words from the beginning or the end of a span of the model."""

    trim: Callable[[Words, int, int, str], tuple[int, int]]


def is_title(words: Words, i: int) -> bool:
    """Whether token *i* is a title or a role noun, such as may stand before a name."""
    word = words.lower[i].rstrip(".")
    if word not in people.load().titles and word not in role_nouns.load().people:
        return _is_half_of_title(words, i)
    return not (_is_given_in_two(words, i) or _is_before_initial(words, i) or _is_given_after_title(words, i))


def _is_half_of_title(words: Words, i: int) -> bool:
    """ "Tan" and "Sri" of "Tan Sri Velden"."""
    pairs = these("titles_of_two_words")
    if words.text[i] not in _halves():  # as of nearly every word
        return False
    return words.surface(i, min(i + 2, len(words))) in pairs or (i > 0 and words.surface(i - 1, i + 1) in pairs)


@functools.cache
def _halves() -> frozenset[str]:
    """The words of the titles of two words."""
    return frozenset(word for pair in these("titles_of_two_words") for word in pair.split())


def _is_given_after_title(words: Words, i: int) -> bool:
    """ "Coach Dean Marsh": a given name that is a noun for people as well, behind what somebody is called."""
    given = people.load().given_gender
    is_given = (
        i > 0 and words.text[i] in given and (words.text[i] == "Dean" or words.lower[i] not in people.load().titles)
    )
    before = words.lower[i - 1]
    is_titled = is_given and before not in people.load().offices
    is_titled = is_titled and (before in people.load().titles or before in role_nouns.load().people)
    after = words.text[i + 1] if i + 1 < len(words) else ""
    return is_titled and words.sentence[i - 1] == words.sentence[i] and after.istitle() and after not in given


def _is_before_initial(words: Words, i: int) -> bool:
    """ "Guy C. Marsh": a given name that is a noun for people as well."""
    is_given = words.text[i] in people.load().given_gender and words.lower[i] not in people.load().titles
    return is_given and i + 1 < len(words) and _INITIAL.fullmatch(words.text[i + 1]) is not None


def _is_given_in_two(words: Words, i: int) -> bool:
    """Whether a capital before "Heung-min" is a surname, though "son" is a noun: Korean given names have two parts."""
    return (
        words.text[i].istitle()
        and words.text[i + 2 : i + 3] in (["-"], ["–"])
        and words.end[i + 1] == words.start[i + 2]
        and words.text[i + 1].istitle()
        and words.text[i + 3 : i + 4] != []
        and words.text[i + 3].islower()
        and words.lower[i] not in people.load().titles
    )


@functools.cache
def _jobs() -> dict[str, frozenset[str]]:
    pairs = (job.partition(": ") for job in these("jobs"))
    return {short: frozenset(words.split()) for short, _, words in pairs}


def is_job(words: Words, i: int) -> bool:
    """Whether an acronym is an office: "assistant GM", "DA Carla Reed", or where the text has the office in full."""
    in_full = _jobs().get(words.text[i].replace(".", ""))
    if in_full is None or "." in words.text[i]:
        return in_full is not None  # "the D.A.'s office"
    after = words.text[i + 1] if i + 1 < len(words) else ""
    if words.lower[i - 1] in these("before_jobs") or after in people.load().given_gender:
        return True
    firm = naming.load().known.get(words.text[i])
    is_firm = firm is not None and words.vocabulary.issuperset(firm.name.split())  # General Motors
    return not is_firm and words.vocabulary.issuperset(in_full)


def pieces(words: Words, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """A span of the model cut at line ends, at verbs, and where it joins what are two names."""
    at = start
    if words.surface(start, end) in naming.load().known:
        yield start, end  # "Law and Justice"
        return
    if (
        label == "WORK_OF_ART"
        and end - start > 3
        and words.lower[start + 1] == "and"
        and words.text[start + 3].islower()
    ):
        both = [naming.known_label(words.text[i]) for i in (start, start + 2)]
        if both == ["ORG", "ORG"]:  # "follow us on Facebook and Twitter for the latest news"
            yield start, start + 1
            yield start + 2, start + 3
            return
    for i in range(start, end):
        if _cuts(words, start, i, end, label):
            yield at, i
            at = i + 1
        elif i > at and label == "ORG" and (_is_agency_after(words, start, i) or _is_person_after(words, i, end)):
            yield at, i
            at = i
    yield at, end


def _is_person_after(words: Words, i: int, end: int) -> bool:
    """ "The Library Board of Trustees *Carla J. Marsh*": a given name, an initial and a surname end what is no firm."""
    is_full = (
        end - i == 3
        and _INITIAL.fullmatch(words.text[i + 1]) is not None
        and words.text[i] in people.load().given_gender
    )
    return is_full and words.text[end - 1] not in naming.load().telling and words.text[i - 1] not in ("&", ",", "and")


def _cuts(words: Words, start: int, i: int, end: int, label: str) -> bool:
    """Whether token *i* stands between two names."""
    text = words.text[i]
    if "\n" in text or text in '()[]"“”':
        return True
    if text == "in" and label in ("ORG", "FAC") and _is_known(words, i + 1, end):
        return True
    if text in ("at", "on") and label in ("ORG", "FAC", "PERSON") and _is_house_after(words, start, i, end):
        return True  # "saw Marsh at Velden Hospital"
    if text == "and" and label in ("ORG", "FAC") and _are_two(words, start, i, end):
        return True
    if text == "&" and label == "ORG" and _stands_free(words, i) and are_acronyms(words, start, i, end):
        return True
    if words.tag[i] in _FINITE and any(words.dep[c] == "nsubj" and c >= start for c in words.children[i]):
        return True
    if text == "," and start < i < end - 1 and words.text[i + 1].isdecimal() and label not in (*_NUMBERED, "FAC"):
        return words.text[i - 1][-1].isdecimal()  # "IE6, 7"
    if text == "," and label in ("ORG", "FAC"):
        # "According to Velden, South Africa ships plums"; "the governor of Ohio, Carla Marsh, left"
        return _is_place_after(words, start, i, end) or _is_person_behind_place(words, start, i, end)
    if text == "with" and words.lower[start - 1] == "of" and words.lower[start - 2] in role_nouns.load().places:
        return True  # "joins the town of Velden with Port Holm"
    if text in _DASHES and _joins_two_places(words, start, i, end):
        return True  # "the EU-Canada deal"
    if text == "The" and i > start and (words.text[i - 1].isupper() or _is_known(words, start, i)):
        return True  # "CHICAGO The U.S. Forest Department"
    if (
        text in _DASHES
        and label == "ORG"
        and _stands_free(words, i)
        and words.text[i + 1] in people.load().given_gender
    ):
        return True  # "VELDEN - Carla Marsh"
    if label not in _CUT_LABELS:
        return False
    if text in (",", ";", "and", "with") or _is_possessive(words, i):
        return True
    return text in (*_DASHES, "/") and _stands_free(words, i)


def _is_house_after(words: Words, start: int, at: int, end: int) -> bool:
    """Whether the words after "at" are a name of their own, and those before tell of none: "Marsh at Velden Hall"."""
    heads = naming.load().head_label
    is_whole = end - at > 2 and heads.get(words.text[end - 1]) in ("ORG", "FAC")
    return is_whole and at - start < 3 and heads.keys().isdisjoint(words.text[start:at])


def _joins_two_places(words: Words, start: int, i: int, end: int) -> bool:
    """Whether a hyphen stands between two countries or bodies that all know, which are no one name together."""
    sides = (words.surface(start, i), words.surface(i + 1, end))
    are_known = all(places.label(side) == "GPE" or naming.known_label(side) in ("GPE", "ORG") for side in sides)
    return are_known and places.label(words.surface(start, end)) is None


def _is_place_after(words: Words, start: int, comma: int, end: int) -> bool:
    """A country or a state after the comma, or a county after a town: "Millom, Cumbria"."""
    after = words.surface(comma + 1, end)
    if places.label(after) == "GPE":
        return True
    return places.is_town(words.surface(start, comma)) and any(
        place.precision != "city" for place in readings.readings(after)
    )


def _is_person_behind_place(words: Words, start: int, comma: int, end: int) -> bool:
    """Two words between commas behind a place: "the governor of Ohio, *Carla Marsh*, left"."""
    after = words.text[comma + 1 : end]
    is_closed = len(after) == 2 and words.text[end : end + 1] == [","]
    is_called = is_closed and all(word.isalpha() and word.istitle() for word in after)
    is_called = (
        is_called and naming.load().telling.isdisjoint(after) and naming.load().head_label.keys().isdisjoint(after)
    )
    return is_called and bool(readings.readings(words.surface(start, comma)))


def _is_agency_after(words: Words, start: int, i: int) -> bool:
    """ "Carla Marsh *Associated Press*": who wrote it, and for whom."""
    is_writer = i - start in (2, 3) and words.text[start] in people.load().given_gender
    if not is_writer or words.text[i - 1] in naming.load().telling:
        return False
    return any(naming.known_label(words.surface(i, min(i + n, len(words)))) == "ORG" for n in (2, 3))


def _are_two(words: Words, start: int, i: int, end: int) -> bool:
    """Whether both sides of "and" are whole names of organisations: "the Hope Fund and Open Doors Foundation"."""
    heads = naming.load().head_label
    first = start + (words.lower[start] == "the")
    if {words.surface(first, i), words.surface(i + 1, end)} <= teams.by_nickname().keys():
        return True  # "the Angels and Braves"
    is_whole = words.text[i - 1] in heads and i - start > 1 + (words.lower[start] == "the")
    is_second = end - i > 2 and words.text[end - 1] in heads and words.text[i + 1] not in heads
    return is_whole and is_second and (end - i > 3 or words.lower[i + 1] not in naming.load().generic)


def are_acronyms(words: Words, start: int, i: int, end: int) -> bool:
    """Whether both sides of "&" are acronyms of two letters and more: "the EU & IMF", but "P & O"."""
    first = start + (words.lower[start] == "the")
    sides = (words.text[first:i], words.text[i + 1 : end])
    return all(len(side) == 1 and side[0].isalpha() and side[0].isupper() and len(side[0]) > 1 for side in sides)


def _stands_free(words: Words, i: int) -> bool:
    return 0 < i < len(words) - 1 and words.end[i - 1] < words.start[i] and words.end[i] < words.start[i + 1]


def _is_possessive(words: Words, i: int) -> bool:
    """Whether token *i* is a possessive ending, and no apostrophe inside a name such as O'Malley."""
    inside = len(words.text[i]) == 1 and i + 1 < len(words) and words.start[i + 1] == words.end[i]
    return words.text[i] in _POSSESSIVES and not inside


def trim(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    """The span without determiners, punctuation, possessives, dates, titles and roles."""
    for rule in TRIMS:
        if start >= end:
            break
        start, end = rule.trim(words, start, end, label)
    return start, end


def _determiner(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    while start < end and (
        words.tag[start] in _DETERMINERS or words.lower[start] == "the" or not _has_letters(words.text[start])
    ):
        start += 1
    return start, end


def _result(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    while (
        label not in ("EVENT", "WORK_OF_ART")
        and end - start > 3
        and words.text[end - 2] in _DASHES
        and words.text[end - 3].isdigit()
        and words.text[end - 1].isdigit()
    ):
        end -= 3
    return start, end


def _champion(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    if label != "ORG" or end - start < 2 or words.lower[end - 1] not in CHAMPIONS:
        return start, end
    first = start + (words.lower[start] == "the")
    is_body = end - 1 - first == 1 and words.text[first].isupper()
    return (start, end - 1) if is_body else (start, start)


def _share(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    if label not in _NUMBERED and words.lower[end - 1] in ("percent", "%"):
        end -= 1
        while end - start > 1 and not words.text[end - 1].isalpha():
            end -= 1
    return start, end


def _date(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    for i in range(start + 1, end - 1):
        is_comma = words.text[i] == "," and words.lower[i + 1] in CALENDAR and words.text[end - 1].isdecimal()
        if is_comma and (i + 2 == end or words.text[i + 2].isdecimal()):
            return start, i  # "Prize Sunday, March 2, 2014"
    if label in _NUMBERED:
        return start, end
    for i in range(start + 1, end):
        if words.lower[i] not in _DATE_PREPOSITIONS:
            continue
        rest = words.lower[i + 1 : end]
        if not CALENDAR.isdisjoint(rest) or rest[:2] == ["new", "year"] or any(map(_YEAR.fullmatch, rest)):
            return start, i
    while end - start > 1 and words.lower[end - 1] in WEEKDAYS:
        end -= 1
    return start, end


def _subject_behind(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    last = end - 1
    is_apart = end - start > 3 and label == "ORG" and words.text[last - 1] == "," and words.dep[last] == "nsubj"
    return (start, last - 1) if is_apart and not _is_held(words, start, last) else (start, end)


def _is_held(words: Words, start: int, last: int) -> bool:
    """Whether a word of a name hangs on its last: "Velmar, *Marsh* and Reed"."""
    return any(words.head[i] == last for i in range(start, last - 1)) or start <= words.head[last] < last


def _city_of_title(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    """ "Rock Falls City" of "Rock Falls City Manager Ann Reed", but "Kansas City" of "Kansas City Manager Ann Reed"."""
    is_city = end - start > 1 and words.text[end - 1] == "City" and end < len(words) and is_title(words, end)
    is_town = is_city and words.text[end].istitle() and places.is_town(words.surface(start, end - 1))
    return start, end - (is_town and not places.is_town(words.surface(start, end)))


def _words_of_agency(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    """ "AFP" of "the AFP news agency"."""
    is_noun = label == "ORG" and end - start > 1 and end < len(words) and words.lower[end] in ("agency", "agencies")
    is_noun = (
        is_noun
        and words.text[end - 1].islower()
        and (words.lemma[end - 1] not in these("kinds_of_land") or places.label(words.surface(start, end - 1)) == "GPE")
    )
    is_noun = is_noun and words.tag[end - 1] == "NN"
    return start, end - is_noun


def _possessive(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    while end > start and (
        words.lower[end - 1] in _POSSESSIVES
        or not _has_letters(words.text[end - 1])
        or (end - start > 1 and words.tag[end - 1] in _NO_ENDS and words.text[end - 1].islower())
    ):
        end -= 1
    return start, end


def _preposition_before(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    is_before = end - start > 1 and words.tag[start] == "IN" and words.tag[start + 1] in PROPER_TAGS
    return start + (is_before and label != "LAW"), end


def _amount(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    while end - start > 1 and label == "ORG" and _AMOUNT.fullmatch(words.text[end - 1]):
        end -= 1
    return start, end


def _number_after_person(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    while label == "PERSON" and end - start > 1 and any(map(str.isdigit, words.text[end - 1])):
        end -= 1
    while label == "PERSON" and end > start and not _has_letters(words.text[end - 1]):
        end -= 1
    return start, end


def _points_after_team(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    is_pointed = end - start > 1 and words.text[end - 1].isdecimal()
    is_team = is_pointed and any(words.surface(at, end - 1) in teams.by_nickname() for at in range(start, end - 1))
    is_pointed = is_pointed and teams.is_of_sport(words.vocabulary)
    is_place = is_pointed and places.label(words.surface(start, end - 1)) == "GPE"  # "Ohio 24, Utah 17"
    is_place = is_place or (is_pointed and places.is_large_city(words.surface(start, end - 1)))
    return start, end - (is_team or is_place)


def _noun_after_person(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    while (
        label == "PERSON"
        and end - start > 1
        and words.text[end - 1].islower()
        and words.tag[end - 1] not in PROPER_TAGS
        and words.text[end - 2] not in _DASHES
    ):
        end -= 1
    return start, end


def _noun_after_place(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    is_noun = end - start > 1 and label in ("GPE", "NORP") and words.tag[end - 1] in ("NN", "NNS")
    is_noun = (
        is_noun
        and words.text[end - 1].islower()
        and (words.lemma[end - 1] not in these("kinds_of_land") or places.label(words.surface(start, end - 1)) == "GPE")
    )
    is_noun = is_noun and words.end[end - 2] < words.start[end - 1]
    return start, end - (is_noun and not _is_known(words, start, end))


def _word_before_person(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    if label != "PERSON":
        return start, end
    titled = start > 0 and is_title(words, start - 1) and words.text[start - 1].istitle()  # "Judge Oh Se-young"
    while end - start > 1 and words.tag[start] not in _NAME_TAGS and words.tag[start + 1] in PROPER_TAGS:
        if (titled and words.text[start].istitle()) or _is_given_inside(words, start):
            break
        start += 1
    return start, end


def _is_given_inside(words: Words, i: int) -> bool:
    """ "Quarterback Drew Velden", where the tagger sees a verb, but not "Will Swinney survive?"."""
    is_inside = i > 0 and words.sentence[i - 1] == words.sentence[i] and words.text[i - 1][-1].isalnum()
    return is_inside and words.text[i] in people.load().given_gender


def _small_word_before(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    particles = people.load().particles
    while start < end and (
        not _has_letters(words.text[start]) or (words.text[start].islower() and words.lower[start] not in particles)
    ):
        if _ORDINAL.fullmatch(words.text[start]) and words.text[start + 1 : start + 2] and label == "FAC":
            break  # "97th Avenue"
        start += 1
    return start, end


def _office(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    heads = naming.load().head_label
    is_member = words.text[end - 1].isupper() and words.lower[end - 1] in people.load().titles  # "Tory MLA"
    if _is_portfolio(words, start, end, label):
        return start, end - 1
    if label == "PERSON" and end - start > 1 and words.text[end - 1].istitle() and _is_officer_of(words, end):
        is_place = _is_known(words, start, end - 1) or places.is_town(words.surface(start, end - 1))
        return start, end - 1 if is_place else start  # "Velden City Sheriff Ann Reed"
    if end - start > 2 and heads.get(words.text[end - 2]) == "ORG" and _is_officer_of(words, end):
        return start, end - 1  # "Velden Police Officers Ann Reed and Tom Holt"
    is_office = is_member or (label != "PERSON" and words.lower[end - 1] in role_nouns.load().people)
    if is_office and "ORG" not in map(heads.get, words.text[start:end]):
        while start < end and not _is_known(words, start, end):
            end -= 1
    return start, end


def _is_officer_of(words: Words, end: int) -> bool:
    """Whether the last word before *end* is an office, and somebody's given name follows."""
    is_named = end < len(words) and (words.text[end] in people.load().given_gender or is_title(words, end))
    is_force = end < len(words) and words.text[end - 2] == "Police" and words.text[end].istitle()
    is_named = is_named or (is_force and words.tag[end] in PROPER_TAGS)  # "Velden Police Sergeant Shayla Reed"
    return is_named and words.lower[end - 1].removesuffix("s") in role_nouns.load().people


def _is_portfolio(words: Words, start: int, end: int, label: str) -> bool:
    """ "British Columbia Finance" of "British Columbia Finance Minister Ann Reed"."""
    if end - start > 1 and end < len(words) and words.text[end - 1].istitle() and words.text[end].istitle():
        job = frozenset((words.lower[end - 1], words.lower[end]))
        if any(job <= in_full for in_full in _jobs().values()):
            return True  # "Velden County District" of "Velden County District Attorney Ann Reed"
    is_office = label == "ORG" and words.lower[end - 1] in people.load().offices and end < len(words)
    if not is_office or not words.text[end].istitle():
        return False
    called = words.surface(start, end - 1)
    if called in teams.by_nickname() or called in teams.in_full():
        return begins_office(words, end)  # "Astros Senior Vice President"
    return is_title(words, end) and _is_known(words, start, end - 1)


def begins_office(words: Words, i: int) -> bool:
    """Whether an office begins at a word: "Vice President", "Assistant General Manager"."""
    while i < len(words) and words.text[i].istitle() and words.lower[i] in people.load().offices:
        i += 1
    return i < len(words) and words.text[i].istitle() and is_title(words, i)


def _job(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    is_named = end < len(words) and words.tag[end] in PROPER_TAGS
    is_chief = is_named and words.text[end - 1] in these("chiefs")
    if end - start == 1 or not (is_chief or is_job(words, end - 1)):
        return start, end
    return start, start if label == "PERSON" and not _is_known(words, start, end - 1) else end - 1


def _position(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    if label == "ORG":
        played = (i + 1 for i in range(start, end - 1) if words.text[i] in these("positions"))
        return next((i for i in played if is_player(words, i, end)), start), end  # "Tarnova Rovers WR Terrance Reed"
    if label != "PERSON" or words.text[end - 1].isupper():
        return start, end
    for i in range(end - 2, start - 1, -1):
        if is_position(words, i):
            return i + 1, end
    return start, end


def is_player(words: Words, start: int, end: int) -> bool:
    """Whether what follows a position is somebody: by the given name, or by two words where games are told of."""
    if words.text[start] in people.load().given_gender:
        return True
    is_full = end - start == 2 and all(text.istitle() for text in words.text[start:end])
    is_body = not naming.load().telling.isdisjoint(words.text[start:end])
    return is_full and not is_body and teams.is_of_sport(words.vocabulary)


def _all_american(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    if label not in ("PERSON", "ORG", "NORP"):
        return start, end
    said = words.lower[start:end]
    if said[-1:] == ["all-american"]:
        return start, end - 1
    is_split = len(said) > 2 and said[-3] == "all" and said[-1] == "american" and said[-2] in _DASHES
    return start, end - 3 * is_split


def is_position(words: Words, i: int) -> bool:
    """Whether a word in capitals is no initials but a position or an office: "MEC Lindani", "DL Tom Reed"."""
    text, given = words.text[i], people.load().given_gender
    if text in these("positions") or is_job(words, i):
        return True  # "RB DeShawn Reed", "D.A. Carla Marsh"
    if not (text.isupper() and text.isalpha() and 1 < len(text) < 6) or not given.keys().isdisjoint(
        (text, text.title())
    ):
        return False
    is_long = len(text) > 2 or words.text[i + 1 : i + 2] == [] or words.text[i + 1] in given  # but "JD Vance"
    return is_long and text.lower() not in people.load().suffixes


def _team_before_person(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    is_long = end - start > 2 and words.text[end - 1] not in naming.load().telling
    return start + (is_long and is_team_before(words, start)), end


def is_team_before(words: Words, i: int) -> bool:
    """ "The Jaguars Tom Reed": a known team before the given name of a player."""
    given = people.load().given_gender
    return words.text[i] in teams.by_nickname() and words.text[i] not in given and words.text[i + 1] in given


def _noun_before_place(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    is_after = label == "GPE" and end - start > 1 and words.lower[start] in role_nouns.load().people
    is_place = is_after and _is_known(words, start + 1, end) and not _is_known(words, start, end)
    return start + (is_place and not places.is_town(words.surface(start, end))), end


def _chair(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    if label == "ORG" and end - start > 2 and words.lower[start + 1] == "of" and is_title(words, start):
        at = words.lower[start:end]
        return (start + at.index("at") + 1 if "at" in at else end), end
    return start, end


def _title(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    if is_called_after(words, start, end):
        return start, end
    if label == "PERSON" and end - start > 2 and are_several(words, start):
        start += 1
    for i in range(end - 2, start - 1, -1):
        rest = words.lower[i + 1].rstrip(".")
        if rest in people.load().suffixes or not is_title(words, i):
            continue
        is_mister = _is_mister(words, start, i, end) or _is_before_player(words, start, i, end)
        if label == "PERSON" or _is_before_given_name(words, i, end) or is_mister:
            is_middle = i > start and words.text[i - 1] in people.load().given_gender
            if is_middle and words.text[i] != words.lower[i]:
                continue  # "Ann King Miller"
            return i + 1, end
    return start, end


def is_called_after(words: Words, start: int, end: int) -> bool:
    """ "Sheikh Rashid Bridge", "Queen Mary Hospital": what is called after somebody, with the title."""
    last = words.text[end - 1]
    is_told = naming.load().head_label.get(last) in ("FAC", "LOC", "ORG") and last not in these("surnames_of_places")
    is_titled = words.lower[start] in people.load().titles and words.text[start].istitle()
    return is_told and is_titled and end - start > 2


def _is_before_given_name(words: Words, i: int, end: int) -> bool:
    """A title before a given name, in a span that the model took for no person."""
    return words.text[i + 1] in people.load().given_gender and words.text[end - 1] not in naming.load().head_label


def are_several(words: Words, i: int) -> bool:
    """ "Incumbents Carla Marsh and Tom Reed"."""
    return words.text[i].istitle() and words.lower[i][-1] == "s" and words.lower[i][:-1] in role_nouns.load().people


def _is_mister(words: Words, start: int, i: int, end: int) -> bool:
    """ "Mr Velden", which the model took for a firm, but not "Mr Price Group"."""
    is_first = i == start and end - i < 4 and words.lower[i].rstrip(".") in people.load().of_people_alone
    return is_first and naming.load().telling.isdisjoint(words.text[i:end])


def _is_before_player(words: Words, start: int, i: int, end: int) -> bool:
    """ "Cornerback Vontrel Reed", which the model took for a firm."""
    is_first = i == start and end - i == 3 and words.lower[i] in these("positions_in_full")
    return is_first and all(map(str.istitle, words.text[i:end])) and is_player(words, i + 1, end)


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_known(words: Words, start: int, end: int) -> bool:
    name = words.surface(start, end)
    return name in naming.load().known or places.label(name) is not None or places.is_large_city(name)


TRIMS = (
    TrimRule(
        name="determiner-before",
        description="Articles, other determiners and punctuation before a name are no part of it.",
        example="The Ashmole Museum reopened.",
        gives=("Ashmole Museum",),
        counterexample="Ashmole Museum reopened.",
        trim=_determiner,
    ),
    TrimRule(
        name="result-after",
        description="The result of a match after a team's name is no part of it.",
        example="Fans cheered Arsenal 2-1 in London on Saturday.",
        gives=("Arsenal", "London"),
        counterexample="Fans cheered Arsenal in London on Saturday.",
        trim=_result,
    ),
    TrimRule(
        name="champion-after",
        description="A champion is no body: “WBA Champion” names the WBA, “Heavyweight Champion” nothing.",
        example="He beat the WBA Champion in Ohio.",
        gives=("WBA", "Ohio"),
        counterexample="He beat the WBA in Ohio.",
        trim=_champion,
    ),
    TrimRule(
        name="share-after",
        description="A share in percent after a firm's name is no part of it.",
        example="Tarnova Motors 15 percent, Velmora Steel 12 percent.",
        gives=("Tarnova Motors", "Velmora Steel"),
        counterexample="Tarnova Motors rose by 15 percent.",
        trim=_share,
    ),
    TrimRule(
        name="date-after",
        description="A date or a weekday after a name is no part of it, but for events, works and laws.",
        example="The Museum of Velmora on New Year's Eve 1999 was full.",
        gives=("Museum of Velmora",),
        counterexample="The Museum of Velmora was full.",
        trim=_date,
    ),
    TrimRule(
        name="subject-after-comma",
        description="The subject of what follows, behind a comma, is another name than that before it.",
        example="In a talk at the Chicago Institute of Modern Art, Ward said it was late.",
        gives=("Chicago Institute of Modern Art",),
        counterexample="In a talk at the Chicago Institute of Modern Art she said it was late.",
        trim=_subject_behind,
    ),
    TrimRule(
        name="city-of-a-title",
        description="“City” before an office belongs to the office, where there is a town without it.",
        example="It is large, said Cedar Falls City Manager Carla Reed.",
        gives=("Cedar Falls", "Carla Reed"),
        counterexample="It is large, said Kansas City Manager Carla Reed.",
        trim=_city_of_title,
    ),
    TrimRule(
        name="noun-before-agency",
        description="“News” between a name and “agency” is no part of the name.",
        example="The governor told the AFP news agency that it rained in Oslo.",
        gives=("AFP", "Oslo"),
        counterexample="The governor told AFP that it rained in Oslo.",
        trim=_words_of_agency,
    ),
    TrimRule(
        name="possessive-after",
        description="A possessive ending, punctuation and small words after a name are no part of it.",
        example="They read Tarnova Museum's letters.",
        gives=("Tarnova Museum",),
        counterexample="They read letters of Tarnova Museum.",
        trim=_possessive,
    ),
    TrimRule(
        name="preposition-before",
        description="A preposition with a capital before a name, as at the head of a sentence, is no part of it.",
        example="“In Tromsø we ski all year,” she said.",
        gives=("Tromsø",),
        counterexample="“Tromsø has snow all year,” she said.",
        trim=_preposition_before,
    ),
    TrimRule(
        name="amount-after",
        description="A sum of money after a firm's name is no part of it.",
        example="Tarn National $500,000 by June was owed.",
        gives=("Tarn National",),
        counterexample="Tarn National was owed money.",
        trim=_amount,
    ),
    TrimRule(
        name="number-after-person",
        description="A number after a person's name, as in a result, is no part of it.",
        example="Carla Bellman 31, of Mill Lane, Oxford, was fined.",
        gives=("Carla Bellman", "Mill Lane", "Oxford"),
        counterexample="Carla Bellman of Mill Lane, Oxford, was fined.",
        trim=_number_after_person,
    ),
    TrimRule(
        name="points-after-team",
        description="The points of a known team, a state or a large city are no part of its name.",
        example="The board read Yankees 27.",
        gives=("Yankees",),
        counterexample="The board read Lot 27.",
        trim=_points_after_team,
    ),
    TrimRule(
        name="noun-after-person",
        description="A common noun after a person's name is no part of it.",
        example="He left Velmora State University. A V.S.U. dean knew.",
        gives=("Velmora State University", "V.S.U."),
        counterexample="He left Velmora State University.",
        trim=_noun_after_person,
    ),
    TrimRule(
        name="noun-after-place",
        description="A common noun after the name of a place is no part of it.",
        example="Warren was once the smallest U.S. county, officials say.",
        gives=("Warren", "U.S."),
        counterexample="Warren was once the smallest county of the U.S., officials say.",
        trim=_noun_after_place,
    ),
    TrimRule(
        name="word-before-person",
        description="A word before a person's name that is no noun is no part of it.",
        example="Will Swinney survive the vote?",
        gives=("Swinney",),
        counterexample="Swinney may survive the vote.",
        trim=_word_before_person,
    ),
    TrimRule(
        name="small-word-before",
        description="A word in small letters before a name is no part of it, but for particles such as “van”.",
        example="The pro-Lindqvist vote grew. Marta Lindqvist won.",
        gives=("Lindqvist", "Marta Lindqvist"),
        counterexample="Carla van Lindqvist won.",
        trim=_small_word_before,
    ),
    TrimRule(
        name="office-is-no-name",
        description="An office is a role; only a country or a people before it is a name.",
        example="A detective for the Los Angeles Sheriff's office came.",
        gives=("Los Angeles",),
        counterexample="A detective from Los Angeles came.",
        trim=_office,
    ),
    TrimRule(
        name="job-after",
        description="The acronym of an office after the name of a town or a firm is no part of it.",
        example="“He left,” Velden GM Sherry Holt said.",
        gives=("Sherry Holt",),
        counterexample="“He left,” Velden driver Sherry Holt said.",
        trim=_job,
    ),
    TrimRule(
        name="position-before-person",
        description="A position or office in capitals before a person's name, and all before it, are no part of it.",
        example="MEC Lindani spoke. Jabu Lindani left.",
        gives=("Lindani", "Jabu Lindani"),
        counterexample="JD Lindani spoke.",
        trim=_position,
    ),
    TrimRule(
        name="all-american",
        description="“All-American” is what a player is, and no part of the college's name.",
        example="They met former Tarnova All-American Tom Reed.",
        gives=("Tarnova", "Tom Reed"),
        counterexample="They met former Tarnova coach Tom Reed.",
        trim=_all_american,
    ),
    TrimRule(
        name="team-before-person",
        description="The team that somebody plays for is no part of his name.",
        example="Jaguars Maurice Velden and Tom Reed ran.",
        gives=("Maurice Velden", "Tom Reed"),
        counterexample="Jaguars let Maurice Velden and Tom Reed go.",
        trim=_team_before_person,
    ),
    TrimRule(
        name="noun-before-place",
        description="A noun for people before a known place, as in a headline, is no part of its name.",
        example="They spoke of Hero Brooklyn in Ohio.",
        gives=("Brooklyn", "Ohio"),
        counterexample="They spoke of heroes from Brooklyn in Ohio.",
        trim=_noun_before_place,
    ),
    TrimRule(
        name="chair-is-no-name",
        description="“Professor of Surgery at Velmora University” names the university only.",
        example="James Burrows, the Professor of Transplant Surgery at Velmora University, explained it.",
        gives=("James Burrows", "Velmora University"),
        counterexample="James Burrows of Velmora University explained it.",
        trim=_chair,
    ),
    TrimRule(
        name="title-before-person",
        description="A title before a person's name is no part of it.",
        example="Ms Reed, a Professor of Surgery at Oxford University, spoke.",
        gives=("Reed", "Oxford University"),
        counterexample="Carla King Reed of Oxford University spoke.",
        trim=_title,
    ),
)
"""The rules in order; each sees the span as the one before left it."""
