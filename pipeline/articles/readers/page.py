"""Web pages before an article is looked for in them: how large they are, what they declare, what hides their text."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.articles.making import parse_moment
from pipeline.settings import Limits

_ELEMENT = re.compile(r"<[A-Za-z]")
_ATTRIBUTE = r"(?>[\s/\"'=]*+[^\s=></\"']++(?>\s*+=\s*+(?>\"[^\"]*+\"|'[^']*+'|[^\s>\"']*+))?+)"
_NOT_SHOWN = re.compile(r"<(script|style|!--)", re.IGNORECASE)
_ENDS = {"script": "</script", "style": "</style", "!--": "-->"}

_DECLARED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "pubdate", "publish-date", "publication_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "date",
)  # fmt: skip
"""The names of metadata in a page's head that tell when it was published, the surest first."""
_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review|Page|Story)$")
_DEEPEST = 20

_DAYS = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
     "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun")
)  # fmt: skip
_MONTHS = frozenset(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december")
)  # fmt: skip
_BY = re.compile(r"\b[Bb]y:?\s+((?:[^\W\d_][\w.'’-]*)(?:\s+(?!(?:on|at|for|in|and)\b)[^\W\d_][\w.'’-]*){1,3})")

_BLOCKS = frozenset(
    ("p", "div", "blockquote", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table",
     "figure", "pre", "header", "footer", "br", "hr")
)  # fmt: skip
_MENU = re.compile(r"(?:^|[\s_-])(?:nav|navigation|navbar|menu|breadcrumbs?)(?:$|[\s_-])", re.IGNORECASE)
_LINKS_OF_A_MENU = 4
_SHARE_OF_LINKS = 0.8


def too_large(page: str, limits: Limits) -> str | None:
    """Why a page would take for ever: too many elements, or an element with too many attributes."""
    elements = sum(1 for _ in _ELEMENT.finditer(page))
    if elements > limits.page_elements:
        return f"The page has {elements:,} elements, more than the {limits.page_elements:,} of any article."
    many = re.compile(rf"<[A-Za-z][^\s<>/\"'=]*+{_ATTRIBUTE}{{{limits.element_attributes + 1}}}")
    if many.search(page) and many.search(_shown(page)):
        return f"An element of the page has more than {limits.element_attributes:,} attributes."
    return None


def _shown(page: str) -> str:
    """A page without scripts, styles and comments, in which what looks like an element may be none."""
    shown, at = [], 0
    lower = page.lower()
    while found := _NOT_SHOWN.search(page, at):
        shown.append(page[at : found.start()])
        end = lower.find(_ENDS[found[1].lower()], found.end())
        if end < 0:
            return "".join(shown)
        at = end
    return "".join(shown) + page[at:]


def published_at(tree: Any) -> str | None:
    """The moment of publication that a page declares, as it is written there; None where it declares none.

    It stands above a date in the page's address, which may be that of a series or of a day of filing.
    """
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            name = (meta.get(key) or "").strip().lower()
            if name and meta.get("content"):
                named.setdefault(name, meta.get("content").strip())
    times = (
        time.get("datetime")
        for time in tree.iter("time")
        if time.get("pubdate") is not None or (time.get("itemprop") or "").lower() == "datepublished"
    )
    candidates = [
        named.get(_DECLARED[0]), *_in_linked_data(tree), *(named.get(name) for name in _DECLARED[1:]), *times,
    ]  # fmt: skip
    return next((date for date in candidates if date and _is_moment(date)), None)


def _is_moment(date: str) -> bool:
    try:
        parse_moment(date)
    except (ValueError, OverflowError):
        return False
    return True


def _in_linked_data(tree: Any) -> Iterator[str]:
    """The dates of publication in a page's JSON-LD, those of articles before those of the page."""
    dated: list[tuple[bool, str]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            dated += _dated(data, 0)
    yield from (date for is_page, date in sorted(dated, key=lambda found: found[0]))


def _dated(data: Any, depth: int) -> Iterator[tuple[bool, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _dated(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        named = [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
        articles = [kind for kind in named if _ARTICLE_TYPES.search(kind)]
        date = data.get("datePublished")
        if isinstance(date, str) and articles:
            yield all(kind.endswith("Page") for kind in articles), date
        for item in data.values():
            if isinstance(item, list | dict):
                yield from _dated(item, depth + 1)


def without_days(authors: str | None) -> str | None:
    """Authors without those that are a day of the week and a month, from a line such as "Friday May 2 … by"."""
    kept = []
    for author in (authors or "").split(";"):
        words = re.findall(r"[^\W\d_]+", author)
        while words and words[0].lower() in _DAYS:
            words = words[1:]
            author = author.strip().partition(" ")[2]
        if words and not all(word.lower() in _MONTHS for word in words):
            kept.append(author.strip())
    return "; ".join(kept) or None


def byline(tree: Any) -> str | None:
    """The name after "by" in the line that is marked as the page's byline."""
    for element in tree.xpath("//*[contains(@class, 'byline') or contains(@class, 'author') or @rel = 'author']"):
        if found := _BY.search(" ".join(element.itertext())[:300]):
            return " ".join(found[1].split())
    return None


def prepare(tree: Any) -> None:
    """Make a page readable as text: marks around what `<q>` quotes, lines of an embedded post apart, no menus."""
    for element in [*tree.iter("nav"), *tree.xpath("//*[@role = 'navigation']"), *_menus(tree)]:
        parent = element.getparent()
        if parent is not None:
            _drop(parent, element)
    for depth, quotation in [(_depth(q), q) for q in tree.iter("q")]:
        left, right = "“”" if depth % 2 == 0 else "‘’"
        quotation.text = left + (quotation.text or "")
        if len(quotation):
            quotation[-1].tail = (quotation[-1].tail or "") + right
        else:
            quotation.text += right
        quotation.tag = "span"
    for post in list(tree.iter("blockquote")):
        _set_apart(post)


def _depth(quotation: Any) -> int:
    return sum(1 for above in quotation.iterancestors() if above.tag == "q")


def _menus(tree: Any) -> Iterator[Any]:
    """Lists and divisions that are called menus or are hardly more than links, and paragraphs of links in a row."""
    for element in tree.xpath("//ul | //ol | //div"):
        links = element.xpath("count(.//a)")
        if links < _LINKS_OF_A_MENU or element.xpath("ancestor::article or .//article or .//p or .//h1"):
            continue
        named = _MENU.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        text = len("".join(element.itertext()).strip())
        linked = sum(len("".join(a.itertext()).strip()) for a in element.iter("a"))
        if linked >= _SHARE_OF_LINKS * text or (named and linked >= text / 2):
            yield element
    for _, run in itertools.groupby(tree.iter("p"), key=lambda p: (p.getparent(), _is_link(p))):
        paragraphs = list(run)
        if len(paragraphs) >= _LINKS_OF_A_MENU and _is_link(paragraphs[0]):
            yield from paragraphs


def _is_link(paragraph: Any) -> bool:
    """Whether a paragraph is a link and nothing else."""
    links = list(paragraph.iter("a"))
    return len(links) == 1 and "".join(links[0].itertext()).strip() == "".join(paragraph.itertext()).strip()


def _drop(parent: Any, element: Any) -> None:
    """Take an element away, but not the text after it."""
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _set_apart(post: Any) -> None:
    """Put what stands loose in a block quotation beside its paragraphs, as the signature of a post, into its own."""
    if not any(child.tag in ("p", "div") for child in post):
        return
    from lxml import etree

    children, loose = list(post), None
    if (post.text or "").strip():
        loose = etree.Element("p")
        loose.text, post.text = post.text, None
        post.insert(0, loose)
    for child in children:
        if child.tag in _BLOCKS:
            loose = None
        elif loose is None:
            loose = etree.Element("p")
            child.addprevious(loose)
            loose.append(child)  # takes the text after it along
            continue
        else:
            loose.append(child)
            continue
        if (child.tail or "").strip():
            loose = etree.Element("p")
            loose.text, child.tail = child.tail, None
            child.addnext(loose)
