"""Passages after a correction of their text, as rows and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qualcode.cli import output
from qualcode.cli.layout import show_words
from qualcode.cli.output import numbers, short_id
from qualcode.model.codebook import labels
from qualcode.model.messages import N_, _, ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.coding.project import Project
    from qualcode.coding.revised import Outcome
    from qualcode.coding.revising import Plan
    from qualcode.model.records import Unsettled

Row = dict[str, Any]
KINDS: Final = {
    "codings": N_("coding"),
    "askings": N_("question asked"),
    "case_links": N_("link of a case"),
    "reading_marks": N_("mark of reading"),
}
"""How each of what lies on a passage is named where it is no code."""
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


def waiting_row(opened: Project, one: Unsettled, names: Names, documents: Mapping[str, str]) -> Row | None:
    """Return a passage that waits to be looked at; None for one whose coding or other is gone since."""
    row: Row = {"code_id": one.code, "coder_id": one.coder, "start": None, "end": None, "text": None}
    if one.ending == "fuzzy":
        now = opened.revisions.lying(one)
        if now is None:
            return None
        row |= {**now, "text": opened.documents.text(one.document)[now["start"] : now["end"]]}
    return {
        "id": one.id,
        "document": documents[one.document],
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


def summary(plan: Plan) -> str:
    """Say in one line what became of all passages of a document."""
    counts = plan.counts
    forms = {
        "kept": ngettext("{count} passage as it was", "{count} passages as they were", counts["kept"]),
        "moved": ngettext("{count} moved with its words", "{count} moved with their words", counts["moved"]),
        "fuzzy": ngettext("{count} on other words", "{count} on other words", counts["fuzzy"]),
        "lost": ngettext("{count} lost", "{count} lost", counts["lost"]),
    }
    said = [forms[ending].format(count=numbers(count)) for ending, count in counts.items() if count]
    return ", ".join(said) or _("no passage lies in it")


def voices_said(plan: Plan) -> list[str]:
    """Say what became of the turns and of who speaks in them."""
    voices, endings = plan.voices, list(plan.voices.endings.values())
    said = []
    if voices.new:
        many = ngettext("{count} new turn", "{count} new turns", voices.new)
        said.append(many.format(count=numbers(voices.new)))
    lost = endings.count("lost")
    if lost:
        said.append(ngettext("{count} turn gone", "{count} turns gone", lost).format(count=numbers(lost)))
    for old, new in voices.renamed.items():
        said.append(_("the voice “{old}” is now “{new}”").format(old=old, new=new))
    for ours, theirs in voices.differing.items():
        told = _("the voice “{ours}” keeps its name here, though the file calls it “{theirs}”")
        said.append(told.format(ours=ours, theirs=theirs))
    return said
