"""The expectations that follow from the schema: nulls, allowed values, keys, references, emptiness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations.arrays import pairs, rows_of, strings, valid
from expectations.rules import gx, holds, tag
from pipeline.tables.schema import CONFIDENCE, TABLES, Column

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.expectations.expectation import Expectation

WORDS_WITHOUT_A_ROW = {
    "sentences": 1,
    "tokens": 1,
    "mentions": 1_000,
    "time_expressions": 10_000,
    "quotes": 10_000,
    "event_mentions": 20_000,
}
"""A part of so many words for which a table has no row at all may speak of a broken stage, or of lists of results."""


def suite(table: str, *domain: Expectation, rows: str = "row") -> ExpectationSuite:
    """A fresh suite: what the schema promises, then what the domain knows.

    `rows` is what breaking a rule about single rows means: `article` or `table` where a row cannot be taken out alone.
    """
    gx()
    from great_expectations import ExpectationSuite

    return ExpectationSuite(
        name=table,
        expectations=[*_expectations(table, rows), *domain, *_of_confidence(table)],
        meta={"description": TABLES[table].description},
    )


def _expectations(table: str, rows: str) -> list[Expectation]:
    gxe, schema = gx(), TABLES[table]
    found: list[Expectation] = []
    for column in schema.columns:
        if not column.nullable:
            found.append(
                gxe.ExpectColumnValuesToNotBeNull(
                    column=column.name,
                    **tag(rows, f"{column.name}_not_null", f"`{column.name}` is never null. {column.description}"),
                )
            )
        if column.values:
            found.append(
                gxe.ExpectColumnValuesToBeInSet(
                    column=column.name,
                    value_set=list(column.values),
                    **tag(
                        rows, f"{column.name}_in_set", f"`{column.name}` has one of its values. {column.description}"
                    ),
                )
            )
        if _is_checked(table, column):
            found.append(holds(f"{column.name}_found", f"`{column.name}` refers to a row of {column.refers}.", rows))
    name = " and ".join(f"`{column}`" for column in schema.key)
    found.append(holds("key_unique", f"No row before it has the same {name}.", rows))
    if table in WORDS_WITHOUT_A_ROW:
        found.append(
            gxe.ExpectTableRowCountToBeBetween(
                min_value={"$PARAMETER": "least_rows"},
                **tag(
                    "warning",
                    "not_empty",
                    f"There are rows where the articles have {WORDS_WITHOUT_A_ROW[table]:,} words or more.",
                ),
            )
        )
    return found


def _of_confidence(table: str) -> list[Expectation]:
    """The last, so that what makes a row wrong is told before how sure it is."""
    if CONFIDENCE not in TABLES[table].columns:
        return []
    told = tag("row", "confidence_in_range", "`confidence` is a probability.")
    return [gx().ExpectColumnValuesToBeBetween(column=CONFIDENCE.name, min_value=0, max_value=1, **told)]


def _is_checked(table: str, column: Column) -> bool:
    """`mentions` are made before `entities`, whose rows are made of them: there the reference is true by making."""
    return column.refers is not None and not (table == "mentions" and column.refers == "entities.entity_id")


def parameters(table: str, context: Mapping[str, pa.Table]) -> dict[str, Any]:
    """The values that a suite takes from the articles of the part."""
    if "articles" not in context:
        return {}
    found = {"n_articles": context["articles"].num_rows}
    if table in WORDS_WITHOUT_A_ROW:
        words = pc.sum(context["articles"]["n_words"]).as_py() or 0
        found["least_rows"] = int(words >= WORDS_WITHOUT_A_ROW[table])
    return found


def first_of_key(table: str, part: pa.Table) -> np.ndarray:
    """Where no row before has the same key."""
    columns = [part[name].cast(pa.string()) for name in TABLES[table].key]
    codes = strings(pa.chunked_array([pc.fill_null(pairs(*columns), "")])).dictionary_encode().indices.to_numpy()
    first = np.zeros(len(codes), bool)
    first[np.unique(codes, return_index=True)[1]] = True
    return first


def references(table: str, part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns that tell which references are to rows that exist; a null refers to nothing.

    An entity is known in a part by its mentions: the article must mention the entity that a row names.
    """
    found = {}
    for column in TABLES[table].columns:
        if not _is_checked(table, column):
            continue
        target, key = str(column.refers).split(".")
        if target == "entities" and "mentions" in context and table != "entities":
            among = pairs(context["mentions"]["article_id"], context["mentions"]["entity_id"])
            keys = pairs(part["article_id"], part[column.name])
        else:
            among = strings((part if target == table else context[target])[key])
            keys = strings(part[column.name])
        found[f"{column.name}_found"] = (rows_of(keys, among) >= 0) | ~valid(part[column.name])
    return found


def own_references(table: str) -> list[str]:
    """The columns that refer to other rows of the same table, whose key is one column."""
    return [c.name for c in TABLES[table].columns if c.refers == f"{table}.{TABLES[table].key[0]}"]
