"""From bytes to the stored text: the encoding found out, and the few characters that cannot be kept."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

from qualcode.importers.guessing import guessed
from qualcode.model.errors import BadBytes, SeemsEncoded, UnknownEncoding, WrongContent
from qualcode.model.transcript import Loss

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BYTE_ORDER_MARK: Final = "\ufeff"
_UTF8: Final = frozenset({"utf-8", "utf-8-sig"})
_NOT_FOR_FILES: Final = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Encodings of names and of program source: they take time without end, or read letters as orders."""

NULS_OF_UTF16: Final = 0.3
"""Share of NUL bytes at one parity from which bytes look like UTF-16 without its mark; Latin letters give half."""
NULS_OF_BINARY: Final = 0.1
"""Share of NUL characters from which a file is no text: a broken recorder leaves a few, never one in ten."""

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_PERHAPS_NO_CHARACTER: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]")
_HARMLESS: Final = bytes({*range(0x20, 0xEF), 0x09, 0x0A} - {0x7F})
"""Bytes that begin or are in no control character of ASCII and no character from U+F000 on, in UTF-8."""
_CONTROL_OF_LATIN: Final = re.compile(b"\xc2[\x80-\x9f]")
_LAST_TWO: Final = 0xFFFE  # the last two codes of every plane are no characters (Unicode, section 23.7)
_BLOCK: Final = range(0xFDD0, 0xFDF0)
_REPLACEMENT: Final = "\ufffd"
_PICTURES: Final = 0x2400
_DELETE: Final = "\x7f"
_PICTURE_OF_DELETE: Final = "\u2421"
_SPACE: Final = " "


class Decoded(NamedTuple):
    """The stored text, the encoding it came from, and what was replaced."""

    text: str
    encoding: str
    losses: tuple[Loss, ...]


def decoded(data: bytes, what: str, encoding: str | None = None) -> Decoded:
    """Turn a file's bytes into the text to store.

    Args:
        data: the whole file.
        what: its name, for refusals.
        encoding: what the person says it is; None to find out (byte order mark, strict UTF-8, then a guess).

    Raises:
        UnknownEncoding: Python knows no such encoding.
        BadBytes: bytes that are not valid, with the offset of the first.
        SeemsEncoded: UTF-16 without its mark.
        WrongContent: no text at all.
    """
    known = _as_said(data, what, encoding) if encoding else _found_out(data, what)
    text, losses = stored(known.text)
    return Decoded(text, known.encoding, (*known.losses, *losses))


def stored(text: str) -> tuple[str, tuple[Loss, ...]]:
    r"""Return the text as the project keeps it: \n line ends, no byte order mark, one sign for a control character.

    Nothing else is touched: letters stay composed or decomposed as they were, no-break spaces stay.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    if _is_plain(text):
        return text, ()
    text, controls = _CONTROL.subn(_visible, text)
    text, surrogates = _SURROGATE.subn(_REPLACEMENT, text)
    strange = sum(map(_no_character, _PERHAPS_NO_CHARACTER.findall(text)))
    counts = (("controls", controls), ("surrogates", surrogates), ("noncharacters", strange))
    return text, tuple(Loss(kind, count) for kind, count in counts if count)


def _is_plain(text: str) -> bool:
    """Tell at once of most texts that there is nothing in them to replace or to count."""
    try:
        content = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return not content.translate(None, _HARMLESS) and not _CONTROL_OF_LATIN.search(content)


def _no_character(sign: str) -> bool:
    """Tell whether a code is one that no character will ever have."""
    return ord(sign) & _LAST_TWO == _LAST_TWO or ord(sign) in _BLOCK


def _visible(match: re.Match[str]) -> str:
    """Return the sign Unicode draws for a control character; those of Latin-1 have none."""
    sign = match[0]
    if sign == _DELETE:
        return _PICTURE_OF_DELETE
    return chr(_PICTURES + ord(sign)) if sign < _SPACE else _REPLACEMENT


def _as_said(data: bytes, what: str, encoding: str) -> Decoded:
    """Read bytes as the person says, with a word where they are sound UTF-8: of an archive not all may be alike."""
    text = _by_name(data, what, encoding)
    if data.isascii() or codecs.lookup(encoding).name in _UTF8:
        return Decoded(text, encoding, ())
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return Decoded(text, encoding, ())
    return Decoded(text, encoding, (Loss("encoding_doubtful", 1, (("encoding", encoding),)),))


def _by_name(data: bytes, what: str, encoding: str) -> str:
    try:
        known = codecs.lookup(encoding)
        if known.name.replace("-", "_") in _NOT_FOR_FILES:
            raise UnknownEncoding(encoding)
        return data.decode(encoding)
    except (LookupError, ValueError) as fault:
        if isinstance(fault, UnicodeError):
            raise BadBytes(what, offset=getattr(fault, "start", 0), encoding=encoding) from fault
        raise UnknownEncoding(encoding) from fault


def _found_out(data: bytes, what: str) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_by_name(data, what, name), name.removesuffix("-sig"), ())
    _refuse_nuls(data, what)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError as fault:
        guess = guessed(data)
        if guess is None:
            raise BadBytes(what, offset=fault.start, encoding="utf-8") from fault
        return Decoded(data.decode(guess), guess, (Loss("encoding_guessed", 1, (("encoding", guess),)),))


def _refuse_nuls(data: bytes, what: str) -> None:
    """Refuse UTF-16 without its mark, which must be said, and what is no text."""
    nuls = data.count(0)
    if nuls <= len(data) * NULS_OF_BINARY:
        return
    odd, even = data[1::2].count(0), data[::2].count(0)
    half = len(data) / 2
    if odd > half * NULS_OF_UTF16 > even:
        raise SeemsEncoded(what, encoding="utf-16-le")
    if even > half * NULS_OF_UTF16 > odd:
        raise SeemsEncoded(what, encoding="utf-16-be")
    raise WrongContent(what, format=".txt")
