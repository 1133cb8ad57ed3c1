"""Names with their short words in full, so that one thing is called by one name: "Mt. Velmora" is Mount Velmora."""

from __future__ import annotations

import functools

from pipeline.world import naming

_ENDS = {
    "ave": "Avenue", "blvd": "Boulevard", "hwy": "Highway", "ln": "Lane", "pkwy": "Parkway", "rd": "Road",
    "st": "Street",
}  # fmt: skip
_POINTS = {
    "e": "East", "n": "North", "ne": "Northeast", "nw": "Northwest", "s": "South", "se": "Southeast", "sw": "Southwest",
    "w": "West",
}  # fmt: skip
_NUMBERS = {
    "1st": "First", "2nd": "Second", "3rd": "Third", "4th": "Fourth", "5th": "Fifth", "6th": "Sixth", "7th": "Seventh",
    "8th": "Eighth", "9th": "Ninth", "10th": "Tenth",
}  # fmt: skip
_BODIES = {
    "assn": "Association",
    "assoc": "Association",
    "dept": "Department",
    "natl": "National",
    "univ": "University",
}
_MOUNTS = frozenset(("Mt", "Mt."))
_FEWEST = 2
"""Words of a street's name."""


@functools.lru_cache(maxsize=16_384)
def in_full(name: str, label: str) -> str:
    """A name of that label without its abbreviations: "West Fifth Street" for "W. 5th St."."""
    parts = name.split()
    if label in ("FAC", "LOC", "GPE") and not _MOUNTS.isdisjoint(name.replace("-", " ").split()):
        parts = ["Mount" if part in _MOUNTS else _with_mount(part) for part in parts]
    if label == "FAC" and len(parts) >= _FEWEST and _is_street(parts[-1]):
        parts = _street(parts)
    if label == "ORG":
        parts = [_BODIES.get(part.lower().rstrip("."), part) for part in parts]
    if label in ("FAC", "GPE", "ORG") and len(parts) >= _FEWEST and parts[0] in ("LA", "L.A.") and parts[1] == "County":
        parts = ["Los", "Angeles", *parts[1:]]
    return " ".join(parts)


def _with_mount(part: str) -> str:
    """ "Velden-Mount" of "Velden-Mt."."""
    before, dash, last = part.rpartition("-")
    return f"{before}{dash}Mount" if last in _MOUNTS else part


def _is_street(word: str) -> bool:
    return word in naming.load().streets or naming.load().head_label.get(word) == "FAC"


def _street(parts: list[str]) -> list[str]:
    """The words of a street, in full; "E Street" is called by its letter."""
    last = _ENDS.get(parts[-1].lower().rstrip("."), parts[-1])
    first = (
        _POINTS.get(parts[0].lower().rstrip("."), parts[0]) if len(parts) > _FEWEST and parts[0].isupper() else parts[0]
    )
    middle = [_NUMBERS.get(part.lower(), part) for part in parts[1:-1]]
    if len(parts) == _FEWEST:
        first = _NUMBERS.get(first.lower(), first)
    return [first, *middle, last]
