"""The grammar of time expressions, compiled: rules over the lexemes of a text, and their matches."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.times.lexer import Lexeme, Vocabulary, lex, read_data, vocabulary

_ITEM = re.compile(r"([a-z]\w*:)?(\(\?[:=!]|\(|[A-Z][A-Z_0-9]*|[a-z]+)|(\{[\d,]+\}|\S)|\s+")
_COPY = re.compile(r"_\d+$")


@dataclass(frozen=True)
class Rule:
    """A rule: its name, its compiled pattern, the reading it is given, and that reading's arguments."""

    name: str
    pattern: re.Pattern[str]
    reading: str
    guard: str | None
    arguments: dict[str, Any]
    rank: int


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule matched: the lexemes `[first, last)` of a text, and those of each named part."""

    rule: Rule
    lexemes: list[Lexeme]
    first: int
    last: int
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.lexemes[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in the text (exclusive)."""
        return self.lexemes[self.last - 1].end

    @property
    def all_words(self) -> list[str]:
        """The words matched, in lower case."""
        return [lexeme.word for lexeme in self.lexemes[self.first : self.last]]

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    def words(self, part: str) -> list[str]:
        """The words of a named part; none where the rule matched without it."""
        first, last = self.parts.get(part, (0, 0))
        return [lexeme.word for lexeme in self.lexemes[first:last]]

    def word(self, part: str) -> str:
        """The words of a named part as one string, a blank between them."""
        return " ".join(self.words(part))


@functools.cache
def grammar() -> tuple[Vocabulary, tuple[Rule, ...]]:
    """The vocabulary and the rules, read from the data files and compiled once."""
    data = read_data("grammar.toml")
    macros: dict[str, str] = data["macros"]
    texts = [*macros.values(), *(rule["pattern"] for rule in data["rule"])]
    literals = {m[2] for text in texts for m in _ITEM.finditer(text) if m[2] and m[2].islower() and m[2].isalpha()}
    words = vocabulary(frozenset(literals))
    rules = []
    for rank, rule in enumerate(data["rule"]):
        arguments = {k: v for k, v in rule.items() if k not in ("name", "pattern", "reading", "guard")}
        pattern = re.compile(_compiled(rule["pattern"], macros, words, {}))
        rules.append(Rule(rule["name"], pattern, rule["reading"], rule.get("guard"), arguments, rank))
    return words, tuple(rules)


def _compiled(text: str, macros: dict[str, str], words: Vocabulary, names: dict[str, int]) -> str:
    """A pattern in the notation of the data file as a regular expression over symbols."""
    out: list[str] = []
    closers: list[str] = []
    for item in _ITEM.finditer(text):
        name, thing, rest = item[1], item[2], item[3]
        if name:
            # Python allows a group name once; a later use gets a number, which `matches` takes off again.
            name = name[:-1]
            names[name] = names.get(name, 0) + 1
            out.append(f"(?P<{name}_{names[name]}>")
        if thing is None:
            if rest == ")":
                out.append(")" + closers.pop())
            elif rest:
                out.append(rest)
        elif thing.startswith("("):
            out.append("(?:" if thing == "(" else thing)
            closers.append(")" if name else "")
        else:
            out.append(_compiled(macros[thing], macros, words, names) if thing in macros else words.pattern(thing))
            if name:
                out.append(")")
    return "".join(out)


def matches(text: str) -> Iterator[Match]:
    """Every match of every rule in a text; they may overlap."""
    words, rules = grammar()
    lexemes, symbols = lex(text, words)
    for rule in rules:
        for found in rule.pattern.finditer(symbols):
            parts = {_COPY.sub("", k): found.span(k) for k, v in found.groupdict().items() if v is not None}
            yield Match(rule, lexemes, found.start(), found.end(), parts)
