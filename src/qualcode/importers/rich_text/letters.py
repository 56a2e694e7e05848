r"""The letters of an RTF file: bytes in the code page of their font, and Unicode numbers with what stands for them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from qualcode.importers.rich_text.words import CODE_PAGE, OF_FONTS, SYMBOL, code_page

if TYPE_CHECKING:
    from collections.abc import Callable

_HIGH: Final = range(0xD800, 0xDC00)
_LOW: Final = range(0xDC00, 0xE000)
_PRIVATE: Final = range(0xE000, 0xF900)
_CODES: Final = range(0x110000)
_REPLACEMENT: Final = "\ufffd"


class Letters:
    """Decodes what comes, and says it once it is whole."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Begin, with where the words go."""
        self._say = say
        self.counts: Counter[str] = Counter()
        self.unknown_page = ""
        self.font: int | None = None
        self.page: str = CODE_PAGE
        self._fonts: dict[int, str] = {}
        self._bytes = bytearray()
        self._half = 0  # the first half of a character that is written in two
        self._skip = 0  # signs still to come that stand for a Unicode one in old readers

    def letters(self, letters: str) -> None:
        """Take letters on, each the character of its byte."""
        skipped, self._skip = self._skip, max(0, self._skip - len(letters))
        letters = letters[skipped:]
        if not letters:
            return
        if self._bytes or not letters.isascii():
            self._bytes += letters.encode("latin-1")
        else:
            self.sign(letters)

    def byte(self, byte: str) -> None:
        """Take an escaped byte on; several make one letter in some code pages."""
        if self._skip:
            self._skip -= 1
        else:
            self._bytes += byte.encode("latin-1")

    def escaped(self, sign: str) -> None:
        """Take an escaped sign on."""
        if self._skip:
            self._skip -= 1
        else:
            self.sign(sign)

    def sign(self, words: str) -> None:
        """Say words that need no decoding."""
        self._end_half()
        self._say(words)

    def unicode(self, number: int, fallback: int) -> None:
        r"""Take a `\u` on: a number under zero is one over 32,767, and two halves make one character.

        Args:
            number: as written.
            fallback: how many signs after it stand for it.
        """
        number = number + 0x10000 if number < 0 else number
        if self._half and number in _LOW:
            whole = 0x10000 + ((self._half - _HIGH.start) << 10) + number - _LOW.start
            self._half = 0
            self._say(chr(whole))
        else:
            self._end_half()
            self._one(number)
        self._skip = fallback

    def _one(self, number: int) -> None:
        if number in _HIGH:
            self._half = number
        elif number in _PRIVATE or number not in _CODES:
            self.counts["symbols"] += 1
            self._say(_REPLACEMENT)
        else:
            self._say(chr(number))

    def flush(self, *, keep_half: bool) -> None:
        """Decode the bytes that stand together, and let go of half a character that nothing completes."""
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            self.sign(self._decoded(data))
        if not keep_half and not self._skip:
            self._end_half()

    def interrupted(self) -> None:
        """Note that a brace or a word stands where signs for an old reader were to come."""
        self._skip = 0

    def _end_half(self) -> None:
        if self._half:
            half, self._half = self._half, 0
            self._say(chr(half))

    def _decoded(self, data: bytes) -> str:
        name = self.page if self.font is None else self._fonts.get(self.font, self.page)
        if name == SYMBOL:
            self.counts["symbols"] += len(data)
            return _REPLACEMENT * len(data)
        text = data.decode(name, "replace")
        self.counts["unreadable_bytes"] += text.count(_REPLACEMENT)
        return text

    def name_font_set(self, number: int | None) -> None:
        """Note the character set of the font in use: its entry in the table is being read."""
        if self.font is not None and number in OF_FONTS:
            self._fonts[self.font] = OF_FONTS[number]

    def name_page(self, number: int | None) -> None:
        """Take the document's code page by its number."""
        name = code_page(number)
        if name is None:
            self.unknown_page = str(number)
        self.page = name or CODE_PAGE
