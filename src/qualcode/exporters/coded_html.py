"""Coded transcripts as one self-contained HTML page: no script, nothing fetched, the margin beside the words.

Each number in the text leads to its code in the margin and back. Words under codes are underlined in their colours, one
line a code; the numbers say the same without any colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.exporters.html import STYLE, page, written
from qualcode.report.appendices.colours import known, tint
from qualcode.report.appendices.transcript import marginal, reading_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qualcode.report.appendices.transcript import CodedPaper, CodedText, Margin, Piece, TextRow
    from qualcode.report.wording import Wording

_STYLE: Final = """
body { max-width: 62rem; } .row { display: grid; grid-template-columns: 1fr 17rem; column-gap: 1.4rem; }
.words { line-height: 2; margin: .35rem 0; white-space: pre-line; } .quiet { color: #5b6770; }
.words sup { font-size: .68em; }
.label { font-weight: bold; color: #5b6770; } .words a { text-decoration: none; color: #1f4e5f; font-weight: bold; }
.margin, .legend { list-style: none; margin: .5rem 0; padding: 0 0 0 .8rem; font-size: .82rem; line-height: 1.35; }
.margin { border-left: 1px solid #b8c4ca; } .margin li:target, .words a:target { outline: 2px solid #1f4e5f; }
.legend { padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; } .coder, .on { color: #5b6770; }
.memo { display: block; white-space: pre-line; color: #5b6770; }
@media (max-width: 44rem) { .row { grid-template-columns: 1fr; } }
"""
_STEP, _GAP = 0.2, 0.06
"""From one underline to the next, and the white between them, in the size of the letters."""
SQUARE: Final = "■"


def coded_html(paper: CodedPaper) -> bytes:
    """Return the transcripts as an HTML page in UTF-8."""
    wording, looks = paper.cover.wording, _Looks()
    body = [f'<p class="note">{written(sentence)}</p>' for sentence in reading_note(paper)]
    if len(paper.texts) > 1:
        links = (f'<li><a href="#d{place}">{written(text.name)}</a></li>' for place, text in enumerate(paper.texts))
        title = written(wording.pgettext("report", "Contents"))
        body.append(f'<nav aria-label="{title}"><h2>{title}</h2><ul>{"".join(links)}</ul></nav>')
    body.append("<main>")
    for place, text in enumerate(paper.texts):
        body += _text(place, text, wording, looks)
    body.append("</main>")
    day = wording.date(paper.cover.date) if paper.cover.date else ""
    subtitle = ", ".join(filter(None, (paper.cover.study, day)))
    return page(wording.language, paper.title, subtitle, STYLE + _STYLE + looks.sheet(), body)


class _Looks:
    """Gives out a class for each set of colours that words are under: the policy allows no style beside the sheet."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        self._signs: dict[str, str] = {}

    def under(self, colours: tuple[str, ...]) -> str:
        """Return the class of words under these colours, the outermost first."""
        return self._names.setdefault(colours, f"u{len(self._names)}")

    def sign(self, colour: str) -> str:
        """Return the class of a sign that shows a colour."""
        return self._signs.setdefault(colour, f"s{len(self._signs)}")

    def sheet(self) -> str:
        """Return the rules of all the classes that were given out."""
        rules = [f".{name} {{ {_rule(colours)} }}\n" for colours, name in self._names.items()]
        return "".join([*rules, *(f".{name} {{ color: {colour}; }}\n" for colour, name in self._signs.items())])


def _rule(colours: tuple[str, ...]) -> str:
    lines = ", ".join(
        f"0 {_STEP * place + _GAP:.2f}em 0 #fff, 0 {_STEP * (place + 1):.2f}em 0 {colour}"
        for place, colour in enumerate(colours)
    )
    return f"background: {tint(colours[0])}; box-shadow: {lines};"


def _text(place: int, text: CodedText, wording: Wording, looks: _Looks) -> Iterator[str]:
    """Set a document: its name, its codes, its rows."""
    yield f'<section aria-labelledby="d{place}"><h2 id="d{place}">{written(text.name)}</h2>'
    if text.codes:
        keys = "".join(f"<li>{_square(colour, looks)} {written(name)}</li>" for name, colour in text.codes.items())
        yield f'<ul class="legend" aria-label="{written(wording.gettext("Codes"))}">{keys}</ul>'
    for row in text.rows:
        yield _row(row, place, text.margins, wording, looks)
    yield "</section>"


def _row(row: TextRow, place: int, margins: Mapping[int, Margin], wording: Wording, looks: _Looks) -> str:
    said = "".join(_piece(piece, place, margins, looks) for piece in row.pieces)
    beside = [_margin(margin, place, wording, looks) for margin in row.margin]
    if row.goes_on:
        numbers = wording.listed(tuple(map(str, row.goes_on)))
        words = wording.gettext("{numbers} (continued)", numbers=numbers)
        beside.insert(0, f'<li class="on">{written(words)}</li>')
    listed = f'<ul class="margin">{"".join(beside)}</ul>' if beside else ""
    quiet = " quiet" if row.quiet else ""
    return f'<div class="row"><p class="words{quiet}">{said}</p><div>{listed}</div></div>'


def _piece(piece: Piece, place: int, margins: Mapping[int, Margin], looks: _Looks) -> str:
    begins = "".join(
        f'<sup><a href="#d{place}m{number}" id="d{place}w{number}">[{number}</a></sup>' for number in piece.begins
    )
    ends = "".join(f'<sup><a href="#d{place}m{number}">{number}]</a></sup>' for number in reversed(piece.ends))
    kinds = ["label"] if piece.label else []
    if piece.under:
        kinds.append(looks.under(tuple(known(margins[number].colour) for number in piece.under)))
    words = written(piece.text)
    return begins + (f'<span class="{" ".join(kinds)}">{words}</span>' if kinds else words) + ends


def _margin(margin: Margin, place: int, wording: Wording, looks: _Looks) -> str:
    name, coder = marginal(margin, wording)
    number = f'<a href="#d{place}w{margin.number}">{margin.number}</a>'
    memos = "".join(f'<span class="memo">{written(memo)}</span>' for memo in margin.memos)
    words = f'{written(name)}<span class="coder">{written(coder)}</span>'
    return f'<li id="d{place}m{margin.number}">{_square(margin.colour, looks)} {number} {words}{memos}</li>'


def _square(colour: str, looks: _Looks) -> str:
    return f'<span class="{looks.sign(known(colour))}" aria-hidden="true">{SQUARE}</span>'
