"""Each word and phrase that tells a kind of happening does so in a short sentence."""

import pathlib
import tomllib

import pytest

from pipeline.language.parse import parse
from pipeline.lexicon.event_types import is_idle, is_known, quad_class, sense_of_noun, sense_of_verb, senses

KINDS = tomllib.loads((pathlib.Path(__file__).parent / "happenings.toml").read_text("utf-8"))["kind"]


def kinds_of(doc):
    """The kinds that the verbs and nouns of a text tell."""
    told = [
        sense_of_verb(t) if t.pos_ == "VERB" else sense_of_noun(t) if t.pos_ in ("NOUN", "PROPN") else None for t in doc
    ]
    return {(sense.event_type, sense.plover, sense.mode) for sense in told if sense is not None}


@pytest.fixture(scope="module")
def docs(nlp):
    """The sentences of this module, parsed together."""
    sentences = [sentence for kind in KINDS for sentence in kind["sentences"].strip().splitlines()]
    sentences += [sentence for pair in IDLE for sentence in pair]
    return dict(zip(sentences, parse(nlp, sentences), strict=True))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: " ".join(filter(None, (kind["type"], kind.get("mode")))))
def test_every_sentence_tells_its_kind(kind, docs):
    wanted = (kind["type"], kind.get("plover"), kind.get("mode"))
    sentences = kind["sentences"].strip().splitlines()
    assert [sentence for sentence in sentences if wanted not in kinds_of(docs[sentence])] == []


def sense(parse, text, word):
    token = next(t for t in parse(text) if t.text == word)
    found = sense_of_verb(token) if token.pos_ == "VERB" else sense_of_noun(token)
    return found and (found.event_type, found.plover)


PAIRS = [
    # what stands beside a verb: its object, particle, the object of its preposition, the words before those
    ("They called off the strike.", "called", "They called the strike.", "called"),
    ("The army lifted the curfew.", "lifted", "The army lifted the box.", "lifted"),
    ("The curfew was lifted.", "lifted", "The box was lifted.", "lifted"),
    ("The curfew lifted by the army was hard.", "lifted", "The box lifted by the army was hard.", "lifted"),
    ("They put the army on alert.", "put", "They put the boxes on the shelf.", "put"),
    ("They put the boxes on sale.", "put", "They put the boxes on the shelf.", "put"),
    ("They broke off the trade talks.", "broke", "They broke a twig.", "broke"),
    ("They struck a deal.", "struck", "They struck a match.", "struck"),
    ("Jets struck Kessel.", "struck", "Workers struck.", "struck"),
    ("The jets, which struck at dawn, left.", "struck", "Workers struck.", "struck"),
    # its subject, in the active, the passive, of a relative clause, of a second verb
    ("The earthquake shook the town.", "shook", "The dog shook the toy.", "shook"),
    ("The town was shaken by an earthquake.", "shaken", "The toy was shaken by a dog.", "shaken"),
    ("The earthquake that shook the town was strong.", "shook", "The dog that shook the toy was strong.", "shook"),
    # people as against things, an object as against none, an infinitive, the passive
    ("The club released the prisoner.", "released", "The club released the pigeons.", "released"),
    ("A clerk who was fired in May from his job wept.", "fired", "The gun was fired at the wall.", "fired"),
    ("They buried a nurse.", "buried", "They buried a pipe.", "buried"),
    ("They buried him.", "buried", "They buried it.", "buried"),
    ("The crew sailed to Bonn and returned to Ulm.", "returned", "The crew returned the nets to Ulm.", "returned"),
    ("Norland offered to mediate.", "offered", "Norland offered an excuse.", "offered"),
    ("The new director took over.", "took", "The bank took over.", "took"),
    ("The house was destroyed.", "destroyed", "The letter was destroyed.", "destroyed"),
    # the sense that sport, business or a court gives a verb of harm or of office
    ("She buried a three-point shot.", "buried", "She buried her husband.", "buried"),
    ("The club locked up a playoff spot.", "locked", "They locked up a thief.", "locked"),
    ("She battled cancer.", "battled", "The army battled rebels.", "battled"),
    ("The council voted to sell the hall.", "voted", "The miners voted for Ann Berg.", "voted"),
    ("The driver fled.", "fled", "The villagers fled.", "fled"),
    ("Masked men pulled off a heist.", "pulled", "They pulled off an upset.", "pulled"),
    ("Students set up a petition.", "set", "Students set up a bank.", "set"),
    ("They gathered money.", "gathered", "They gathered in the hall.", "gathered"),
    ("The nurses walked out.", "walked", "The bride walked out.", "walked"),
    ("The army amassed troops.", "amassed", "The army amassed debts.", "amassed"),
    ("The firm lost its mill to a rival.", "lost", "The firm lost to a rival.", "lost"),
    ("The truck overturned.", "overturned", "The judge overturned the ban.", "overturned"),
    ("They fought a bout.", "fought", "They fought a war.", "fought"),
    ("Police responded to the crash.", "responded", "The mayor responded to the letter.", "responded"),
    ("The court found him guilty.", "found", "The court found him.", "found"),
    ("They started work on the dam.", "started", "They started working.", "started"),
    ("Debts that they ran up grew.", "ran", "Nurses who ran for office lost.", "ran"),
    ("The storm moved north.", "moved", "The crew moved north.", "moved"),
    ("The judge threw out the case.", "threw", "The cook threw out the fish.", "threw"),
    ("Pirates boarded the ship.", "boarded", "Passengers boarded the ship.", "boarded"),
    ("The army launched an operation.", "launched", "The firm launched an operation.", "launched"),
    ("The old pipe burst on Monday.", "burst", "The bubble burst on Monday.", "burst"),
    ("Police questioned the man.", "questioned", "The mayor questioned the plan.", "questioned"),
    ("They won an order.", "won", "They won a race.", "won"),
    ("They made an emergency landing.", "landing", "They made a landing.", "landing"),
    ("The senate confirmed the judge.", "confirmed", "The senate confirmed the date.", "confirmed"),
    ("Warplanes dropped bombs.", "dropped", "The farmers dropped prices.", "dropped"),
    ("The cyclone moved north.", "moved", "The crew moved north.", "moved"),
    ("The storm caused a blackout.", "caused", "The crew caused a delay.", "caused"),
    ("She recognised Norland.", "recognised", "She recognised the thief.", "recognised"),
    # what stands beside a noun, before it and behind it
    ("The legal battle ended.", "battle", "The battle ended.", "battle"),
    ("The release of the report came late.", "release", "The release of the hostages came late.", "release"),
    ("A bomb threat came.", "threat", "A flood threat came.", "threat"),
    ("The air strike ended.", "strike", "The strike ended.", "strike"),
    ("The heart attack was mild.", "attack", "The attack was mild.", "attack"),
    ("The victory over the visitors was narrow.", "victory", "The landslide victory was narrow.", "victory"),
    ("The call for calm came late.", "call", "The phone call came late.", "call"),
    ("The restructuring charge was high.", "charge", "The murder charge was grave.", "charge"),
    ("The loss of sight was sudden.", "loss", "The net loss was high.", "loss"),
    ("The Oscar nomination came late.", "nomination", "The party's nomination came late.", "nomination"),
    ("The presidential debate was loud.", "debate", "The debate was loud.", "debate"),
    ("The transfer to the club was dear.", "transfer", "The transfer was dear.", "transfer"),
]


@pytest.mark.parametrize(("text", "word", "other", "other_word"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_companions_decide(text, word, other, other_word, parse):
    assert sense(parse, text, word) is not None
    assert sense(parse, text, word) != sense(parse, other, other_word)


IDLE = [
    # a verb that tells nothing beside its companion, and the same one without it, which tells a happening
    ("Alcohol played a role.", "Alcohol played a game."),
    ("They played a part.", "They played a match."),
    ("They played with fire.", "They played."),
    ("She captured the imagination of all.", "She captured the title."),
    ("She captured our attention.", "She captured the town."),
    ("She captured their hearts.", "She captured the village."),
    ("The plant captured gas.", "The army captured a port."),
    ("A video captured the town.", "An army captured the town."),
    ("They demonstrated skill.", "They demonstrated against the war."),
    ("The diet added two years to his life.", "She added that he was fit."),
    ("They attended college.", "They attended the funeral."),
    ("The ministry denied the existence of the ship.", "The ministry denied the report."),
    ("He suffered from asthma.", "He suffered a stroke."),
    ("The risks have paid off.", "The firm paid a fine."),
    ("He caught the attention of all.", "He caught a thief."),
    ("Fear took hold.", "The queen took office."),
    ("They killed the reform.", "They killed the rebels."),
    ("He won praise.", "He won the title."),
    ("He lost weight.", "He lost the match."),
    ("She fought tears.", "She fought the army."),
    ("He fought for his life.", "He fought the rebels."),
    ("They fought for survival.", "They fought."),
    ("They fought for justice.", "They fought for the title."),
    ("They fought for change.", "They fought for office."),
    ("They fought for a place.", "They fought for the presidency."),
    ("He put a hand on it.", "He put the box on it."),
    ("He put an arm around her.", "He put the box around her."),
    ("He went over to her.", "He went to Norland."),
    ("He was listed in bad condition.", "The firm listed its shares."),
    ("He tortured himself.", "He tortured them."),
    ("She tortured herself.", "She tortured him."),
    ("They tortured themselves.", "They tortured the man."),
    ("I tortured myself.", "I tortured the man."),
    ("You tortured yourself.", "You tortured the man."),
    ("You tortured yourselves.", "You tortured the men."),
    ("The dog tortured itself.", "The dog attacked him."),
    ("We tortured ourselves.", "We tortured her."),
    ("It ended in defeat.", "It ended on Monday."),
    ("It ended in failure.", "It ended in May."),
    ("Her career took off.", "Her plane took off."),
    ("The town saved money.", "The crew saved the child."),
    ("The town saved time.", "The crew saved the dog."),
    ("The town saved $3 million.", "The crew saved three men."),
    ("Schools compete for dollars.", "Schools compete in the final."),
    ("Schools compete for money.", "Schools compete for gold."),
    ("Schools compete for funds.", "Schools compete for the cup."),
    ("They compete for jobs.", "They compete for medals."),
    ("They compete for business.", "They compete for the title."),
    ("They compete for attention.", "They compete for the crown."),
    ("They gathered evidence.", "They gathered in the square."),
    ("They gathered information.", "They gathered at noon."),
    ("It marks a move away from coal.", "It marks the anniversary."),
    ("It marks the end of coal.", "They marked the anniversary of the king."),
    ("It marks the beginning of peace.", "They marked the centenary."),
    ("It marks a change.", "They marked the feast."),
    ("It marks a shift.", "They marked the birthday."),
    ("It marks a departure.", "They marked the jubilee."),
    ("It was marking time.", "They marked the holiday."),
    ("The study suggests that bees sleep.", "The mayor suggested a walk."),
    ("He insisted that he slept.", "He insisted on a walk."),
    ("It means that bees sleep.", "They opened the mill."),
    ("She faced the prospect of a fine.", "She faced a charge."),
    ("She faced a challenge.", "She faced a charge."),
    ("She faced a question.", "She faced a charge."),
    ("She faced pressure.", "She faced a charge."),
    ("She faced a problem.", "She faced a charge."),
    ("She faced a difficulty.", "She faced a charge."),
    ("The deal opened the door to a merger.", "The town opened the school."),
    ("She brought out the best in us.", "She brought out the book."),
    ("They played sports.", "They played the match."),
    ("She accepts patients.", "She accepted the offer."),
    ("The shop accepts customers.", "The shop accepted the deal."),
    ("He contemplated suicide.", "He committed suicide."),
    ("The show ran for ten weeks.", "The mayor ran for office."),
    ("The show ran for ten months.", "The mayor ran for president."),
    ("The show ran for ten years.", "The mayor ran for governor."),
    ("The wall dates back to 1900.", "He dated a nurse."),
    ("She performed her duties.", "She performed in the park."),
    ("She performed electrical work.", "She performed at noon."),
    ("She performed her job.", "The choir performed."),
    ("She performed a task.", "The band performed."),
    ("It performs a function.", "The singer performed."),
    ("She performed her role.", "The dancer performed."),
    ("The firm performs services.", "The actor performed."),
    ("She performed well.", "She performed on Monday."),
    ("She performed poorly.", "She performed in May."),
    ("He battled his way back.", "He battled the rebels."),
    ("They ran out the clock.", "They ran for office."),
    ("She forged a reputation.", "She forged a cheque."),
    ("They forged a bond.", "They forged a passport."),
    ("They forged a friendship.", "They forged a painting."),
    ("She forged a career.", "She forged a stamp."),
    ("They played to the crowd.", "They played the final."),
    ("Anger has built for years.", "They built a mill."),
    ("The population exploded.", "The bomb exploded."),
    ("A question emerged.", "A boat emerged."),
    ("An issue emerged.", "A man emerged."),
    ("A pattern emerged.", "The crew emerged."),
    ("They built up arsenals.", "They built a school."),
    ("She built a reputation.", "She built a house."),
    ("The show ran for ten seasons.", "The mayor ran for parliament."),
]


@pytest.mark.parametrize(("text", "other"), IDLE, ids=[text for text, _ in IDLE])
def test_verbs_that_tell_nothing_beside_their_companions(text, other, docs):
    idle, told = ([t for t in docs[sentence] if t.pos_ == "VERB" and is_idle(t)] for sentence in (text, other))
    assert idle
    assert not told


def test_a_noun_is_known_with_what_a_hyphen_joins_to_it(parse):
    assert sense(parse, "The cease-fire began.", "fire") == ("military", "RETREAT")
    assert sense(parse, "The cease-fire collapsed.", "collapsed") == ("other", None)
    assert sense(parse, "The fire began.", "fire") == ("accident", None)
    assert sense(parse, "The peace- fire began.", "fire") == ("accident", None)


def test_words_that_tell_nothing_known(parse):
    doc = parse("The tall chair shone near the strike.")
    assert [t.text for t in doc if t.pos_ in ("NOUN", "VERB") and is_known(t)] == ["strike"]


def test_quad_classes():
    classes = {(sense.plover, quad_class(sense.plover)) for sense in senses() if sense.plover}
    assert {plover for plover, quad in classes if quad == 1} == {"AGREE", "CONCEDE", "CONSULT", "SUPPORT"}
    assert {plover for plover, quad in classes if quad == 2} == {"AID", "COOPERATE", "RETREAT"}
    assert {plover for plover, quad in classes if quad == 3} == {"ACCUSE", "REJECT", "REQUEST", "THREATEN"}
    assert {plover for plover, quad in classes if quad == 4} == {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"}
    assert quad_class(None) is None
