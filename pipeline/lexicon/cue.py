"""A word that introduces what somebody says, believes or wants, and what else is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ATTITUDES = ("speech", "belief", "intention", "other")
_OF_PARTICLES = frozenset(("object", "gerund", "about"))
"""The frames that a verb with a particle has only with it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of one of the tables of words.

    `attitudes` tells the attitude of each frame in which it introduces content; `about` and `object_with` hold
    prepositions; `particles` are those of which a verb needs one, "laid *out* a plan"; `also` holds its other traits.
    The tables say what the frames and the traits are.
    """

    lemma: str
    attitudes: Mapping[str, str]
    about: frozenset[str] = frozenset()
    object_with: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()

    @property
    def attitude(self) -> str:
        """What it tells in the first place; empty where it introduces nothing."""
        return next(iter(self.attitudes.values()), "")

    @property
    def is_phrasal(self) -> bool:
        """Whether it introduces nothing without its particle."""
        return bool(self.particles) and ("phrasal" in self.also or self.attitudes.keys() <= _OF_PARTICLES)
