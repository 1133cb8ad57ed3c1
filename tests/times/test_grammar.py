"""The data files hold together, and the small parts read what they should."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from pipeline.lexicon.loader import toml
from pipeline.times import numbers
from pipeline.times.grammar import grammar, matches
from pipeline.times.holiday import holiday
from pipeline.times.lexer import lex, vocabulary


def test_words_are_in_small_letters() -> None:
    data = toml("pipeline.times", "lexicon.toml")
    for name, words in data.items():
        for group in words.values() if name == "LISTS" else [words]:
            assert all(word == word.lower() for word in group)
            assert len(set(group)) == len(group)


def test_a_rule_matches_only_where_a_word_it_needs_stands() -> None:
    assert list(matches("The cat slept on the mat, and the dog in the yard did not.")) == []


def test_the_words_of_a_class_stand_in_few_stretches_of_symbols() -> None:
    words = vocabulary()
    for name, members in words.classes.items():
        symbols = sorted(ord(words.symbols[word]) for word in members)
        assert sum(after - before > 1 for before, after in itertools.pairwise(symbols)) < 3, name


def test_lexemes_cover_their_words() -> None:
    text = "On Oct. 16, 2025, at 5:30 p.m., the ’90s’ 3rd “half” cost $2,000 and 10% in 2009-10."
    lexemes, symbols = lex(text, grammar().words)
    assert len(lexemes) == len(symbols)
    assert [text[x.start : x.end].lower() for x in lexemes if x.shape == "WORD"][:2] == ["on", "oct."]
    assert [(x.shape, x.word) for x in lexemes if x.shape in ("MONEY", "CLOCK", "ORDINAL", "DECADE", "TO_YEAR")] == [
        ("CLOCK", "5:30"),
        ("DECADE", "’90s"),
        ("ORDINAL", "3rd"),
        ("MONEY", "$2,000"),
        ("MONEY", "10%"),
        ("TO_YEAR", "10"),
    ]
    assert all(a.end <= b.start for a, b in itertools.pairwise(lexemes))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two", 2), ("twenty four", 24), ("a hundred", 100), ("two hundred and five", 205), ("two thousand", 2000),
        ("1.2 million", 1_200_000), ("2 1/2", 2.5), ("two and a half", 2.5), ("a couple of", 2), ("1,000", 1000),
        ("a", 1), ("several", None), ("a dozen", 12), ("½", 0.5), ("1/0", None),
    ],
)  # fmt: skip
def test_numbers(words: str, value: float | None) -> None:
    assert numbers.number(words.split()) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1998", 1998), ("’98", 1998), ("'24", 2024), ("nineteen ninety six", 1996), ("twenty twenty five", 2025),
        ("nineteen oh six", 1906), ("two thousand six", 2006), ("nineteen hundred", 1900), ("soon", None),
    ],
)  # fmt: skip
def test_years(words: str, value: int | None) -> None:
    assert numbers.year(words.split(), 2025) == value


@pytest.mark.parametrize(
    ("words", "value"), [("3rd", 3), ("third", 3), ("twenty first", 21), ("21st", 21), ("5", 5), ("last", None)]
)
def test_ordinals(words: str, value: int | None) -> None:
    assert numbers.ordinal(words.split()) == value


@pytest.mark.parametrize("name", list(toml("pipeline.times", "holidays.toml")["days"]))
def test_every_holiday_has_a_day(name: str) -> None:
    rule = toml("pipeline.times", "holidays.toml")["days"][name]
    for year in (1998, 2025):
        day = holiday(rule, year)
        assert day is None or day.year == year
    assert holiday(rule, 2025)


def test_movable_holidays() -> None:
    days = toml("pipeline.times", "holidays.toml")["days"]
    assert holiday(days["good friday"], 2025) == dt.date(2025, 4, 18)
    assert holiday(days["thanksgiving day?"], 1989) == dt.date(1989, 11, 23)
    assert holiday(days["black friday"], 2024) == dt.date(2024, 11, 29)
    assert holiday(days["yom kippur"], 2025) == dt.date(2025, 10, 2)
    assert holiday(days["election day"], 2016) == dt.date(2016, 11, 8)
    assert holiday(days["election day"], 2022) == dt.date(2022, 11, 8)
    assert holiday(days["election day"], 2024) == dt.date(2024, 11, 5)
    assert holiday("12-25", 0) is None
    assert holiday("easter+0", 1500) is None
