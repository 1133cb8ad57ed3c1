"""spaCy's attribute ruler by table look-up.

The ruler runs its patterns through the matcher at every token. Nearly all of them ask about a single
token, and the others about a few tokens in a row, so whether they match is known from what each of
those tokens is. Each word is put to the matcher once, with what the patterns ask of words; then each kind of
token (one of the words that answer alike, with its tag, part of speech and dependency).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.language.memo import Memo, columns_of, mixed, write_columns

_ASKED = frozenset(("TEXT", "ORTH", "LOWER", "LENGTH", "SHAPE", "TAG", "POS", "DEP"))
_TOLD_BY = [ORTH, TAG, POS, DEP]
"""The attributes that tell the kinds apart: the word and those of `_ASKED` that the word does not fix."""
_NOT_OF_THE_WORD = frozenset(("TAG", "POS", "DEP"))
_SET = (TAG, POS, MORPH, LEMMA, DEP)
"""The attributes that a known ruler sets."""


def quicken(ruler: AttributeRuler) -> Callable[[Sequence[Doc]], None] | None:
    """A function that does to documents what the ruler does, or None where a pattern asks for more than it knows."""
    if type(ruler) is not AttributeRuler:
        return None
    rules = []
    for number, entry in enumerate(ruler.patterns):
        patterns: Any = entry["patterns"]
        position: Any = entry["index"]
        for pattern in patterns:
            index = position + len(pattern) if position < 0 else position
            if not (pattern and 0 <= index < len(pattern) and all(map(_is_known, pattern))):
                return None
            rules.append((number, pattern, index))
    if not all(set(effect) <= set(_SET) for effect in ruler.attrs):
        return None
    return _Table(ruler.vocab, rules, ruler.attrs).apply


def _is_known(question: dict) -> bool:
    names = [str(name).upper() for name in question]
    return bool(names) and all(
        name in _ASKED or (name.startswith(("IS_", "LIKE_")) and name != "IS_SENT_START") for name in names
    )


class _Table:
    """What each kind of token answers to the questions of the patterns, and what is set on it in consequence."""

    def __init__(self, vocab: Vocab, rules: list[tuple[int, list[dict], int]], effects: list[dict[int, int]]) -> None:
        self._vocab = vocab
        self._effects = effects
        self._columns = [attribute for attribute in _SET if any(attribute in effect for effect in effects)]
        self._words = _Words(vocab, [question for _, pattern, _ in rules for question in pattern])
        self._matcher = Matcher(vocab)
        numbers: dict[str, int] = {}
        # By the matcher's own numbers for them, since a vocabulary may forget strings (`nlp.memory_zone`).
        self._questions: dict[int, int] = {}
        self._single: dict[int, list[int]] = defaultdict(list)
        self._longer: list[tuple[int, list[int], int]] = []
        for rule, pattern, index in rules:
            questions = []
            for question in pattern:
                number = numbers.setdefault(json.dumps(question, sort_keys=True), len(numbers))
                if number == len(self._questions):
                    self._questions[vocab.strings.add(f"{number}")] = number
                    self._matcher.add(f"{number}", [[question]])
                questions.append(number)
            if len(questions) == 1:
                self._single[questions[0]].append(rule)
            else:
                self._longer.append((rule, questions, index))
        self._n_questions = len(numbers)
        self._memo = Memo((), np.int64)
        self._classes: dict[frozenset[int], int] = {}
        self._answers = np.empty((len(numbers), 0), bool)
        self._rules: list[list[int]] = []
        self._is_set = np.empty((0, len(self._columns)), bool)
        self._values = np.empty((0, len(self._columns)), np.uint64)

    def apply(self, docs: Sequence[Doc]) -> None:
        """Set the attributes."""
        kinds = columns_of(docs, _TOLD_BY)
        if not self._columns or not len(kinds):
            return
        kinds[:, 0] = self._words.classes(kinds[:, 0])
        rows = self._memo.rows(mixed(kinds), lambda at: self._classify(kinds[at]))
        classes = self._memo.values[rows]
        current = columns_of(docs, self._columns)
        changed = np.where(self._is_set[classes], self._values[classes], current)
        for token, rules in self._longer_matches(docs, classes).items():
            for column, value in self._effect([*self._rules[classes[token]], *rules]).items():
                changed[token, column] = value
        write_columns(docs, self._columns, changed)

    def _longer_matches(self, docs: Sequence[Doc], classes: np.ndarray) -> dict[int, list[int]]:
        """The patterns of several tokens that match, by the token to be changed."""
        found: dict[int, list[int]] = defaultdict(list)
        ends = np.repeat(np.cumsum([len(doc) for doc in docs]), [len(doc) for doc in docs])
        for rule, questions, index in self._longer:
            starts = np.flatnonzero(self._answers[questions[0]][classes])
            starts = starts[starts + len(questions) <= ends[starts]]
            for offset, question in enumerate(questions):
                starts = starts[self._answers[question][classes[starts + offset]]]
            for start in starts.tolist():
                found[start + index].append(rule)
        return found

    def _classify(self, kinds: np.ndarray) -> np.ndarray:
        """The class of each kind: those that answer alike are of one class."""
        words = [self._words.examples[number] for number in kinds[:, 0].tolist()]
        doc = Doc(self._vocab, words=words)
        write_columns([doc], _TOLD_BY[1:], kinds[:, 1:])
        answers: list[set[int]] = [set() for _ in words]
        for question, start, _ in self._matcher(doc, allow_missing=True):
            answers[start].add(self._questions[question])
        classes = [self._classes.setdefault(frozenset(yes), len(self._classes)) for yes in answers]
        if len(self._classes) > len(self._rules):
            self._extend()
        return np.array(classes, np.int64)

    def _extend(self) -> None:
        """Work out what follows for the classes that are new."""
        for yes in list(self._classes)[len(self._rules) :]:
            self._rules.append([rule for question in yes for rule in self._single[question]])
        self._answers = np.zeros((self._n_questions, len(self._classes)), bool)
        self._is_set = np.zeros((len(self._classes), len(self._columns)), bool)
        self._values = np.zeros((len(self._classes), len(self._columns)), np.uint64)
        for yes, number in self._classes.items():
            self._answers[list(yes), number] = True
            for column, value in self._effect(self._rules[number]).items():
                self._is_set[number, column] = True
                self._values[number, column] = value

    def _effect(self, rules: Iterable[int]) -> dict[int, int]:
        """The values that rules set, by column; the ruler applies them in order, so the last one stands."""
        return {
            self._columns.index(attribute): value
            for rule in sorted(rules)
            for attribute, value in self._effects[rule].items()
        }


def _of_the_word(question: dict) -> dict:
    return {name: asked for name, asked in question.items() if str(name).upper() not in _NOT_OF_THE_WORD}


class _Words:
    """Which words answer alike to all that patterns ask of words: far fewer classes than there are words."""

    def __init__(self, vocab: Vocab, questions: Iterable[dict]) -> None:
        self.examples: list[str] = []
        """A word of each class."""
        self._vocab = vocab
        self._memo = Memo((), np.int64)
        self._classes: dict[frozenset[int], int] = {}
        self._matcher = Matcher(vocab)
        of_words = [_of_the_word(question) for question in questions]
        for name, question in {json.dumps(one, sort_keys=True): one for one in of_words if one}.items():
            self._matcher.add(name, [[question]])

    def classes(self, orths: np.ndarray) -> np.ndarray:
        """The number of each word's class."""
        rows = self._memo.rows(orths, lambda at: self._classify(orths[at]))
        return self._memo.values[rows]

    def _classify(self, orths: np.ndarray) -> np.ndarray:
        words = [self._vocab.strings[orth] for orth in orths.tolist()]
        answers: list[set[int]] = [set() for _ in words]
        for question, start, _ in self._matcher(Doc(self._vocab, words=words), allow_missing=True):
            answers[start].add(question)
        found = []
        for word, yes in zip(words, answers, strict=True):
            found.append(self._classes.setdefault(frozenset(yes), len(self._classes)))
            if len(self._classes) > len(self.examples):
                self.examples.append(word)
        return np.array(found, np.int64)
