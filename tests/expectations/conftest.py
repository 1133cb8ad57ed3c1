"""Fixtures of the tests of the expectations."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tests.expectations.small_corpus import rows, table


@pytest.fixture
def world() -> dict[str, pa.Table]:
    """Every table of the small corpus."""
    return {name: table(name, found) for name, found in rows().items()}
