"""A text as time words: what the grammar of time expressions is matched against.

Every word, number and mark becomes a lexeme. The lexemes stand in a string of symbols too, a character
each, so that rules written over classes of words are ordinary regular expressions over that string.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.lexicon.loader import toml

_LEXEME = re.compile(
    r"[^\S\n]*+(?:"
    r"(?P<MERIDIEM>(?<=[\d\s])(?:[ap]\.\s?m\.|[ap]m\b))"
    r"|(?P<WORD>[^\W\d_]++(?!\d))"
    r"|(?P<BREAK>\n(?!\s*(?-i:[a-z\d]))|\n\s*\n)"
    r"|(?P<COMMA>,)"
    r"|(?a:(?P<MONEY>[$£€¥#№]\s?\d[\d,.]*|\d[\d,]*(?:\.\d+)?\s?%)"
    r"|(?P<ISO>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<SLASHED>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])|\d{1,2}\.\d{1,2}\.\d{4}(?!\.?\w)|\d{4}/\d\d/\d\d(?![\w/]))"
    r"|(?P<YEARS>(?:1[5-9]|20)\d\d[-–/]\d\d(?![\w/-]))"
    r"|(?P<CLOCK>\d{1,2}:\d\d(?::\d\d)?(?![\d:])|\d{1,2}\.\d\d(?=\s?[ap]\.?m\b))"
    r"|(?P<DECADE>['’‘]?\d0['’]?s\b|(?:1\d|20)\d0['’]?s\b)"
    r"|(?P<ORDINAL>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<SHORT_YEAR>['’‘]\d\d(?!\w))"
    r"|(?P<NINE_ELEVEN>9/11(?![\w/]))"
    r"|(?P<FRACTION>\d/\d(?![\w/])|[¼½¾])"
    r"|(?P<FIGURE>(?:\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+)(?!\w)|\d{1,2}(?=[ap]\.?m\b)|\d{1,3}(?=(?:hrs?|mins?|secs)\b))"
    r"|(?P<QUARTER>q[1-4]\b|[1-4]q\b)"
    r"|(?P<HALF_YEAR>h[12]\b)"
    r"|(?P<FISCAL_YEAR>fy(?:\d{4}|\d\d)\b))"
    r"|(?P<OTHER>[^\W\d_]*\d\w*)"
    r"|(?P<S>['’]s?\b|(?<=s)['’](?!\w))"
    r"|(?P<DASH>--+|[—―])"
    r"|(?P<HYPHEN>[-–‐‑])"
    r"|(?P<MARK>\S))",
    re.IGNORECASE,
)
_SHAPES = (
    "BREAK", "MONEY", "OTHER", "ISO", "SLASHED", "TO_YEAR", "CLOCK", "DECADE", "ORDINAL", "SHORT_YEAR", "NINE_ELEVEN",
    "FRACTION", "QUARTER", "HALF_YEAR", "FISCAL_YEAR", "MERIDIEM", "S", "COMMA", "DASH", "HYPHEN", "MARK", "WORD",
)  # fmt: skip
_FIGURE_SHAPES = ("N12", "N24", "N31", "N59", "N99", "YEAR4", "NUMBER", "DECIMAL")
_FIRST_SYMBOL = 0x100
"""Symbols start beyond the characters that mean something in a regular expression."""


class Lexeme(NamedTuple):
    """A word, number or mark of a text: `word` in lower case, `shape` its kind, `[start, end)` where it is."""

    word: str
    shape: str
    start: int
    end: int


@dataclass(frozen=True)
class Vocabulary:
    """The words of the lexicon: what each class holds, and the symbol of every word and shape.

    `classes` gives what a word stands for, by class; `symbols` has the words and, in capitals, the shapes.
    """

    classes: dict[str, dict[str, object]]
    symbols: dict[str, str]

    def pattern(self, name: str) -> str:
        """A regular expression for one lexeme of a class, a shape, or one word."""
        if name in self.classes:
            return "[" + "".join(self.symbols[word] for word in self.classes[name]) + "]"
        return self.symbols[name]


@functools.cache
def vocabulary(more: frozenset[str] = frozenset()) -> Vocabulary:
    """The lexicon's words and those of `more`, with a symbol each. Abbreviations lose their full stop."""
    data = dict(toml(__package__, "lexicon.toml"))
    lists = data.pop("LISTS")
    classes: dict[str, dict[str, object]] = {name: {word: word for word in words} for name, words in lists.items()}
    classes |= {name: {word.rstrip("."): of for word, of in words.items()} for name, words in data.items()}
    classes_of: dict[str, list[str]] = {word: [] for word in more}
    for name, members in classes.items():
        for word in members:
            classes_of.setdefault(word, []).append(name)
    # Words of the same classes stand side by side: a class is then few stretches of symbols, compiled in half the time.
    words = sorted(classes_of, key=lambda word: (classes_of[word], word))
    symbols = {name: chr(_FIRST_SYMBOL + i) for i, name in enumerate((*_SHAPES, *_FIGURE_SHAPES, *words))}
    return Vocabulary(classes, symbols)


def unit_named(word: str) -> str:
    """The unit that a word names, in the singular; any other word is itself."""
    classes = vocabulary().classes
    return str(classes["UNIT"].get(word) or classes["UNITS"].get(word) or word)


@functools.cache
def _abbreviations() -> frozenset[str]:
    data = toml(__package__, "lexicon.toml")
    return frozenset(w[:-1] for words in data.values() if isinstance(words, dict) for w in words if w.endswith("."))


def lex(text: str, words: Vocabulary) -> tuple[list[Lexeme], str]:
    """The lexemes of a text and the string of their symbols, of the same length."""
    abbreviations = _abbreviations()
    symbols = words.symbols
    other = symbols["WORD"]
    lexemes: list[Lexeme] = []
    string: list[str] = []
    for match in _LEXEME.finditer(text):
        shape = match.lastgroup or "MARK"
        start, end = match.span(shape)
        if lexemes and start < lexemes[-1].end:
            continue  # the full stop of an abbreviation
        word = match[shape].lower()
        if shape == "WORD":
            string.append(symbols.get(word, other))
            if word in abbreviations and text[end : end + 1] == ".":
                end += 1
        elif shape == "YEARS":
            # "2009-10" is two years, the second in two figures.
            lexemes.append(Lexeme(word[:4], "YEAR4", start, start + 4))
            string.append(symbols["YEAR4"])
            shape, word, start = "TO_YEAR", word[5:], start + 5
            string.append(symbols[shape])
        elif shape == "FIGURE":
            shape = _figure_shape(word)
            string.append(symbols[shape])
        else:
            string.append(symbols[shape])
        lexemes.append(Lexeme(word, shape, start, end))
    return lexemes, "".join(string)


def _figure_shape(figure: str) -> str:
    if not figure.isdigit():
        return "DECIMAL" if "." in figure else "NUMBER"
    if len(figure) == 4 and 1000 <= int(figure) <= 2999:
        return "YEAR4"
    if len(figure) > 2:
        return "NUMBER"
    number = int(figure)
    if 1 <= number <= 12:
        return "N12"
    return "N24" if number <= 24 else "N31" if number <= 31 else "N59" if number <= 59 else "N99"
