"""The quote that a cue verb introduces: which rule fits, who speaks, and where what is said ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.language.guard import guarded_word
from pipeline.language.syntax import (
    FINITE,
    FINITE_VERBS,
    WEEKDAYS,
    Range,
    agent,
    ancestors,
    child,
    is_passive,
    noun_phrase,
    subtract,
    trim,
    trim_content,
    verb_stretch,
)
from pipeline.lexicon import nouns, role_nouns
from pipeline.lexicon.cue import Cue
from pipeline.lexicon.nouns import nouns_that
from pipeline.lexicon.verbs import verb as verb_entry
from pipeline.lexicon.verbs import verbs_that
from pipeline.quotes.circumstances import antecedent, can_listen, is_owned
from pipeline.quotes.found import Complement, Found
from pipeline.quotes.infinitives import infinitive_of, is_infinitival, late_agent
from pipeline.quotes.objects import is_perfect
from pipeline.quotes.rule_kinds import VerbRule, VerbRules
from pipeline.speech.page import Page, is_short_of_particle, without_day, words_after_time
from pipeline.speech.reporting import DASHES, quoted_one

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLOSING = frozenset(('"', "”", "''", "’", "'"))
_PAST = ("VBD", "VBN")
_ASIDE_OPENERS = frozenset(("who", "whose", "whom", "where", "when"))
_KNOWN = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "DATE"))
_TURNS = frozenset(("although", "though", "compared"))
"""Words that after a comma lead back from what is said to the writer."""
_LEADING_BACK = _TURNS | {"as", "with"}
"""Those, and others that may."""


def of_verb(rules: VerbRules, page: Page, verb: Token, cue: Cue) -> Found | None:
    """The quote that a cue verb introduces, by the first rule that fits."""
    if _is_order(verb) or _is_put_to_reader(page, verb) or _is_phrase(verb) or _is_by_nobody(verb):
        return None
    if is_owned(verb):
        return None
    for rule, frame in rules.of(cue):
        with guarded_word(rule.name, verb) as work:
            found = _by_rule(rule, frame, rules, page, verb, cue)
            if found is not None and (_is_nobodys(verb, found) or _is_without_words(page, rule, found)):
                return None
            if found is not None and found.content:
                return found
        if work.failed:
            return None
    return None


def _by_rule(rule: VerbRule, frame: str, rules: VerbRules, page: Page, verb: Token, cue: Cue) -> Found | None:
    complement = rule.find(page, verb, cue)
    if complement is None or (rule.yields and _says_itself(rules, page, verb, cue)):
        return None
    return _report(page, rule, verb, cue, cue.attitudes[frame], complement)


def _is_order(verb: Token) -> bool:
    """Whether a verb is an imperative of the writer's ("Imagine that …", "don't expect it"), which reports nobody."""
    if verb.tag_ != "VB" or any(c.dep_ in ("nsubj", "nsubjpass", "aux") and c.lower_ != "do" for c in verb.lefts):
        return False
    is_denied = any(c.dep_ == "neg" for c in verb.lefts) and any(c.lower_ == "do" for c in verb.lefts)
    return verb.dep_ == "ROOT" or (is_denied and verb.dep_ not in ("conj", "xcomp"))


def _is_put_to_reader(page: Page, verb: Token) -> bool:
    """Whether the writer speaks to the reader ("Do you think …?", "You might expect"), which reports nobody."""
    own = child(verb, "nsubj") if page.mark_at[verb.i] < 0 else None
    return own is not None and own.lower_ == "you"


def _is_by_nobody(verb: Token) -> bool:
    """Whether somebody may or will be told something, and by nobody: "visitors will be reminded that"."""
    if verb.lemma_ not in verbs_that("telling") or not any(c.tag_ == "MD" for c in verb.lefts):
        return False
    return is_passive(verb) and agent(verb) is None and not is_perfect(verb)


def _is_phrase(verb: Token) -> bool:
    """Whether a cue tells what nobody says.

    "Without saying", "rather than recall it", "it is fair to say", "to say it was old would be kind".
    """
    doc, i = verb.doc, verb.i
    before = doc[i - 1].lower_ if i else ""
    if before in ("than", "of") and doc[max(i - 2, 0) : i].text.lower() in ("rather than", "instead of"):
        return True
    if _is_unheard(verb) or (verb.lemma_ == "mention" and doc[max(i - 2, 0) : i].text.lower() == "not to"):
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "say" and not is_passive(verb.head):
        return True  # "The airline said to expect delays": it expects none
    if verb.lower_ == "considering" and verb.dep_ in ("advcl", "prep") and child(verb, "aux", "nsubj") is None:
        return True  # "Considering how it began, it ended well"
    if before == "without":
        return verb.tag_ == "VBG"
    if _is_anybodys(verb):
        return True  # "it is safe to assume that it will rain", "it can be argued that"
    if verb.lemma_ != "say":
        return False
    if before == "to":
        return verb.dep_ == "csubj" or (i > 1 and doc[i - 2].lower_ in ("fair", "safe", "needless", "suffice", "is"))
    return before in ("having", "that") and doc[i + 1 : i + 3].text.startswith(("that,", ","))


def _is_anybodys(verb: Token) -> bool:
    """Whether the writer tells what anybody may think, and nobody does: "it is safe to assume", "it can be argued"."""
    above = verb.head
    is_open = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitival(verb)
    if is_open and above.dep_ == "acomp":
        it = child(above.head, "nsubj", "expl")
        return it is not None and it.lower_ == "it" and above.head.lemma_ == "be" and child(verb, "nsubj") is None
    it = child(verb, "nsubjpass", "expl")
    may = any(c.tag_ == "MD" and c.lower_ in ("can", "could", "may", "might") for c in verb.lefts)
    return may and it is not None and it.lower_ == "it" and is_passive(verb) and agent(verb) is None


_ANYBODY = frozenset(("somebody", "someone", "anybody", "anyone"))


def _is_unheard(verb: Token) -> bool:
    """Whether it is only imagined or left to be found out.

    "If somebody tells me that", "let the record show that", "they are waiting to see whether it rains".
    """
    who = child(verb, "nsubj")
    if who is not None and _is_contrary(verb, who):
        return True
    if who is not None and who.lower_ in _ANYBODY:
        is_ever = verb.tag_ == "VBZ" and verb.dep_ in ("advcl", "relcl")  # "the next time someone asks for it"
        return is_ever or any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.lefts)
    if verb.tag_ == "VB" and _is_unproved(verb):
        return True
    is_let = verb.head.lemma_ == "let" and verb.dep_ == "ccomp" and verb.tag_ == "VB" and verb.head.i < verb.i
    if is_let and verb.lemma_ in ("show", "reflect"):
        return True
    return verb.lemma_ == "see" and verb.dep_ in ("advcl", "xcomp") and verb.head.lemma_ in verbs_that("waiting")


_TOO_LITTLE = frozenset(("anything", "little", "much", "nothing"))


def _is_unproved(verb: Token) -> bool:
    """Whether there is too little to prove it: "there is little to indicate that it will rain"."""
    what = verb.head
    is_open = verb.tag_ == "VB" and verb.dep_ in ("acl", "relcl", "xcomp") and is_infinitival(verb)
    if not is_open or verb.lemma_ not in verbs_that("showing"):
        return False
    return what.lower_ in _TOO_LITTLE and child(what.head, "expl") is not None


_TURNED = frozenset(("nor", "neither", "no", "not", "never", "only", "so", "hardly", "rarely"))
"""Words behind which "had" comes before its subject all the same: "not once had he said"."""


def _is_contrary(verb: Token, who: Token) -> bool:
    """Whether it did not happen: "the money would be hers had she decided to sell"; but "Had she thought of it?"."""
    doc, at = verb.doc, who.left_edge.i - 1
    if verb.tag_ != "VBN" or at < 0 or doc[at].lower_ != "had" or who.i > verb.i or at == 0:
        return False
    before = doc[max(at - 4, 0) : at]
    is_led = before[-1].pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "VERB", "AUX") or before[-1].text == ","
    is_free = before[-1].tag_ not in ("WP", "WRB", "WDT") and not any(t.lower_ in _TURNED for t in before)
    return is_led and is_free and "?" not in (t.text for t in verb.sent)


def _is_nobodys(verb: Token, found: Found) -> bool:
    """Whether an opinion without a holder is no report: "it is too early to assume that …", "knowing that …"."""
    is_view = found.speaker is None and found.attitude in ("belief", "intention")
    return is_view and verb.tag_ in ("VB", "VBG") and not is_passive(verb)


def _is_without_words(page: Page, rule: VerbRule, found: Found) -> bool:
    """Whether what does it neither speaks nor thinks: a cat, a storm, a wall."""
    if found.speaker_head is not None and found.speaker_head.lower_ == "who":
        return False
    return _is_of_creature(found) or _is_of_force(found) or _is_of_thing(page, rule, found)


def _is_of_creature(found: Found) -> bool:
    """Whether it is an animal or a plant that likes or wants something: "cats love the stove"."""
    head = found.speaker_head
    is_view = found.attitude in ("belief", "intention")
    if head is None or not is_view or head.ent_type_:
        return False
    return head.lemma_.lower() in nouns_that("creature")


def _is_of_force(found: Found) -> bool:
    """Whether it is the weather or another force that does so, without words: "snow threatened to close the port"."""
    head = antecedent(found.speaker_head) if found.speaker_head is not None else None
    if head is None or head.ent_type_ or found.lemma in _ONLY_OF_PEOPLE:
        return False  # "despite the riots have vowed to stay", whose subject parsers lose
    name = child(head, "appos")
    if name is not None and name.ent_type_ == "PERSON":
        return False  # "after the election, Ada Brenner called it a disgrace"
    return head.lemma_.lower() in nouns_that("force")


def _is_of_thing(page: Page, rule: VerbRule, found: Found) -> bool:
    """Whether a thing does something to another: "glass backs that reveal the parts".

    But "a chain of shops criticized the tax" has people in it, "the plans call for a bridge" are written, and so are
    words in marks. A clause is only proved by a thing, "the response indicates that they care", but "the sign says" it.
    """
    head = antecedent(found.speaker_head) if found.speaker_head is not None else None
    if head is None or not found.content or found.attitude == "other":
        return False
    is_shown = found.lemma in verbs_that("showing")
    is_told = found.lemma in verbs_that("telling") and head != found.speaker_head
    if "clause" in rule.frames and not is_shown and not is_told:
        return False  # but "the science that informs the act is old", whose verb parsers give a clause
    if is_shown and head.lower_ in _NO_TELLERS and page.mark_at[head.i] < 0:
        return True
    is_quoted = found.word is None or page.mark_at[found.content[0][0]] != page.mark_at[found.word.i]
    if head.pos_ != "NOUN" or head.ent_type_ or found.lemma == "call" or is_quoted:
        return False
    if is_shown and head.lemma_.lower() in nouns_that("channel") | nouns_that("document"):
        return False  # "the cable indicated that the bridge was old"
    of = child(head, "prep")
    whose = child(of, "pobj") if of is not None and of.lower_ == "of" else None
    is_group = whose is not None and (can_listen(whose) or role_nouns.load().kind(whose.lemma_.lower()) != "")
    return head.lemma_.lower() in nouns_that("thing") and not is_group


_NO_TELLERS = frozenset(("anything", "everything", "nothing", "something", "that", "this", "which"))
"""Pronouns for what proves something: "nothing indicates that", and "which would suggest that" of a whole clause."""
_ONLY_OF_PEOPLE = frozenset(("add", "say", "tell", "vow"))
"""Verbs of which no force is the subject, whatever parsers find."""


def _says_itself(rules: VerbRules, page: Page, verb: Token, cue: Cue) -> bool:
    """Whether the infinitive of a cue is the real one: in "declined to say when", what matters comes after "say"."""
    clause = infinitive_of(verb, cue)
    inner = page.cue(clause) if clause is not None else None
    if clause is None or inner is None or inner.attitude != "speech":
        return False
    if cue.attitudes.get("to") != "intention" and cue.lemma not in ("refuse", "decline"):
        return False
    return of_verb(rules, page, clause, inner) is not None


def _report(page: Page, rule: VerbRule, verb: Token, cue: Cue, attitude: str, complement: Complement) -> Found:
    group = complement.cue or verb_stretch(verb)
    head = _speaker(page, verb)
    speaker = _speaker_words(page, verb, group, head) if head is not None else None
    if speaker is None:
        head = None
    elif head is not None and head.dep_ == "pobj":  # "was asked by a boy why it rained"
        speaker = (speaker[0], min([speaker[1], *(start for start, _ in complement.content if start > head.i)]))
    content, following = _within_bounds(page, rule, verb, complement.content)
    content = [(start, _over_conjunction(page, verb, start, end)) for start, end in content]
    content = [(start, _over_examples(page, verb, _over_described(page, start, end))) for start, end in content]
    holes = [group] + ([speaker] if speaker else [])
    parts = [_without_pointer(page, s, e) for s, e in subtract(content, holes)]
    pieces = [_without_stray_mark(page, *trim_content(verb.doc, s, e)) for s, e in parts]
    return Found(
        rule=rule,
        attitude=attitude,
        content=[(s, e) for s, e in pieces if s < e],
        cue=group,
        word=verb,
        lemma=cue.lemma,
        speaker=speaker,
        speaker_head=head,
        addressee=complement.addressee,
        goes_on_with=following,
    )


def _without_pointer(page: Page, start: int, end: int) -> Range:
    """Content without what the paper tells its readers to look at: "of theft (see page 4)"."""
    doc = page.doc
    at = next((i for i in range(start + 1, end - 1) if doc[i].text == "(" and doc[i + 1].lower_ == "see"), end)
    return start, at


def _without_stray_mark(page: Page, start: int, end: int) -> Range:
    """Content without a closing mark at its end that opens before it."""
    mark = page.marks[page.mark_at[end - 1]] if start < end and page.mark_at[end - 1] >= 0 else None
    is_stray = mark is not None and mark.closed and mark.end == end and mark.start < start
    return trim_content(page.doc, start, end - 1) if is_stray else (start, end)


def _speaker(page: Page, verb: Token) -> Token | None:
    head = (agent(verb) or late_agent(verb)) if is_passive(verb) and not is_perfect(verb) else page.speaker(verb)
    if is_passive(verb):
        head = quoted_one(verb) or head  # "It rained, she was quoted as saying"
    return None if head is None or _is_empty(head, verb) else head


def _is_empty(head: Token, verb: Token) -> bool:
    """Whether a subject stands for nobody: "there", and "it" in "it is said", "it seems"."""
    if head.lower_ != "it":
        return head.lower_ == "there"
    return head.dep_ == "expl" or is_passive(verb) or head.head.lemma_ in ("be", "seem", "appear", "turn")


def _speaker_words(page: Page, verb: Token, group: Range, head: Token) -> Range | None:
    first, _ = page.bounds[verb.i]
    speaker = noun_phrase(head, limit=(first, len(verb.doc)) if head.i >= first else None)
    speaker = without_day(verb, words_after_time(head) or speaker)
    if head.head.lower_ == "on" and verb.doc[speaker[0]].lower_ in WEEKDAYS:
        speaker = (speaker[0] + 1, speaker[1])  # "On Friday Foss & Holm said"
    speaker = _without_bracket(verb.doc, *_without_channel(head, speaker))
    speaker = _with_name(verb, speaker)
    if speaker[0] <= verb.i < speaker[1]:
        speaker = trim(verb.doc, speaker[0], group[0])  # the cue stands inside the phrase: "a memo saying …"
    return speaker if speaker[0] < speaker[1] else None


def _with_name(verb: Token, speaker: Range) -> Range:
    """The words for a speaker with the name that parsers part from them: "A witness against murder suspect Holm"."""
    (start, end), doc = speaker, verb.doc
    if not start < end < verb.i or doc[end - 1].tag_ != "NN":
        return speaker
    at = end + (doc[end].tag_ == "NN" and doc[end].dep_ == "ROOT")
    last = at
    while last < verb.i and doc[last].pos_ == "PROPN":
        last += 1
    is_cut = last > at and (at > end or last == verb_stretch(verb)[0])
    return (start, last) if is_cut else speaker


def _without_channel(head: Token, speaker: Range) -> Range:
    """The words for a speaker without that in which he spoke: "The ferry line in a statement said"."""
    last = next((c for c in head.rights if c.lower_ == "in" and c.right_edge.i == speaker[1] - 1), None)
    what = child(last, "pobj") if last is not None else None
    is_channel = what is not None and what.lemma_.lower() in nouns_that("channel") and what.left_edge.lower_ == "a"
    return (speaker[0], last.i) if last is not None and is_channel and head.pos_ == "PROPN" else speaker


def _without_bracket(doc: Doc, start: int, end: int) -> Range:
    """The words for a speaker without a bracket that opens or closes outside them."""
    brackets = [t.text for t in doc[start:end] if t.text in "()"]
    if brackets == [")"] and doc[end - 1].text == ")":
        return start, end - 1
    return (start + 1, end) if brackets == ["("] and doc[start].text == "(" else (start, end)


def _within_bounds(page: Page, rule: VerbRule, verb: Token, content: list[Range]) -> tuple[list[Range], Token | None]:
    """Content cut where the sentence, the marks or the report ends, and the next cue of the same speaker."""
    low, high = page.scope(verb)
    pieces: list[Range] = []
    following = None
    for start, end in content:
        cut = _cut(page, verb, max(start, low), min(end, high))
        following = cut.cue
        pieces.append((max(start, low), min(cut.at, high)))
    if pieces[-1][0] > verb.i:
        end = pieces[-1][1]
        if following is None and "clause" not in rule.frames:
            end = _over_conjunct(verb, *pieces[-1], high)
            end = _over_condition(verb, end, high)
        pieces[-1] = (pieces[-1][0], _over_marks_after(page, end, high))
    if rule.whole and pieces[-1][0] > verb.i:
        pieces[-1] = (pieces[-1][0], _over_colon(page, *pieces[-1], high))
    return pieces, following


def _over_conjunction(page: Page, verb: Token, start: int, end: int) -> int:
    """Where content ends that has lost what its last word joins: "worth at least $160 and possibly $180".

    What another report follows, "said it was old, but noted that it was safe", ends before that word.
    """
    doc = verb.doc
    own = child(verb, "nsubj", "nsubjpass")
    high = page.scope(verb)[1] if start > verb.i else min(verb.i, own.left_edge.i if own is not None else verb.i)
    if not start < end < high or doc[end - 1].dep_ != "cc":
        return end
    top = doc[end]
    while top.head != top and top.head.left_edge.i == end and top.head.i < high:
        top = top.head
    after = min(top.right_edge.i + 1, high)
    is_report = any(page.cue(t) is not None and t.tag_ in FINITE_VERBS for t in doc[end:after])
    is_report = is_report or (doc[end].tag_ == verb.tag_ and page.cue(doc[end]) is not None)
    return end - 1 if is_report or page.mark_at[end] != page.mark_at[end - 1] else after


def _over_described(page: Page, start: int, end: int) -> int:
    """Where content ends whose last words in marks describe a noun: 'see her in the same "must-have" light'."""
    doc = page.doc
    mark = page.marks[page.mark_at[end - 1]] if start < end < len(doc) and page.mark_at[end - 1] >= 0 else None
    if mark is None or not mark.closed or mark.end != end or mark.start <= start or doc[end].pos_ != "NOUN":
        return end
    is_led = doc[mark.start - 1].pos_ in ("ADJ", "DET") and mark.start <= doc[end].head.i < end
    return end + 1 if is_led else end


def _over_examples(page: Page, verb: Token, end: int) -> int:
    """Where content ends of which parsers lose what a preposition leads: "a hut with, among others, a cook"."""
    doc, high = verb.doc, page.scope(verb)[1]
    at = end - (doc[end - 1].text == ",")
    is_cut = verb.i < at < high - 1 and doc[at - 1].dep_ == "prep" and child(doc[at - 1], "pobj", "pcomp") is None
    if not is_cut or doc[at].text != "," or doc[at + 1].lower_ not in ("among", "amongst"):
        return end
    first = next((t.i + 1 for t in doc[at + 1 : high - 1] if t.text == ","), None)
    if first is None:
        return end
    top = doc[first]
    while top.head != top and top.head.left_edge.i == first and top.head.i < high:
        top = top.head
    return min(top.right_edge.i + 1, high)


def _over_conjunct(verb: Token, start: int, end: int, high: int) -> int:
    """Where content ends whose second part parsers join to a verb: "called for a ban, and then a fine".

    So it is with a noun, with "… and how they pay", and behind an infinitive with another: "to mend it, sell it".
    """
    doc = verb.doc
    at = end + 1 if end < high and doc[end].text == "," else end
    is_joined = at < high and doc[at].dep_ == "cc"
    first = at + is_joined
    first += first < high and doc[first].dep_ == "advmod" and doc[first].head == verb  # "…, then sell it"
    other = _joined_at(verb, first) if first < high else None
    if other is None:
        return end
    is_noun = is_joined and other.pos_ in ("NOUN", "PROPN")
    is_open = is_joined and doc[first].tag_ in ("WRB", "WP")
    is_infinitive = other.tag_ == "VB" and any(t.tag_ == "TO" for t in doc[start:end])
    is_infinitive = is_infinitive and (is_joined or at > end) and child(other, "aux", "nsubj") is None
    return min(other.right_edge.i + 1, high) if is_noun or is_open or is_infinitive else end


def _over_condition(verb: Token, end: int, high: int) -> int:
    """Where "feared more noise if the field becomes a park" ends, whose condition parsers give to the cue."""
    mark = verb.doc[end] if end < high else None
    if mark is None or mark.dep_ != "mark" or not (mark.lower_ in ("if", "unless") or _is_danger(verb, mark)):
        return end
    is_of_cue = mark.head.dep_ == "advcl" and mark.head.head == verb and mark.head.left_edge == mark
    return min(mark.head.right_edge.i + 1, high) if is_of_cue else end


def _is_danger(verb: Token, mark: Token) -> bool:
    """Whether "as" tells what somebody warns of may come: "warned of bad roads as ice could build up"."""
    may = any(c.tag_ == "MD" and c.lower_ in ("could", "may", "might") for c in mark.head.lefts)
    return verb.lemma_ == "warn" and mark.lower_ == "as" and may


def _joined_at(verb: Token, first: int) -> Token | None:
    """What begins at a token and is joined to a cue, or to the verb above it: "began by praising it, and the town"."""
    above = [verb, verb.head, verb.head.head] if verb.dep_ == "pcomp" else [verb]
    joined = (c for v in above for c in v.rights if c.i >= first and (c.dep_ in ("conj", "dep") or _is_lost_name(c)))
    return next((c for c in joined if first in (c.left_edge.i, c.i)), None)


def _is_lost_name(name: Token) -> bool:
    """Whether parsers lose the last name of a list: "of killing Ann Foss, 34, and Eva Lund, 32, and Ida Berg, 11"."""
    return name.dep_ == "npadvmod" and name.pos_ == "PROPN" and name.ent_type_ == "PERSON"


def _over_marks_after(page: Page, end: int, high: int) -> int:
    """Where content ends that words in marks go on with: "accused them of taking money “in broad daylight”"."""
    mark = page.marks[page.mark_at[end]] if end < high and page.mark_at[end] >= 0 > page.mark_at[end - 1] else None
    if mark is None or not mark.closed or mark.end > high or not page.text[mark.inner_start].islower():
        return end
    return end if any(page.speech_cue(t) for t in page.doc[mark.start : mark.end]) else mark.end


def _over_colon(page: Page, start: int, end: int, high: int) -> int:
    """Where content ends that a colon goes on: "said three things were true: …", "alleged two crimes: …"."""
    doc = page.doc
    at = next((i for i in range(start, min(end + 1, high)) if doc[i].text == ":"), high)
    if at + 3 < high and not any(m >= 0 for m in page.mark_at[at:high]):
        return high
    return end


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where content ends, and the next cue of the same speaker if it ends before one."""

    at: int
    cue: Token | None = None


def _cut(page: Page, verb: Token, start: int, end: int) -> _Cut:
    """Where content ends at the latest: before the next cue of the same speaker, "…, adding" or "… and urged"."""
    if end > verb.i:
        for token in verb.doc[max(start, verb.i) + 2 : end]:
            if page.mark_at[token.i] == page.mark_at[verb.i]:
                cut = (
                    _back_to_writer(page, token, start)
                    or _before_turn(page, token)
                    or _back_to_speaker(page, verb, start, token)
                    or _before_aside(token, end)
                    or _before_main_verb(verb, token)
                    or _before_shared_subject(verb, token)
                    or _before_next_cue(page, verb, start, token)
                )
                if cut is not None:
                    return cut
    after = verb.doc[end] if verb.i < end < len(verb.doc) else None
    return (_before_others_doing(verb, after) if after is not None else None) or _Cut(end)


def _back_to_writer(page: Page, token: Token, start: int) -> _Cut | None:
    """The cut before words that the writer adds: ", although", ", even as", ", as the night began"."""
    if token.lower_ not in _LEADING_BACK:
        return None
    doc, i = token.doc, token.i
    if doc[i - 1].text == "," and any(
        t.tag_ in FINITE or t.tag_ == "TO" or t.dep_ == "dobj" for t in doc[start : i - 1]
    ):
        if token.lower_ in _TURNS or (token.lower_ == "as" and _is_meanwhile(token)):
            return _Cut(i - 1)
        if token.lower_ == "with" and _is_another_speaker(token):
            return _Cut(i - 1)
    if token.lower_ == "as" and doc[i - 1].lower_ == "even" and doc[i - 2].text == ",":
        return _Cut(i - 2)
    if token.lower_ == "in" and doc[i - 1].text == "," and _is_judged(page, token):
        return _Cut(i - 1)  # "did not answer, in what they call a trap"
    if token.lower_ == "as" and token.dep_ == "mark" and doc[i - 1].text in DASHES and not _is_inserted(page, i):
        return _Cut(i - 1)  # "had paid nothing — as was true of others"
    return None


def _is_judged(page: Page, preposition: Token) -> bool:
    """Whether a phrase is "in what they call a trap"."""
    told = child(preposition, "pcomp")
    is_what = preposition.i + 1 < len(preposition.doc) and preposition.nbor().lower_ == "what"
    return is_what and told is not None and page.cue(told) is not None


def _is_inserted(page: Page, at: int) -> bool:
    """Whether another dash follows in the sentence."""
    return any(t.text in DASHES for t in page.doc[at : page.bounds[at][1]])


_TURN = ("it", "was", "not", "until")


def _before_turn(page: Page, token: Token) -> _Cut | None:
    """The cut before what the writer tells that somebody else came to say: ", but it was not until May that she told".

    So it is where that one is named; "but it was not until May that he paid" is told with the rest.
    """
    doc, i = token.doc, token.i
    if token.lower_ != "but" or doc[i - 1].text != "," or tuple(t.lower_ for t in doc[i + 1 : i + 5]) != _TURN:
        return None
    for t in doc[i + 5 : page.bounds[i][1]]:
        own = child(t, "nsubj") if t.tag_ in FINITE_VERBS and page.speech_cue(t) is not None else None
        if own is not None and own.pos_ == "PROPN" and own.i > i:
            return _Cut(i - 1)
    return None


_FIRST = frozenset(("i", "we"))
_OF_FIRST = _FIRST | {"me", "us", "my", "our"}


def _back_to_speaker(page: Page, verb: Token, start: int, token: Token) -> _Cut | None:
    """The cut where somebody quoted leaves what another told: "He told us he would pay but we were taken aback"."""
    if token.lower_ != "but" or token.dep_ != "cc" or page.mark_at[token.i] < 0:
        return None
    other = next((c for c in token.head.rights if c.dep_ == "conj" and c.i > token.i), None)
    own = child(other, "nsubj", "nsubjpass") if other is not None else None
    who = child(verb, "nsubj")
    if own is None or own.lower_ not in _FIRST or who is None or who.lower_ in _FIRST:
        return None
    is_ours = any(t.lower_ in _OF_FIRST for t in token.doc[start : token.i])
    at = token.i - 1 if token.nbor(-1).text == "," else token.i
    return None if is_ours else _Cut(at)


def _before_aside(token: Token, end: int) -> _Cut | None:
    """The cut before what the writer tells of a name or a date that ends the report: "would meet Foss, who is ill"."""
    doc, i = token.doc, token.i
    if token.lower_ not in _ASIDE_OPENERS or doc[i - 1].text != "," or not _is_known_by_name(doc[i - 2]):
        return None
    clause = next((a for a in ancestors(token) if a.dep_ in ("relcl", "advcl")), None)
    if clause is None or clause.head.i > i or _goes_on_telling(clause):
        return None
    goes_on = any(t.is_alpha for t in doc[clause.right_edge.i + 1 : end])
    return None if goes_on else _Cut(i - 1)


def _before_main_verb(verb: Token, token: Token) -> _Cut | None:
    """The cut before the main verb that parsers have lost: "Foss, who said that the bridge was safe, left"."""
    if verb.dep_ != "relcl" or verb.head.dep_ != "ROOT" or verb.head.pos_ not in ("NOUN", "PROPN"):
        return None
    is_lost = token.dep_ == "dep" or (token.tag_ in FINITE_VERBS and child(token, "nsubj", "nsubjpass", "expl") is None)
    if not is_lost or token.dep_ == "conj" or verb.doc[token.i - 1].text != ",":
        return None
    return _Cut(token.i - 1)


def _before_shared_subject(verb: Token, token: Token) -> _Cut | None:
    """The cut before what the speaker did besides: "has told them it would be cheap to mend and left".

    Parsers join it to an infinitive of what is said, though it is finite and of the tense of the cue.
    """
    before = token.doc[token.i - 1]
    is_joined = token.dep_ == "conj" and before.dep_ == "cc" and before.lower_ == "and"
    if not is_joined or token.tag_ not in _PAST or verb.tag_ not in _PAST or not is_infinitive(token.head):
        return None
    if child(token, "nsubj", "nsubjpass", "expl", "aux", "auxpass") is not None:
        return None
    told = next((a for a in ancestors(token.head) if a.dep_ == "ccomp"), None)
    is_modal = told is not None and told.head == verb and any(c.tag_ == "MD" for c in told.lefts)
    return _Cut(token.i - 1) if is_modal else None


def _before_others_doing(verb: Token, token: Token) -> _Cut | None:
    """The cut before what others do: "want to cut costs and lenders want to raise them".

    Parsers take who they are for another object, and what they do for another act of the speaker.
    """
    doc = token.doc
    is_main = token.tag_ in FINITE_VERBS and token.dep_ == "conj" and token.head == verb and verb.tag_ in FINITE_VERBS
    who = doc[token.i - 1]
    if not is_main or who.dep_ != "conj" or who.pos_ not in ("NOUN", "PROPN") or child(token, "nsubj") is not None:
        return None
    first = who.left_edge.i
    return _Cut(first - 1) if doc[first - 1].dep_ == "cc" else None


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.lefts)


def _goes_on_telling(clause: Token) -> bool:
    """Whether a clause tells what somebody did then or there, as a witness does: "…, where he found the door open"."""
    own = child(clause, "nsubj", "nsubjpass")
    return clause.tag_ == "VBD" and own is not None and own.tag_ == "PRP"


def _is_known_by_name(word: Token) -> bool:
    """Whether a word ends a name or a date, which readers know without being told which one it is."""
    return word.pos_ == "PROPN" or word.ent_type_ in _KNOWN


def _is_meanwhile(as_: Token) -> bool:
    """Whether ", as" leads a clause that tells what went on at that time, in the past and with its own subject."""
    clause = as_.head
    return as_.dep_ == "mark" and clause.dep_ == "advcl" and clause.tag_ == "VBD" and child(clause, "nsubj") is not None


def _is_another_speaker(with_: Token) -> bool:
    """Whether ", with" leads what somebody else says: ", with Foreign Minister Foss warning of floods"."""
    told = child(with_, "pobj", "pcomp")
    if told is None or child(told, "nsubj") is None or with_.nbor().pos_ == "NUM":
        return False
    return verb_entry(told.lemma_) is not None or nouns.noun(told.lemma_) is not None


def _before_next_cue(page: Page, verb: Token, start: int, token: Token) -> _Cut | None:
    """The cut before another cue, of the same speaker or, with a subject of its own, of somebody else."""
    tags: tuple[str, ...] = _PAST if verb.tag_ in _PAST else (verb.tag_,)
    if verb.tag_ == "VBG" and child(verb, "aux") is not None:
        tags = ("VBG", *(c.tag_ for c in verb.lefts if c.dep_ == "aux"))  # "is telling them that it rains and says"
    if token.tag_ not in ("VBG", *tags) and not _is_past_of_present(verb, token):
        return None
    cue = page.cue(token)
    if cue is None or _is_of_nobody(verb) or (cue.attitude != "speech" and not _is_another_view(page, verb, token)):
        return None
    own = child(token, "nsubj", "nsubjpass", "expl")
    if own is not None:
        turn = _another_report(verb, token, own)
        return _Cut(turn) if turn is not None and turn > start else None
    if _is_of_relative(token, start):
        return None
    at = _edge_before(token, start)
    is_other = token.tag_ in tags or _is_past_of_present(verb, token)
    is_next = _is_joined(verb, token, at) if is_other and _conjoins(token, at) else _is_added(verb, token, at)
    return _Cut(at, token) if is_next else None


def _is_of_relative(token: Token, start: int) -> bool:
    """Whether a cue goes on with a relative clause of what is told: "cases where Brenner acted or spoke for others"."""
    first = token
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    own = child(first, "nsubj") if first != token and first.dep_ == "relcl" and first.i >= start else None
    return own is not None and own.tag_ not in ("WDT", "WP")


def _is_past_of_present(verb: Token, token: Token) -> bool:
    """Whether what was said once stands beside what is said now: "says it is weak and declared last year that"."""
    if verb.tag_ not in ("VBZ", "VBP") or token.tag_ != "VBD" or token.dep_ != "conj":
        return False
    return token.head.tag_ in ("VBZ", "VBP") and child(token, "ccomp") is not None


def _is_another_view(page: Page, verb: Token, token: Token) -> bool:
    """Whether it is the next thing that somebody thinks: "felt it was too late and feared he would be fired"."""
    views = [page.cue(verb), page.cue(token)]
    return all(cue is not None and cue.attitude == "belief" for cue in views) and child(token, "ccomp") is not None


def _is_of_nobody(verb: Token) -> bool:
    """Whether a cue has no speaker who could go on: "it is believed that observers and invited guests came"."""
    own = child(verb, "nsubj", "nsubjpass", "expl")
    return own is not None and own.lower_ in ("it", "there") and is_passive(verb) and agent(verb) is None


def _edge_before(token: Token, start: int) -> int:
    """What joins a cue to the words before it: the token before it and its adverbs."""
    doc, at = token.doc, token.i - 1
    while at > start and (doc[at].tag_ == "RB" or doc[at].text in _CLOSING):
        at -= 1
    return at


def _conjoins(token: Token, at: int) -> bool:
    return token.doc[at].dep_ == "cc" and token.dep_ == "conj" and child(token, "aux") is None


def _is_joined(verb: Token, token: Token, at: int) -> bool:
    """Whether "and urged …" is a report of the same speaker; but "said a prayer" tells what was done."""
    if token.lemma_ == "say" and child(token, "dobj") is not None and child(token, "ccomp", "xcomp", "prep") is None:
        return False
    return verb.tag_ in (*FINITE_VERBS, *_PAST, "VBG") and child(token, "ccomp", "xcomp", "dobj", "prep") is not None


def _is_added(verb: Token, token: Token, at: int) -> bool:
    """Whether ", adding …" or "before saying …" is a report of the same speaker."""
    before = token.doc[at]
    if token.tag_ != "VBG" or _is_of_embedded(verb, token):
        return False
    if before.lower_ == "after" and before.head != verb and token.head != verb:
        return False  # "said she left after learning of it"
    if before.lower_ in ("before", "after", "while"):
        return True
    return before.text in (",", "—", "–", "--")


def _is_of_embedded(verb: Token, token: Token) -> bool:
    """Whether a participle tells what those do who are spoken of.

    "Police said he was rude, refusing to leave", "said the car took off, hitting a tree".
    """
    entry = verb_entry(token.lemma_)
    is_deed = entry is not None and not entry.also.isdisjoint(("striking", "refusing"))
    is_deed = is_deed or is_short_of_particle(token)
    told = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    own = child(told, "nsubj", "nsubjpass") if told is not None else None
    return is_deed and own is not None and token.i > own.i


_ALIKE = frozenset(("same", "no", "opposite", "otherwise", "so", "yes"))


def _says_alike(verb: Token) -> bool:
    """Whether it stands for what is said: "said the same", "said no"."""
    after = verb.doc[verb.i + 1 : verb.i + 3]
    return verb.lemma_ == "say" and any(t.lower_ in _ALIKE and t.head == verb for t in after)


def _another_report(verb: Token, token: Token, own: Token) -> int | None:
    """Where somebody else's report begins: "…, and the union said that", "…, while the union said that"."""
    if token.tag_ != verb.tag_ or own.i > token.i or (child(token, "ccomp") is None and not _says_alike(token)):
        return None
    at = own.left_edge.i - 1
    doc: Doc = verb.doc
    closes = at > 1 and doc[at - 1].text in _CLOSING  # "…," while 40 percent said the same
    if at < 2 or doc[at - 1 - closes].text != "," or not (doc[at].dep_ == "cc" or doc[at].lower_ in ("while", "as")):
        return None
    return at - 1 + closes if token.dep_ in ("conj", "advcl") else None
