from pipeline.publishing.quote_evidence import explain
from pipeline.quotes.extractor import find_quotes


def test_a_quote_is_shown_with_its_parts_its_rule_and_its_parse(parse, make_article):
    text = "The mayor told reporters that the bridge was safe. It rained."
    doc = parse(text)
    (quote,) = find_quotes(doc, make_article(text), [], [])
    shown = explain(quote, doc)
    assert "<The mayor> {told} (reporters) [that the bridge was safe]." in shown
    assert "rule clause:" in shown
    assert "told       VBD   ROOT" in shown
    assert "rained" not in shown


def test_both_pieces_of_a_split_quote_are_marked(parse, make_article):
    text = "“It works,” Brenner said. “We checked it.”"
    doc = parse(text)
    (quote,) = find_quotes(doc, make_article(text), [], [])
    assert "[“It works,”] <Brenner> {said}. [“We checked it.”]" in explain(quote, doc)
