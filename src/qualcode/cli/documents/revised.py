"""Passages after a correction of their text, as rows and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qualcode.cli.common import output
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.output import short_id
from qualcode.correcting import KINDS
from qualcode.model.codebook import labels
from qualcode.model.messages import _, pgettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.coding.documents.revised import Outcome
    from qualcode.coding.documents.revisions import Waits
    from qualcode.coding.project import Project

Row = dict[str, Any]
_SINGULAR: Final = {"codings": "coding", "askings": "asking", "case_links": "link", "reading_marks": "mark"}
_INDENT: Final = "    "


class Names:
    """What turns the ids of codes and coders into names."""

    def __init__(self, opened: Project) -> None:
        """Read the codebook and the coders."""
        self._codes = labels([(code.id, code.path) for code in opened.codes.all()])
        self._coders = {coder.id: coder.name for coder in opened.coders.all()}

    def of(self, row: Mapping[str, Any]) -> Row:
        """Return the names of a row's code and coder, None where it has none."""
        code, coder = row.get("code_id") or "", row.get("coder_id") or ""
        return {"code": self._codes.get(code), "coder": self._coders.get(coder)}


def outcome_row(outcome: Outcome, names: Names) -> Row:
    """Return what became of a passage, as `--json` gives it."""
    span = outcome.span
    return {
        "id": outcome.row["id"],
        "kind": _SINGULAR[outcome.noun],
        "ending": outcome.ending,
        "look": outcome.waits,
        **names.of(outcome.row),
        "start": span.start if span else None,
        "end": span.end if span else None,
        "text": outcome.text,
        "former_start": outcome.former.start,
        "former_end": outcome.former.end,
        "former_text": outcome.former_text,
    }


def waiting_row(opened: Project, waits: Waits, names: Names, document: str) -> Row:
    """Return a passage that waits to be looked at, in a document of some name."""
    one, now = waits
    row: Row = {"code_id": one.code, "coder_id": one.coder, "start": None, "end": None, "text": None}
    if now is not None:
        row |= {**now, "text": opened.documents.text(one.document)[now["start"] : now["end"]]}
    return {
        "id": one.id,
        "document": document,
        "kind": _SINGULAR[one.noun],
        "ending": one.ending,
        **names.of(row),
        "start": row["start"],
        "end": row["end"],
        "text": row["text"],
        "former_start": one.start,
        "former_end": one.end,
        "former_text": one.text,
        "coding": one.passage if one.noun == "codings" else None,
    }


def show_passages(rows: Iterable[Row]) -> None:
    """Print passages with both texts, each under a line that says what lay there and how it ended."""
    for row in rows:
        output.show_line(" · ".join(_head(row)))
        show_words(_("before: {text}").format(text=_one_line(row["former_text"])), _INDENT)
        if row["text"] is not None:
            show_words(_("now: {text}").format(text=_one_line(row["text"])), _INDENT)
        output.show()


def _head(row: Row) -> list[str]:
    noun = next(noun for noun, kind in _SINGULAR.items() if kind == row["kind"])
    ending = {
        "fuzzy": pgettext("passage after a correction", "other words"),
        "lost": pgettext("passage after a correction", "lost"),
    }[row["ending"]]
    beside = [row["coder"]] if row["coder"] else []
    return [*filter(None, [row.get("document")]), row["code"] or _(KINDS[noun]), *beside, ending, short_id(row["id"])]


def _one_line(text: str) -> str:
    return " ".join(text.split())
