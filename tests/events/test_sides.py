"""Who does it and to whom, where the words for them stand elsewhere or somebody else stands in their place."""

import pytest

from pipeline.lexicon.loader import word_lists

SIDES = [
    # an object shared with the next verb
    ("The guard shot and killed a baker.", "shot", "The guard", "a baker"),
    ("The guard attacked at dawn and killed a baker.", "attacked", "The guard", None),
    ("The guard attacked, and the mayor killed a baker.", "attacked", "The guard", None),
    ("The guard spoke and killed a baker on Monday.", "spoke", "The guard", None),
    # who is blamed does it, not who blames him
    ("The mayor charged two brokers with robbing a bank.", "robbing", "two brokers", "a bank"),
    ("The mayor accused two brokers of robbing a bank.", "robbing", "two brokers", "a bank"),
    ("Two brokers were charged with robbing a bank.", "robbing", "Two brokers", "a bank"),
    ("The mayor met two brokers after robbing a bank.", "robbing", "The mayor", "a bank"),
    ("The mayor won a prize for attacking sailors on Monday.", "attacking", "The mayor", "sailors"),
    # who speaks of another, and what he says
    ("After shooting a baker, the mayor said Orin Lusk fled.", "shooting", "Orin Lusk", "a baker"),
    ("After shooting a baker, Orin Lusk fled.", "shooting", "Orin Lusk", "a baker"),
    ("After meeting a baker on Monday, the mayor said Orin Lusk fled.", "meeting", "the mayor", "a baker"),
    ('"A clever plan but not one that helps us," Orin Lusk said on Monday.', "said", "Orin Lusk", None),
    # how far it is, is nobody
    ("More than 90 miles to the west, two guards arrested a baker.", "arrested", "two guards", "a baker"),
    # relative pronouns of a lower verb
    ("He saw a ship that the rebels tried to seize.", "seize", "the rebels", "a ship"),
    ("He saw a ship, which they said was seized by rebels.", "seized", "rebels", "a ship"),
    ("Orin Lusk, who declined to say whom he attacked, died.", "attacked", "he", None),
    # passives with no word for it, and at a distance from it
    ("Baker charged with theft.", "charged", None, "Baker"),
    ("Baker has charged for the bread.", "charged", "Baker", None),
    ("He was accused of stealing a van and arrested.", "arrested", None, "He"),
    ("He was accused of stealing a van and attacking sailors on Monday.", "attacking", "He", "sailors"),
    # whose life it is
    ("On Monday a crash claimed the life of a baker.", "claimed", "a crash", "a baker"),
    ("On Monday a crash claimed the home of a baker.", "claimed", "a crash", "the home of a baker"),
    # who did what came of a happening, and whom others told of
    ("A raid was foiled by a warship, capturing ten pirates.", "capturing", "a warship", "ten pirates"),
    ("A baker was seen by a guard, stealing ten loaves.", "stealing", "A baker", "ten loaves"),
    ("The army announced the release of a sailor.", "release", None, "a sailor"),
    ("She was struck by a van on Friday and pronounced dead at a clinic.", "pronounced", None, "She"),
    # those who leave with what they take, and those who must answer for it
    ("Two men took off with the couple.", "took", "Two men", "the couple"),
    ("Two men met with the couple on Monday.", "met", "Two men", "the couple"),
    ("Orin Lusk will face charges on Monday.", "face", None, "Orin Lusk"),
    ("Orin Lusk will face the rebels on Monday.", "face", "Orin Lusk", "the rebels"),
    # nouns: who does what another undergoes, what words are about, at what a blow is aimed
    ("Guards made an arrest.", "arrest", "Guards", None),
    ("Guards had a collapse on Monday.", "collapse", None, "Guards"),
    ("The mayor signed a declaration of emergency on Monday.", "declaration", None, None),
    ("The declaration of Orin Lusk on Monday was short.", "declaration", "Orin Lusk", None),
    ("The declaration of three people on Monday was short.", "declaration", "three people", None),
    ("The attack on the convoy was brief.", "attack", None, "the convoy"),
    ("The attack near the convoy was brief.", "attack", None, None),
    ("Monday's release of a letter by Orin Lusk cost her the race.", "release", "Orin Lusk", "a letter by Orin Lusk"),
    ("Monday's Bergen arrest was brief.", "arrest", None, None),
    # at whom a shot is fired, by whose hands it comes, and who is held to have done it
    ("Gunmen fired on a patrol.", "fired", "Gunmen", "a patrol"),
    ("Gunmen fired on Monday.", "fired", "Gunmen", None),
    ("He died at the hands of rebels.", "died", "rebels", "He"),
    ("He died at the home of rebels on Monday.", "died", None, "He"),
    ("The guard was convicted of the murder of a baker.", "murder", "The guard", "a baker"),
    ("The mayor charged the guard with the murder of a baker.", "murder", "the guard", "a baker"),
    ("The guard is guilty of the murder of a baker.", "murder", "The guard", "a baker"),
    ("The guard was told of Monday's murder of a baker.", "murder", None, "a baker"),
    ("Divers brought the blaze to its end on Monday.", "blaze", None, None),
    # who goes on with an infinitive, and who with the verb above it
    ("He told the guards to leave and met a baker on Monday.", "met", "He", "a baker"),
    ("He told the guards to leave and meet a baker on Monday.", "meet", "the guards", "a baker"),
    # persons begin, things are begun
    ("The minister will open in May.", "open", "The minister", None),
    ("She will open in May.", "open", "She", None),
    ("The bakery will open in May.", "open", None, "The bakery"),
    ("The baker died in May.", "died", None, "The baker"),
    # where somebody comes from, and with whom, does not undergo it; from whom he parts, does
    ("The baker returned from Bergen on Monday.", "returned", "The baker", None),
    ("The minister came home with Orin Lusk on Monday.", "came", "The minister", None),
    ("The baker separated from Orin Lusk on Monday.", "separated", "The baker", "Orin Lusk"),
    # who only tells of it has it not, who comes by it has it, who is beaten and what burns undergo it
    ("Residents reported the robbery.", "robbery", None, None),
    ("Residents had a robbery.", "robbery", "Residents", None),
    ("Orin Lusk won the nomination on Monday.", "nomination", None, "Orin Lusk"),
    ("Orin Lusk saw the nomination on Monday.", "nomination", None, None),
    ("Monday's win over the rebels was brief.", "win", None, "the rebels"),
    ("Monday's win near the rebels was brief.", "win", None, None),
    ("They set fire to a van.", "set", "They", "a van"),
    ("The mayor appeared in court on Monday.", "appeared", "The mayor", None),
    ("The request of Orin Lusk on Monday was short.", "request", "Orin Lusk", None),
    # a place has no death or theft, what is founded undergoes it, and where one ends up is no patient
    ("Monday's death was Bergen's ninth traffic fatality.", "fatality", None, None),
    ("Monday's death was Orin Lusk's first theft.", "theft", "Orin Lusk", None),
    ("The club's founding on Monday was brief.", "founding", None, "The club's"),
    ("Orin Lusk ended up on a plane to Bergen on Monday.", "ended", "Orin Lusk", None),
    # what does harm or carries somebody is nobody's deed
    ("The baker was killed by a bullet on Monday.", "killed", None, "The baker"),
    ("The baker was killed by a rebel on Monday.", "killed", "a rebel", "The baker"),
    ("A volley of shells killed a baker.", "killed", None, "a baker"),
    ("The rocket left Bergen on Monday.", "left", "The rocket", "Bergen"),
    ("A helicopter flew the baker to Bergen.", "flew", None, "the baker"),
    ("The ferry left Bergen on Monday.", "left", "The ferry", "Bergen"),
    ("The baker was flown to Bergen by helicopter.", "flown", None, "The baker"),
    ("The baker was flown to Bergen by a crew.", "flown", "a crew", "The baker"),
    ("The baker was hit by a van.", "hit", "a van", "The baker"),
    # who wrote it is not who does it
    ("Ann Orr aorr@press.org The mayor will host a hearing.", "host", "The mayor", "a hearing"),
    # who does what is told of two passives, and what is said of somebody between commas
    ("A baker was shot and killed by guards.", "shot", "guards", "A baker"),
    ("A baker was shot in May and killed by guards.", "shot", None, "A baker"),
    ("The rule, issued weeks before the vote, helped the mill.", "issued", None, "The rule"),
    ("The firm issued a rule, weeks before the vote.", "issued", "The firm", "a rule"),
    # whose the outcome of a match is, and what a play does
    ("Orin Lusk claimed a win over the rebels on Monday.", "win", "Orin Lusk", "the rebels"),
    ("Orin Lusk saw the win over the rebels on Monday.", "win", None, "the rebels"),
    ("A late goal gave Orin Lusk a win over the rebels.", "win", "Orin Lusk", "the rebels"),
    ("Orin Lusk opened the season with a win over the rebels.", "win", "Orin Lusk", "the rebels"),
    ("Orin Lusk opened the season after a win over the rebels.", "win", None, "the rebels"),
    ("Orin Lusk was coming off a knockout of a baker.", "knockout", "Orin Lusk", "a baker"),
    ("Monday's win for Orin Lusk was brief.", "win", "Orin Lusk", None),
    ("Orin Lusk's pass tied the score.", "tied", "Orin Lusk", "the score"),
    ("Orin Lusk's pass reached a baker on Monday.", "reached", "Orin Lusk's pass", "a baker"),
    ("Orin Lusk's win helped a baker on Monday.", "helped", "Orin Lusk", "a baker"),
    ("The pass tied the score.", "tied", None, "the score"),
    ("The pass reached a baker on Monday.", "reached", "The pass", "a baker"),
    # who is in talks, of whom a hunt is, before whom an owner is no doer, and who does it by a word before the noun
    ("Orin Lusk is in negotiations with a baker.", "negotiations", "Orin Lusk", "a baker"),
    ("Orin Lusk is behind Monday's negotiations.", "negotiations", None, None),
    ("A baker was the subject of a manhunt.", "manhunt", None, "A baker"),
    ("A baker was the leader of a manhunt.", "manhunt", None, None),
    ("They hid after the world's biggest robbery.", "robbery", None, None),
    ("They hid after the clerk's biggest robbery.", "robbery", "the clerk's", None),
    ("A pirate attack was reported on Monday.", "attack", "pirate", None),
    ("A convoy attack was reported on Monday.", "attack", None, None),
    ("Orin Lusk has an arraignment set for Monday.", "arraignment", None, "Orin Lusk"),
    ("Orin Lusk's abduction of two bakers lasted for days.", "abduction", "Orin Lusk", "two bakers"),
    ("Orin Lusk's loss of two bakers was felt on Monday.", "loss", None, "Orin Lusk"),
    (
        "The strike was the first major test of her resolve since agreeing a bailout on Monday.",
        "agreeing",
        None,
        "a bailout",
    ),
    # how somebody plays, and who is beaten
    ("Orin Lusk jumped to a lead.", "jumped", "Orin Lusk", None),
    ("The price jumped to a record on Monday.", "jumped", None, "The price"),
    # of whom others say that it was done to him
    ("Police said Orin Lusk gave up after talks with guards and was charged with theft.", "charged", None, "Orin Lusk"),
    ("Guards told a baker that Orin Lusk gave up, and were charged with theft.", "charged", None, "Guards"),
    # words with a hyphen
    ("The guard killed two co-workers.", "killed", "The guard", "two co-workers"),
    ("No-one was killed on Monday.", "killed", None, None),
]


@pytest.mark.parametrize(("text", "trigger", "agent", "patient"), SIDES, ids=[case[0] for case in SIDES])
def test_sides(text, trigger, agent, patient, events_of):
    times = (
        {"Monday": ("2024-03-11", "2024-03-11")}
        if "Monday" in text
        else {"May": ("2024-05-01", "2024-05-31")}
        if "May" in text
        else {}
    )
    names = {name: label for name, label in {"Bergen": "GPE", "Orin Lusk": "PERSON"}.items() if name in text}
    found = {row.trigger: (row.agent, row.patient) for row in events_of(text, times, names)}
    assert found.get(trigger, "no row") == (agent, patient)


def test_every_passive_without_its_auxiliary(events_of):
    words = word_lists("pipeline.events", "roles.toml")["done_to"]
    past = {word: word + ("d" if word.endswith("e") else "ed") for word in sorted(words)}
    told = {word: events_of(f"Baker {form} in a crash.", {})[0] for word, form in past.items()}
    assert {word: (row.agent, row.patient) for word, row in told.items()} == dict.fromkeys(past, (None, "Baker"))
