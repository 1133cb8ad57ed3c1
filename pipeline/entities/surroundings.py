"""The words around names that tell what kind of thing they name, from `surroundings.toml`."""

from __future__ import annotations

import functools

from pipeline.lexicon.loader import items, toml


@functools.cache
def these(name: str) -> frozenset[str]:
    """The list called `name`."""
    return frozenset(items(toml(__package__, "surroundings.toml")[name]))


@functools.cache
def endings(name: str) -> tuple[str, ...]:
    """The list of endings called `name`."""
    return tuple(sorted(these(name)))


@functools.cache
def kin() -> frozenset[str]:
    """The nouns for kin, of whatever age."""
    return these("elder_kin") | these("younger_kin") | these("other_kin")
