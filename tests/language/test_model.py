import importlib.util
import re
import types

import pytest
import spacy
from spacy.symbols import ORTH
from spacy.util import load_config

from pipeline.errors import ModelNotFoundError
from pipeline.language import identity, model
from pipeline.language.parse import parse
from pipeline.language.short_titles import SHORT_TITLES


def test_parses_in_order(nlp):
    docs = list(parse(nlp, ["Ada slept.", "", "Ben left on Monday."]))
    assert [doc.text for doc in docs] == ["Ada slept.", "", "Ben left on Monday."]
    assert [ent.label_ for ent in docs[2].ents] == ["PERSON", "DATE"]


def test_a_title_with_a_full_stop_ends_no_sentence(nlp):
    doc = next(parse(nlp, ["“It is safe,” said Lt. Col. Tom Holm. “We left.”"]))
    assert [token.text for token in doc[7:13]] == ["Lt.", "Col.", "Tom", "Holm", ".", "“"]
    assert next(sentence.text for sentence in doc.sents) == "“It is safe,” said Lt. Col. Tom Holm."
    doc = next(parse(nlp, ["It was safe, said Const. Sandra Holm."]))
    assert next(doc.sents).text == "It was safe, said Const. Sandra Holm."


def test_every_short_title_is_one_word(nlp):
    assert [[t.text for t in nlp.make_doc(f"{title} Holm")] for title in sorted(SHORT_TITLES)] == [
        [title, "Holm"] for title in sorted(SHORT_TITLES)
    ]


LETTERS = ["harbour", "Nations", "USA", "kms", "http", "cannot", "Im", "lb", "C", "eUR", "percent", "www", "e", "pm"]


def test_english_has_no_mark_within_plain_letters():
    tokenizer = spacy.blank("en").tokenizer
    for word in (*LETTERS, *(one + other for one in LETTERS for other in LETTERS)):
        found = [tokenizer.prefix_search(word), tokenizer.suffix_search(word), tokenizer.url_match(word)]
        assert [*found, *tokenizer.infix_finditer(word)] == [None] * 3, word


def test_plain_letters_are_not_searched_for_marks(monkeypatch):
    nlp, asked = spacy.blank("en"), []
    monkeypatch.setattr(model, "_but_in_letters", lambda search, nothing: asked.append(nothing) or search)
    model.adapt_tokenizer(nlp)
    assert asked == [None, None, None, ()]
    monkeypatch.undo()
    search = model._but_in_letters(lambda text: [text], None)
    assert [search(text) for text in ("harbour", "harbour,", "5km", "naïve")] == [
        None,
        ["harbour,"],
        ["5km"],
        ["naïve"],
    ]


def test_the_rules_of_a_tokenizer_are_taken_to_pieces_once(monkeypatch):
    nlp, asked = spacy.blank("en"), []
    own = {**nlp.tokenizer.rules}
    longest = max(own, key=len)
    counting = types.SimpleNamespace(finditer=lambda text: asked.append(text) or ())
    monkeypatch.setattr(model, "compile_infix_regex", lambda _: counting)
    model.adapt_tokenizer(nlp)
    assert asked.count(longest) == 1
    assert own.items() <= nlp.tokenizer.rules.items()


def test_searches_that_are_not_english_go_through_every_word():
    nlp = spacy.blank("en")
    nlp.tokenizer.suffix_search = re.compile("s$").search
    model.adapt_tokenizer(nlp)
    assert [token.text for token in nlp("(harbours)")] == ["(", "harbours)"]
    assert [token.text for token in nlp("(harbours")] == ["(", "harbour", "s"]
    french = spacy.blank("fr")
    model.adapt_tokenizer(french)
    assert french.tokenizer.suffix_search("port") is None


def test_a_missing_model_says_what_to_do():
    with pytest.raises(ModelNotFoundError, match="QUOTIDIAN_MODEL"):
        model.load("no_such_model")


def test_the_words_of_a_model_stay_only_where_a_component_may_know_them_by_number(tmp_path):
    own = spacy.blank("en")
    own.add_pipe("sentencizer")
    own.to_disk(tmp_path)
    assert model._not_needed(load_config(tmp_path / "config.cfg")) == []
    assert "strings" in model._not_needed(load_config(identity.model_folder() / "config.cfg"))


def test_an_english_tokenizer_is_the_one_that_was_saved_and_is_given_no_other_rules_before(tmp_path, monkeypatch):
    own = spacy.blank("en")
    own.tokenizer.add_special_case("quayside", [{ORTH: "quay"}, {ORTH: "side"}])
    own.tokenizer.suffix_search = re.compile("s$").search
    own.to_disk(tmp_path)
    monkeypatch.setattr(spacy.language, "Tokenizer", None)  # with the rules of the language
    nlp = model.load(str(tmp_path))
    assert own.tokenizer.rules.items() <= nlp.tokenizer.rules.items()
    assert [token.text for token in nlp("At quayside (harbours), said Lt. Holm")] == [
        "At", "quay", "side", "(", "harbours),", "said", "Lt.", "Holm",
    ]  # fmt: skip


def test_another_languages_tokenizer_is_left_to_spacy(tmp_path):
    own = spacy.blank("fr")
    own.tokenizer.add_special_case("quaiest", [{ORTH: "quai"}, {ORTH: "est"}])
    own.to_disk(tmp_path)
    assert [token.text for token in model.load(str(tmp_path))("quaiest")] == ["quai", "est"]


def test_what_components_call_things_by_is_known(nlp):
    assert all(label in nlp.vocab.strings for labels in nlp.pipe_labels.values() for label in labels)


def test_a_model_is_called_the_same_loaded_or_not(nlp):
    assert model.identify(nlp) == identity.identify()


def test_the_packages_that_carry_a_model_are_those_that_are_installed():
    import pathlib
    import tomllib

    root = pathlib.Path(__file__).parents[2]
    needed = tomllib.loads((root / "pyproject.toml").read_text())["project"]["dependencies"]
    for package, _ in identity.BUNDLED:
        assert any(line.startswith(package.replace("_", "-") + ">=") for line in needed), package


def test_a_model_that_came_along_goes_by_its_packages_name_and_its_own():
    package = next(name for name, _ in identity.BUNDLED if importlib.util.find_spec(name))
    whole = identity.identify()
    for name in (package, package.replace("_", "-"), whole, whole.rpartition("-")[0], str(identity.model_folder())):
        assert identity.model_folder(name) == identity.model_folder(), name
        assert identity.identify(name) == whole
