"""What became of the parts of a run."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class PartResult:
    """What became of one part of one table.

    `status` is `made`, `current` (nothing had changed), `failed` (a table rule is broken: the last good
    part stays) or `blocked` (a part that it is made from failed).
    """

    table: str
    part: str
    status: str
    rows: int = 0
    rejected: int = 0
    warnings: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)


def worker_died(part: str) -> PartResult:
    """The failure of a part on which worker processes die."""
    return PartResult("tokens", part, "failed", failures=[
        f"A worker process died twice while {part} was in work (out of memory, perhaps); "
        "run again, with fewer workers or more memory."
    ])  # fmt: skip
