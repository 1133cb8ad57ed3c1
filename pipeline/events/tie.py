"""A word that a time is found to date, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Tie:
    """A happening's word, the grammatical path from the time to it, and the rule that found it."""

    token: Token
    basis: str
    rule: str
