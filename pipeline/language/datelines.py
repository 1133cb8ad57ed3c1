"""The datelines of a parsed article: looked for once, and where they stand in tokens."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from pipeline.articles.dateline import Dateline, find_datelines
from pipeline.language.once import once_a_doc, starts_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


@once_a_doc
def datelines(doc: Doc) -> tuple[Dateline, ...]:
    """The datelines of a document, in order, their offsets in its text."""
    return find_datelines(text_of(doc))


@once_a_doc
def dateline_ranges(doc: Doc) -> list[tuple[int, int]]:
    """The first token of each dateline and the token after it and its mark: "LINZ, Austria —" is (0, 4)."""
    found = datelines(doc)
    starts = starts_of(doc)
    return [(bisect.bisect_left(starts, d.start), bisect.bisect_left(starts, d.end)) for d in found]
