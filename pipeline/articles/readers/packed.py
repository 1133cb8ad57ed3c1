"""Streams of lines: unpacked within limits, and made UTF-8 where they are UTF-16."""

from __future__ import annotations

import codecs
import gzip
import io
from typing import IO, Any, BinaryIO, cast

from pipeline.articles.decoding import BOMS, unmarked
from pipeline.articles.rejection import Fault, FaultError
from pipeline.settings import Limits

_CHUNK = 1 << 16
_WIDE = tuple((mark, name) for mark, name in BOMS if mark != codecs.BOM_UTF8)


class Counted(io.RawIOBase):
    """A stream that counts the bytes that are read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Allowance:
    """How much a compressed stream may unpack to: so many times its size, and always a fixed number of bytes."""

    def __init__(self, packed: Counted, limits: Limits) -> None:
        self._packed, self._limits = packed, limits
        self._unpacked = 0

    def take(self, n: int) -> None:
        """Count `n` more unpacked bytes. Raises FaultError where they are more than any text would give."""
        self._unpacked += n
        most = max(self._limits.unpacked_bytes, self._limits.unpacked_ratio * self._packed.count)
        if self._unpacked > most:
            detail = f"{self._packed.count:,} bytes of it unpack to more than {most:,}, unpack it first."
            raise FaultError(Fault("too_long", detail))


class _Unpacked(io.RawIOBase):
    """The content of a gzip file, within its allowance."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        packed = Counted(stream)
        self._allowance = Allowance(packed, limits)
        self._file = gzip.GzipFile(fileobj=io.BufferedReader(packed, _CHUNK))

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes."""
        data = self._file.read1(len(buffer))
        buffer[: len(data)] = data
        self._allowance.take(len(data))
        return len(data)


class _Recoded(io.RawIOBase):
    """Text of another encoding as UTF-8; half surrogate pairs become bytes that are none, to be told line by line."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding, errors="surrogatepass", newline="")
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes."""
        if not self._rest:
            try:
                self._rest = self._text.read(_CHUNK).encode("utf-8", "surrogatepass")
            except UnicodeDecodeError as error:
                raise FaultError(Fault("encoding", f"The file breaks off or is no {error.encoding}.")) from error
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def line_stream(stream: BinaryIO, packed: bool, limits: Limits) -> tuple[io.BufferedReader, str]:
    """The bytes of a file of lines as UTF-8, or as they are, and the encoding that its byte order mark tells.

    Reading raises FaultError where a compressed file unpacks to more than it may.
    """
    raw: Any = _Unpacked(stream, limits) if packed else stream
    plain = io.BufferedReader(raw, _CHUNK)
    head = plain.peek(_CHUNK)
    mark, encoding = next(((mark, name) for mark, name in _WIDE if head.startswith(mark)), (b"", unmarked(head)))
    if encoding is None:
        return plain, "utf-8"
    plain.read(len(mark))
    return io.BufferedReader(cast(Any, _Recoded(plain, encoding)), _CHUNK), encoding
