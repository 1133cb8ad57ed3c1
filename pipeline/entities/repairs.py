"""Repairs of the model's names: what belongs to a name, what is none, and what the model missed."""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Iterator

from pipeline.entities import context
from pipeline.entities.crossings import CROSSINGS
from pipeline.entities.longer import LONGER
from pipeline.entities.nameless import NAMELESS
from pipeline.entities.spans import (
    NICKNAME_MARKS,
    POSSESSIVE,
    QUOTES,
    Key,
    Name,
    RepairRule,
    Spans,
    is_capital,
    is_prefixed,
    is_proper,
    run_end,
    run_start,
)
from pipeline.entities.surroundings import these
from pipeline.entities.titles import TITLES
from pipeline.entities.trimming import (
    CALENDAR,
    CHAMPIONS,
    are_acronyms,
    are_several,
    begins_office,
    is_called_after,
    is_job,
    is_player,
    is_position,
    is_team_before,
    is_title,
)
from pipeline.entities.words import Words
from pipeline.language.syntax import WEEKDAYS
from pipeline.lexicon import role_nouns
from pipeline.lexicon.verbs import verb
from pipeline.world import naming, people, places, readings, teams

_DASHES = frozenset(("-", "–", "—", "--"))
_PARTNERS = frozenset(("Associates", "Partners", "Sons", "Brothers", "Company", "Co", "Co."))
_KEYS = re.compile(r"(?:Alt|Cmd|Command|Control|Ctrl|Shift)(?: ?\+ ?\w+)+")
"""What is pressed at once: "Ctrl+Shift+Esc"."""
_NO_CITY = frozenset(("and", "at", "by", "for", "from", "in", "on", "to", "with"))
"""Small words of a headline, and of no town: "CHARGED WITH THEFT: …"."""
_FLAW = re.compile(r"(?:CVE|MS\d\d) ?[-–] ?\d+(?: ?[-–] ?\d+)*")
"""What flaws of software are counted by."""
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)*")
_LATIN = re.compile(r"(?:us|um|a|is|i|ae|ens|yx)$")
"""How the second word of a species' name ends."""
_OPENING = frozenset(("(", "[", "“", "‘"))
_OBJECT_PREPOSITIONS = frozenset(("of", "for"))
_COMMON_TAGS = frozenset(("NNS", "VB", "VBG", "VBN", "VBD", "RB", "CD", "MD", "IN"))
_OF = POSSESSIVE | {"'", "’"}
"""Endings of those whose something is: "Farmers' League"."""


def _drop_common_words(spans: Spans) -> None:
    words = spans.words
    keys: set[Key] = {name.key for name in spans.names.values() if len(name) == 1}
    small = {key: _times_small(words, key[0]) for key in keys}
    lone = [name for name in spans.names.values() if small.get(name.key)]
    inside = collections.Counter(name.key for name in lone if not _begins_sentence(words, name.start))
    for name in lone:
        if inside[name.key] < small[name.key] - 1 or not inside[name.key]:
            spans.drop(name)


def _times_small(words: Words, word: str) -> int:
    """How often a word stands as a common noun in small letters."""
    return sum(words.tag[i] in ("NN", "NNS") for i in words.places(word)) if word.islower() else 0


def _begins_sentence(words: Words, i: int) -> bool:
    """Whether token *i* is the first word of its sentence, or of a quotation or a remark in brackets."""
    if i and words.text[i - 1] in _OPENING:
        return True
    at = i - 1
    while at >= 0 and not any(map(str.isalnum, words.text[at])) and "\n" not in words.text[at]:
        at -= 1
    return at < 0 or "\n" in words.text[at] or words.sentence[at] != words.sentence[i]


def _drop_acronyms(spans: Spans) -> None:
    for name in list(spans.names.values()):
        text = map(_without_dots, spans.words.text[name.start : name.end])
        whole = spans.words.surface(name.start, name.end)
        if (
            _FLAW.fullmatch(whole)
            or _KEYS.fullmatch(whole)
            or all(word in these("common_acronyms") or _CLOCK.fullmatch(word) for word in text)
        ):
            spans.drop(name)  # "IPO", "20:49 GMT", "CVE-2019-4471"


def _without_dots(word: str) -> str:
    """ "PhD" of "Ph.D.", "CEO" of "CEOs"; what is a place with its dots stays, "D.C."."""
    is_name = "." not in word or naming.known_label(word) is not None or places.label(word) is not None
    return word.removesuffix("s") if is_name else word.replace(".", "")


def _drop_positions(spans: Spans) -> None:
    for name in list(spans.names.values()):
        text = spans.words.text[name.start : name.end]
        if len(text) > 1 and text[-1][-1] == "s" and text[-1][:-1] in these("positions"):
            spans.replace(name.start, name.end - 1, name.label, name.rule)  # "Saints RBs"
            continue
        is_position = text[-1] in these("positions") or (len(text) > 1 and these("minor_leagues").issuperset(text[:1]))
        if is_position and all(word.isupper() or word.isdecimal() for word in text):
            spans.drop(name)  # "AAA SS"


def _drop_calls(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        said = [word for word in words.lower[name.start : name.end] if word.isalpha()]
        if said and these("calls").issuperset(said):
            spans.drop(name)


def _drop_heads_of_sentences(spans: Spans) -> None:
    words = spans.words
    lone = [name for name in spans.names.values() if len(name) == 1 and name.label != "NORP"]
    elsewhere = {name.key for name in lone if not _begins_sentence(words, name.start)}
    longer = [name for name in spans.names.values() if len(name) > 1]
    parts = {word for name in longer for word in name.key} - {
        word
        for name in longer
        for word, after in itertools.pairwise(words.lower[name.start : name.end])
        if after in _OF
    }
    for name in lone:
        text = words.text[name.start]
        is_common = words.tag[name.start] in _COMMON_TAGS or text.endswith(("ing", "ed"))
        noun = text.lower().removesuffix("s")
        is_common = is_common or noun in role_nouns.load().people or noun in these("people_in_headlines")
        is_common = is_common and not context.speaks_of_himself(words, name.start, name.end)  # "Bevins said he"
        if is_common and name.key not in elsewhere and name.key[0] not in parts and not _is_listed_name(text):
            spans.drop(name)


def _drop_diseases(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        after = name.end + (words.lower[name.end : name.end + 1] in (["'s"], ["’s"]))
        if after > name.end and after < len(words) and words.lower[after] in these("diseases"):
            spans.drop(name)


def _join_given_names(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        at = name.end
        is_lone = len(name) == 1 and name.label == "NORP" and not _is_listed_name(words.text[name.start])
        if not is_lone or at >= len(words) or not is_proper(words, at) or words.head[name.start] != at:
            continue
        other = spans.owner[at]
        is_free = other is None or (other.label == "PERSON" and len(other) == 1)
        is_free = is_free and words.dep[name.start] == "compound" and words.text[at] not in naming.load().telling
        if is_free and context.is_person(words, name.start, at + 1):
            spans.replace(name.start, at + 1, "PERSON", name.rule)


def _cut_ranks(spans: Spans) -> None:
    words = spans.words
    surnames = {name.key[-1:] for name in spans.names.values() if name.label == "PERSON"}
    for name in _standing(spans):
        if len(name) > 1 and words.text[name.start] in these("ranks_of_police") and name.key[1:] in surnames:
            spans.replace(name.start + 1, name.end, "PERSON", name.rule)


def _drop_species(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        if len(name) == 1 and _is_genus(words, name.start) and not _is_listed_name(words.text[name.start]):
            spans.drop(name)


def _is_genus(words: Words, at: int) -> bool:
    """Whether a word stands before a Latin one, and nowhere one of them without the other."""
    genus, species = words.text[at], words.text[at + 1] if at + 1 < len(words) else ""
    is_latin = species.isalpha() and species.islower() and _LATIN.search(species) and species not in these("no_species")
    if not is_latin or len(words.places(species)) < 2:
        return False
    after = {words.text[i + 1] for i in words.places(genus) if i + 1 < len(words)}
    return after == {species} and {words.text[i - 1] for i in words.places(species) if i} == {genus}


def _join_surname_first(spans: Spans) -> None:
    words = spans.words
    for i, _ in words.paragraphs:
        if i + 3 >= len(words) or words.text[i + 1] != "," or not is_proper(words, i):
            continue
        end = i + 3
        while end < len(words) and is_proper(words, end):
            end += 1
        given = people.load().given_gender
        is_given = words.text[i + 2] in given and words.text[i] not in given
        if is_given and words.text[end : end + 1] == ["."] and not places.label(words.surface(i + 2, end)):
            spans.replace(i, end, "PERSON", "run")


def _is_listed_name(text: str) -> bool:
    is_known = text in naming.load().known or text in people.load().given_gender or text in people.load().surnames
    return is_known or text.isupper() or places.label(text) is not None or places.is_large_city(text)


def _add_nicknamed(spans: Spans) -> None:
    words = spans.words
    for i in words.where(NICKNAME_MARKS):
        if not 0 < i < len(words) - 3:
            continue
        close = _closing(words, i) if words.text[i] in QUOTES else None
        if (close and _is_nickname(spans, i, close)) or (close := _closing_of_given(spans, i)):
            first, last = spans.owner[i - 1], close + 1
            other = spans.owner[last]
            end = other.end if other and other.start == last else run_end(words, last)
            spans.replace(first.start if first else i - 1, end, "PERSON", "model")


_CLOSING = {"“": "”", "‘": "’"}
_LONGEST_NICKNAME = 5


def _closing(words: Words, mark: int) -> int | None:
    """Where a quotation of a few words that begins at *mark* ends."""
    if words.text[mark + 2] in QUOTES and words.text[mark + 2] not in _CLOSING:
        return mark + 2
    if words.end[mark] < words.start[mark + 1] or words.end[mark - 1] == words.start[mark]:
        return None  # it is a closing mark
    close = _CLOSING.get(words.text[mark], words.text[mark])
    last = min(mark + 2 + _LONGEST_NICKNAME, len(words) - 1)
    return next((i for i in range(mark + 2, last) if words.text[i] == close), None)


def _closing_of_given(spans: Spans, mark: int) -> int | None:
    """Where brackets end that hold another given name, between one and the surname: "Robert (Bob) Hale"."""
    words, given = spans.words, people.load().given_gender
    close, last = mark + 2, mark + 3
    before = spans.owner[mark - 1]
    is_lone = words.text[mark - 1] in given or (before is not None and before.label == "PERSON")
    is_lone = is_lone and (before is None or len(before) == 1)
    if words.text[mark] == "(" and is_lone and words.text[mark + 3 : mark + 4] == [")"] and mark + 4 < len(words):
        close, last = mark + 3, mark + 4  # "Thomas (Tommy Tarn) Reed"
    if (words.text[mark], words.text[close]) != ("(", ")"):
        return None
    inside = words.text[mark + 1 : close]
    is_called = is_lone and all(map(str.istitle, inside)) and not _is_body_or_land(" ".join(inside))
    if inside[0] not in given and not is_called:
        return None
    is_first = is_lone or words.text[mark - 1] in given or (before is not None and words.text[before.start] in given)
    is_surname = is_proper(words, last) and words.text[last] not in given  # but "Ann Marsh (Kate) Tom Berg (Ned)"
    is_one = is_surname and words.sentence[mark - 1] == words.sentence[last]
    return close if is_first and is_one and naming.load().telling.isdisjoint((words.text[last],)) else None


def _is_body_or_land(text: str) -> bool:
    is_known = naming.known_label(text) is not None or places.label(text) is not None
    return is_known or places.is_large_city(text) or text in teams.by_nickname()


def _is_nickname(spans: Spans, mark: int, close: int) -> bool:
    """Whether words in marks stand between a given name and a surname."""
    words, last = spans.words, close + 1
    before = spans.owner[mark - 1]
    is_whole = is_proper(words, last) and is_capital(words, mark + 1) and words.text[mark + 1].isalpha()
    if not is_whole or words.sentence[mark - 1] != words.sentence[last]:
        return False
    if close > mark + 2 and not (is_capital(words, close - 1) and before and before.label == "PERSON"):
        return False
    given = people.load().given_gender
    if words.text[last] in given and words.text[mark - 1] not in given and not words.text[mark - 1].endswith("."):
        return False  # "Tarnova “Bookie” Tom Marsh"
    if (before and before.label == "PERSON") or words.text[mark - 1] in people.load().given_gender:
        return True
    others = (words.text[mark - 1], words.text[last])
    is_plain = is_proper(words, mark - 1) and naming.load().telling.isdisjoint(others)
    return is_plain and not any(word.isupper() or places.label(word) for word in others)


def _cut_words_before(spans: Spans) -> None:
    words, given = spans.words, people.load().given_gender
    in_full = {name.key for name in spans.names.values() if name.label == "PERSON" and words.text[name.start] in given}
    surnames = {key[-1:] for key in in_full}
    for name in _standing(spans):
        is_telling = len(name) == 2 and name.key[0] in these("before_surnames")  # "Absent Marsh", whatever it is
        is_doubtful = name.label == "PERSON" or is_telling
        if not is_doubtful or name.key in in_full or not people.is_before_name(name.key[0]):
            continue
        is_before = len(name) > 2 and name.key[1:] in in_full  # "Bookie Tom Marsh"
        is_whole = name.key[1:] in surnames or (len(name) > 2 and words.text[name.start + 1] in given)
        if is_before or (is_whole and _is_adverb_or_verb(words, name.start)):
            spans.replace(name.start + 1, name.end, "PERSON", name.rule)


def _is_adverb_or_verb(words: Words, i: int) -> bool:
    """ "Losing Marsh hurts", "“Notice Marsh,” he said": at the head of a sentence no name."""
    word = words.lower[i]
    is_common = word.endswith(("ing", "ly")) or word in these("before_surnames") or verb(word) is not None
    return is_common and (_begins_sentence(words, i) or words.text[i - 1] in QUOTES)


def _add_prefixed_surname(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        end = name.end
        if name.label == "PERSON" and end < len(words) and not spans.owner[end] and is_prefixed(words, end):
            spans.replace(name.start, end + 1, "PERSON", name.rule)


def _join_before(spans: Spans) -> None:
    words = spans.words
    for name in _standing(spans):
        start = name.start
        while start and _joins(words, start - 1, start, name.end) and not spans.owner[start - 1]:
            if is_title(words, start - 1) or words.lower[start - 1].rstrip(".") in CALENDAR:
                break
            if name.label == "ORG" and words.lower[start - 1] == "the":
                break  # "told the The Tarn Press"
            if _is_no_part(words, name, start - 1):
                break
            start -= 1
        before = spans.owner[start - 1] if start else None
        is_head = len(name) == 1 and words.text[start] in naming.load().head_label
        if is_head and before and before.end == start and start <= words.head[before.end - 1] < name.end:
            start = before.start
        if start != name.start:
            spans.replace(start, name.end, _label_of_head(words, name.end, name.label), name.rule)


def _is_no_part(words: Words, name: Name, i: int) -> bool:
    """ "Assessors Carla Marsh and Tom Reed", "the Jaguars Tom Reed", "told the The Tarn Press"."""
    if name.label != "PERSON":
        is_position_of = words.text[i] in these("positions") and is_player(words, i + 1, name.end)
        return name.label == "ORG" and (words.lower[i] == "the" or is_position_of)
    if words.lower[i] == "american" and words.lower[i - 2] == "all" and not words.text[i - 1].isalnum():
        return True  # "the All-American Tom Reed"
    is_many = len(name) > 1 and (are_several(words, i) or is_team_before(words, i))
    return is_many or is_position(words, i)


def _join_after(spans: Spans) -> None:
    words = spans.words
    for name in _standing(spans):
        end = name.end
        while end < len(words) and _joins(words, end, name.start, end):
            other, is_head = spans.owner[end], words.text[end] in naming.load().head_label
            if is_title(words, end) or words.lower[end] in CHAMPIONS or (other and not (len(other) == 1 and is_head)):
                break
            if name.label == "ORG" and words.lower[end] in WEEKDAYS:
                break  # "placed on IR Wednesday"
            if name.label in ("PERSON", "GPE", "NORP") and not is_head:
                break
            if _is_citys_office(words, name, end) or _is_teams_office(words, name, end):
                break
            end += 1
        if end != name.end:
            spans.replace(name.start, end, _label_of_head(words, end, name.label), name.rule)


def _is_teams_office(words: Words, name: Name, end: int) -> bool:
    """ "Astros *Senior* Vice President Ann Reed": an office in a known team."""
    is_team = name.label == "ORG" and words.lower[end] in people.load().offices
    is_team = is_team and words.surface(name.start, end) in teams.by_nickname().keys() | teams.in_full().keys()
    return is_team and begins_office(words, end)


def _is_citys_office(words: Words, name: Name, end: int) -> bool:
    """ "Cedar Falls *City* Manager Ann Reed": the city's manager."""
    is_office = words.text[end] == "City" and end + 1 < len(words) and words.text[end + 1].istitle()
    is_town = is_office and is_title(words, end + 1) and places.is_town(words.surface(name.start, end))
    return is_town and not places.is_town(words.surface(name.start, end + 1))


def _standing(spans: Spans) -> list[Name]:
    """The names in the order in which they were found."""
    return list(spans.names.values())


def _label_of_head(words: Words, end: int, label: str) -> str:
    return naming.load().head_label.get(words.text[end - 1], label)


def _joins(words: Words, i: int, start: int, end: int) -> bool:
    """Whether the proper noun *i* is part of the name `[start, end)` by the syntax tree."""
    if not is_proper(words, i) or words.sentence[i] != words.sentence[start]:
        return False
    head = words.head[i]
    if words.dep[i] == "compound" and (start <= head < end):
        return True
    return i >= end and any(words.head[k] == i and words.dep[k] == "compound" for k in range(start, end))


def _join_object(spans: Spans) -> None:
    words = spans.words
    for name in _standing(spans):
        if spans.names.get(name.start) is not name:
            continue
        kind = naming.load().head_label.get(words.text[name.end - 1])
        is_of = kind in ("GPE", "WORK_OF_ART") and words.lower[name.end : name.end + 1] == ["of"]
        is_governed = kind == "ORG" or is_of
        object_ = _object(words, name.end) if is_governed else None
        if kind and object_:
            spans.replace(name.start, _objects_end(spans, object_, kind), kind, name.rule)


def _objects_end(spans: Spans, start: int, label: str) -> int:
    """Where the objects of "of" or "for" end, a second one after "and" or after another preposition with them."""
    words = spans.words
    end = _object_end(spans, start)
    second = spans.owner[end + 1] if end + 1 < len(words) and words.lower[end] == "and" else None
    if second and second.label == label and words.head[second.end - 1] == end - 1:
        end = second.end  # "Centre for Volcanology and Hazard Mitigation"
    elif not second and end + 1 < len(words) and words.lower[end] == "and" and is_proper(words, end + 1):
        last = run_end(words, end + 1)
        is_joined = words.dep[last - 1] == "conj" and start <= words.head[last - 1] < end
        is_joined = is_joined or _is_second_object(words, end + 1, last)
        end = last if is_joined and not any(spans.owner[end:last]) else end  # "Commission for Elections and Referenda"
    if (further := _object(words, end)) and words.dep[further - 1] in ("prep", "det"):
        end = _object_end(spans, further)  # "Council for the Welfare of Immigrants"
    return end


def _is_second_object(words: Words, start: int, end: int) -> bool:
    """ "Commission for Elections and *Referenda* of": one word before "of" that names nothing by itself."""
    is_before_of = (
        end - start == 1 and words.lower[end : end + 1] == ["of"] and words.sentence[start] == words.sentence[end]
    )
    return is_before_of and not is_title(words, start) and naming.load().telling.isdisjoint((words.text[start],))


def _object(words: Words, end: int) -> int | None:
    """Where the object begins of "of" or "for" after an organisation's head word: "Bank of the South"."""
    at = end + 1 + (words.lower[end + 1 : end + 2] == ["the"] and words.lower[end] in _OBJECT_PREPOSITIONS)
    if at < len(words) and words.lower[end] in _OBJECT_PREPOSITIONS and is_capital(words, at):
        is_same = words.sentence[at] == words.sentence[end - 1]
        return at if is_same and words.lower[at] not in CALENDAR else None
    return None


def _object_end(spans: Spans, start: int) -> int:
    other = spans.owner[start]
    return other.end if other else run_end(spans.words, start)


def _join_by_connector(spans: Spans) -> None:
    words, connectors = spans.words, naming.load().connectors
    for name in _standing(spans):
        if spans.names.get(name.start) is not name:
            continue
        end = name.end
        while end - name.start > 1 and words.text[end - 1] in connectors:
            end -= 1
        while (
            end + 1 < len(words) and words.text[end] in connectors and words.sentence[end] == words.sentence[name.start]
        ):
            after = next((i for i in range(end, min(end + 3, len(words))) if words.text[i] not in connectors), end)
            other = spans.owner[after]
            if not is_capital(words, after) or (other and (other.start < after or name.label == "PERSON")):
                break
            end = other.end if other else run_end(words, after)
        if end != name.end:
            spans.replace(name.start, end, name.label, name.rule)


def _join_partners(spans: Spans) -> None:
    words = spans.words
    for i in words.where(("&", "and")):
        if not 0 < i < len(words) - 1 or not (is_proper(words, i - 1) and is_proper(words, i + 1)):
            continue
        if words.text[i] == "and" and words.text[i + 1] not in _PARTNERS:
            continue
        before, after = spans.owner[i - 1], spans.owner[i + 1]
        if before is not None and before is after:
            continue
        start = before.start if before else run_start(words, i)
        end = after.end if after else run_end(words, i + 1)
        if not are_acronyms(words, start, i, end):
            spans.replace(start, end, "ORG", "model")


def _join_places(spans: Spans) -> None:
    words = spans.words
    for name in _standing(spans):
        after = spans.owner[name.end] if name.end < len(words) else None
        if after and len(name) == 1 and after.start == name.end and spans.owner[name.start] is name:
            whole = words.surface(name.start, after.end)
            if places.label(whole) in ("GPE", "LOC") or places.is_large_city(whole):
                spans.replace(name.start, after.end, "GPE", name.rule)


def _join_teams(spans: Spans) -> None:
    words = spans.words
    known = teams.by_last_word()
    for i in words.where(known):
        for team in known[words.text[i]]:
            start = i + 1 - len(team.name.split())
            if start < 0 or words.surface(start, i + 1) != team.name:
                continue
            whole = spans.owner[i]
            if whole is None or words.text[whole.end - 1] not in naming.load().telling:  # "Houston Texans Foundation"
                spans.replace(start, i + 1, "ORG", "known")


_POSSESSORS = frozenset(("St", "St.", "Saint", "Sts.", "SS", "Children", "King", "Queen", "Women"))
"""Words that begin the possessor in the names of churches, hospitals and schools: "St. Colman's", "Children's"."""


def _join_possessors(spans: Spans) -> None:
    words = spans.words
    for i in words.where(POSSESSIVE):
        if not 0 < i < len(words) - 1 or not is_proper(words, i + 1):
            continue
        start, end = run_start(words, i), run_end(words, i + 1)
        label = naming.load().head_label.get(words.text[end - 1])
        if label == "ORG" and (object_ := _object(words, end)):
            end = _objects_end(spans, object_, label)  # "St. Colman's School of Law"
        is_known = spans.owner[start] is not None and spans.owner[start] is spans.owner[end - 1]
        if start < i and words.text[start] in _POSSESSORS and label in ("ORG", "FAC") and not is_known:
            spans.replace(start, end, label, "run")


def _join_possessed_places(spans: Spans) -> None:
    words = spans.words
    for i in words.where(POSSESSIVE):
        if not 0 < i < len(words) - 1 or not (is_proper(words, i - 1) and is_proper(words, i + 1)):
            continue
        whole = spans.owner[i - 1]
        if (whole is None or whole.end == i) and readings.readings(words.surface(i - 1, i + 2).replace("’", "'")):
            spans.replace(i - 1, i + 2, "GPE", "run")


def _join_titles(spans: Spans) -> None:
    for name in _standing(spans):
        start = name.start - 1
        is_whole = start >= 0 and not spans.owner[start] and name.start <= spans.words.head[start] < name.end
        if is_whole and is_called_after(spans.words, start, name.end):
            spans.replace(start, name.end, naming.load().head_label[spans.words.text[name.end - 1]], name.rule)


def _join_offices(spans: Spans) -> None:
    words = spans.words
    for i in words.where(POSSESSIVE):
        if not 0 < i < len(words) - 1 or words.text[i + 1] not in ("Office", "Department"):
            continue
        start = run_start(words, i)
        is_officer = is_capital(words, i - 1) and is_title(words, i - 1) and start < i - 1
        place = spans.owner[start]
        is_apart = place is not None and place.end < i and place.label == "GPE"
        if is_officer and not is_apart and words.lower[start] not in people.load().offices:
            spans.replace(start, i + 2, "ORG", "run")


def _join_cars(spans: Spans) -> None:
    words, makers = spans.words, these("car_makers")
    at = [i for i in words.where(makers) if i + 1 < len(words) and is_proper(words, i + 1)]
    cars = {i: words.text[i : run_end(words, i + 1)] for i in at}
    told = [car for i, car in cars.items() if context.is_one_of_a_make(words, i) and context.is_model(car[1:])]
    for i, car in cars.items():
        if car in told:
            spans.replace(i, i + len(car), "PRODUCT", "run")


def _join_bodies_of_towns(spans: Spans) -> None:
    words = spans.words
    for name in _standing(spans):
        is_town = name.label == "GPE" and spans.names.get(name.start) is name
        end = _body_end(words, name.end) if is_town else None
        inside = {id(other): other for i in range(name.end, end or name.end) if (other := spans.owner[i])}
        if end and all(name.end <= other.start and other.end <= end for other in inside.values()):
            spans.replace(name.start, end, "ORG", name.rule)


def _join_fire_services(spans: Spans) -> None:
    words = spans.words
    for i in words.where(("Rescue",)):
        fire = i - 2
        if fire < 1 or words.text[fire] != "Fire" or words.lower[i - 1] not in ("and", "&"):
            continue
        before = spans.owner[fire - 1]
        start = before.start if before else fire - 1
        other = spans.owner[start - 2] if start > 1 and words.lower[start - 1] == "and" else None
        start = other.start if other and len(other) == 1 else start  # "Devon and Somerset Fire and Rescue"
        end = i + 1 + (words.text[i + 1 : i + 2] in (["Service"], ["Department"]))
        if is_proper(words, start) and words.sentence[start] == words.sentence[i]:
            spans.replace(start, end, "ORG", "run")


def _body_end(words: Words, at: int) -> int | None:
    """Where the words end that begin at *at* and are what a town's own bodies are called by, the longest of them."""
    if not words.text[at : at + 1] or not words.text[at].istitle() or words.sentence[at] != words.sentence[at - 1]:
        return None
    told = (end for end in range(min(at + 4, len(words)), at + 1, -1) if _is_body(words, at, end))
    return next(told, None)


def _is_body(words: Words, start: int, end: int) -> bool:
    is_written_so = words.text[end - 1][0].isupper()
    return is_written_so and " ".join(words.lower[start:end]) in these("bodies_of_towns")


_BODIES_OF_STATES = frozenset(("Legislature", "Patrol", "Penitentiary", "Police", "Prison", "University"))


def _join_bodies_of_states(spans: Spans) -> None:
    words = spans.words
    for i in words.places("State"):
        if not 0 < i < len(words) - 1 or words.text[i + 1] not in _BODIES_OF_STATES:
            continue
        start = next(
            (i - n for n in (2, 1) if is_proper(words, i - n) and places.is_state(words.surface(i - n, i))), None
        )
        whole = spans.owner[i + 1]
        if start is not None and (whole is None or whole.start > start):
            end = max(i + 2, whole.end if whole else 0)
            spans.replace(start, end, naming.load().head_label.get(words.text[end - 1], "ORG"), "run")


def _join_ships(spans: Spans) -> None:
    words, prefixes = spans.words, these("ship_prefixes")
    for i in [i for i in words.where(prefixes) if i + 1 < len(words)]:
        name = spans.owner[i + 1]
        if name and 0 < i == name.start + 1 and name.end > i + 1 and words.lower[name.start] in these("vessels"):
            spans.replace(i, name.end, "PRODUCT", name.rule)  # "Warship INS Velmar"
            continue
        is_free = name is not None and name.start == i + 1 and len(name) == 1 and spans.owner[i] is None
        if is_free and is_proper(words, i) and words.sentence[i] == words.sentence[i + 1]:
            spans.replace(i, i + 2, "PRODUCT", "run")


_SURNAME_PARTICLES = frozenset(("El", "Al", "Bin", "Bint", "Ibn", "Abu", "Abdel", "Abdul", "Ould", "Della"))


def _join_people(spans: Spans) -> None:
    words = spans.words
    for name in _standing(spans):
        if name.label != "PERSON" or name.end >= len(words) or spans.names.get(name.start) is not name:
            continue
        after = spans.owner[name.end]
        end = after.end if after else run_end(words, name.end)
        is_free = not after or after.label == "PERSON"
        if words.text[name.end] in _SURNAME_PARTICLES and is_free and end > name.end + 1:
            spans.replace(name.start, end, "PERSON", name.rule)  # "Abdel Fattah" + "El Velden"
        elif words.text[name.end] == "-" and _is_hyphenated(words, name):
            spans.replace(name.start, name.end + 2, "PERSON", name.rule)  # "Amber Velden" + "-Marsh"


def _is_hyphenated(words: Words, name: Name) -> bool:
    """Whether a second surname follows a full name after a hyphen without spaces."""
    last = name.end + 1
    is_close = last < len(words) and words.end[name.end - 1] == words.start[name.end] == words.start[last] - 1
    return len(name) > 1 and is_close and is_proper(words, last) and words.text[last].istitle()


def _join_spaced(spans: Spans) -> None:
    words = spans.words
    for name in _standing(spans):
        at = name.end
        is_gap = at + 1 < len(words) and words.text[at].isspace() and "\n" not in words.text[at]
        is_given = len(name) == 1 and words.text[name.start] in people.load().given_gender
        if is_gap and is_given and is_proper(words, at + 1) and words.sentence[at + 1] == words.sentence[name.start]:
            after = spans.owner[at + 1]
            spans.replace(name.start, after.end if after else run_end(words, at + 1), "PERSON", name.rule)


def _cut_to_surnames(spans: Spans) -> None:
    words, lists = spans.words, naming.load()
    surnames = {words.text[n.end - 1] for n in spans.names.values() if n.label == "PERSON" and len(n) > 1}
    counts = collections.Counter(name.key for name in spans.names.values())
    for name in _standing(spans):
        text = words.text[name.start : name.end]
        if len(text) < 2:
            continue
        if text[-1] in surnames and naming.known_label(words.surface(name.start, name.end - 1)) == "ORG":
            spans.drop(name)  # "told the Washington Post Lee was away"
            spans.add(name.start, name.end - 1, "ORG", "known")
            continue
        once = name.label in ("ORG", "PRODUCT") and counts[name.key] == 1
        is_headed = any(word in lists.head_label or word in lists.corporate for word in text)
        if once and text[0] in surnames and "&" not in text and not is_headed:
            spans.drop(name)
            spans.add(name.start, name.start + 1, "PERSON", "surname")


def _add_datelines(spans: Spans) -> None:
    words = spans.words
    for start, end in words.datelines:
        city = words.surface(start, end)
        is_city = naming.known_label(city) in (None, "GPE") and not _is_headline(words, start, end)
        if city.isupper() and is_city:
            spans.replace(start, end, "GPE", "dateline")
    for start, end in _datelines_after_headlines(words):
        spans.replace(start, end, "GPE", "dateline")


def _is_headline(words: Words, start: int, end: int) -> bool:
    """ "CHARGED WITH THEFT", but "STOKE-ON-TRENT": whether small words stand in it, and not between hyphens."""
    small = (i for i in range(start, end) if words.lower[i] in _NO_CITY)
    return any(words.text[i - 1] not in _DASHES or words.text[i + 1] not in _DASHES for i in small)


def _datelines_after_headlines(words: Words) -> Iterator[tuple[int, int]]:
    """Towns in capitals that begin a sentence inside a paragraph: "Shop closes. TARNOVA - Two men met." """
    for i in words.sentence_starts[1:]:
        end = i
        while end < min(i + 2, len(words)) and words.text[end].isupper() and words.text[end].isalpha():
            end += 1
        if i < end < len(words) and words.text[end] in _DASHES and places.is_town(words.surface(i, end)):
            yield i, end


def _add_runs(spans: Spans) -> None:
    words = spans.words
    end = 0
    for i in [i for i, word in enumerate(words.text) if word[:1].isupper()]:
        is_free = i >= end and not (spans.owner[i] or spans.headline[i] or words.ent_type[i])
        if not is_free or not (is_proper(words, i) or _is_titled(words, i)):
            continue
        end = _free_run_end(spans, i)
        start = i
        while start < end and (is_title(words, start) or is_job(words, start)):
            start += 1
        while end - start > 2 and is_title(words, end - 1) and words.text[end - 2] in ("City", "County", "Town"):
            end -= 1  # "Harris County Clerk"
        if start < end and (label := _run_label(words, start, end)):
            spans.add(start, end, label, "run")


def _free_run_end(spans: Spans, i: int) -> int:
    """Where the proper nouns without a name end that begin at *i*."""
    words, end = spans.words, i + 1
    while (
        end < len(words) and not spans.owner[end] and is_proper(words, end) and words.sentence[end] == words.sentence[i]
    ):
        end += 1
    if end + 1 < len(words) and words.text[end] in naming.load().connectors and is_proper(words, end + 1):
        end = end + 1 if spans.owner[end + 1] else run_end(words, end + 1)  # "Clan del Golfo"
    return end


def _is_titled(words: Words, i: int) -> bool:
    """Whether a word with a capital follows a title, whatever the tagger calls it: "Judge Oh Se-young"."""
    return i > 0 and words.text[i - 1].istitle() and is_title(words, i - 1)


def _run_label(words: Words, start: int, end: int) -> str | None:
    """What proper nouns in a row name, where a word in or before them tells."""
    lists = naming.load()
    is_after_title = start > 0 and is_title(words, start - 1) and words.text[start - 2] not in _DASHES  # "Five-Star"
    if end - start > 1:
        label = lists.head_label.get(words.text[end - 1]) or lists.first_label.get(words.text[start])
        if label:
            return label
        if words.text[start] in people.load().given_gender or context.is_person(words, start, end):
            return "PERSON"
    if (is_after_title and is_capital(words, start - 1)) or is_prefixed(words, end - 1):
        return "PERSON"
    text = words.surface(start, end)
    if end - start == 1 and text in these("common_acronyms"):
        return None
    is_listed = places.is_large_city(text) and _is_listed(words, start, end)
    if is_listed or (words.tag[end - 1] == "NNP" and context.is_place(words, start, end)):
        return "GPE"
    is_plain = words.tag[end - 1] == "NNP" and words.lower[start - 1] != "the"
    if is_plain and context.is_organisation(words, start, end):
        return "ORG"
    return places.label(text)


def _is_listed(words: Words, start: int, end: int) -> bool:
    """Whether a name stands in a list after a country, a state or a large city."""
    head = next((i for i in range(start, end) if words.dep[i] == "conj"), start)
    before = words.text[words.head[head]]
    return words.dep[head] == "conj" and (places.label(before) in ("GPE", "LOC") or places.is_large_city(before))


def _drop_lone_heads(spans: Spans) -> None:
    lists = naming.load()
    is_department = not {"Department", "Secretary"}.isdisjoint(spans.words.vocabulary)  # "when she was at State"
    for name in _standing(spans):
        text = spans.words.text[name.start]
        is_head = lists.head_label.get(text) == "FAC" or text in lists.corporate or text in these("lone_words")
        is_lone = len(name) == 1 and is_head and text not in lists.known
        is_lone = is_lone and not (text == "State" and is_department)
        is_lone = is_lone or (len(name) == 1 and text in lists.streets)
        is_counted = len(name) == 2 and text in these("numbered_things")
        if is_lone or (is_counted and _is_code(spans.words.text[name.start + 1])):
            spans.drop(name)


def _is_code(word: str) -> bool:
    """ "Class AA", "Section 2A": one of several that are counted."""
    return len(word) < 4 and (word.isupper() or word[:1].isdigit())


REPAIRS = (
    RepairRule(
        name="small-elsewhere",
        description="A lone word is no name where the document writes it small, more often or wherever no sentence "
        "begins.",
        example="Homeopathy failed. He studied homeopathy in Ohio, and liked homeopathy.",
        gives=("Ohio",),
        counterexample="Tarnova won. The mills of Tarnova pleased Marta Lindqvist.",
        repair=_drop_common_words,
    ),
    RepairRule(
        name="common-acronym",
        description="An acronym of a common noun, a tax, an office or a device, names nothing.",
        example="VAT rises in May, and the IPO of Tarnova Motors is off.",
        gives=("Tarnova Motors",),
        counterexample="NATO meets in May.",
        repair=_drop_acronyms,
    ),
    RepairRule(
        name="call",
        description="What a child calls its mother names nobody, nor do “help” and “please”.",
        example="A girl in Ohio cried, “Mommy, Mommy, look!”",
        gives=("Ohio",),
        counterexample="A girl in Ohio cried, “Marta, Marta, look!”",
        repair=_drop_calls,
    ),
    RepairRule(
        name="word-at-head-of-sentence",
        description="A capital at the head of a sentence is no name where the tagger sees a common word, unless the "
        "text has the word as a name elsewhere; “Farmers' League” is none of farmers.",
        example="Farmers wept in Ohio.",
        gives=("Ohio",),
        counterexample="Rovers won. Fans of Tarnova Rovers sang.",
        repair=_drop_heads_of_sentences,
    ),
    RepairRule(
        name="disease",
        description="Whom a disease is called after is not spoken of.",
        example="She has Huntington's disease and lives in Ohio.",
        gives=("Ohio",),
        counterexample="She has Huntington's address and lives in Ohio.",
        repair=_drop_diseases,
    ),
    RepairRule(
        name="given-name-before-surname",
        description="What the model takes for a people, and no list knows, is the given name of somebody who is told "
        "of behind it.",
        example="They confronted Rekman Saver, 20, in Ohio.",
        gives=("Rekman Saver", "Ohio"),
        counterexample="They confronted a Rekman tribesman, 20, in Ohio.",
        repair=_join_given_names,
    ),
    RepairRule(
        name="species",
        description="The first word of a species' Latin name, which the text never says without the second, names "
        "nobody.",
        example="Workers gave the ants Beauveria brongniartii. They washed off Beauveria brongniartii in Ohio.",
        gives=("Ohio",),
        counterexample="Workers gave the ants to Zorvex in Ohio. They washed off Zorvex paint in Ohio.",
        repair=_drop_species,
    ),
    RepairRule(
        name="surname-first",
        description="A surname, a comma and a given name at the head of a line, as in lists of books, are one person.",
        example="Velmar, Carla. A History of Wool",
        gives=("Velmar, Carla",),
        counterexample="Velmar, Ohio. A History of Wool",
        repair=_join_surname_first,
    ),
    RepairRule(
        name="nickname-in-marks",
        description="A word in quotation marks, or a given name in brackets, between a given name and a surname is "
        "part of the name.",
        example="They met Petra “Sunny” Velden, a teacher.",
        gives=("Petra “Sunny” Velden",),
        counterexample="They called it “Sunny” and Velden laughed.",
        repair=_add_nicknamed,
    ),
    RepairRule(
        name="prefixed-surname",
        description="A surname such as O’Malley belongs to the given name before it.",
        example="Corwin O’Linden spoke on Monday.",
        gives=("Corwin O’Linden",),
        counterexample="Marta Linden spoke on Monday.",
        repair=_add_prefixed_surname,
    ),
    RepairRule(
        name="compound-before",
        description="Proper nouns that hang from a name belong to it.",
        example="Hurricane Odile came near. Cyclone Mirela weakened.",
        gives=("Hurricane Odile", "Cyclone Mirela"),
        counterexample="Odile came near.",
        repair=_join_before,
    ),
    RepairRule(
        name="head-after",
        description="The proper noun that a name hangs from is its head: “Museum” of “Tarn Museum”.",
        example="Everything from US Weekly to Time Magazine was there.",
        gives=("US Weekly", "Time Magazine"),
        counterexample="Everything from Time Magazine was there.",
        repair=_join_after,
    ),
    RepairRule(
        name="position-of-player",
        description="A player's position in capitals names nothing, nor does the class in which he plays it.",
        example="The club has signed AAA RHP Tom Reed for a year of work.",
        gives=("Tom Reed",),
        counterexample="The club has signed AAA Tom Reed for a year of work.",
        repair=_drop_positions,
    ),
    RepairRule(
        name="word-before-full-name",
        description="A word before somebody's name that the text gives in full without it, and that is no given name, "
        "is no part of it.",
        example="They read on Monday of Bookie Tom Velden in Ohio. Later Tom Velden left.",
        gives=("Tom Velden", "Ohio", "Tom Velden"),
        counterexample="They read on Monday of L. Tom Velden in Ohio. Later Tom Velden left.",
        repair=_cut_words_before,
    ),
    RepairRule(
        name="rank-of-police",
        description="“PC” before the surname of somebody in the text is a constable, and no part of the name.",
        example="Tom Holt wept. A PC Holt slept in Ohio.",
        gives=("Tom Holt", "Holt", "Ohio"),
        counterexample="Tom Reed wept. A PC World was sold in Ohio.",
        repair=_cut_ranks,
    ),
    RepairRule(
        name="object-of-head",
        description="What follows “of” or “for” after the head of an organisation's name belongs to it.",
        example="The Velmora Council for the Welfare of Widows met.",
        gives=("Velmora Council for the Welfare of Widows",),
        counterexample="The Velmora Council met for lunch.",
        repair=_join_object,
    ),
    RepairRule(
        name="connector",
        description="Small words of other languages join the parts of a name.",
        example="The Defensoría del Pueblo wrote to Marta.",
        gives=("Defensoría del Pueblo", "Marta"),
        counterexample="The Defensoría wrote to Marta.",
        repair=_join_by_connector,
    ),
    RepairRule(
        name="partners",
        description="Proper nouns joined by “&” are one firm, whatever the model makes of its halves.",
        example="The house was drawn by Kengo Sato and Associates last year.",
        gives=("Kengo Sato and Associates",),
        counterexample="The house was drawn by Kengo Sato and friends last year.",
        repair=_join_partners,
    ),
    RepairRule(
        name="place-of-two-names",
        description="Two names side by side are one place where the gazetteer knows the two as one.",
        example="She moved to Baja California.",
        gives=("Baja California",),
        counterexample="She moved to California.",
        repair=_join_places,
    ),
    RepairRule(
        name="place-of-team",
        description="A known team's nickname and the place before it are one name, whatever the model makes of them.",
        example="Fans of Houston Texans sang in Ohio.",
        gives=("Houston Texans", "Ohio"),
        counterexample="Fans of young Texans sang in Ohio.",
        repair=_join_teams,
    ),
    RepairRule(
        name="possessor-of-name",
        description="A saint's, a king's or a queen's, with the word that tells what it is, is one name.",
        example="The bell of St. Colman's Church rang in Ohio.",
        gives=("St. Colman's Church", "Ohio"),
        counterexample="He died at the Colman Hospital in Ohio.",
        repair=_join_possessors,
    ),
    RepairRule(
        name="place-of-somebody",
        description="A place whose name has a possessor in it is one name where the gazetteer knows it so.",
        example="He spent a week in King's Lynn in May.",
        gives=("King's Lynn",),
        counterexample="He spent a week in King's Lynx in May.",
        repair=_join_possessed_places,
    ),
    RepairRule(
        name="title-in-name",
        description="A street or a hospital that is called after somebody has his title in its name.",
        example="The crash was on Sheikh Rashid Bridge in Dubai.",
        gives=("Sheikh Rashid Bridge", "Dubai"),
        counterexample="The crash was on Lower Rashid Bridge in Dubai.",
        repair=_join_titles,
    ),
    RepairRule(
        name="office-of-an-officer",
        description="An officer's office, with a capital and the county or town before it, is one name.",
        example="The Douglas County Sheriff's Office called in Ohio.",
        gives=("Douglas County Sheriff's Office", "Ohio"),
        counterexample="The Douglas County Sheriff's dog barked in Ohio.",
        repair=_join_offices,
    ),
    RepairRule(
        name="body-of-a-town",
        description="The fire department, the council or the court that a town or a county stands before is called "
        "after it: one name.",
        example="He was told to appear in the Velden County General Sessions Court on Monday, said a clerk in Ohio.",
        gives=("Velden County General Sessions Court", "Ohio"),
        counterexample="He was told to appear in the Velden County General Store on Monday, said a clerk in Ohio.",
        repair=_join_bodies_of_towns,
    ),
    RepairRule(
        name="fire-and-rescue",
        description="“Fire and Rescue” and the county or the two before it are one service.",
        example="Crews from Surrey and Velden Fire and Rescue came to Oslo.",
        gives=("Surrey and Velden Fire and Rescue", "Oslo"),
        counterexample="Crews from Surrey and Velden came to Oslo.",
        repair=_join_fire_services,
    ),
    RepairRule(
        name="body-of-a-state",
        description="The police, the prison or the university after “Ohio State” belongs to the name.",
        example="The man was caught, said Kansas State Patrol Lt. Dale Reed.",
        gives=("Kansas State Patrol", "Dale Reed"),
        counterexample="The man was caught, said Kansas Patrol Lt. Dale Reed.",
        repair=_join_bodies_of_states,
    ),
    RepairRule(
        name="car",
        description="One of what a maker of cars makes is called by the maker and the model.",
        example="She was struck by a Nissan Crown Velmora in Ohio.",
        gives=("Nissan Crown Velmora", "Ohio"),
        counterexample="She was struck by a Nissan Motor Co. truck in Ohio.",
        repair=_join_cars,
    ),
    RepairRule(
        name="space-in-a-name",
        description="A given name and a surname with more than one space between them are one name.",
        example="Police also arrested Clive  Dunmore, 40, in Ohio.",
        gives=("Clive  Dunmore", "Ohio"),
        counterexample="Police also arrested Clive Dunmore, 40, in Ohio.",
        repair=_join_spaced,
    ),
    RepairRule(
        name="ship",
        description="HMS, USS or INS before one word is part of a ship's name.",
        example="Two trawlers fled when INS Velmar fired at them.",
        gives=("INS Velmar",),
        counterexample="Two trawlers fled when Velmar fired at them.",
        repair=_join_ships,
    ),
    RepairRule(
        name="surname-with-something",
        description="What is read once as an organisation and begins with the surname of somebody spoken of is he, "
        "with something of his.",
        example="Carla Reed slept. A Reed Etching sold in Ohio.",
        gives=("Carla Reed", "Reed", "Ohio"),
        counterexample="Carla Reed slept. Reed Motors sold cars in Ohio.",
        repair=_cut_to_surnames,
    ),
    RepairRule(
        name="head-alone",
        description="The word that only tells what kind of thing is named names nothing alone: “Street”, “LLC”; nor "
        "does one of several that are counted: “Class AA”.",
        example="Carla Marsh of Ohio owns the LLC.",
        gives=("Carla Marsh", "Ohio"),
        counterexample="Carla Marsh of Ohio owns it.",
        repair=_drop_lone_heads,
    ),
    RepairRule(
        name="dateline",
        description="A city in capitals that begins a paragraph, before a dash, an agency in brackets or a country.",
        example="VARST (Lantern) — The commission named a winner on Wednesday.",
        gives=("VARST",),
        counterexample="The commission named a winner on Wednesday.",
        repair=_add_datelines,
    ),
    RepairRule(
        name="run-of-proper-nouns",
        description="Proper nouns in a row that the model left out are a name where a word in or before them tells "
        "what they name.",
        example="She lives near Tolvara with her sons.",
        gives=("Tolvara",),
        counterexample="She lives here with her sons.",
        repair=_add_runs,
    ),
    RepairRule(
        name="second-surname",
        description="A second surname after a hyphen, and one that begins with El or Bin, belong to the name before.",
        example="Amber Velmora-Alexander has studied in Ohio.",
        gives=("Amber Velmora-Alexander", "Ohio"),
        counterexample="Amber Velmora - Alexander has studied in Ohio.",
        repair=_join_people,
    ),
    *TITLES,
    *NAMELESS,
    *LONGER,
    *CROSSINGS,
)
"""The repairs in order."""
