"""How sure a quote is follows from its rule, its words and its speaker."""

from pipeline.lexicon.loader import toml
from pipeline.quotes import rows
from pipeline.quotes.confidence import traits
from pipeline.quotes.extractor import find_quotes
from pipeline.quotes.rules import RULES


def test_traits(parse, make_article, monkeypatch):
    kept = []
    monkeypatch.setattr(rows, "confidence", lambda found, kind: kept.append(traits(found, kind)) or 0.5)
    text = "The mayor said that the bridge would open in May."
    find_quotes(parse(text), make_article(text), [], [])
    assert kept == [
        [
            "all", "rule clause", "attitude speech", "kind indirect", "speaker noun", "form finite", "length 6-10",
            "lemma say", "clause ROOT", "rule clause, indirect", "speaker noun of clause", "begins that", "then .",
            "near True",
        ]
    ]  # fmt: skip


def test_marked_words_are_surer_than_what_nobody_is_named_for(parse, make_article):
    text = "“The bridge is safe,” Ada Brenner said. The road was closed amid fears of a flood."
    said, feared = find_quotes(parse(text), make_article(text), [], [])
    assert said.confidence > 0.85 > 0.5 > feared.confidence


def test_every_rule_with_weights_is_a_rule():
    weights = toml("pipeline.quotes", "confidence.toml")
    names = {name.removeprefix("rule ").partition(",")[0] for name in weights if name.startswith("rule ")}
    assert names <= {rule.name for rule in RULES}
    assert {"clause", "direct-trailing-cue", "object", "poll"} <= names
