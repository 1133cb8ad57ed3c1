"""Fits the weights of a time expression's confidence: how much each of its traits says for or against it.

    python benchmarks/fit_times.py GOLD TABLES [--write]

GOLD and TABLES as in `reliability.py`, which also says what is right. A logistic model with a penalty on its weights is
fitted on one half of the articles and tried on the other, both ways, and then on all; `--write` puts the weights of all
into `pipeline/times/confidence.toml`.
"""

from __future__ import annotations

import pathlib

from fit_quotes import fit_and_write
from reliability import judged_times

from pipeline.times.confidence import traits

WEIGHTS = pathlib.Path("pipeline/times/confidence.toml")
PENALTY = 6.0
"""How many expressions speak against a weight of one."""


def judged(gold: pathlib.Path, tables: pathlib.Path) -> dict[str, list[tuple[list[str], bool]]]:
    """For each article by its uri the time expressions: their traits, and whether they are right."""
    return {
        uri: [
            (traits(row["rule"], row["timex_type"], row["granularity"], row["basis"], row["anchor"]), right)
            for row, right in rows
        ]
        for uri, rows in judged_times(gold, tables).items()
    }


if __name__ == "__main__":
    fit_and_write(__doc__, judged, WEIGHTS, PENALTY, often=3, of="time expression")
