"""What may be a name, and what replacing names would do, read off the screen's thread into plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.messages import _, ngettext
from qualcode.pseudonymising import proposed
from qualcode.tui.figures import counted
from qualcode.words.purging import Replacer

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.pseudonyms import Candidate, NameKey, NameSort

_OTHER: Final = frozenset({"email", "phone", "postal_code", "number", "address"})
_AROUND: Final = 24
"""Characters shown on both sides of a place."""
_SHOWN: Final = 6
"""Places that are shown before names are replaced; the others are counted."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What replacing would do to the texts: in how many places, and some of them before and after."""

    places: int
    lines: tuple[str, ...]


def proposals(_job: object, project: Project, key: NameKey) -> list[Candidate]:
    """Return what may be a name and the key has not yet, by what it is, the most frequent first.

    Args:
        project: the study.
        key: its names so far.
    """
    return proposed(project, key, model=False)[0]


def sort_of(candidate: Candidate) -> NameSort:
    """Return the sort that a candidate most likely is."""
    return "other" if candidate.kind in _OTHER else "person"


def preview(project: Project, key: NameKey) -> Preview:
    """Return what putting the pseudonyms of a key in the place of its names would do.

    Args:
        project: the study.
        key: its names.
    """
    if not key.names:
        return Preview(0, ())
    replacer, count = Replacer(key.names), 0
    found: dict[tuple[str, str], str] = {}
    for document in project.documents.all():
        text = project.documents.text(document.id)
        bounds = [bound for turn in project.documents.turns(document.id) for bound in (turn.start, turn.end)]
        for edit in replacer.edits(text, bounds):
            count += 1
            before = " ".join(text[max(edit.start - _AROUND, 0) : edit.start].split("\n")[-1:])
            after = text[edit.end : edit.end + _AROUND].split("\n")[0]
            said = f"{before}{text[edit.start : edit.end]} → {edit.new}{after}"
            found.setdefault((edit.new, text[edit.start : edit.end]), _told(document.name, f"…{said}…"))
        for turn in {turn.speaker: turn for turn in project.documents.turns(document.id)}.values():
            if (new := replacer.text(turn.speaker)) != turn.speaker:
                count += 1
                found.setdefault((new, turn.speaker), _told(document.name, f"{turn.speaker} → {new}"))
    lines = list(found.values())[:_SHOWN]
    rest = count - len(lines)
    if rest > 0:
        lines.append(ngettext("and {count} more", "and {count} more", rest).format(count=counted(rest)))
    told = _("The codings stay on their words. Cases, memos, codes, themes and attributes follow.")
    return Preview(count, (*lines, told))


def _told(document: str, words: str) -> str:
    return _("{document}: {words}").format(document=document, words=words)
