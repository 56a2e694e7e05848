"""PDF: lines put together to paragraphs, columns read one after another, what pages repeat taken off.

A PDF knows letters and places, not paragraphs: a line ends a paragraph where the first word of the next would still
have fitted, where more space follows than between lines, where the size changes, or where a label or a bullet begins
the next. Words cut at line ends are put together; fields of forms stand after the line beside them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qualcode.importers.assembling import Reading, assembled
from qualcode.importers.decoding import stored
from qualcode.importers.pdf.hyphens import Hyphens
from qualcode.importers.pdf.margins import cleaned
from qualcode.importers.pdf.pages import Page, Pages, Piece
from qualcode.importers.pdf.paragraphs import body_height, paragraphs
from qualcode.model.errors import DamagedFile, NoTextLayer
from qualcode.model.transcript import Block, Loss

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import BlockKind, Transcript

_START: Final = re.compile(rb"startxref\s+([0-9]{1,12})\s+%%EOF")
_TREE: Final = re.compile(rb"<<[^<>]{0,300}/Type\s*/Pages\b[^<>]{0,300}>>")
_COUNT: Final = re.compile(rb"/Count\s+([0-9]{1,12})\b")
_REFERENCES: Final = re.compile(rb"\s*(?:xref|[0-9]+\s+[0-9]+\s+obj)")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_BULLETS: Final = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0a8": "□", "\uf0fe": "☒", "\uf02d": "-"}
"""Signs of Symbol and Wingdings that every word processor makes bullets of."""
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}
_SHAPES: Final = str.maketrans({**_BULLETS, **_LIGATURES})
"""What a font draws as one sign and the reader reads as other letters."""
_LARGER: Final = 1.15
_LONGEST_HEADING: Final = 200


def read(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read a .pdf file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: how turns are told apart, and who asks.

    Raises:
        NoTextLayer: pictures of pages, without letters.
        ImportRefused: damaged, under a password, or larger than the limits.
    """
    opened = Pages(data, what)
    pages = list(opened.read())
    if not pages:
        raise DamagedFile(what)
    if not any(page.pieces or page.fields for page in pages):
        raise NoTextLayer(what)
    clean = cleaned(pages)
    lines = [line for page in clean.pages for line in _with_fields(page)]
    text, blocks, losses = _laid_out(lines)
    told = (*_of_the_file(data, opened, pages), *clean.losses, *losses)
    reading = Reading(text, "pdf", blocks=blocks, losses=told, metadata=(("pages", str(opened.count)),))
    return assembled(reading, options)


def _of_the_file(data: bytes, opened: Pages, pages: Sequence[Page]) -> list[Loss]:
    """Say what is amiss with the file, and which pages give nothing."""
    announced = max((int(count[1]) for tree in _TREE.finditer(data) for count in _COUNT.finditer(tree[0])), default=0)
    missing = max(announced - opened.count, 0) + opened.unread
    counts = (
        ("pdf_repaired", int(_references_lost(data))),
        ("pages_missing", missing),
        ("pages_without_text", sum(1 for page in pages if page.pictures and not page.fields)),
        ("form_fields", sum(len(page.fields) for page in pages)),
    )
    return [Loss(kind, count) for kind, count in counts if count]


def _references_lost(data: bytes) -> bool:
    """Tell whether the place where the file says that its table of objects stands holds something else."""
    said = list(_START.finditer(data, max(0, len(data) - 2_000)))
    return not said or _REFERENCES.match(data, int(said[-1][1])) is None


def _with_fields(page: Page) -> list[Piece]:
    """Put what stands in the fields of a page after the last line that begins above the field's foot."""
    lines = list(page.pieces)
    for field in sorted(page.fields, key=lambda one: (one.base, -one.left)):
        middle = (field.base + field.top) / 2
        place = next((n for n in range(len(lines), 0, -1) if lines[n - 1].base + lines[n - 1].height > middle), 0)
        height = lines[place - 1].height if place else 12.0
        text = " ".join(field.text.split("\r"))
        lines.insert(place, Piece(text, page.number, field.left, field.left, field.base, height, 0.0, alone=True))
    return lines


def _laid_out(lines: Sequence[Piece]) -> tuple[str, tuple[Block, ...], tuple[Loss, ...]]:
    """Join lines to paragraphs and paragraphs to the text, and say where each came to lie."""
    hyphens = Hyphens([line.text for line in lines])
    body = body_height(lines)
    pieces: list[str] = []
    blocks: list[Block] = []
    counts: dict[str, int] = {}
    position = 0
    for paragraph in paragraphs(lines):
        text, replaced = _words(paragraph, hyphens)
        for loss in replaced:
            counts[loss.kind] = counts.get(loss.kind, 0) + loss.count
        large = min(line.height for line in paragraph) > body * _LARGER and len(text) <= _LONGEST_HEADING
        kind: BlockKind = "heading" if large else "paragraph"
        blocks.append(Block(position, position + len(text), kind))
        pieces.append(text)
        position += len(text) + 1
    counts["hyphens_joined"] = hyphens.joined
    return "\n".join(pieces), tuple(blocks), tuple(Loss(kind, count) for kind, count in counts.items() if count)


def _words(paragraph: Sequence[Piece], hyphens: Hyphens) -> tuple[str, list[Loss]]:
    """Return the words of a paragraph as the project keeps them."""
    text = paragraph[0].text
    for line in paragraph[1:]:
        text = hyphens.together(text, line.text)
    text = text.replace("\ufffe", "-").replace("\x02", "-").translate(_SHAPES)
    text, signs = _PRIVATE.subn("\ufffd", text)
    text, replaced = stored(text)
    return text, [*replaced, *([Loss("symbols", signs)] if signs else [])]
