"""What makes the tables of parsed articles, imported by a process that is going to while nobody asks it anything.

Word lists, patterns and places are read when they are first asked for: here by a few sentences of our own, so that the
first article need not wait for it.
"""

import datetime as dt
from typing import TYPE_CHECKING, cast

from pipeline.articles.article import Article
from pipeline.entities.extractor import find_mentions
from pipeline.entities.mention import Mention
from pipeline.events.event_mention import EventMention
from pipeline.events.extractor import find_event_mentions
from pipeline.language import tokens
from pipeline.language.document import Document
from pipeline.language.sentence import find_sentences
from pipeline.quotes.extractor import find_quotes
from pipeline.quotes.quote import Quote
from pipeline.times.extractor import find_time_expressions
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["tokens"]

_PARSED = """
On on IN ADP prep O 16; Tuesday Tuesday NNP PROPN pobj B-DATE 0; , , , PUNCT punct O 16; June June NNP PROPN npadvmod
B-DATE 2; 3 3 CD NUM nummod I-DATE 3; , , , PUNCT punct I-DATE 3; 2014 2014 CD NUM nummod I-DATE 3; , , , PUNCT punct
O 3; the the DT DET det O 9; mayor mayor NN NOUN nsubj O 16; of of IN ADP prep O 9; Lima Lima NNP PROPN pobj B-GPE 10;
, , , PUNCT punct O 11; Maria Maria NNP PROPN compound B-PERSON 14; Lopez Lopez NNP PROPN appos I-PERSON 11; , , ,
PUNCT punct O 9; said say VBD VERB ROOT O 16; that that IN SCONJ mark O 20; she she PRP PRON nsubjpass O 20; was be
VBD AUX auxpass O 20; injured injure VBN VERB ccomp O 16; in in IN ADP prep O 20; an an DT DET det O 23; attack attack
NN NOUN pobj O 21; by by IN ADP prep O 23; the the DT DET det O 26; army army NN NOUN pobj O 24; . . . PUNCT punct O
16; Police police NNS NOUN nsubj O 29; arrested arrest VBD VERB ROOT O 29; 12 12 CD NUM nummod B-CARDINAL 31; people
people NNS NOUN dobj O 29; two two CD NUM nummod B-DATE 33; days day NNS NOUN npadvmod I-DATE 34; later later RB ADV
advmod I-DATE 29; . . . PUNCT punct O 29
"""
"""Words with their lemmas, tags, parts of speech, relations, names and heads."""


def read_ahead() -> tuple[list[Mention], list[TimeExpression], list[Quote], list[EventMention]]:
    """What the extractors find in the sentences."""
    told, heads = [], []
    for word in _PARSED.split(";"):
        text, lemma, tag, pos, dep, name, head = word.split()
        iob, _, kind = name.partition("-")
        told.append((text, lemma, tag, pos, dep, kind, iob, " ", text in ("On", "Police")))
        heads.append(int(head))
    read = Document(told, heads)
    doc, n = cast("Doc", read), len(read.text)
    article = Article(
        "", "", None, [], None, "en", None, dt.date(2014, 6, 4), None, read.text, "", n, len(heads), "", "", ""
    )  # fmt: skip
    find_sentences(doc, article)
    mentions, times = find_mentions(doc, article), find_time_expressions(doc, article)
    quotes = find_quotes(doc, article, mentions, times)
    return mentions, times, quotes, find_event_mentions(doc, article, mentions, times, quotes)


read_ahead()
