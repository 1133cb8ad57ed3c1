"""What the paragraphs of a page are: prose, or one of the parts around it that are read otherwise.

Told by general signs: where a paragraph stands, how long it is, whether it ends like a sentence, how it begins,
and the few words that photographs, authors and pointers to other pieces are named with. What has no such sign
is prose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.language.datelines import dateline_ranges
from pipeline.language.layout import paragraphs
from pipeline.language.once import once_a_doc

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENDED = re.compile(r"[.?!…:;,][\"'”’»)\]]*$")
_QUOTED = re.compile(r"^[\"“‘'«„].*[\"”’'»]$")
_WORD = re.compile(r"\w[\w'’.-]*")
_ITEM = re.compile(r"(?:[-–*•·▪◦●■►]\s*(?=\S)|\(?\d{1,2}[.)]\s+)(?!\d)")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|\d{{4}}-\d\d-\d\d)\b", re.IGNORECASE
)
_DATED = re.compile(r"(?:first |last )?(?:published|posted|updated|modified|issued|released)\b", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?i:by|written by|story by|words by|text by|posted by|reported by|edited by|reporting by)[ :]\s*(?:[Tt]he )?[A-Z]"
    r"|.{3,60}\b(?i:staff (?:writer|reporter)|correspondent|special to the .{3,30}|news editor)$"
)
_CAPTION = re.compile(
    r"(?:file\s*[-–—]|\(?(?:pictured|above|below|left|right|top|bottom)\s*[:,]|(?:image|media|photo|picture) caption\b"
    r"|in this .{0,40}\b(?:photo|image|picture)\b|\(?file (?:photo|image|picture)|a file (?:photo|image|picture)\b)"
    r"|.*(?:\((?:ap )?(?:photo|image|picture|file|pictured?)\b[^()]*\)"
    r"|[/|]\s*(?:getty images|reuters|afp|ap photo|ap)\)?)[.\s]*$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\(?(?:(?:photo|photograph|photography|image|picture|video|graphic|illustration|map|chart|credit|source|copyright)"
    r"(?: credits?| courtesy)?\s*(?::|\bby\b)|courtesy\b|photo courtesy\b|©|\(c\) \d{4}"
    r"|reporting by\b.*\bediting by\b|additional reporting\b|read (?:more|also|next|the full)\b|see also\b|also read\b"
    r"|related(?: stor(?:y|ies)| articles?)?\s*:|more on this\b|more from\b|click here\b|sign up\b|subscribe\b"
    r"|follow (?:us|him|her|them|@)|watch\s*:|listen\s*:|advertisement\b|all rights reserved\b|share this\b"
    r"|continue reading\b|scroll (?:down|to)\b|view (?:more|all)\b)",
    re.IGNORECASE,
)
_POST = re.compile(
    r"pic\.twitter\.com/|https?://t\.co/|\(@\w{2,30}\)|^RT @\w|^@\w{2,30}\b|view this post on ", re.IGNORECASE
)
_SIGNS_OF_POST = ("@", "/", "post")
"""Of these one is in every line that `_POST` matches, which takes longer to look for."""
_LONG_LINE = 25
"""Words of a headline, a caption without a full stop or a credit, at most."""
_CROSSHEAD = 8
_BYLINE_WORDS = 14
_PLACE_AND_HOUR = 4
"""How many words stand beside the date in a line of its own, at most."""


def kinds(doc: Doc) -> list[str]:
    """The kind of each paragraph of a document."""
    lines = [doc[start:end].text for start, end in paragraphs(doc)]
    found: list[str] = []
    seen: set[str] = set()
    for number, line in enumerate(lines):
        around = [lines[at] for at in (number - 1, number + 1) if 0 <= at < len(lines)]
        words = len(_WORD.findall(line[:1000]))
        is_followed = number + 1 < len(lines)
        kind = _told_by_words(line, words, around) or _told_by_place(line, words, number, "prose" in seen, is_followed)
        found.append(kind)
        seen.add(kind)
    return found


@once_a_doc
def kind_of(doc: Doc) -> list[str]:
    """For each token the kind of its paragraph, or "dateline" where it is of the dateline that begins one."""
    own = kinds(doc)
    found = ["prose"] * len(doc)
    for kind, (start, end) in zip(own, paragraphs(doc), strict=True):
        found[start:end] = [kind] * (end - start)
    for start, end in dateline_ranges(doc):
        found[start:end] = ["dateline"] * (end - start)
    return found


def _told_by_words(line: str, words: int, around: list[str]) -> str | None:
    """The kind that a paragraph's own words tell, whatever its place."""
    if any(map(line[:1000].lower().__contains__, _SIGNS_OF_POST)) and _POST.search(line[:1000]):
        return "post"
    if _ITEM.match(line) and any(map(_ITEM.match, around)):
        return "list"
    if words <= 2 * _LONG_LINE and _CAPTION.match(line):
        return "caption"
    if words <= _LONG_LINE and _CREDIT.match(line):
        return "credit"
    if _ENDED.search(line[-20:]) or words > _BYLINE_WORDS:
        return None
    if _BYLINE.match(line):
        return "byline"
    return "dateline" if _DATED.match(line) or (_DATE.search(line) and _is_title(_DATE.sub("", line))) else None


def _told_by_place(line: str, words: int, number: int, is_below_prose: bool, is_followed: bool) -> str:
    """The kind of a paragraph without a sign of its own: a line above the prose or between it, or prose."""
    is_above = not is_below_prose and is_followed
    if is_above and number < 3 and words <= _LONG_LINE and not re.search(r"[.:;,][\"'”’»)\]]*$", line[-20:]):
        return "headline"
    is_between = is_below_prose and is_followed and words <= _CROSSHEAD
    if is_between and not _ENDED.search(line[-20:]) and not _QUOTED.match(line):
        return "crosshead" if line[0].isupper() or not line[0].isalpha() else "prose"
    return "prose"


def _is_title(line: str) -> bool:
    """Whether the words of a line are few and begin with capitals, as those of a place, a day or an agency do."""
    words = _WORD.findall(line)
    return len(words) <= _PLACE_AND_HOUR and all(not word[0].islower() or len(word) <= 3 for word in words)
