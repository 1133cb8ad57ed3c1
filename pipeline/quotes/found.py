"""What a rule finds: first the words that a cue holds, then a quote in tokens, before it is made a row."""

from __future__ import annotations

import bisect
from dataclasses import field, replace
from typing import TYPE_CHECKING

from pipeline.language.record import record
from pipeline.language.syntax import Range
from pipeline.quotes.rule import QuoteRule

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@record
class Complement:
    """The words that a verb of saying, thinking or wanting holds, before they are trimmed.

    `cue` are the words of the cue where they are more than the verb with its auxiliaries, `addressee` the head of
    those spoken to where the complement tells them.
    """

    content: list[Range]
    cue: Range | None = None
    addressee: Token | None = None


@record
class Found:
    """A quote in tokens. `content` lists its pieces in order; `word` is the main word of the cue.

    `speaker_head` is the head word of the speaker, which may be shared with another clause. `goes_on_with` is the
    next cue of the same speaker: "said …, adding".
    """

    rule: QuoteRule
    attitude: str
    content: list[Range]
    cue: Range | None = None
    word: Token | None = None
    lemma: str | None = None
    speaker: Range | None = None
    speaker_head: Token | None = None
    addressee: Token | None = None
    goes_on_with: Token | None = field(default=None, compare=False)

    def size(self) -> int:
        """Number of content tokens."""
        return sum(end - start for start, end in self.content)

    def span(self, doc: Doc) -> Range:
        """The characters of an article from the first to the last of its content."""
        return doc[self.content[0][0]].idx, doc[self.content[-1][1] - 1].idx + len(doc[self.content[-1][1] - 1])

    def ends(self) -> int:
        """The first token after its content, its cue and its speaker."""
        return max(self.content[-1][1], *(r[1] for r in (self.cue, self.speaker) if r is not None), 0)

    def holds(self, span: Range) -> bool:
        """Whether one piece of its content holds all of a stretch."""
        at = bisect.bisect_right(self.content, span[0], key=lambda piece: piece[0]) - 1
        return at >= 0 and span[1] <= self.content[at][1]

    def saying(self, content: list[Range]) -> Found:
        """The same with other content."""
        return self if content == self.content else replace(self, content=content)
