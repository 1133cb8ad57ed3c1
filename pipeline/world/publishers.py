"""Where a publisher is at home, as far as its web address tells: "theparisnews.com" is printed in some Paris."""

from __future__ import annotations

import functools
import re
import urllib.parse
from collections.abc import Iterable

from pipeline.lexicon import loader
from pipeline.world import atlas, gazetteer

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:www\d?\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE)
_OF_NO_COUNTRY = frozenset(("com", "org", "net", "info", "co", "tv", "me", "io", "ai", "fm", "biz", "news", "eu"))
_DOMAIN_OF = {"uk": "GB"}
_SHORTEST = 4
_SHORTEST_TOWN = 5
"""Letters of the shortest town that is looked for in a web address that holds more than it and words for papers."""


@functools.lru_cache(maxsize=4_096)
def country_of(publisher: str) -> str | None:
    """The code of the country whose ending the publisher's web address has: "GB" of "www.velmorapost.co.uk"."""
    host = _HOST.match(publisher)
    if not host:
        own = _own().get(_plain(publisher), (None, None))[1]
        return own.partition("-")[0] if own else None
    ending = host[1].lower().rpartition(".")[2]
    own = _own().get(_name(host[1]), (None, None))[1]
    own = own.partition("-")[0] if own else None
    code = None if ending in _OF_NO_COUNTRY else _DOMAIN_OF.get(ending, ending.upper())
    return own or (code if code and gazetteer.country_of_code(code) else None)


@functools.lru_cache(maxsize=4_096)
def region_of(publisher: str) -> str | None:
    """The ISO 3166-2 code of the region in which a well-known publisher is at home."""
    host = _HOST.match(publisher)
    own = _own().get(_name(host[1]) if host else _plain(publisher), (None, None))[1]
    return own if own and "-" in own else None


@functools.lru_cache(maxsize=4_096)
def home_of(publisher: str) -> str | None:
    """The name of the place that a publisher's own name holds: "Paris" of "theparisnews.com" or "The Paris News"."""
    host = _HOST.match(publisher)
    name = _name(host[1]) if host else _plain(publisher)
    if name in _own():
        return _own()[name][0]
    if not host:
        words = [word for word in re.findall(r"\w+", publisher.lower()) if word not in _paper_words()]
        return " ".join(words) if words and atlas.atlas().named(atlas.key(" ".join(words))) else None
    left = _without_paper_words(name)
    return None if left in (name, *_paper_words()) else _spaced(left)


def home_among(publisher: str, names: Iterable[str]) -> str | None:
    """The longest of some names with which the publisher's web address begins, whatever follows it there.

    Of "tarnovapi.net" the end means nothing to us; a text that names Tarnova tells where the paper's name is cut.
    """
    host = _HOST.match(publisher)
    written = _name(host[1]) if host else ""
    starts = {written, written.removeprefix("e"), _without_words_before(written)}
    found = [name for name in names if len(name) >= _SHORTEST_TOWN and _begins(starts, name.lower())]
    return max(found, key=lambda name: (len(name), name), default=None)


def _begins(starts: set[str], name: str) -> bool:
    return any(start.startswith(re.sub(r"\W", "", name)) for start in starts)


def _without_words_before(name: str) -> str:
    """A web address without the words for papers that it begins with: "velmorapi" of "thedailyvelmorapi"."""
    while word := next((w for w in _paper_words() if name.startswith(w) and len(name) - len(w) >= _SHORTEST_TOWN), ""):
        name = name[len(word) :]
    return name


def sections_of(address: str) -> list[str]:
    """The parts of a web address that may name a place: "peru" and "cusco" of ".../news/peru/cusco/x.html"."""
    path = urllib.parse.urlsplit(address).path if "://" in address else ""
    parts = [part.replace("-", " ").replace("_", " ") for part in path.lower().split("/")[1:-1]]
    return [part for part in parts if _SHORTEST <= len(part) <= 30 and part.replace(" ", "").isalpha()]


def _name(host: str) -> str:
    """The part of a web address that its owner chose: "velmorapost" of "www.velmorapost.co.uk"."""
    parts = host.lower().split(".")
    known = [part for part in parts[:-1] if part not in ("co", "com", "org", "net", "ac", "gov", "news", "www")]
    return (known[-1] if known else parts[0]).replace("-", "")


def _plain(name: str) -> str:
    return re.sub(r"\W", "", name.lower()).removeprefix("the")


@functools.cache
def _paper_words() -> tuple[str, ...]:
    words = loader.items(loader.toml(__package__, "publishers.toml")["paper_words"])
    return tuple(sorted(words, key=lambda word: -len(word)))


@functools.cache
def _own() -> dict[str, tuple[str | None, str | None]]:
    """Homes of well-known publishers whose names do not tell: the place and the country."""
    found = {}
    for line in loader.toml(__package__, "publishers.toml")["homes"].strip().splitlines():
        name, place, country = (part.strip() for part in line.split("|"))
        found[name.replace("-", "")] = (place or None, country or None)
    return found


def _without_paper_words(name: str) -> str:
    cut = True
    while cut:
        cut = False
        for word in _paper_words():
            if name.startswith(word) and len(name) - len(word) >= _SHORTEST:
                name, cut = name[len(word) :], True
            if name.endswith(word) and len(name) - len(word) >= _SHORTEST:
                name, cut = name[: -len(word)], True
    return name


def _spaced(name: str) -> str | None:
    """A name written as one word with its spaces again, if it is a place's: "lasvegas"."""
    table = atlas.atlas()
    if table.named(name):
        return name
    for i in range(2, len(name) - 2):
        if table.named(f"{name[:i]} {name[i:]}"):
            return f"{name[:i]} {name[i:]}"
    return None
