"""The ids of entities: what kind of thing one is, and its name in plain letters."""

from __future__ import annotations

import functools
import re
import unicodedata

KIND_OF_LABEL = {
    "PERSON": "person", "NORP": "group", "ORG": "org", "FAC": "place", "GPE": "place", "LOC": "place",
    "EVENT": "event", "WORK_OF_ART": "work", "PRODUCT": "product", "LAW": "law", "LANGUAGE": "language",
}  # fmt: skip
"""The kind that an entity's id begins with, by its label."""


def entity_id(label: str, name: str) -> str:
    """The id of what is called so: `person/donald-trump`."""
    return f"{KIND_OF_LABEL[label]}/{slug(name)}"


@functools.lru_cache(maxsize=65_536)
def slug(name: str) -> str:
    """A name in lower-case letters and digits with hyphens between the words; accents are dropped."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.replace("'", "").replace("’", "").replace("\xad", "").replace("isation", "ization")
    return "-".join(re.findall(r"[^\W_]+", plain)) or "unnamed"
