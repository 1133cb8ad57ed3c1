"""Titles that are written short, with a full stop that ends no sentence; `pipeline.world` has the others."""

from __future__ import annotations

SHORT_TITLES = frozenset(
    f"{title}."
    for title in (
        "Ald", "Amb", "Asst", "Atty", "Brig", "Capt", "Cdr", "Cllr", "Cmdr", "Col", "Const", "Cpl", "Cst", "Dep", "Det",
        "Hon", "Insp", "Lieut", "Lt", "Maj", "Msgr", "Pfc", "Pvt", "Sgt", "Spc", "Supt",
    )
)  # fmt: skip
"""Titles that papers write with a full stop, which ends no sentence: "said Lt. Col. Tom Holm"."""
