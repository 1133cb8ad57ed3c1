"""A word that introduces what somebody says, believes or wants, and what else is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ATTITUDES = ("speech", "belief", "intention", "other")


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of one of the tables of words.

    `attitudes` tells the attitude of each frame in which it introduces content; `about` and `object_with` hold
    prepositions; `also` holds its other traits. The tables say what the frames and the traits are.
    """

    lemma: str
    attitudes: Mapping[str, str]
    about: frozenset[str] = frozenset()
    object_with: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()

    @property
    def attitude(self) -> str:
        """What it tells in the first place; empty where it introduces nothing."""
        return next(iter(self.attitudes.values()), "")
