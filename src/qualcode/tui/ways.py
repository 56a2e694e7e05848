"""How the files of the import screen are read: what holds for all of them, what was said of one, and in few words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from qualcode.importers.files import file_bytes
from qualcode.importers.options import CODES, IGNORE, MEMOS, ImportOptions
from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.tui.shown.bringing import TABLES
from qualcode.tui.widgets.keyline import Piece
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

ENCODINGS: Final = (
    ("utf-8", N_("UTF-8, as most programs write now")),
    ("cp1252", N_("Windows, western Europe")),
    ("iso8859-15", N_("older Unix, western Europe")),
    ("mac_roman", N_("older Macintosh")),
    ("cp850", N_("DOS")),
    ("utf-16", N_("UTF-16 with its mark")),
    ("utf-16-le", N_("UTF-16, as Windows writes it")),
    ("utf-16-be", N_("UTF-16, the other way round")),
)
WRITTEN: Final = frozenset(
    {".txt", ".text", ".md", ".markdown", ".csv", ".srt", ".vtt", ".html", ".htm", ".json", ".trs", ".eaf"}
)
"""Endings of files that are text, so that their bytes may be read in several ways."""
PEEK: Final = 65_536
"""Bytes at the beginning of a file among which a word with an accent is looked for."""
AROUND: Final = 14
"""Characters shown on both sides of the first accent."""
NULS: Final = 0.1
"""Share of NUL bytes from which a text is in UTF-16."""
ATTRIBUTES, ANSWERS, ASIDE = "attributes", "answers", "aside"
"""What a table is taken for: what is known of the participants, their answers, nothing."""
_NEXT_USE: Final = {ATTRIBUTES: ASIDE, ASIDE: ANSWERS, ANSWERS: ATTRIBUTES}
_USES: Final = {
    ATTRIBUTES: N_("table: attributes of participants"),
    ANSWERS: N_("table: answers in own words"),
    ASIDE: N_("table: left aside"),
}
_NEXT_COMMENTS: Final = {IGNORE: CODES, CODES: MEMOS, MEMOS: IGNORE}
_NEXT_HIGHLIGHTS: Final = {IGNORE: CODES, CODES: IGNORE}
_COMMENTS: Final = {
    IGNORE: N_("comments: left out"),
    CODES: N_("comments: as codes"),
    MEMOS: N_("comments: as memos"),
}
_HIGHLIGHTS: Final = {IGNORE: N_("highlights: left out"), CODES: N_("highlights: as codes")}


@dataclass(slots=True)
class Ways:
    """How each file is read; `common` holds for all of them."""

    common: ImportOptions = field(default_factory=ImportOptions)
    own: dict[Path, ImportOptions] = field(default_factory=dict)
    """What was said of one file: its encoding, its columns, whether it is a published report."""
    uses: dict[Path, str] = field(default_factory=dict)
    """What was said that a table is: ATTRIBUTES, ANSWERS or ASIDE."""

    def of(self, path: Path) -> ImportOptions:
        """Return how a file is read."""
        own = self.own.get(path, ImportOptions())
        return replace(self.common, encoding=own.encoding, columns=own.columns, verbatims=own.verbatims)

    def say(self, path: Path, options: ImportOptions) -> None:
        """Say of one file how it is read."""
        self.own[path] = options

    def turn_use(self, path: Path, use: str) -> None:
        """Take a table for something else than what it is taken for now."""
        self.uses[path] = _NEXT_USE[use]

    def turn_keep(self) -> None:
        """Keep the files in the project, or no more."""
        self.common = replace(self.common, keep=not self.common.keep)

    def turn_comments(self) -> None:
        """Make something else of comments in the margin."""
        self.common = replace(self.common, comments=_NEXT_COMMENTS[self.common.comments])

    def turn_highlights(self) -> None:
        """Make something else of highlighted passages."""
        self.common = replace(self.common, highlights=_NEXT_HIGHLIGHTS[self.common.highlights])

    def pieces(self, meant: Path | None, kinds: Collection[str], guess: str = "", use: str = "") -> list[Piece]:
        """Say how files are read, in few words, with the keys that change it.

        Args:
            meant: the file one stands on; None for none.
            kinds: of losses that are there: what nothing of the list has is not spoken of.
            guess: the encoding that was guessed for the file one stands on, or a sign that none was.
            use: what the file one stands on is taken for, where it is a table.
        """
        common = self.common
        keep = _("keep the file: yes") if common.keep else _("keep the file: no")
        found = [Piece("t", _(_USES[use]), "table", use == ATTRIBUTES)] if use else []
        found.append(Piece("k", keep, "keep", common.keep))
        if meant is not None and not use and meant.suffix.lower() not in TABLES:
            own = self.of(meant)
            report = _("published report: yes") if own.verbatims else _("published report: no")
            found.append(Piece("r", report, "report", own.verbatims))
        if "comments" in kinds or common.comments != IGNORE:
            words = _(_COMMENTS[common.comments])
            found.append(Piece("c", words, "comments", common.comments != IGNORE))
        if "highlights" in kinds or common.highlights != IGNORE:
            words = _(_HIGHLIGHTS[common.highlights])
            found.append(Piece("h", words, "highlights", common.highlights != IGNORE))
        encoding = self.of(meant).encoding if meant is not None else None
        if encoding or guess:
            words = _("encoding: {encoding}").format(encoding=encoding or guess)
            found.append(Piece("e", words, "encoding", bool(encoding)))
        return found


def sights(path: Path) -> list[tuple[str, str]]:
    """Return the encodings that a file's bytes may be in, each with how its first accent would look, in words.

    Args:
        path: the file; one that cannot be read gives none.
    """
    try:
        data = file_bytes(path)
    except Refusal:
        return []
    found = []
    wide = data.count(0) > len(data) * NULS
    for encoding, words in ENCODINGS:
        try:
            text = data.decode(encoding) if wide == encoding.startswith("utf-16") else ""
        except (UnicodeError, ValueError):
            continue
        if text:
            told = _(words)
            found.append((encoding, f"{_glimpse(text)}   {encoding}, {told}"))
    return found


def _glimpse(text: str) -> str:
    """Return the surroundings of the first character outside ASCII."""
    beginning = text[:PEEK]
    place = next((place for place, sign in enumerate(beginning) if not sign.isascii()), 0)
    return shown_line(" ".join(beginning[max(place - AROUND, 0) : place + AROUND].split()))
