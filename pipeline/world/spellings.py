"""Names with their short words in full, so that one thing is called by one name: "Mt. Velmora" is Mount Velmora."""

from __future__ import annotations

import functools

from pipeline.lexicon import loader
from pipeline.world import naming

MOUNTS = frozenset(("Mount", "Mt", "Mt."))
"""The word for a mountain, in full and short."""
_FEWEST = 2
"""Words of a street's name."""


@functools.lru_cache(maxsize=16_384)
def in_full(name: str, label: str) -> str:
    """A name of that label without its abbreviations: "West Fifth Street" for "W. 5th St."."""
    parts = name.split()
    if label in ("FAC", "LOC", "GPE") and not MOUNTS.isdisjoint(name.replace("-", " ").split()):
        parts = ["Mount" if part in MOUNTS else _with_mount(part) for part in parts]
    if label == "FAC" and len(parts) >= _FEWEST and _is_street(parts[-1]):
        parts = _street(parts)
    if label == "ORG":
        parts = [_in_full(part, "bodies") for part in parts]
    if label in ("FAC", "GPE", "ORG") and parts[1:2] == ["County"] and parts[0].isupper():
        parts[0] = _in_full(parts[0], "cities")
    return " ".join(parts)


def _in_full(word: str, kind: str) -> str:
    return _words(kind).get(word.lower().rstrip("."), word)


@functools.cache
def _words(kind: str) -> dict[str, str]:
    """The short words of a kind, and what each stands for."""
    pairs = (item.split(": ") for item in loader.items(loader.toml(__package__, "spellings.toml")[kind]))
    return dict(pairs)


def _with_mount(part: str) -> str:
    """ "Velden-Mount" of "Velden-Mt."."""
    before, dash, last = part.rpartition("-")
    return f"{before}{dash}Mount" if last in MOUNTS else part


def _is_street(word: str) -> bool:
    return word in naming.load().streets or naming.load().head_label.get(word) == "FAC"


def _street(parts: list[str]) -> list[str]:
    """The words of a street, in full; "E Street" is called by its letter."""
    is_point = len(parts) > _FEWEST and parts[0].isupper()
    first = _in_full(parts[0], "points" if is_point else "numbers")
    middle = [_in_full(part, "numbers") for part in parts[1:-1]]
    return [first, *middle, _in_full(parts[-1], "streets")]
