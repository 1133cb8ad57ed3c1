"""Who is meant by the subject and the object of a verb, where they stand elsewhere in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.deeds import is_first_to
from pipeline.language import syntax
from pipeline.lexicon.event_types import is_undergone, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Token

_ROLES = word_lists(__package__, "roles.toml")

_OF_HARM = frozenset(("arrest", "attack", "crime"))
"""Types of what nobody tells of himself: "after *shooting* a guard, the sheriff said, he fled"."""
_DONE_TO_SOMEBODY = frozenset(("arrest", "attack", "crime", "death", "injury", "release", "trial"))
"""Types whose verbs share the object of the next: "*shot* and killed a guard"."""
_BLAMED_WITH = ("with", "of", "for", "from")
_LOWER = frozenset(("xcomp", "ccomp", "advcl", "pcomp"))
"""Relations of verbs below the one of a relative clause: "that they tried to *sink*"."""
_QUOTATION_MARKS = frozenset('"”“')


def is_passive(verb: Token) -> bool:
    """Whether the subject is the one to whom it is done, by the verb's form or for want of any object."""
    return (
        syntax.is_passive(verb)
        or triggers.is_gapped_passive(verb)
        or triggers.is_headline_passive(verb)
        or _passive_above(verb) is not None
        or _is_short_for_passive(verb)
        or _is_aside(verb)
        or (verb.lemma_ in _ROLES["done_as_well"] and is_undergone(verb))
    )


def _passive_above(verb: Token) -> Token | None:
    """The passive that a participle goes on with, though it stands by another: "accused of stealing and *fined*"."""
    inner = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBN" or inner.tag_ != "VBG" or syntax.child(verb, "aux", "auxpass"):
        return None
    above = next((w for w in syntax.ancestors(inner) if syntax.is_verbal(w)), None)
    return above if above is not None and inner.dep_ == "pcomp" and syntax.is_passive(above) else None


def _is_short_for_passive(verb: Token) -> bool:
    """Whether a past form of what is done to somebody has nobody to do it to: "Driver *charged* with theft." """
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ not in _ROLES["done_to"]:
        return False
    if syntax.child(verb, "aux", "auxpass", "dobj", "dative", "ccomp", "xcomp", "prt") is not None:
        return False
    return verb.dep_ == "ROOT" and not objects(verb) and syntax.child(verb, "prep") is not None


def _is_aside(verb: Token) -> bool:
    """Whether a participle between commas is taken for the main verb: "The *rule*, *issued* in May, was dropped"."""
    if verb.tag_ not in ("VBD", "VBN") or verb.i < 2 or verb.nbor(-1).text != ",":
        return False
    subject = syntax.child(verb, "nsubj")
    if subject is None or subject.i != verb.i - 2 or syntax.child(verb, "dobj", "ccomp", "xcomp", "prt", "aux"):
        return False
    return any(c.text == "," and c.i > verb.i for c in verb.children)


def by_agents(verb: Token) -> list[Token]:
    """Those after the "by" of a passive, shared with the next where it has none: "was shot and killed by *police*"."""
    found = syntax.passive_agents(verb)
    if found or verb.tag_ not in ("VBD", "VBN"):
        return found
    after = _next_deed(verb)
    return by_agents(after) if after is not None and is_passive(verb) else found


def _next_deed(verb: Token) -> Token | None:
    """The verb of the same form right after one, with no subject of its own: "shot and *killed* a guard"."""
    after = syntax.child(verb, "conj")
    if after is None or not syntax.is_verbal(after) or after.tag_ != verb.tag_:
        return None
    between = verb.doc[verb.i + 1 : after.i]
    is_next = all(t.dep_ in ("cc", "advmod") for t in between) and syntax.child(after, *syntax.SUBJECTS) is None
    return after if is_next else None


def subjects(verb: Token) -> list[Token]:
    """The heads of those who are meant as the subject of a verb."""
    found = _after_object(verb) or _blamed(verb) or _told_of(verb) or _first_of_all(verb) or _said_of(verb)
    if not found and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        found = _done_in_doing(verb)
    if found:
        return found
    own = syntax.children(verb, "nsubj")
    if len(own) > 1 and (_measures(own[0]) or _is_quoted(own[0], verb) or _is_in_byline(own[0], own[-1])):
        return syntax.conjuncts(own[-1])
    return syntax.subjects(_passive_above(verb) or _finite_above(verb) or verb)


def _done_in_doing(verb: Token) -> list[Token]:
    """Who did what came of a happening that he did: "a raid was foiled by a *warship*, seizing ten men"."""
    above = verb.head
    if verb.i < above.i or not syntax.is_passive(above):
        return []
    if syntax.child(verb, "dobj") is None or syntax.child(verb, "mark", *syntax.SUBJECTS) is not None:
        return []
    undergoing = syntax.child(above, "nsubjpass")
    if undergoing is None or not triggers.is_event_noun(undergoing):
        return []
    return syntax.passive_agents(above)


def _finite_above(verb: Token) -> Token | None:
    """The past verb that another goes on with, though it stands by an infinitive: "told us to go and *asked* why"."""
    inner = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or inner.tag_ != "VB" or syntax.child(inner, "aux") is None:
        return None
    if syntax.child(verb, *syntax.SUBJECTS) is not None:
        return None
    return next((w for w in syntax.ancestors(inner) if syntax.is_verbal(w) and w.tag_ == "VBD"), None)


def _after_object(verb: Token) -> list[Token]:
    """Those of whom a participle after an object is said: "caught a *man*, accused of theft"."""
    if (
        verb.dep_ != "advcl"
        or verb.tag_ != "VBN"
        or syntax.child(verb, "nsubjpass", "aux", "auxpass", "mark") is not None
    ):
        return []
    return [o for o in syntax.objects(verb.head) if o.i < verb.i and o.right_edge.i >= verb.left_edge.i - 2]


def _blamed(verb: Token) -> list[Token]:
    """Who did what somebody blames, fines or stops him for: "charged two *brokers* with defrauding investors"."""
    preposition = verb.head
    if verb.dep_ != "pcomp" or preposition.lower_ not in _BLAMED_WITH:
        return []
    above = preposition.head
    blaming = above.head if above.dep_ == "dobj" else above
    if blaming.lemma_ not in _ROLES["blaming"] or is_passive(blaming) or syntax.child(verb, *syntax.SUBJECTS):
        return []
    return syntax.objects(blaming)


def _first_of_all(verb: Token) -> list[Token]:
    """Who was the first to do something: "*Orla Fenn* was the second climber to die", "the last *guest* to leave"."""
    if not is_first_to(verb):
        return []
    somebody = syntax.first_conjunct(verb).head
    return syntax.subjects(somebody.head) or [somebody] if somebody.dep_ == "attr" else [somebody]


def _told_of(verb: Token) -> list[Token]:
    """Who did the harm told before a speaker and what he says: "After shooting her, police said, *he* fled"."""
    above = next((w for w in syntax.ancestors(verb) if syntax.is_verbal(w)), None)
    if above is None or above.i < verb.i or above.lemma_ not in verbs_that("dated-saying"):
        return []
    sense = sense_of_verb(verb) if verb.tag_ == "VBG" and verb.dep_ in ("pcomp", "advcl") else None
    told = syntax.child(above, "ccomp")
    if sense is None or sense.event_type not in _OF_HARM or told is None or told.i < verb.i:
        return []
    return [c for s in syntax.children(told, "nsubj", "nsubjpass") for c in syntax.conjuncts(s)]


def _said_of(verb: Token) -> list[Token]:
    """Of whom several say it, where the parse has it of them: "Police said *he* gave up and was *charged*"."""
    saying = verb.head
    if verb.dep_ != "conj" or saying.lemma_ not in verbs_that("mere-saying") or not syntax.is_passive(verb):
        return []
    told = syntax.child(saying, "ccomp", "advcl")
    if told is None or told.i > verb.i or syntax.child(verb, *syntax.SUBJECTS) is not None:
        return []
    speakers = syntax.subjects(saying)
    is_of_one = any(c.lower_ == "was" for c in syntax.children(verb, "auxpass"))
    if not is_of_one or not any(s.tag_ in ("NNS", "NNPS") or s.lower_ == "police" for s in speakers):
        return []
    return syntax.subjects(told)


def _is_quoted(word: Token, verb: Token) -> bool:
    """Whether a quotation ends between a word and the verb of saying after it: "A clever *plan*," she said."""
    is_saying = verb.lemma_ == "ask" or verb.lemma_ in verbs_that("dated-saying")
    return is_saying and any(t.text in _QUOTATION_MARKS for t in word.doc[word.i : verb.i])


def _is_in_byline(writer: Token, subject: Token) -> bool:
    """Whether an address parts who wrote an article from who does something: "*Ann Orr* ann@orr.org The mayor left"."""
    return any("@" in word.text for word in writer.doc[writer.i : subject.left_edge.i])


def _measures(head: Token) -> bool:
    """Whether a counted unit says how far, not who: "Ninety *miles* to the north, police stopped a van"."""
    return head.lemma_.lower() in _ROLES["units"] and syntax.child(head, "nummod") is not None


def objects(verb: Token) -> list[Token]:
    """The heads of those to whom a verb does something, shared with the next verb where it has none of its own."""
    found = syntax.objects(verb) or _shared(verb)
    return [c for o in found for c in _whose_life(relative(o))]


def _shared(verb: Token) -> list[Token]:
    """The object of the verb right after, which is done to the same: "shot and killed a *guard*"."""
    after = None if syntax.is_passive(verb) else _next_deed(verb)
    if after is None:
        return []
    sense = sense_of_verb(verb)
    return syntax.objects(after) if sense is not None and sense.event_type in _DONE_TO_SOMEBODY else []


def _whose_life(thing: Token) -> list[Token]:
    """Whose a life is that is taken: "claimed the life of a *baker*"; any other word is itself."""
    if thing.lemma_.lower() != "life":
        return [thing]
    return [inner for _, inner in syntax.prepositional_objects(thing, "of")] or [thing]


def relative(word: Token) -> Token:
    """The noun of a relative pronoun that stands by a lower verb: "a *ship* that they tried to sink"; else the word."""
    if (
        word.lower_ not in syntax.RELATIVES
        or word.tag_ not in ("WDT", "WP")
        or len(syntax.children(word.head, "dobj")) > 1
    ):
        return word
    for above in syntax.ancestors(word):
        if syntax.is_verbal(above) and above.dep_ not in _LOWER:
            clause = syntax.first_conjunct(above)
            return clause.head if clause.dep_ == "relcl" and word.i < above.i else word
    return word
