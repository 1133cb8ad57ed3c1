"""Texts whose names stand in brackets: "[Paris], [Texas]"; {…} is a people."""

import re

from pipeline.world.placing import Toponym


def names_in(text):
    """A text without its brackets, and the names that stand between them."""
    names, plain, at = [], "", 0
    for match in re.finditer(r"([\[{])([^\]}]*)[\]}]", text):
        plain += text[at : match.start()]
        label = "GPE" if match[1] == "[" else "NORP"
        names.append(Toponym(len(plain), len(plain) + len(match[2]), match[2], label))
        plain += match[2]
        at = match.end()
    return plain + text[at:], names
