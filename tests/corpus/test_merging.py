"""Which entities are one."""

import pytest

from pipeline.world.ids import slug
from tests.corpus.written_corpus import KIND, article

TOWN = [("GPE", "Velmora"), ("ORG", "Velmora Town Council"), ("PERSON", "Lio Marsh")]
SEA = [("GPE", "Port Ansel"), ("ORG", "Harbour Union"), ("PERSON", "Ruth Okafor")]


def merged(rows, entity_id):
    row = rows[entity_id]
    assert (row["merged_because"] is None) == (row["canonical_id"] == entity_id)
    return row["canonical_id"]


def brenner(name, company, role=None, first="Ada"):
    full = f"{first} Brenner"
    return article(name, [("PERSON", full, None, role), ("PERSON", full, "Brenner"), *company])


def test_a_surname_is_the_one_whom_others_call_so_in_the_same_company(resolve):
    rows = resolve([
        brenner("a", TOWN), brenner("b", TOWN), article("c", [("PERSON", "Brenner"), *TOWN]), article("d", SEA),
    ])  # fmt: skip
    assert merged(rows, "person/brenner") == "person/ada-brenner"
    because = rows["person/brenner"]["merged_because"]
    assert "2 articles call Ada Brenner “Brenner” and nobody else" in because
    assert "Velmora" in because


def test_a_surname_in_other_company_stays_alone(resolve):
    rows = resolve([brenner("a", TOWN), article("b", [("PERSON", "Brenner"), *SEA])])
    assert merged(rows, "person/brenner") == "person/brenner"


def test_the_role_tells_in_other_company(resolve):
    rows = resolve([brenner("a", TOWN, "mayor"), article("b", [("PERSON", "Brenner", None, "Mayor"), *SEA])])
    assert merged(rows, "person/brenner") == "person/ada-brenner"
    assert "role Mayor" in rows["person/brenner"]["merged_because"]


def test_between_two_of_the_name_company_tells(resolve):
    rows = resolve([
        brenner("a", TOWN), brenner("b", SEA, first="Tom"), article("c", [("PERSON", "Brenner"), *SEA]),
        brenner("d", TOWN),
    ])  # fmt: skip
    assert merged(rows, "person/brenner") == "person/tom-brenner"


def test_between_two_in_the_same_company_nothing_is_merged(resolve):
    rows = resolve([brenner("a", TOWN), brenner("b", TOWN, first="Tom"), article("c", [("PERSON", "Brenner"), *TOWN])])
    assert merged(rows, "person/brenner") == "person/brenner"


def test_people_told_apart_in_the_articles_are_not_merged(resolve):
    rows = resolve([brenner("a", TOWN), brenner("b", [("PERSON", "Brenner"), *TOWN])])
    assert merged(rows, "person/brenner") == "person/brenner"


def test_forms_of_a_full_name(resolve):
    rows = resolve([brenner("a", TOWN), brenner("b", TOWN), brenner("c", TOWN, first="Ada M.")])
    assert merged(rows, "person/ada-m-brenner") == "person/ada-brenner"


@pytest.mark.parametrize(
    ("often", "once", "beside", "into"),
    [
        ("Ada", "Ada Louise", TOWN, "ada"),
        ("Ada", "Ada Louise", SEA, None),
        ("Ada", "Bookie Ada", TOWN, "ada"),
        ("Bookie Ada", "Ada", TOWN, "ada"),
        ("Ada", "M. Ada", TOWN, "ada"),
        ("M. Ada", "Ada", TOWN, "m-ada"),
        ("Ada", "Bookie Ada", SEA, None),
        ("Zorvina", "Zorvinna", TOWN, "zorvina"),
        ("Zorvina", "Zorvinna", SEA, None),
        ("Ivana", "Ivanka", TOWN, None),
        ("Lennie", "Lenny", TOWN, "lennie"),
    ],
)
def test_forms_of_a_given_name(resolve, often, once, beside, into):
    rows = resolve([brenner("a", TOWN, first=often), brenner("b", TOWN, first=often), brenner("c", beside, first=once)])
    people = [row for row in rows.values() if row["label"] == "PERSON" and "brenner" in row["entity_id"]]
    merged_ids = {row["canonical_id"] for row in people}
    separate = {f"person/{slug(often)}-brenner", f"person/{slug(once)}-brenner"}
    assert merged_ids == ({f"person/{into}-brenner"} if into else separate)


def heir(name, generation, company=TOWN):
    return article(name, [("PERSON", " ".join(filter(None, ("Ada Brenner", generation)))), *company])


def test_a_generation_told_once(resolve):
    often = [heir("a", "III"), heir("b", "III")]
    assert merged(resolve([*often, heir("c", "")]), "person/ada-brenner") == "person/ada-brenner-iii"
    assert merged(resolve([*often, heir("c", "", SEA)]), "person/ada-brenner") == "person/ada-brenner"
    assert merged(resolve([*often, heir("c", "Jr.")]), "person/ada-brenner-jr") == "person/ada-brenner-jr"
    both = resolve([*often, heir("c", "Jr."), heir("d", "Jr."), heir("e", "")])
    assert merged(both, "person/ada-brenner") == "person/ada-brenner"
    both = resolve([heir("a", ""), heir("b", ""), heir("c", "Sr."), heir("d", "III")])
    assert [merged(both, f"person/ada-brenner{end}") for end in ("-sr", "-iii")] == [
        "person/ada-brenner-sr", "person/ada-brenner-iii",
    ]  # fmt: skip
    beside = heir("c", "", [("PERSON", "Ada Brenner III"), *TOWN])
    assert merged(resolve([*often, beside]), "person/ada-brenner") == "person/ada-brenner"


def test_a_surname_with_a_space_and_without(resolve):
    rows = resolve([
        article("a", [("PERSON", "Ada Del Mar"), *TOWN]), article("b", [("PERSON", "Ada Del Mar"), *TOWN]),
        article("c", [("PERSON", "Ada Delmar"), *SEA]),
    ])  # fmt: skip
    assert merged(rows, "person/ada-delmar") == "person/ada-del-mar"
    assert "same letters" in rows["person/ada-delmar"]["merged_because"]


def test_a_name_between_two_fuller_ones_is_neither(resolve):
    rows = resolve([
        brenner("a", TOWN, first="Ada M."), brenner("b", TOWN, first="Ada R."), brenner("c", TOWN, first="Ada M."),
        brenner("d", TOWN, first="Ada R."), brenner("e", TOWN),
    ])  # fmt: skip
    assert merged(rows, "person/ada-brenner") == "person/ada-brenner"
    assert merged(rows, "person/ada-m-brenner") == "person/ada-m-brenner"


def test_what_a_surname_is_merged_into_is_final(resolve):
    rows = resolve([
        brenner("a", TOWN), brenner("b", TOWN), brenner("c", TOWN, first="Ada M."),
        article("d", [("PERSON", "Brenner"), *TOWN]),
    ])  # fmt: skip
    assert merged(rows, "person/brenner") == "person/ada-brenner"
    assert all(rows[row["canonical_id"]]["canonical_id"] == row["canonical_id"] for row in rows.values())


def test_acronyms_that_the_articles_give(resolve):
    bank = "Velmora Trade Bank"
    rows = resolve([article("a", [("ORG", bank), ("ORG", bank, "VTB"), *TOWN]), article("b", [("ORG", "VTB"), *TOWN])])
    assert merged(rows, "org/vtb") == "org/velmora-trade-bank"


def test_a_paper_that_is_mostly_called_by_the_end_of_its_name(resolve):
    def paper(name, text=None, company=TOWN):
        return article(name, [("ORG", f"Velmora {text}" if text else "Daily Globe", text), *company])

    told = [paper("a", "Daily Globe"), paper("b", "Daily Globe")]
    alone = [paper("c"), paper("d"), paper("e")]
    assert merged(resolve([*told, *alone]), "org/daily-globe") == "org/velmora-daily-globe"
    assert merged(resolve([*told, *alone, paper("f")]), "org/daily-globe") == "org/velmora-daily-globe"
    assert merged(resolve([*told, *alone, paper("f"), paper("g")]), "org/daily-globe") == "org/daily-globe"
    assert merged(resolve([*told[:1], *alone[:2]]), "org/daily-globe") == "org/daily-globe"
    sea = [paper(name, company=SEA) for name in "cde"]
    assert merged(resolve([*told, *sea]), "org/daily-globe") == "org/daily-globe"


def test_an_organisation_is_not_merged_into_its_branch(resolve):
    branch = "Velmora Workers Party"
    rows = resolve([
        article("a", [("ORG", branch), ("ORG", branch, "Workers Party"), *TOWN]),
        article("b", [("ORG", "Workers Party"), *TOWN]), article("c", [("ORG", "Workers Party"), *TOWN]),
    ])  # fmt: skip
    assert merged(rows, "org/workers-party") == "org/workers-party"


def test_a_surname_taken_for_an_organisation(resolve):
    rows = resolve([brenner("a", TOWN), brenner("b", TOWN), article("c", [("ORG", "Brenner"), *TOWN])])
    assert merged(rows, "org/brenner") == "person/ada-brenner"


def test_a_firm_named_beside_its_founder_is_not_he(resolve):
    rows = resolve([
        brenner("a", TOWN), brenner("b", TOWN), article("c", [("ORG", "Brenner"), ("PERSON", "Ada Brenner"), *TOWN]),
    ])  # fmt: skip
    assert merged(rows, "org/brenner") == "org/brenner"


def test_a_firm_called_so_is_no_person(resolve):
    rows = resolve([
        brenner("a", TOWN), brenner("b", TOWN), article("c", [("ORG", "Brenner"), *TOWN]),
        article("d", [("ORG", "Brenner Mills"), ("ORG", "Brenner Mills", "Brenner"), *SEA]),
    ])  # fmt: skip
    assert merged(rows, "org/brenner") != "person/ada-brenner"


def test_an_organisation_in_other_company_is_no_person(resolve):
    rows = resolve([brenner("a", TOWN), brenner("b", TOWN), article("c", [("ORG", "Brenner"), *SEA])])
    assert merged(rows, "org/brenner") == "org/brenner"


@pytest.mark.parametrize(
    ("often", "once", "beside", "into"),
    [
        (("PERSON", "Ada Brenner"), ("ORG", "Ada Brenner"), TOWN, "person/ada-brenner"),
        (("PERSON", "M. Brenner"), ("GPE", "M. Brenner"), TOWN, "person/m-brenner"),
        (("PERSON", "Ada Brenner"), ("ORG", "Ada Brenner"), SEA, None),
        (("ORG", "Ada Brenner"), ("PERSON", "Ada Brenner"), TOWN, None),
        (("PERSON", "Zorvex Mills"), ("ORG", "Zorvex Mills"), TOWN, None),
        (("ORG", "Zorvex Mills"), ("PERSON", "Zorvex Mills"), TOWN, "org/zorvex-mills"),
        (("ORG", "Zorvex Mills"), ("GPE", "Zorvex Mills"), TOWN, "org/zorvex-mills"),
        (("GPE", "Zorvex Mills"), ("ORG", "Zorvex Mills"), TOWN, None),
        (("ORG", "PJ Brenner"), ("PERSON", "PJ Brenner"), TOWN, None),
        (("ORG", "Zorvex"), ("PERSON", "Zorvex"), TOWN, "org/zorvex"),
        (("PERSON", "Zorvex"), ("ORG", "Zorvex"), TOWN, None),
        (("ORG", "Zorvex"), ("GPE", "Zorvex"), TOWN, None),
        (("ORG", "Zorvex"), ("NORP", "Zorvex"), TOWN, None),
    ],
)
def test_one_name_for_things_of_two_kinds(resolve, often, once, beside, into):
    rows = resolve([article("a", [often, *TOWN]), article("b", [often, *TOWN]), article("c", [once, *beside])])
    ids = {f"{KIND[label]}/{slug(name)}" for label, name in (often, once)}
    assert {rows[one]["canonical_id"] for one in ids} == ({into} if into else ids)


def test_one_name_for_two_kinds_as_often(resolve):
    rows = resolve([article("a", [("ORG", "Zorvex"), *TOWN]), article("b", [("PERSON", "Zorvex"), *TOWN])])
    assert merged(rows, "person/zorvex") == "person/zorvex"


@pytest.mark.parametrize(
    ("name", "one", "other", "into"),
    [
        ("Silent Zorvex", "ORG", "WORK_OF_ART", "work"),
        ("Silent Zorvex", "PRODUCT", "ORG", "product"),
        ("Marta Zorvex", "LOC", "PERSON", "person"),
    ],
)
def test_one_name_of_two_words_for_two_kinds_as_often(resolve, name, one, other, into):
    rows = resolve([article("a", [(one, name), *TOWN]), article("b", [(other, name), *TOWN])])
    kinds = {KIND[label] for label in (one, other)}
    assert {rows[f"{kind}/{slug(name)}"]["canonical_id"] for kind in kinds} == {f"{into}/{slug(name)}"}


def test_places_of_one_spot(resolve):
    rows = resolve([article("a", [("GPE", "Kyiv")]), article("b", [("GPE", "Kiev")]), article("c", [("GPE", "Kiev")])])
    assert merged(rows, "place/kiev") == "place/kyiv"
    assert merged(rows, "place/kyiv") == "place/kyiv"


@pytest.mark.parametrize(
    ("name", "whole", "is_whole"),
    [
        ("Province of Manitoba", "Manitoba", True),
        ("State of Oregon", "Oregon", True),
        ("Tabasco State", "Tabasco", True),
        ("Oregon State", "Oregon", False),
        ("Budapest City", "Budapest", True),
        ("Budapest Area", "Budapest", False),
        ("Northern Kenya", "Kenya", False),
        ("Far Northern Kenya", "Northern Kenya", False),
        ("West Budapest", "Budapest", False),
        ("Utrecht Township", "Utrecht", False),
        ("Mainland China", "China", True),
    ],
)
def test_a_part_of_a_place_is_not_the_place(resolve, name, whole, is_whole):
    rows = resolve([article("a", [("GPE", name)]), article("b", [("GPE", whole)]), article("c", [("GPE", whole)])])
    apart, kept = f"place/{slug(name)}", f"place/{slug(whole)}"
    assert {merged(rows, apart), merged(rows, kept)} == ({kept} if is_whole else {apart, kept})
    assert rows[apart]["latitude"] is not None


def test_two_names_of_one_part(resolve):
    rows = resolve([article("a", [("GPE", "Northern Burma")]), article("b", [("GPE", "Northern Myanmar")])])
    assert merged(rows, "place/northern-myanmar") == "place/northern-burma"


@pytest.mark.parametrize(
    ("often", "once", "is_one"),
    [
        ("Velmora Mills", "The Velmora Mills Corporation", True),
        ("Velmora Mills", "Velmora Mills Co.", True),
        ("Velmora Mills", "Velmora Mills Limited", True),
        ("Velmora Mills", "Velmora Mills S.A.", True),
        ("Vel-Mora Mills", "Velmora Mills", True),
        ("Oil and Gas Centre", "Oil & Gas Center", True),
        ("Velmora Theatre", "Velmora Theater", True),
        ("Velmicolour", "Velmicolor", True),
        ("Velmora Defence League", "Velmora Defense League", True),
        ("Velmora Harbour Trust", "Velmora Harbor Trust", True),
        ("Grain Organisation", "Grain Organization", True),
        ("Grain Programme", "Grain Program", True),
        ("Velmora Labour Party", "Velmora Labor Party", False),
        ("Velmora Mills", "Velmora Mills Group", False),
        ("Bread", "Bread Company", False),
        ("Data", "Data Corp.", False),
        ("VMC", "V. M. C.", False),
    ],
)
def test_organisations_of_one_name_but_for_its_form(resolve, often, once, is_one):
    rows = resolve([article("a", [("ORG", often)]), article("b", [("ORG", often)]), article("c", [("ORG", once)])])
    assert merged(rows, f"org/{slug(once)}") == f"org/{slug(often if is_one else once)}"


def named(name, first, surname, company):
    return article(name, [("PERSON", f"{first} {surname}".strip()), *company])


CROWD = [("PERSON", f"{a}ana {b}emov") for a in "BDFGH" for b in "KLMNPRST"]
"""Whom only one of the articles names."""


@pytest.mark.parametrize(("surname", "is_one"), [("Brenner", True), ("Smith", False)])
@pytest.mark.parametrize(
    ("often", "once", "company"),
    [
        ("Ada", "Ada Louise", [TOWN[0], *CROWD[:20]]),
        ("William", "Bill", [SEA[0], *CROWD]),
        ("Ada", "", [SEA[0], *CROWD]),
    ],
)
def test_a_surname_that_few_bear_tells_more(resolve, often, once, company, surname, is_one):
    rows = resolve([
        *(named(name, often, surname, [*TOWN, *SEA]) for name in "ab"), named("c", once, surname, company),
        *(article(f"z{n}", [TOWN[0], other]) for n, other in enumerate(CROWD)),
    ])  # fmt: skip
    one, other = (f"person/{slug(f'{first} {surname}'.strip())}" for first in (once, often))
    assert merged(rows, one) == (other if is_one else one)


def test_a_letter_in_a_name_that_few_bear_tells_of_kin(resolve):
    rows = resolve([named("a", "Zorvina", "Brenner", TOWN), named("b", "Zorvinna", "Brenner", [TOWN[0], *SEA])])
    assert merged(rows, "person/zorvinna-brenner") == "person/zorvinna-brenner"


def test_who_is_merged_meanwhile_tells_more_of_the_others(resolve):
    """What speaks for two forms of a name together is not enough for either."""
    rows = resolve([
        brenner("a", TOWN, "mayor", "Joe"), brenner("b", TOWN, "mayor", "Joe"),
        brenner("c", TOWN, "mayor", "Joseph R."), brenner("d", [TOWN[0], *SEA], None, "Joseph"),
    ])  # fmt: skip
    assert {rows[f"person/{one}-brenner"]["canonical_id"] for one in ("joe", "joseph-r", "joseph")} == {
        "person/joe-brenner"
    }


def test_the_role_tells_who_is_mostly_called_so(resolve):
    others = [brenner(name, SEA, first="Tom") for name in "x"]
    mayors = [brenner(name, TOWN, "mayor") for name in "abcdefghi"]
    alone = article("z", [("PERSON", "Brenner", None, "Mayor"), ("GPE", "Holm")])
    assert merged(resolve([*mayors, *others, alone]), "person/brenner") == "person/ada-brenner"
    alone = article("z", [("PERSON", "Brenner", None, "cook"), ("GPE", "Holm")])
    assert merged(resolve([*mayors, *others, alone]), "person/brenner") == "person/brenner"
