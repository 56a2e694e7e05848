"""Write a draft as one self-contained HTML page: no script, nothing fetched, and a content policy that says so."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Final

from qualcode.exporters.legible import legible
from qualcode.report.blocks import Bullets, Caption, Figure, Heading, Paragraph, Quote, SourceLine, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
nav ul { list-style: none; padding-left: 1rem; }
@media print { body { margin: 0; max-width: none; } tr, figure { break-inside: avoid; } }
"""
_CONTENTS_LEVELS: Final = 2
_DEEPEST: Final = 2


def write_html(draft: Draft) -> bytes:
    """Return the draft as an HTML page in UTF-8."""
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _text(draft.title)
    page = [
        "<!DOCTYPE html>",
        f'<html lang="{draft.language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        f'<header><h1>{title}</h1><p class="subtitle">{_text(draft.subtitle)}</p></header>',
        *_contents(draft),
        "<main>",
        *_body(draft.blocks),
        "</main>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(page).encode("utf-8", "replace")


def _text(words: str) -> str:
    return escape(legible(words))


def _contents(draft: Draft) -> Iterator[str]:
    yield f'<nav aria-label="{_text(draft.contents_title)}"><h2>{_text(draft.contents_title)}</h2><ul>'
    for place, block in enumerate(draft.blocks):
        if isinstance(block, Heading) and block.level <= _CONTENTS_LEVELS:
            depth = f' class="depth{block.level - 1}"'
            yield f'<li{depth}><a href="#h{place}">{_text(block.text)}</a></li>'
    yield "</ul></nav>"


def _body(blocks: Sequence[Block]) -> Iterator[str]:
    """Write the blocks; a caption is kept for the table or figure that follows it."""
    caption: Caption | None = None
    for place, block in enumerate(blocks):
        match block:
            case Caption():
                caption = block
            case Table():
                yield from _table(block, caption)
            case Figure():
                yield from _figure(block, caption)
            case Heading():
                yield f'<h{block.level + 1} id="h{place}">{_text(block.text)}</h{block.level + 1}>'
            case _:
                yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f'<p class="{block.style}">{"".join(_run(run) for run in block.runs)}</p>'
        case Quote():
            attribution = f' <span class="attribution">{_text(block.attribution)}</span>' if block.attribution else ""
            yield f"<blockquote><p>{_text(block.text)}{attribution}</p></blockquote>"
        case Bullets():
            yield "<ul>"
            for entry in block.entries:
                lead = f"<strong>{_text(entry.lead)}</strong> " if entry.lead else ""
                yield f"<li>{lead}{_text(entry.text)}</li>"
            yield "</ul>"
        case SourceLine():
            yield f'<p class="source">{_text(block.text)}</p>'


def _run(run: Run) -> str:
    kind = {"attribution": "attribution", "quoted": "passage"}.get(run.style)
    return f'<span class="{kind}">{_text(run.text)}</span>' if kind else _text(run.text)


def _captioned(caption: Caption | None) -> str:
    return f"{caption.label}\u00a0{caption.number} – {_text(caption.text)}" if caption else ""


def _table(block: Table, caption: Caption | None) -> Iterator[str]:
    yield f"<table><caption>{_captioned(caption)}</caption>"
    titles = (
        f'<th scope="col"{_number(numeric=column.numeric)}>{_text(column.title)}</th>' for column in block.columns
    )
    yield f"<thead><tr>{''.join(titles)}</tr></thead><tbody>"
    for row in block.rows:
        yield _row(row, block)
    yield "</tbody></table>"


def _row(row: Row, block: Table) -> str:
    depth = f' class="depth{min(row.depth, _DEEPEST)}"' if row.depth else ""
    first = f'<th scope="row"{depth}>{_text(row.cells[0])}</th>'
    rest = (
        f"<td{_number(numeric=column.numeric)}>{_text(cell)}</td>"
        for cell, column in zip(row.cells[1:], block.columns[1:], strict=True)
    )
    kind = ' class="group"' if row.heading else ""
    return f"<tr{kind}>{first}{''.join(rest)}</tr>"


def _number(*, numeric: bool) -> str:
    return ' class="number"' if numeric else ""


def _figure(block: Figure, caption: Caption | None) -> Iterator[str]:
    data = b64encode(block.png).decode()
    yield f"<figure><figcaption>{_captioned(caption)}</figcaption>"
    yield f'<img src="data:image/png;base64,{data}" alt="{_text(block.alternative)}"></figure>'
