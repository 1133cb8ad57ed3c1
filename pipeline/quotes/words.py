"""Lists of nouns and verbs that the rules go by, read from `words.toml`."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, fields
from importlib import resources


@dataclass(frozen=True)
class Words:
    """The lists by name; `words.toml` says what each holds."""

    hearers: frozenset[str]
    channels: frozenset[str]
    services: frozenset[str]
    documents: frozenset[str]
    telling: frozenset[str]
    carrying: frozenset[str]
    made: frozenset[str]
    states: frozenset[str]
    evidence: frozenset[str]


@functools.cache
def words() -> Words:
    """The lists that come with the package."""
    data = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    return Words(**{field.name: frozenset(data[field.name].split()) for field in fields(Words)})
