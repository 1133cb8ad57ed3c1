"""A file system of another protocol, as plug-ins bring them: what a bucket is to the tests, in every process."""

from __future__ import annotations

import os
import pathlib
from typing import Any

from fsspec import AbstractFileSystem
from fsspec.implementations.local import LocalFileSystem


class Shelf(AbstractFileSystem):
    """The files of this machine at `shelf:///folder/file`; like a bucket, it knows no lock and puts a file whole."""

    protocol = "shelf"

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.files = LocalFileSystem()

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return "/" + path.removeprefix("shelf://").strip("/")

    def ls(self, path, detail=True, **_):
        return self.files.ls(self._strip_protocol(path), detail)

    def info(self, path, **_):
        return self.files.info(self._strip_protocol(path))

    def modified(self, path):
        return self.files.modified(self._strip_protocol(path))

    def makedirs(self, path, exist_ok=False):
        self.files.makedirs(self._strip_protocol(path), exist_ok)

    def rm_file(self, path):
        self.files.rm_file(self._strip_protocol(path))

    def pipe_file(self, path, value, mode="overwrite", **_):
        whole = self._strip_protocol(path)
        part = f"{whole}.{os.getpid()}.part"
        pathlib.Path(part).write_bytes(value)
        os.replace(part, whole)

    def _open(self, path, mode="rb", **_):
        return open(self._strip_protocol(path), mode)


def install(folder: pathlib.Path) -> str:
    """Make `folder` one that a PYTHONPATH brings the plug-in with; that path."""
    about = folder / "shelf-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: shelf\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[fsspec.specs]\nshelf = tests.shelf:Shelf\n")
    return os.pathsep.join([str(folder), str(pathlib.Path(__file__).parent.parent)])
