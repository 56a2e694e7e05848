"""Write a draft as Markdown (CommonMark, with pipe tables)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qualcode.exporters.legible import legible
from qualcode.report.blocks import Bullets, Caption, Figure, Heading, Paragraph, Quote, SourceLine, Table

if TYPE_CHECKING:
    from qualcode.report.blocks import Block, Column, Draft, Row

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#])")
_LINE_START = re.compile(r"^(\s*)(\d+(?=[.)])|[-+=](?=\s|$|[-=]))", re.MULTILINE)
_INDENT: Final = "&nbsp;&nbsp;"


def write_markdown(draft: Draft) -> bytes:
    """Return the draft as Markdown in UTF-8; its pictures are `pictures(draft)`, to be written beside it."""
    head = [f"# {escaped(draft.title)}", f"*{escaped(draft.subtitle)}*"]
    blocks: list[str] = []
    notes: list[str] = []
    for block in draft.blocks:
        blocks.append(_block(block) + _marks(block, len(notes) + 1))
        notes += block.notes if isinstance(block, Quote) else ()
    blocks += [f"[^{number}]: {escaped(' '.join(text.split()))}" for number, text in enumerate(notes, 1)]
    return ("\n\n".join([*head, *blocks]) + "\n").encode("utf-8", "replace")


def _marks(block: Block, number: int) -> str:
    """Return the marks of a passage's notes, the first of this number."""
    count = len(block.notes) if isinstance(block, Quote) else 0
    return "".join(f"[^{here}]" for here in range(number, number + count))


def pictures(draft: Draft) -> dict[str, bytes]:
    """Return the pictures that the Markdown names: PNG bytes by file name."""
    return {_picture_name(block): block.png for block in draft.blocks if isinstance(block, Figure)}


def _picture_name(block: Figure) -> str:
    return f"{block.id}.png"


def escaped(text: str) -> str:
    """Return words in which no sign is read as markup: people's words are never markup."""
    clean = _SPECIAL.sub(r"\\\1", legible(text))
    return _LINE_START.sub(_held, clean)


def _held(found: re.Match[str]) -> str:
    sign = found.group(2)
    # a number is held by its full stop, any other sign by itself
    return found.group(1) + (f"{sign}\\" if sign.isdigit() else f"\\{sign}")


def _block(block: Block) -> str:  # noqa: PLR0911 - one line a kind of block
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Paragraph():
            return _paragraph(block)
        case Quote():
            return _quote(block)
        case Bullets():
            return "\n".join(_bullet(entry.lead, entry.text) for entry in block.entries)
        case Caption():
            return f"**{block.label}\u00a0{block.number} – {escaped(block.text)}**"
        case Table():
            return _table(block)
        case Figure():
            return f"![{escaped(block.alternative)}]({_picture_name(block)})"
        case SourceLine():
            return f"*{escaped(block.text)}*"


def _paragraph(block: Paragraph) -> str:
    text = _broken(escaped(block.text))
    return f"*{text}*" if block.style == "definition" and text.strip() == text else text


def _broken(text: str) -> str:
    """Keep line ends as hard breaks; an empty line would end the paragraph."""
    return "\\\n".join(line for line in text.split("\n") if line.strip())


def _quote(block: Quote) -> str:
    attribution = f" {escaped(block.attribution)}" if block.attribution else ""
    lines = _broken(escaped(block.text)).split("\n")
    return "\n".join(f"> {line}" for line in lines) + attribution


def _bullet(lead: str, text: str) -> str:
    words = " ".join(escaped(text).split("\n"))
    return f"- **{escaped(lead)}** {words}" if lead else f"- {words}"


def _table(block: Table) -> str:
    titles = "| " + " | ".join(escaped(column.title) for column in block.columns) + " |"
    rule = "|" + "|".join(_rule(column) for column in block.columns) + "|"
    return "\n".join([titles, rule, *(_row(row) for row in block.rows)])


def _rule(column: Column) -> str:
    return " ---: " if column.numeric else " --- "


def _row(row: Row) -> str:
    cells = [escaped(cell).replace("\n", " ") for cell in row.cells]
    first = f"**{cells[0]}**" if row.heading else f"{_INDENT * row.depth}{cells[0]}"
    return "| " + " | ".join([first, *cells[1:]]) + " |"
