"""What no chronicle would have has no row, and what begins, ends or is gone to is of the kind of that thing."""

from __future__ import annotations

import pytest

NO_NEWS = [
    # what is planned, required, denied or asked about, of no known kind and without a day
    ("The crew will move the boxes.", "The crew moved the boxes."),
    ("The crew could not have moved the boxes.", "The crew moved the boxes."),
    ("The crew did not move the boxes.", "The crew moved the boxes."),
    ("Nobody knows what moved the boxes.", "The crew moved the boxes."),
    ("The mayor did not apologise for the smell.", "The mayor apologised for the smell."),
    ("The choir never performed in Lund.", "The choir performed in Lund."),
    # a view or an insight, not a thing that is found
    ("She found the town dull.", "She found the ring."),
    ("She found out about the ring.", "She found the ring."),
    ("The study found that bees had been fed badly.", "The diver found the bell."),
    # a beginning of what is no happening, or has a row of its own
    ("The cook started to smile.", "The cook started a fire."),
    ("The night began well.", "The concert began well."),
    # what is done to no thing and nobody
    ("The scheme brought hope to the valley.", "The barge brought coal to the valley."),
    ("She put her faith in the captain.", "She put her ring in the box."),
    ("They received attention.", "They received a parcel."),
    ("That changed nothing.", "Orla Fenn changed the lock."),
    # what a thought or a state does to somebody, or somebody to a thing of the mind
    ("The sadness crushed Orla Fenn.", "The barge crushed Orla Fenn."),
    ("Per Holm flaunted his vanity.", "Per Holm flaunted his ring."),
    ("Per Holm muttered lies.", "Per Holm muttered on Monday."),
    # how things have come to stand
    ("Orla Fenn has drifted away.", "Orla Fenn has varnished the boat."),
    ("The crew has been badly bruised.", "The crew has been ejected."),
    # in which words somebody said it
    ("On Monday Orla Fenn put it well.", "On Monday Orla Fenn put it in a box."),
    # what is no deed but how somebody does or feels
    ("The noise had rattled Per Holm.", "The noise had awoken Per Holm on Monday."),
    ("Orla Fenn fared badly.", "Orla Fenn varnished the fence."),
    # what might come, or is to be kept from coming, and what is a figure of speech
    ("The rule could accelerate the closure of the mill.", "The rule accelerated the closure of the mill."),
    ("Rain could lead to a collapse of the wall.", "Rain led to a collapse of the wall."),
    ("Orla Fenn would be a disaster as mayor.", "The flood was a disaster."),
    ("They hope to prevent the war.", "The war was called off on Monday."),
    ("Orla Fenn feared a tsunami of complaints.", "Orla Fenn feared the tsunami of 2004."),
    ("Norland hoped to stop the war.", "Norland hoped to stop the inquiry."),
    ("It could be a fire.", "It may have been a fire."),
    # what those who are asked think, or are told to do
    ("52 percent agreed that he was fit.", "Orla Fenn agreed that he was fit."),
    ("Register by Monday.", "They registered by Monday."),
    # what was done again and again, or went on for a length of time
    ("In 1990 Orla Fenn rarely went to Lund.", "In 1990 Orla Fenn went to Lund."),
    ("For weeks Orla Fenn has been reading the letters.", "On Monday Orla Fenn read the letters."),
    # verbs that stand for others or for what is to be
    ("The mill was as dull as the ferry did in 1990.", "The mill did it in 1990."),
    ("The year 2009 is going to be dull.", "The ferry is going to sail on Monday."),
    # what is so whenever it is so, what somebody would do, and is for or against
    ("Rocks are gravel that shine when they hit the air.", "The rocks shone when they hit Orla Fenn."),
    ("Orla Fenn is willing to attack him.", "Orla Fenn is due to attack him."),
    ("Norland supports the plan.", "Norland supported the plan."),
    ("The squad is a club with members drilled in rescue.", "The squad is a club with two members robbed in Lund."),
    # what somebody is called, or made to do
    ("On Monday she called them traitors.", "On Monday she called the police."),
    ("The thief forced them to smile.", "The thief forced the door."),
    # what those who speak say of themselves, where it is of no known kind
    ('"We moved mountains," Per Holm said.', '"The crew moved mountains of sand," Per Holm said.'),
    # where the law keeps somebody, and a step of procedure
    ("The driver is being held in Lund.", "The driver was held in Lund on Monday."),
    ("Orla Fenn seconded the motion.", "Orla Fenn varnished the motion."),
    # what is done at set times
    ("The fair is hosted yearly.", "The fair was hosted in May."),
    # that something took place, where it is named elsewhere
    ("Orla Fenn told them what happened on Monday.", "The crash in Lund happened on Monday."),
    ("That occurred in 1959.", "A landslide occurred in 1959."),
    # what goes on meanwhile, and how somebody sat or lay
    ("Orla Fenn was moving a box.", "Orla Fenn moved a box."),
    ("Orla Fenn curled up below the table.", "Orla Fenn repaired the table."),
    ("The guide, seated at the back, said nothing.", "The guide, robbed at the back gate, said nothing."),
    ("Per Holm grew up in Lund.", "Per Holm was buried in Lund."),
    # what a clue may lead to
    ("There is a reward for tips leading to an arrest.", "Tips led to an arrest."),
    # a death that did not come, what is in a question or a command
    ("The dog's owner, Per Holm, was nearly dead.", "The dog's owner, Per Holm, was dead."),
    ('"Stop the killing!"', "The killing in Lund stopped."),
    ("The guard did not have to shoot Per Holm.", "The guard had to shoot Per Holm."),
    # whoever does something again and again
    ("A man who brings a lawsuit has to wait.", "The man brought a lawsuit."),
    ("The guards are trained in Lund.", "Two guards are killed in Lund."),
    ("Sailors are killed in storms.", "Three sailors are killed in Lund."),
    # what is picked for something, and who is picked to do it
    ("They picked apples to sell.", "Orla Fenn was picked to host the show."),
    # what somebody is asked, and the words with which a quotation is handed on
    ("When asked about the smell, Orla Fenn wept.", "Orla Fenn was asked to resign."),
    ("“The bridge is old,” the clerk agreed.", "“The bridge is old,” the clerk agreed to write."),
    ("“The bridge is old,” the clerk declared.", "The clerk declared “a holiday.”"),
    ('The mayor called Orla Fenn "a fine cook."', "On Monday the mayor called the police."),
    ("Orla Fenn was met at the gate by two guards.", "Orla Fenn met two guards at the gate."),
    # what there is of each day, what has been so for years, and sums of games
    ("There were two fires each day in Lund.", "There were two fires that day in Lund."),
    ("Orla Fenn has guarded the wood for three decades.", "Orla Fenn has guarded the wood since Monday."),
    ("Per Orr posted a record of 43-39.", "Per Orr posted a record profit."),
    ("Lund averaged 14 points.", "Lund scored 14 points."),
    # where a mountain ends, and who left his post long ago
    ("It was a path to the summit.", "The ministers came to the summit."),
    ("The summit of the mountain was icy.", "The summit of the ministers was brief."),
    ("He met a retired clerk on the ferry each day.", "The fired clerk wept."),
    # what those who speak did, of no known kind, though they say when
    ('"I left at noon on Monday," Orla Fenn said.', '"The clerk was robbed on Monday," Orla Fenn said.'),
    # what only says how long it still is, of which kind a game is, how plays add up, and what heads somebody's words
    ("The boat was quiet with one minute left.", "The boat was quiet when one clerk left."),
    ("He is strong in the passing game.", "He was strong in the opening game."),
    ("The mill was quiet during two touchdowns.", "The mill was quiet during the touchdown."),
    ("It is a fierce attack.", "It is a fierce attack on Lund."),
    ("Statement by Orla Fenn", "A robbery by Orla Fenn"),
    # what is talked or thought of, hoped for, or done by whoever it may be
    ("She dreamed about a new trial.", "She dreamed about the new trial."),
    ("They pushed for the win.", "They left for the match."),
    ("She feels for anyone who attacks Lund.", "She feels for the man who attacked Lund."),
    ("I do not think any charges will be filed.", "Lund does not think any charges will be filed."),
    # how it has been all along, and what somebody goes on with
    ("Orla Fenn has long attacked the firm.", "Orla Fenn has attacked the firm."),
    ("Norland has suffered unrest since 1991.", "Norland has lost two mills since 1991."),
    ("Orla Fenn continued to repair the boats.", "Orla Fenn agreed to repair the boats."),
    ("He liked decades of federal prosecutions.", "He liked two decades, and Monday's prosecution."),
    ("She found herself in a crowd.", "She found the ring in a crowd."),
    # words without a day of theirs, or that tell on another day of what they say
    ("Orla Fenn said recently that she was ill.", "Orla Fenn said on Monday that she was ill."),
    ("Police say that on Monday she was ill.", "Police said on Monday that she was ill."),
    # what is only felt, counted, or said to be
    ("It was an explosion of anger.", "It was an explosion of gas."),
    ("The mill was quiet during ten games, and in ten games.", "The mill was quiet after the game."),
    ("They list the bear as threatened.", "They threatened the bear."),
    ("Orla Fenn listed her trade as a baker.", "Orla Fenn listed her mill."),
    # what is part of a charge, weighs on somebody, or is of any of its kind
    ("She knows of leaving the scene of an accident.", "She knows of leaving the scene of the accident."),
    ("He was used to the demands of being mayor.", "He was used to the demands of the union."),
    ("A strong quake can cause harm.", "A strong quake caused harm."),
    # a question, and who asks not to be named
    ("Orla Fenn asked the clerk if he was ill.", "Orla Fenn asked the clerk to leave."),
    ("“Is it old?” Orla Fenn asked the clerk.", "“It is old.” Orla Fenn asked the clerk to leave."),
    ("Orla Fenn asked the clerk, “Is it old?”", "Orla Fenn asked the clerk for a ring."),
    ("Orla Fenn asked the mayor about the smell.", "Orla Fenn asked the mayor that it be closed."),
    ("Orla Fenn asked not to be named.", "Orla Fenn asked not to be fired."),
    ("“The law must be changed,” Orla Fenn said.", "Orla Fenn said that the mayor must resign."),
    # how somebody does something, and what he is on the way to
    ("She liked the way he played.", "She liked the boy who played."),
    ("On Monday he was on his way to losing the match.", "On Monday he lost the match."),
    # averages, what comes in, and what one is free to do
    ("On Monday he logged 20.2 points.", "On Monday he logged 20 points."),
    ("On Monday he scored 9.2 points.", "On Monday he scored both U.S. goals."),
    ("On Monday he had 9.2 points.", "On Monday he scored a goal vs. Lund."),
    ("The police received a report.", "The police received a parcel."),
    ("Mayors have a right to conduct searches.", "Mayors have ordered the searches of two mills."),
    # those who prosecute, a trick, and pieces of words
    ("The prosecution was glad.", "His prosecution was brief."),
    ("The mayor was glad of a maneuver to limit it.", "The mayor was glad of a naval maneuver."),
    ("Orla Fenn, famed for her bread, is old.", "Orla Fenn, robbed of her bread, is old."),
    # what is wanted, and not done
    ("Orla Fenn had hoped to resign on Friday.", "Orla Fenn had to resign on Friday."),
]


@pytest.mark.parametrize(("text", "other"), NO_NEWS, ids=[text for text, _ in NO_NEWS])
def test_what_is_no_news_has_no_row(text, other, rows_of):
    assert not rows_of(text)
    assert rows_of(other)


KINDS = [
    # what begins or is taken part in, its type; the same verb with a thing that is no happening
    ("The competition ended in Lund.", "ended", "sport"),
    ("The shooting began at the gate.", "began", "attack"),
    ("They attended the funeral.", "attended", "ceremony"),
    ("They attended the derby in Lund.", "attended", "sport"),
    ("They attended the lecture.", "attended", "meeting"),
    ("Two thousand people participated in the referendum.", "participated", "election"),
    ("Nine teams took part in the regatta.", "took", "sport"),
    ("The army started the ferry.", "started", "other"),
    ("The siege ended.", "ended", "attack"),
]


@pytest.mark.parametrize(("text", "trigger", "event_type"), KINDS, ids=[kind[0] for kind in KINDS])
def test_what_begins_or_is_gone_to_gives_the_type(text, trigger, event_type, rows_of):
    assert [row.event_type for row in rows_of(text) if row.trigger == trigger] == [event_type]


def test_what_all_speaks_against_has_no_row_though_it_has_a_day(rows_of, monkeypatch):
    from pipeline.events import worth

    text = 'Rebels attacked Lund. "They entered the mill on Monday," Per Holm said.'
    monkeypatch.setattr(worth, "LEAST_DATED", 9.0)
    assert [row.trigger for row in rows_of(text)] == ["attacked"]


def test_what_ends_is_no_act_between_states(rows_of):
    assert [(row.trigger, row.plover_type) for row in rows_of("The siege ended.")] == [("ended", None)]


def test_victories_are_those_of_an_election_where_votes_are_told(rows_of):
    told = rows_of("Voters elected a council in Lund. Voters went to the polls at dawn. Orla Fenn won.")
    assert [(row.trigger, row.event_type) for row in told][-1] == ("won", "election")
    told = rows_of("The match began at dawn. The derby ended at noon. Voters elected a council. Orla Fenn won.")
    assert [(row.trigger, row.event_type) for row in told][-1] == ("won", "sport")


QUARRELS = [
    # an attack among candidates, one with arms, one where people are hurt
    ("Orla Fenn won the primary. Voters went to the polls. Per Holm attacked Orla Fenn.", ("statement", "ACCUSE")),
    ("Orla Fenn won the primary. Voters went to the polls. Rebels attacked a convoy.", ("attack", "ASSAULT")),
    ("Orla Fenn won the primary. Two men died. Per Holm attacked Orla Fenn.", ("attack", "ASSAULT")),
]


@pytest.mark.parametrize(("text", "kind"), QUARRELS, ids=[text for text, _ in QUARRELS])
def test_candidates_attack_with_words(text, kind, rows_of):
    assert [(row.event_type, row.plover_type) for row in rows_of(text) if row.trigger == "attacked"] == [kind]


def test_snow_blocks_no_pass_of_a_match(rows_of):
    assert [row.event_type for row in rows_of("The passes were blocked by snow.")] == ["other"]
    assert [row.event_type for row in rows_of("Orla Fenn blocked the pass.")] == ["sport"]


HEADLINES = [
    # a plain form is the present of several; an infinitive is what somebody is to do
    ("Lund Owls Hire Per Holm as Coach", [("Hire", "appointment", "asserted")]),
    ("Orla Fenn To Host Film Awards", [("Host", "culture", "planned")]),
    ("Minister to resign", [("resign", "departure", "planned")]),
    ("Time to leave Lund", []),
    ("How to buy a house in Lund", []),
]


@pytest.mark.parametrize(("headline", "expected"), HEADLINES, ids=[headline for headline, _ in HEADLINES])
def test_headlines_tell_what_is_done_and_to_be_done(headline, expected, rows_of):
    rows = rows_of(f"{headline}\n\nThe club said that it has hired a coach. The minister will host them.")
    assert [(row.trigger, row.event_type, row.modality) for row in rows if row.end <= len(headline)] == expected


def test_a_bare_number_in_a_headline_is_of_people(rows_of):
    (row, *_) = rows_of("Four killed in Lund fire\n\nIt was dark, the radio said.")
    assert (row.trigger, row.patient, [figure["value"] for figure in row.figures]) == ("killed", "Four", [4.0])


BEEN = [
    # what took place where somebody was, and what he was in
    ("Orla Fenn was in bed on Monday when thieves came to the mill.", ["came=11"]),
    ("Orla Fenn was in bed on Monday, and thieves robbed the mill in May.", ["robbed=1"]),
    ("Orla Fenn was in a crash on Monday.", ["crash=11"]),
    ("The mill was in operation on Monday.", []),
]


@pytest.mark.parametrize(("text", "expected"), BEEN, ids=[text for text, _ in BEEN])
def test_the_day_on_which_somebody_was_somewhere_is_of_what_took_place_there(text, expected, rows_of):
    assert [
        f"{row.trigger}={row.date_start.day}" if row.date_start else row.trigger for row in rows_of(text)
    ] == expected


NAMED = [
    # who somebody is said to be, and what somebody is said to be by whom
    ("Police arrested a man identified on Monday as Per Holm.", ["arrested"]),
    ("Police arrested a man identified on Monday by Per Holm.", ["arrested", "identified=11"]),
    # in which words somebody spoke, with their day, and words that are a happening of their own
    ("Orla Fenn denied it in a statement.", ["denied"]),
    ("In a statement on Monday, Orla Fenn denied it.", ["denied=11"]),
    ("Orla Fenn denied it in a trial on Monday.", ["denied=11", "trial=11"]),
    ("Orla Fenn signed the statement on Monday.", ["signed=11", "statement=11"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text for text, _ in NAMED])
def test_who_somebody_is_and_in_which_words_he_spoke_has_no_row_of_its_own(text, expected, rows_of):
    assert [
        f"{row.trigger}={row.date_start.day}" if row.date_start else row.trigger for row in rows_of(text)
    ] == expected


TOLD_AS = [
    # what "would" looks back on, sets for a day, or only supposes
    ("Orla Fenn would go on to win the cup.", "win", "asserted"),
    ("Orla Fenn went on to win the cup.", "win", "asserted"),
    ("Orla Fenn will go on to win the cup on Monday.", "win", "planned"),
    ("Services would be held Sunday at the church.", "Services", "planned"),
    ("Services would be held Sunday at the church if it was dry.", "Services", "hypothetical"),
    # what somebody was able to do, and is able to
    ("Orla Fenn was able to sell the mill in May.", "sell", "asserted"),
    ("Orla Fenn is able to sell the mill in May.", "sell", "possible"),
    ("Orla Fenn was not able to sell the mill in May.", "sell", "possible"),
    # what was done by whom is no plan, what is put down for a day is one
    ("Orla Fenn is to blame for Monday's fire.", "fire", "asserted"),
    ("Orla Fenn is to answer for the fire on Monday.", "answer", "planned"),
    ("A hearing was penciled in for October.", "penciled", "planned"),
    ("Orla Fenn will host the gala.", "gala", "planned"),
    ("Orla Fenn will recall the gala of her youth.", "gala", "asserted"),
    ("Lund plans to have the mill closed by May.", "closed", "planned"),
    ("Lund plans to fine the mill closed in May.", "closed", "asserted"),
]


@pytest.mark.parametrize(("text", "trigger", "modality"), TOLD_AS, ids=[text for text, _, _ in TOLD_AS])
def test_what_was_done_in_the_end_and_what_is_set_for_a_day(text, trigger, modality, rows_of):
    assert {row.trigger: row.modality for row in rows_of(text)}.get(trigger) == modality


DEMANDS = [
    # what ought to be done, and how a thing ought to turn out
    ("The firm said the mill should be closed.", ["said"]),
    ("Norland said Bonn should be careful.", ["said"]),
    ("The firm said the patch should be effective.", []),
    # what readers are told to do
    ("Women, start making your moves on Monday!", []),
    ("Women started making their moves on Monday.", ["moves"]),
]


@pytest.mark.parametrize(("text", "expected"), DEMANDS, ids=[text for text, _ in DEMANDS])
def test_what_ought_to_be_done(text, expected, rows_of):
    assert [row.trigger for row in rows_of(text)] == expected
