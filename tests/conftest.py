"""Fixtures that the tests of all packages share."""

from __future__ import annotations

import datetime as dt
import hashlib
import pathlib
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.articles.article import Article, article_id
from pipeline.language import model
from pipeline.language.parse import parse as parse_texts
from tests import rows

# The first draw of a process reads the constants of all our modules, which takes seconds on a slow machine.
hypothesis.settings.register_profile("ours", suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("ours")


def pytest_addoption(parser: pytest.Parser) -> None:
    """What the command line of pytest may say besides."""
    parser.addoption("--rewrite-rows", action="store_true", help="write down rows as they are made now (tests/rows.py)")


LONGEST = ("running", "notebooks", "assets")
"""Folders whose files take longest: they come first, lest one process be left alone with them in the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the tests into the order in which processes take them."""
    items.sort(key=lambda item: LONGEST.index(item.path.parent.name) if item.path.parent.name in LONGEST else 99)


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


@pytest.fixture(scope="module")
def all_rows_of(request) -> Iterator[Callable[..., None]]:
    """Asserts that a text has the rows that stand beside the tests in `rows.txt`; see `tests.rows`.

    It takes a text, its rows as they stand there, and what makes rows in words of the text.
    """
    rewrites, made = request.config.option.rewrite_rows, {}

    def check(text: str, expected: list[str], told: Callable[[str], list[str]]) -> None:
        made[text] = told(text)
        if not rewrites:
            assert made[text] == expected

    yield check
    if rewrites:
        rows.rewrite(request.path.parent / "rows.txt", made)


@pytest.fixture(scope="module")
def all_rows(request, nlp, make_article, all_rows_of) -> Callable[..., None]:
    """The same, for what makes rows of a document and its article; the documents are parsed together."""
    texts = [text for text, _ in rows.read(request.path.parent / "rows.txt")]
    docs = dict(zip(texts, parse_texts(nlp, texts), strict=True))

    def check(text: str, expected: list[str], told: Callable[[Doc, Article], list[str]]) -> None:
        all_rows_of(text, expected, lambda text: told(docs[text], make_article(text, rows.PUBLISHED)))

    return check


@pytest.fixture(scope="module")
def check_list(request, nlp, make_article) -> Iterator[Callable[..., None]]:
    """Asserts that each word of a list of `lists.txt` does in its sentence what stands there; see `tests.rows`.

    It takes the list's name and what makes rows in words of a document and its article.
    """
    path, rewrites = request.path.parent / "lists.txt", request.config.option.rewrite_rows
    lists, made = rows.lists(path), {}
    texts = [sentence.replace("{}", word) for sentence, words in lists.values() for word in words]
    docs = dict(zip(texts, parse_texts(nlp, texts), strict=True))

    def check(name: str, told: Callable[[Doc, Article], list[str]]) -> None:
        sentence, words = lists[name]
        made[name] = {}
        for word in words:
            text = sentence.replace("{}", word)
            made[name][word] = "; ".join(told(docs[text], make_article(text, rows.PUBLISHED)))
        if not rewrites:
            assert {word: (words[word], now) for word, now in made[name].items() if words[word] != now} == {}

    yield check
    if rewrites:
        rows.rewrite_lists(path, made)
