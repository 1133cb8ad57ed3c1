from __future__ import annotations

import pytest

from pipeline.entities import trimming, words


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Maria Lopez met the mayor. Lopez left early.", "Lopez", "PERSON"),
        ("He flew to Norway on Monday.", "Norway", "GPE"),
        ("The Kremlin's spokesman declined to comment.", "Kremlin", "ORG"),
        ("A walk on Lake Victoria took hours.", "Lake Victoria", "LOC"),
        ("She teaches at the University of Otago in spring.", "University of Otago", "ORG"),
        ("Shares of Borealis Shipping Corp. fell.", "Borealis Shipping Corp.", "ORG"),
        ("They wrote about it on Truth Social.", "Truth Social", "ORG"),
    ],
)
def test_label(mentions, text, name, label):
    assert (name, label) in {(m.text, m.label) for m in mentions(text) if m.mention_type == "name"}


def test_titles_and_possessives_are_no_part_of_a_name(meant):
    text = "President Anna Berg's speech pleased Senator Paul Okafor and the Kremlin's envoy."
    assert {name for name, _ in meant(text)} >= {"Anna Berg", "Paul Okafor", "Kremlin"}


def test_words_are_put_together_only_where_they_may_be_a_title_of_two(parse):
    read = words.read(parse("They met Tan Sri Velden and the sri of the wide old harbour."))
    found = [read.text[i] for i in range(len(read)) if trimming.is_title(read, i)]
    assert found == ["Tan", "Sri"]
    assert sorted(read._surfaces.values()) == ["Sri Velden", "Tan Sri"]


def test_role_before_a_name(mentions):
    text = "Norwegian Prime Minister Erik Dahl met US Secretary of State John Keller and Mr. Brown."
    roles = {m.text: m.role for m in mentions(text)}
    assert roles["Erik Dahl"] == "Norwegian Prime Minister"
    assert roles["John Keller"] == "US Secretary of State"
    assert roles["Brown"] is None


def test_role_after_a_name(mentions):
    roles = {m.text: m.role for m in mentions("Laura Stein, the chief executive of Acme Corp., resigned on Friday.")}
    assert roles["Laura Stein"] == "chief executive of Acme Corp."


def test_office_is_no_name(meant):
    names = [name for name, _ in meant("Home Secretary Jane Whitlock spoke to reporters in London.")]
    assert names == ["Jane Whitlock", "London"]


def test_surname_missed_by_the_model_is_found_everywhere(mentions):
    text = "Trump met Donald Trump's lawyers.\nTrump said no.\nTrump wrote it.\n\nThen Trump left."
    found = [m for m in mentions(text) if m.mention_type == "name"]
    assert {m.entity_id for m in found} == {"person/donald-trump"}
    assert {m.label for m in found} == {"PERSON"}
    assert len(found) == 5


def test_headline_takes_no_clause_into_a_name(meant):
    text = "Helen Marsh Wins Tight Race As Rivals Concede\n\nHelen Marsh won the race for governor of Ohio on Tuesday."
    assert [pair for pair in meant(text) if "Marsh" in pair[0]] == [("Helen Marsh", "person/helen-marsh")] * 2


def test_headline_in_capitals(meant):
    text = "PREMIER HENRIK SOLBERG RESIGNS OVER LEAK\n\nHenrik Solberg resigned on Monday."
    assert {entity for name, entity in meant(text) if "solberg" in name.lower()} == {"person/henrik-solberg"}


def test_common_word_at_the_beginning_of_a_sentence(meant):
    text = "Iodine is scarce. The iodine in milk comes from feed. More iodine is needed. Iodine helps."
    assert not meant(text)


def test_party_with_a_state_and_handles_are_no_names(meant):
    names = {name for name, _ in meant("Rep. Carla Nunez (D-Wis.) wrote to @carlanunez on Monday.")}
    assert "Carla Nunez" in names
    assert not {name for name in names if name.startswith(("D-", "@"))}


def test_spans_are_the_words_of_the_text(mentions):
    text = "  Zoë Ångström 🙂 said “I love Malmö” .\n\n\tShe left.  "
    found = mentions(text)
    assert found
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start <= mention.head_start < mention.head_end <= mention.end


def test_many_of_a_thing_are_that_thing(meant):
    text = "The Falcon missile flew far. Russia fears the Falcon missile, and Falcons are cheap. Falcons hit it."
    assert len({entity for name, entity in meant(text) if name.startswith("Falcon")}) == 1


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Carla Hills negotiated for years.", "PERSON"),
        ("The Berlin Hills are green, and the Berlin Hills are wide.", "LOC"),
    ],
)
def test_word_for_a_place_may_be_a_surname(mentions, text, label):
    assert {m.label for m in mentions(text) if "Hills" in m.text} == {label}


def test_day_and_share_are_no_part_of_a_name(meant):
    text = "The Museum of Velmora on New Year's Eve 1999 was full. The Oslo Arena Friday was empty."
    assert {name for name, _ in meant(text)} == {"Museum of Velmora", "Oslo Arena"}


def test_score_of_a_match_is_no_part_of_a_name(meant):
    assert "Arsenal" in {name for name, _ in meant("Liverpool beat Arsenal 2-1 on Saturday.")}


def test_surname_with_a_curly_apostrophe(meant):
    text = "Former Gov. Martin O’Malley spoke. O’Malley left. Martin O’Malley’s wife stayed."
    assert set(meant(text)) == {("Martin O’Malley", "person/martin-omalley"), ("O’Malley", "person/martin-omalley")}


def test_headline_word_is_no_given_name(meant):
    text = "Understated Lindholm Wins Over Rural Voters\n\nCarl Lindholm won. Lindholm spoke for an hour on Monday."
    assert {entity for name, entity in meant(text) if "Lindholm" in name} == {"person/carl-lindholm"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Tom Reed, author of 'Bees', left.", "author"),
        ("Tom Reed, a marine biologist, left.", "marine biologist"),
        ("Tom Reed, a book about bees in his hand, left.", None),
        ("Tom Reed, my friend of many years, left.", "friend of many years"),
    ],
)
def test_a_role_is_what_somebody_is(mentions, text, role):
    assert [m.role for m in mentions(text) if "Reed" in m.text] == [role]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Council for the Welfare of Sailors met.", "Council for the Welfare of Sailors"),
        ("He leads the Office of the Comptroller in Lagos.", "Office of the Comptroller"),
        ("Officials of the Defensoría del Pueblo counted the wounded.", "Defensoría del Pueblo"),
        ("Lawyers at Hogan & Hartwell declined to comment.", "Hogan & Hartwell"),
        ("On Monday Rep. Robert C. “Bobby” Hayward won by a few votes.", "Robert C. “Bobby” Hayward"),
        ("Judge Oh Se-young said so on Friday.", "Oh Se-young"),
        ("In 2016 it took over Carlow & Sons for a song.", "Carlow & Sons"),
        ("The house was drawn by Kengo Sato and Associates last year.", "Kengo Sato and Associates"),
        (
            "The Centre for Volcanology and Hazard Mitigation warned on Monday.",
            "Centre for Volcanology and Hazard Mitigation",
        ),
        ("VELMARA, Brazil (AP) — The president has until Friday to veto a bill on land.", "VELMARA"),
        ("NUKU'ALOFA — The island was without internet on Monday after an anchor cut the cable.", "NUKU'ALOFA"),
        ("The Fish and Water Organization warned of it. Maps of the FWO show more near Sibi.", "FWO"),
        ("Senators Charles Whitby and Ann Doyle agreed.", "Charles Whitby"),
    ],
)
def test_whole_name(meant, text, name):
    assert name in {found for found, _ in meant(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Velmora Museum for the most part stays closed.", "Velmora Museum"),
        ("The Department of Health of a small country failed.", "Department of Health"),
        ("Keith Scott - Justin Vinson spoke later - was shot.", "Keith Scott"),
        ("Meridian Corp. owes Meridian National $500,000 by June.", "Meridian National"),
        ("“In Tromsø we ski all year,” she said.", "Tromsø"),
        ("Paul Reed said “No” Tuesday.", "Paul Reed"),
        ("Money was sent to Dade County for Zika research last week.", "Dade County"),
        ("Aides to Senate Minority Whip Richard Durham left.", "Richard Durham"),
    ],
)
def test_no_more_than_the_name(meant, text, name):
    assert name in {found for found, _ in meant(text)}


def test_heading_in_capitals_is_no_city(meant):
    text = "DOUBTFUL MEDICAL CLAIMS — A LOOK BACK\n\nThe doctor said on Monday that the pill helps."
    assert not meant(text)


def test_title_with_its_field_is_no_name(meant):
    text = "James Burrows, the Professor of Transplant Surgery at Velmora University, explained it."
    assert {name for name, _ in meant(text)} == {"James Burrows", "Velmora University"}


@pytest.mark.parametrize("role", ["Prime Minister", "Majority Leader", "Vice President"])
def test_title_alone_is_no_name(meant, role):
    assert not [found for found, _ in meant(f"The {role} spoke for an hour. {role} and aides left.") if role in found]


def test_publisher_and_person_are_two(meant):
    text = "Paul Reed met editors. An editor of the Washington Post Reed said that he would stay. Reed left."
    assert {entity for _, entity in meant(text)} <= {"org/washington-post", "person/paul-reed"}


def test_halves_of_a_place(meant):
    assert ("Baja California", "place/baja-california") in meant("A storm reached Baja California on Monday.")


def test_given_name_alone_is_found_everywhere(meant):
    text = "Sarmad Kholani shot the film. “Sarmad never shouts,” said Bee Gulani. It was Sarmad’s idea."
    assert [entity for name, entity in meant(text) if name == "Sarmad"] == ["person/sarmad-kholani"] * 2


def test_given_name_that_is_a_common_word_is_not_found_everywhere(meant):
    text = "Hope Marsten shot the film. “Hope never dies,” said Bee Gulani. Hope is all there is, and hope is good."
    assert [entity for name, entity in meant(text) if name == "Hope"] == []


def test_surname_that_is_a_title(meant):
    text = "Travis Marshal was on 40 when it rained. Marshal hit the bowler for three sixes. The head of the club left."
    assert [entity for name, entity in meant(text) if name == "Marshal"] == ["person/travis-marshal"]
    assert "head" not in {name for name, _ in meant(text)}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("KARST (Lantern) — The commission named a winner on Wednesday.", "KARST", "GPE"),
        ("NEW VELM, Ohio (AP) — Three men left the hall.", "NEW VELM", "GPE"),
        ("NASA — The agency said it would go.", "NASA", "ORG"),
    ],
)
def test_dateline(mentions, text, name, label):
    assert (name, label) in {(m.text, m.label) for m in mentions(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Notice Velden sniffing,” she said of Tom Velden in Ohio.", ["Velden", "Tom Velden", "Ohio"]),
        ("Half Velden hears was said by Tom Velden in Ohio.", ["Velden", "Tom Velden", "Ohio"]),
        ("Zorvina Velden hears what was said by Tom Velden in Ohio.", ["Zorvina Velden", "Tom Velden", "Ohio"]),
    ],
)
def test_a_word_at_the_head_of_what_is_said_is_no_given_name(mentions, text, found):
    assert [m.text for m in mentions(text) if m.mention_type == "name"] == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Later the crews of Velden County Volunteer Fire Department came to the old house.",
         "Velden County Volunteer Fire Department"),
        ("Later the crews of Velden County volunteer fire department came to the old house.", "Velden County"),
    ],
)  # fmt: skip
def test_bodies_of_towns_are_written_with_capitals(mentions, text, name):
    assert name in [m.text for m in mentions(text)]


def test_things_of_somebody_are_no_band(meant):
    found = meant("Andy Corwin left. The Corwin Tinkers will open a stage in Ohio.")
    assert [name for name, _ in found] == ["Andy Corwin", "Corwin", "Ohio"]


def test_initials_that_somebody_goes_by_are_his_given_name(mentions):
    found = [(m.text, m.label) for m in mentions("The board met CJ Velden. CC Corwin pitched, and BD Reed left.")]
    assert [pair for pair in found if pair[1] == "PERSON"] == [
        ("CJ Velden", "PERSON"),
        ("CC Corwin", "PERSON"),
        ("Reed", "PERSON"),
    ]
