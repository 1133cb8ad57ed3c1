"""Every rule of time expressions: the grammar's, its guards, and the readers of what it matches.

A match counts where the guard of its rule lets it through; of those that overlap the longest counts, then the one whose
rule stands first in the grammar; then the rule's reader gives it its value.
"""

from __future__ import annotations

from pipeline.language.rule import Rule
from pipeline.times.grammar import grammar
from pipeline.times.guarding import GUARDS
from pipeline.times.readers import READERS

RULES: tuple[Rule, ...] = (*grammar().rules, *GUARDS, *READERS)
"""In the order in which an expression meets them."""
