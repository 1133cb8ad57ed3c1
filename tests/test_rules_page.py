"""The page of all rules is that of the rules as they are."""

import re
import subprocess
import sys
from pathlib import Path

from pipeline.entities.rules import RULES as OF_ENTITIES
from pipeline.events.rules import RULES as OF_EVENTS
from pipeline.quotes.rules import RULES as OF_QUOTES
from pipeline.times.rules import RULES as OF_TIMES

ROOT = Path(__file__).parent.parent
RULES = [*OF_ENTITIES, *OF_QUOTES, *OF_TIMES]


def test_the_page_is_up_to_date():
    check = subprocess.run([sys.executable, "docs/rules.py", "--check"], cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
    assert check.returncode == 0, "The rules have changed: run `python docs/rules.py`."


def test_every_rule_has_a_name_in_kebab_case_and_texts_that_show_it():
    for rule in RULES:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name), rule.name
        assert rule.description, rule.name
        assert rule.example, rule.name
        assert rule.counterexample, rule.name
        assert rule.example != rule.counterexample, rule.name


def test_no_two_rules_of_a_kind_have_one_name():
    for rules in (OF_ENTITIES, OF_QUOTES, OF_TIMES, OF_EVENTS):
        names = [(type(rule), rule.name) for rule in rules]
        assert len(set(names)) == len(names)
