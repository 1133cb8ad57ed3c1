"""Who tells of an event: the quote that it stands in, or "according to"."""

from __future__ import annotations

import bisect

from spacy.tokens import Token

from pipeline.events.participants import MentionIndex
from pipeline.language import syntax
from pipeline.quotes.quote import Quote


class QuoteIndex:
    """The quotes of an article, found by the characters they cover."""

    def __init__(self, quotes: list[Quote]) -> None:
        pieces = [(f["start"], f["end"], quote) for quote in quotes for f in quote.fragments]
        self._pieces = sorted(pieces, key=lambda p: (p[0], -p[1]))
        self._starts = [p[0] for p in self._pieces]
        self._longest = max((p[1] - p[0] for p in pieces), default=0)

    def innermost(self, start: int, end: int) -> Quote | None:
        """The smallest quote with a fragment that covers these characters."""
        at = bisect.bisect_right(self._starts, start) - 1
        while at >= 0 and self._starts[at] >= start - self._longest:
            if self._pieces[at][1] >= end:
                return self._pieces[at][2]
            at -= 1
        return None

    def around(self, start: int, end: int, trigger: Token, people: MentionIndex) -> tuple[str | None, str | None]:
        """Id of the quote in which the event is told, and of the entity that reports it."""
        quote = self.innermost(start, end)
        if quote is not None:
            return quote.quote_id, quote.speaker_entity_id
        return None, _according_to(trigger, people)


def _according_to(trigger: Token, people: MentionIndex) -> str | None:
    for head in (trigger, *syntax.ancestors(trigger)):
        for child in head.children:
            if child.lower_ == "according":
                for _, source in syntax.prepositional_objects(child, "to"):
                    mention = people.of(source)
                    if mention is not None and mention.entity_id:
                        return mention.entity_id
    return None
