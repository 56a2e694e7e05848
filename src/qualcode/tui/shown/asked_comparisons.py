"""The questions of comparisons, saturation, talk, the matrix and word groups: how each begins, what can be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_, _
from qualcode.model.results import LEVELS, Question
from qualcode.readings import GROUPS_USUAL, asked_groups
from qualcode.tui.dialogs.question import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

CROSSTAB, SATURATION, TALK, MATRIX, GROUPS = "crosstab", "saturation", "talk", "matrix", "groups"
COMPARISONS: Final = (CROSSTAB, SATURATION, TALK, MATRIX, GROUPS)
SLOW: Final = {CROSSTAB: N_("comparing"), GROUPS: N_("grouping turns by their words")}
"""Readings that take long, with what the line says meanwhile."""
_LEVELS: Final = {"code": N_("codes"), "group": N_("groups of codes"), "theme": N_("themes")}
_PARTS: Final = {
    "": N_("nothing: the whole"),
    "phase": N_("third of the conversation"),
    "question": N_("question of the guide"),
    "code": N_("code"),
    "group": N_("group of codes"),
    "theme": N_("theme"),
}
_RULE: Final = {"base": ("4", "3", "5", "6"), "run": ("2", "1", "3"), "threshold": ("0.05", "0", "0.1")}
USUAL_RULE: Final = (("base", 4), ("run", 2), ("threshold", 0.05))
_NUMBERS: Final = ("4", "6", "8", "10", "15", "20", "30")


def begun(reading: str, coder: str | None, attributes: Sequence[str], *, themes: bool) -> Question:
    """Return the question a comparison begins with.

    Args:
        reading: one of COMPARISONS.
        coder: whose codings; None for the whole team's.
        attributes: names of those that cases can be compared by, the first for choice.
        themes: whether the study has any.
    """
    if reading == GROUPS:
        return asked_groups()
    if reading == CROSSTAB:
        return Question(reading, coder=coder, by=f"attribute:{attributes[0]}" if attributes else "attribute:")
    if reading == MATRIX:
        return Question(reading, coder=coder, level="theme" if themes else "code")
    options = USUAL_RULE if reading == SATURATION else ()
    return Question(reading, coder=None if reading == TALK else coder, options=options)


def usual(question: Question) -> bool:
    """Tell whether a question about saturation asks by the usual rule, of codes."""
    return question.level == "code" and {*USUAL_RULE} <= {*question.options}


def fields(question: Question, coders: Sequence[str], attributes: Sequence[str], *, guide: bool) -> list[Field]:
    """Return what can be changed of a comparison's question.

    Args:
        question: as it stands.
        coders: names of those who have codings.
        attributes: names of those that cases can be compared by.
        guide: whether questions of a guide are asked somewhere.
    """
    who = Field("coder", _("whose codings"), (("", _("the whole team")), *((one, one) for one in coders)),
                question.coder or "")  # fmt: skip
    if question.reading == GROUPS:
        numbers = tuple((one, one) for one in sorted({*_NUMBERS, str(question.limit or GROUPS_USUAL)}, key=int))
        seeds = tuple((str(one), str(one)) for one in range(1, 6))
        return [
            Field("limit", _("how many groups"), numbers, str(question.limit)),
            Field("seed", _("where the search begins"), seeds, str(dict(question.options).get("seed", 1))),
        ]
    if question.reading == TALK:
        parts = tuple((one, _(words)) for one, words in _PARTS.items() if guide or one != "question")
        return [Field("by", _("compared by"), parts, question.by or ""), who]
    levels = Field("level", _("what is counted"), tuple((one, _(_LEVELS[one])) for one in LEVELS), question.level)
    named = tuple((f"attribute:{one}", one) for one in attributes)
    if question.reading == CROSSTAB:
        choices = (("", _("codes or themes")), ("questions", _("questions of the guide")))
        rows = Field("across", _("in the rows"), choices, str(dict(question.options).get("across", "")))
        by = Field("by", _("compared by"), named or (("", "–"),), question.by or "")
        return [by, *([rows] if guide else []), levels, who]
    if question.reading == SATURATION:
        order = (("", _("the only date")), *named)
        return [levels, Field("by", _("in the order of"), order, question.by or ""), *_rule(question), who]
    return [levels, who]


def _rule(question: Question) -> list[Field]:
    told = dict(question.options)
    names = {
        "base": _("interviews of the base"),
        "run": _("interviews of a run"),
        "threshold": _("at most this share new"),
    }
    return [
        Field(name, words, tuple((one, one) for one in _RULE[name]), f"{told[name]:g}") for name, words in names.items()
    ]


def options_of(question: Question, values: dict[str, str]) -> Question:
    """Return a comparison's question with other numbers of its rule or its search."""
    told = dict(question.options)
    for name in (*_RULE, "seed"):
        if name in values:
            told[name] = float(values[name]) if name == "threshold" else int(values[name])
    if "across" in values:
        told.pop("across", None)
        told |= {"across": values["across"]} if values["across"] else {}
    return replace(question, options=tuple(told.items()))
