"""What a part of `quarantine` must satisfy. A wrong row has nowhere else to go, so every rule is about the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from expectations import from_schema
from expectations.arrays import has
from expectations.rules import gx, holds, tag

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `quarantine`."""
    gxe = gx()
    return from_schema.suite(
        "quarantine",
        gxe.ExpectColumnValuesToMatchRegex(
            column="reason",
            regex=r"^[a-z][a-z0-9_]*$",
            **tag("table", "reason_in_one_word", "`reason` is one word in lower case, underscores allowed."),
        ),
        holds("detail_not_blank", "`detail` has words.", "table"),
        holds("uri_not_blank", "`uri` has characters.", "table"),
        gxe.ExpectColumnValuesToBeBetween(
            column="line", min_value=1, **tag("table", "line_counted_from_1", "`line` is 1 or more.")
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="byte", min_value=0, **tag("table", "byte_counted_from_0", "`byte` is 0 or more.")
        ),
        rows="table",
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `quarantine`."""
    return {f"{name}_not_blank": has(part[name], r"\S") for name in ("detail", "uri")}
