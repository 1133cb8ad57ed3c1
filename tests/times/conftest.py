from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.lang.en import English

from pipeline.times.extractor import find_time_expressions
from pipeline.times.time_expression import TimeExpression


@pytest.fixture(scope="session")
def find(parse, make_article) -> Callable[..., list[TimeExpression]]:
    """The time expressions of a text, published on a day (ISO) or on an unknown one."""

    def rows(text: str, day: str | None = "2025-10-17") -> list[TimeExpression]:
        return find_time_expressions(parse(text), make_article(text, day))

    return rows


@pytest.fixture(scope="session")
def blank() -> English:
    """A tokenizer without a model, for what needs no grammar."""
    return English()
