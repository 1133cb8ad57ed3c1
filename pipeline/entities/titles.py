"""Titles of films, books and songs that stand whole: in quotation marks, or behind the word for what they are."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.entities.spans import QUOTES, RepairRule, Spans
from pipeline.entities.surroundings import these
from pipeline.entities.words import Words, once_a_span

_LONGEST = 12
"""Words of a title in quotation marks."""
_SMALL = frozenset(
    """a an and as at by de del des du for from in into la le les of on or the to und van von vs vs. with""".split()  # noqa: SIM905
)
"""What is written small inside a title."""
_ARTICLES = frozenset(("a", "an", "the"))
_INSIDE = frozenset((",", ":", "-", "–", "&", "'s", "’s", "!", "?", "'", "’", "/"))
_BEFORE_CLOSE = frozenset((",", ".", ";"))
_IN_ROWS = frozenset((",", "and"))
"""What stands between the titles of a row: "“Tarn”, “Velm,” and “Zorv”"."""
_CLOSING = {"“": "”", "‘": "’", '"': '"', "'": "'", "”": "”", "’": "’"}
_PREPOSITIONS_OF_MAKING = frozenset(("in", "of", "for", "to", "on"))
_FURTHEST = 3
"""How many words behind "a" the word for a work may stand: "“Tarn,” a dark French comedy"."""


def title_in_marks(words: Words, mark: int) -> tuple[int, int, int] | None:
    """The tokens `[start, end)` of what may be a title and stands in marks from *mark* on, and the closing mark."""
    start = mark + 1
    if start >= len(words) or words.end[mark] < words.start[start] or not words.text[start][0].isupper():
        return None
    if mark and words.end[mark - 1] == words.start[mark] and words.text[mark - 1][-1].isalnum():
        return None  # it closes
    close = _closing(words, mark)
    if close is None:
        return None
    end = close - (words.text[close - 1] in _BEFORE_CLOSE)
    start += words.lower[start] in _ARTICLES and end > start + 1
    is_title = end > start and words.text[end - 1][0].isalnum() and not words.text[end - 1].islower()
    return (start, end, close) if is_title and _is_in_title_case(words, start, end) else None


def _closing(words: Words, mark: int) -> int | None:
    last = min(mark + 2 + _LONGEST, len(words))
    for i in range(mark + 2, last):
        if words.text[i] == _CLOSING[words.text[mark]] and words.end[i - 1] == words.start[i]:
            return i if words.sentence[i] == words.sentence[mark] or i == mark + 2 else None
        if "\n" in words.text[i]:
            break
    return None


def _is_in_title_case(words: Words, start: int, end: int) -> bool:
    return words.text[start][0].isupper() and all(
        word[0].isupper() or word[0].isdecimal() or word in _SMALL or word in _INSIDE for word in words.text[start:end]
    )


@once_a_span
def is_told_as_work(words: Words, mark: int, close: int) -> bool:
    """Whether the words around marks say that a work's title stands in them: "the novel “Tarn”", "“Tarn,” a film"."""
    return _is_told_before(words, mark) or _is_told_after(words, close)


def _is_told_before(words: Words, mark: int) -> bool:
    at = mark - 1
    if at < 1 or words.sentence[at] != words.sentence[mark]:
        return False
    if words.text[at] == "," and words.tag[at - 1] == "NN":
        at -= 1  # "his last novel, “Tarn”"
    if words.lower[at] in these("works") | these("writings"):
        return words.tag[at] in ("NN", "NNP") or words.lower[at] == "hit"
    before = words.lemma[at - 1]
    if words.lower[at] == "as" and before in these("works"):
        return True  # "such hits as “Tarn”"
    if words.lower[at] in _PREPOSITIONS_OF_MAKING:
        is_part = before in these("parts_in_works") and words.lower[at] in ("in", "on")
        is_part = is_part and (before != "work" or words.lower[at] == "in")
        return is_part or before in these("makers_of_works") or before in these("continuations")
    return words.lemma[at] in these("makes_works") and words.tag[at] != "NN"


def _is_told_after(words: Words, close: int) -> bool:
    after = words.lower[close + 1 : close + 3 + _FURTHEST]
    if not after or words.sentence[close + 1] != words.sentence[close]:
        return False
    if words.lemma[close + 1] in these("continuations") | these("works"):
        return words.tag[close + 1] in ("NN", "NNS")
    if after[0] in these("makers_of_works"):
        return words.text[close + 2 : close + 3] != [] and words.text[close + 2][0].isupper()  # "“Tarn” star Ann Reed"
    is_cut = words.text[close - 1] == "," or after[0] == ","
    after = after[1:] if after[0] == "," else after
    is_told = is_cut and after[:1] != [] and after[0] in _ARTICLES
    return is_told and not these("works").isdisjoint(after[1 : 1 + _FURTHEST])


def told_in_marks(words: Words) -> set[tuple[int, int]]:
    """The tokens `[start, end)` of each title in marks that is told to be a work's."""
    return set(_told_titles(words))


def _told_titles(words: Words) -> Iterator[tuple[int, int]]:
    """The titles that are told to be works', and those that stand in a row behind one."""
    last = -1
    for mark in words.where(QUOTES):
        title = title_in_marks(words, mark)
        if title is None:
            continue
        gap = words.text[last + 1 : mark] if last >= 0 else []
        is_next = bool(gap) and len(gap) <= len(_IN_ROWS) and _IN_ROWS.issuperset(gap)
        if is_next or is_told_as_work(words, mark, title[2]):
            last = title[2]
            yield title[:2]


def _join_in_marks(spans: Spans) -> None:
    words = spans.words
    for start, end in list(_told_titles(words)):
        whole = spans.owner[start]
        is_whole = whole is not None and whole.end == end and words.text[whole.start - 1] in QUOTES
        if not is_whole and (whole is None or (whole.start, whole.end) != (start, end)):
            spans.replace(start, end, "WORK_OF_ART", "run")


def _join_behind_works(spans: Spans) -> None:
    words = spans.words
    for i in words.where({*these("works"), "seller"}):  # of "best-seller", three words
        start = i + 1 + (words.lower[i + 1 : i + 2] in (["the"], ["a"], ["an"]) and words.text[i + 1][0].isupper())
        if words.tag[i] != "NN" or start >= len(words) or words.sentence[start] != words.sentence[i]:
            continue
        end = _end_of_title(words, start)
        inside = {id(name): name for name in spans.owner[start:end] if name}.values()
        is_torn = end > start + 2 and all(start <= name.start and name.end <= end for name in inside)
        if is_torn and not any(name.start == start and name.end == end for name in inside):
            spans.replace(start, end, "WORK_OF_ART", "run")


def _end_of_title(words: Words, start: int) -> int:
    """Where a title ends that stands without marks: "Tales of the Sea: A Sailor Looks Back in Anger"."""
    end, is_second, found = start, False, False
    while end < len(words) and words.sentence[end] == words.sentence[start]:
        word = words.text[end]
        if word[0].isupper() and word.isalpha() and words.tag[end] != "POS":
            end += 1
            continue
        at = end
        while at < len(words) and (words.text[at] in (_SMALL if is_second else ("of", "the"))):
            at += 1
        is_colon = word == ":" and at == end
        at += is_colon
        is_led = at > end and (is_colon or words.text[end] == "of" or is_second)
        is_more = is_led and at < len(words) and words.text[at][0].isupper() and words.text[at].isalpha()
        if not is_more or end == start:
            break
        found, is_second, end = True, is_second or is_colon, at
    return end if found else start


TITLES: tuple[RepairRule, ...] = (
    RepairRule(
        name="title-in-marks",
        description="What stands whole in quotation marks beside the word for what it is, or for who makes such "
        "things, is one title.",
        example="She read from her book, “Ohio: A Baker’s Tale,” on Monday.",
        gives=("Ohio: A Baker’s Tale",),
        counterexample="She read from her list, “Ohio: A Baker’s Tale,” on Monday.",
        repair=_join_in_marks,
    ),
    RepairRule(
        name="title-behind-work",
        description="A book's title without quotation marks goes on behind “of” and behind a colon.",
        example="He wrote the novel Velmora of Ohio: A Baker Looks Back on Bread.",
        gives=("Velmora of Ohio: A Baker Looks Back on Bread",),
        counterexample="He wrote to the baker Velmora of Ohio: A Baker Looks Back on Bread.",
        repair=_join_behind_works,
    ),
)
"""The repairs in order."""
