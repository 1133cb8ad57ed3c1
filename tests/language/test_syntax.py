"""The syntactic helpers, each on sentences of our own, and on any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.language import syntax


def word(doc, text):
    return next(token for token in doc if token.text == text)


def texts(tokens):
    return [token.text for token in tokens]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The nurse called the ambulance.", "called", ["nurse"]),
        ("The mayor and the bishop opened the fair.", "opened", ["mayor", "bishop"]),
        ("The house was sold by the heirs.", "sold", ["house"]),
        ("The man who stole the car ran away.", "stole", ["man"]),
        ("A letter signed by the owner arrived.", "signed", ["letter"]),
        ("She sat down and opened the book.", "opened", ["She"]),
        ("The envoy plans to leave Cairo.", "leave", ["envoy"]),
        ("The judge ordered the guard to leave.", "leave", ["guard"]),
        ("The boy fell while crossing the road.", "crossing", ["boy"]),
        ("There was a storm.", "was", []),
    ],
)
def test_subjects(parse, text, verb, expected):
    assert texts(syntax.subjects(word(parse(text), verb))) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The nurse called the ambulance.", "called", ["ambulance"]),
        ("The firm sold ships and planes.", "sold", ["ships", "planes"]),
        ("The book that she wrote won a prize.", "wrote", ["book"]),
        ("The man who wrote left.", "wrote", []),
        ("The ship sank.", "sank", []),
    ],
)
def test_objects(parse, text, verb, expected):
    assert texts(syntax.objects(word(parse(text), verb))) == expected


def test_indirect_objects(parse):
    assert texts(syntax.indirect_objects(word(parse("He gave the child a coin."), "gave"))) == ["child"]


def test_passive_agents(parse):
    doc = parse("The bridge was built by soldiers and monks.")
    assert texts(syntax.passive_agents(word(doc, "built"))) == ["soldiers", "monks"]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The bank was robbed.", "robbed", True),
        ("A call held a day before helped.", "held", True),
        ("They robbed the bank.", "robbed", False),
        ("They have robbed the bank.", "robbed", False),
        ("He was arrested and charged.", "charged", True),
    ],
)
def test_is_passive(parse, text, verb, expected):
    assert syntax.is_passive(word(parse(text), verb)) is expected


@pytest.mark.parametrize(
    ("text", "verb", "tense", "aspect"),
    [
        ("The train left.", "left", "past", "simple"),
        ("The train leaves.", "leaves", "present", "simple"),
        ("The train is leaving.", "leaving", "present", "progressive"),
        ("The train was leaving.", "leaving", "past", "progressive"),
        ("The train has left.", "left", "present", "perfect"),
        ("The train had left.", "left", "past", "perfect"),
        ("The team has been working.", "working", "present", "perfect_progressive"),
        ("The train will leave.", "leave", "future", "simple"),
        ("They said the train would leave.", "leave", "future", "simple"),
        ("The train may leave.", "leave", "present", "simple"),
        ("They want to leave.", "leave", "infinitive", "simple"),
        ("The train did not leave.", "leave", "past", "simple"),
        ("They will meet and talk.", "talk", "future", "simple"),
        ("The road was being paved.", "paved", "past", "progressive"),
        ("The letter signed by the owner arrived.", "signed", "none", "simple"),
    ],
)
def test_tense_and_aspect(parse, text, verb, tense, aspect):
    group = syntax.verb_group(word(parse(text), verb))
    assert (group.tense, group.aspect) == (tense, aspect)


def test_modal_and_negation(parse):
    group = syntax.verb_group(word(parse("They could not leave."), "leave"))
    assert group.modal.text == "could"
    assert group.negation.text == "not"
    assert texts(group.auxiliaries) == ["could"]


def test_negation_is_not_taken_from_another_clause(parse):
    assert syntax.verb_group(word(parse("She did not call, so he left."), "left")).negation is None


def test_conjuncts(parse):
    doc = parse("They saw cooks, maids and drivers.")
    assert texts(syntax.conjuncts(word(doc, "cooks"))) == ["cooks", "maids", "drivers"]
    assert syntax.first_conjunct(word(doc, "drivers")).text == "cooks"


def test_prepositional_objects(parse):
    doc = parse("They met in Bonn with lawyers and clerks.")
    pairs = [(prep.text, head.text) for prep, head in syntax.prepositional_objects(word(doc, "met"))]
    assert pairs == [("in", "Bonn"), ("with", "lawyers"), ("with", "clerks")]
    assert texts(head for _, head in syntax.prepositional_objects(word(doc, "met"), "in")) == ["Bonn"]


def test_clause_head(parse):
    doc = parse("The guard said the old prisoner escaped through a window.")
    assert syntax.clause_head(word(doc, "window")).text == "escaped"
    assert syntax.clause_head(word(doc, "guard")).text == "said"


@pytest.mark.parametrize(
    ("text", "head", "clauses", "expected"),
    [
        ("The old king of Spain spoke.", "king", False, "The old king of Spain"),
        ("The king, who was ill, spoke.", "king", False, "The king"),
        ("Everyone praised the soldiers who fought.", "soldiers", True, "the soldiers who fought"),
        ("Ann and Bob left.", "Ann", False, "Ann"),
    ],
)
def test_noun_phrase(parse, text, head, clauses, expected):
    doc = parse(text)
    start, end = syntax.noun_phrase(word(doc, head), clauses)
    assert doc[start:end].text == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("She sang and he danced.", "sang", ["She sang"]),
        ("She said that he left.", "left", ["he left"]),
        ("“We won,” she said.", "said", ["she said"]),
    ],
)
def test_clause_pieces(parse, text, head, expected):
    doc = parse(text)
    assert [doc[a:b].text for a, b in syntax.clause_pieces(word(doc, head))] == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "She",
                "who",
                "was",
                "not",
                "said",
                "to",
                "have",
                "been",
                "left",
                "and",
                "run",
                ",",
                ".",
                "?",
                "“",
                "”",
                '"',
                "in",
                "by",
                "the",
                "old",
                "king",
                "that",
                "will",
                "🙂",
                "\n\n",
            ]
        ),
        max_size=25,
    )
)
def test_any_text_is_read(parse, words):
    doc = parse(" ".join(words))
    for token in doc:
        syntax.subjects(token)
        syntax.objects(token)
        syntax.prepositional_objects(token)
        group = syntax.verb_group(token)
        assert group.tense in ("past", "present", "future", "infinitive", "none")
        for start, end in (syntax.noun_phrase(token), *syntax.clause_pieces(token)):
            assert 0 <= start < end <= len(doc)
        assert syntax.clause_head(token).doc is doc
