"""Role nouns: where they stand, what they are about, and the roles given with names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities.names import Name
from pipeline.entities.words import NOMINAL_TAGS, Words
from pipeline.language.guard import guarded
from pipeline.lexicon import role_nouns
from pipeline.world import people

_DEFINITE = frozenset(("the", "this", "that"))
_PREMODIFIERS = frozenset(("det", "amod", "compound", "poss", "nummod", "nmod", "advmod", "quantmod", "punct"))
_ROLE_TAGS = NOMINAL_TAGS | {"JJ", "JJR", "JJS", "POS", "HYPH", "VBN", "VBG", "NFP", "AFX"}
_SINGULAR = frozenset(("NN", "NNP"))
_QUALIFYING = NOMINAL_TAGS | {"JJ"}
_AGENTS = ("er", "or", "ist", "ian", "ant", "ee", "eer", "path", "man", "woman", "person", "crat", "ess", "mate")
"""How nouns end that say what somebody does."""
_WHEN = frozenset(("afternoon", "evening", "future", "meantime", "moment", "morning", "night", "past", "time"))


@dataclass(slots=True)
class Nominal:
    """A role noun with its words: tokens `[start, end)`, its head token, and what kind of thing it can mean.

    `kind` is person, org or place; `noun` the head in lower case, of more than one word where it is such
    a title ("prime minister"); `definite` is the, possessive, indefinite, title
    (a bare noun with a capital), or empty. `modifiers` are the other nouns and
    adjectives in lower case, `proper` those of them that are written with a capital, as they are.
    """

    start: int
    end: int
    head: int
    kind: str
    noun: str
    gender: str
    definite: str
    modifiers: frozenset[str]
    proper: frozenset[str]


def find_nominals(words: Words, owner: Sequence[Name | None]) -> list[Nominal]:
    """The singular role nouns outside names; `owner` is the name that each token is part of, if any."""
    found = []
    for i in [i for i, tag in enumerate(words.tag) if tag in _SINGULAR or words.lower[i] == "old"]:
        is_old, is_noun = words.lower[i] == "old", words.tag[i] in _SINGULAR
        is_named = owner[i] is not None and not _is_member(words, i, owner[i])
        is_head = is_noun and not is_named and words.dep[i] not in ("compound", "nmod", "amod")
        is_head = is_head and not _is_prefix(words, i)
        if not is_old and not is_head:
            continue
        with guarded("role-noun", words.start[i], words.end[i]):
            if is_old and (aged := _aged(words, i)):
                found.append(aged)
                continue
            if not is_head:
                continue
            noun, kind = _noun(words, i)
            if _is_thing(words, i):
                continue  # "a media player"
            if words.lower[i - 1] == "of" and noun == "state":
                continue  # the office, Secretary of State
            if not kind and _describes_person(words, i, owner):
                kind = "person"
            if kind:
                found.append(_phrase(words, i, noun, kind))
    return found


def _aged(words: Words, old: int) -> Nominal | None:
    """ "The 56-year-old", where no noun follows."""
    start = old - 5
    if start < 0 or words.lower[start] != "the" or words.lower[old - 3 : old] != ["-", "year", "-"]:
        return None
    if words.tag[old + 1 : old + 2] in (["NN"], ["NNP"], ["NNS"], ["JJ"]):
        return None
    return Nominal(start, old + 1, old, "person", "old", "", "the", frozenset(), frozenset())


def _is_prefix(words: Words, i: int) -> bool:
    """ "Co" of "co-founder", which is no word of its own."""
    return words.lower[i] in ("co", "vice", "ex") and words.text[i + 1 : i + 2] == ["-"]


def _is_member(words: Words, i: int, name: Name | None) -> bool:
    """Whether the name of a people or party is said of one of them: "the Ohio Republican"."""
    return name is not None and name.label == "NORP" and len(name) == 1 and words.lower[i] in role_nouns.load().people


def _is_thing(words: Words, i: int) -> bool:
    """Whether a noun for people means a device here, for the noun before it: "a record player"."""
    is_before = i > 0 and words.head[i - 1] == i
    return is_before and f"{words.lower[i - 1]} {words.lower[i]}" in role_nouns.load().things


def _describes_person(words: Words, i: int, owner: Sequence[Name | None]) -> bool:
    """Whether a noun is said of a person, such as any noun may be: "Ann Lee, a homeopath", "he was a legend"."""
    head = words.head[i]
    if words.dep[i] not in ("appos", "attr") or words.lower[i] == "one":
        return False
    if not any(words.tag[child] in ("DT", "PRP$") for child in words.children[i]):
        return False
    if words.dep[i] == "appos":
        name = owner[head]
        return name is not None and name.label == "PERSON" and is_agent(words.lower[i])
    if words.lemma[head] != "be":
        return False
    subjects = [child for child in words.children[head] if words.dep[child] == "nsubj"]
    return any(
        words.lower[k] in ("he", "she") or ((name := owner[k]) is not None and name.label == "PERSON") for k in subjects
    )


def is_agent(noun: str) -> bool:
    """Whether a noun in lower case says what somebody is: a role noun, or one that ends like one."""
    nouns = role_nouns.load()
    return nouns.kind(noun) == "person" or (noun.endswith(_AGENTS) and len(noun) > 4 and noun not in nouns.no_agents)


def role_before(words: Words, start: int) -> str | None:
    """The role written before the name that begins at token `start`, "US Secretary of State" for one."""
    i = start
    while i and words.sentence[i - 1] == words.sentence[start] and not words.text[i - 1].isspace():
        tag, lower = words.tag[i - 1], words.lower[i - 1]
        joined = words.start[i] == words.end[i - 1]
        if tag in _ROLE_TAGS and (words.text[i - 1][0].isalnum() or tag == "POS" or (tag == "HYPH" and joined)):
            i -= 1
        elif (
            lower == "of"
            and i - 2 >= 0
            and words.tag[i - 2] in NOMINAL_TAGS
            and role_nouns.load().kind(words.lower[i - 2]) == "person"
        ):
            i -= 2
        else:
            break
    while i < start and (
        words.tag[i] in ("POS", "HYPH", "IN", "CC", "RB")
        or words.lower[i].rstrip(".") in people.load().courtesy
        or not _hangs_from(words, i, start)
    ):
        i += 1
    if i == start:
        return None
    last = words.lower[start - 1].rstrip(".")
    of = next((k for k in range(i, start) if words.lower[k] == "of"), start)
    head = words.lower[of - 1].rstrip(".")
    if not (
        {last, head} & role_nouns.load().people or (last in people.load().titles and last not in people.load().courtesy)
    ):
        return None
    return words.surface(i, start)


def _hangs_from(words: Words, i: int, name: int) -> bool:
    """Whether token *i* is part of the noun phrase whose name begins at token `name`."""
    for _ in range(10):
        i = words.head[i]
        if i >= name:
            return words.sentence[i] == words.sentence[name] and words.tag[i] in NOMINAL_TAGS
        if words.tag[i].startswith("VB") and words.tag[i] not in ("VBN", "VBG"):
            return False
    return False


def role_of(words: Words, nominal: Nominal) -> str:
    """The role that an apposition or predicate gives, without its determiner."""
    start, end = nominal.start, nominal.end
    while start < nominal.head and (
        words.tag[start] in ("DT", "PRP$", "CC", "RB") or not words.text[start][0].isalnum()
    ):
        start += 1
    quoted = (i for i in range(nominal.head + 1, end) if words.text[i][0] in "\"'“”‘`" and words.tag[i] != "POS")
    end = next(quoted, end)  # "author of 'Bees'"
    while end > nominal.head + 1 and words.tag[end - 1] in ("IN", "DT", "CC"):
        end -= 1
    return words.surface(start, end)


def _noun(words: Words, i: int) -> tuple[str, str]:
    """The role noun that token *i* heads, and its kind."""
    lower = words.lower[i]
    if i + 2 < len(words) and words.lower[i + 1] == "of":
        phrase = f"{lower} of {words.lower[i + 2]}"
        if kind := role_nouns.load().kind(phrase):
            return phrase, kind
    if i and (kind := role_nouns.load().kind(f"{words.lower[i - 1]} {lower}")):
        return f"{words.lower[i - 1]} {lower}", kind
    return lower, role_nouns.load().kind(lower)


def _phrase(words: Words, head: int, noun: str, kind: str) -> Nominal:
    start = head
    for child in reversed(words.children[head]):
        if child < head and words.dep[child] in _PREMODIFIERS and words.right_edge(child) == start - 1:
            start = words.left_edge(child)
    if head > 1 and words.text[head - 1] == "-" and _is_prefix(words, head - 2):
        start = min(start, head - 2)
        start -= start > 0 and words.tag[start - 1] == "DT"
    while start < head and not words.text[start][0].isalnum():
        start += 1
    end = head + 1
    for child in words.children[head]:
        if child == end and words.dep[child] == "prep" and words.lower[child] in ("of", "for", "to", "at", "in"):
            end = _phrase_end(words, child)
            end = end if words.lower[end - 1] not in _WHEN else head + 1  # "gifts from the fund in the future"
            break
    qualifying = [
        k for k in range(start, end) if k != head and words.tag[k] in _QUALIFYING and words.lower[k] not in noun.split()
    ]
    determiner = words.lower[start]
    possessive = any(words.dep[child] == "poss" for child in words.children[head])
    definite = (
        "possessive" if possessive
        else "the" if determiner in _DEFINITE
        else "indefinite" if words.tag[start] == "DT"
        else "title" if words.text[head][0].isupper()
        else ""
    )  # fmt: skip
    return Nominal(
        start=start,
        end=end,
        head=head,
        kind=kind,
        noun=noun,
        gender=role_nouns.load().gender.get(words.lower[head], ""),
        definite=definite,
        modifiers=frozenset(words.lower[k] for k in qualifying),
        proper=frozenset(words.text[k] for k in qualifying if words.text[k][0].isupper()),
    )


def _phrase_end(words: Words, preposition: int) -> int:
    """The end of a prepositional phrase, before any comma or clause in it."""
    end = preposition + 1
    last = words.right_edge(preposition)
    while end <= last:
        if words.text[end] in (",", ";", ":", "-", "–", "—", "(") or words.text[end].isspace():
            break
        if words.dep[end] in ("relcl", "acl") or words.tag[end] in ("WDT", "WP", "WRB"):
            break
        end += 1
    while end > preposition + 1 and words.tag[end - 1] in ("CC", "IN", "DT", "TO"):
        end -= 1
    return end
