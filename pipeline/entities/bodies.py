"""Whose a body is that the text calls by its bare name: "the City Council", "the Foreign Ministry"."""

from __future__ import annotations

import collections
import functools
from collections.abc import Iterable

from pipeline.entities.spans import Name
from pipeline.entities.surroundings import these
from pipeline.entities.words import Words
from pipeline.world import naming, places

_COUNTIES = ("County", "Parish")
_DATELINE = 4
"""For how many names that of the dateline counts."""
UNMARKED = "United States"
"""The country whose bodies go by their bare names."""


def is_local(called: str) -> bool:
    """Whether this is the bare name of what every town or county has one of."""
    return called.lower().replace("’", "'") in _local()


def town_of(words: Words, names: Iterable[Name], body: Name) -> str:
    """What stands before the bare name of a town's or a county's own body, where the article shows it; "" else.

    It is the town of the dateline, or else the one last named before, or the first after; for what counties have, a
    county.
    """
    lower = words.surface(body.start, body.end).lower().replace("’", "'")
    if words.lower[body.start - 1] in these("before_others"):
        return ""
    told = [(name, words.surface(name.start, name.end)) for name in names if name.label == "GPE"]
    counties = [(name, called) for name, called in told if called.endswith(_COUNTIES)]
    towns = [(name, called) for name, called in told if not called.endswith(_COUNTIES) and _is_plain_town(called)]
    dated = [(name, called) for name, called in towns if name.rule == "dateline"]
    if lower in these("bodies_of_counties"):
        found = _nearest(counties, body)
        return found.rpartition(" ")[0] if found and lower.startswith("county ") else found
    if any(called in these("boroughs_of_new_york") for _, called in told):
        return "New York" if lower.startswith("city ") else "New York City"
    if lower in these("bodies_of_either"):
        return _nearest([*counties, *towns], body)
    return _nearest(dated or towns, body)


@functools.cache
def _local() -> frozenset[str]:
    bodies = {body.replace(" '", "'") for body in these("bodies_of_towns") if "’" not in body}
    return frozenset(bodies) | these("bodies_of_counties") | these("bodies_of_either")


def _is_plain_town(called: str) -> bool:
    return places.is_town(called) and places.label(called) is None and naming.known_label(called) is None


def _nearest(told: list[tuple[Name, str]], body: Name) -> str:
    before = [called for name, called in told if name.start < body.start]
    found = before[-1:] or [called for _, called in told][:1]
    return (found[0].title() if found[0].isupper() else found[0]) if found else ""


def country_of(words: Words, names: Iterable[Name]) -> str:
    """The country of which the article speaks most, where it is one that does not leave it out of its bodies' names.

    A capital speaks for its country, and the dateline more than other names.
    """
    counts: collections.Counter[str] = collections.Counter()
    for name in names:
        called = words.surface(name.start, name.end)
        country = (places.country_of(called) or places.of_capital(called)) if name.label in ("GPE", "NORP") else None
        if country and places.is_country(country):
            counts[country] += _DATELINE if name.rule == "dateline" else 1
    most = counts.most_common(2)
    is_clear = most and (len(most) == 1 or most[0][1] >= 2 * most[1][1])
    return most[0][0] if is_clear and most[0][1] > 1 and most[0][0] != UNMARKED else ""
