"""What a rule that finds quotes is: its identity and its traits."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.language.rule import Rule


@dataclass(eq=False, frozen=True, kw_only=True)
class QuoteRule(Rule):
    """A rule that finds quotes.

    `hosts`: its quotes go on in a quotation without a cue of its own: 'It was "bad," she said. "Awful."'
    `nests`: it finds quotes within a quote; what else is told within a quote is the quote's own affair.
    `floats`: what it finds has no cue, and no row where nobody is there to say it.
    `takes_in`: a direct quote that is a part of what it reports is all in it: "She said he replied, '…'".
    `within`: it finds quotes only within another. `verbatim`: its words stand as they were written, marks or none.
    What confidence it earns stands in `confidence.toml`, which is fitted, under its name.
    """

    hosts: bool = False
    nests: bool = False
    floats: bool = False
    takes_in: bool = False
    within: bool = False
    verbatim: bool = False
