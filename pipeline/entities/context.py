"""What the words around a name tell about the kind of thing that it names."""

from __future__ import annotations

import functools
import re

from pipeline.entities.surroundings import kin, these
from pipeline.entities.trimming import CALENDAR
from pipeline.entities.words import Words, once_a_span
from pipeline.lexicon import role_nouns
from pipeline.lexicon.verbs import speech_verbs
from pipeline.world import naming, people, places

_IN_PHRASE = frozenset(("JJ", "HYPH", "NN", "NNS", "NNP", "CD", "VBN", "VBG"))
_MARKS = frozenset(",\"”’'")
_OPENING_MARKS, _CLOSING_MARKS = frozenset("\"“‘'"), frozenset("\"”’'")
_IN_FIRMS = frozenset(("Motor", "Land", "North", "Credit"))
"""How the names of firms go on that make cars: "Ford Credit", "Nissan North America"."""
_SOMEBODY = frozenset(("he", "i", "she", "who"))
_RESULT = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b")
_RECORD = re.compile(r"\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?")
_AGE = re.compile(r"[1-9]\d?|1[01]\d")


@functools.cache
def _people() -> frozenset[str]:
    """The nouns for people that are said of nothing else."""
    return role_nouns.load().people - these("anyone")


def head_of(words: Words, start: int, end: int) -> int:
    """The token of `[start, end)` that hangs from one outside, the first such."""
    for i in range(start, end):
        if not start <= words.head[i] < end:
            return i
    return end - 1


_SPEAKERS = frozenset(("nsubj", "dobj", "dative"))


def speaks(words: Words, start: int, end: int) -> bool:
    """Whether a name has a verb of saying or publishing on it: "Velm wrote", "told Velm", "according to Velm"."""
    head = head_of(words, start, end)
    above = words.head[head]
    if words.dep[head] == "pobj":
        return words.lower[max(0, above - 1) : above + 1] == ["according", "to"]
    return words.dep[head] in _SPEAKERS and (words.lemma[above] in speech_verbs() or words.lemma[above] == "publish")


def _said_of(words: Words, head: int, end: int) -> list[int]:
    """The nouns that say what is named: "Acme, a mill" and "Acme is a mill"."""
    found = [child for child in words.children[head] if child >= end and words.dep[child] == "appos"]
    verb = words.head[head]
    if words.dep[head] == "nsubj" and words.lemma[verb] == "be" and head < verb:
        told = [child for child in words.children[verb] if words.dep[child] == "attr" and words.tag[child] == "NN"]
        found += [] if any(words.dep[child] == "neg" for child in words.children[verb]) else told
    return found


@once_a_span
def _nouns_said_of(words: Words, head: int, end: int) -> list[str]:
    return [words.lower[child] for child in _said_of(words, head, end)]


def label_around(words: Words, start: int, end: int) -> str:
    """What the words around a name say that it is: PERSON, ORG, or nothing."""
    if is_person(words, start, end):
        return "PERSON"
    return "ORG" if is_organisation(words, start, end) else ""


def is_person(words: Words, start: int, end: int) -> bool:
    """Whether the words around a name say that it is a person's: a title or role, an age, kin, "who"."""
    head = head_of(words, start, end)
    if start and words.sentence[start - 1] == words.sentence[start]:
        before = words.lower[start - 1].rstrip(".")
        is_role = before in people.load().titles or before in _people()
        is_many = (
            end - start > 1 and words.tag[end - 1] == "NNPS" and words.text[start] not in people.load().given_gender
        )
        is_role = is_role and not is_many  # "the Duke Blue Devils"
        if is_role and start <= words.head[start - 1] < end:
            return True
    if words.dep[head] == "appos" and words.lower[words.head[head]] in _people():
        return True
    if not _people().isdisjoint(_nouns_said_of(words, head, end)):
        return True
    if any(c >= end and words.dep[c] == "relcl" and "who" in words.lower[end : end + 2] for c in words.children[head]):
        return True
    after = words.text[end : end + 3]
    if len(after) == 3 and after[0] == "," and after[2] in (",", ".") and _AGE.fullmatch(after[1]):
        return words.dep[end + 1] == "appos"  # "Maria Lopez, 42,"
    if words.dep[head] == "poss" and after[:1] and after[0] in ("'s", "’s", "'", "’"):
        return words.lower[words.head[head]] in kin()
    if words.dep[head] == "nsubjpass":
        return words.lemma[words.head[head]] in these("done_to_people")
    verb = words.head[head]
    return words.dep[head] == "nsubj" and (words.lemma[verb] in these("human_verbs") or _is_with_kin(words, verb))


def _is_with_kin(words: Words, verb: int) -> bool:
    """ "Tarn lost her brother": whose kin somebody is who is the object."""
    objects = (child for child in words.children[verb] if words.dep[child] == "dobj" and child > verb)
    return any(
        words.lower[child] in kin() and any(words.lower[c] in ("his", "her") for c in words.children[child])
        for child in objects
    )


def is_organisation(words: Words, start: int, end: int) -> bool:
    """Whether the words around a name say that it is an organisation's: "the union Unite", "Acme renewed its lease"."""
    if start and words.lower[start - 1] in role_nouns.load().organisations and start <= words.head[start - 1] < end:
        return words.sentence[start - 1] == words.sentence[start]
    head = head_of(words, start, end)
    if not role_nouns.load().organisations.isdisjoint(_nouns_said_of(words, head, end)):
        return True
    above = words.head[head]
    if _is_of_several(words, start, head) or _is_the_body(words, head):
        return True
    if above > start - 3 and above < start and words.lower[above] in ("of", "for") and _is_led(words, above):
        return True
    if above == end and words.dep[head] == "compound" and words.lower[end] in these("publications"):
        return True
    if above >= end and words.dep[head] in ("compound", "poss"):
        is_share = words.lemma[above] in these("shares") and words.lower[start] not in ("class", "series")
        return is_share or (words.dep[head] == "compound" and words.lower[above] in these("staff"))
    if any(words.dep[c] == "acl" and words.lower[c : c + 2] == ["based", "in"] for c in words.children[head]):
        return True
    if _is_printed_in(words, start, end):
        return True
    return words.dep[head] == "nsubj" and _is_one_with_its(words, above)


def _is_printed_in(words: Words, start: int, end: int) -> bool:
    """ "A 1997 article in Zorvex said so": but "an article in Oslo", which is a town."""
    head, called = head_of(words, start, end), words.surface(start, end)
    if places.label(called) or places.is_town(called) or places.is_large_city(called):
        return False
    above = words.head[head]
    is_in = words.dep[head] == "pobj" and above == start - 1 and words.lower[above] == "in"
    return is_in and words.lemma[words.head[above]] in these("printed") and words.head[above] == above - 1


def _is_of_several(words: Words, start: int, head: int) -> bool:
    """ "The schools St. Ann and Holy Cross", "such bands as Zorv": named as one of several organisations."""
    if words.tag[head] == "NNPS" or (start and words.dep[start - 1] == "compound" and words.tag[start - 1] == "NNP"):
        return False  # a people, or half a name
    while words.dep[head] == "conj" and words.head[head] < start:
        head = start = words.head[head]
    while words.dep[start - 1] == "compound" and words.head[start - 1] == head and words.tag[start - 1] == "NNP":
        start -= 1
    above = words.head[head]
    if words.dep[head] == "pobj" and words.lower[above] == "as":
        return _is_body(words, words.head[above], "NNS")
    return words.dep[head] == "appos" and above == start - 1 and _is_body(words, above, "NNS")


def _is_the_body(words: Words, head: int) -> bool:
    """ "The supplier, Zorv, …": but not "the group Ann, Tom and Eve"."""
    is_given = words.text[head] in people.load().given_gender
    return words.dep[head] == "appos" and not is_given and _is_body(words, words.head[head], "NN")


def _is_body(words: Words, i: int, tag: str) -> bool:
    """Whether a noun is said of organisations, and not of people too: a "supplier" and no "developer"."""
    nouns = role_nouns.load()
    return words.tag[i] == tag and words.lemma[i] in nouns.organisations and words.lemma[i] not in nouns.people


def _is_led(words: Words, of: int) -> bool:
    """ "The co-founder of Zorv": whoever is one leads a firm."""
    return words.lemma[words.head[of]] in these("leaders_of_firms")


def _is_one_with_its(words: Words, verb: int) -> bool:
    """ "said it would close", "renewed its lease": verbs whose subject is "it"."""
    for child in words.children[verb]:
        if words.dep[child] == "dobj" and any(words.lower[c] == "its" for c in words.children[child]):
            return True
        if words.dep[child] == "ccomp" and child > verb and words.lemma[verb] in speech_verbs():
            return any(words.lower[c] == "it" and words.dep[c] == "nsubj" for c in words.children[child])
    return False


def speaks_of_himself(words: Words, start: int, end: int) -> bool:
    """ "Tarn said he was tired": but a firm says of its head that he would go, and "the Post" that he has gone."""
    head = head_of(words, start, end)
    verb = words.head[head]
    if words.dep[head] != "nsubj" or words.lemma[verb] not in speech_verbs() or words.lower[start - 1] == "the":
        return False
    for child in words.children[verb]:
        if words.dep[child] == "ccomp" and child > verb:
            said = {words.lower[c] for c in words.children[child] if words.dep[c] in ("nsubj", "aux")}
            return not said.isdisjoint(("he", "she")) and said.isdisjoint(("would", "will", "'ll", "’ll"))
    return False


def acts(words: Words, start: int, end: int) -> bool:
    """ "Said Georgia", "Georgia laughed": what only people do, or what who is "he" or "she" in the next words does.

    Or what is done to people alone: "they hugged Georgia".
    """
    head = head_of(words, start, end)
    verb = words.head[head]
    if words.dep[head] == "dobj":
        is_country = places.is_country(words.surface(start, end))
        return words.lemma[verb] in these("done_to_people" if is_country else "done_to_somebody")
    if words.dep[head] != "nsubj" or words.tag[verb][:2] != "VB":
        return False
    quoted = verb < head and words.lemma[verb] in speech_verbs()  # "…," said Georgia
    return quoted or words.lemma[verb] in these("human_verbs") or _is_he_or_she_after(words, verb)


def _is_he_or_she_after(words: Words, verb: int) -> bool:
    """ "Georgia began when she was three"."""
    below = [child for child in words.children[verb] if words.dep[child] in ("advcl", "ccomp")]
    return any(
        words.lower[c] in ("he", "she") and words.dep[c] == "nsubj" for child in below for c in words.children[child]
    )


def is_one_of_a_make(words: Words, i: int) -> bool:
    """ "A Ford", "his red Ford", "a 2007 Ford": one of what a maker of cars makes."""
    while (
        words.tag[i - 1] in ("JJ", "CC", "CD", "HYPH", "VBN", "VBG", "NN")
        and words.sentence[i - 1] == words.sentence[i]
        and i
    ):
        i -= 1
    return i > 0 and (words.lower[i - 1] in ("a", "an") or words.tag[i - 1] == "PRP$")


def is_driven(words: Words, i: int) -> bool:
    """ "In his Bentley", "drove a Ford": a car, and not the firm that makes it."""
    is_driver = words.dep[i] == "nsubj" and words.lemma[words.head[i]] in these("done_by_cars")
    if (words.dep[i] not in ("dobj", "pobj") and not is_driver) or not is_one_of_a_make(words, i):
        return False
    is_dated = words.tag[i - 1] == "CD" and len(words.text[i - 1]) == len("2008")  # "in his 2008 Bentley"
    return (
        is_driver
        or words.tag[i - 1 - is_dated] == "PRP$"
        or words.lemma[words.head[i]] in ("crash", "drive", "park", "steal")
    )


def is_the_car(words: Words, i: int) -> bool:
    """ "The Durango", "the Honda's driver": the car that the text has told of."""
    is_the = i > 0 and words.lower[i - 1] == "the" and words.dep[i] not in ("compound", "nmod", "amod")
    return is_the and (words.dep[i] != "poss" or words.lemma[words.head[i]] in these("of_cars"))


def is_model(text: list[str]) -> bool:
    """Whether words after a maker's name can be what a car is called: "Crown Victoria", but not "Motor Co."."""
    lists = naming.load()
    is_firm = not lists.telling.isdisjoint(text) or text[0] in _IN_FIRMS or text[0] in these("car_makers")
    is_firm = is_firm or text[0] in these("common_acronyms")  # "a Dodge SUV"
    return not is_firm and text[0] not in people.load().given_gender and not places.is_country(" ".join(text))


def owns(words: Words, start: int, end: int) -> bool:
    """ "The mill belongs to Zorv", "a mill owned by Zorv"."""
    head = head_of(words, start, end)
    at = words.head[head]
    if at != start - 1 or words.dep[head] != "pobj":
        return False
    verb = words.lemma[words.head[at]]
    return (verb == "belong" and words.lower[at] == "to") or (words.lower[at] == "by" and verb in these("owning"))


def is_venue(words: Words, start: int, end: int) -> bool:
    """ "Told members at the Old Mint": where something is said."""
    head = head_of(words, start, end)
    at = words.head[head]
    is_at = (
        words.lower[at] == "at" and words.dep[head] == "pobj" and words.lower[start - 1] == "the" and at == start - 2
    )
    return is_at and words.lemma[words.head[at]] in speech_verbs()


def _is_on_letterhead(words: Words, start: int, end: int) -> bool:
    """ "Tarn, 14 August 2031" at a line's head: where and when."""
    if start and words.paragraph[start - 1] == words.paragraph[start]:
        return False
    after = words.lower[end : end + 3]
    return after[:1] == [","] and any(map(str.isdecimal, after)) and not CALENDAR.isdisjoint(after)


def is_place(words: Words, start: int, end: int) -> bool:
    """Whether the words around a name say that it is a place's: "in Oslo", "the mayor of Oslo", "Oslo, a town"."""
    if words.text[end : end + 1] == [":"]:
        return False  # "in Nadari: The Return"
    if _is_on_letterhead(words, start, end):
        return True
    head = head_of(words, start, end)
    if not role_nouns.load().places.isdisjoint(_nouns_said_of(words, head, end)) or _is_before_state(words, start, end):
        return True
    at = words.head[head]
    if _is_before_land(words, start, end) or _is_home(words, start) or _is_near(words, end):
        return True
    if _is_one_of_places(words, head) or _is_hit(words, head):
        return True
    if at != start - 1 or words.dep[head] != "pobj" or not words.text[at].isalpha():
        return False
    above = words.head[at]
    above = words.head[above] if words.lower[above] == "back" else above  # "moved back to Nadari"
    governor, preposition = words.lemma[above], words.lower[at]
    if preposition == "between":
        return words.lemma[at - 1] in these("links")  # "closed the pass between Nadari and Oslo"
    if preposition in these("inside"):
        return these("not_inside").isdisjoint((governor, words.lemma[at - 1]))
    if preposition == "of":
        return governor in these("seats") or governor in role_nouns.load().places
    if preposition == "from":
        return _is_origin(words, at, governor)
    if preposition == "for":
        if governor in these("seated") or words.text[above] == "Member":
            return True  # "the Member for Nadari"
        left = words.head[at]  # "sailed for Nadari", "left the quay for Nadari"
        return not these("leaving").isdisjoint(
            (governor, words.lemma[words.head[left]] if words.dep[left] == "dobj" else "")
        )
    if preposition == "to" and end - start == 1:  # but "went to Jane Doe"
        return governor in these("motion") or governor in these("ways")
    return False


def _is_one_of_places(words: Words, head: int) -> bool:
    """ "The villages hit were Nadari and Velm", "two towns, Nadari and Velm"."""
    while words.dep[head] == "conj":
        head = words.head[head]
    above = words.head[head]
    if words.dep[head] == "appos":
        return words.tag[above] == "NNS" and words.lemma[above] in role_nouns.load().places
    if words.dep[head] != "attr":
        return False
    told = [child for child in words.children[above] if words.dep[child] == "nsubj" and words.tag[child] == "NNS"]
    return any(words.lemma[child] in role_nouns.load().places for child in told)


def _is_hit(words: Words, head: int) -> bool:
    """ "Nadari and Velm were shelled"."""
    if words.dep[head] == "conj":
        head = words.head[head]
    return words.dep[head] == "nsubjpass" and words.lemma[words.head[head]] in these("done_to_places")


def _is_origin(words: Words, at: int, governor: str) -> bool:
    """Whether what stands behind "from" is where somebody comes from: "came from Oslo", "a teacher from Oslo"."""
    is_far = (
        words.ent_type[words.head[at]] == "PERSON"
        or governor in these("motion")
        or governor in these("ways")
        or words.lower[at - 1] in these("distances")
    )
    verb = words.head[at]
    is_far = is_far or (governor == "be" and any(words.lower[child] in _SOMEBODY for child in words.children[verb]))
    return is_far or governor in role_nouns.load().people or governor.endswith(("er", "ist"))


def _is_before_land(words: Words, start: int, end: int) -> bool:
    """ "Nadari province", "Nadari police", "a Nadari man"."""
    head = head_of(words, start, end)
    is_part = words.dep[head] in ("compound", "nmod") and words.head[head] >= end
    if words.text[end : end + 2] == ["-", "area"] or _is_before_mayor(words, end):
        return True
    is_half = start > 0 and words.text[start - 1] == "-"  # "the Tarn-Velm valley"
    return is_part and not is_half and words.text[end] in these("lands")


def _is_before_mayor(words: Words, end: int) -> bool:
    """ "Nadari Mayor Ann Marsh"."""
    return words.text[end : end + 1] == ["Mayor"] and end + 1 < len(words) and words.text[end + 1][0].isupper()


def _is_near(words: Words, end: int) -> bool:
    """ "At Nadari, near Oslo"."""
    is_near = words.text[end : end + 1] == [","] and words.lower[end + 1 : end + 2] == ["near"]
    return is_near and end + 2 < len(words) and words.text[end + 2][0].isupper()


def _is_home(words: Words, start: int) -> bool:
    """Where somebody is from: "Ann Marsh, 26, of Nadari", "the 20-year-old from Nadari"."""
    if start < 4 or words.lower[start - 1] not in ("of", "from"):
        return False
    if words.lower[start - 2] == "old":
        return words.text[start - 3] == "-"
    return words.text[start - 2] == "," and words.text[start - 4] == "," and bool(_AGE.fullmatch(words.text[start - 3]))


def is_where_one_works(words: Words, start: int, end: int) -> bool:
    """ "A Nadari doctor", "two Nadari teachers": a town or a firm, and nobody's name."""
    if not start or end >= len(words) or words.tag[start - 1] not in ("DT", "CD") or words.lower[start - 1] == "the":
        return False
    return words.head[head_of(words, start, end)] == end and words.lower[end] in _people()


def is_team(words: Words, start: int, end: int) -> bool:
    """Whether a team is named, in an article of sport: "the Tarn coach", "Tarn fans", "a victory over Tarn"."""
    head = head_of(words, start, end)
    above = words.head[head]
    if words.dep[head] in ("compound", "poss", "nmod") and above >= end:
        return words.lemma[above] in these("squad")
    if words.dep[head] == "pobj" and above == start - 1 and words.lower[above] in ("over", "against", "versus"):
        return words.lemma[words.head[above]] in these("results")
    if words.dep[head] not in ("nsubj", "dobj"):
        return False
    return words.lemma[above] in these("team_verbs") or is_beaten(words, start, end)


def is_record(words: Words, at: int) -> bool:
    """Whether the result of a game, or a record of games won and lost, begins at a word: "2-1", "25-7-1"."""
    return _RECORD.match("".join(words.text[at : at + 5])) is not None


def behind_team(words: Words, at: int) -> int:
    """Where the word stands for whom a team has, behind those that tell which: "the Velm assistant *coach*"."""
    while at < len(words) and words.lower[at] in these("before_squad"):
        at += 1
    return at


def plays(words: Words, start: int, end: int) -> bool:
    """ "Velm State plays Tarn", "they beat Velm State"."""
    head = head_of(words, start, end)
    verb = words.lemma[words.head[head]]
    return words.dep[head] in ("nsubj", "dobj") and (verb == "play" or verb in these("match_verbs"))


def is_beaten(words: Words, start: int, end: int) -> bool:
    """ "Tarn beat Velm 2-0": who wins or loses by one result."""
    head = head_of(words, start, end)
    verb = words.head[head]
    is_side = words.dep[head] in ("nsubj", "dobj") and words.lemma[verb] in these("match_verbs")
    return is_side and _has_one_result(words, verb)


def _has_one_result(words: Words, verb: int) -> bool:
    """ "Beat Tarn 2-0", where "beat Tarn 6-4, 6-3" is said of two players."""
    after = " ".join(words.text[verb + 1 : min(verb + 12, len(words))]).replace(" - ", "-").replace(" – ", "-")
    return len(_RESULT.findall(after.partition(" .")[0])) == 1


def is_title_of_work(words: Words, start: int, end: int) -> bool:
    """ "The film “Tarnova”", "“Tarnova,” a film": in quotation marks, beside what it is called."""
    if start < 2 or words.text[start - 1] not in _OPENING_MARKS:
        return False
    close = end + (words.text[end : end + 1] == [","])
    if close >= len(words) or words.text[close] not in _CLOSING_MARKS:
        return False
    if words.lower[start - 2] in these("works"):
        return True
    is_told = end < close and words.lower[close + 1 : close + 2] in (["a"], ["an"], ["the"])
    return is_told and not these("works").isdisjoint(words.lower[close + 2 : close + 4])


def is_after_work(words: Words, start: int, end: int) -> bool:
    """ "The thriller Tarnova": what it is called stands before it without quotation marks."""
    before = start - 1
    is_told = before > 0 and words.lower[before] in (these("works") | these("before_prizes"))
    if not is_told or words.tag[before] != "NN":
        return False
    head = head_of(words, start, end)
    return start <= words.head[before] < end or words.head[head] == before or words.dep[head] == "dobj"


def is_prize(words: Words, start: int, end: int) -> bool:
    """ "The Oscar host", "won a Tony": a prize, and nobody of that name."""
    called = words.surface(start, end)
    is_plural = start > 0 and words.lower[start - 1] == "the" and called[-1] == "s"
    if called.removesuffix("s" if is_plural else "") not in these("prizes"):
        return False
    if is_plural:
        return True  # "the Oscars"
    if end < len(words) and words.lemma[end] in these("prized"):
        return True
    return start > 0 and words.lower[start - 1] in ("a", "an")


def is_fellowship(words: Words, start: int, end: int) -> bool:
    """ "Received a Tarn Fellowship": a prize, and no church."""
    if end - start < 2 or words.text[end - 1] not in ("Fellowship", "Fellowships", "Scholarship"):
        return False
    head = head_of(words, start, end)
    is_won = words.dep[head] in ("dobj", "nsubjpass") and words.lemma[words.head[head]] in these("comes_by")
    return is_won or (start > 0 and words.lower[start - 1] in ("a", "an", "his", "her"))


def is_ceremony(words: Words, start: int, end: int) -> bool:
    """ "Host the Oscars", "at the Golden Globes", "Oscar Sunday": where prizes are given."""
    i = end - 1
    if words.surface(start, end).removesuffix("s") not in these("prizes"):
        return False
    if i + 1 < len(words) and words.lower[i + 1] in these("of_ceremonies"):
        return True
    is_hosting = words.text[i + 1 : i + 2] == ["-"] and words.lower[i + 2 : i + 3] == ["hosting"]
    above = words.head[i]
    is_many = words.text[i][-1] == "s" and words.lower[start - 1] == "the"
    if words.dep[i] == "pobj":
        return is_many and words.lower[above] in ("at", "during")
    return is_hosting or (is_many and words.dep[i] == "dobj" and words.lemma[above] in these("of_hosts"))


def is_vessel(words: Words, start: int, end: int) -> bool:
    """Whether a ship, a probe or the like is named: "the frigate Tarnova", "the Tarnova rover"."""
    head = head_of(words, start, end)
    if start and words.lower[start - 1] in these("vessels") and start <= words.head[start - 1] < end:
        return True
    if not these("vessels").isdisjoint(_nouns_said_of(words, head, end)):
        return True
    if words.dep[head] == "appos" and words.lower[words.head[head]] in these("vessels"):
        return True
    is_the = start > 0 and end - start == 1 and words.lower[start - 1] == "the" and words.tag[start] == "NNP"
    if is_the and words.dep[head] == "dobj" and words.lemma[words.head[head]] in these("done_to_vessels"):
        return True
    return words.head[head] == end and words.dep[head] == "compound" and words.lower[end] in these("vessels")


def is_made(words: Words, start: int, end: int) -> bool:
    """Whether what is named is called a thing that is made: "the Velms, long-range missiles"."""
    head = head_of(words, start, end)
    above = words.head[words.head[head]]
    if words.dep[head] == "pobj" and words.lower[words.head[head]] in ("like", "as") and words.tag[above] == "NNS":
        return words.lemma[above] in these("made_things")  # "things like Velm", "such drones as the Velm"
    at = end
    while at < min(end + 3, len(words)) and words.text[at] in _MARKS:
        at += 1
    if at == end or words.tag[at : at + 1] != ["DT"]:
        return False
    phrase_end = next((i for i in range(at + 1, len(words)) if words.tag[i] not in _IN_PHRASE), len(words))
    return words.lemma[phrase_end - 1] in these("made_things")


def performs(words: Words, i: int) -> bool:
    """Whether a name is the subject of a verb of performing, or beside it, and the verb says where."""
    subject = words.head[i] if words.dep[i] == "conj" else i
    verb = words.head[subject]
    if words.dep[subject] != "nsubj" or words.lemma[verb] not in these("performing"):
        return False
    return any(words.lower[child] == "at" and words.dep[child] == "prep" for child in words.children[verb])


def _is_before_state(words: Words, start: int, end: int) -> bool:
    """ "Eau Claire, Wis.", where no list of places is."""
    if words.lower[max(0, start - 2) : start] == ["according", "to"]:
        return False  # "According to Velden, Texas ships plums"
    if words.text[end : end + 1] != [","] or not end + 1 < len(words) or not words.text[end + 1][0].isupper():
        return False
    stop = end + 2
    while stop < len(words) and stop < end + 4 and words.text[stop][0].isupper():
        stop += 1
    if stop < len(words) and words.lower[stop] in ("and", "or"):
        return False
    state = words.surface(end + 1, stop)
    return words.dep[start] != "conj" and (places.is_state(state) or places.is_state(f"{state}."))
