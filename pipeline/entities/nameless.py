"""What looks like a name and is none: ranks, offices, common words with a capital."""

from __future__ import annotations

import re

from pipeline.entities.evidence import in_atlas
from pipeline.entities.spans import QUOTES, Name, RepairRule, Spans
from pipeline.entities.surroundings import these
from pipeline.entities.trimming import is_title
from pipeline.entities.words import Words
from pipeline.lexicon import role_nouns
from pipeline.lexicon.verbs import speech_verbs, verb
from pipeline.world import naming, people, places

_THINGS = frozenset(("ORG", "PRODUCT", "WORK_OF_ART"))
_BEFORE_POSTS = frozenset(("assistant", "associate", "deputy", "executive", "principal", "senior", "under", "vice"))


def _drop_ranks(spans: Spans) -> None:
    words = spans.words
    parts = {part for rank in these("ranks") if words.vocabulary.issuperset(rank.split()) for part in rank.split()}
    for name in list(spans.names.values()):
        called = words.surface(name.start, name.end)
        is_part = called.removesuffix("s") in parts and words.lower[name.start - 1] != "the"  # "the road to Eagle"
        if called in these("ranks") or is_part:
            spans.refuse(name)
        elif name.label == "PERSON" and _is_office(words, name):
            spans.drop(name)


def _is_office(words: Words, name: Name) -> bool:
    """ "A Public Relations Officer", "Chief Public Relations Officer": words for what somebody is, and no name."""
    if len(name) < 2 or not name.start or words.text[name.start] in people.load().given_gender:
        return False
    is_before = words.lower[name.start - 1] in ("a", "an") or is_title(words, name.start - 1)
    last = words.lower[name.end - 1]
    return is_before and last in role_nouns.load().people and last not in these("surnames_of_jobs")


def _drop_counted(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        text = words.text[name.start : name.end]
        after = words.text[name.end : name.end + 2]
        is_number = len(text) > 1 and text[-1].isdecimal() and words.lower[name.start] in role_nouns.load().people
        is_half = text == ["No"] and after[:1] == ["."] and after[-1].isdecimal()
        if is_number or is_half:
            spans.drop(name)  # "Juror No. 8"
        elif text == ["All"] and after[:1] and after[0] in _HYPHENS and after[-1] in _ALL:
            spans.refuse(name)  # "All-American"


_HYPHENS = frozenset(("-", "–"))
_ALL = frozenset(("American", "Americans", "Pro", "Star", "Stars"))


def _drop_illnesses(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        text = words.text[name.start : name.end]
        is_quoted = name.start > 0 and words.text[name.start - 1] in QUOTES  # "the film “Nostalgia”"
        is_doubtful = name.label not in _NO_ILLNESS and not is_quoted and text[0] not in naming.load().known
        if not is_doubtful or spans.names.get(name.start) is not name:
            continue
        if _ILLNESS.fullmatch(text[-1]):
            spans.refuse(name)
            if words.text[name.end : name.end + 1] == ["("]:
                spans.refused.add((words.lower[name.end + 1],))  # "Fibrous Arteritis (FA)"
        elif len(name) == 1 and name.label == "ORG" and _is_hurt(words, name):
            spans.refuse(name)
    for name in list(spans.names.values()) if spans.refused else ():
        if name.key in spans.refused:
            spans.drop(name)


_NO_ILLNESS = frozenset(("PERSON", "GPE", "NORP"))
_ILLNESS = re.compile(r"[^\W\d_]{3,}(?:algia|itis|osis)")


def _is_hurt(words: Words, name: Name) -> bool:
    """ "A Lisfranc injury", where "the Bears injury report" is a team's."""
    text, at = words.text[name.start], name.end
    is_before = at < len(words) and words.lower[at] in these("hurts") and words.head[name.start] == at
    return is_before and text.istitle() and not text.endswith("s")


def _drop_portfolios(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        is_of = name.start > 1 and words.lower[name.start - 1] == "of" and name.label == "ORG"
        is_part = is_of and words.lower[name.end - 1] in these("portfolios")
        if is_part and words.lower[name.start - 2] in ("director", "head", "manager", "president"):
            spans.drop(name)


def _drop_heads_with_nouns(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        at = name.end
        is_lone = len(name) == 1 and name.label == "ORG" and words.lower[name.start] in role_nouns.load().organisations
        is_first = name.start == 0 or words.sentence[name.start - 1] != words.sentence[name.start]
        is_before = at < len(words) and words.text[at].islower() and words.head[name.start] == at
        is_noun = is_lone and is_first and is_before and words.tag[at] in ("NN", "NNS")
        if is_noun and words.text[name.start] not in naming.load().known:
            spans.drop(name)


def _drop_acronyms_of_nouns(spans: Spans) -> None:
    words = spans.words
    after: dict[str, set[str]] = {}
    for name in list(spans.names.values()):
        text, at = words.text[name.start], name.end
        is_short = len(name) == 1 and text.isupper() and text.isalpha() and 1 < len(text) < 5
        is_before = is_short and at < len(words) and words.tag[at][:2] == "NN" and words.text[at].islower()
        if is_before and text not in after:
            after[text] = _after_words_for(words, text.lower())
        if is_before and words.lemma[at] in after[text]:
            spans.refuse(name)


def _after_words_for(words: Words, letters: str) -> set[str]:
    """The nouns that follow words in small letters that begin with `letters`: "exam" of "advanced placement exams"."""
    size = len(letters)
    first = [word for word in words.vocabulary if word[0] == letters[0] and _is_small(word)]
    return {
        words.lemma[i + size]
        for i in words.where(first)
        if i + size < len(words)
        and words.tag[i + size][:2] == "NN"
        and all(words.text[i + k][0] == letters[k] and _is_small(words.text[i + k]) for k in range(1, size))
    }


def _is_small(word: str) -> bool:
    return len(word) > 3 and word.islower()


def _drop_said_words(spans: Spans) -> None:
    words = spans.words
    told = {name.key for name in spans.names.values() if not name.start or words.text[name.start - 1] not in QUOTES}
    for name in list(spans.names.values()):
        at = name.end + (words.text[name.end : name.end + 1] in ([","], ["."]))
        is_alone = len(name) == 1 and name.start > 0 and name.key not in told and at + 2 < len(words)
        is_alone = is_alone and words.text[name.start - 1] in QUOTES and words.text[at] in QUOTES
        is_verb = is_alone and (name.label in _THINGS or verb(name.key[0]) is not None)
        is_verb = is_verb and naming.known_label(words.text[name.start]) is None
        if is_verb and _is_told_by_speaker(words, at + 1):
            spans.refuse(name)


def _is_told_by_speaker(words: Words, at: int) -> bool:
    """ "He ordered", "said Marsh": who says what stands before."""
    is_subject = words.tag[at] in ("PRP", "NNP") and words.tag[at + 1] == "VBD"
    return is_subject or (words.lemma[at] in speech_verbs() and words.tag[at] == "VBD")


def _drop_common_nouns(spans: Spans) -> None:
    words = spans.words
    for name in list(spans.names.values()):
        is_post = name.label in ("ORG", "PERSON") and "for" in name.key and _is_post(words, name)
        is_many = len(name) == 1 and words.tag[name.start] == "NNPS" and name.label in ("ORG", "PERSON")
        if is_many and _is_on_screen(words, name.end):
            spans.drop(name)  # "clicking the Velms tab"
            continue
        at = name.start - 1
        is_field = at > 0 and words.lower[at] == "of" and words.lemma[at - 1] == "professor" and name.label == "ORG"
        if is_field and _may_be_field(words, name):
            spans.drop(name)  # "a Professor of Coastal Geology"
            continue
        is_common = words.surface(max(name.start, name.end - 2), name.end) in these("common_in_capitals")
        if is_post or is_common or _is_studied(words, name):
            spans.drop(name)


def _may_be_field(words: Words, name: Name) -> bool:
    """ "Coastal Geology", but no "Harvard", and no "Stanford", which a town is called as well."""
    called = words.surface(name.start, name.end)
    is_town = len(name) == 1 and places.is_town(called) and called.lower() not in these("fields_like_towns")
    is_told = is_town or naming.known_label(called) is not None
    return not is_told and naming.load().telling.isdisjoint(words.text[name.start : name.end])


def _is_on_screen(words: Words, at: int) -> bool:
    """ "Click the Velms *tab*", "click on the Velms *icon*", but "booed the Velms *icon*": what one clicks."""
    if at >= len(words) or words.lower[at] in these("on_screens"):
        return at < len(words)
    above = words.head[at]
    above = words.head[above] if words.dep[at] == "pobj" else above
    return words.lower[at] in these("on_screens_clicked") and words.lemma[above] in these("clicking")


def _is_studied(words: Words, name: Name) -> bool:
    """ "A BS in Physics": what somebody learnt, where no place is called so."""
    at = name.start - 1
    is_behind = at > 0 and words.lower[at] == "in" and len(name) == 1 and name.label not in ("NORP", "LANGUAGE")
    is_degree = is_behind and (words.text[at - 1] in these("degrees") or words.lemma[at - 1] in these("degrees"))
    return is_degree and not in_atlas(words.surface(name.start, name.end))


def _is_post(words: Words, name: Name) -> bool:
    """ "Assistant Dean for Student Life": a title, an office before it and what it is for."""
    at = name.start + name.key.index("for")
    is_led = at == name.start + 1 or words.lower[name.start] in _BEFORE_POSTS
    return at > name.start and is_led and is_title(words, at - 1)


NAMELESS: tuple[RepairRule, ...] = (
    RepairRule(
        name="said-word",
        description="One word in quotation marks that somebody says, and that is a verb or is read as a thing, is "
        "no name.",
        example="“Dismount,” she cried in Ohio.",
        gives=("Ohio",),
        counterexample="“Paris,” she cried in Ohio.",
        repair=_drop_said_words,
    ),
    RepairRule(
        name="common-noun-with-capitals",
        description="A white paper, what somebody has a degree in, and a post with what it is for are no names.",
        example="He has a BS in Physics from Ohio.",
        gives=("Ohio",),
        counterexample="He has a shop in Physics of Ohio.",
        repair=_drop_common_nouns,
    ),
    RepairRule(
        name="rank",
        description="A rank or an office with “a” or a title before it names nobody: “Eagle Scout”.",
        example="Marsh is also a Master Gardener in Ohio.",
        gives=("Ohio",),
        counterexample="Marsh is also a master of gardens in Ohio.",
        repair=_drop_ranks,
    ),
    RepairRule(
        name="one-of-several",
        description="Somebody who is only counted, as jurors are, and “All” before a hyphen are no names.",
        example="“We were searching,” Juror No. 12 said in Ohio.",
        gives=("Ohio",),
        counterexample="Juror Ann Reed left Ohio.",
        repair=_drop_counted,
    ),
    RepairRule(
        name="illness",
        description="What ends as illnesses do, or stands before “injury” and is no team, names nobody.",
        example="She has a Lisfranc injury and lives in Ohio.",
        gives=("Ohio",),
        counterexample="She has a Lisfranc book and lives in Ohio.",
        repair=_drop_illnesses,
    ),
    RepairRule(
        name="portfolio",
        description="What a director or a vice president is of, where it is only a kind of work, names no body.",
        example="He was the Director of Player Personnel in Ohio.",
        gives=("Ohio",),
        counterexample="He was the Director of Rail Museum in Ohio.",
        repair=_drop_portfolios,
    ),
    RepairRule(
        name="common-noun-before-noun",
        description="A word for organisations with a capital at the head of a sentence and a noun after it is no name.",
        example="Court documents say that Carla Reed left.",
        gives=("Carla Reed",),
        counterexample="NATO documents say that Carla Reed left.",
        repair=_drop_heads_with_nouns,
    ),
    RepairRule(
        name="acronym-of-common-words",
        description="Capitals before the noun that words in small letters of these letters stand before are no name.",
        example="The deadline for AP exams is near. Pupils of Oslo take advanced placement exams in May.",
        gives=("Oslo",),
        counterexample="The deadline for AP reporters is near. Pupils of Oslo take advanced placement exams in May.",
        repair=_drop_acronyms_of_nouns,
    ),
)
"""The repairs in order."""
