"""The kinds of rules that find quotes, by what they look at, with their functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.language.syntax import Range
from pipeline.lexicon.cue import Cue
from pipeline.quotes.found import Complement, Found
from pipeline.quotes.rule import QuoteRule
from pipeline.speech.page import Page
from pipeline.speech.reporting import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(eq=False, frozen=True, kw_only=True)
class QuotationRule(QuoteRule):
    """A rule for quotations that `speech` has recognised, by their kind."""

    kind: str


@dataclass(eq=False, frozen=True, kw_only=True)
class PageRule(QuoteRule):
    """A rule that looks through a whole page: what it finds are pieces of content and whose they are."""

    find: Callable[[Page], Iterator[tuple[list[Range], Attribution]]]


@dataclass(eq=False, frozen=True, kw_only=True)
class VerbRule(QuoteRule):
    """A rule for the complement of a cue verb that can stand in one of `frames`.

    The attitude is that of the first frame the verb has. `whole`: a colon after the content goes on with it.
    `yields`: where the infinitive is a cue with content of its own, that one counts ("declined to say when").
    """

    frames: tuple[str, ...]
    find: Callable[[Page, Token, Cue], Complement | None]
    whole: bool = False
    yields: bool = False

    def frame(self, cue: Cue) -> str | None:
        """The first of its frames that a verb can stand in."""
        return next((frame for frame in self.frames if frame in cue.attitudes), None)


class VerbRules:
    """The rules for complements, in their order. Which of them a verb is for is worked out once."""

    def __init__(self, rules: Iterable[VerbRule]) -> None:
        self._rules = tuple(rules)
        self._of_verb: dict[str, list[tuple[VerbRule, str]]] = {}

    def of(self, cue: Cue) -> list[tuple[VerbRule, str]]:
        """The rules for a verb of the table, each with the first of its frames that the verb can stand in."""
        if cue.lemma not in self._of_verb:
            frames = ((rule, rule.frame(cue)) for rule in self._rules)
            self._of_verb[cue.lemma] = [(rule, frame) for rule, frame in frames if frame is not None]
        return self._of_verb[cue.lemma]


@dataclass(eq=False, frozen=True, kw_only=True)
class WordRule(QuoteRule):
    """A rule for a noun, an adjective or another word that holds what is said."""

    find: Callable[[WordRule, Page, Token], Found | None]
    words: Callable[[Token], bool]
    """Which words it looks at."""
