"""What is told as a happening is weighed: each sign is borne by its example and not by its counterexample."""

from __future__ import annotations

import dataclasses
import math

import pytest

from pipeline.events import rules, worth
from pipeline.events.extractor import weighed


@pytest.fixture(scope="module")
def case_of(parse, make_article):
    """A text with a word between asterisks to the case of that word."""
    from pipeline.entities.extractor import find_mentions
    from pipeline.quotes.extractor import find_quotes
    from pipeline.times.extractor import find_time_expressions

    def run(marked):
        before, word, after = marked.split("*")
        text = before + word + after
        article, doc = make_article(text, "2024-03-15"), parse(text)
        mentions, times = find_mentions(doc, article), find_time_expressions(doc, article)
        told = weighed(doc, article, mentions, times, find_quotes(doc, article, mentions, times))
        (case,) = [case for row, case in told if row.start == len(before)]
        return case

    return run


@pytest.mark.parametrize("sign", worth.SIGNS, ids=[sign.name for sign in worth.SIGNS])
def test_a_sign_is_borne_by_its_example_alone(sign, case_of, monkeypatch):
    case, other = case_of(sign.example), case_of(sign.counterexample)
    assert sign.is_borne(case)
    assert not sign.is_borne(other)
    weight, weight_of_other = case.log_odds, other.log_odds
    monkeypatch.setattr(worth, "SIGNS", tuple(one for one in worth.SIGNS if one is not sign))
    assert math.isclose(dataclasses.replace(case).log_odds, weight - sign.weight)
    assert dataclasses.replace(other).log_odds == weight_of_other


def test_names_are_kebab_case_and_differ():
    names = [sign.name for sign in worth.SIGNS]
    assert len(names) == len(set(names))
    assert all(name == name.lower() and "_" not in name and " " not in name for name in names)


def test_what_little_speaks_for_has_a_row_only_where_it_is_dated(rows_of, monkeypatch):
    text = 'Rebels attacked Lund. "They entered the mill{}," Per Holm said.'
    assert [row.trigger for row in rows_of(text.format(""))] == ["attacked"]
    assert [row.trigger for row in rows_of(text.format(" on Monday"))] == ["attacked", "entered"]
    monkeypatch.setattr(worth, "LEAST", -9.0)
    assert [row.trigger for row in rows_of(text.format(""))] == ["attacked", "entered"]


def test_the_chance_is_that_of_the_log_odds(case_of):
    case = case_of("Rebels *attacked* the convoy.")
    assert 0.9 < worth.chance(case) < 1
    assert math.isclose(math.log(worth.chance(case) / (1 - worth.chance(case))), case.log_odds)


def test_a_happening_is_no_surer_than_its_signs_make_it(rows_of, monkeypatch):
    text = 'Rebels attacked Lund. "They entered the mill on Monday," Per Holm said.'
    attacked, entered = rows_of(text)
    assert attacked.confidence == rules.confidences()["main-verb"]
    assert 0 < entered.confidence < rules.confidences()["dated-verb"]
    monkeypatch.setattr(worth, "BIAS", worth.BIAS - 1)
    assert rows_of(text)[-1].confidence < entered.confidence
