"""The category of PLOVER of a happening, as it is told: what is only planned or denied is another one, or none."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon.event_types import Sense, quad_class


@dataclass(frozen=True, slots=True)
class Category:
    """A category of PLOVER with its mode and its quad class."""

    plover_type: str | None
    mode: str | None
    quad: int | None


_THREATENED = {"ASSAULT": "violence", "SANCTION": "relations"}
"""Modes of a threat by what is threatened; a threat to coerce has the mode of the coercion."""
_NONE = Category(None, None, None)


def category(sense: Sense | None, modality: str, polarity: str, is_past: bool = False) -> Category:
    """The category of a happening of this sense, told so.

    What is planned with others is to agree, what is planned against them is to threaten; what is denied,
    imagined or only asked for has none. What may have been done (`is_past`) threatens nobody.
    """
    if sense is None or sense.plover is None or polarity == "negative" or modality in ("hypothetical", "required"):
        return _NONE
    quad = quad_class(sense.plover) or 0
    if modality == "planned" or (modality == "possible" and not is_past):
        if quad <= 2 and sense.plover != "CONCEDE":
            return Category("AGREE", None, 1)
        if quad == 4 and sense.plover not in ("PROTEST", "MOBILIZE"):
            return Category("THREATEN", _THREATENED.get(sense.plover, sense.mode), 3)
    return Category(sense.plover, sense.mode, quad)
