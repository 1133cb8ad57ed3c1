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
    return "-".join(re.findall(r"[^\W_]+", plain.replace("'", "").replace("’", ""))) or "unnamed"


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
        if name.label == "NORP" and key.endswith("s") and not key.endswith(("ss", "is", "us")):
            key, text = key[:-1], text[:-1]
        if key not in entities:
            entities[key] = Entity(name.label, text)
        out.append((name, entities[key]))
    return out


def _people(words: Words, names: list[Name]) -> list[tuple[Name, Entity]]:
    """People: a surname or a given name alone joins the one full name that holds it."""
    lex = lexicon.load()
    entities: dict[Key, Entity] = {}
    for name in sorted(names, key=lambda name: (-len(name), name.start)):
        if len(name) > 1 and name.key not in entities:
            same = [e for k, e in entities.items() if _same_person(k, name.key)]
            entities[name.key] = same[0] if len(same) == 1 else Entity("PERSON", _canonical(words, name))
    by_part: dict[str, list[Entity]] = collections.defaultdict(list)
    for key, entity in entities.items():
        for part in key:
            if entity not in by_part[part]:
                by_part[part].append(entity)
    out = []
    latest: dict[str, Entity] = {}
    for name in sorted(names, key=lambda name: name.start):
        if len(name) > 1:
            entity = entities[name.key]
        else:
            part = name.key[0]
            candidates = [e for e in by_part[part] if slug(e.name).split("-")[-1] == slug(part)] or by_part[part]
            gender = lex.title_gender.get(words.lower[name.start - 1].rstrip("."), "") if name.start else ""
            fitting = [e for e in candidates if not gender or _gender(e) in ("", gender)]
            if len(fitting) == 1:
                entity = fitting[0]
            elif fitting:
                entity = latest[part] if latest.get(part) in fitting else fitting[0]
            else:
                entity = Entity("PERSON", _canonical(words, name))
                by_part[part].append(entity)
        for part in name.key if len(name) > 1 else slug(entity.name).split("-"):
            latest[part] = entity
        out.append((name, entity))
    for name, entity in out:
        if not entity.gender:
            entity.gender = _gender(entity)
        if not entity.gender and name.start:
            entity.gender = lex.title_gender.get(words.lower[name.start - 1].rstrip("."), "")
    return out


def _gender(entity: Entity) -> str:
    return entity.gender or lexicon.load().given_gender.get(entity.name.split()[0], "")


def _same_person(longer: Key, shorter: Key) -> bool:
    """ "Donald J. Trump" and "Donald Trump", "Zach Weiner" and "Zachary Weiner"."""
    suffixes = lexicon.load().suffixes
    a = [part for part in longer if part.rstrip(".") not in suffixes]
    b = [part for part in shorter if part.rstrip(".") not in suffixes]
    if not a or not b or a[-1] != b[-1]:
        return False
    first, other = a[0].rstrip("."), b[0].rstrip(".")
    same_first = first == other or ((len(first) == 1 or len(other) == 1) and first[0] == other[0])
    middle = {part.rstrip(".")[0] for part in a[1:-1]}
    return same_first and all(part.rstrip(".")[0] in middle for part in b[1:-1])


def _organisations(words: Words, names: list[Name]) -> list[tuple[Name, Entity]]:
    """Organisations: an acronym joins its expansion, a part the one longer name that begins or ends with it."""
    lex = lexicon.load()
    texts: dict[Key, str] = {}
    for name in names:
        texts.setdefault(name.key, _canonical(words, name))
    entities: dict[Key, Entity] = {}
    for key in sorted(texts, key=lambda key: (-len(key), key)):
        text = texts[key]
        whole = tuple(text.lower().split())
        candidates = {id(e): e for k, e in entities.items() if _is_part(key, k) or slug(e.name) == slug(text)}
        if not candidates and len(key) == 1 and text.isupper():
            candidates = {id(e): e for k, e in entities.items() if text in acronyms(texts[k])}
        if len(candidates) == 1 and (len(key) > 1 or text not in lex.known or text == whole):
            entities[key] = next(iter(candidates.values()))
        else:
            entities[key] = Entity("ORG", _plain(text, lex.corporate))
    return [(name, entities[name.key]) for name in names]


def _plain(text: str, corporate: frozenset[str]) -> str:
    parts = text.split()
    while len(parts) > 1 and parts[-1].rstrip(",") in corporate:
        parts.pop()
    return " ".join(parts).rstrip(",")


def _is_part(short: Key, long: Key) -> bool:
    if len(short) >= len(long):
        return False
    if long[: len(short)] == short:
        return True
    return long[-len(short) :] == short and (len(short) > 1 or short[0].title() in lexicon.load().head_label)
