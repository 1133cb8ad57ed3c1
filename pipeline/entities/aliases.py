"""Names of one document joined to entities, and the ids of those."""

from __future__ import annotations

import collections
import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.entities import lexicon
from pipeline.entities.names import Key, Name, acronyms
from pipeline.entities.words import Words

_PREFIX = {
    "PERSON": "person", "NORP": "group", "ORG": "org", "FAC": "place", "GPE": "place", "LOC": "place",
    "EVENT": "event", "WORK_OF_ART": "work", "PRODUCT": "product", "LAW": "law", "LANGUAGE": "language",
}  # fmt: skip
PLACES = frozenset(("GPE", "LOC", "FAC"))


@dataclass(eq=False)
class Entity:
    """What one or more names of a document refer to."""

    label: str
    name: str
    names: list[Name] = field(default_factory=list)
    gender: str = ""
    roles: list[str] = field(default_factory=list)

    @property
    def entity_id(self) -> str:
        """The id, made of the kind of thing and its name: `person/donald-trump`."""
        return f"{_PREFIX[self.label]}/{slug(self.name)}"


def slug(name: str) -> str:
    """A name in lower-case letters and digits with hyphens between the words; accents are dropped."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.replace("'", "").replace("’", "").replace("isation", "ization")
    return "-".join(re.findall(r"[^\W_]+", plain)) or "unnamed"


def join(words: Words, names: list[Name]) -> dict[int, Entity]:
    """The entity of each name, by the name's first token."""
    groups: dict[str, list[Name]] = collections.defaultdict(list)
    for name in names:
        groups["place" if name.label in PLACES else name.label].append(name)
    found: dict[int, Entity] = {}
    for label, group in groups.items():
        if label == "PERSON":
            entities = _people(words, group)
        elif label == "ORG":
            entities = _organisations(words, group)
        else:
            entities = _same(words, group)
        for name, entity in entities:
            entity.names.append(name)
            found[name.start] = entity
    return found


def _canonical(words: Words, name: Name) -> str:
    text = words.surface(name.start, name.end)
    known = lexicon.load().known.get(text)
    if known:
        return known[1]
    if text.isupper() and len(name) > 1:
        return text.title()
    return text


def _same(words: Words, names: list[Name]) -> list[tuple[Name, Entity]]:
    """Names that are spelled alike, but for case, plurals of peoples and known aliases."""
    entities: dict[str, Entity] = {}
    out = []
    for name in names:
        text = _canonical(words, name)
        key = slug(text)
        if name.label == "NORP" and key.endswith("s") and not key.endswith(("ss", "us")):
            key, text = key[:-1], text[:-1]
        if key not in entities:
            entities[key] = Entity(name.label, text)
        out.append((name, entities[key]))
    return out


def _people(words: Words, names: list[Name]) -> list[tuple[Name, Entity]]:
    """People: a surname or a given name alone joins the one full name that holds it.

    Where two people share it, the title decides by sex, then who was named last.
    """
    entities: dict[Key, Entity] = {}
    for name in sorted(names, key=lambda name: (-len(name), name.start)):
        if len(name) > 1 and name.key not in entities:
            same = {id(entity): entity for key, entity in entities.items() if _same_person(key, name.key)}
            entities[name.key] = next(iter(same.values())) if len(same) == 1 else _new_person(words, name)
    by_part: dict[str, list[Entity]] = collections.defaultdict(list)
    for key, entity in entities.items():
        for part in dict.fromkeys(_parts(key)):
            if entity not in by_part[part]:
                by_part[part].append(entity)
    out: list[tuple[Name, Entity]] = []
    latest: dict[str, Entity] = {}
    for name in sorted(names, key=lambda name: name.start):
        gender = _title_gender(words, name)
        if len(name) > 1:
            entity = entities[name.key]
        else:
            part = name.key[0]
            candidates = [e for e in by_part[part] if _parts(tuple(e.name.lower().split()))[-1] == part]
            candidates = candidates or by_part[part] or _misspelt(part, by_part)
            fitting = [e for e in candidates if not gender or e.gender in ("", gender)]
            if not fitting:
                entity = _new_person(words, name)
                by_part[part].append(entity)
            else:
                entity = latest[part] if latest.get(part) in fitting else fitting[0]
        entity.gender = entity.gender or gender
        for part in _parts(tuple(entity.name.lower().split())):
            latest[part] = entity
        out.append((name, entity))
    return out


def _new_person(words: Words, name: Name) -> Entity:
    text = _canonical(words, name)
    first = words.text[name.start]
    given = lexicon.load().given_gender
    return Entity("PERSON", text, gender=given.get(first, given.get(first.title(), "")) if len(name) > 1 else "")


def _title_gender(words: Words, name: Name) -> str:
    return lexicon.load().title_gender.get(words.lower[name.start - 1].rstrip("."), "") if name.start else ""


def _parts(key: Key) -> list[str]:
    """The words of a person's name, without a final "Jr."."""
    suffixes = lexicon.load().suffixes
    parts = [part.rstrip(".") for part in key]
    while len(parts) > 1 and parts[-1] in suffixes:
        parts.pop()
    return parts


def _misspelt(part: str, by_part: dict[str, list[Entity]]) -> list[Entity]:
    """People whose surname is spelled with one letter more, less or other."""
    if len(part) < 5:
        return []
    return [
        entity
        for other, entities in by_part.items()
        if other[0] == part[0] and _one_edit(part, other)
        for entity in entities
        if " " in entity.name and slug(entity.name).endswith(slug(other))
    ]


def _one_edit(a: str, b: str) -> bool:
    """Whether one letter put in, left out or changed makes one word of the other."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 5:
        return a == b
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + (len(a) >= len(b)) :] == b[at + (len(b) >= len(a)) :]


def _same_person(longer: Key, shorter: Key) -> bool:
    """ "Donald J. Trump" and "Donald Trump", "Lawrence Lessig" and "Larry Lessig", "Kristen" and "Kristin Lee"."""
    a, b = _parts(longer), _parts(shorter)
    if a[-1] != b[-1] and not (a[0] == b[0] and _one_edit(a[-1], b[-1])):
        return False
    first, other = a[0], b[0]
    alike = (
        first == other
        or ((len(first) == 1 or len(other) == 1) and first[:1] == other[:1])
        or other in lexicon.load().nicknames.get(first, ())
        or (a[-1] == b[-1] and _one_edit(first, other))
    )
    middle = {part[:1] for part in a[1:-1]}
    return alike and all(part[:1] in middle for part in b[1:-1])


def _organisations(words: Words, names: list[Name]) -> list[tuple[Name, Entity]]:
    """Organisations: an acronym joins its expansion, a part the one longer name that begins or ends with it."""
    corporate = lexicon.load().corporate
    texts: dict[Key, str] = {}
    for name in names:
        texts.setdefault(name.key, _plain(_canonical(words, name), corporate))
    entities: dict[Key, Entity] = {}
    stands_for = _bracketed(words, names)
    for key in sorted(texts, key=lambda key: (key in stands_for, -len(texts[key]), key)):
        text = texts[key]
        if key in stands_for:
            entities[key] = entities[stands_for[key]]
            continue
        same = {id(e): e for k, e in entities.items() if slug(e.name) == slug(text) or text in acronyms(texts[k])}
        if not same:
            same = {id(e): e for k, e in entities.items() if _is_part(text, texts[k])}
        entities[key] = next(iter(same.values())) if len(same) == 1 else Entity("ORG", text)
    return [(name, entities[name.key]) for name in names]


def _bracketed(words: Words, names: list[Name]) -> dict[Key, Key]:
    """Each acronym in brackets, and the longer name directly before it."""
    ends = {name.end: name for name in names if len(name) > 1}
    return {
        name.key: ends[name.start - 1].key
        for name in names
        if len(name) == 1
        and name.start - 1 in ends
        and words.text[name.start - 1] == "("
        and words.text[name.end : name.end + 1] == [")"]
        and words.text[name.start].isupper()
    }


def _plain(text: str, corporate: frozenset[str]) -> str:
    """An organisation's name without "Inc." and the like."""
    parts = text.split()
    while len(parts) > 1 and parts[-1].rstrip(",") in corporate:
        parts.pop()
    return " ".join(parts).rstrip(",")


def _is_part(short: str, long: str) -> bool:
    """ "Goldman" of "Goldman Sachs", "Security Council" of "UN Security Council", "Scientology" of its church."""
    a, b = short.split(), long.split()
    if len(a) >= len(b) or (len(a) == 1 and short.isupper()):
        return False
    if b[: len(a)] == a:
        return short not in lexicon.load().known
    if len(a) == 1:
        return b[-1] == short and (lexicon.load().head_label.get(short) == "ORG" or b[-2] == "of")
    return any(b[i : i + len(a)] == a for i in range(1, len(b) - len(a) + 1))
