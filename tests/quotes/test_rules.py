"""Every rule decides in its example and has nothing to do with its counterexample."""

import pytest

from pipeline.quotes import rules
from pipeline.quotes.extractor import find_quotes


@pytest.fixture
def read(parse, make_article):
    def texts(text):
        quotes = find_quotes(parse(text), make_article(text), [], [])
        return tuple(" … ".join(text[f["start"] : f["end"]] for f in q.fragments) for q in quotes)

    return texts


def without(monkeypatch, rule):
    monkeypatch.setattr(rules, "RULES", tuple(other for other in rules.RULES if other is not rule))


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.name)
def test_example(rule, read, monkeypatch):
    assert read(rule.example) == rule.gives
    without(monkeypatch, rule)
    assert read(rule.example) != rule.gives


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.name)
def test_counterexample(rule, read, monkeypatch):
    expected = read(rule.counterexample)
    without(monkeypatch, rule)
    assert read(rule.counterexample) == expected


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.name)
def test_example_is_of_that_rule(rule, parse, make_article):
    quotes = find_quotes(parse(rule.example), make_article(rule.example), [], [])
    assert rule.name in [q.rule for q in quotes]


def test_names_are_unique_and_in_kebab_case():
    names = [rule.name for rule in rules.RULES]
    assert len(set(names)) == len(names)
    assert all(name == name.lower() and name.replace("-", "").isalpha() for name in names)


def test_descriptions_are_sentences():
    assert all(rule.description.endswith((".", "”")) for rule in rules.RULES)
