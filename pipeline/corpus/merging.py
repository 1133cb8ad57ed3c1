"""Which entities are one: "Obama" of an article without a first name is Barack Obama of the others.

Ids are never changed: they are made from one article, so that they are the same as articles come and go.
What the whole corpus knows goes into `canonical_id`, which may change as it comes to know more. Merged are

- places that lie at the same spot by the gazetteer ("Kiev" and "Kyiv");
- organisations whose names have the same letters but for "the", "and" and the legal form;
- people whose full names are two forms of one ("Donald J. Trump", "Donald Trump");
- what a few articles take for another kind of thing than most do: a person for a firm, a book for a place;
- surnames taken for organisations, with the person whom other articles in the same company call so;
- people and organisations known by a part of their name or by an acronym, with the one whom other
  articles call so, where the roles and the company (the entities named along with them) agree.

Where two candidates fit about as well, nothing is merged: a wrong merge costs more than a missing one.
Namesakes who shared an id, two John Smiths of two articles, were told apart before (see `pipeline.corpus.namesakes`)
and are never merged with each other.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from pipeline.world import naming
from pipeline.world.people import GENERATIONS, form_of, is_before_name, is_common_surname, nicknames, without_suffixes

SAME_COMPANY = 0.08
"""Cosine of the company of two entities, rare company weighing more, from which on it is called the same."""
WEIGHTS = {
    "role": 1.0,  # articles give both the same role
    "company": 1.0 / SAME_COMPANY,  # for each unit of that cosine
    "spaces": 1.0,  # the names have the same letters
    "middle-name": 0.5,  # the given name and the surname are the same
    "word-before": 0.5,  # one full name is the end of the other
    "short-form": 0.0,  # Bob and Robert
    "uncommon-surname": 0.45,  # both bear a surname that few do
    "letter": -1.0,  # the given name differs by one letter
    "same-name": 1.5,  # of several words, for things of two kinds
    "same-word": 1.0,  # the same of one word
    "other-kind": -1.0,  # an organisation by its label, a person by the other: a firm keeps its founder's company too
}
"""What speaks for it that two entities of fitting names are one, and against it."""
ENOUGH = 1.0
"""How much must speak for a merge."""
CLEARLY_CLOSER = 2.0
"""By how much the company of the best candidate must agree better than that of the next."""
DOMINANT = 0.9
"""The share of the articles with a name in which one candidate has it, from which on only he is thought of."""
_FORMS_OF_FEW = frozenset(("middle-name", "short-form", "word-before"))
"""In what two full names may differ that a surname which few bear tells to be one person's; a letter tells of kin."""
_FEWEST_LETTERS = 5
"""How many letters a name has that, whatever its spaces, is no acronym."""
_SPELLED = (
    ("^the ", ""),
    (" and ", " "),
    ("\\b(cent|theat)re\\b", "\\1er"),
    ("\\bdept\\b", "department"),
    ("colour", "color"),
    ("\\bdefence\\b", "defense"),
    ("\\bharbour\\b", "harbor"),
    ("\\borganisation\\b", "organization"),
    ("\\bprogramme\\b", "program"),
)
"""Spellings of names of organisations that tell none from another, and what stands for each."""
_WRITTEN_OUT = frozenset(("corporation", "incorporated", "limited"))
"""Legal forms beside those that are written short."""
MOST_CANDIDATES, MOST_ARTICLES = 10, 1000
"""How many candidates an entity is compared with, and in how many of its articles its company is looked up."""


@dataclass
class Candidate:
    """One whom an entity may be: in how many articles he goes by its name, and what speaks for him."""

    entity_id: str
    called: int = 0
    roles: set[str] = field(default_factory=set)
    company: float = 0.0
    form: str = ""
    is_uncommon: bool = False
    """Whether both bear a surname that few do."""
    shared: list[str] = field(default_factory=list)

    def weight(self, one: str) -> float:
        """How much speaks for it that the entity `one` is this candidate."""
        evidence = {
            "role": float(bool(self.roles)),
            "company": self.company,
            "uncommon-surname": float(self.is_uncommon),
            "other-kind": float(one.partition("/")[0] != self.entity_id.partition("/")[0]),
        }
        if self.form:
            evidence[self.form] = 1.0
        return sum(WEIGHTS[name] * told for name, told in evidence.items())


Candidates = dict[str, dict[str, Candidate]]
"""Whom each entity may be, by their ids."""


@dataclass(frozen=True)
class Merge:
    """An entity, what it is merged into, and why in a sentence."""

    entity_id: str
    canonical_id: str
    because: str


_CALLED = """
SELECT short.entity_id, alias.entity_id AS candidate, alias.articles AS called
FROM subject AS short JOIN alias ON alias.key = short.key AND shared_id(alias.entity_id) <> shared_id(short.entity_id)
JOIN subject AS long ON long.entity_id = alias.entity_id AND long.kind = short.kind AND long.key <> short.key
WHERE short.kind IN ('person', 'org') AND short.key <> ''
  AND length(long.key) > length(short.key) AND CASE short.kind
      WHEN 'org' THEN long.n_articles >= short.n_articles OR short.name = upper(short.name)  -- an acronym
           OR (contains(short.key, ' ') AND alias.articles > 1 AND 2 * long.n_articles >= short.n_articles)
      ELSE NOT contains(short.key, ' ')
           AND (alias.articles >= 3 OR split_part(long.key, ' ', -1) = short.key)  -- a given name alone says little
  END
UNION ALL
SELECT short.entity_id, long.entity_id, 0
FROM subject AS short JOIN subject AS long
  ON long.kind = 'person' AND contains(long.key, ' ') AND split_part(long.key, ' ', -1) = short.key
WHERE short.kind = 'person'
UNION ALL
SELECT short.entity_id, long.entity_id, alias.articles
FROM subject AS short JOIN alias ON alias.key = short.key AND alias.articles >= short.n_articles
JOIN subject AS long ON long.entity_id = alias.entity_id AND long.kind = 'person'
WHERE short.kind = 'org' AND split_part(long.key, ' ', -1) = short.key AND long.key <> short.key
  AND short.name <> upper(short.name)
  AND NOT EXISTS (FROM alias AS other WHERE other.key = short.key AND kind(other.entity_id) = 'org'
                  AND other.entity_id <> short.entity_id)
"""
"""Entities, and others whom the articles call by their name; people also where that is their last name.

A surname alone is easily taken for an organisation: where none but a person is called so, it may be that person.
"""

_MOST_CALLED = f"""
SELECT entity_id, candidate, called, sum(called) OVER (PARTITION BY entity_id)::INT AS total, key
FROM (SELECT entity_id, candidate, max(called) AS called FROM ({_CALLED}) GROUP BY ALL)
JOIN (SELECT entity_id, key FROM subject) USING (entity_id)
JOIN (SELECT entity_id AS candidate, n_articles FROM subject) USING (candidate)
QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY called DESC, n_articles DESC, candidate) <= {MOST_CANDIDATES}
"""

_SURNAME = "split_part(regexp_replace({}.key, '" + f" ({'|'.join(sorted(GENERATIONS))})$" + "', ''), ' ', -1)"
"""The last word of a key, without the "Jr." after it."""

_FORMS = f"""
SELECT a.entity_id, b.entity_id, a.key, b.key
FROM subject AS a JOIN subject AS b
  ON a.kind = 'person' AND b.kind = 'person' AND contains(a.key, ' ') AND contains(b.key, ' ')
 AND {_SURNAME.format("a")} = {_SURNAME.format("b")}
 AND (a.key[1] = b.key[1] OR ends_with(a.key, ' ' || b.key) OR ends_with(b.key, ' ' || a.key))
 AND shared_id(a.entity_id) <> shared_id(b.entity_id)
 AND (b.n_articles, a.entity_id) > (a.n_articles, b.entity_id)
UNION ALL
SELECT a.entity_id, b.entity_id, a.key, b.key
FROM subject AS a JOIN nickname ON split_part(a.key, ' ', 1) = nickname.one
JOIN subject AS b ON split_part(b.key, ' ', 1) = nickname.other
 AND a.kind = 'person' AND b.kind = 'person' AND contains(a.key, ' ') AND contains(b.key, ' ')
 AND {_SURNAME.format("a")} = {_SURNAME.format("b")} AND a.key[1] <> b.key[1]
 AND (b.n_articles, a.entity_id) > (a.n_articles, b.entity_id)
UNION ALL
SELECT a.entity_id, b.entity_id, a.key, b.key
FROM subject AS a JOIN subject AS b
  ON a.kind = 'person' AND b.kind = 'person' AND replace(a.key, ' ', '') = replace(b.key, ' ', '')
 AND contains(a.key, ' ') AND contains(b.key, ' ')
 AND split_part(a.key, ' ', -1) <> split_part(b.key, ' ', -1)
 AND (b.n_articles, a.entity_id) > (a.n_articles, b.entity_id)
"""

_SAME_NAMES = """
SELECT a.entity_id, b.entity_id, a.key
FROM subject AS a JOIN subject AS b
  ON a.key = b.key AND a.kind <> b.kind
 AND (b.n_articles >= 2 * a.n_articles
      OR (contains(a.key, ' ')
          AND (b.n_articles, b.kind <> 'place', b.entity_id) > (a.n_articles, a.kind <> 'place', a.entity_id)))
WHERE a.key <> '' AND a.n_articles > 0 AND NOT (a.kind = 'org' AND b.kind = 'place')
  AND (contains(a.key, ' ') OR (a.kind NOT IN ('place', 'group') AND b.kind NOT IN ('place', 'group')))
"""
"""Things of one name and two kinds, as which at least twice as many articles know it, or more do where the name has
more than one word; of as many, the last kind by the alphabet that is no place. A team may be called as its town
is, and Jackson a town and a man."""

_COMPANY = f"""
CREATE TEMP TABLE company AS
WITH involved AS (SELECT entity_id FROM pair UNION SELECT candidate FROM pair),
weight AS (
    SELECT entity_id, round(1000 * ln(1 + (SELECT count(DISTINCT article_id) FROM seen) / count(*)))::BIGINT AS rarity
    FROM seen GROUP BY entity_id
), sample AS (
    SELECT entity_id, article_id FROM seen SEMI JOIN involved USING (entity_id)
    QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY article_id) <= {MOST_ARTICLES}
)
SELECT one.entity_id, other.entity_id AS beside, least(count(*), 10)::BIGINT * any_value(rarity) AS weight
FROM sample AS one
JOIN seen AS other ON one.article_id = other.article_id AND one.entity_id <> other.entity_id
JOIN weight ON weight.entity_id = other.entity_id
GROUP BY ALL
"""

_AGREEMENT = """
WITH length AS (
    SELECT entity_id, sqrt(sum(weight::HUGEINT * weight)::DOUBLE) AS length FROM company GROUP BY entity_id
),
product AS (
    SELECT pair.entity_id, pair.candidate, sum(a.weight::HUGEINT * b.weight) AS product,
           max_by(beside.name, (a.weight * b.weight, a.beside), 3) AS shared
    FROM pair JOIN company AS a ON a.entity_id = pair.entity_id
    JOIN company AS b ON b.entity_id = pair.candidate AND b.beside = a.beside
    JOIN subject AS beside ON beside.entity_id = a.beside
    GROUP BY ALL
)
SELECT product.entity_id, candidate, product::DOUBLE / (a.length * b.length), shared
FROM product JOIN length AS a ON a.entity_id = product.entity_id JOIN length AS b ON b.entity_id = candidate
"""

_LETTERS = """
SELECT {letters} AS letters, entity_id, name, n_articles FROM subject WHERE kind = 'org' AND key <> ''
QUALIFY count(*) OVER (PARTITION BY letters) > 1
ORDER BY letters, n_articles DESC, length(entity_id), entity_id
"""
"""Organisations whose names have the same letters but for "the", "and" and the legal form, the best known first."""

_SHARED_ROLES = """
SELECT DISTINCT pair.entity_id, pair.candidate, a.role
FROM pair JOIN held AS a ON a.entity_id = pair.entity_id
JOIN held AS b ON b.entity_id = pair.candidate AND b.key = a.key
WHERE length(a.key) > 2
"""

_APART = """
SELECT pair.entity_id, candidate
FROM pair JOIN subject ON subject.entity_id = pair.entity_id AND (kind = 'person' OR kind(candidate) = 'person')
JOIN seen AS one ON one.entity_id = pair.entity_id
JOIN seen AS other ON other.entity_id = candidate AND other.article_id = one.article_id
GROUP BY pair.entity_id, candidate HAVING any_value(kind) = 'org' OR 2 * count(*) >= any_value(n_articles)
"""
"""People whom half of the articles with the one tell from him, and organisations named beside whom they may be."""


def find_merges(db: duckdb.DuckDBPyConnection, places: Mapping[str, str]) -> list[Merge]:
    """The merges that the counts in `db` (see `pipeline.corpus.counts`) speak for.

    `places` names the spot of each located place, as two places there are one.
    """
    found = _same_spots(db, places)
    called, totals, forms, alike = _candidates(db, places)
    _compare(db, (called, forms, alike))
    query = "SELECT entity_id, name, key, n_articles FROM subject"
    names = {row[0]: row[1:] for row in db.execute(query).fetchall()}
    merges = {merge.entity_id: merge for merge in [*found, *_same_letters(db)]}
    order = sorted(forms, key=lambda one: (-names[one][2], one))
    several = _of_several_generations(forms, names)
    for one in (*order, *order):  # once more, as who is merged meanwhile tells more of the others
        if one in merges:
            continue
        form = _form_of(one, forms[one], names, merges) if several.isdisjoint((one, *forms[one])) else None
        if form:
            merges[one] = form
    for one in sorted(alike.keys() - merges.keys()):
        if other_kind := _of_other_kind(one, alike[one].values(), names, merges):
            merges[one] = other_kind
    for one in sorted(called, key=lambda one: (-len(names[one][1].split()), -names[one][2], one)):
        if one not in merges:
            merge = _called_so(one, called[one], totals[one], names, merges)
            if merge:
                merges[one] = merge
    roots = {one: _root(one, merges) for one in merges}
    return sorted(
        (Merge(one, roots[one], merge.because) for one, merge in merges.items() if roots[one] != one),
        key=lambda merge: merge.entity_id,
    )


def _candidates(
    db: duckdb.DuckDBPyConnection, places: Mapping[str, str]
) -> tuple[Candidates, dict[str, int], Candidates, Candidates]:
    """Whom each entity may be: called so in articles (and in how many), by the form of the name, by the same name."""
    called: Candidates = collections.defaultdict(dict)
    forms: Candidates = collections.defaultdict(dict)
    totals: dict[str, int] = {}
    for one, other, articles, total, key in db.execute(_MOST_CALLED).fetchall():
        is_persons = one.startswith("person/") and other.startswith("person/")
        called[one][other] = Candidate(other, articles, is_uncommon=is_persons and not is_common_surname([key]))
        totals[one] = total
    kin = [(one, other) for one, others in nicknames().items() for other in sorted(others - {one})]
    db.register("nickname", pa.table({
        "one": pa.array([one for one, _ in kin], pa.string()),
        "other": pa.array([other for _, other in kin], pa.string()),
    }))  # fmt: skip
    for one, other, key, other_key in db.execute(_FORMS).fetchall():
        if kind := form_of(key.split(), other_key.split()):
            is_junk = kind == "word-before" and len(key) < len(other_key) and is_before_name(other_key.split()[0])
            longer, shorter = (other, one) if is_junk else (one, other)
            is_uncommon = kind in _FORMS_OF_FEW and not is_common_surname(key.split())
            forms[longer][shorter] = Candidate(shorter, form=kind, is_uncommon=is_uncommon)
    alike: Candidates = collections.defaultdict(dict)
    for one, other, key in db.execute(_SAME_NAMES).fetchall():
        if one not in places and _may_be_of_other_kind(one, other, key.split()):
            alike[one][other] = Candidate(other, form="same-name" if " " in key else "same-word")
    return called, totals, forms, alike


def _compare(db: duckdb.DuckDBPyConnection, groups: Sequence[Candidates]) -> None:
    """Tell of each candidate whom both are named with and what both are called; drop those that are known apart."""
    pairs = [(one, other) for group in groups for one, others in group.items() for other in others]
    db.register("pair", pa.table({
        "entity_id": pa.array([one for one, _ in pairs], pa.string()),
        "candidate": pa.array([other for _, other in pairs], pa.string()),
    }))  # fmt: skip
    db.execute(_COMPANY)
    for one, other in db.execute(_APART).fetchall():
        for group in groups:
            group.get(one, {}).pop(other, None)
    for one, other, company, shared in db.execute(_AGREEMENT).fetchall():
        for candidate in (group.get(one, {}).get(other) for group in groups):
            if candidate is not None:
                candidate.company, candidate.shared = company, shared
    for one, other, role in db.execute(_SHARED_ROLES).fetchall():
        for candidate in (group.get(one, {}).get(other) for group in groups):
            if candidate is not None:
                candidate.roles.add(role)


def _root(entity_id: str, merges: Mapping[str, Merge]) -> str:
    seen = {entity_id}
    while entity_id in merges and merges[entity_id].canonical_id not in seen:
        entity_id = merges[entity_id].canonical_id
        seen.add(entity_id)
    return entity_id


def _same_spots(db: duckdb.DuckDBPyConnection, places: Mapping[str, str]) -> list[Merge]:
    groups: dict[str, list[str]] = collections.defaultdict(list)
    for entity_id, spot in places.items():
        groups[spot].append(entity_id)
    groups = {spot: ids for spot, ids in groups.items() if len(ids) > 1}
    if not groups:
        return []
    query = "SELECT entity_id, name, n_articles FROM subject WHERE kind = 'place'"
    known = {entity_id: (name, n) for entity_id, name, n in db.execute(query).fetchall()}
    found = []
    for spot, ids in groups.items():
        # The name the gazetteer gives is chosen before how common it is, so that the choice is stable.
        chosen = min(ids, key=lambda one: (known[one][0] != spot.partition("|")[0], -known[one][1], one))
        found += [
            Merge(one, chosen, f"“{known[one][0]}” and “{known[chosen][0]}” are names of one place.")
            for one in ids
            if one != chosen
        ]
    return found


def _same_letters(db: duckdb.DuckDBPyConnection) -> list[Merge]:
    """ "Velmora Mills", "Velmora Mills Corporation" and "The Vel-Mora Mills"; a common word with "Inc." is not it."""
    found, words = [], naming.load()
    query = _LETTERS.format(letters=_letters())
    for letters, rows in itertools.groupby(db.execute(query).fetchall(), key=lambda row: row[0]):
        (_, chosen, called, _), *others = rows
        if len(letters) < _FEWEST_LETTERS or letters in words.generic or letters.title() in words.head_label:
            continue
        found += [
            Merge(one, chosen, f"“{name}” and “{called}” are one name but for the legal form and the spaces.")
            for _, one, name, _ in others
        ]
    return found


def _letters() -> str:
    """The letters of a name as a term of SQL, without "the", "and" and legal forms; "centre" is "center"."""
    # A lone "company" may be all that tells a firm from a place: "Velden Company".
    forms = {form.replace(".", "") for form in naming.load().corporate_endings} - {"co", "cos"} | _WRITTEN_OUT
    legal_form = f"( ({'|'.join(sorted(forms))}))+$"
    term = "key"
    for pattern, new in (*_SPELLED, (legal_form, ""), ("^(.+ .+) (co|company)$", "\\1"), (" ", "")):
        term = f"regexp_replace({term}, '{pattern}', '{new}', 'g')"
    return term


def _of_several_generations(
    forms: Mapping[str, Mapping[str, Candidate]], names: Mapping[str, tuple[str, str, int]]
) -> set[str]:
    """Names that may be the father's or the son's: "Ada Marsh" beside "Ada Marsh Sr." and "Ada Marsh III"."""
    marks: dict[str, set[str]] = collections.defaultdict(set)
    for one, others in forms.items():
        for other in others:
            for a, b in ((one, other), (other, one)):
                marks[a].update(without_suffixes(names[b][1].split())[1])
    return {one for one, found in marks.items() if len(found) > 1}


def _form_of(
    one: str,
    candidates: Mapping[str, Candidate],
    names: Mapping[str, tuple[str, str, int]],
    merges: Mapping[str, Merge],
) -> Merge | None:
    """The one person of whose full name this is another form, if there is but one."""
    fitting = list(candidates.values())
    if any(
        not form_of(names[a.entity_id][1].split(), names[b.entity_id][1].split())
        for a, b in itertools.combinations(fitting, 2)
    ):
        return None  # "George Bush" between "George W. Bush" and "George H. W. Bush"
    supported = [c for c in _by_root(fitting, merges) if c.entity_id != one and c.weight(one) >= ENOUGH]
    if not supported or len({c.entity_id.partition("~")[0] for c in supported}) < len(supported):
        return None  # it may be either of two namesakes
    best = min(supported, key=lambda c: (-names[c.entity_id][2], c.entity_id))
    target = _root(best.entity_id, merges)
    because = f"“{names[one][0]}” is a form of the name {names[best.entity_id][0]}; {_support(best, names)}."
    return Merge(one, target, because) if target != one else None


def _may_be_of_other_kind(one: str, other: str, name: Sequence[str]) -> bool:
    """Whether articles can have erred in the kind of `one`: "Ada Marsh" is no firm, "Marsh Motors" no person."""
    is_persons = len(name) > 1 and (len(name[0]) < 3 or not is_before_name(name[0]))  # "P. J. Marsh"
    if other.startswith("person/"):
        return is_persons
    return not (one.startswith("person/") and is_persons)


def _of_other_kind(
    one: str,
    candidates: Iterable[Candidate],
    names: Mapping[str, tuple[str, str, int]],
    merges: Mapping[str, Merge],
) -> Merge | None:
    """What most articles know by this name, where it keeps the same company."""
    supported = [c for c in candidates if c.weight(one) >= ENOUGH]
    if not supported:
        return None
    best = max(supported, key=lambda c: (names[c.entity_id][2], c.entity_id))
    target = _root(best.entity_id, merges)
    kind = best.entity_id.partition("/")[0]
    because = f"As “{names[one][0]}” more articles know a thing of the kind {kind}; {_support(best, names)}."
    return Merge(one, target, because) if target != one else None


def _called_so(
    one: str,
    candidates: Mapping[str, Candidate],
    total: int,
    names: Mapping[str, tuple[str, str, int]],
    merges: Mapping[str, Merge],
) -> Merge | None:
    """The one whom other articles call by this name, where what is known of both agrees."""
    grouped = [c for c in _by_root(candidates.values(), merges) if c.entity_id != one]
    if not grouped:
        return None
    grouped.sort(key=lambda c: (-c.called, -round(c.company, 6), c.entity_id))
    name = names[one][0]
    if len(grouped) == 1:
        only = grouped[0]
        is_known_firm = one.startswith("org/") and only.entity_id.startswith("person/") and name in naming.load().known
        is_told = only.called or only.roles or only.is_uncommon
        if not is_told or only.weight(one) < ENOUGH or is_known_firm:
            return None
        return Merge(one, only.entity_id, f"{_calls(only, name, names)} and nobody else; {_support(only, names)}.")
    best = grouped[0]
    by_role = [c for c in grouped if c.roles - set().union(*(d.roles for d in grouped if d is not c))]
    if best.called >= DOMINANT * total and (best.company >= SAME_COMPANY or by_role == [best]):
        because = f"{_calls(best, name, names)}, {best.called} of the {total} with anybody of that name; "
        return Merge(one, best.entity_id, f"{because}{_support(best, names)}.")
    closest = max(grouped, key=lambda c: (round(c.company, 6), c.called, c.entity_id))
    rest = max(round(c.company, 6) for c in grouped if c is not closest)
    clearly = closest.company >= SAME_COMPANY and closest.company >= CLEARLY_CLOSER * rest
    if clearly and closest.called and by_role in ([], [closest]):
        because = f"Of {len(grouped)} called “{name}”, only {names[closest.entity_id][0]} keeps the same company; "
        return Merge(one, closest.entity_id, f"{because}{_support(closest, names)}.")
    return None


def _by_root(candidates: Iterable[Candidate], merges: Mapping[str, Merge]) -> list[Candidate]:
    """Candidates that are merged already count as one."""
    found: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: c.entity_id):
        root = _root(candidate.entity_id, merges)
        whole = found.setdefault(root, Candidate(root))
        whole.called += candidate.called
        whole.roles |= candidate.roles
        whole.form = max(whole.form, candidate.form, key=lambda form: WEIGHTS.get(form, -2.0))
        whole.is_uncommon |= candidate.is_uncommon
        if candidate.company > whole.company:
            whole.company, whole.shared = candidate.company, candidate.shared
    return list(found.values())


def _calls(candidate: Candidate, name: str, names: Mapping[str, tuple[str, str, int]]) -> str:
    full = names[candidate.entity_id][0]
    if not candidate.called:
        return f"“{name}” is the last name of {full}"
    articles = f"{candidate.called} article{'s' * (candidate.called != 1)}"
    return f"{articles} call {full} “{name}”" if candidate.called != 1 else f"{articles} calls {full} “{name}”"


def _support(candidate: Candidate, names: Mapping[str, tuple[str, str, int]]) -> str:
    said = []
    if candidate.roles:
        said.append("both are given the role " + " and ".join(sorted(candidate.roles)[:2]))
    if candidate.is_uncommon and (not said or not candidate.called):
        said.append("few bear that surname")
    if candidate.shared and (candidate.company >= SAME_COMPANY or not said):
        said.append("both are named along with " + ", ".join(candidate.shared))
    return " and ".join(said) or "both have the same letters"
