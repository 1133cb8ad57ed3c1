"""From bytes to text: UTF-8 where it is UTF-8, else the likely 8-bit encoding, and which it was."""

from __future__ import annotations

import codecs
import contextlib

from pipeline.articles.rejection import Fault, FaultError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
EIGHT_BIT = "cp1252"
"""The commonest 8-bit encoding of English text, tried first where the bytes are no UTF-8."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b")) + b"\x7f"
MOST_CONTROLS = 0.01
"""A larger share of control bytes than this is no text."""
PLAUSIBLE = 0.9
"""At least this share of the characters beyond ASCII must be ones that English news are written with."""
_HEAD, _FEWEST = 1000, 4
"""So many bytes, and pairs of them, show that a text is UTF-16."""
_EXPECTED = set("‘’“”–—…•£€¥©®°½¼¾§«»†‡™·¿¡ \xa0\xad") | {
    chr(code) for code in range(0xC0, 0x180) if chr(code).isalpha()
}


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of some bytes and the name of their encoding; a byte order mark is dropped.

    `declared` is the encoding that the bytes are said to be in, which is believed where they are no UTF-8.

    Raises FaultError: `binary` for what is no text, `encoding` where no encoding fits.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise FaultError(_undecodable(error, len(mark))) from error
    if wide := unmarked(data):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(wide), wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error
    else:
        _refuse_binary(data)
        return text, "utf-8"
    _refuse_binary(data)
    if _is_damaged_utf8(data):
        raise FaultError(_undecodable(first, 0))
    for candidate in (_known(declared), EIGHT_BIT, _guess(data)):
        if candidate is None:
            continue
        try:
            text = data.decode(candidate)
        except (UnicodeError, ValueError):
            continue
        if _is_plausible(text) or (declared and candidate == _known(declared)):
            return text, candidate
    raise FaultError(_undecodable(first, 0))


def unmarked(data: bytes) -> str | None:
    """The name of UTF-16 where text begins so without a byte order mark: of English every second byte is zero."""
    first, second = data[:_HEAD:2], data[1:_HEAD:2]
    for zeros, letters, encoding in ((second, first, "utf-16-le"), (first, second, "utf-16-be")):
        if len(zeros) >= _FEWEST and zeros.count(0) > PLAUSIBLE * len(zeros) and not letters.count(0):
            return encoding
    return None


def _refuse_binary(data: bytes) -> None:
    at = data.find(b"\0")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > 1 and (at >= 0 or controls > MOST_CONTROLS * len(data)):
        raise FaultError(
            Fault("binary", f"This is no text: {controls} of its {len(data)} bytes are control bytes.", byte=max(at, 0))
        )


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 were once: more of them still are, beyond ASCII, than are not."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return len(text) - sum(map(str.isascii, text)) - broken > broken


def _known(name: str | None) -> str | None:
    """Python's name of a declared text encoding. What calls itself Latin-1 or ASCII is Windows-1252, as in browsers."""
    try:
        codec = codecs.lookup(name or "")
    except (LookupError, ValueError):
        return None
    if not codec._is_text_encoding:
        return None
    return EIGHT_BIT if codec.name in ("iso8859-1", "ascii") else codec.name


def _guess(data: bytes) -> str | None:
    """What charset-normalizer takes the bytes for."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    return best.encoding if best else None


def _is_plausible(text: str) -> bool:
    """Whether a text reads as one, and not as another encoding's bytes."""
    beyond = [char for char in text if char > "\x7f"]
    return sum(char in _EXPECTED for char in beyond) >= PLAUSIBLE * len(beyond)


def _undecodable(error: UnicodeDecodeError, offset: int) -> Fault:
    return Fault(
        "encoding",
        f"Byte {error.start + offset} ({error.object[error.start]:#04x}) is no {error.encoding}, and no 8-bit encoding "
        "fits all of the text; save it as UTF-8.",
        byte=error.start + offset,
    )
