"""The syntactic helpers, each on sentences of our own, and on any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

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


@pytest.mark.parametrize(
    ("text", "verb", "stands", "meant"),
    [
        ("The clerk who spoke first left.", "spoke", "who", ["clerk"]),
        ("The nurse and the cook sang.", "sang", "nurse", ["nurse", "cook"]),
        ("A plan to leave Cairo failed.", "leave", "plan", ["plan"]),
        ("They saw a chance to leave Cairo.", "leave", "chance", ["They"]),
        ("There was a storm.", "was", "There", []),
        ("The envoy left, warning of a storm.", "warning", "envoy", ["envoy"]),
        ("She promised him to leave.", "leave", "She", ["She"]),
        ("A memo saying so arrived.", "saying", "memo", ["memo"]),
        ("She was slow to answer.", "answer", "She", ["She"]),
        ("Leave the house at once.", "Leave", None, []),
    ],
)
def test_the_word_that_stands_and_those_who_are_meant(parse, text, verb, stands, meant):
    found = syntax.subject(word(parse(text), verb))
    assert (found and found.text) == stands
    assert texts(syntax.subjects(word(parse(text), verb))) == meant


def test_indirect_objects(parse):
    assert texts(syntax.indirect_objects(word(parse("He gave the child a coin."), "gave"))) == ["child"]


def test_passive_agents(parse):
    doc = parse("The bridge was built by soldiers and monks.")
    assert texts(syntax.passive_agents(word(doc, "built"))) == ["soldiers", "monks"]
    assert syntax.agent(word(doc, "built")).text == "soldiers"
    assert syntax.agent(word(parse("The bridge was built."), "built")) is None


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The bank was robbed.", "robbed", True),
        ("A call held a day before helped.", "held", True),
        ("They robbed the bank.", "robbed", False),
        ("They have robbed the bank.", "robbed", False),
        ("He was arrested and charged.", "charged", True),
        ("She has seen and praised it.", "praised", False),
        ("Asked about the bridge, she smiled.", "Asked", True),
        ("The house built by monks burned.", "built", True),
        ("The boy fell.", "fell", False),
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
    ("text", "verb", "expected"),
    [
        ("He has been harshly criticized.", "criticized", "has been harshly criticized"),
        ("She did not leave.", "leave", "did not leave"),
        ("They gave up.", "gave", "gave up"),
        ("She tried to leave.", "leave", "tried to leave"),
        ("She urged him to leave.", "leave", "to leave"),
        ("When she left, it rained.", "left", "left"),
    ],
)
def test_verb_stretch(parse, text, verb, expected):
    doc = parse(text)
    start, end = syntax.verb_stretch(word(doc, verb))
    assert doc[start:end].text == expected


@pytest.mark.parametrize(
    ("text", "head", "content", "expected"),
    [
        ("The king, a poet, spoke.", "king", False, "The king, a poet"),
        ("The king, who was ill, spoke.", "king", False, "The king"),
        ("Ann and Bob left.", "Ann", False, "Ann and Bob"),
        ("The king — a poet — spoke.", "king", False, "The king"),
        ("The king during the war was a child.", "king", False, "The king"),
    ],
)
def test_a_whole_noun_phrase(parse, text, head, content, expected):
    doc = parse(text)
    start, end = syntax.noun_phrase(word(doc, head), content=content)
    assert doc[start:end].text == expected


def test_a_noun_phrase_keeps_to_its_limit(parse):
    doc = parse("The old king of Spain, a poet, spoke.")
    assert syntax.noun_phrase(word(doc, "king"), limit=(1, 5)) == (1, 5)


def test_stretches_without_their_edges_and_without_holes(parse):
    doc = parse("and, she came — but")
    start, end = syntax.trim(doc, 0, len(doc))
    assert doc[start:end].text == "she came"
    assert syntax.trim(doc, 0, 2) == (2, 2)
    assert syntax.subtract([(0, 4), (6, 9)], [(1, 2), (3, 7)]) == [(0, 1), (2, 3), (7, 9)]


def test_a_tree_too_large_for_a_sentence_is_left_alone():
    size = 600
    heads = [0] * size
    doc = Doc(English().vocab, words=["he"] * size, heads=heads, deps=["ROOT"] + ["nsubj"] * (size - 1))
    assert syntax.is_huge(doc[0])
    assert syntax.children(doc[0], "nsubj") == []
    assert syntax.child(doc[0], "nsubj") is None
    assert syntax.noun_phrase(doc[0]) == syntax.verb_stretch(doc[0]) == (0, 1)


@pytest.mark.parametrize(
    ("text", "head", "clauses", "expected"),
    [
        ("The old king of Spain spoke.", "king", False, "The old king of Spain"),
        ("The king, who was ill, spoke.", "king", False, "The king"),
        ("Everyone praised the soldiers who fought.", "soldiers", True, "the soldiers who fought"),
        ("Ann and Bob left.", "Ann", False, "Ann"),
    ],
)
def test_bare_noun_phrase(parse, text, head, clauses, expected):
    doc = parse(text)
    start, end = syntax.bare_noun_phrase(word(doc, head), clauses)
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
        for start, end in (syntax.bare_noun_phrase(token), *syntax.clause_pieces(token)):
            assert 0 <= start < end <= len(doc)
        assert syntax.clause_head(token).doc is doc
