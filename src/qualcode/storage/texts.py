"""Which texts a database takes."""

from __future__ import annotations


def storable(text: str) -> str:
    """Return a text that every database takes: NUL and lone surrogates become U+FFFD, one for one."""
    if text.isascii() and "\x00" not in text:
        return text
    return "".join("\ufffd" if letter == "\x00" or "\ud800" <= letter <= "\udfff" else letter for letter in text)
