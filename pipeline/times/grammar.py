"""The grammar of time expressions, compiled: rules over the lexemes of a text, and their matches."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.language.record import record
from pipeline.language.rule import Rule
from pipeline.lexicon.loader import toml
from pipeline.times.lexer import Lexeme, Vocabulary, lex, vocabulary

_ITEM = re.compile(
    r"(?:(?P<name>[a-z]\w*):)?(?:(?P<open>\((?:\?[=!])?)|(?P<thing>[A-Z][A-Z_0-9]*|[a-z]+))|(?P<rest>[)|?*]|\{[\d,]+\})"
)
_COPY = re.compile(r"_\d+$")


@dataclass(eq=False, frozen=True, kw_only=True)
class GrammarRule(Rule):
    """A rule of the grammar: its regular expression, and by name the reader of what it matches and its guard.

    `needs` are symbols of which one is in everything it matches; None where there is no such set. `arguments` are
    for its reader.
    """

    expression: str
    needs: frozenset[str] | None
    reader: str
    guard: str | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    rank: int

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when a text first holds what it needs: that of all takes longer than an article."""
        return re.compile(self.expression)


@record
class Match:
    """What a rule matched: the lexemes `[first, last)` of a text, and those of each named part."""

    rule: GrammarRule
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


@dataclass(frozen=True)
class Grammar:
    """The vocabulary, the rules by the symbols they need, and the runs of symbols that they may match in."""

    words: Vocabulary
    rules: tuple[GrammarRule, ...]
    by_symbol: dict[str, tuple[GrammarRule, ...]]
    run: re.Pattern[str]


@functools.cache
def grammar() -> Grammar:
    """The grammar of the data files, made once."""
    data = toml(__package__, "grammar.toml")
    macros: dict[str, str] = dict(data["macros"])
    macros["HOLIDAY"] = "(" + "|".join(f"({name})" for name in toml(__package__, "holidays.toml")["days"]) + ")"
    texts = [*macros.values(), *(rule["pattern"] for rule in data["rule"])]
    things = {m["thing"] for text in texts for m in _ITEM.finditer(text) if m["thing"]}
    words = vocabulary(frozenset(thing for thing in things if thing.islower()))
    return _with_rules(words, [_rule(rank, entry, macros, words) for rank, entry in enumerate(data["rule"])])


def without(rule: GrammarRule) -> Grammar:
    """The grammar as it would be without one of its rules."""
    return _with_rules(grammar().words, [other for other in grammar().rules if other is not rule])


def _with_rules(words: Vocabulary, rules: list[GrammarRule]) -> Grammar:
    by_symbol: dict[str, list[GrammarRule]] = {}
    for rule in rules:
        for symbol in rule.needs or words.symbols.values():
            by_symbol.setdefault(symbol, []).append(rule)
    outside = "".join(words.symbols[shape] for shape in ("BREAK", "OTHER", "MONEY", "WORD"))
    return Grammar(words, tuple(rules), {k: tuple(v) for k, v in by_symbol.items()}, re.compile(f"[^{outside}]+"))


_IDENTITY = frozenset(f.name for f in dataclasses.fields(Rule))


def _rule(rank: int, entry: dict[str, Any], macros: dict[str, str], words: Vocabulary) -> GrammarRule:
    """A rule of the data file."""
    expression, needs = _Compiler(macros, words).compile(entry["pattern"])
    identity: dict[str, Any] = {
        key: tuple(value) if key == "gives" else value for key, value in entry.items() if key in _IDENTITY
    }
    return GrammarRule(
        **identity,
        expression=expression,
        needs=needs,
        reader=entry["reading"],
        guard=entry.get("guard"),
        arguments={k: v for k, v in entry.items() if k not in _IDENTITY | {"pattern", "reading", "guard"}},
        rank=rank,
    )


def holiday_rule(match: Match) -> str | None:
    """How to find the day of the holiday that the part `holiday` of a match names; see `holidays.toml`."""
    words = grammar().words
    first, last = match.parts["holiday"]
    symbols = "".join(words.symbols.get(x.word, words.symbols[x.shape]) for x in match.lexemes[first:last])
    for name, rule in _holidays():
        if name.fullmatch(symbols):
            return rule
    return None


@functools.cache
def _holidays() -> tuple[tuple[re.Pattern[str], str], ...]:
    days: dict[str, str] = toml(__package__, "holidays.toml")["days"]
    words = grammar().words
    return tuple((re.compile(_Compiler({}, words).compile(name)[0]), rule) for name, rule in days.items())


class _Compiler:
    """Turns a pattern in the notation of the data file into a regular expression over symbols."""

    def __init__(self, macros: dict[str, str], words: Vocabulary):
        self.macros, self.words = macros, words
        self.names: dict[str, int] = {}
        self.common = frozenset(
            words.symbols[w] for w in ("the", "a", "of", "in", "to", "and", "on", "N12", "MARK", "COMMA")
        )

    def compile(self, text: str) -> tuple[str, frozenset[str] | None]:
        """The regular expression, and symbols of which one is in every match."""
        return self._alternatives(list(_ITEM.finditer(text)))

    def _alternatives(self, items: list[re.Match[str]]) -> tuple[str, frozenset[str] | None]:
        """Consumes items up to the bracket that closes these alternatives, or the end."""
        patterns: list[str] = []
        needs: list[frozenset[str] | None] = []
        sequence, best = "", None
        while items:
            item = items.pop(0)
            if item["rest"] == ")":
                break
            if item["rest"] == "|":
                patterns.append(sequence)
                needs.append(best)
                sequence, best = "", None
                continue
            pattern, need = self._item(item, items)
            if items and items[0]["rest"] and items[0]["rest"][0] in "?*{":
                pattern += items.pop(0)["rest"]
                need = None
            sequence += pattern
            if need and (best is None or self._weight(need) < self._weight(best)):
                best = need
        patterns.append(sequence)
        needs.append(best)
        return "|".join(patterns), None if None in needs else frozenset().union(*(n for n in needs if n))

    def _item(self, item: re.Match[str], items: list[re.Match[str]]) -> tuple[str, frozenset[str] | None]:
        thing, opened = item["thing"], item["open"]
        opening, closing = "(?:", ")"
        if item["name"]:
            # Python allows a group name once; a later use gets a number, which `matches` takes off again.
            self.names[item["name"]] = self.names.get(item["name"], 0) + 1
            opening = f"(?P<{item['name']}_{self.names[item['name']]}>"
        need: frozenset[str] | None
        if opened:
            inner, need = self._alternatives(items)
            if opened != "(":
                opening, need = opened, None
        elif thing in self.macros:
            inner, need = self.compile(self.macros[thing])
        else:
            inner = self.words.pattern(thing)
            need = frozenset(inner.strip("[]"))
            if not item["name"]:
                opening = closing = ""
        return opening + inner + closing, need

    def _weight(self, symbols: frozenset[str]) -> tuple[bool, int]:
        return bool(symbols & self.common), len(symbols)


def matches(text: str) -> Iterator[Match]:
    """Every match of every rule in a text; they may overlap."""
    rules = grammar()
    lexemes, symbols = lex(text, rules.words)
    by_symbol = rules.by_symbol
    for run in rules.run.finditer(symbols):
        first, last = run.span()
        chosen = {rule.rank: rule for symbol in set(symbols[first:last]) for rule in by_symbol.get(symbol, ())}
        for rule in chosen.values():
            # One symbol more than the run, for what a pattern says must not follow.
            for found in rule.pattern.finditer(symbols, first, last + 1):
                parts = {_COPY.sub("", k): found.span(k) for k, v in found.groupdict().items() if v is not None}
                yield Match(rule, lexemes, found.start(), found.end(), parts)
