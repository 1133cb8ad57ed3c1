"""The words around names that tell what kind of thing they name, from `surroundings.toml`."""

from __future__ import annotations

import functools

from pipeline.lexicon.loader import items, toml


@functools.cache
def these(name: str) -> frozenset[str]:
    """The list called `name`."""
    return frozenset(items(toml(__package__, "surroundings.toml")[name]))


@functools.cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of verbs whose subject speaks."""
    return frozenset(items(toml(__package__, "speech_verbs.toml")["verbs"]))


@functools.cache
def endings(name: str) -> tuple[str, ...]:
    """The list of endings called `name`."""
    return tuple(sorted(these(name)))
