"""Memos on their way out: a row each, or a text to read that tells them by what they are on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.exporters.markdown import escaped
from qualcode.exporters.tables import csv_bytes
from qualcode.model.memo_words import KINDS, TARGETS
from qualcode.model.messages import N_
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.report.wording import Wording

COLUMNS: Final = ("id", "at", "coder", "kind", "on", "target", "document", "passage", "text")
_DAY: Final = 10
"""Characters of a date in ISO 8601."""


class MemoRow(NamedTuple):
    """A memo with the name of what it is on; of one on a coding, the code, its document and its words."""

    id: str
    at: str
    coder: str
    kind: str
    on: str
    target: str
    document: str
    passage: str
    text: str


def memos_csv(memos: Sequence[MemoRow], separator: str = ",") -> bytes:
    """Return the memos as .csv, a row each, in the order given."""
    return csv_bytes(COLUMNS, memos, separator)


def memos_markdown(memos: Sequence[MemoRow], title: str, language: str) -> bytes:
    """Return the memos as Markdown: a heading for each thing they are on, the journal first, its entries by their day.

    Args:
        memos: the oldest first.
        title: the study's.
        language: fr-CA, fr-FR or en.
    """
    wording = wording_of(language)
    groups: dict[tuple[str, str], list[MemoRow]] = {}
    for memo in sorted(memos, key=lambda one: list(TARGETS).index(one.on)):
        groups.setdefault((memo.on, memo.target), []).append(memo)
    blocks = [f"# {escaped(wording.gettext('Memos'))}", escaped(title)]
    for (on, target), several in groups.items():
        words = _on(on, target, wording)
        blocks.append(f"## {escaped(words[:1].upper() + words[1:])}")
        blocks += [block for memo in several for block in _entry(memo, wording)]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _on(on: str, target: str, wording: Wording) -> str:
    """Word what memos are on; those on passages stand under their code."""
    return wording.gettext(N_("passages under “{name}”") if on == "coding" else TARGETS[on], name=target)


def _entry(memo: MemoRow, wording: Wording) -> Iterator[str]:
    head = (memo.at[:_DAY], wording.gettext(KINDS[memo.kind]), memo.coder)
    yield f"**{escaped(' · '.join(head))}**"
    if memo.passage:
        quoted = " ".join(memo.passage.split())
        yield f"> {escaped(quoted)} ({escaped(memo.document)})"
    yield escaped(memo.text)
