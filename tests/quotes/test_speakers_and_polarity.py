"""Who did not speak, who speaks together, and kinds of attribution that news of today has."""

import pytest

from pipeline.entities.extractor import find_mentions
from pipeline.quotes.extractor import find_quotes


@pytest.fixture
def quotes_of(parse, make_article):
    def quotes(text):
        doc, article = parse(text), make_article(text)
        return find_quotes(doc, article, find_mentions(doc, article), [])

    return quotes


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The mayor said the dam was old.", "positive"),
        ("The mayor went on to say that the dam was old.", "positive"),
        ("The mayor declined to say when the dam would open.", "negative"),
        ("The mayor has not said whether the dam is safe.", "negative"),
        ("The mayor would not say that the dam is safe.", "negative"),
        ("Nobody said that the dam is safe.", "negative"),
        ("The mayor might say that the dam is safe.", "open"),
        ("The mayor plans to say that the dam is safe.", "open"),
        ("The mayor did not confirm or deny that the dam is safe.", "negative"),
        ("The mayor never denied or confirmed that the dam is safe.", "negative"),
        ("The mayor would not meet the guild but confirmed that the dam is safe.", "positive"),
        ("The mayor never complained but said that the dam is safe.", "positive"),
        ("The mayor would not wait and said that the dam is safe.", "positive"),
    ],
)
def test_polarity(quotes_of, text, polarity):
    assert quotes_of(text)[-1].cue_polarity == polarity


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Nora Feld and Ole Brandt said that it rained.", ["Nora Feld", "Ole Brandt"]),
        ("Nora Feld, Ole Brandt and the mayor said that it rained.", ["Nora Feld", "Ole Brandt", "the mayor"]),
        ("Nora Feld said that Ole Brandt and the mayor left.", ["Nora Feld"]),
        (
            "“It rained,” said Nora Feld, his sister and Ole Brandt’s aunt.",
            ["Nora Feld, his sister and Ole Brandt’s aunt"],
        ),
        ("“It rained,” said Nora Feld, Ole Brandt and the mayor.", ["Nora Feld", "Ole Brandt", "the mayor"]),
    ],
)
def test_who_speaks_together(quotes_of, text, speakers):
    (quote,) = quotes_of(text)
    assert [s["text"] for s in quote.speakers] == speakers
    assert quote.speaker_entity_id == quote.speakers[0]["entity_id"] == "person/nora-feld"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # Titles and labels of those who are named are nobody else.
        ("Oslo Motors President and General Manager Nora Feld said that it rained.",
         [("Oslo Motors President and General Manager Nora Feld", "Nora Feld")]),
        ("The mayor and General Manager Nora Feld said that it rained.",
         [("The mayor", None), ("General Manager Nora Feld", "Nora Feld")]),
        ("“It rained,” producers Nora Feld and Ole Brandt said.",
         [("producers Nora Feld", "Nora Feld"), ("Ole Brandt", "Ole Brandt")]),
        ("It rained, said Nora Feld, security and forensic analyst at Velm.",
         [("Nora Feld, security and forensic analyst at Velm", "Nora Feld")]),
        # Who has no name is told by the noun before "who".
        ("“It rained,” said a Western diplomat, who denied that it was cold.",
         [("a Western diplomat", None), ("who", "a Western diplomat")]),
        # The sender speaks in a letter, and not those it goes to.
        ("The board sent letters to the departments urging them to close the mill.", [("The board", None)]),
        ("The board went to the departments urging them to close the mill.", [("the departments", None)]),
        # Who is named behind a witness against him does not speak.
        ("A key witness against teenage murder suspect Tom Reed said that it rained.",
         [("A key witness against teenage murder suspect Tom Reed", None)]),
        ("The key suspect Tom Reed said that it rained.", [("The key suspect Tom Reed", "Tom Reed")]),
        # What somebody has to say does not say it.
        ("The producers had this to say: “It is a fine film.”", [("The producers", None)]),
        # Words and their clause in paragraphs of their own.
        ("The judge turned to the brother of Brandt:\n\n“Do not trust him.”", [("The judge", None)]),
        ("The house had room for the brother of Brandt:\n\n“Do not trust him.”", []),
        ("A driver shut the door: “Leave me alone!”", []),
        ("It was late. To which Nora Feld replied,\n\n“I know that it is late.”", [("Nora Feld", "Nora Feld")]),
        ("“He is the boss of the house!”\n\nhis mother told the columnist Ole Brandt.", [("his mother", None)]),
        ("“He is the boss of the house!”\n\nHis mother told the columnist Ole Brandt.", []),
    ],
)  # fmt: skip
def test_speakers_with_what_they_are_called(quotes_of, text, speakers):
    assert [(s["text"], s["name"]) for quote in quotes_of(text) for s in quote.speakers] == speakers


def test_who_reports_at_the_end_what_others_said(quotes_of):
    told = "Ole Holm Jr., 49, took two guards hostage on Monday and then escaped on foot"
    outer, inner = quotes_of(f"Officials said {told}, MyTarn.com reports.")
    assert (outer.speaker, inner.speaker) == ("MyTarn.com", "Officials")
    assert inner.text == told
    assert inner.parent_quote_id == outer.quote_id


def test_title_organisation_and_name(quotes_of):
    (quote,) = quotes_of("The owner of Tarn Mills, Nora Feld, said that wages rose.")
    assert quote.speaker_name == "Nora Feld"


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“We owe nobody a thing,” the paper quoted Nora Feld as saying.", "Nora Feld", "owe nobody"),
        ("The guild sent a letter saying “The toll will ruin us all.”", "The guild", "ruin us all"),
        ("Nora Feld said there was no snow, adding, “We like the rain.”", "Nora Feld", "like the rain"),
        ("“The lake froze twice and nobody skated.”\n\n— Nora Feld, baker", "Nora Feld, baker", "froze twice"),
        ("Nora Feld shut the door: “Leave me alone!”", "Nora Feld", "Leave me alone"),
        ("The driver shut the door: “Leave me alone!”", "The driver", "Leave me alone"),
    ],
)
def test_whose_quotation_it_is(quotes_of, text, speaker, words):
    assert [q.speaker for q in quotes_of(text) if words in q.text and q.quote_type == "direct"] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "The inn charges 9 euros for a bowl of soup.",
        "The minister embraced her at the gate.",
        "The board must approve the loan before the work begins.",
        "“Slow River” holds a record in the north.",
        "In addition, the guild responded.",
        "Nora Feld defended her title at the weekend.",
        "It was Nora Feld's third defence of the crown.",
        "Ole Brandt is charged with theft.",
        "Speaking of dams, Tarnwater has three.",
    ],
)
def test_everyday_verbs_report_nothing(quotes_of, text):
    assert quotes_of(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nora Feld defended the plan.", "the plan"),
        ("It was Nora Feld's third defence of the plan.", "the plan"),
        ("The guild charged that Ole Brandt had lied.", "that Ole Brandt had lied"),
        ("The sheriff charged Ole Brandt with arson.", "Ole Brandt with arson"),
        ("Speaking of the dam, Nora Feld said it was safe.", "the dam"),
    ],
)
def test_the_same_verbs_report_other_things(quotes_of, text, said):
    assert said in [quote.text for quote in quotes_of(text)]


@pytest.mark.parametrize(
    ("text", "hearer"),
    [
        ("The mayor spoke to reporters and said that it rained.", "reporters"),
        ("The mayor would not speak to reporters but said that it rained.", None),
    ],
)
def test_who_was_not_spoken_to_heard_nothing(quotes_of, text, hearer):
    assert quotes_of(text)[-1].addressee == hearer
