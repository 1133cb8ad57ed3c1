"""Marked words that belong together, and what stands before them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from pipeline.language.quotation import MarkedSpan
from pipeline.language.record import record
from pipeline.speech.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token


@record
class Unit:
    """One marked span, or those of paragraphs opened again."""

    marks: tuple[MarkedSpan, ...]
    first_paragraph: int
    begin: int
    """Where the paragraph of the first begins, or the unit before in that paragraph ends."""
    paragraph: int
    end: int
    """Where the paragraph of the last ends."""
    until: int
    """Where the next unit in that paragraph begins, or else `end`."""

    @property
    def first(self) -> MarkedSpan:
        """Its first marked span."""
        return self.marks[0]

    @property
    def last(self) -> MarkedSpan:
        """Its last marked span."""
        return self.marks[-1]

    def before(self, page: Page) -> Token | None:
        """The word before it in its paragraph, or None where there is none."""
        at = self.first.start - 1
        while at >= self.begin and page.doc[at].is_space:
            at -= 1
        return page.doc[at] if at >= self.begin else None


def units(page: Page) -> list[Unit]:
    """The outermost marked spans of a page, in order."""
    found: list[Unit] = []
    marks: list[list[MarkedSpan]] = []
    number = 0
    chained = False
    for mark in page.marks:
        while number + 1 < len(page.paragraphs) and page.paragraphs[number][1] <= mark.start:
            number += 1
        begin, end = page.paragraphs[number]
        if chained and found:
            marks[-1].append(mark)
            found[-1] = dataclasses.replace(found[-1], marks=(mark,), paragraph=number, end=end, until=end)
        else:
            if found and found[-1].paragraph == number:
                found[-1] = dataclasses.replace(found[-1], until=mark.start)
                begin = max(begin, found[-1].last.end)
            marks.append([mark])
            found.append(Unit((mark,), number, begin, number, end, end))
        chained = mark.continued
    return [dataclasses.replace(unit, marks=tuple(own)) for unit, own in zip(found, marks, strict=True)]
