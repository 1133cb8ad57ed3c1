"""The extractor's word lists, read once."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from types import MappingProxyType


@functools.cache
def words(name: str) -> Mapping[str, frozenset[str]]:
    """The lists of the file `name`.toml beside this module, each a set of lower-case words."""
    text = importlib.resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    return MappingProxyType(
        {key: frozenset(value.split() if isinstance(value, str) else value) for key, value in lists.items()}
    )
