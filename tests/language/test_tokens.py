"""The tokens table holds what the parsed documents hold, and gives them back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from pipeline.language import parse, tokens
from pipeline.language.as_read import as_it_came, origin_of, to_article
from pipeline.language.document import PROBABILITIES
from pipeline.language.sentence import find_sentences

TEXTS = [
    "The mayor, Ada Osei, said on Tuesday: “We don't know.”\n\nShe left for Brenton.",
    "",
    "Two  spaces. 😀 and a tab\there.",
    "She said &quot;the bro\u00adken pipes of the old\nharbour are Anglo-\n  Saxon&quot; at AT&amp;T.",
]


def row(article_id: str, token, morph: str | None = None) -> dict:
    start, end = (int(origin_of(token.doc)[at]) for at in (token.idx, token.idx + len(token.text)))
    return {
        "article_id": article_id,
        "token_index": token.i,
        "sentence_index": sum(bool(other.is_sent_start) for other in token.doc[1 : token.i + 1]),
        "start": start,
        "end": end,
        "text": TEXTS[int(article_id[-1])][start:end] if article_id[-1].isdigit() else token.text,
        "lemma": token.lemma_,
        "pos": token.pos_,
        "tag": token.tag_,
        "morph": str(token.morph) if morph is None else morph,
        "dep": token.dep_,
        "head": token.head.i,
        "ent_iob": token.ent_iob_,
        "ent_type": token.ent_type_,
        "ent_prob": token.doc.user_data.get(PROBABILITIES, {}).get(token.i),
    }


@pytest.fixture(scope="module")
def parsed(nlp) -> list[tuple[str, Doc]]:
    return [(f"article{n}", doc) for n, doc in enumerate(parse.parse(nlp, TEXTS))]


def test_a_row_a_token(parsed):
    expected = [row(article_id, token) for article_id, doc in parsed for token in doc]
    assert tokens.to_tokens(parsed).to_pylist() == expected


def test_nothing_parsed_is_an_empty_table(parsed):
    assert tokens.to_tokens([]).num_rows == 0
    assert tokens.to_tokens(parsed[1:2]).schema == tokens.to_tokens(parsed).schema


def test_the_documents_come_back(parsed):
    back = list(tokens.to_documents(tokens.to_tokens(parsed)))
    kept = [(article_id, doc) for article_id, doc in parsed if len(doc)]
    assert [(article_id, doc.text) for article_id, doc in back] == [(a, doc.text) for a, doc in kept]
    for (article_id, ours), (_, doc) in zip(back, kept, strict=True):
        assert [row(article_id, word, "") for word in ours] == [row(article_id, token, "") for token in doc]
        assert [word.whitespace_ for word in ours][:-1] == [token.whitespace_ for token in doc][:-1]
        assert origin_of(ours).tolist() == origin_of(doc).tolist()
        assert as_it_came(ours) == as_it_came(doc)
        assert [word.is_sent_start for word in ours] == [bool(token.is_sent_start) for token in doc]


def test_a_parse_without_sentences_or_labels():
    doc = Doc(English().vocab, words=["One", "two"], spaces=[True, False])
    assert tokens.to_tokens([("a", doc)]).to_pylist() == [row("a", token) for token in doc]


def test_a_row_a_sentence(make_article, nlp):
    text = "Pier closes\n\nBy Olga Prem\n\nLINZ — It rained at the\nold pier. “We left.”\n\n- tea\n- milk\n"
    doc = next(parse.parse(nlp, [text]))
    article = make_article(text)
    found = find_sentences(doc, article)
    assert [(s.sentence_index, s.paragraph_index, s.kind, s.text) for s in found] == [
        (0, 0, "headline", "Pier closes"),
        (1, 1, "byline", "By Olga Prem"),
        (2, 2, "dateline", "LINZ —"),
        (3, 2, "prose", "It rained at the old pier."),
        (4, 2, "prose", "“We left.”"),
        (5, 3, "list", "- tea"),
        (6, 4, "list", "- milk"),
    ]
    for read, row in zip(found, to_article(found, doc, text), strict=True):
        assert doc.text[read.start : read.end] == read.text
        assert text[row.start : row.end] == row.text
        assert row.article_id == article.article_id


def test_no_sentence_is_empty(make_article, nlp):
    doc = next(parse.parse(nlp, [" . Hello there, said Ada Osei.\n\n \n* * *\n"]))
    assert [s.text for s in find_sentences(doc, make_article(doc.text))] == [". Hello there, said Ada Osei.", "* * *"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=50), max_size=4))
def test_offsets_index_into_any_text(nlp, texts):
    parsed = [(f"{n}", doc) for n, doc in enumerate(parse.parse(nlp, texts))]
    for token in tokens.to_tokens(parsed).to_pylist():
        assert texts[int(token["article_id"])][token["start"] : token["end"]] == token["text"]
