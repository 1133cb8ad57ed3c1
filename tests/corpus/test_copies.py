import datetime as dt

from pipeline.corpus.copies import Text, find_copies, share, stretches
from tests.corpus.affair import APPEAL, BRIDGE, CUT, LEAD, ORCHARD, RETOLD

MONDAY, TUESDAY = dt.date(2025, 11, 3), dt.date(2025, 11, 4)


def text(name, words, day=MONDAY, publisher=None):
    return Text(name, words, day, publisher)


def copies(*texts):
    by_id = {one.article_id: one for one in texts}
    names = sorted(by_id)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    return {copy.article_id: copy.copy_of for copy in find_copies(by_id, pairs)}


def test_an_article_cut_short_is_a_copy_of_the_whole():
    assert copies(text("a", CUT, TUESDAY), text("b", BRIDGE)) == {"a": "b"}


def test_another_reporters_telling_is_none():
    assert copies(text("a", BRIDGE), text("b", RETOLD), text("c", ORCHARD)) == {}


def test_sentences_of_one_mould_make_no_copy():
    mould = "The {} of the old {} in Velden was {} on Monday, and the {} of the town paid {} for it."
    ours = (("roof", "mill", "mended", "mayor", "half"), ("door", "hall", "painted", "baker", "nothing"))
    theirs = (("floor", "shop", "laid", "banker", "little"), ("gate", "park", "hung", "smith", "all"))
    one, other = ("\n".join(mould.format(*words) for words in lines) for lines in (ours, theirs))
    assert copies(text("a", one), text("b", other)) == {}


def test_changed_words_make_no_other_article():
    changed = BRIDGE.replace("engineers", "inspectors").replace("cars", "vehicles").replace("whole year", "year ahead")
    assert copies(text("a", BRIDGE), text("b", changed.replace("said on", "announced on"), TUESDAY)) == {"b": "a"}


def test_the_earlier_is_the_original():
    assert copies(text("a", BRIDGE, TUESDAY), text("b", CUT, MONDAY)) == {"a": "b"}
    assert copies(text("a", BRIDGE, None), text("b", CUT, MONDAY)) == {"a": "b"}


def test_of_one_day_the_one_that_credits_another_is_the_copy():
    credited = f"HARROW (Reuters) - {BRIDGE}"
    assert copies(text("a", credited), text("b", CUT)) == {"a": "b"}
    assert copies(text("a", credited, publisher="Reuters"), text("b", CUT)) == {"b": "a"}


def test_of_one_day_the_fuller_is_the_original():
    assert copies(text("a", CUT), text("b", BRIDGE)) == {"a": "b"}


def test_a_round_up_is_a_copy_of_one_and_no_bridge_between_its_items():
    harvest = f"{ORCHARD}\n\nThe pickers stay until October, and the press at Maldon runs day and night until then."
    round_up = text("c", f"{BRIDGE}\n\n{harvest}", TUESDAY)
    found = copies(text("a", BRIDGE), text("b", harvest), round_up)
    assert set(found) == {"c"}


def test_an_appeal_that_many_articles_carry_is_no_copy():
    short = "A cat was stuck on a roof in Maldon for two days. Firemen brought it down unhurt, and it ate a whole fish."
    other = (
        "The pool at Velden opens at six from now on. Early swimmers had asked for it since the summer of last year."
    )
    appeals = f"{APPEAL}\n{APPEAL.replace('local', 'own').replace('county', 'valley')}"
    assert copies(text("a", f"{short}\n{appeals}"), text("b", f"{other}\n{appeals}")) == {}


def test_stretches_stand_in_both_texts():
    own, other = text("a", f"Good morning.\n\n{LEAD}"), text("b", BRIDGE)
    (stretch,) = stretches(own, other)
    assert own.text[stretch.start : stretch.end] == other.text[stretch.from_start : stretch.from_end] == LEAD[:-1]
    assert share(own, other) == len(LEAD.split()) / (len(LEAD.split()) + 2)


def test_a_phrase_is_no_stretch():
    assert (
        stretches(text("a", "They met at the end of the day in Velden."), text("b", "At the end of the day it rained."))
        == []
    )


def test_an_empty_text_shares_nothing():
    assert share(text("a", ""), text("b", BRIDGE)) == 0.0


def test_words_that_end_one_stretch_and_begin_the_next_count_once():
    first, last = ([f"{letter}{n}" for n in range(12)] for letter in "ab")
    own = text("a", " ".join([*first, *last]))
    other = text("b", " ".join([*first[-2:], *last, "between", "the", "two", *first]))
    assert share(own, other) == 1.0
    found = stretches(own, other)
    assert [own.text[s.start : s.end] for s in found] == [other.text[s.from_start : s.from_end] for s in found]
    assert [own.text[s.start : s.end].split()[0] for s in found] == ["a0", "b0"]
