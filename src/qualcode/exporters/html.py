"""Write a draft as one self-contained HTML page: no script, nothing fetched, and a content policy that says so."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Final

from qualcode.exporters.legible import legible
from qualcode.report.blocks import Bullets, Caption, Figure, Heading, Paragraph, Quote, SourceLine, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qualcode.report.blocks import Block, Draft, Row, Run

STYLE: Final = """
:root { color-scheme: light; }
body { font: 1rem/1.55 Arial, "Liberation Sans", Helvetica, sans-serif; color: #1f2933; background: #fff;
  max-width: 44rem; margin: 2.5rem auto; padding: 0 1.25rem; }
h1, h2, h3, h4, caption, figcaption { color: #1f4e5f; line-height: 1.2; }
h2 { margin-top: 2.4rem; } h3 { margin-top: 1.8rem; } h4 { color: inherit; margin-bottom: .3rem; }
.subtitle, .counts, .rest, .attribution, .source { color: #5b6770; }
.counts, .rest, .source { font-size: .85rem; } .note { font-size: .92rem; }
.claim { font-size: 1.1rem; color: #1f4e5f; } .definition { font-style: italic; }
.lead_in { margin-bottom: .3rem; }
blockquote { margin: .3rem 1.5rem 1rem; padding-left: 1rem; border-left: 3px solid #b8c4ca; }
.passage, blockquote p { white-space: pre-line; }
figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; border: solid #1f4e5f; border-width: 2px 0; }
caption, figcaption { text-align: left; font-weight: bold; padding: .4rem 0; }
th, td { padding: .25rem .5rem; text-align: left; border-top: 1px solid #b8c4ca; }
th { font-weight: normal; } thead th, .group th { font-weight: bold; color: #1f4e5f; } thead { background: #eef3f5; }
.number { text-align: right; } .depth1 { padding-left: 1.3rem; } .depth2 { padding-left: 2.1rem; }
a { color: #1f4e5f; }
.notes { font-size: .85rem; border-top: 1px solid #b8c4ca; padding-top: .8rem; } sup { line-height: 0; }
.numbered { counter-reset: h2; } .numbered h2 { counter-reset: h3; counter-increment: h2; }
.numbered h3 { counter-reset: h4; counter-increment: h3; } .numbered h4 { counter-increment: h4; }
.numbered h2::before { content: counter(h2) "\\a0\\a0"; }
.numbered h3::before { content: counter(h2) "." counter(h3) "\\a0\\a0"; }
.numbered h4::before { content: counter(h2) "." counter(h3) "." counter(h4) "\\a0\\a0"; }
nav ul { list-style: none; padding-left: 1rem; }
@media print { body { margin: 0; max-width: none; } tr, figure { break-inside: avoid; } }
"""
_DEEPEST: Final = 2
_WORTH_A_LIST: Final = 2
"""Headings from which a table of contents is of use."""


def write_html(draft: Draft) -> bytes:
    """Return the draft as an HTML page in UTF-8."""
    kind = ' class="numbered"' if draft.numbered else ""
    body = [*_contents(draft), f"<main{kind}>", *_body(draft.blocks), "</main>"]
    return page(draft.language, draft.title, draft.subtitle, STYLE, body)


def page(language: str, title: str, subtitle: str, style: str, body: Iterable[str]) -> bytes:
    """Return a page that fetches nothing, runs nothing, and takes its looks from its own sheet alone.

    Args:
        language: a tag such as fr-CA.
        title: its name and first heading.
        subtitle: the line under it.
        style: the whole sheet.
        body: what stands under both, as HTML.
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{written(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        f'<header><h1>{written(title)}</h1><p class="subtitle">{written(subtitle)}</p></header>',
        *body,
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode("utf-8", "replace")


def written(words: str) -> str:
    """Return words as HTML shows them: none of them is markup."""
    return escape(legible(words))


def _contents(draft: Draft) -> Iterator[str]:
    if sum(isinstance(block, Heading) for block in draft.blocks) < _WORTH_A_LIST:
        return
    yield f'<nav aria-label="{written(draft.contents_title)}"><h2>{written(draft.contents_title)}</h2><ul>'
    for place, block in enumerate(draft.blocks):
        if isinstance(block, Heading) and block.level <= draft.contents_levels:
            depth = f' class="depth{block.level - 1}"'
            yield f'<li{depth}><a href="#h{place}">{written(block.text)}</a></li>'
    yield "</ul></nav>"


def _body(blocks: Sequence[Block]) -> Iterator[str]:
    """Write the blocks; a caption is kept for the table or figure that follows it."""
    caption: Caption | None = None
    notes: list[str] = []
    for place, block in enumerate(blocks):
        match block:
            case Caption():
                caption = block
            case Paragraph() if place + 1 < len(blocks) and isinstance(following := blocks[place + 1], Caption):
                yield _announcement(block, following)
            case Table():
                yield from _table(block, caption)
            case Figure():
                yield from _figure(block, caption)
            case Quote():
                yield _quote(block, len(notes) + 1)
                notes += block.notes
            case Heading():
                yield f'<h{block.level + 1} id="h{place}">{written(block.text)}</h{block.level + 1}>'
            case _:
                yield from _words(block)
    yield from _notes(notes)


def _quote(block: Quote, number: int) -> str:
    """Set a passage apart, with marks that lead to its notes, the first of this number."""
    attribution = f' <span class="attribution">{written(block.attribution)}</span>' if block.attribution else ""
    marks = "".join(
        f'<sup><a href="#n{here}" id="r{here}">{here}</a></sup>' for here in range(number, number + len(block.notes))
    )
    return f"<blockquote><p>{written(block.text)}{attribution}{marks}</p></blockquote>"


def _notes(notes: Sequence[str]) -> Iterator[str]:
    """Set the notes at the end, each with a way back to its mark."""
    if notes:
        yield '<footer><ol class="notes">'
        for number, text in enumerate(notes, 1):
            yield f'<li id="n{number}"><span class="passage">{written(text)}</span> <a href="#r{number}">↑</a></li>'
        yield "</ol></footer>"


def _words(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f'<p class="{block.style}">{"".join(_run(run) for run in block.runs)}</p>'
        case Bullets():
            yield "<ul>"
            for entry in block.entries:
                lead = f"<strong>{written(entry.lead)}</strong> " if entry.lead else ""
                yield f"<li>{lead}{written(entry.text)}</li>"
            yield "</ul>"
        case SourceLine():
            yield f'<p class="source">{written(block.text)}</p>'


def _run(run: Run) -> str:
    kind = {"attribution": "attribution", "quoted": "passage"}.get(run.style)
    return f'<span class="{kind}">{written(run.text)}</span>' if kind else written(run.text)


def _announcement(block: Paragraph, caption: Caption) -> str:
    """Set the sentence that announces a table or figure; its number leads there."""
    before, number, after = block.text.partition(str(caption.number))
    link = f'<a href="#{_anchor(caption)}">{number}</a>' if number else ""
    return f'<p class="{block.style}">{written(before)}{link}{written(after)}</p>'


def _anchor(caption: Caption | None) -> str:
    return f"{caption.kind}{caption.number}" if caption else "untold"


def _captioned(caption: Caption | None) -> str:
    return f"{caption.label}\u00a0{caption.number} – {written(caption.text)}" if caption else ""


def _table(block: Table, caption: Caption | None) -> Iterator[str]:
    yield f'<table id="{_anchor(caption)}"><caption>{_captioned(caption)}</caption>'
    titles = (
        f'<th scope="col"{_number(numeric=column.numeric)}>{written(column.title)}</th>' for column in block.columns
    )
    yield f"<thead><tr>{''.join(titles)}</tr></thead><tbody>"
    for row in block.rows:
        yield _row(row, block)
    yield "</tbody></table>"


def _row(row: Row, block: Table) -> str:
    depth = f' class="depth{min(row.depth, _DEEPEST)}"' if row.depth else ""
    first = f'<th scope="row"{depth}>{written(row.cells[0])}</th>'
    rest = (
        f"<td{_number(numeric=column.numeric)}>{written(cell)}</td>"
        for cell, column in zip(row.cells[1:], block.columns[1:], strict=True)
    )
    kind = ' class="group"' if row.heading else ""
    return f"<tr{kind}>{first}{''.join(rest)}</tr>"


def _number(*, numeric: bool) -> str:
    return ' class="number"' if numeric else ""


def _figure(block: Figure, caption: Caption | None) -> Iterator[str]:
    data = b64encode(block.png).decode()
    yield f'<figure id="{_anchor(caption)}"><figcaption>{_captioned(caption)}</figcaption>'
    yield f'<img src="data:image/png;base64,{data}" alt="{written(block.alternative)}"></figure>'
