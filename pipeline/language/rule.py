"""What every rule of every extractor has: a name, what it is for, and texts that show it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False, frozen=True, kw_only=True)
class Rule:
    """A rule's identity; extractors add its traits and its function or pattern.

    `name` is in kebab-case and stands in the rows that the rule makes. In `example` the rule decides, and `gives`
    are the words of the rows that come of it; `counterexample` is a text that looks alike and is none of its
    business. `published_at` is the day from which both are read, where that matters.
    """

    name: str
    description: str
    example: str
    gives: tuple[str, ...] = ()
    counterexample: str
    published_at: str | None = None
