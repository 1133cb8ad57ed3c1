"""Reading data files: TOML with comma-separated lists, and tables of tab-separated values.

A list is one string of items with commas or line breaks between them, so that a line of a lexicon reads like
a line of prose and an item may have several words.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


@functools.cache
def toml(package: str, name: str) -> dict[str, Any]:
    """The TOML file `name` in a package."""
    return tomllib.loads(_text(package, name))


@functools.cache
def tsv(package: str, name: str) -> list[dict[str, str]]:
    """The rows of the tab-separated file `name` in a package, by the columns of its first line; # begins a comment."""
    lines = [line for line in _text(package, name).splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


@functools.cache
def word_lists(package: str, name: str) -> Mapping[str, frozenset[str]]:
    """The lists of the TOML file `name`, which holds nothing else."""
    return MappingProxyType({key: frozenset(items(text)) for key, text in toml(package, name).items()})


def items(text: str) -> list[str]:
    """The items of a list, in order."""
    return [item for item in (part.strip() for part in text.replace("\n", ",").split(",")) if item]


def _text(package: str, name: str) -> str:
    return importlib.resources.files(package).joinpath(name).read_text("utf-8")
