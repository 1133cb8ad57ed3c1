"""Files of pieces that can be read each on its own: after a broken piece comes the next."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from pipeline.articles.readers.packed import Allowance, Counted
from pipeline.settings import Limits

CHUNK = 1 << 16
MEMBER = b"\x1f\x8b\x08"
"""How a member of a gzip file begins."""
KEPT = 16 * CHUNK
"""How many packed bytes of a member are kept, to look behind its beginning for the next one should it be damaged."""


class Readable(Protocol):
    """What can be read from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes and at least one; none at the end."""
        ...


class TooMuchError(ValueError):
    """More was read than a stream allowed at a time."""


class Resumable:
    """A stream that takes bytes back, and goes to the next place where given ones stand.

    `allow` sets how many bytes may be read from there on, if that is not to be without end.
    """

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._data = b""
        self._allowed: int | None = None
        self.taken = False
        """Whether anything was read."""

    def allow(self, n: int | None) -> None:
        """Let so many bytes be read; None lets all."""
        self._allowed = n

    def read(self, size: int = CHUNK) -> bytes:
        """At most `size` bytes and at least one; none at the end. Raises TooMuchError at more than is allowed."""
        if self._allowed is not None and self._allowed <= 0:
            raise TooMuchError("its head is longer than any")
        if self._data:
            data, self._data = self._data[:size], self._data[size:]
        else:
            data = self._stream.read(size)
        if self._allowed is not None:
            self._allowed -= len(data)
        self.taken = self.taken or bool(data)
        return data

    def unread(self, data: bytes) -> None:
        """Take back what was read last."""
        self._data = data + self._data

    def seek(self, mark: bytes) -> tuple[bool, bool]:
        """Go to where `mark` begins, or to the end: whether it was found, and whether more than zeros lay before it."""
        passed = False
        while (at := self._data.find(mark)) < 0:
            keep = len(self._data) - len(mark) + 1
            passed = passed or bool(self._data[: max(keep, 0)].strip(b"\0"))
            self._data = self._data[max(keep, 0) :]
            more = self._stream.read(CHUNK)
            if not more:
                passed = passed or bool(self._data.strip(b"\0"))
                self._data = b""
                return False, passed
            self._data += more
        passed = passed or bool(self._data[:at].strip(b"\0"))
        self._data = self._data[at:]
        return True, passed


class BrokenMemberError(OSError):
    """A member of a gzip file is damaged, perhaps in what was read of it before."""


def members_of(stream: BinaryIO, limits: Limits) -> Iterator[Readable | None]:
    """The members of a gzip file, each to be read to its end or its error before the next is asked for.

    None stands for bytes that belong to none; what follows a damaged member is not told again.
    """
    counted = Counted(stream)
    allowance = Allowance(counted, limits)
    packed = Resumable(counted)
    member = None
    while True:
        found, passed = packed.seek(MEMBER)
        if passed and (member is None or member.whole):
            yield None
        if not found:
            return
        member = _Member(packed, allowance)
        yield member


class _Member:
    """One member, unpacked as it is read."""

    def __init__(self, packed: Resumable, allowance: Allowance) -> None:
        self._packed = packed
        self._allowance = allowance
        self._unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._taken: list[bytes] = []
        self._n_taken = 0

    @property
    def whole(self) -> bool:
        """Whether it was read to its end."""
        return self._unpack.eof

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes and at least one; none at the end.

        Raises OSError where the member breaks off, FaultError where it unpacks to more than it may. Of a damaged member
        the packed bytes are given back: what was read of one that is cut may belong to those behind it.
        """
        while not self._unpack.eof:
            data = self._packed.read()
            if not data:
                self._give_back(b"")
                raise OSError("the compressed file ends in the middle")
            try:
                unpacked = self._unpack.decompress(data, size)
            except zlib.error as error:
                self._give_back(data)
                raise BrokenMemberError(str(error)) from error
            rest = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail
            self._packed.unread(rest)
            self._keep(data[: len(data) - len(rest)])
            self._allowance.take(len(unpacked))
            if unpacked:
                return unpacked
        return b""

    def _keep(self, data: bytes) -> None:
        """Remember what was taken, unless it has become too much."""
        self._n_taken += len(data)
        if self._n_taken <= KEPT:
            self._taken.append(data)
        else:
            self._taken.clear()

    def _give_back(self, data: bytes) -> None:
        """Give back what was taken, and `data` behind it, but for the first byte: there this member began."""
        self._packed.unread((b"".join(self._taken) + data)[1:])
