r"""A text as it is read: hard-wrapped lines joined, soft hyphens gone, what stands for other characters as those.

The parse, and every rule after it, sees words: "Cape\nTown" in a text wrapped after so many characters is one
name, "bro\u00adken" is broken, `&quot;` is a quotation mark, and a no-break space is a space. The article's own
text stays as it came. A `Doc` holds the text as read, in which each line break ends a paragraph; its tokens know
where they stand in the article (`origin_of`), and rows are carried over from one to the other (`to_article`,
`to_doc`) where a stage begins and ends, so that no rule knows of it.
"""

from __future__ import annotations

import bisect
import dataclasses
import html
import itertools
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from pipeline.language.once import once_a_doc, text_of
from pipeline.language.record import record
from pipeline.language.spaces import SPACES

if TYPE_CHECKING:
    from spacy.tokens import Doc

_Row = TypeVar("_Row")

_ESCAPED = r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[A-Za-z]{2,8});"
_SPACED = rf"(?<=\S) *[{SPACES}][ {SPACES}]*(?=\S)"
_UNREAD = re.compile(rf"(?<=\w)\xad+(?:\n[ \t]*)?|(?<=[^\W\d_])-\n[ \t]*(?=[^\W\d_])|{_SPACED}|{_ESCAPED}")
"""What may be read otherwise than it stands, anywhere in a text."""
_UNREAD_IN_WORD = re.compile(rf"(?<=\w)\xad+(?:\n[ \t]*)?|(?<=-)\n[ \t]*|{_ESCAPED}")
"""The same within a token, where all that may be is."""
_WIDEST = 120
"""Characters that a line of hard-wrapped text has at most; longer lines are paragraphs."""
_NARROWEST = 30
"""Characters that the lines of a hard-wrapped text have at least."""
_SLACK = 0.9
"""How much of the width of a wrapped text a line and the word that did not fit on it fill, at least."""
_BREAKS = 3
"""Line breaks that are wanted as evidence for a width."""
_GOES_ON, _FULL = 0.4, 0.6
"""Of the lines that end in mid-sentence in a wrapped text, how many go on in small letters; and of these, are full."""
_EVEN, _EVEN_BESIDE_AN_OPEN_ONE = 0.7, 0.6
_LAST = 1.4
"""The shortest and the last line of a few lines that are one sentence, in lengths of the longest of the others."""
_ENDED = re.compile(r"[.?!:;…][\"'”’»)\]]*$")
_ENDED_SENTENCE = re.compile(r"[.?!…][\"'”’»)\]]*$")
_ITEM = re.compile(r"\s*(?:[-–—*•·▪◦●■►>|#]|\(?\d{1,2}[.)]\s|\(?[a-zA-Z][.)]\s|[A-Z][\w .'’-]{0,30}:(?:\s|$))")
"""How an item of a list, an attribution with its dash, or a turn of an interview begins."""
_SPAN_OF_ID = re.compile(r"(-[a-z])(\d+)-(\d+)(?![\w/])")
"""Where an id of a row tells its span: the id of the article, a letter, and the span."""
_WORDS_OF_THE_ROW = ("text", "trigger")
"""Columns that hold the words from `start` to `end`; the words from `cue_start` to `cue_end` are in `cue`."""
_OPEN_END = re.compile(
    r"(?:,|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|that|as|is|are|was|were|be|has|have|had|his|her|its"
    r"|their|which|who|than|not|New|San|Santa|Los|Las|St\.?|Mr\.?|Mrs\.?|Ms\.?|Dr\.?))$"
)
"""Words after which no line of verse or of a list ends."""


@record
class AsRead:
    """A text as it is read. `origin` tells for each character, and for the end, where it stands in the text itself."""

    text: str
    origin: np.ndarray


def as_read(text: str) -> AsRead:
    """How a text is read; one without anything of the kind is itself."""
    return _changed(text, sorted([*_characters(text, _UNREAD), *_joints(text)], key=lambda change: change[0]))


def word_as_read(word: str) -> AsRead:
    """How a token is read, from the stretch of the article that it is."""
    return _changed(word, _characters(word, _UNREAD_IN_WORD))


def _changed(text: str, changes: Iterable[tuple[int, int, str]]) -> AsRead:
    """A text with stretches of it exchanged; of two that overlap, the first."""
    pieces: list[str] = []
    origins: list[np.ndarray] = []
    at = 0
    for start, end, new in changes:
        if start >= at:
            pieces += [text[at:start], new]
            origins += [np.arange(at, start), np.full(len(new), start)]
            at = end
    pieces.append(text[at:])
    origins.append(np.arange(at, len(text) + 1))
    return AsRead("".join(pieces), np.concatenate(origins))


def _characters(text: str, pattern: re.Pattern[str]) -> Iterable[tuple[int, int, str]]:
    """The characters that stand for others, or for none."""
    for match in pattern.finditer(text):
        meant = _meant(match[0])
        if meant != match[0]:
            yield match.start(), match.end(), meant


def _meant(stretch: str) -> str:
    """What is read where a stretch of `_UNREAD` stands."""
    if stretch[0] in f" {SPACES}":
        return " "
    if stretch[0] != "&":
        return stretch[: stretch[0] == "-"]
    meant = html.unescape(stretch)
    return meant if len(meant) == 1 and (meant.isprintable() or meant == "\xa0") else stretch


def _joints(text: str) -> Iterable[tuple[int, int, str]]:
    """The line breaks of hard-wrapped text that are but a space."""
    if "\n" not in text:
        return
    blocks = _blocks(text)
    breaks = [(text[a:b], text[c:d]) for block in blocks for (a, b), (c, d) in itertools.pairwise(block)]
    width = _width(breaks)
    width_within = 0 if width else _width_within_sentences(breaks)
    for block in blocks:
        lines = [text[start:end] for start, end in block]
        if width_within:
            joined = _joined_within_sentences(lines, width_within)
        else:
            joined = _joined_by_width(lines, width) if width else _joined_as_one_sentence(lines)
        for number in joined:
            start, end = block[number][1], block[number + 1][0]
            yield start, end, " "


def _blocks(text: str) -> list[list[tuple[int, int]]]:
    """The lines of a text without the white space around them, those without a blank line between them together."""
    blocks: list[list[tuple[int, int]]] = [[]]
    for line in re.finditer(r"[^\n]*\n?", text):
        words = line[0].strip(" \t\r\n")
        if words:
            start = line.start() + len(line[0]) - len(line[0].lstrip(" \t\r"))
            blocks[-1].append((start, start + len(words)))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if len(block) > 1]


def _width(breaks: list[tuple[str, str]]) -> int:
    """The width that the lines of a text are wrapped at, or 0 where they are not wrapped.

    Of a wrapped text nearly every line is so long that the next word did not fit on it, and most lines end in
    mid-sentence.
    """
    if len(breaks) < _BREAKS:
        return 0
    lengths = sorted(len(line) for line, _ in breaks)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    full = sum(_is_full(line, following, width) for line, following in breaks)
    in_sentence = sum(not _ENDED.search(line) and not _ITEM.match(following) for line, following in breaks)
    is_wrapped = _NARROWEST <= width <= _WIDEST and full >= 0.6 * len(breaks) and in_sentence >= 0.6 * len(breaks)
    small = sum(following[0].islower() or _OPEN_END.search(line) is not None for line, following in breaks)
    return width if is_wrapped and small >= 0.3 * len(breaks) else 0


def _width_within_sentences(breaks: list[tuple[str, str]]) -> int:
    """The width of a wrapped text whose paragraphs no blank line parts, or 0: most of its lines end a sentence.

    Of the lines that end in mid-sentence many go on in small letters, and most of these are full. What is longer than
    any wrapped line is a paragraph that was not wrapped, mostly the first.
    """
    is_open = [(line, following) for line, following in breaks if not _ENDED.search(line) and len(line) <= _WIDEST]
    small = [(line, following) for line, following in is_open if following[0].islower()]
    longest = max((len(line) for pair in breaks for line in pair if len(line) <= _WIDEST), default=0)
    full = sum(_is_full(line, following, longest) for line, following in small)
    is_wrapped = len(small) >= max(_BREAKS, _GOES_ON * len(is_open)) and full >= _FULL * len(small)
    return longest if longest >= _NARROWEST and is_wrapped else 0


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(re.split(r"[ \t]", following, maxsplit=1)[0]) > _SLACK * width


def _joined_by_width(lines: list[str], width: int) -> list[int]:
    """The lines that go on in the next one, in a text of that width."""
    return [
        number
        for number, (line, following) in enumerate(itertools.pairwise(lines))
        if _is_full(line, following, width) and not _ITEM.match(following)
    ]


def _joined_within_sentences(lines: list[str], width: int) -> list[int]:
    """The lines that go on in the next one in mid-sentence: as full ones, or in small letters (around a link)."""
    full = set(_joined_by_width(lines, width))
    return [
        number
        for number, (line, following) in enumerate(itertools.pairwise(lines))
        if not _ENDED.search(line) and (number in full or following[0].islower()) and not _ITEM.match(following)
    ]


def _joined_as_one_sentence(lines: list[str]) -> list[int]:
    """The lines that go on in the next one, where a few of about one length are broken in mid-clause.

    "The crew left the / port at noon." Only the last line ends a sentence. Of two lines, and of those that differ
    in length, the second has to begin in small letters or the first to end with a word that wants another.
    """
    *others, last = lines
    longest = max(map(len, others))
    if longest > _WIDEST or any(map(_ITEM.match, lines)) or not _ENDED_SENTENCE.search(last):
        return []
    if any(map(_ENDED.search, others)) or len(last) > _LAST * longest:
        return []
    in_clause = [
        following[0].islower() or _OPEN_END.search(line) is not None for line, following in itertools.pairwise(lines)
    ]
    even = _EVEN_BESIDE_AN_OPEN_ONE if any(in_clause) else _EVEN
    is_even = len(others) > 1 and min(map(len, others)) >= even * longest
    return list(range(len(others))) if all(in_clause) or is_even else []


def origin_of(doc: Doc) -> np.ndarray:
    """Where each character of a document, and its end, stands in the article."""
    origin = doc.user_data.get("origin")
    return np.arange(len(text_of(doc)) + 1) if origin is None else origin


def as_it_came(doc: Doc) -> dict[int, str]:
    """The tokens that are read otherwise than they stand, as they stand in the article."""
    return doc.user_data.get("as_it_came", {})


def set_origin(doc: Doc, origin: np.ndarray, as_it_came: dict[int, str]) -> None:
    """Tell a document where its characters stand in the article, and how the tokens do that are read otherwise."""
    if origin[-1] != len(origin) - 1 or as_it_came:
        doc.user_data["origin"], doc.user_data["as_it_came"] = origin, as_it_came


def to_article(rows: Iterable[_Row], doc: Doc, text: str) -> list[_Row]:
    """Rows about a document as rows about the article's text: their offsets, and the words that stand there."""
    read = text_of(doc)
    if _is_as_it_stands(doc, read, text):
        return list(rows)
    origin = _places(doc)
    return _carried(rows, origin.__getitem__, read, text)


def to_doc(rows: Iterable[_Row], doc: Doc, text: str) -> list[_Row]:
    """Rows about the article's text as rows about its document, the other way round from `to_article`."""
    read = text_of(doc)
    if _is_as_it_stands(doc, read, text):
        return list(rows)
    origin = _places(doc)
    return _carried(rows, lambda at: bisect.bisect_left(origin, at), text, read)


@once_a_doc
def _places(doc: Doc) -> list[int]:
    """`origin_of` as a list, of which single places are read faster."""
    places: list[int] = origin_of(doc).tolist()
    return places


def _is_as_it_stands(doc: Doc, read: str, text: str) -> bool:
    """Whether a document is the article's text, but for a space at its end, which no token keeps."""
    return text.startswith(read) and "origin" not in doc.user_data


def _carried(rows: Iterable[_Row], place: Callable[[int], int], old: str, new: str) -> list[_Row]:
    """Rows of one kind with their offsets carried over, and their words where they are those that stand at them."""
    rows = list(rows)
    columns = _columns(rows[0]) if rows else ([], [])
    return [_carried_row(row, *columns, place, old, new) for row in rows]


def _carried_row(
    row: Any, names: list[str], copied: list[tuple[str, str, str]], place: Callable[[int], int], old: str, new: str
) -> Any:
    values = {name: getattr(row, name) for name in names}
    moved = {name: _moved(name, value, place) for name, value in values.items()}
    for name, first, last in copied:
        start, end = values[first], values[last]
        if start is not None and end is not None and values[name] == old[start:end]:
            moved[name] = new[moved[first] : moved[last]]
    return type(row)(**moved)


def _columns(row: Any) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The columns of a row, and those that may hold words of the text, with where these begin and end."""
    names = [field.name for field in dataclasses.fields(row)]
    owned = [(name, "" if name in _WORDS_OF_THE_ROW else f"{name}_") for name in names]
    spans = [(name, f"{own}start", f"{own}end") for name, own in owned]
    return names, [(name, start, end) for name, start, end in spans if start in names and end in names]


def _moved(name: str, value: Any, place: Callable[[int], int]) -> Any:
    if isinstance(value, list):
        return [_moved("", item, place) for item in value]
    if isinstance(value, dict):
        return {key: _moved(key, item, place) for key, item in value.items()}
    if isinstance(value, str) and name.endswith("_id") and "/" not in value:
        return _SPAN_OF_ID.sub(lambda match: f"{match[1]}{place(int(match[2]))}-{place(int(match[3]))}", value)
    is_offset = type(value) is int and (name in ("start", "end") or name.endswith(("_start", "_end")))
    return place(value) if is_offset else value
