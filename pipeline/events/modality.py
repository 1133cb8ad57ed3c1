"""Whether an event is told as a fact, a plan, a possibility, a duty or a mere thought, and whether it is denied."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.blame import is_alleged
from pipeline.events.deeds import is_first_to, is_forced, is_gone_on_to, is_reached, is_seen, is_set_in_headline
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")
_MODALITY = word_lists(__package__, "modality.toml")

_MODALS = {
    "will": "planned", "'ll": "planned", "’ll": "planned", "wo": "planned", "shall": "planned",
    "may": "possible", "might": "possible", "can": "possible", "could": "possible", "ca": "possible",
    "must": "required", "should": "required", "ought": "required",
}  # fmt: skip
_KINDS = ("hypothetical", "required", "planned", "possible")
_CONDITIONS = frozenset(("if", "unless", "whether"))
_TIME_CONJUNCTIONS = frozenset(("when", "once", "until", "till", "after", "before", "while"))
_MAX_CLIMB = 6
_ON_THE_EDGE = frozenset(("brink", "cusp", "verge"))
"""Nouns before what may come at any moment: "on the *verge* of resigning"."""
_LEADING_TO = frozenset(("agreement", "contract", "deal", "negotiation", "negotiations", "talk", "talks"))
"""Nouns whose infinitive tells what is planned: "in talks *to buy* the mill"."""


def told_modality(trigger: Token) -> str:
    """asserted, planned, possible, hypothetical or required, by the words alone."""
    if trigger.lemma_ in _MODALITY["awaited"] and trigger.tag_ == "VBN" and syntax.is_passive(trigger):
        return "planned"  # "guests expected on Friday"
    if is_reached(trigger) or is_first_to(trigger) or is_gone_on_to(trigger):
        return "asserted"
    if is_forced(trigger) or is_seen(trigger):
        return _of_verb(trigger.head)
    if trigger.tag_ == "VB" and trigger.dep_ == "acl" and leads_on(trigger.head):
        return "planned"
    if is_set_in_headline(trigger):
        return "planned"
    return _of_verb(trigger) if syntax.is_verbal(trigger) else _of_noun(trigger)


def modality_at(trigger: Token, told: str, timex: TimeExpression | None, reference_date: dt.date | None) -> str:
    """The modality `told` of an event, seen with its time.

    What lies after the article's date is planned where nothing else is said of it.
    """
    is_verb = syntax.is_verbal(trigger)
    if told == "hypothetical" and timex is not None and _is_set_for(trigger, timex, reference_date):
        return "planned"
    if reference_date is None or timex is None or timex.date_start is None or timex.date_end is None:
        return told
    if is_verb and told == "possible" and timex.date_end < reference_date and _could_not(trigger):
        return "asserted"
    if timex.date_start > reference_date:
        if told == "asserted" and not _is_told_as_past(trigger):
            return "planned"
        if told == "hypothetical" and is_verb and _is_unconditional_would(trigger):
            return "planned"
    is_awaited = trigger.lemma_ in _MODALITY["awaited"]
    if timex.date_end < reference_date and told in ("planned", "required") and (is_awaited or not is_verb):
        # "will investigate the shootings of 2014": a past event is no plan, whatever is planned about it.
        return "asserted"
    return told


def _is_set_for(trigger: Token, timex: TimeExpression, reference_date: dt.date | None) -> bool:
    """Whether "would" tells what is set for a day, which is not known to be past: "services *would* be held Sunday"."""
    verb = trigger if syntax.is_verbal(trigger) else trigger.head
    if timex.timex_type not in ("DATE", "TIME") or not syntax.is_verbal(verb) or not _is_unconditional_would(verb):
        return False
    if syntax.verb_group(verb).aspect.startswith("perfect"):
        return False
    return timex.date_start is None or reference_date is None or timex.date_start > reference_date


def leads_on(noun: Token) -> bool:
    """Whether a noun is of words whose infinitive tells what is planned: "in *talks* to buy the mill"."""
    return noun.lemma_.lower() in _LEADING_TO


def _could_not(verb: Token) -> bool:
    """Whether the verb tells what somebody was unable to do: it did not happen."""
    group = syntax.verb_group(verb)
    return group.modal is not None and group.modal.lower_ == "could" and group.negation is not None


def _is_told_as_past(trigger: Token) -> bool:
    return syntax.is_verbal(trigger) and syntax.verb_group(trigger).tense == "past"


def _kind(word: str) -> str | None:
    return next((kind for kind in _KINDS if word in _MODALITY[kind]), None)


def _has_condition(verb: Token) -> bool:
    """Whether an if-clause depends on the verb."""
    return any(
        c.dep_ == "advcl" and any(m.lower_ in _CONDITIONS for m in syntax.children(c, "mark")) for c in verb.children
    )


def _is_unconditional_would(verb: Token) -> bool:
    return not _is_asked(verb) and not _has_condition(verb) and syntax.verb_group(verb).modal is not None


def _of_noun_after(preposition: Token) -> str:
    """How a noun after a preposition is told: by what the preposition hangs on, "plans *for* a march"."""
    governor = preposition.head
    if preposition.lower_ in _TRIGGER_WORDS["detached"] - {"of", "to", "about"}:
        return "asserted"
    if syntax.is_verbal(governor) or governor.pos_ in ("NOUN", "ADJ"):
        if preposition.lower_ in ("for", "to", "on", "of", "about") and (kind := _kind(governor.lemma_.lower())):
            return kind
        if syntax.is_verbal(governor) and _of_verb(governor) == "planned":
            return "planned"
    return "asserted"


def _of_noun(noun: Token) -> str:
    for _ in range(_MAX_CLIMB):  # a later noun of a coordination is told as the first is
        for c in noun.children:
            if c.dep_ in ("amod", "acl") and (kind := _kind(c.lower_) or _kind(c.lemma_.lower())):
                return kind
        if noun.dep_ != "conj" or noun.head.pos_ != noun.pos_ or noun.head.i == noun.i:
            break
        noun = noun.head
    head, dep = noun.head, noun.dep_
    if is_alleged(noun):
        return "possible"
    if _is_asked(syntax.clause_head(noun)) and not any(c.lower_ == "the" for c in noun.lefts):
        return "hypothetical"  # but "if *the* storm had passed" there was one
    if dep == "pobj":
        return _of_noun_after(head)
    if syntax.is_verbal(head) and head.i != noun.i:
        if dep == "dobj" and is_command(head):
            return "required"  # "Stop the killing!"
        if dep in ("dobj", "nsubjpass"):
            if _is_negative_governor(head) and head.lemma_ not in ("deny", "stop", "cease", "suspend", "halt"):
                return "planned"  # "the opening was called off"
            is_done = head.lemma_ == "commit"  # "committed an attack", but "committed to talks"
            if syntax.child(head, "oprd") is None and not is_done and (kind := _kind(head.lemma_)):
                return kind
        if dep in ("attr", "acomp", "oprd") or _is_told_by(head, noun):
            return _of_verb(head)
        if dep == "dobj" and head.lemma_ in _MODALITY["hosting"] and _of_verb(head) == "planned":
            return "planned"  # "will host the *gala*"
    return "asserted"


def is_command(verb: Token) -> bool:
    """Whether a verb tells somebody what to do: no subject, no auxiliary, and nothing above that it goes with."""
    if verb.tag_ != "VB" or verb.dep_ not in ("ROOT", "ccomp", "parataxis"):
        return False
    return not any(
        c.dep_ in syntax.AUXILIARIES or (c.dep_ in syntax.SUBJECTS and not _is_called_to(c)) for c in verb.children
    )


def _is_called_to(somebody: Token) -> bool:
    """Whether a comma parts a plural from the verb after it: "*Women*, start today!" """
    return somebody.tag_ in ("NNS", "NNPS") and somebody.i < somebody.head.i and somebody.head.nbor(-1).text == ","


def _is_asked(verb: Token) -> bool:
    """Whether a clause only asks or supposes: "declined to say whether there had been *threats*"."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _CONDITIONS for c in verb.children)


def _is_told_by(verb: Token, noun: Token) -> bool:
    """Whether the verb says of the noun's event that it happens, begins or ends, or the noun is a new thing to it."""
    if triggers.supported_noun(verb) == noun or verb.lemma_ in verbs_that("phase"):
        return True
    return noun.dep_ == "nsubj" and any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in noun.children)


def _of_verb(verb: Token) -> str:
    node = verb
    for _ in range(_MAX_CLIMB):
        own = _said_by_itself(node)
        if own is not None:
            return own
        governor = node.head
        if governor.i == node.i:
            return "asserted"
        dep, group = node.dep_, syntax.verb_group(node)
        if dep == "conj" and syntax.is_verbal(governor):
            if any(c.dep_ in syntax.SUBJECTS for c in node.children) or group.tense in ("past", "present"):
                return "asserted"
        elif dep in ("xcomp", "oprd") or (dep == "acl" and group.tense == "infinitive"):
            kind = _of_complement(node, governor)
            if kind is not None:
                return kind
            if not syntax.is_verbal(governor):
                governor = syntax.clause_head(governor)
                if not syntax.is_verbal(governor) or governor.i == node.i:
                    return "asserted"
        elif dep == "ccomp":
            return _of_reported(node, governor)
        elif dep == "acl" and _is_had_done(node):
            governor = governor.head  # "plans to have the line *restored*"
        elif dep == "pcomp":
            return "possible" if governor.head.lemma_ in _MODALITY["blaming"] | _ON_THE_EDGE else "asserted"
        elif dep == "advcl" and syntax.is_verbal(governor):
            return _of_adverbial(node, governor, group.tense)
        else:
            return "asserted"
        node = governor
    return "asserted"


def _of_adverbial(node: Token, governor: Token, tense: str) -> str:
    """Of a clause of purpose or time: "came to *vote*", "will leave when it *opens*"."""
    if tense == "infinitive":
        return "asserted" if governor.lemma_ in verbs_that("undergoing") else "planned"
    if tense != "present" or not any(c.lower_ in _TIME_CONJUNCTIONS for c in node.children):
        return "asserted"
    return "planned" if _of_verb(governor) == "planned" else "asserted"


def _said_by_itself(verb: Token) -> str | None:
    """What a verb's own auxiliaries, conjunction and form say."""
    if _is_asked(verb):
        return "hypothetical"
    group = syntax.verb_group(verb)
    if group.modal is not None:
        word = group.modal.lower_
        if word not in ("would", "'d", "’d"):
            return _MODALS.get(word, "possible")
        if _has_condition(verb) or group.aspect.startswith("perfect"):
            return "hypothetical"
        return "planned" if _is_reported(verb) else "hypothetical"
    if any(c.dep_ == "advmod" and c.lower_ in _MODALITY["possible"] for c in verb.children):
        return "possible"
    if verb.dep_ == "ROOT" and verb.sent[-1].text == "?" and verb.sent[0].pos_ == "AUX":
        return "possible"
    return None


def _is_had_done(participle: Token) -> bool:
    """Whether somebody has something done: "plans to have the line *restored*"."""
    thing = participle.head
    is_next = participle.tag_ == "VBN" and participle.i == thing.i + 1
    return is_next and thing.dep_ == "dobj" and thing.head.lemma_ in ("get", "have")


def _was_able(able: Token) -> bool:
    """Whether somebody could do it and did: "was *able* to repair it", but "is *able* to repair it"."""
    copula = able.head
    if not syntax.is_verbal(copula) or _is_negated(copula) or _is_negated(able):
        return False
    group = syntax.verb_group(copula)
    return group.modal is None and (group.tense == "past" or group.aspect == "perfect")


def _is_reported(verb: Token) -> bool:
    """Whether the verb's clause is what somebody said or thought, or goes on with it."""
    for node in (verb, *syntax.ancestors(verb)):
        if node.dep_ in ("ccomp", "relcl", "advcl"):
            return True
        if node.dep_ not in ("conj", "xcomp"):
            break
    return any(c.dep_ in ("ccomp", "parataxis") and c.pos_ == "VERB" for c in verb.children)


def _of_complement(verb: Token, governor: Token) -> str | None:
    """What the word above an infinitive makes of it; None where it says nothing ("began to", "failed to")."""
    lemma = governor.lemma_.lower()
    if lemma == "go" and governor.tag_ == "VBG":
        return "planned"
    if lemma == "able" and _was_able(governor):
        return "asserted"
    if lemma in ("be", "have") and syntax.verb_group(verb).tense == "infinitive":
        if lemma == "be":
            return None if verb.lemma_ == "blame" else "planned"  # "is to *blame*"
        if _is_negated(governor):
            return "hypothetical"  # "did not have to kill him"
        return "asserted" if syntax.is_verbal(governor) and syntax.verb_group(governor).tense == "past" else "required"
    if verb.dep_ == "acl":
        if any(c.lower_ in ("first", "second", "third", "only", "last", "latest") for c in governor.children):
            return None
        return _kind(lemma) or ("asserted" if triggers.is_event_noun(governor) else "planned")
    if syntax.is_verbal(governor) and syntax.verb_group(governor).aspect.startswith("progressive") and lemma == "go":
        return "planned"
    return _kind(lemma)


def _of_reported(verb: Token, governor: Token) -> str:
    """What the verb above a that-clause makes of it: "hopes that", "demanded that", "believes that"."""
    lemma = governor.lemma_.lower()
    if lemma in _MODALITY["negative"]:
        return "asserted"
    if lemma == "ensure" and syntax.verb_group(governor).tense != "past":
        return "hypothetical"  # "to ensure the day ended at six"
    kind = _kind(lemma)
    if kind == "planned" and syntax.verb_group(verb).tense == "past":
        return "asserted"
    if kind == "required" and syntax.verb_group(verb).tense in ("past", "present") and verb.tag_ != "VB":
        return "asserted"
    return kind or "asserted"


def polarity_of(trigger: Token) -> str:
    """positive, or negative where the text denies the event."""
    return "negative" if _is_denied(trigger) else "positive"


def _is_denied(trigger: Token) -> bool:
    if syntax.is_verbal(trigger):
        return _is_denied_verb(trigger)
    if _is_negated(trigger):
        return True
    head, dep = trigger.head, trigger.dep_
    if dep == "pobj" and head.lower_ == "without":
        return True
    if any(c.dep_ in ("acl", "amod") and c.lemma_.lower() in _MODALITY["negative"] for c in trigger.children):
        return True
    if not syntax.is_verbal(head):
        return False
    if dep in ("dobj", "nsubjpass") and _is_negative_governor(head):
        return not _is_denied_verb(head)
    return (dep in ("attr", "acomp") or _is_told_by(head, trigger)) and _is_denied_verb(head)


def _is_denied_verb(verb: Token) -> bool:
    denied = _is_negated(verb)
    for argument in syntax.children(verb, "nsubj", "nsubjpass", "dobj"):
        denied = denied or _is_negated(argument) or argument.lower_ in _MODALITY["negators"]
    if denied:
        return True
    if _is_in_denied_report(verb) or _is_near_miss(verb):
        return True
    governor = verb.head
    if governor.i == verb.i:
        return False
    if verb.dep_ == "pcomp":
        if governor.lower_ == "without":
            return True
        above = governor.head
        return syntax.is_verbal(above) and governor.lower_ in ("from", "against") and _is_negative_governor(above)
    if verb.dep_ in ("xcomp", "acl") or (verb.dep_ == "ccomp" and governor.lemma_ in ("deny", "doubt")):
        if _is_negative_governor(governor):
            return not (syntax.is_verbal(governor) and _is_denied_verb(governor))
        return syntax.is_verbal(governor) and verb.dep_ == "xcomp" and _is_denied_verb(governor)
    if verb.dep_ == "conj" and not any(c.dep_ in syntax.SUBJECTS for c in verb.children):
        return syntax.verb_group(verb).negation is not None
    return False


def _is_near_miss(verb: Token) -> bool:
    """Whether a verb tells what all but came: "*nearly* lost his job", "came close to *closing*"."""
    if verb.dep_ == "pcomp":
        leads = (verb.head.lower_, verb.head.head.lower_)
        return leads in (("to", "close"), ("of", "short"))
    before = verb.doc[verb.i - 1].lower_ if verb.i else ""
    if before not in _NEARLY:
        return False
    sense = sense_of_verb(verb)
    return sense is not None and sense.event_type in _OF_ONE_STROKE


_NEARLY = frozenset(("almost", "narrowly", "nearly"))
_OF_ONE_STROKE = frozenset(("arrest", "bankruptcy", "closure", "death", "departure"))
"""Types of what is done or not, and never in part: "nearly died", but "nearly doubled", "nearly won over"."""


def _is_in_denied_report(verb: Token) -> bool:
    """Whether a clause tells what a report says that is denied: "denied reports that it was going to *cut* jobs"."""
    node = verb
    while node.dep_ == "xcomp" and node.head.i != node.i:
        node = node.head
    report = node.head
    return (
        node.dep_ in ("acl", "ccomp") and report.dep_ == "dobj" and report.head.lemma_ in ("deny", "dispute", "refute")
    )


def _is_negative_governor(word: Token) -> bool:
    """Whether a word tells that what it governs did not happen: "failed", "called off", "unable"."""
    lemma = word.lemma_.lower()
    if lemma in _MODALITY["negative"]:
        return True
    particle = syntax.child(word, "prt")
    return particle is not None and f"{lemma}-{particle.lower_}" in _MODALITY["negative"]


def _is_negated(token: Token) -> bool:
    """Whether the word has "not", "no" or the like with it, "not only" apart."""
    negators = _MODALITY["negators"]
    for c in token.children:
        if c.dep_ in ("neg", "det", "preconj", "cc", "advmod") and c.lower_ in negators:
            following = c.i + 1 < len(c.doc) and c.doc[c.i + 1].lower_
            if c.dep_ == "cc" and c.lower_ not in ("neither",):
                continue
            if following not in ("only", "just", "least", "less", "later"):
                return True
    return False
