"""Every rule of the events' extractor: its example needs it, its counterexample does not."""

from __future__ import annotations

import pytest

from pipeline.events import rules
from pipeline.events.extractor import find_event_mentions
from pipeline.times.extractor import find_time_expressions

OVER_ALL = "day-of-scene"
"""The rule that dates parts of an incident by the rest of the article, as rules within a sentence do more closely."""


@pytest.fixture(scope="module")
def told(parse, make_article):
    def run(text, published_at):
        article, doc = make_article(text, published_at), parse(text)
        rows = find_event_mentions(doc, article, [], find_time_expressions(doc, article), [])
        return tuple(f"{row.trigger}={row.date_start or '-'}" for row in rows)

    return run


@pytest.mark.parametrize("rule", rules.RULES, ids=[rule.name for rule in rules.RULES])
def test_a_rule_is_needed_by_its_example_alone(rule, told, monkeypatch):
    assert told(rule.example, rule.published_at) == rule.gives
    if rule.name != OVER_ALL:
        monkeypatch.setattr(rules, "RULES", tuple(one for one in rules.RULES if one.name != OVER_ALL))
    counterexample = told(rule.counterexample, rule.published_at)
    monkeypatch.setattr(rules, "RULES", tuple(one for one in rules.RULES if one is not rule))
    assert told(rule.example, rule.published_at) != rule.gives
    assert told(rule.counterexample, rule.published_at) == counterexample


def test_names_are_kebab_case_and_differ():
    names = [rule.name for rule in rules.RULES]
    assert len(names) == len(set(names))
    assert all(name == name.lower() and "_" not in name and " " not in name for name in names)
