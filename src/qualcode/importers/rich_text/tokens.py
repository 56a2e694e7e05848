"""RTF cut into its tokens: braces, control words, escaped bytes, letters (after the RTF 1.9.1 specification)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["open", "close", "word", "byte", "sign", "letters"]


class Token(NamedTuple):
    """A piece of the source; `text` is a control word's name, an escaped byte or sign, or letters as Latin-1."""

    kind: Kind
    text: str = ""
    number: int | None = None


_TOKEN: Final = re.compile(
    r"(?P<letters>[^\\{}\r\n\x00]+)|(?P<brace>[{}])|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,11})?[ ]?"
    r"|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])|[\r\n\x00]+|\\"
)
_BINARY: Final = "bin"


def tokens(source: str) -> Iterator[Token]:
    r"""Yield the tokens of an RTF file; what follows `\bin` is jumped over where it is there.

    Args:
        source: the bytes of the file, each as the character of its number.
    """
    place, end = 0, len(source)
    match = _TOKEN.match
    while place < end and (found := match(source, place)):
        place = found.end()
        kind = found.lastgroup
        if kind == "letters":
            yield Token("letters", found["letters"])
        elif kind == "brace":
            yield Token("open" if found["brace"] == "{" else "close")
        elif kind in {"word", "number"}:
            number = int(found["number"]) if found["number"] else None
            word = found["word"]
            if word == _BINARY and number is not None and 0 < number <= end - place:
                place += number
            else:
                yield Token("word", word, number)
        elif kind == "byte":
            yield Token("byte", chr(int(found["byte"], 16)))
        elif kind == "sign":
            yield Token("sign", found["sign"])
