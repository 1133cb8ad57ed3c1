"""Fixtures that the tests of all packages share."""

from __future__ import annotations

import datetime as dt
import hashlib
import pathlib
import re
import signal
import subprocess
import sys
from collections.abc import Callable

import hypothesis
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.articles.article import Article, article_id
from pipeline.language import model
from pipeline.language.parse import parse as parse_texts

# The first draw of a process reads the constants of all our modules, which takes seconds on a slow machine.
hypothesis.settings.register_profile("ours", suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("ours")


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Shells let what runs in the background ignore interrupts, and so would the runs that tests start from here."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The model that the project installs, loaded once."""
    return model.load()


@pytest.fixture(scope="session")
def parse(nlp: Language) -> Callable[[str], Doc]:
    """Text to `Doc`, the way the project parses."""
    return lambda text: next(parse_texts(nlp, [text]))


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """Text, and the moment of publication where the test is about one, to `Article`."""

    def make(text: str, published_at: dt.datetime | dt.date | str | None = None, **fields: object) -> Article:
        if isinstance(published_at, str):
            published_at = dt.datetime.fromisoformat(published_at)
        if published_at is not None and not isinstance(published_at, dt.datetime):
            published_at = dt.datetime.combine(published_at, dt.time())
        if published_at is not None and published_at.tzinfo is None:
            published_at = published_at.replace(tzinfo=dt.UTC)
        uri = str(fields.get("uri", "test:article"))
        values: dict = {
            "article_id": article_id(uri),
            "uri": uri,
            "title": None,
            "authors": [],
            "publisher": None,
            "language": "en",
            "published_at": published_at,
            "reference_date": published_at.date() if published_at else None,
            "reference_date_source": "metadata" if published_at else None,
            "text": text,
            "text_sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            "n_characters": len(text),
            "n_words": len(re.findall(r"\w+", text)),
            "source": "test",
            "format": "text",
            "encoding": "utf-8",
        }
        return Article(**{**values, **fields})

    return make


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The tables of the sample articles, in a folder `output` as `make run` leaves it. Only to be read."""
    output = tmp_path_factory.mktemp("samples") / "output"
    articles = pathlib.Path(__file__).parent.parent / "articles"
    command = [sys.executable, "-m", "pipeline", "run", str(articles), "--output", str(output)]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return output
