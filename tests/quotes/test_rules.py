import pytest

from pipeline.quotes.extractor import find_quotes
from pipeline.quotes.rules import rules


@pytest.mark.parametrize("name", rules())
def test_a_rule_finds_its_example(name, parse, make_article):
    rule = rules()[name]
    quotes = find_quotes(parse(rule.example), make_article(rule.example), [], [])
    found = [[rule.example[f["start"] : f["end"]] for f in q.fragments] for q in quotes if q.rule == name]
    assert list(rule.content) in found


@pytest.mark.parametrize("name", rules())
def test_a_rule_leaves_its_counterexample_alone(name, parse, make_article):
    text = rules()[name].counterexample
    assert not [q for q in find_quotes(parse(text), make_article(text), [], []) if q.rule == name]
