"""Real names looked for in the bytes of what goes out: texts, members of a .docx, .odt or .xlsx, names of files."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from qualcode.model.messages import _
from qualcode.model.pseudonyms import LeftIn
from qualcode.report.spotting import Sought, Spotter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_ZIP: Final = b"PK\x03\x04"
_MARKUP: Final = re.compile(r"^\s*<|^\ufeff?\s*<")
_SPACE_TAGS: Final = re.compile(r"<(?:w:br|w:tab|w:cr|text:s|text:tab|text:line-break|br)\b[^>]*>", re.IGNORECASE)
_INLINE: Final = re.compile(
    r"</?(?:w:(?:r|t|rPr|rFonts|b|i|u|lang|color|sz|szCs|rStyle|proofErr|bookmarkStart|bookmarkEnd|hyperlink|noBreakHyphen)"
    r"|text:(?:span|a|bookmark|bookmark-start|bookmark-end|soft-page-break)|r|t|rPr"
    r"|b|i|em|strong|span|a|sup|sub|mark|code|u|s|small|cite|q)(?:\s[^>]*)?/?>"
)
_TAG: Final = re.compile(r"<[^>]*>")
_VALUE: Final = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_WRITTEN: Final = re.compile(rb"(?:[\x20-\x7e]|\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]){12,}")
"""Letters that follow one another in bytes that are no text: by chance, they are never so many."""
NAME: Final = "name"
"""The place of what stands in the name of a file."""
_NAMED: Final = 8
"""Places that are named; the others are counted."""
_LARGEST: Final = 400_000_000
"""Bytes of all members of a file that are looked into."""


class LeakCheck:
    """Looks for the names of a key, whatever capitals, accents, apostrophes and gaps they are written with."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Prepare.

        Args:
            names: the pseudonym of each real name; a pseudonym that holds a name may stand.
        """
        standing = [Sought(pseudonym, None) for pseudonym in names.values()]
        self._spotter = Spotter([*(Sought(name, "listed") for name in names), *standing])

    def in_text(self, text: str, place: str = "") -> list[LeftIn]:
        """Return the names in a text, each with how often it stands there."""
        found = Counter(sought.name for sought, _span in self._spotter.spots(text) if sought.kind)
        return [LeftIn(name, place, count) for name, count in found.items()]

    def in_file(self, name: str, data: bytes) -> list[LeftIn]:
        """Return the names in a file and in its name, each once for each place.

        Args:
            name: of the file, without its folder.
            data: its bytes.
        """
        found = self.in_text(_spaced(PurePath(name).stem), NAME)
        for place, text in _texts(data):
            found += self.in_text(text, place)
        return _merged(found)


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Give the texts that a file holds, each with the member it stands in."""
    if not data.startswith(_ZIP):
        yield from (("", text) for text in _readings(data))
        return
    left = _LARGEST
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            yield NAME, _spaced(member.filename)
            with archive.open(member) as opened:
                content = opened.read(left)
            left -= len(content)
            yield from ((member.filename, text) for text in _readings(content))


def _readings(data: bytes) -> Iterator[str]:
    """Give the ways in which bytes can be read as text: as they stand; of markup, its words and its attributes."""
    try:
        text = data.decode()
    except UnicodeDecodeError:  # a picture, a font: what is written in it stands in runs of letters
        yield b"\n".join(_WRITTEN.findall(data)).decode("utf-8", "replace")
        return
    if _MARKUP.match(text):
        yield html.unescape(_TAG.sub("\n", _INLINE.sub("", _SPACE_TAGS.sub(" ", text))))
        yield html.unescape("\n".join(one or other for one, other in _VALUE.findall(text)))
        return
    yield _ESCAPE.sub(r"\1", _unescaped(text))


def _unescaped(text: str) -> str:
    """Return a text with what JSON escapes in it written out."""
    if text[:1] in {"{", "["}:
        try:
            return json.dumps(json.loads(text), ensure_ascii=False)
        except ValueError:
            return text
    return text


def _merged(found: Iterable[LeftIn]) -> list[LeftIn]:
    """Return what was found with the numbers of one name in one place added up, in the order of first appearance."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in found:
        counts[one.name, one.place] += one.count
    return [LeftIn(name, place, count) for (name, place), count in counts.items()]


def places_said(found: Sequence[LeftIn], numbers: Callable[[int], str]) -> str:
    """Say where names stand, some of the places by name.

    Args:
        found: where.
        numbers: writes a number in the interface's language.
    """
    told = [_place(one, numbers) for one in found[:_NAMED]]
    over = len(found) - _NAMED
    return ", ".join(told) + (_(" and {count} more").format(count=numbers(over)) if over > 0 else "")


def _place(one: LeftIn, numbers: Callable[[int], str]) -> str:
    if not one.place:
        return _("“{name}” ({count}×)").format(name=one.name, count=numbers(one.count))
    where = _("the name of a file") if one.place == NAME else one.place
    return _("“{name}” ({count}× in {place})").format(name=one.name, count=numbers(one.count), place=where)
