"""Plain text and Markdown, with metadata in a YAML front matter or in a sidecar file."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import fsspec

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import SIDECAR, InputFile
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def read(file: InputFile, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The article of a text file. Where its metadata cannot be read, it comes without them, and a fault."""
    data = stream.read()
    text, encoding = decode(data)
    metadata: dict[str, Any] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        try:
            metadata.update(_mapping(front[1], "The front matter"))
        except FaultError as error:
            yield error.fault
        text = text[front.end() :]
    try:
        metadata.update(_sidecar(file))
    except FaultError as error:
        yield error.fault
    yield Record(text, metadata, encoding)


def _sidecar(file: InputFile) -> dict[str, Any]:
    """What stands in `NAME.meta.yaml` beside `NAME.txt` (or in `NAME.txt.meta.yaml`)."""
    stem = file.path.rpartition(".")[0]
    for path in (stem + SIDECAR, file.path + SIDECAR):
        fs, inner = fsspec.core.url_to_fs(path)
        if fs.isfile(inner):
            try:
                return _mapping(decode(fs.cat_file(inner))[0], path)
            except OSError as error:
                raise FaultError(Fault("malformed_metadata", f"{path} cannot be read ({error}).")) from error
    return {}


@functools.cache
def _loader() -> Any:
    """YAML without its dates: they stay as written, and are understood like those of all other formats."""
    import yaml

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012
            first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return Loader


def _mapping(text: str, what: str) -> dict[str, Any]:
    import yaml

    try:
        value = yaml.load(text, _loader())
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise FaultError(
            Fault("malformed_metadata", f"{what} is no YAML: {problem}.", line=line, rejected=text)
        ) from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FaultError(Fault("malformed_metadata", f"{what} holds no names and values.", rejected=text))
    return {str(key): item for key, item in value.items()}
