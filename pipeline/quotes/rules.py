"""The rules by their names, as a quote's `rule` column gives them."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it looks for, a sentence it finds with the content it takes, and one it leaves alone."""

    name: str
    description: str
    example: str
    content: tuple[str, ...]
    counterexample: str


@functools.cache
def rules() -> dict[str, Rule]:
    """Every rule that may stand in `quotes.rule`, by name."""
    data = tomllib.loads(resources.files(__package__).joinpath("rules.toml").read_text("utf-8"))
    return {
        name: Rule(name, r["description"], r["example"], tuple(r["content"]), r["counterexample"])
        for name, r in data.items()
    }
