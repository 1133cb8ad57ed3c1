"""Every rule for mentions, in the order in which they are asked."""

from __future__ import annotations

from pipeline.entities.doubt import DOUBTS
from pipeline.entities.labels import LABEL_RULES
from pipeline.entities.labels_of_teams import TEAM_RULES
from pipeline.entities.references import FINDINGS, REFERENCES
from pipeline.entities.repairs import REPAIRS
from pipeline.entities.repeats import REPEATS
from pipeline.entities.trimming import TRIMS
from pipeline.language.rule import Rule

RULES: tuple[Rule, ...] = (
    *FINDINGS, *TRIMS, *REPAIRS, *REPEATS, *LABEL_RULES, *TEAM_RULES, *DOUBTS, *REFERENCES,
)  # fmt: skip
"""How names are found, where they begin and end, what the model missed, in what forms names come again, what they
name, what is none after all, and whom nouns and pronouns mean."""
