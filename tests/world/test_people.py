"""Whether two names are one person's, in different articles and in one."""

from __future__ import annotations

import pytest

from pipeline.world import people
from pipeline.world.people import leaning, one_edit, same_person, same_person_in_article, spelling, without_suffixes

BOTH = [
    ("ada brenner", "ada brenner", True),
    ("ada m brenner", "ada brenner", True),
    ("ada m brenner", "ada maria brenner", True),
    ("a brenner", "ada brenner", True),
    ("bill clinton", "william clinton", True),
    ("tom brenner jr", "tom brenner", True),
    ("tom brenner jr", "tom brenner sr", False),
    ("tom brenner iii", "tom brenner ii", False),
    ("tom brenner phd", "tom brenner jr", True),
    ("ada m brenner", "ada r brenner", False),
    ("ada brenner", "tom brenner", False),
    ("ada brenner", "ada marsh", False),
    ("olena petrovskiy", "olena petrovskyy", True),
    ("olena petrovskiy", "olena petrovsky", True),
    ("dmitri varga", "dmitry varga", True),
    ("olena petrovna", "olena petrovskyy", False),
]


@pytest.mark.parametrize(("one", "other", "same"), [*BOTH, ("brenner", "ada brenner", False)])
def test_same_person(one, other, same):
    assert same_person(one.split(), other.split()) is same
    assert same_person(other.split(), one.split()) is same


@pytest.mark.parametrize(("one", "other", "same"), BOTH)
def test_same_person_in_article(one, other, same):
    assert same_person_in_article(one.split(), other.split()) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ali hassan abdi", "ali hassan"),
        ("ali hassan abdi", "hassan abdi"),
        ("kristen leeward", "kristin leeward"),
        ("kristen leeward", "kristen leewerd"),
    ],
)
def test_one_article_may_cut_a_name_and_misspell_it(one, other):
    assert same_person_in_article(one.split(), other.split())
    assert not same_person(one.split(), other.split())


def test_a_word_of_the_middle_alone_is_no_name():
    assert not same_person_in_article(["ali", "hassan", "abdi"], ["hassan"])
    assert not same_person_in_article(["ali", "hassan", "abdi"], ["ali", "abdi", "omar"])


@pytest.mark.parametrize(
    ("name", "parts", "generations"),
    [
        ("tom brenner jr.", ["tom", "brenner"], ["jr"]),
        ("tom brenner md", ["tom", "brenner"], []),
        ("md rahman", ["md", "rahman"], []),
        ("jr", ["jr"], []),
    ],
)
def test_without_suffixes(name, parts, generations):
    assert without_suffixes(name.split()) == (parts, generations)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Petrovskiy", "petrovsky", True),
        ("Petrovskij", "petrovskyy", True),
        ("Sergei", "Sergey", True),
        ("Núñez", "Nunez", True),
        ("Levi", "Levy", False),  # too short to tell
        ("Petrova", "Petrov", False),
    ],
)
def test_spelling(one, other, same):
    assert (spelling(one) == spelling(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("marten", "martin", True),
        ("marten", "martens", True),
        ("martens", "marten", True),
        ("marten", "mortin", False),
        ("lee", "lew", False),
        ("marten", "martensen", False),
        ("marten", "marten", True),
    ],
)
def test_one_edit(one, other, is_one):
    assert one_edit(one, other) is is_one


def test_leaning():
    assert leaning("Zorvana Petrak") == "f"
    assert leaning("Zorvanslav Petrak") == "m"
    assert leaning("Zorvanslav") == ""  # no given name
    assert leaning("Mary Petrak") == ""  # known


def test_lists_of_sexes_do_not_overlap():
    lists = people.load()
    assert lists.given_gender["Mary"] == "f"
    assert lists.given_gender["Robert"] == "m"
    assert lists.title_gender["mrs"] == "f"
    assert lists.title_gender["sir"] == "m"
    assert "bob" in lists.nicknames["robert"]
    assert "robert" in lists.nicknames["bob"]
    assert "bob" not in lists.nicknames["william"]


@pytest.mark.parametrize(
    ("one", "other", "form"),
    [
        ("ada del mar", "ada delmar", "spaces"),
        ("ada marsh", "ada louise marsh", "middle-name"),
        ("ada l marsh", "ada louise marsh", "middle-name"),
        ("bob marsh", "robert marsh", "short-form"),
        ("fred marsh", "bookie fred marsh", "word-before"),
        ("l fred marsh", "fred marsh", "word-before"),
        ("zorvex marsh", "bookie zorvex marsh", ""),
        ("marsh", "bookie marsh", ""),
        ("zorvina marsh", "zorvinna marsh", "letter"),
        ("zorvina louise marsh", "zorvinna louise marsh", "letter"),
        ("zorvina louise marsh", "zorvinna ada marsh", ""),
        ("zorvina lee", "zorvinna lee", ""),
        ("ivana marsh", "ivanka marsh", ""),
        ("ada marsh", "tom marsh", ""),
        ("lennie marsh", "lenny marsh", "short-form"),
        ("kathryn marsh", "katie marsh", "short-form"),
        ("alexandra marsh", "alex marsh", "short-form"),
        ("amanda marsh", "mandy marsh", "short-form"),
        ("angela marsh", "angie marsh", "short-form"),
        ("clifford marsh", "cliff marsh", "short-form"),
        ("franklin marsh", "frank marsh", "short-form"),
        ("jacqueline marsh", "jackie marsh", "short-form"),
        ("reginald marsh", "reggie marsh", "short-form"),
        ("roderick marsh", "rod marsh", "short-form"),
        ("stephanie marsh", "steph marsh", "short-form"),
        ("terence marsh", "terry marsh", "short-form"),
    ],
)
def test_forms_of_a_full_name(one, other, form):
    assert people.form_of(one.split(), other.split()) == form
    assert people.form_of(other.split(), one.split()) == form


@pytest.mark.parametrize(
    ("word", "expected"), [("bookie", True), ("l", False), ("l.", False), ("fred", False), ("st.", True)]
)
def test_a_word_before_a_name(word, expected):
    assert people.is_before_name(word) is expected


def test_what_people_whom_all_know_go_by():
    assert people.goes_by("Joseph R. Biden, Jr.") == people.goes_by("JOSEPH BIDEN") == "Joe Biden"
    assert people.goes_by("Ada R. Brenner") == "Ada R. Brenner"
    assert people.goes_by("Sergei Lavrov") == "Sergei Lavrov"
    assert people.goes_by("Viktor Orban") == "Viktor Orban"
    assert people.goes_by("Sergei V. Lavrov") == people.goes_by("Lavrov") == "Sergey Lavrov"


@pytest.mark.parametrize(("name", "common"), [("ada smith", True), ("ada smith jr", True), ("ada brenner", False)])
def test_common_surnames(name, common):
    assert people.is_common_surname(name.split()) is common
