"""Every rule for mentions, in the order in which they are asked."""

from __future__ import annotations

from pipeline.entities.labels import LABEL_RULES
from pipeline.entities.repairs import REPAIRS
from pipeline.entities.repeats import REPEATS
from pipeline.entities.trimming import TRIMS
from pipeline.language.rule import Rule

RULES: tuple[Rule, ...] = (*TRIMS, *REPAIRS, *REPEATS, *LABEL_RULES)
"""Where names begin and end, what the model missed, in what forms names come again, what they name."""
