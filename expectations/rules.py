"""How an expectation says which rule it is and what breaking it means.

A rule of severity `row` sends the rows that break it to quarantine; `article` all rows of their article, told once,
where rows are of use only together; `table` blocks the part; `warning` only tells. One article's fault may never
cost another's rows: `table` is for what is wrong with the part as such, and rates and emptiness, which speak of a
corpus and not of a part, are warnings. Great Expectations' own severities follow: `warning`, `critical` and `info`.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

    from great_expectations.expectations.expectation import Expectation

_SEVERITY = {"row": "warning", "article": "warning", "table": "critical", "warning": "info"}

LEAST_ROWS_FOR_A_RATE = 50
"""A rate is a warning about a corpus; on fewer rows it says nothing."""


def gx() -> ModuleType:
    """The expectations of Great Expectations, imported now, with its analytics switched off."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    _import_when_used("scipy.stats")
    import great_expectations.expectations as gxe

    return gxe


def _import_when_used(name: str) -> None:
    """Put off the import of a module to its first use: a quarter of the time that Great Expectations takes
    to import is `scipy.stats`, for the expectations about distributions, of which no suite has one.
    """
    if name in sys.modules:
        return
    parent, _, child = name.rpartition(".")
    package = importlib.import_module(parent)
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    setattr(package, child, module)


def tag(severity: str, rule: str, description: str) -> dict[str, Any]:
    """The arguments that name an expectation: `ExpectX(column=…, **tag("row", "rule", "What it expects."))`."""
    return {
        "severity": _SEVERITY[severity],
        "meta": {"rule": rule, "severity": severity},
        "description": description,
    }


def holds(rule: str, description: str, severity: str = "row") -> Expectation:
    """Expects that the helper column called `rule` is true in every row."""
    return gx().ExpectColumnValuesToBeInSet(column=rule, value_set=[True], **tag(severity, rule, description))


def rate(rule: str, share: float, description: str) -> Expectation:
    """Warns where the helper column called `rule` is true in less than `share` of the rows that it is not null in."""
    return gx().ExpectColumnValuesToBeInSet(
        column=rule, value_set=[True], mostly=share, **tag("warning", rule, f"{description} (at least {share:.0%}).")
    )
