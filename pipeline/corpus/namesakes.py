"""Namesakes: people of one name whom the articles show to be several.

An `entity_id` is made from one article, so that it stays the same as articles come and go; two people of
exactly one name therefore share it. Here the articles are told apart by what they say of their man: his
occupation, by fields between which people seldom move (a goalkeeper, a senator), and his company, the
people and organisations named along with him. Fields are one person's where an article gives both, where
people move between them, or where they keep company with the same people; what then stands apart is
another person. The one in most articles keeps the id, with the articles that do not show whom they mean;
each other is an entity of its own, `person/chris-smith~sport`.
"""

from __future__ import annotations

import collections
import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.lexicon.loader import items, toml

SAME_COMPANY = 0.08
"""Cosine of the company of two fields, rare company weighing more, from which on they are one person's."""
CLEARLY_CLOSER = 2.0
"""How much better than any other an article's company must agree with a namesake's to tell that it means that one."""
MOST_ARTICLES = 1000
"""In how many articles of each field the company is looked up."""

_ROLES = """
SELECT DISTINCT role FROM mentioned
WHERE kind(entity_id) = 'person' AND role IS NOT NULL AND entity_id IN (
    SELECT entity_id FROM mentioned WHERE role IS NOT NULL GROUP BY entity_id HAVING count(DISTINCT article_id) > 1
)
"""

_FIELDS = """
WITH shown AS (
    SELECT DISTINCT entity_id, article_id, field FROM mentioned JOIN role_field USING (role)
    WHERE kind(entity_id) = 'person'
)
SELECT entity_id, article_id, list(field ORDER BY field) FROM shown
SEMI JOIN (SELECT entity_id FROM shown GROUP BY entity_id HAVING count(DISTINCT field) > 1) USING (entity_id)
GROUP BY ALL ORDER BY entity_id, article_id
"""

_ARTICLES = (
    "SELECT entity_id, article_id FROM appearance WHERE list_contains(?, entity_id) ORDER BY entity_id, article_id"
)

_COMPANY = f"""
WITH weight AS (
    SELECT entity_id,
           round(1000 * ln(1 + (SELECT count(DISTINCT article_id) FROM appearance) / count(*)))::BIGINT AS rarity
    FROM appearance WHERE kind(entity_id) IN ('person', 'org') GROUP BY entity_id
), sample AS (
    FROM told_apart QUALIFY row_number() OVER (PARTITION BY entity_id, field ORDER BY article_id) <= {MOST_ARTICLES}
)
SELECT sample.entity_id, field, article_id, other.entity_id, rarity
FROM sample JOIN appearance AS other USING (article_id) JOIN weight ON weight.entity_id = other.entity_id
WHERE other.entity_id <> sample.entity_id
"""


def tell_apart(db: duckdb.DuckDBPyConnection) -> pa.Table:
    """The namesakes among the people of `mentioned` and `appearance` in `db`.

    A row of `entity_id`, `article_id` and `namesake_id` for each article that means another than the one who
    keeps the id.
    """
    roles = [role for (role,) in db.execute(_ROLES).fetchall()]
    pairs = [(role, field) for role in roles for field in fields_of(role)]
    db.register("role_field", _table(("role", "field"), pairs))
    shown: dict[str, dict[str, list[str]]] = collections.defaultdict(dict)
    for one, article, fields in db.execute(_FIELDS).fetchall():
        shown[one][article] = fields
    groups = {one: found for one, articles in shown.items() if len(found := _joined(articles.values())) > 1}
    rows = list(_namesakes(db, groups, shown)) if groups else []
    return _table(("entity_id", "article_id", "namesake_id"), sorted(rows))


def meant(entities: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """By article and shared id, the namesake that is meant, of rows of `entities`; who keeps the id is left out."""
    return {(article, row["namesake_of"]): row["entity_id"] for row in entities for article in row["article_ids"]}


def fields_of(role: str) -> list[str]:
    """The fields that a role belongs to, by the nouns before its first preposition; none where it does not tell."""
    head = re.split(r"\b(?:of|at|for|in|from|to|with|and later)\b|[,;(]", role.lower(), maxsplit=1)[0]
    nouns = _occupations()[0]
    words = re.findall(r"[\w’'-]+", role.lower())
    length = len(re.findall(r"[\w’'-]+", head))
    found, at = set(), 0
    while at < length:
        for n in (4, 3, 2, 1):
            field = nouns.get(" ".join(words[at : at + n])) if at + n <= len(words) else None
            if field:
                found.add(field)
                at += n - 1
                break
        at += 1
    return sorted(found)


def _namesakes(
    db: duckdb.DuckDBPyConnection, groups: Mapping[str, list[frozenset[str]]], shown: Mapping[str, dict[str, list[str]]]
) -> Iterable[tuple[str, str, str]]:
    """For each article that means somebody else than most do: the shared id, the article and whom it means."""
    apart = [
        (
            one,
            article,
            next((min(group) for group in groups[one] if group.intersection(shown[one].get(article, ()))), ""),
        )
        for one, article in db.execute(_ARTICLES, [list(groups)]).fetchall()
    ]
    db.register("told_apart", _table(("entity_id", "article_id", "field"), apart))
    company: dict[str, dict[str, dict[str, collections.Counter[str]]]] = {}
    for one, field, article, other, rarity in db.execute(_COMPANY).fetchall():
        of_article = company.setdefault(one, {}).setdefault(field, {})
        of_article.setdefault(article, collections.Counter())[other] += rarity
    for one, articles in itertools.groupby(apart, key=lambda row: row[0]):
        yield from _namesakes_of(one, [(article, field) for _, article, field in articles], company.get(one, {}))


def _namesakes_of(
    one: str, articles: Sequence[tuple[str, str]], company: Mapping[str, Mapping[str, collections.Counter[str]]]
) -> Iterable[tuple[str, str, str]]:
    numbers = collections.Counter(field for _, field in articles if field)
    whole = {field: _sum(company.get(field, {}).values()) for field in numbers}
    person = {field: field for field in numbers}
    for a, b in itertools.combinations(sorted(numbers), 2):
        if _cosine(whole[a], whole[b]) >= SAME_COMPANY:
            _join(person, a, b)
    people: dict[str, list[str]] = collections.defaultdict(list)
    for field in sorted(numbers):
        people[_find(person, field)].append(field)
    if len(people) < 2:
        return
    together = {name: _sum(whole[field] for field in fields) for name, fields in people.items()}
    keeps = max(people, key=lambda name: (sum(numbers[field] for field in people[name]), name))
    for article, field in articles:
        name = _find(person, field) if field else _closest(company.get("", {}).get(article), together)
        if name and name != keeps:
            yield one, article, f"{one}~{name}"


def _closest(of_article: collections.Counter[str] | None, people: Mapping[str, collections.Counter[str]]) -> str:
    """The one whose company the article names, if that is clear."""
    if not of_article:
        return ""
    alike = sorted(((_cosine(of_article, company), name) for name, company in people.items()), reverse=True)
    (best, name), (second, _) = alike[:2]
    return name if best >= SAME_COMPANY and best >= CLEARLY_CLOSER * second else ""


def _joined(articles: Iterable[Sequence[str]]) -> list[frozenset[str]]:
    """The fields in groups that one person may have, as far as the articles and the lexicon tell."""
    given = {tuple(fields) for fields in articles}
    group = {field: field for fields in given for field in fields}
    for a, b in itertools.chain(_occupations()[1], *(itertools.pairwise(fields) for fields in given)):
        if a in group and b in group:
            _join(group, a, b)
    found: dict[str, set[str]] = collections.defaultdict(set)
    for field in group:
        found[_find(group, field)].add(field)
    return [frozenset(fields) for fields in found.values()]


def _find(parent: Mapping[str, str], one: str) -> str:
    while parent[one] != one:
        one = parent[one]
    return one


def _join(parent: dict[str, str], a: str, b: str) -> None:
    first, second = sorted((_find(parent, a), _find(parent, b)))
    parent[second] = first


def _sum(counters: Iterable[collections.Counter[str]]) -> collections.Counter[str]:
    total: collections.Counter[str] = collections.Counter()
    for counter in counters:
        total.update(counter)
    return total


def _cosine(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    """By whole numbers up to the last step, so that no order of the rows shows."""
    product = sum(weight * b[name] for name, weight in a.items() if name in b)
    squares = sum(weight**2 for weight in a.values()) * sum(weight**2 for weight in b.values())
    return product / squares**0.5 if product else 0.0


def _table(names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pa.table({name: pa.array(list(column), pa.string()) for name, column in zip(names, columns, strict=True)})


@functools.cache
def _occupations() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The field of each noun, and the pairs of fields that do not tell people apart."""
    data = toml(__package__, "occupations.toml")
    nouns = {noun: field for field, text in data["fields"].items() for noun in items(text)}
    return nouns, [(a, b) for a, b in data["together"]]
