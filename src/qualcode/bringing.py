"""From what an importer read to the action that brings it in: the same by both doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.documents.guide import GuideLine, ImportGuide
from qualcode.model.errors import NoQuestionInside
from qualcode.model.messages import N_, NN_, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.importers.options import Source
    from qualcode.importers.tables import Table

LANGUAGES: Final = {"fr": N_("French"), "en": N_("English")}
"""Languages that a transcript can be told to be in, in words."""
TYPES: Final = {
    "text": N_("text"),
    "choice": N_("choice"),
    "number": N_("number"),
    "date": N_("date"),
    "boolean": N_("yes or no"),
}
"""Types of attributes, in words."""


ROWS: Final = {
    "by_voice": NN_(
        "{count} row joined by the name of the voice: {names}", "{count} rows joined by the name of the voice: {names}"
    ),
    "without": NN_("no row for {count} participant: {names}", "no row for {count} participants: {names}"),
    "unmatched": NN_("{count} row fits no case: {names}", "{count} rows fit no case: {names}"),
    "heard": NN_(
        "{count} of them is the name of a voice of several cases, or of a case of several voices: {names}",
        "{count} of them are names of voices of several cases, or of cases of several voices: {names}",
    ),
    "repeated": NN_(
        "{count} row left out, its case is described above: {names}",
        "{count} rows left out, their cases are described above: {names}",
    ),
}
"""What is worth checking of a table of attributes, in the order in which it is told."""


def said_of_rows(kind: str, names: Sequence[str], most: int) -> str:
    """Say what is worth checking of some rows of a table.

    Args:
        kind: one of `ROWS`.
        names: in their first column, or of the cases without a row; at least one.
        most: names that are told; the others are counted.
    """
    return ngettext(*ROWS[kind], len(names)).format(count=len(names), names=listed(names, most))


def listed(words: Sequence[str], most: int) -> str:
    """Join words by commas, at most so many of them, the others counted."""
    named, over = ", ".join(words[:most]), len(words) - most
    if over <= 0:
        return named
    return ngettext("{words} and {count} more", "{words} and {count} more", over).format(words=named, count=over)


def action_of(source: Source, original: bytes | None = None) -> ImportDocument:
    """Return the action that brings a document in.

    Args:
        source: as it was read, or corrected since.
        original: the bytes to keep, none where empty; None for those that were kept with the source.
    """
    return ImportDocument(
        source.name,
        source.source_name,
        source.source_sha256,
        source.transcript,
        origin=source.origin,
        facts=source.facts,
        original=source.original if original is None else original,
    )


def guide_of(table: Table, what: str) -> ImportGuide:
    """Return the action that brings an interview guide in.

    Args:
        table: a row a question.
        what: its file, for the refusal.

    Raises:
        NoQuestionInside: where no row has one.
    """
    lines = tuple(
        GuideLine(text, label, section, tuple(probes.split("\n")))
        for text, label, section, probes in table.values("question", "label", "section", "probes")
        if text.strip()
    )
    if not lines:
        raise NoQuestionInside(what)
    return ImportGuide(lines)
