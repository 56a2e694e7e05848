"""The outline that a study proposes: its themes, or its groups of codes, in the order of the usual draft.

Codes that no theme rests on come last, so that nobody leaves them out without having seen them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_
from qualcode.model.outlines import PartOptions, PlannedPart
from qualcode.report.outline import SUB_CODE, outlined, trimmed
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qualcode.model.records import Code, Theme
    from qualcode.report.outline import Part, Section

LOOSE, ALONE, WHOLE = N_("Other codes"), N_("Results by code"), N_("The coding as a whole")
_READINGS: Final = ("frequencies", "cooccurrence", "cloud")


def proposed(
    codes: Sequence[Code], themes: Sequence[Theme], coded: Collection[str], language: str
) -> tuple[PlannedPart, ...]:
    """Return the parts that a study proposes: highlights, themes or groups with their codes, readings, the method.

    Args:
        codes: the codebook in its own order.
        themes: every theme.
        coded: the ids of the codes that were applied; others get no part.
        language: of the titles that are neither a theme's nor a code's.

    Raises:
        BadChoice: for a language that reports are not written in.
    """
    wording, taken = wording_of(language), set[str]()
    parts = [part for part in trimmed(outlined(codes, themes, others=True), coded.__contains__) if _says(part, coded)]
    found = []
    for part in parts:
        sections = [section for section in part.sections if section.code.id not in taken]
        taken.update(section.code.id for section in sections)
        inside = _nested(sections)
        if part.theme:
            found.append(PlannedPart("theme", theme=part.theme.id, parts=inside))
        elif part.group:
            found.append(PlannedPart("code", code=part.group.id, parts=inside))
        else:
            found.append(PlannedPart("free", wording.gettext(ALONE if len(parts) == 1 else LOOSE), parts=inside))
    readings = tuple(PlannedPart("reading", options=PartOptions(reading=each)) for each in _READINGS)
    whole = PlannedPart("free", wording.gettext(WHOLE), parts=readings)
    first, last = (PlannedPart("reading", options=PartOptions(reading=each)) for each in ("highlights", "method"))
    return (first, *found, whole, last)


def _says(part: Part, coded: Collection[str]) -> bool:
    return bool(part.theme or part.sections or (part.group and part.group.id in coded))


def _nested(sections: Sequence[Section]) -> tuple[PlannedPart, ...]:
    """Put the codes under codes inside these."""
    tops: list[tuple[Section, list[PlannedPart]]] = []
    for section in sections:
        if section.depth < SUB_CODE or not tops:
            tops.append((section, []))
        else:
            tops[-1][1].append(PlannedPart("code", code=section.code.id))
    return tuple(PlannedPart("code", code=top.code.id, parts=tuple(inside)) for top, inside in tops)
