"""What `event_members` must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations import from_schema
from expectations.arrays import bools, has, implies, valid
from expectations.rules import holds

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `event_members`."""
    return from_schema.suite(
        "event_members",
        holds("closest_is_another", "No telling is closest to itself."),
        holds("closest_has_reason", "Where there is a closest telling, and only there, there is a reason."),
        holds("reason_not_blank", "A reason has words."),
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `event_members`."""
    closest, because = part["closest_id"], part["because"]
    return {
        "closest_is_another": ~bools(pc.equal(closest, part["event_mention_id"])),
        "closest_has_reason": valid(closest) == valid(because),
        "reason_not_blank": implies(valid(because), has(because, r"\S")),
    }
