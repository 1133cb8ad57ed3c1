"""Words that are said without a cue of their own sentence: quotes in quotes, paragraphs and lines after a colon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.language.guard import guarded
from pipeline.language.quotation import MarkedSpan
from pipeline.language.syntax import FINITE, Range, trim, trim_content
from pipeline.lexicon import role_nouns
from pipeline.lexicon.nouns import nouns_that
from pipeline.speech.page import SENTENCE_END, Page
from pipeline.speech.reporting import DASHES, Attribution, attribution, colon_above, lead_between, signed_by

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Said = tuple[list[Range], Attribution]
"""Pieces of content, and whose they are."""

_BULLETS = frozenset(("-", "–", "—", "*", "•", "·"))
_BLOCK = 6
"""How many words a paragraph has at least that is a quote without marks."""
_NESTED, _NESTED_REACH = 4, 6
"""How many tokens a quotation in a quotation has at least, and how far before it its cue stands."""
_RUBRICS = frozenset(
    ("advertisement", "analysis", "breaking", "clarification", "correction", "developing", "editor", "exclusive",
     "live", "note", "notes", "opinion", "photo", "photos", "posted", "published", "results", "update", "updated",
     "video")
)  # fmt: skip
"""Words by which a paper says what a line of its own is: "CORRECTION: …"."""
_TELLERS = frozenset(("cop", "expert", "insider", "source"))
"""Nouns for those who tell papers something, beside those for roles."""
_NO_SPEAKERS = frozenset(("GPE", "LOC", "FAC", "EVENT", "NORP", "DATE"))
_CAPTION = 8
"""How many words a name before a colon may have."""


def nested_quotes(page: Page) -> Iterator[Said]:
    """Quotations in a quotation that a cue leads: “He told me ‘never again,’” she said."""
    for mark in page.all_marks:
        with guarded("direct-nested", mark.start_char, mark.end_char):
            outer = page.marks[page.mark_at[mark.start]] if page.mark_at[mark.start] >= 0 else None
            if mark.depth and outer is not None and mark.end - mark.start >= _NESTED:
                by = _lead_within(page, mark, outer)
                if by is not None:
                    yield [(mark.start, mark.end)], by


def _characters(page: Page, begin: int, end: int) -> Range:
    """The characters of a paragraph, by its first token and the one after its last."""
    return page.doc[begin].idx, page.doc[end - 1].idx + len(page.doc[end - 1])


def _lead_within(page: Page, mark: MarkedSpan, outer: MarkedSpan) -> Attribution | None:
    doc = page.doc
    for i in range(mark.start - 1, max(outer.start, mark.start - _NESTED_REACH), -1):
        cue = page.speech_cue(doc[i])
        if cue is not None:
            low = i
            while low > outer.start + 1 and doc[low - 1].text not in SENTENCE_END:
                low -= 1
            return attribution(page, doc[i], cue, low, mark.start)
        if doc[i].pos_ in ("VERB", "AUX") or doc[i].text in SENTENCE_END:
            return None
    return None


def blocks(page: Page) -> Iterator[Said]:
    """Paragraphs without marks that a cue and a colon at the end of the paragraph before introduce."""
    doc = page.doc
    for number, (begin, end) in enumerate(page.paragraphs):
        with guarded("block", *_characters(page, begin, end)):
            above = colon_above(page, number)
            if above is None or doc[begin].text in _BULLETS or any(page.mark_at[i] >= 0 for i in (begin, end - 1)):
                continue
            by = lead_between(page, *above)
            if by is not None and by.speaker is not None and sum(t.is_alpha for t in doc[begin:end]) >= _BLOCK:
                yield [trim_content(doc, begin, end)], by


def captions(page: Page) -> Iterator[Said]:
    """Speech after a name and a colon: the first line ("Brenner: No new taxes") and transcripts ("BRENNER: No.")."""
    doc = page.doc
    for number, (begin, end) in enumerate(page.paragraphs):
        with guarded("colon", *_characters(page, begin, end)):
            quoted = _quoted_headline(page, begin, end) if number == 0 else None
            if quoted is not None:
                yield quoted
                continue
            colon = next((i for i in range(begin + 1, min(begin + _CAPTION, end - 1)) if doc[i].text == ":"), None)
            name = [t for t in doc[begin:colon] if not t.is_punct] if colon is not None else []
            if colon is None or colon in page.datelines or not name or not _speaks(name, number, end - colon):
                continue
            if number == 0 and not _is_of_speaker(page, name, doc[colon + 1 : end]):
                continue
            if number == 0 and _is_place_of_report(name[-1], [t.text for t in doc[colon:end] if not t.is_space]):
                continue
            head = next((t for t in name if t.pos_ in ("PROPN", "NOUN") and t.head not in name), name[-1])
            last = page.bounds[colon + 1][1] if number == 0 and page.bounds[colon + 1][1] > colon + 2 else end
            content = trim_content(doc, colon + 1, min(last, end))
            if content[0] < content[1]:
                yield [content], Attribution((colon, colon + 1), doc[colon], ":", trim(doc, begin, colon), head)


def _speaks(name: list[Token], number: int, left: int) -> bool:
    """Whether the words before a colon name who speaks: capitals in a transcript, a name in the first line."""
    if name[-1].pos_ not in ("PROPN", "NOUN") and len(name) > 1:
        return False
    if name[0].lower_ in _RUBRICS or name[-1].lower_ in _RUBRICS:
        return False
    if number > 0:
        return all(t.text.isupper() and t.pos_ not in ("ADP", "DET") for t in name)
    return left > 3 and not any(t.tag_ in FINITE for t in name)


def _is_of_speaker(page: Page, name: list[Token], said: Span) -> bool:
    """Whether the name in the first line is whose the words after it are, and not what they are about.

    "Brenner: No new taxes", "Police: Gunman fled", 'Foss on tolls: “Never”'; but "Marlow fire: Man held", "Karl Holm:
    Goth son held".
    """
    last, words = name[-1], [t for t in said if not t.is_space]
    lemma = last.lemma_.lower()
    if lemma in _TELLERS or lemma in nouns_that("evidence") | nouns_that("hearer") or role_nouns.load().kind(lemma):
        return True
    is_known = last.ent_type_ in ("PERSON", "ORG") or _is_named_below(page, last)
    if len(name) == 1 and last.ent_type_ not in _NO_SPEAKERS and is_known:
        return True
    if any(page.mark_at[t.i] >= 0 for t in words):
        return any(t.ent_type_ in ("PERSON", "ORG") for t in name)
    if any(t.pos_ != "PROPN" for t in name) or last.ent_type_ in _NO_SPEAKERS:
        return False
    return len(name) == 1 or (words[-1].text == "." and any(t.tag_ in FINITE for t in words))


def _is_named_below(page: Page, name: Token) -> bool:
    """Whether a word of the headline is a name in the text, as taggers know there."""
    return any(t.text == name.text and t.pos_ == "PROPN" for t in page.doc[name.i + 1 :])


def _quoted_headline(page: Page, begin: int, end: int) -> Said | None:
    """Words in marks before a colon, said by the subject of the rest: “No regrets”: Brenner defends her plan."""
    mark = page.marks[page.mark_at[begin]] if page.mark_at[begin] >= 0 else None
    colon = mark.end if mark is not None and mark.closed else end
    if mark is None or colon + 2 >= end or page.doc[colon].text != ":":
        return None
    subjects = (t for t in page.doc[colon + 1 : end] if t.dep_ == "nsubj" and t.pos_ in ("PROPN", "NOUN"))
    head = next(subjects, None)
    by = Attribution((colon, colon + 1), page.doc[colon], ":")
    if head is not None and head.left_edge.i == colon + 1:
        by = Attribution((colon, colon + 1), page.doc[colon], ":", (colon + 1, head.i + 1), head)
    return [(mark.start, mark.end)], by


def _is_place_of_report(place: Token, words: list[str]) -> bool:
    """Whether a place and a colon tell where a sentence comes from, "Oslo: It rained all day.", as in no headline.

    Taggers know few places: before more than one sentence a name that is no person's is taken for one.
    """
    is_place = place.ent_type_ in ("GPE", "LOC") or (place.pos_ == "PROPN" and not place.ent_type_)
    is_place = is_place or (place.ent_type_ == "ORG" and "." in words[:-1])
    return is_place and not place.text.isupper() and words[-1] == "."


def posts(page: Page) -> Iterator[Said]:
    """Posts shown with their author on the line under them: "— Ada Brenner (@abrenner) May 3, 2024"."""
    doc = page.doc
    for number, (begin, end) in enumerate(page.paragraphs[1:]):
        with guarded("post", *_characters(page, begin, end)):
            above = page.paragraphs[number]
            handle = next(
                (i for i in range(begin, min(begin + _CAPTION, end)) if doc[i].text.startswith(("@", "(@"))), None
            )
            if doc[begin].text not in DASHES or handle is None or any(page.mark_at[i] >= 0 for i in range(*above)):
                continue
            by = signed_by(page, doc[begin], begin + 1, handle)
            content = trim_content(doc, *above)
            if by is not None and content[0] < content[1]:
                yield [content], by
