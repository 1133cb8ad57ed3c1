"""Who tells of an event: the quote that it stands in, or "according to"."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from pipeline.events.participants import MentionIndex
from pipeline.language import syntax
from pipeline.quotes.quote import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class QuoteIndex:
    """The quotes of an article, found by the characters they cover."""

    def __init__(self, quotes: list[Quote]) -> None:
        pieces = [(f["start"], f["end"], quote) for quote in quotes for f in quote.fragments]
        self._pieces = sorted(pieces, key=lambda p: (p[0], -p[1]))
        self._starts = [start for start, _, _ in self._pieces]
        self._around: list[int] = []
        open_pieces: list[int] = []
        for index, (start, _, _) in enumerate(self._pieces):
            while open_pieces and self._pieces[open_pieces[-1]][1] <= start:
                open_pieces.pop()
            self._around.append(open_pieces[-1] if open_pieces else -1)
            open_pieces.append(index)

    def innermost(self, start: int, end: int) -> Quote | None:
        """The smallest quote with a fragment that covers these characters."""
        index = bisect.bisect_right(self._starts, start) - 1
        while index >= 0:
            if self._pieces[index][1] >= end:
                return self._pieces[index][2]
            index = self._around[index]
        return None


class Sources:
    """Those whom an article names as the source of a clause with "according to"."""

    def __init__(self, doc: Doc, people: MentionIndex) -> None:
        self._of_head: dict[int, str] = {}
        for word in (token for token in doc if syntax.opens_source(token)):
            mentions = [people.of(source) for _, source in syntax.prepositional_objects(word, "to")]
            named = next((m.entity_id for m in mentions if m is not None and m.entity_id), None)
            if named is not None:
                self._of_head[word.head.i] = named

    def of(self, trigger: Token) -> str | None:
        """The entity according to which the event happened."""
        if not self._of_head:
            return None
        heads = (trigger, *syntax.ancestors(trigger))
        return next((self._of_head[head.i] for head in heads if head.i in self._of_head), None)
