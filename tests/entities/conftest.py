"""Mentions of a text, for the tests of this package."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.entities.extractor import find_mentions
from pipeline.entities.mention import Mention


@pytest.fixture(scope="session")
def mentions(parse, make_article) -> Callable[[str], list[Mention]]:
    """Text to its mentions."""
    return lambda text: find_mentions(parse(text), make_article(text))


@pytest.fixture(scope="session")
def meant(mentions) -> Callable[..., list[tuple[str, str | None]]]:
    """Text and a type of mention to pairs of the words and the entity's id, in order."""

    def find(text: str, *types: str) -> list[tuple[str, str | None]]:
        return [(m.text, m.entity_id) for m in mentions(text) if m.mention_type in (types or ("name",))]

    return find
