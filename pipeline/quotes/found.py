"""What a rule finds: a quote in tokens, before it is made a row."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.language.syntax import Range


@dataclass(slots=True)
class Found:
    """A quote in tokens. `content` lists its pieces in order; `word` is the main word of the cue.

    `speaker_head` is the head word of the speaker, which may be shared with another clause. `goes_on_with` is the
    next cue of the same speaker: "said …, adding".
    """

    rule: str
    attitude: str
    content: list[Range]
    cue: Range | None = None
    word: Token | None = None
    lemma: str | None = None
    speaker: Range | None = None
    speaker_head: Token | None = None
    addressee: Token | None = None
    goes_on_with: Token | None = None

    def size(self) -> int:
        """Number of content tokens."""
        return sum(end - start for start, end in self.content)
