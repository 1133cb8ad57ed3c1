"""Kinds of reports, each with a sentence that is one and a sentence that only looks like one."""

import pytest

from pipeline.quotes.extractor import find_quotes


@pytest.fixture
def reports(parse, make_article):
    """Speaker, cue and content of each quote of a text."""

    def read(text):
        quotes = find_quotes(parse(text), make_article(text), [], [])
        return [(q.speaker, q.cue, q.text) for q in quotes if q.parent_quote_id is None]

    return read


@pytest.mark.parametrize(
    ("text", "report"),
    [
        # content goes on in a clause that hangs on the cue
        (
            "The council said there were no plans to close the bridge, but did not exclude cuts.",
            ("The council", "said", "there were no plans to close the bridge, but did not exclude cuts"),
        ),
        (
            "The council said the bridge was old, and nobody would miss it.",
            ("The council", "said", "the bridge was old, and nobody would miss it"),
        ),
        # a poll and what it shows
        (
            "The poll shows the mayor leading by ten points.",
            ("The poll", "shows", "the mayor leading by ten points"),
        ),
        # what is left open
        (
            "The company has not said when the plant will open.",
            ("The company", "has not said", "when the plant will open"),
        ),
        # "that" after those spoken to
        (
            "The guard was heard yelling to the officers that her husband was unarmed.",
            ("The guard", "was heard yelling", "that her husband was unarmed"),
        ),
        ("She spoke with reporters about the bridge.", ("She", "spoke", "the bridge")),
        (
            "The mayor warned of “a long summer of lawsuits.”",
            ("The mayor", "warned of", "“a long summer of lawsuits.”"),
        ),
        # made clear
        (
            "The mayor made it clear that she would not resign.",
            ("The mayor", "made it clear", "that she would not resign"),
        ),
        # what a comma, a cue or "still" parts from the rest
        (
            "Board members decided that, rather than sell the bridge, they would stay with the old plan.",
            ("Board members", "decided", "that, rather than sell the bridge, they would stay with the old plan"),
        ),
        (
            "It’s the old bridge, Brenner said, that mattered most in her decision.",
            ("Brenner", "said", "It’s the old bridge, Brenner said, that mattered most in her decision"),
        ),
        (
            "She told the panel that it would not be one bridge, but all of them.",
            ("She", "told", "that it would not be one bridge, but all of them"),
        ),
        (
            "Guards described chaos in the old town still under water.",
            ("Guards", "described", "chaos in the old town still under water"),
        ),
        (
            "Officers charged Brenner with speeding, no insurance and driving drunk.",
            ("Officers", "charged", "Brenner with speeding, no insurance and driving drunk"),
        ),
        ("Brenner backs the rebels in her party.", ("Brenner", "backs", "the rebels in her party")),
        # clauses that hang on an object
        (
            "The mayor opposed projects like building a tunnel.",
            ("The mayor", "opposed", "projects like building a tunnel"),
        ),
        (
            "The mayor spoke about the need for residents to leave.",
            ("The mayor", "spoke about", "the need for residents to leave"),
        ),
        ("The board agreed with the mayor.", ("The board", "agreed with", "the mayor")),
        ("His opposition to the old bridge is well known.", ("His", "opposition to", "the old bridge")),
        ("She is too clever to assume that it is safe.", ("She", "to assume", "that it is safe")),
        ("The mayor explained the plan to the council.", ("The mayor", "explained", "the plan")),
        ("The mayor did not spell out her plan.", ("The mayor", "did not spell out", "her plan")),
        # nouns
        (
            "The mayor made the case that the bridge is safe.",
            ("The mayor", "made the case", "that the bridge is safe"),
        ),
        ("Her fear is that the bridge will fall.", ("Her", "fear is", "that the bridge will fall")),
        ("His promise to repair the bridge won votes.", ("His", "promise", "to repair the bridge")),
        ("She energized the hall with attacks on the press.", ("She", "attacks on", "the press")),
        ("Her comments on closing the bridge were short.", ("Her", "comments on", "closing the bridge")),
    ],
)
def test_is_a_report(reports, text, report):
    assert report in reports(text)


@pytest.mark.parametrize(
    ("text", "report"),
    [
        # what is agreed on, voted on and wished for
        ("The union agreed to end the strike.", ("The union", "agreed", "to end the strike")),
        ("The council voted to close the bridge.", ("The council", "voted", "to close the bridge")),
        ("The mayor voted against the budget.", ("The mayor", "voted against", "the budget")),
        ("The court sided with the residents.", ("The court", "sided with", "the residents")),
        (
            "The committee would like to hear the engineers.",
            ("The committee", "would like", "to hear the engineers"),
        ),
        # topics
        ("The union advocated for safer trams.", ("The union", "advocated for", "safer trams")),
        ("Residents wondered about the cost.", ("Residents", "wondered about", "the cost")),
        ("Analysts speculated about a merger.", ("Analysts", "speculated about", "a merger")),
        ("The mayor lashed out at the builders.", ("The mayor", "lashed out at", "the builders")),
        ("The mayor appealed for calm.", ("The mayor", "appealed for", "calm")),
        ("The mayor asked her about the delay.", ("The mayor", "asked", "the delay")),
        # words that are issued, offered, asked and repeated
        (
            "The ministry issued a warning that the river would rise.",
            ("The ministry", "issued a warning", "that the river would rise"),
        ),
        (
            "The engineer offered an explanation for the delay.",
            ("The engineer", "offered", "an explanation for the delay"),
        ),
        ("The paper published a claim about the bridge.", ("The paper", "published", "a claim about the bridge")),
        ("The mayor asked a question.", ("The mayor", "asked", "a question")),
        ("The mayor echoed the warnings of the engineers.", ("The mayor", "echoed", "the warnings of the engineers")),
        # two dashes part nothing off
        (
            "Ada Brenner criticized the tax that some -- cooks, nurses, drivers -- would pay.",
            ("Ada Brenner", "criticized", "the tax that some -- cooks, nurses, drivers -- would pay"),
        ),
        (
            "Ada Brenner criticized the tax -- a new one.",
            ("Ada Brenner", "criticized", "the tax"),
        ),
        # what is answered and shouted
        (
            "The mayor did not respond to requests for comment.",
            ("The mayor", "did not respond to", "requests for comment"),
        ),
        ("Children ran past, yelling “shame!” at the cars.", ("Children", "yelling", "“shame!”")),
        ("The crowd chanted “no tolls, no bridge.”", ("The crowd", "chanted", "“no tolls, no bridge.”")),
        ("The mayor gushed about the bridge.", ("The mayor", "gushed about", "the bridge")),
        ("As the mayor noted, the bridge is old.", ("the mayor", "noted", "the bridge is old")),
        # what is only to be said: that they want to, or do not, is what is told
        ("The council vowed to criticize the builders.", ("The council", "vowed", "to criticize the builders")),
        (
            "The mayor began to criticize the builders.",
            ("The mayor", "began to criticize", "the builders"),
        ),
        # what is compared with or shown as something
        (
            "The mayor contrasted her plan with the tunnel.",
            ("The mayor", "contrasted", "her plan with the tunnel"),
        ),
        ("The mayor presented the bridge as a gift.", ("The mayor", "presented", "the bridge as a gift")),
        ("Drivers hate the old bridge.", ("Drivers", "hate", "the old bridge")),
        ("The mayor blamed the builders.", ("The mayor", "blamed", "the builders")),
        # what seems to be said is said
        (
            "The mayor seemed to suggest that the bridge was unsafe.",
            ("The mayor", "seemed to suggest", "that the bridge was unsafe"),
        ),
        # in what it was said, and which it was
        ("The mayor attacked the builders in a speech.", ("The mayor", "attacked", "the builders")),
        (
            "The mayor criticized the mistakes in the report.",
            ("The mayor", "criticized", "the mistakes in the report"),
        ),
        # a poll
        (
            "The mayor won 52 percent in a new poll.",
            ("a new poll", "in", "The mayor won 52 percent"),
        ),
    ],
)
def test_who_reports_what(reports, text, report):
    assert reports(text) == [report]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The council said the bridge was old but declined to name a date.", "the bridge was old"),
        ("The mayor said she liked the plan, even as she voted against it.", "she liked the plan"),
        ("The mayor said she liked the plan even as a child.", "she liked the plan even as a child"),
        ("The council says the bridge is old, but for the ferrymen it is a blessing.", "the bridge is old"),
    ],
)
def test_content_ends_before_what_the_writer_adds(reports, text, content):
    assert reports(text)[0][2] == content


@pytest.mark.parametrize(
    "text",
    [
        "The mayor saw them leaving the hall.",
        "The company said nothing when the plant opened.",
        "The window made the room clear and bright.",
        "Her house is that of a banker.",
        "She opened the gate with a key to the yard.",
        "The firm also has interests in building maintenance.",
        "It is fair to say that the bridge is old.",
        "It goes without saying that the bridge is old.",
        "She left without saying who would pay.",
        "The mayor was named chairman of the board.",
        "She spoke for an hour.",
        "The deal must allow inspectors into the plant.",
        "The storm could spell trouble.",
        "The court has so many cases that nobody counts them.",
        "It is too early to assume that the bridge is safe.",
        "The firm sold its 50% interest in the bridge.",
        "Both sides agreed in principle.",
        "The company had a charge of 5 million dollars.",
        "Do you think the bridge is safe?",
        "The bridge was supposed to open in May.",
        "Sales rose to ten million, reflecting the purchase of a rival.",
        "Her daughter likes to sing.",
        "Stressed Farmers turn to prayer after flood.",
        "The scout carried an Honor and Remember flag through the town.",
        "The money would be hers had she decided to sell the bridge.",
        "Norland backs the rebels in the north.",
        "The county council will hold two public hearings to consider the mayor's proposed $20 million budget.",
        "Owls love the old tower.",
        "To say the bridge is old would be kind.",
        "The dog wants to leave the bridge.",
        "The ministry issued new passports.",
        "The shop offered a discount on shoes.",
        "The paper published a photograph.",
        "The hall echoed the music.",
        "The hospital admitted the patient.",
        "The mayor challenged the champion.",
        "The mayor responded to the crowd.",
        "The mayor responded to the fire.",
        "Children yelled the names.",
        "The crowd chanted songs.",
        "As the crowd cheered, the mayor opened the bridge.",
        "Years later, the mayor smiled, and the bridge was open.",
        "There are reasons to question the plan.",
        "CORRECTION: The bridge opened in May.",
        "The bridge is old.\n\nSTAT OF THE WEEK: 43 bridges were closed.",
        "He has used to describe the bridge.",
        "The mayor has a plan to close the bridge.",
        "The song appeals to children.",
        "The mayor took part in a new poll.",
        "The mayor, who led by ten points in a new poll, resigned.",
        "The mayor won 52 percent in polls.",
    ],
)
def test_is_no_report(reports, text):
    assert reports(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # the subject of an adjective's infinitive
        ("Voters in the north were more likely to say the bridge was old.", "Voters in the north"),
        ("The agency has been slow to admit that the bridge was old.", "The agency"),
        # who is quoted speaks, not who quotes
        ("The paper quoted a guard as saying that the bridge was old.", "a guard"),
        ("The paper, quoting a guard, said that the bridge was old.", "The paper"),
        # a heading is no part of the sentence after it
        ("It rained.\n\nAnger at the council: Residents say the bridge is old.", "Residents"),
        ("Residents near the bridge say it is old.", "Residents near the bridge"),
        # who uses a speech speaks, but people do themselves
        ("The mayor used the speech to denounce the council.", "The mayor"),
        ("The mayor asked her lawyer to denounce the council.", "The mayor"),
    ],
)
def test_who_speaks(reports, text, speaker):
    assert reports(text)[-1][0] == speaker


def test_a_quotation_goes_on_from_what_it_was_about(reports):
    text = "The mayor spoke about the old bridge. “We will never sell it to anybody from the city.”"
    assert reports(text) == [("The mayor", "spoke about", text[text.index("the old") :])]


def test_a_quotation_does_not_go_on_from_what_was_not_said(reports):
    text = "The mayor did not mention the old bridge. “We will never sell the harbour to the city.”"
    assert len(reports(text)) == 2


def test_what_another_told_ends_where_who_is_quoted_goes_on(parse, make_article):
    text = "“He told us he would pay half the bill but we were taken aback when he paid it all,” Brenner said."
    told = [q.text for q in find_quotes(parse(text), make_article(text), [], []) if q.cue == "told"]
    assert told == ["he would pay half the bill"]
