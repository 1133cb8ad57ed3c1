"""What a word is by its characters alone, as spaCy answers it of English, without an import of spaCy.

What reads words back from the `tokens` table needs no more of spaCy than this.
"""

import unicodedata

_BRACKETS = frozenset("()[]{}<>")
_QUOTES = frozenset(("''", "``", *"\"'`«»‘’‚‛“”„‟‹›❮❯"))
_CARDINALS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion quadrillion
quintillion sextillion septillion octillion nonillion decillion gajillion bazillion
"""
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth
ninetieth hundredth thousandth millionth billionth trillionth quadrillionth quintillionth sextillionth septillionth
octillionth nonillionth decillionth gajillionth bazillionth
"""
_NUMBERS = frozenset((*_CARDINALS.split(), *_ORDINALS.split()))


def is_punct(text: str) -> bool:
    """Whether it is all marks."""
    return all(unicodedata.category(character).startswith("P") for character in text)


def is_bracket(text: str) -> bool:
    """Whether it is a bracket."""
    return text in _BRACKETS


def is_quote(text: str) -> bool:
    """Whether it is a quotation mark."""
    return text in _QUOTES


def is_currency(text: str) -> bool:
    """Whether it is the sign of a currency."""
    return all(unicodedata.category(character) == "Sc" for character in text)


def like_num(text: str) -> bool:
    """Whether it is a number, in figures, a fraction included, or in letters."""
    if text.startswith(("+", "-", "±", "~")):
        text = text[1:]
    text = text.replace(",", "").replace(".", "")
    if text.isdigit():
        return True
    above, stroke, below = text.partition("/")
    if stroke and above.isdigit() and below.isdigit():
        return True
    lower = text.lower()
    return lower in _NUMBERS or (lower.endswith(("st", "nd", "rd", "th")) and lower[:-2].isdigit())
