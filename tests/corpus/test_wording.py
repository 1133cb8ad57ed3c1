from pipeline.corpus.wording import hashes, terms, word_spans, words


def test_words_are_the_same_whatever_else_the_text_holds():
    text = "The MAYOR’s 2nd plan_B, in Velden - 'no' to it"
    plain = text.replace("’", "'")
    assert words(text) == words(plain) == ["the", "mayor", "s", "2nd", "plan", "b", "in", "velden", "no", "to", "it"]
    assert words(text) == [text[start:end].lower() for start, end in word_spans(text)]


def test_letters_whose_case_depends_on_others_are_lowered_word_by_word():
    for text in ("ΟΔΟΣ.ΑΒ", "İzmir"):
        assert words(text) == [text[start:end].lower() for start, end in word_spans(text)]


def test_terms_are_pairs_of_content_words_of_one_text():
    texts = ["the old bridge of the old bridge", "", "old", "bridge the old bridge"]
    found = list(zip(*(of.tolist() for of in terms(words(text) for text in texts)), strict=True))
    assert sorted((text, count) for text, _, count in found) == [(0, 1), (0, 2), (3, 1), (3, 1)]
    assert found == sorted(found)
    old_bridge, bridge_old = (next(t for text, t, n in found if text == 0 and n == often) for often in (2, 1))
    assert {term for text, term, _ in found if text == 3} == {old_bridge, bridge_old}
    assert not {old_bridge, bridge_old}.intersection(hashes(["old", "bridge"]).tolist())
