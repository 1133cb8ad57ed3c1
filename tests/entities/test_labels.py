"""What kind of thing a name names, by its own words and by those around it."""

from __future__ import annotations

import pytest

from pipeline.entities import context
from pipeline.entities import words as word_lists


@pytest.fixture
def kinds(parse):
    """Text and a name in it to what its surroundings say: person, organisation, place."""

    def tell(text: str, name: str) -> set[str]:
        words = word_lists.read(parse(text))
        length = len(name.split())
        start = next(i for i in range(len(words)) if words.surface(i, i + length) == name)
        tests = {"person": context.is_person, "org": context.is_organisation, "place": context.is_place}
        return {kind for kind, test in tests.items() if test(words, start, start + length)}

    return tell


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Rescuers searched for survivors in Mundaka on Monday.", "Mundaka", "place"),
        ("She lives near Tolvara with her sons.", "Tolvara", "place"),
        ("The mayor of Andapra spoke to reporters.", "Andapra", "place"),
        ("Villagers of Fuerama blocked the road.", "Fuerama", "place"),
        ("Amina Odero, a farmer from Kibaro, was there.", "Kibaro", "place"),
        ("The men drove to Zwolla overnight.", "Zwolla", "place"),
        ("He was born at home; Orvelle, a village near Lyon, has one school.", "Orvelle", "place"),
        ("The band moved to Elk Mound, Wis., in June.", "Elk Mound", "place"),
        ("The union Forward called a strike.", "Forward", "org"),
        ("Ambatra, a company with 400 workers, closed.", "Ambatra", "org"),
        ("Tarnova said it would close two mills.", "Tarnova", "org"),
        ("Tarnova renewed its contract in May.", "Tarnova", "org"),
        ("Tarnova, based in Basel, makes drugs.", "Tarnova", "org"),
        ("Tarnova shares fell on Monday.", "Tarnova", "org"),
        ("A Tarnova spokesman declined to comment.", "Tarnova", "org"),
        ("The bill opens the Xanga basin to ranchers.", "Xanga", "place"),
        ("The dam lies 30 kilometres from Baijara.", "Baijara", "place"),
        ("Two flights to Maumera were cancelled.", "Maumera", "place"),
        ("The winner is Ruth Mosley from Moorhead.", "Moorhead", "place"),
        ("The glacier above Blattena broke off.", "Blattena", "place"),
        ("A Tarvello woman was hurt on Monday.", "Tarvello", "place"),
        ("Two Tarvello residents were hurt on Monday.", "Tarvello", "place"),
        ("Carla Reed, 26, of Tarvello, was there.", "Tarvello", "place"),
        ("The 20-year-old from Tarvello was there.", "Tarvello", "place"),
        ("They sailed for Tarvello at dawn.", "Tarvello", "place"),
        ("Kofi Ansah, 42, was arrested.", "Kofi Ansah", "person"),
        ("A storm closed the pass between Tolvara and the valleys.", "Tolvara", "place"),
        ("Police arrested two managers of Tarnova on Tuesday.", "Tarnova", "org"),
        ("Ansah's widow spoke at the funeral.", "Ansah", "person"),
        ("Ansah smiled and left the room.", "Ansah", "person"),
        ("Ansah buried her mother on Monday.", "Ansah", "person"),
        ("The neighbours knew Ansah, who sang.", "Ansah", "person"),
    ],
)
def test_surroundings(kinds, text, name, kind):
    assert kinds(text, name) == {kind}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She bought shares in Tarnova last year.", "Tarnova"),
        ("The letter was published in Tarnova on Monday.", "Tarnova"),
        ("The prize went to Haruto Ishida.", "Haruto Ishida"),
        ("The leader of Tarnova spoke first.", "Tarnova"),
        ("Tarnova, 42 miles away, was quiet.", "Tarnova"),
        ("Tarnova's profit fell.", "Tarnova"),
        ("Class A shares fell.", "Class A"),
        ("Tarnova said he would close two mills.", "Tarnova"),
        ("The match between Tarnova and the others ended late.", "Tarnova"),
        ("They gave money to Tarnova.", "Tarnova"),
        ("They met Tarnova, Ohio and Texas in the finals.", "Tarnova"),
    ],
)
def test_surroundings_that_tell_nothing(kinds, text, name):
    assert kinds(text, name) == set()


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Rain fell in Kozhikode, Malappara and Idukki. Nobody was hurt in Malappara.", "Malappara", "GPE"),
        ("Faith Kipruto won the mile. Kipruto had trained in Iten, and Kipruto was happy.", "Kipruto", "PERSON"),
        (
            "Dilan Aksoy-Zegers resigned on Monday. Aksoy did not rule out a return, and Aksoy smiled.",
            "Aksoy",
            "PERSON",
        ),
        ("Tarn Works closed its mill. Tarn blamed prices. He has worked at Tarn for years.", "Tarn Works", "ORG"),
        ("Tarn Works closed its mill. Tarn blamed prices. He has worked at Tarn for years.", "Tarn", "ORG"),
        ("Washington Works closed its mill. He flew to Washington on Monday.", "Washington", "GPE"),
        ("Rovanta, Skadde and Acme Corp. advised the buyer. Skadde declined to comment.", "Skadde", "ORG"),
        ("Novexa Pharma makes drugs. People like Novexa. Maria Haldi runs Novexa.", "Novexa", "ORG"),
        ("Federal Pharma makes drugs. The Federal rules are old.", "Federal", None),
        ("Flights of Loganair were full. She likes Loganair.", "Loganair", "ORG"),
        ("Nine of the people of Lanarkshire spoke.", "Lanarkshire", "GPE"),
        ("The Post said he was asleep. The Post is old.", "Post", "ORG"),
        ("Tarnova said he would close two mills.", "Tarnova", "ORG"),
        ("He lives at the Palácio do Planalto.", "Palácio do Planalto", "FAC"),
        ("The Carolina Panthers lost again.", "Carolina Panthers", "ORG"),
        ("Edison Vargas led the village. Vargas left.", "Edison Vargas", "PERSON"),
        ("Lithuanian Americans voted early.", "Lithuanian Americans", "NORP"),
        ("Velmora Healthcare opened a clinic.", "Velmora Healthcare", "ORG"),
        ("The Velmora police fired shots. The Velmora police chief left.", "Velmora", "GPE"),
        ("The Velmorist newspaper wrote about it.", "Velmorist", "ORG"),
        ("The Sauk County Supreme Court sat in Columbia, S.C., on Monday.", "S.C.", "GPE"),
        ("The case of Perry v. School Board of Velmora was heard.", "Perry v. School Board of Velmora", "LAW"),
        ("A probe set down on the Moon on Sunday.", "Moon", "LOC"),
        ("The Regional House of Chiefs met in Kumasi.", "Regional House of Chiefs", "ORG"),
        ("The Baltic Free Trade Agreement was signed.", "Baltic Free Trade Agreement", "LAW"),
        ("Many Hutus fled across the border.", "Hutus", "NORP"),
    ],
)
def test_label(mentions, text, name, label):
    assert {m.label for m in mentions(text) if m.text == name} == ({label} if label else set())


def test_first_word_of_a_university_is_no_place(mentions):
    text = "She went to Hofstede University in May. The trip to Hofstede was long. She liked it at Hofstede."
    assert {m.label for m in mentions(text) if "Hofstede" in m.text} == {"ORG"}


def test_name_alone_is_no_surname_where_it_is_a_place(mentions):
    text = "Grand Velmora Paris opened. He flew to Paris on Monday, and Paris was cold."
    assert {m.label for m in mentions(text) if m.text == "Paris"} == {"GPE"}


def test_firm_called_after_its_owner(meant):
    text = (
        "Tessara sued Halvorsen Semiconductor on Monday. Halvorsen said it would fight. Halvorsen shares fell. "
        "Greta Halvorsen took over from her father, Nils Halvorsen."
    )
    assert {entity for name, entity in meant(text) if name == "Halvorsen"} == {"org/halvorsen-semiconductor"}


def test_owner_of_a_firm_of_his_name(meant):
    text = "Greta Halvorsen founded Halvorsen Semiconductor in May. Halvorsen smiled. Halvorsen, 42, has a son."
    assert {entity for name, entity in meant(text) if name == "Halvorsen"} == {"person/greta-halvorsen"}


def test_country_and_somebody_of_its_name(mentions):
    text = "Jordan signed a pact with Israel. Envoys of Jordan met Tessa Jordan. Jordan, a banker, said she agreed."
    jordans = [m.entity_id for m in mentions(text) if m.mention_type == "name" and "Jordan" in m.text]
    assert jordans == ["place/jordan", "place/jordan", "person/tessa-jordan", "person/tessa-jordan"]


def test_surname_of_a_country_before_the_full_name_in_another_paragraph(mentions):
    text = "Jordan, who runs a bank, won.\n\nTessa Jordan said she was glad. Jordan thanked her team."
    jordans = [m.entity_id for m in mentions(text) if m.mention_type == "name" and "Jordan" in m.text]
    assert jordans == ["person/tessa-jordan"] * 3


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Fans of both teams met at Velm Trafford on Sunday.", "FAC"),
        ("Fans shouted at Greta Trafford on Sunday.", "PERSON"),
    ],
)
def test_where_things_happen(mentions, text, label):
    assert {m.label for m in mentions(text) if "Trafford" in m.text} == {label}


def test_rival_may_be_a_firm(meant):
    text = "Oller Steel will buy its rival Tarn Works. Tarn Works lost money. The shares of Tarn Works rose."
    assert {entity for name, entity in meant(text) if name == "Tarn Works"} == {"org/tarn-works"}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        (
            "They won in overtime after a fumble. He scored twice in the Tarnova Center on Friday.",
            "Tarnova Center",
            "FAC",
        ),
        ("They won in overtime after a fumble. He scored twice at Tarnova Forum on Friday.", "Tarnova Forum", "FAC"),
        ("They won in overtime after a fumble. He works in the Tarnova Center on Fridays.", "Tarnova Center", "ORG"),
        ("Greece owes money to the EU & IMF.", "IMF", "ORG"),
        ("Greece owes money to the EU & IMF.", "EU", "ORG"),
        ("He sailed with P & O to Ohio.", "P & O", "ORG"),
        ("Heavyweight Champion Tom Reed wept.", "Heavyweight Champion", None),
        ("He directed the film “Nostalgia” in Ohio.", "Nostalgia", "WORK_OF_ART"),
        ("On Monday the chief minister of Goa, Carla Reed, sacked two advisers.", "Carla Reed", "PERSON"),
        ("On Monday the chief minister of Goa, Carla Reed, sacked two advisers.", "Goa", "GPE"),
        ("They beat the Tarn Blazers on Monday.", "Tarn Blazers", "ORG"),
        ("It was signed by H. Dale Hall.", "H. Dale Hall", "PERSON"),
        ("HMS Torvina sank, and the frigate Sorvana too.", "Sorvana", "PRODUCT"),
        ("NVIDIA rose on Monday.", "NVIDIA", "ORG"),
        ("The CEO of Tarnova Motors paid VAT.", "VAT", None),
        ("The supplier, Tarnwater, thinks that it was the rain.", "Tarnwater", "ORG"),
        ("The developer, Zorvin Tarnak, left.", "Zorvin Tarnak", "PERSON"),
        ("The folk group Peter, Paul and Carla sang.", "Peter", "PERSON"),
        ("The court named the schools Zorvane and Tolvetta in its ruling.", "Tolvetta", "ORG"),
        ("The publishers Jann Feldner and Ole Tarn met.", "Jann Feldner", "PERSON"),
        ("Marta Reed is a co-founder of Brunzalo.", "Brunzalo", "ORG"),
        ("Marta Reed is a friend of Brunzalo.", "Brunzalo", "PERSON"),
        ("Hollow Sun Gaming is a firm.", "Hollow Sun Gaming", "ORG"),
        ("Sydney Odero left. The nurse comforted Sydney.", "Sydney", "PERSON"),
        ("Sydney Odero left. The nurse liked Sydney.", "Sydney", "GPE"),
        ("Jordan Odero left. The nurse praised Jordan.", "Jordan", "GPE"),
        ("AKMAR was the first guy to do it.", "AKMAR", "PERSON"),
        ("He asked for “Tomvaras,” the long-range missiles.", "Tomvaras", "PRODUCT"),
        ("He asked for Tomvara, the poet.", "Tomvara", "PERSON"),
        ("Grell, 14 August 2031\n\nThe water of Grell is safe.", "Grell", "GPE"),
        ("Grell, 14, of Ohio\n\nThe water pleased Grell.", "Grell", "PERSON"),
        ("The Seven-Star Movement won seats.", "Movement", None),
        ("The guards of the State were slow.", "State", None),
        ("The Paralympic movement grew.", "Paralympic", None),
        ("Workers gave the ants Beauveria brongniartii in Ohio.", "Beauveria", "LOC"),
        ("They won the Nevada caucus. Then the Nevada caucus was over.", "Nevada", "GPE"),
        ("The Department was big. She had been at State for years.", "State", "ORG"),
        ("Velmar, Carla Jane. A History of Wool", "Velmar, Carla Jane", "PERSON"),
        ("Carla, Jane. A History of Wool", "Carla, Jane", None),
        ("A 1998 Oldsmobile 98 hit a wall.", "Oldsmobile 98", "PRODUCT"),
        ("Fans of San Diego Padres wept.", "San Diego Padres", "ORG"),
        ("They went to Colorado Springs.", "Colorado Springs", "GPE"),
        ("They left Embraer jets in Oslo.", "Embraer", "PRODUCT"),
        ("Neighborhood Improvement Coordination Effort will begin. Call NICE in the morning.", "NICE", "ORG"),
    ],
)
def test_label_by_words(mentions, text, name, label):
    assert {m.label for m in mentions(text) if m.text == name} == ({label} if label else set())


@pytest.mark.parametrize(
    ("text", "name", "confidence"),
    [
        ("Ann Marsh left Ohio.", "Ohio", 0.99),  # the model and the gazetteer
        ("They asked Qualcomm about it.", "Qualcomm", 0.95),  # well known, whatever the model says
        ("Zorvin Tarnak spoke. Tarnak left Oslo.", "Zorvin Tarnak", 0.95),  # the model alone, of two names
        ("Zorvin Tarnak spoke. Tarnak left Oslo.", "Oslo", 0.95),  # the model alone, of a place that there is
        ("They bought Velmora Inc. and Zorvex last year.", "Zorvex", 0.86),  # what it is listed with
        ("Velmora sang well.", "Velmora", 0.76),  # the model alone
    ],
)
def test_confidence_of_a_name_is_how_often_such_names_are_right(mentions, text, name, confidence):
    assert {m.confidence for m in mentions(text) if m.text == name} == {confidence}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The judges thought of Grand Velmora Paris.", "Grand Velmora Paris", None),
        ("They looked at Velm Trafford on Sunday.", "Velm Trafford", "FAC"),
        ("A box by Fire Hall 7 was sold.", "Fire Hall 7", "FAC"),
        ("They saw Gori and left.", "Gori", "GPE"),
        ("They met for Port Said on Monday.", "Port Said", "GPE"),
        ("They painted Somerset in red.", "Somerset", "GPE"),
        ("They met for Borealis on Monday.", "Borealis", None),
        ("She wrote for Silver Pine on Monday.", "Silver Pine", None),
        ("She wrote for Silver Pine on Monday. Silver Pine Dairy Inc. fell.", "Silver Pine", "ORG"),
        ("It came with Silver Pine 2 and two others.", "Silver Pine 2", "ORG"),
        ("A letter was sent for ZQB.", "ZQB", "ORG"),
        ("They met for Hollow Ferns on Monday.", "Hollow Ferns", None),
        ("They met for Hollow Ferns in overtime after a fumble and an interception.", "Hollow Ferns", "ORG"),
        ("A box by Ilk Tarn was sold.", "Ilk Tarn", "PERSON"),
        ("They saw Brelvik and left.", "Brelvik", None),
        ("They painted Quarnis in red.", "Quarnis", None),
        ("They painted Quarnis in red. It came with Quarnis and two others.", "Quarnis", "PERSON"),
        (
            "The judges thought of Grand Velmora Paris. The poets thought of Grand Velmora Paris.",
            "Grand Velmora Paris",
            None,
        ),
        ("What Hollow Ferns said was new.", "Hollow Ferns", "ORG"),
        ("They painted Borealis in red.", "Borealis", None),
        ("An old Polytechnic song was sung.", "Polytechnic", None),
        ("They danced Balkan.", "Balkan", "NORP"),
        ("GDANSK (Baltic Wire) — The mayor wept.", "Baltic Wire", "ORG"),
    ],
)
def test_names_that_the_model_doubts(mentions, text, name, label):
    assert {m.label for m in mentions(text) if m.text == name} == ({label} if label else set())
