"""The words that introduce quotes, read from `cues.toml`."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, field
from importlib import resources


@dataclass(slots=True)
class Cue:
    """A word that introduces content: its attitude and the frames it does it in (see `cues.toml`).

    `attitudes` tells the attitude of each frame; `about` and `object_with` hold prepositions.
    """

    lemma: str
    attitudes: dict[str, str] = field(default_factory=dict)
    about: set[str] = field(default_factory=set)
    object_with: set[str] = field(default_factory=set)

    @property
    def attitude(self) -> str:
        """The attitude of the first frame that names the word."""
        return next(iter(self.attitudes.values()))


@dataclass(frozen=True)
class Lexicon:
    """The cues by lemma, a table for each part of speech."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    data = tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text("utf-8"))
    return Lexicon(*(_read(data[kind]) for kind in ("verb", "noun", "adjective")))


def _read(groups: list[dict]) -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for group in groups:
        for lemma in group["lemmas"].split():
            cue = cues.setdefault(lemma, Cue(lemma))
            frames = list(group.get("frames", ()))
            for key, prepositions in (("about", cue.about), ("object-with", cue.object_with)):
                if key in group:
                    frames.append(key)
                    prepositions.update(group[key].split())
            for frame in frames or ["any"]:
                cue.attitudes.setdefault(frame, group["attitude"])
    return cues


def look_up(table: dict[str, Cue], lemma: str) -> Cue | None:
    """The cue of a lemma. Taggers make "hop" of "hoping" and "rat" of "rated": a lost final e is tried."""
    return table.get(lemma) or (table.get(lemma + "e") if len(lemma) > 2 else None)
