"""Every rule of the grammar, every guard and every reader decides its example and leaves its counterexample alone."""

from __future__ import annotations

import re

import pytest

from pipeline.times import grammar, guarding, readers
from pipeline.times.rules import RULES

READ_ON = "2025-10-17"
NAMES = [f"{type(rule).__name__}-{rule.name}" for rule in RULES]


def leave_out(rule, monkeypatch) -> None:
    """From here on, time expressions are found without a rule."""
    if isinstance(rule, grammar.GrammarRule):
        reduced = grammar.without(rule)
        monkeypatch.setattr(grammar, "grammar", lambda: reduced)
    else:
        module = guarding if isinstance(rule, guarding.Guard) else readers
        monkeypatch.setattr(module, "BY_NAME", {k: v for k, v in module.BY_NAME.items() if v is not rule})


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_decides_its_example_and_nothing_else(rule, find, monkeypatch) -> None:
    def found(text: str) -> tuple[str, ...]:
        return tuple(f"{row.text}={row.value}" for row in find(text, rule.published_at or READ_ON))

    neighbour = found(rule.counterexample)
    assert found(rule.example) == rule.gives
    leave_out(rule, monkeypatch)
    assert found(rule.example) != rule.gives
    assert found(rule.counterexample) == neighbour


def test_names_are_in_kebab_case_and_none_stands_twice() -> None:
    assert len(set(NAMES)) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)


def test_a_rule_of_the_grammar_names_a_reader_and_a_guard_and_none_is_left_over() -> None:
    rules = grammar.grammar().rules
    assert {rule.reader for rule in rules} == set(readers.BY_NAME)
    assert {rule.guard for rule in rules} - {None} == set(guarding.BY_NAME)
    assert all(rule.needs and not rule.pattern.fullmatch("") for rule in rules)
