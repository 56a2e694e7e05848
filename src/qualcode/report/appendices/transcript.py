"""A coded transcript as it is read on paper: the text in rows, cut where codings begin and end, with margin codes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qualcode.model.codebook import labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qualcode.model.records import Code, Coding, Document, Turn
    from qualcode.report.appendices.paper import Cover
    from qualcode.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Margin:
    """A coding as the margin names it; `number` stands in the text too, where it begins and where it ends."""

    number: int
    code: str
    colour: str
    """As the codebook has it, such as #56b4e9."""
    coder: str
    memos: tuple[str, ...] = ()
    weight: int | None = None
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same codings: the numbers of those that cover them, that begin before and end after them."""

    text: str
    under: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    label: bool = False
    """Whether it stands outside the speech: the name of a voice, a time."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A turn or a paragraph: its pieces, the codings that begin in it, and those that go on from above."""

    pieces: tuple[Piece, ...]
    margin: tuple[Margin, ...] = ()
    goes_on: tuple[int, ...] = ()
    quiet: bool = False
    """Whether it is the interviewer's, or nobody's."""


@dataclass(frozen=True, slots=True)
class CodedText:
    """A document with its rows; `margins` has every coding by its number."""

    name: str
    rows: tuple[TextRow, ...]
    margins: Mapping[int, Margin]

    @property
    def codes(self) -> dict[str, str]:
        """The colour of each code applied in it, by its name, in the order in which they come."""
        return {margin.code: margin.colour for margin in self.margins.values()}


@dataclass(frozen=True, slots=True)
class CodedPaper:
    """Coded transcripts one after the other, under one cover."""

    cover: Cover
    title: str
    texts: tuple[CodedText, ...]
    coders: tuple[str, ...]
    """Who coded them, in the order in which they come."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it was read from the study."""

    document: Document
    text: str
    turns: Sequence[Turn]
    codings: Sequence[Coding]
    memos: Mapping[str, tuple[str, ...]]
    """Of each coding, by its id."""
    hushed: frozenset[str] = frozenset()
    """The ids of the cases that did not agree to be quoted."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Bounds of a row in the text, and where its speech begins."""

    start: int
    speech: int
    end: int
    quiet: bool
    hushed: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """A coding: its number, its bounds, and the first and last row that it touches."""

    number: int
    start: int
    end: int
    first: int
    last: int


def coded_paper(read: Sequence[Read], codes: Sequence[Code], names: Mapping[str, str], cover: Cover) -> CodedPaper:
    """Return coded transcripts, ready for a writer.

    Args:
        read: the documents in their order.
        codes: the codebook.
        names: of the coders, by id.
        cover: the first lines.
    """
    wording = cover.wording
    instead = wording.gettext("[words left out: no consent to be quoted]")
    texts = tuple(coded_text(one, codes, names, instead) for one in read)
    coders = dict.fromkeys(margin.coder for text in texts for margin in text.margins.values())
    title = wording.ngettext("Coded transcript", "Coded transcripts", len(texts))
    return CodedPaper(cover, title, texts, tuple(coders))


def coded_text(read: Read, codes: Sequence[Code], names: Mapping[str, str], instead: str) -> CodedText:
    """Cut a document into rows: all of its words, in their order, none twice.

    Args:
        read: its text, turns and codings.
        codes: the codebook.
        names: of the coders, by id.
        instead: stands for the words of those who did not agree to be quoted.
    """
    book = {code.id: code for code in codes}
    called = labels((code.id, code.path) for code in codes)
    in_order = sorted(read.codings, key=lambda one: (one.start, -one.end, one.id))
    margins = {
        number: Margin(
            number,
            called[coding.code],
            book[coding.code].colour,
            names.get(coding.coder, ""),
            read.memos.get(coding.id, ()),
            coding.weight,
            coding.starred,
        )
        for number, coding in enumerate(in_order, 1)
    }
    stretches = tuple(_stretches(read))
    touched = {number: _touched(coding, stretches) for number, coding in enumerate(in_order, 1)}
    spans = [
        _Placed(number, coding.start, coding.end, touched[number][0], touched[number][-1])
        for number, coding in enumerate(in_order, 1)
        if touched[number]
    ]
    rows = tuple(
        _hushed(read.text, place, stretch, spans, margins, instead)
        if stretch.hushed
        else _row(read.text, place, stretch, spans, margins)
        for place, stretch in enumerate(stretches)
    )
    return CodedText(read.document.name, rows, margins)


def _touched(coding: Coding, stretches: Sequence[_Stretch]) -> list[int]:
    """Return the rows that a coding touches."""
    return [place for place, one in enumerate(stretches) if coding.start < one.end and one.start < coding.end]


def _stretches(read: Read) -> Iterator[_Stretch]:
    """Give the rows of a text: what stands before a turn on its line goes with it, the rest stands alone."""
    here = 0
    for turn in sorted(read.turns, key=lambda one: one.start):
        before = read.text[here : turn.start]
        label = here + len(before) - len(before.rstrip().rpartition("\n")[2] + before[len(before.rstrip()) :])
        yield from _lines(read.text, here, label, quiet=True)
        quiet, hushed = turn.role != "participant", turn.case in read.hushed
        yield _Stretch(label, turn.start, turn.end, quiet, hushed)
        here = turn.end
    yield from _lines(read.text, here, len(read.text), quiet=bool(read.turns))


def _lines(text: str, start: int, end: int, *, quiet: bool) -> Iterator[_Stretch]:
    """Give the lines between two places that hold something."""
    for line in text[start:end].split("\n"):
        if line.strip():
            yield _Stretch(start, start, start + len(line), quiet)
        start += len(line) + 1


def _row(text: str, place: int, stretch: _Stretch, spans: Sequence[_Placed], margins: Mapping[int, Margin]) -> TextRow:
    here = [one for one in spans if one.first <= place <= one.last]
    places = {stretch.start, stretch.speech, stretch.end}
    for one in here:
        places |= {cut for cut in (one.start, one.end) if stretch.start < cut < stretch.end}
    bounds = list(pairwise(sorted(places)))
    under = [tuple(one.number for one in here if one.start <= start and end <= one.end) for start, end in bounds]
    begun = [one.number for one in here if one.first == place]
    ended = {one.number for one in here if one.last == place}
    pieces = [
        Piece(
            text[start:end],
            under[at],
            tuple(number for number in begun if number in under[at] and not _in(number, under[:at])),
            tuple(number for number in under[at] if number in ended and not _in(number, under[at + 1 :])),
            label=start < stretch.speech,
        )
        for at, (start, end) in enumerate(bounds)
    ]
    goes_on = tuple(one.number for one in here if one.first < place)
    return TextRow(_trimmed(pieces), tuple(margins[number] for number in begun), goes_on, stretch.quiet)


def _hushed(  # noqa: PLR0913, PLR0917 - as `_row`, and what stands for the words
    text: str,
    place: int,
    stretch: _Stretch,
    spans: Sequence[_Placed],
    margins: Mapping[int, Margin],
    instead: str,
) -> TextRow:
    """Return a turn without its words: what was coded in it still stands in the margin."""
    here = [one for one in spans if one.first <= place <= one.last]
    begun = tuple(one.number for one in here if one.first == place)
    ended = tuple(one.number for one in here if one.last == place)
    label = Piece(text[stretch.start : stretch.speech].lstrip(), label=True)
    said = Piece(instead, tuple(one.number for one in here), begun, ended)
    goes_on = tuple(one.number for one in here if one.first < place)
    return TextRow((label, said), tuple(margins[number] for number in begun), goes_on, stretch.quiet)


def _in(number: int, pieces: Sequence[tuple[int, ...]]) -> bool:
    return any(number in piece for piece in pieces)


def _trimmed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Take white space off the ends of a row; signs that begin or end there stay."""
    kept = list(pieces)
    kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def marginal(margin: Margin, wording: Wording) -> tuple[str, str]:
    """Return what the margin says of a coding: its code, then who applied it, its weight and its star."""
    weight = wording.gettext("weight {weight}", weight=margin.weight) if margin.weight else ""
    return margin.code, " – " + ", ".join(filter(None, (margin.coder, weight, "★" if margin.starred else "")))


def reading_note(paper: CodedPaper) -> list[str]:
    """Say who coded, and how the numbers and colours are read."""
    wording = paper.cover.wording
    sentences = []
    if paper.coders:
        sentences.append(wording.gettext("Coding: {names}.", names=wording.listed(paper.coders)))
    sentences.append(
        wording.gettext(
            "A number stands where a passage begins and where it ends; the margin names its code and who applied it. "
            "Words under several codes are underlined. What the interviewer says is grey."
        )
    )
    return sentences
