"""What somebody promises, is asked or is said to do: an infinitive or a gerund after its cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.language.syntax import FINITE_VERBS, Range, agent, child, is_passive, noun_phrase, span_of, subject
from pipeline.lexicon import role_nouns
from pipeline.lexicon.cue import Cue
from pipeline.lexicon.nouns import nouns_that
from pipeline.lexicon.verbs import verbs_that
from pipeline.quotes.circumstances import antecedent, can_listen
from pipeline.quotes.found import Complement
from pipeline.speech.page import Page, has_particle
from pipeline.speech.reporting import with_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

WISHES = frozenset(("would", "'d", "’d", "should"))
"""Auxiliaries of a wish: "would like to come", beside "likes to sing"."""


_THINGS = frozenset(("it", "this", "that", "which", "these", "those", "what"))
"""Pronouns for what does something without saying so."""


def is_infinitival(clause: Token) -> bool:
    """Whether a clause is an infinitive with "to"."""
    return clause.tag_ in ("VB", "VBN", "VBG") and any(c.tag_ == "TO" for c in clause.lefts)


def infinitive_of(verb: Token, cue: Cue) -> Token | None:
    """The infinitive that a cue takes, unless a phrase before it holds the content: "called on them to leave"."""
    clause = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and is_infinitival(c)), None)
    if clause is None or any(c.dep_ == "prep" and c.i < clause.i and c.lower_ in cue.about for c in verb.rights):
        return None
    return clause


_SUMMONS = frozenset(("in", "out", "over", "together", "up"))


def has_other_particle(verb: Token, cue: Cue) -> bool:
    """Whether a particle makes another verb of a cue: "divers were called in to search", "called out to search"."""
    particle = child(verb, "prt")
    return particle is not None and "summoning" in cue.also and particle.lower_ in _SUMMONS


def _is_summons(verb: Token, cue: Cue) -> bool:
    """Whether people are sent for, and not told to do something: "divers were called to search"."""
    return "summoning" in cue.also and child(verb, "prep", "prt") is None and "on" not in _next(verb)


def _next(verb: Token) -> tuple[str, ...]:
    return tuple(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 2])


_DUTIES = frozenset(("suppose", "need"))
"""Verbs that in the passive tell a duty or a want, and no report: "is supposed to open", "is needed to keep it"."""


def passive_infinitive(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "The bridge is expected to open"; but "is supposed to open" tells a duty."""
    clause = infinitive_of(verb, cue)
    if clause is None or not is_passive(verb) or cue.lemma in _DUTIES or has_other_particle(verb, cue):
        return None
    if _is_summons(verb, cue):
        return None
    if cue.attitudes.get("object-to", cue.attitudes.get("clause")) == "other":
        return None  # "is allowed to open"
    patient = child(verb, "nsubjpass") or (subject(verb) if verb.dep_ == "conj" else None)
    if patient is None and verb.dep_ == "acl" and agent(verb) is not None:
        return None  # "the cuts proposed by the council to end the crisis"
    if agent(verb) is None and ("awaiting" in cue.also or is_left_out(verb, patient)):
        return None
    if patient is None and "object-to" not in cue.attitudes and verb.dep_ in ("acl", "advcl", "amod"):
        return None  # "a show calculated to please"
    if agent(verb) is None and is_told_by_another(page, verb):
        return None  # "rain is said to fall, the office warns"
    start, end = span_of(clause)
    what = child(verb, "oprd")
    if what is not None and verb.i < what.i < clause.i:
        start = what.left_edge.i  # "was considered a long shot to win"
    by = late_agent(verb)
    if by is not None and start < by.left_edge.i - 1:
        end = min(end, by.head.i)
    if patient is not None and patient.lower_ == "it" and "to" in cue.attitudes and "object-to" not in cue.attitudes:
        patient = None  # "it was decided to hold a vote"
    return Complement([*([words_for(patient, verb)] if patient is not None else []), (start, end)])


def words_for(patient: Token, verb: Token) -> Range:
    """The words for what something is said of, of a relative pronoun those for its noun."""
    meant = antecedent(patient)
    return noun_phrase(patient) if meant == patient else noun_phrase(meant, limit=(0, patient.i))


def is_left_out(verb: Token, patient: Token | None) -> bool:
    """Whether what matters is not told: "in what is believed to be rain", "where it is said to have begun"."""
    place = verb.dep_ == "relcl" and any(t.tag_ == "WRB" for t in verb.doc[verb.left_edge.i : verb.i])
    return place or (patient is not None and patient.lower_ == "what")


def is_told_by_another(page: Page, verb: Token) -> bool:
    """Whether what is expected by nobody named is what a source of the sentence says: "…, according to them"."""
    if any(c.lower_ == "according" for c in verb.children):
        return True
    above = verb.head
    return verb.dep_ == "ccomp" and above.i > verb.i and page.speech_cue(above) is not None


def late_agent(verb: Token) -> Token | None:
    """By whom it is done, where parsers give it to the infinitive: "was invited to speak by Ada Brenner"."""
    clause = child(verb, "xcomp") if is_passive(verb) and agent(verb) is None else None
    by = next((c for c in clause.rights if c.lower_ == "by" and c.dep_ in ("prep", "agent")), None) if clause else None
    who = child(by, "pobj") if by is not None else None
    return who if clause and who is not None and can_listen(who) and not is_passive(clause) else None


def object_infinitive(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "Urged residents to leave" tells them to leave; "wants the bridge to open" has the bridge in what is wanted."""
    clause = infinitive_of(verb, cue)
    if clause is None or is_passive(verb) or has_other_particle(verb, cue) or _is_summons(verb, cue):
        return None
    patient = _patient(verb, clause)
    doer = child(clause, "nsubj")
    if doer is None and patient is None:
        return None
    if cue.attitudes["object-to"] == "other" and not _may_rule(page.speaker(verb), verb, cue):
        return None
    if cue.attitudes["object-to"] == "other" and is_infinitival(verb) and _is_unruled(verb, page.speaker(verb)):
        return None
    start, end = span_of(clause)
    if cue.attitudes["object-to"] == "speech":
        to = next(c for c in clause.lefts if c.tag_ == "TO" or c.dep_ == "neg")
        return Complement([(to.i, end)], addressee=doer or patient)
    return Complement([(patient.left_edge.i if patient is not None else start, end)])


def _is_unruled(verb: Token, head: Token | None) -> bool:
    """Whether nobody allows it yet: "a bid to allow shops to open", "we cannot go on to allow them to"."""
    return verb.dep_ in ("acl", "advcl") or head is None or head.pos_ == "PRON"


_ALLOWING = frozenset(("allow", "permit"))
"""Verbs with which a law that is not in force says nothing: what it would bring about is told."""


def _may_rule(head: Token | None, verb: Token, cue: Cue) -> bool:
    """Whether those who allow or require something are people; but "a flaw allows thieves to".

    A rule of theirs requires it in words; it allows it so where it is in force, "the law allows them to", and as a flaw
    does where it is a clause "that would allow them to", or "a law allowing them to".
    """
    if head is None:
        return False
    head = antecedent(head)
    if head.pos_ == "PRON":
        return head.lower_ not in _THINGS
    lemma = head.lemma_.lower()
    is_rule = lemma in nouns_that("ruling") and not role_nouns.load().kind(lemma)
    if is_rule and verb.dep_ == "relcl" and cue.lemma == "require":
        return False  # "the act, which required owners to ask"
    if is_rule and cue.lemma in _ALLOWING and verb.tag_ not in FINITE_VERBS:
        return lemma in nouns_that("hearer")
    return bool(is_rule or can_listen(head) or role_nouns.load().kind(lemma))


def infinitive(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "Promised (them) to repair it": whoever promises does it."""
    clause = infinitive_of(verb, cue)
    hearer = _patient(verb, clause) if clause is not None else None
    if clause is None or is_passive(verb) or child(clause, "nsubj") is not None:
        return None
    if hearer is not None and "telling" not in cue.also:
        return None
    is_joined = verb.dep_ == "conj" and verb.head.dep_ == "acl" and verb.head.tag_ == "VBN"
    if "awaiting" in cue.also and (verb.tag_ == "VBN" or is_joined) and child(verb, "aux") is None:
        return None  # "with both leaders expected to visit", "a law approved in May and intended to raise pay"
    if "wishing" in cue.also and not any(c.lower_ in WISHES for c in verb.lefts):
        return None
    if ("mutual" in cue.also and _are_two(subject(verb))) or _is_nameless(verb, clause):
        return None
    if "refusing" in cue.also and _is_telling(page, clause):
        return None
    if cue.lemma == "decide" and verb.tag_ == "VBD":
        return None  # "decided to rest him": he did
    if cue.attitudes["to"] == "intention" and (is_supposed(verb, cue) or _is_anybodys(verb)):
        return None  # "if she decides to sell it", "anyone who wants to come"
    start, end = span_of(clause)
    return Complement([(start, _before_fear(cue, clause, end))], addressee=hearer)


def _is_telling(page: Page, clause: Token) -> bool:
    """Whether who refuses to do it tells nothing: "declined to give her name", "declined to be identified".

    But 'declined to describe the “mood”' tells a word of it.
    """
    marked = any(page.mark_at[t.i] != page.mark_at[clause.i] for t in clause.subtree)
    return clause.lemma_ in verbs_that("disclosing") and child(clause, "prt") is None and not marked


_PRINTED = frozenset(("identify", "name", "quote"))


def _is_nameless(verb: Token, clause: Token) -> bool:
    """Whether a paper only tells why it names nobody: "a nurse, who declined to be named, said it was full"."""
    own = child(verb, "nsubj")
    return own is not None and own.lower_ == "who" and clause.lemma_ in _PRINTED and is_passive(clause)


def _before_fear(cue: Cue, clause: Token, end: int) -> int:
    """Where what somebody declines to do ends before why: "to give her name for fear of losing her job"."""
    words = clause.doc[clause.i : end - 1 if "refusing" in cue.also else clause.i]
    return next((t.i for t in words if t.lower_ == "for" and t.nbor().lower_ == "fear"), end)


_SUPPOSED = frozenset(("choose", "decide", "vote", "want", "wish"))
"""What somebody may come to want or not, so that with an "if" it is only supposed."""
_ANYBODY = frozenset(("anybody", "anyone", "everybody", "everyone"))


def is_supposed(verb: Token, cue: Cue) -> bool:
    """Whether what somebody decides or wants is only supposed: "if she decides to sell it", "even if two voted for it".

    What somebody plans or hopes is there already: "if they plan to sell it"; so is what "will" be voted on.
    """
    if cue.lemma not in _SUPPOSED or any(c.tag_ == "MD" for c in verb.lefts):
        return False
    return any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.lefts)


def _is_anybodys(verb: Token) -> bool:
    """Whether nobody is meant: "anyone who wants to come", "pupils who wish to come must sign".

    Of people without an article in the present it is told who is spoken to, of others what they want.
    """
    who = verb.head if verb.dep_ in ("acl", "relcl") else None
    if who is None:
        return False
    bare = who.tag_ == "NNS" and not any(c.dep_ in ("det", "poss", "nummod") for c in who.lefts)
    is_told = bare and verb.tag_ == "VBP" and who.dep_ == "nsubj" and any(c.tag_ == "MD" for c in who.head.lefts)
    return who.lower_ in _ANYBODY or is_told


def _are_two(doers: Token | None) -> bool:
    """Whether a subject is two who do something with each other: "Foss and Holm", "both sides", "the two firms"."""
    if doers is None:
        return False
    return child(doers, "conj") is not None or any(c.lower_ in ("two", "both") for c in doers.lefts)


def gerund(page: Page, verb: Token, cue: Cue) -> Complement | None:
    """ "Admitted using cheap steel"."""
    clause = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG"), None)
    if clause is None or not has_particle(verb, cue):
        return None
    start, end = span_of(clause)
    teller = with_subject(clause, is_sure=False)
    own = child(clause, "nsubj")
    if own is not None and own.tag_ in ("WDT", "WP"):
        return None  # "supports Foss, who's trying to win"
    if teller is not None and own is not None and own.i < teller.head.i:
        return Complement([(start, teller.head.i)])  # "opposed the change with a spokesman saying …"
    return None if verb.doc[start:end].text.lower() == "doing so" else Complement([(start, end)])


def _patient(verb: Token, clause: Token) -> Token | None:
    return next((c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < clause.i), None)
