"""Files of pieces that can be read each on its own: after a broken piece comes the next."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

CHUNK = 1 << 16
MEMBER = b"\x1f\x8b\x08"
"""How a member of a gzip file begins."""


class Readable(Protocol):
    """What can be read from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes and at least one; none at the end."""
        ...


class Resumable:
    """A stream that takes bytes back, and goes to the next place where given ones stand."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._data = b""

    def read(self, size: int = CHUNK) -> bytes:
        """At most `size` bytes and at least one; none at the end."""
        if not self._data:
            return self._stream.read(size)
        data, self._data = self._data[:size], self._data[size:]
        return data

    def unread(self, data: bytes) -> None:
        """Take back what was read last."""
        self._data = data + self._data

    def seek(self, mark: bytes) -> bool:
        """Go to where `mark` begins; False, and to the end, where it is not found."""
        while (at := self._data.find(mark)) < 0:
            self._data = self._data[-len(mark) + 1 :]
            more = self._stream.read(CHUNK)
            if not more:
                self._data = b""
                return False
            self._data += more
        self._data = self._data[at:]
        return True


class BrokenMemberError(OSError):
    """A member of a gzip file is damaged, perhaps in what was read of it before."""


def members_of(stream: BinaryIO) -> Iterator[Readable]:
    """The members of a gzip file, each to be read to its end or its error before the next is asked for."""
    packed = Resumable(stream)
    while packed.seek(MEMBER):
        yield _Member(packed)


class _Member:
    """One member, unpacked as it is read."""

    def __init__(self, packed: Resumable) -> None:
        self._packed = packed
        self._unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes and at least one; none at the end. Raises OSError where the member breaks off."""
        while not self._unpack.eof:
            data = self._packed.read()
            if not data:
                raise OSError("the compressed file ends in the middle")
            try:
                unpacked = self._unpack.decompress(data, size)
            except zlib.error as error:
                self._packed.unread(data[1:])  # the first byte may be where this member began
                raise BrokenMemberError(str(error)) from error
            self._packed.unread(self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail)
            if unpacked:
                return unpacked
        return b""
