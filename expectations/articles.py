"""What a part of `articles` must satisfy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations import from_schema
from expectations.arrays import bools, has, implies, ints, is_one_of, strings, valid
from expectations.rules import gx, holds, rate, tag
from pipeline.articles.article import article_id

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `articles`."""
    gxe = gx()
    return from_schema.suite(
        "articles",
        holds("id_of_uri", "`article_id` is the hash of `uri`."),
        holds("text_has_a_word", "The text holds at least one letter or digit."),
        holds("text_is_clean", "The text holds no NUL, no carriage return, and no byte order mark at its head."),
        holds("sha256_of_text", "`text_sha256` is the SHA-256 of the text."),
        holds("length_of_text", "`n_characters` is the length of the text in code points."),
        holds("words_fit_text", "There is at least one word, and no more words than code points."),
        gxe.ExpectColumnValuesToBeInSet(
            column="language",
            value_set=["en"],
            **tag("row", "language_is_english", "The text is English, the only language that is read so far."),
        ),
        holds("reference_date_has_source", "`reference_date` and `reference_date_source` are both there or neither."),
        holds(
            "reference_date_near_publication",
            "A `reference_date` from the metadata is the day of `published_at`, give or take a time zone.",
        ),
        holds("text_unique", "No other article of the part has the same text.", "warning"),
        holds("published_at_plausible", "`published_at` lies between the years 1600 and 2100.", "warning"),
        rate("has_reference_date", 0.5, "Articles have a `reference_date`, without which relative dates stay open"),
        rate("words_usual", 0.9, "Articles have between 20 and 20,000 words"),
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `articles`."""
    texts, words = strings(part["text"]), ints(part["n_words"])
    length = pc.fill_null(pc.utf8_length(texts), 0).to_numpy()
    digests = [None if text is None else hashlib.sha256(text.encode()).hexdigest() for text in texts.to_pylist()]
    ids = [None if uri is None else article_id(uri) for uri in part["uri"].to_pylist()]
    has_date, published = valid(part["reference_date"]), valid(part["published_at"])
    days = ints(part["reference_date"]) - ints(part["published_at"].cast(pa.timestamp("s")).cast(pa.date32()))
    from_metadata = is_one_of(part["reference_date_source"], "metadata")
    year = pc.fill_null(pc.year(part["published_at"]), 2000).to_numpy()
    return {
        "id_of_uri": bools(pc.equal(strings(part["article_id"]), pa.array(ids, pa.string()))),
        "text_has_a_word": has(part["text"], r"[\p{L}\p{N}]"),
        "text_is_clean": ~has(texts, r"\x00|\r|\A\x{FEFF}"),
        "sha256_of_text": bools(pc.equal(strings(part["text_sha256"]), pa.array(digests, pa.string()))),
        "length_of_text": ints(part["n_characters"]) == length,
        "words_fit_text": (words > 0) & (words <= length),
        "reference_date_has_source": has_date == valid(part["reference_date_source"]),
        "reference_date_near_publication": implies(has_date & from_metadata, published & (abs(days) <= 1)),
        "text_unique": _unique(strings(part["text_sha256"])),
        "published_at_plausible": (year >= 1600) & (year <= 2100),
        "has_reference_date": has_date,
        "words_usual": (words >= 20) & (words <= 20_000),
    }


def _unique(values: pa.Array) -> np.ndarray:
    codes = values.dictionary_encode().indices.fill_null(0).to_numpy()
    return np.bincount(codes)[codes] == 1 if len(codes) else np.empty(0, bool)
