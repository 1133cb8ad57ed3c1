"""Where happenings take place: constructions that give a place, and such as only seem to."""

import pytest

from pipeline.lexicon.loader import word_lists

PLACES = [
    # a clause that tells more of the happening, and a verb that it is the subject of
    ("Five were hurt by the tremor, which hit nine km (6 miles) north of Bergen.", "tremor", "Bergen"),
    ("The quake, which shook Bergen, was felt far off.", "quake", "Bergen"),
    ("Police looked into a crash that killed a baker in Bergen.", "crash", "Bergen"),
    ("Five were hurt by the quake, which was felt when it struck.", "quake", None),
    ("Robbers were chased in Bergen after the crash.", "crash", "Bergen"),
    # directions and distances
    ("The tremor struck 53 km east of Bergen.", "struck", "Bergen"),
    ("The tremor struck the hills, 53 km apart from Bergen.", "struck", None),
    # whose thing is harmed, but not whose man
    ("A fire destroyed Bergen's old dairy.", "destroyed", "Bergen"),
    ("A guard attacked Bergen's ambassador.", "attacked", None),
    # who sees something happen
    ("Bergen has seen a robbery.", "robbery", "Bergen"),
    ("Bergen has seen an average of nine robberies a month.", "robberies", "Bergen"),
    ("Bergen has planned for a robbery.", "robbery", None),
    # what somebody is sent to do
    ("Teams were sent to check huts near Bergen.", "sent", "Bergen"),
    ("Teams were sent, as huts near Bergen burned.", "sent", None),
    # what brought harm about, and what was told beside it
    ("Two men died after rioters in Bergen set fire to a bank.", "died", "Bergen"),
    ("Two men died while three more were hurt in Bergen.", "died", "Bergen"),
    ("A baker died after being hit by a van in Bergen.", "died", "Bergen"),
    ("A guard died after a shooting in Bergen.", "died", "Bergen"),
    ("A guard was killed by a blast in Bergen.", "killed", "Bergen"),
    ("Two men died, though a clinic stood in Bergen.", "died", None),
    ("Police shot and killed a driver in Bergen.", "shot", "Bergen"),
    ("Two men were praised after rioters in Bergen set fire to a bank.", "praised", None),
    ("A quake has hit Bergen, killing ten.", "killing", "Bergen"),
    ("A climber is dead after falling at a mill in Bergen.", "dead", "Bergen"),
    ("Thieves pulled off a heist in Bergen after smashing a van through a window.", "smashing", "Bergen"),
    ("Thieves ended a heist in Bergen before a van was smashed.", "smashed", None),
    # what is told of somebody in passing, or is to come, takes place elsewhere
    ("Orin Lusk, who won the belt in 2001, arrived in Bergen.", "won", None),
    ("The rebels who attacked him operated in Bergen.", "attacked", "Bergen"),
    ("The driver is held in Bergen but will face the charges.", "face", None),
    ("The driver was held in Bergen and charged.", "charged", "Bergen"),
    # whose a man or a weapon is, and who stands by somebody, is not where it happened
    ("Guards found drugs on a Bergen man.", "found", None),
    ("Guards found drugs in a Bergen hotel.", "found", "Bergen"),
    ("He was killed in a USA air strike.", "killed", None),
    ("He was killed in a Bergen air strike.", "killed", "Bergen"),
    ("He was killed in a USA avalanche.", "killed", "USA"),
    ("Along with Bergen, guards attacked the mayor.", "attacked", None),
    ("Along the Bergen road, guards attacked the mayor.", "attacked", "Bergen"),
    ("The Bergen shooting was brief.", "shooting", "Bergen"),
    # by what something was done, what somebody did it in, and who did it
    ("Lusk won the belt by beating Fenn in Bergen.", "won", "Bergen"),
    ("Lusk won the belt by beating Fenn of Bergen.", "won", None),
    ("Thieves rammed a shop in Bergen in a dawn robbery.", "robbery", "Bergen"),
    ("Thieves fled to a shop in Bergen after a robbery.", "robbery", None),
    ("Police reported an attack by pirates in Bergen.", "attack", "Bergen"),
    ("Police reported an attack by pirates from Bergen.", "attack", None),
    # what a place is said to be, and a house by whose name those in it go
    ("The fire at Lindmere Foods, a shop in Bergen, was small.", "fire", "Bergen"),
    ("They held a meeting at the Lindmere Center.", "meeting", "Lindmere Center"),
    ("They held a meeting at the Lindmere Center in Bergen.", "meeting", "Bergen"),
    ("They held a meeting with the Lindmere Center.", "meeting", None),
    ("They held a meeting at Lindmere Foods.", "meeting", None),
    # what a show is on, and a street
    ("The museum opened a show on four centuries of Bergen history.", "opened", None),
    ("The museum opened a show on a Bergen street.", "opened", "Bergen"),
    ("The attack on a Bergen bakery was brief.", "attack", "Bergen"),
    # what comes under fire or has a run of it, what was hit when somebody was hurt, what a truce is to do
    ("Bergen came under fire on Monday.", "came", "Bergen"),
    ("Bergen has suffered a robbery.", "robbery", "Bergen"),
    ("Bergen has endured nine robberies.", "robberies", "Bergen"),
    ("A baker was hurt when a blaze hit the Lindmere Center.", "hurt", "Lindmere Center"),
    ("A baker was hurt when a blaze hit Lindmere Foods.", "hurt", None),
    ("The truce to evacuate captives from the camps of Bergen collapsed on Monday.", "collapsed", "Bergen"),
    ("The truce, hailed by guards of Bergen, collapsed on Monday.", "collapsed", None),
    # what others did meanwhile, they did elsewhere
    ("She met him in Bergen while guards attacked his house.", "attacked", None),
    ("She met him in Bergen as guards attacked his house.", "attacked", "Bergen"),
    # where a clause says that it happened, a house to which somebody is taken, and what is closed or built there
    ("He fled to Bergen, where guards attacked him.", "attacked", "Bergen"),
    ("He fled to Bergen, from which guards banned him.", "banned", None),
    ("He met guards of a camp in Bergen where they attacked him.", "attacked", "Bergen"),
    ("A baker was taken to the Lindmere Center on Monday.", "taken", "Lindmere Center"),
    ("A baker was taken to Lindmere Foods on Monday.", "taken", None),
    ("The Bergen mine was shut down.", "shut", "Bergen"),
    ("A blaze destroyed a Bergen mill.", "destroyed", "Bergen"),
    # what befalls a place, a street, and a house that is visited
    ("Monday's death was Bergen's ninth traffic fatality.", "fatality", "Bergen"),
    ("The fans marched down Bergen.", "marched", "Bergen"),
    ("The fans marched despite Bergen.", "marched", None),
    ("They toured the Lindmere Center.", "toured", "Lindmere Center"),
    ("They praised the Lindmere Center.", "praised", None),
    # who is beaten is no place
    ("Monday's win over Bergen was brief.", "win", None),
    ("Monday's win in Bergen was brief.", "win", "Bergen"),
    # a town is told by where it lies
    ("They held a meeting in a town about 60 miles south of Bergen.", "meeting", "Bergen"),
    # who plays is no place
    ("They met in a final between Bergen and the USA.", "final", None),
    ("They found a road between Bergen and the USA.", "found", "Bergen"),
    # by what a place was harmed, and what that did
    ("Bergen was destroyed by a quake that killed nine bakers.", "quake", "Bergen"),
    ("Bergen was destroyed by a quake that killed nine bakers.", "killed", "Bergen"),
    ("Guards arrested a baker during a trial at the Lindmere Center.", "trial", "Lindmere Center"),
    # who is treated is taken to a house, whatever its name
    ("Two miners were airlifted to Lindmere Foods.", "airlifted", "Lindmere Foods"),
    # what somebody gets through an office
    ("They raised a loan through the city of Bergen and bought a van.", "bought", None),
    ("They marched through Bergen and bought a van.", "bought", "Bergen"),
    # what lies in a country that only its people name
    ("Rebels seized a tanker in Nordic waters.", "seized", "Nordic waters"),
    ("Rebels seized a tanker in Nordic vans.", "seized", None),
    # a particle, an adjective or a participle that leads to the place
    ("The cable was damaged off the Bergen coast.", "damaged", "Bergen"),
    ("The baker pleaded guilty in Bergen.", "pleaded", "Bergen"),
    ("The baker pleaded guilty in Lindmere Court.", "pleaded", "Lindmere Court"),
    ("She was hit in the lot of a shop, located off Bergen Road.", "hit", "Bergen Road"),
    ("She was hit in the lot of a shop, painted by Bergen Road.", "hit", None),
    # what is harmed or taken by the way, and in what it was done
    ("They ploughed into a shop in Bergen on Monday, smashing it.", "smashing", "Bergen"),
    ("They ploughed into a shop in Bergen in a robbery on Monday.", "robbery", "Bergen"),
    ("Flights from Lindmere Airport were resumed on Monday.", "resumed", "Lindmere Airport"),
    ("Bakers from Lindmere Airport were banned on Monday.", "banned", None),
    ("The quake, in which nine died in Bergen, was brief.", "quake", "Bergen"),
]


LABELS = {
    "Bergen Road": "FAC",
    "Lindmere Airport": "FAC",
    "Bergen": "GPE",
    "USA": "GPE",
    "Nordic": "NORP",
    "Orin Lusk": "PERSON",
    "Lindmere Center": "ORG",
    "Lindmere Court": "ORG",
    "Lindmere Foods": "ORG",
}


@pytest.mark.parametrize(("text", "trigger", "place"), PLACES, ids=[case[0] for case in PLACES])
def test_place(text, trigger, place, events_of):
    times = {"Monday": ("2024-03-11", "2024-03-11")} if "Monday" in text else {}
    names = {name: label for name, label in LABELS.items() if name in text}
    assert {row.trigger: row.place for row in events_of(text, times, names)}.get(trigger, "no row") == place


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("Nine miners died and two were hurt on a road near Velden.", ("Velden", "sentence")),
        ("Nine miners died.", ("Bonn", "dateline")),
        ("Nine miners died, and a road near Velden and a mill in Ulm burned.", ("Bonn", "dateline")),
        ("Nine miners died for Velden.", ("Bonn", "dateline")),
    ],
)
def test_a_place_in_the_sentence_goes_before_the_dateline(told, place, events_of):
    names = {name: "GPE" for name in ("BONN", "Velden", "Ulm") if name in f"BONN {told}"}
    row = next(row for row in events_of(f"BONN (Reuters) - {told}", {}, names) if row.trigger == "died")
    assert (row.place.capitalize(), row.place_basis) == place


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Guards caught a convicted robber.", "caught", "BONN"),
        ("Guards caught a convicted robber.", "convicted", None),
        ("A baker who was shot by guards was honored.", "honored", "BONN"),
        ("A baker who was shot by guards was honored.", "shot", None),
        ("Guards looked into a crash that killed a baker.", "killed", "BONN"),
    ],
)
def test_what_is_told_in_passing_is_not_of_the_dateline(text, trigger, place, events_of):
    rows = events_of(f"BONN (Reuters) - {text}", {}, {"BONN": "GPE"})
    assert {row.trigger: row.place for row in rows}.get(trigger, "no row") == place


def test_every_building_gives_its_place(events_of):
    words = word_lists("pipeline.events", "roles.toml")["building"]
    texts = [(f"Lindmere {word.capitalize()}", word) for word in sorted(words)]
    told = {word: events_of(f"They held a meeting at {name}.", {}, {name: "ORG"})[0].place for name, word in texts}
    assert told == {word: name for name, word in texts}


def test_every_surface_gives_the_place_before_it(events_of):
    words = sorted(word_lists("pipeline.events", "roles.toml")["surface"])
    told = {word: events_of(f"Guards attacked a baker on a Bergen {word}.", {}, {"Bergen": "GPE"}) for word in words}
    assert {word: row.place for word, (row, *_) in told.items()} == dict.fromkeys(words, "Bergen")
