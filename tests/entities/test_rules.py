"""Each rule decides in its example, and in its counterexample nothing."""

from __future__ import annotations

import pathlib
import re

import pytest

from pipeline.entities import (
    crossings,
    doubt,
    evidence,
    labels,
    labels_by_nouns,
    labels_by_words,
    labels_of_sport,
    labels_of_teams,
    names,
    references,
    repeats,
    trimming,
)
from pipeline.entities.doubt import DoubtRule
from pipeline.entities.evidence import LabelRule
from pipeline.entities.extractor import find_mentions
from pipeline.entities.labels_of_teams import TeamRule
from pipeline.entities.references import FindingRule, ReferenceRule
from pipeline.entities.repairs import REPAIRS, RepairRule
from pipeline.entities.repeats import RepeatRule
from pipeline.entities.rules import RULES
from pipeline.entities.trimming import TrimRule

HEADLINES = {"surname-of-headline": "Leaders ask Grace Ndlovu to halt evictions"}
LISTS = {
    FindingRule: (references, "FINDINGS"),
    ReferenceRule: (references, "REFERENCES"),
    TrimRule: (trimming, "TRIMS"),
    RepairRule: (names, "REPAIRS"),
    RepeatRule: (repeats, "REPEATS"),
    LabelRule: (labels, "LABEL_RULES"),
    TeamRule: (labels_of_teams, "TEAM_RULES"),
    DoubtRule: (doubt, "DOUBTS"),
}


@pytest.fixture
def shown(parse, make_article):
    """A rule and a text to what the rule has to do with: names, with their labels where it is about those."""

    def show(rule, text):
        article = make_article(text, title=HEADLINES.get(rule.name))
        mentions = find_mentions(parse(text), article)
        if isinstance(rule, ReferenceRule):
            return tuple(f"{m.text}={m.entity_id}" for m in mentions if m.mention_type != "name" and m.entity_id)
        found = [m for m in mentions if m.mention_type == "name"]
        return tuple(
            f"{m.text}={m.label}" if isinstance(rule, LabelRule | TeamRule | DoubtRule) else m.text for m in found
        )

    return show


def left_out(monkeypatch, rule):
    module, name = LISTS[type(rule)]
    monkeypatch.setattr(module, name, tuple(other for other in getattr(module, name) if other is not rule))


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_example_needs_its_rule(rule, shown, monkeypatch):
    assert shown(rule, rule.example) == rule.gives
    left_out(monkeypatch, rule)
    assert shown(rule, rule.example) != rule.gives


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_counterexample_does_not(rule, shown, monkeypatch):
    before = shown(rule, rule.counterexample)
    left_out(monkeypatch, rule)
    assert shown(rule, rule.counterexample) == before


def test_names_are_in_kebab_case_and_differ():
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)
    assert len({(type(rule), rule.name) for rule in RULES}) == len(RULES)


def test_every_weight_is_used():
    rooms = (crossings, evidence, labels, labels_by_nouns, labels_by_words, labels_of_sport)
    source = "".join(pathlib.Path(room.__file__).read_text("utf-8") for room in rooms)
    assert not {name for name in evidence.WEIGHTS if source.count(f'"{name}"') < 2}


def test_repairs_are_what_names_uses():
    assert names.REPAIRS is REPAIRS
