"""The project's parse says what spaCy says, token by token, where spaCy is told the same sentence starts."""

from __future__ import annotations

import itertools
import logging
import pathlib

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.language import attributes, lemmas, memo, model, parse
from pipeline.language.identity import model_folder

ANSWERS = ["ORTH", "SPACY", "NORM", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]
TEXTS = [
    "The mayor of Brenton, Ada Osei, said on Tuesday that the bridge wouldn't reopen before March 3, 2024.",
    "“We're gonna need a bigger budget,” she told the Brenton Courier. “Y'all know it, and they ain't paying!”",
    "BRENTON (AP) — There were 1,200 people at the hall, there's no doubt; there is talk of a $4.5m fund.\n\n"
    "Let's see: who's he to say what ours is? C'm on, you gotta be kidding — I'd have gone, I'd go.",
    "",
    " ",
    "\n\n\t  \u00a0",
    "😀😀 ¿Qué? 東京で。 naïve coöperation № 5 — ☃",
    "a@b.example https://example.org/x?y=1#z :-) e.g. U.S.A. 10:30 p.m. don't can't won't 'tis O'Neil's",
    '"' * 300,
    "word " * 500,
    "Mayor quits\n\nBy Jo Lund\n\nThe mayor of Brenton left.\n\n“We are done.”\n\n- one\n- two",
    "She went to D.C. Mr. Lund did not. LINZ: It rained.\n\n",
    "&quot;The bro\u00adken road,&quot; she said,\nleads nowhere.",
    "The committee, which had met twice that week, rejected the plan its own chairman had written. " * 40,
]


@pytest.fixture(scope="module")
def stock():
    nlp = spacy.load(model_folder())
    model.adapt_tokenizer(nlp)
    return nlp


def assert_same(ours: Doc, theirs: Doc) -> None:
    assert ours.text == theirs.text
    answers, expected = ours.to_array(ANSWERS), theirs.to_array(ANSWERS)
    different = [
        (theirs[int(i)].text, ANSWERS[j], int(answers[i, j]), int(expected[i, j]))
        for i, j in zip(*(answers != expected).nonzero(), strict=True)
    ]
    assert not different


def stock_parse(stock, texts):
    """What spaCy makes of the same tokens with the same sentence starts, by its own components."""
    return stock.pipe([parse.prepared(stock, text) for text in texts])


def test_agrees_with_spacy(nlp, stock):
    for ours, theirs in zip(parse.parse(nlp, TEXTS), stock_parse(stock, TEXTS), strict=True):
        assert_same(ours, theirs)


def test_agrees_with_spacy_on_the_sample_articles(nlp, stock):
    folder = pathlib.Path(__file__).parents[2] / "articles"
    texts = [path.read_bytes()[:20_000].decode("utf-8", "replace") for path in sorted(folder.rglob("*.*"))[:12]]
    for ours, theirs in zip(parse.parse(nlp, texts), stock_parse(stock, texts), strict=True):
        assert_same(ours, theirs)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(TEXTS[:8])), max_size=4))
def test_agrees_with_spacy_on_any_text(nlp, stock, texts):
    for ours, theirs in zip(parse.parse(nlp, texts), stock_parse(stock, texts), strict=True):
        assert_same(ours, theirs)


def test_sentence_starts_that_are_fixed_stand(nlp):
    doc = next(parse.parse(nlp, ["LINZ — Ann Marsh left\n\nBy Jo Pell\n\n“Go!” she said.\n\n“Never again.”"]))
    fixed = parse.prepared(nlp, doc.text)
    told = [(token.i, token.is_sent_start) for token in fixed if token.i and token.is_sent_start is not None]
    assert [(i, bool(doc[i].is_sent_start)) for i, _ in told] == told
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "LINZ —", "Ann Marsh left", "By Jo Pell", "“Go!” she said.", "“Never again.”",
    ]  # fmt: skip


def test_batches_change_nothing(nlp, monkeypatch):
    whole = list(parse.parse(nlp, TEXTS))
    monkeypatch.setattr(parse, "TOKENS_A_BATCH", 7)
    monkeypatch.setattr(parse, "TOKENS_A_WINDOW", 50)
    for small, large in zip(parse.parse(nlp, TEXTS), whole, strict=True):
        assert_same(small, large)


def test_reads_no_further_than_it_must(nlp, monkeypatch):
    monkeypatch.setattr(parse, "TOKENS_A_WINDOW", 100)
    read = itertools.count()
    docs = parse.parse(nlp, (f"Sentence number {next(read)}." for _ in range(100_000)))
    assert next(docs).text == "Sentence number 0."
    assert next(read) < 50


def test_keeps_no_tensors(nlp):
    doc = next(parse.parse(nlp, TEXTS[:1]))
    assert doc.tensor.size == 0


def test_a_text_that_is_too_long_is_refused(nlp):
    with pytest.raises(ValueError, match="max_length"):
        list(parse.parse(nlp, ["x" * (nlp.max_length + 1)]))


def test_memory_may_be_freed_between_texts(nlp, stock):
    for text in ("Zorbulating glimfers were flibbering.", "The glimfers flibbered again, zorbulating."):
        with nlp.memory_zone():
            (doc,) = parse.parse(nlp, [text])
            (theirs,) = stock_parse(stock, [text])
            assert [token.lemma_ for token in doc] == [token.lemma_ for token in theirs]
            assert [token.tag_ for token in doc] == [token.tag_ for token in theirs]


def test_the_pipeline_alone_says_the_same(nlp, stock):
    assert_same(nlp(TEXTS[0]), stock(TEXTS[0]))


def test_what_a_word_is_embedded_as_does_not_depend_on_the_words_that_are_new_with_it(nlp):
    """Or the parse of a text would depend, here and there, on what the process had parsed before."""
    embed = nlp.get_pipe("tok2vec").model._func.__self__._embed
    words = list(dict.fromkeys(" ".join(TEXTS).split()))[:75]
    (together,), (turned,) = (embed.predict([Doc(nlp.vocab, words=some)]) for some in (words, words[::-1]))
    assert (turned[::-1] == together).all()
    for word, row in zip(words[:20], together[:20], strict=True):
        assert (embed.predict([Doc(nlp.vocab, words=[word])])[0] == row).all(), word


def test_what_a_pipeline_does_not_run_is_not_loaded(nlp):
    assert nlp.disabled == []


@pytest.mark.parametrize("convolution", ["MaxoutWindowEncoder", "MishWindowEncoder"])
def test_any_pipeline(tmp_path, caplog, convolution):
    """A small network without word vectors, known or not, an attribute ruler that is not, and a function."""
    theirs = spacy.blank("en")
    encode = {"@architectures": f"spacy.{convolution}.v2", "width": 16, "depth": 2, "window_size": 2}
    encode |= {"maxout_pieces": 2} if convolution == "MaxoutWindowEncoder" else {}
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 16, "include_static_vectors": False}
    embed |= {"attrs": ["NORM", "SHAPE"], "rows": [100, 100]}
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    theirs.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": tok2vec}})
    ruler = theirs.add_pipe("attribute_ruler")
    theirs.add_pipe("merge_entities")
    words = TEXTS[0].split()
    tags = ["A" if len(word) % 2 else "B" for word in words]
    example = Example.from_dict(Doc(theirs.vocab, words=words), {"tags": tags})
    optimizer = theirs.initialize(lambda: [example])
    for _ in range(20):
        theirs.update([example], sgd=optimizer)
    ruler.add([[{"TAG": "A", "OP": "+"}, {"TAG": "B"}]], {"POS": "VERB"})
    theirs.to_disk(tmp_path)
    with caplog.at_level(logging.INFO, "pipeline"):
        ours = model.load(str(tmp_path))
        for text in TEXTS:
            assert_same(next(parse.parse(ours, [text])), next(stock_parse(theirs, [text])))
    said = [record.message.split()[0] for record in caplog.records]
    assert said == ["attribute_ruler"] if convolution == "MaxoutWindowEncoder" else ["tagger", "attribute_ruler"]


def ruled(nlp, patterns, words, tags):
    """A document as the attribute ruler leaves it, and as its table does."""
    ruler = nlp.create_pipe("attribute_ruler")
    ruler.add_patterns(patterns)
    docs = [Doc(nlp.vocab, words=words, tags=tags) for _ in range(2)]
    attributes.quicken(ruler)(docs[1:])
    return ruler(docs[0]), docs[1]


def test_the_later_rule_stands(nlp):
    patterns = [
        {"patterns": [[{"LOWER": "up"}, {"TAG": "X"}]], "attrs": {"POS": "ADP", "LEMMA": "late"}, "index": -1},
        {"patterns": [[{"TAG": "X"}], [{"ORTH": "Up"}]], "attrs": {"LEMMA": "one", "MORPH": "Number=Sing"}},
        {"patterns": [[{"LOWER": "up"}, {"LOWER": {"REGEX": "^d"}}, {}]], "attrs": {"TAG": "Z"}, "index": 1},
        {"patterns": [[{"LOWER": "up"}, {"TAG": "X"}]], "attrs": {"LEMMA": "both"}, "index": 0},
    ]
    patterns[2]["patterns"][0].pop()
    theirs, ours = ruled(nlp, patterns, ["Up", "down", "up", "up"], ["X", "X", "Y", "X"])
    assert_same(ours, theirs)
    assert [token.lemma_ for token in ours] == ["both", "one", "both", "one"]
    assert [token.tag_ for token in ours] == ["X", "Z", "Y", "X"]


def test_a_table_outlives_the_strings_it_was_made_with(nlp):
    ruler = nlp.create_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "up"}]], {"POS": "ADP"})
    with nlp.memory_zone():
        quick = attributes.quicken(ruler)
    doc = Doc(nlp.vocab, words=["Up", "down"])
    quick([doc])
    assert [token.pos_ for token in doc] == ["ADP", ""]


def test_a_match_does_not_run_over_the_end_of_a_document(nlp):
    ruler = nlp.create_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "up"}, {"LOWER": "down"}]], {"LEMMA": "both"})
    docs = [Doc(nlp.vocab, words=["down", "up"]), Doc(nlp.vocab, words=["down", "up", "down"])]
    attributes.quicken(ruler)(docs)
    assert [[token.lemma_ for token in doc] for doc in docs] == [["", ""], ["", "both", ""]]


@pytest.mark.parametrize(
    "rule",
    [
        {"patterns": [[{"LOWER": "up", "OP": "?"}]], "attrs": {"POS": "ADP"}},
        {"patterns": [[{"ENT_TYPE": "ORG"}]], "attrs": {"POS": "ADP"}},
        {"patterns": [[{"LOWER": "up"}]], "attrs": {"NORM": "above"}},
        {"patterns": [[{"LOWER": "up"}]], "attrs": {"POS": "ADP"}, "index": 3},
    ],
)
def test_a_rule_that_is_not_known_is_left_to_the_ruler(nlp, rule):
    ruler = nlp.create_pipe("attribute_ruler")
    ruler.add_patterns([rule])
    assert attributes.quicken(ruler) is None


def test_lemmas_that_stand_are_kept(nlp):
    doc = Doc(nlp.vocab, words=["running", "running"], pos=["VERB", "VERB"], lemmas=["", "keep"])
    lemmas.quicken(nlp.get_pipe("lemmatizer"))([doc])
    assert [token.lemma_ for token in doc] == ["run", "keep"]


def test_a_memo_starts_afresh_when_it_is_full():
    import numpy as np

    known = memo.Memo((), np.int64, limit=4)
    for keys in ([1, 2, 3], [3, 4, 5], [5, 6], [1, 2, 3, 4, 5, 6, 7], [7, 7]):
        numbers = np.array(keys, np.uint64)
        rows = known.rows(numbers, lambda at, numbers=numbers: numbers[at].astype(np.int64) * 10)
        assert (known.values[rows] == np.array(keys) * 10).all()
