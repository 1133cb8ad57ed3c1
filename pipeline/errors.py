"""The errors that Quotidian raises. Each message says what was wrong, where, and what to do."""

from __future__ import annotations

import re

_USER = re.compile(r"(?<=://)(?:[^\s/@:]*:(?!\d+(?:/|$))\S*@|[^\s/@]+@)")
_SECRET = re.compile(
    r"(?<=[?&;#])([\w.%-]*(?:sig|signature|token|key|secret|pass|pwd|credential|auth|session|policy|hmac)[\w.%-]*=)[^&\s#;'\"<>]+",
    re.IGNORECASE,
)

_SHORTEST = 4
"""Characters of a user's name or a password that is looked for in other words."""


def redacted(text: str) -> str:
    """Text with addresses in it, without their users, passwords, signatures and keys.

    "ftp://***@news.example/a.txt?key=***": what messages, tables and logs show of a source is shown by this.
    """
    return _SECRET.sub(r"\1***", _USER.sub("***@", text))


def without_secrets(text: str, address: str) -> str:
    """What a library says of an address, redacted; what is secret in the address is left out wherever it stands."""
    users = [part for found in _USER.findall(address) for part in found.rstrip("@").split(":")]
    values = [found[0].removeprefix(found[1]) for found in _SECRET.finditer(address)]
    for secret in sorted({*users, *values}, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, "***")
    return redacted(text)


_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What steers a terminal, beside line breaks and tabs."""


def written_out(text: str) -> str:
    r"""Text as a terminal may be given it: its control characters written out, as "\x1b[2J"."""
    return _STEERING.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


class QuotidianError(Exception):
    """Base of all errors meant for the user; the command line shows the message and exits with 2.

    No message shows the passwords and keys of an address in it, whoever shows it.
    """

    def __str__(self) -> str:
        return redacted(super().__str__())


class ModelNotFoundError(QuotidianError):
    """The spaCy pipeline asked for is not installed."""


class SettingError(QuotidianError):
    """An option or a variable of the environment holds what it cannot."""


class OutOfMemoryError(QuotidianError):
    """A run may use less memory than it needs."""


class OutputError(QuotidianError):
    """The output folder, or a file in it, cannot be written or read."""


class OutputLockedError(QuotidianError):
    """Another run holds the output folder."""


class MissingInputError(QuotidianError):
    """A stage lacks a part of a table that it is made from."""


class UnknownNameError(QuotidianError):
    """There is no table, entity or quote of that name."""


class ReaderError(QuotidianError):
    """What reads a format is not installed, or does not fit what is."""


class SourceNotFoundError(QuotidianError):
    """A source names no file, or cannot be read at all."""


class UnknownFormatError(QuotidianError):
    """A file named by itself, or a format, is none that a reader reads."""


class ArticleError(QuotidianError):
    """A text, or what is said of it, cannot be made into an article."""


class EngineError(QuotidianError):
    """The engine asked for is not installed or cannot be reached."""


class KnowledgeBaseError(QuotidianError):
    """The user's knowledge base cannot be read, or lacks a column."""

    @classmethod
    def cannot_be_read(cls, path: str, error: Exception) -> KnowledgeBaseError:
        """The error for a file that some library cannot read, with what it says of it."""
        why = getattr(error, "strerror", None) or str(error).partition("\n")[0]
        why = without_secrets(why, path).rstrip(".")
        return cls(f"The knowledge base {path} cannot be read ({why}); name a Parquet or CSV file of id and name.")


class GazetteerError(QuotidianError):
    """The user's own gazetteer cannot be read, lacks a column, or holds no place."""
