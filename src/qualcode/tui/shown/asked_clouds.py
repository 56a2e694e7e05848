"""The question of a cloud: of words or of coded passages, in which colours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from qualcode.model.messages import N_, _
from qualcode.model.results import LEVELS, Question
from qualcode.tui.dialogs.question import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.results import Level

OF, COLOURED, LONGEST, PASSAGES = "of", "colour_by", "longest", "passages"
_LEVELS: Final = {"code": N_("code"), "group": N_("group of codes"), "theme": N_("theme")}
_LONG: Final = ("3", "6", "10", "20")


def fields(question: Question, attributes: Sequence[str]) -> list[Field]:
    """Return what can be changed of a cloud's colours, and of what it is made.

    Args:
        question: as it stands.
        attributes: names of those that cases can be compared by.
    """
    asked = dict(question.options)
    of = Field(OF, _("made of"), (("", _("words")), (PASSAGES, _("coded passages"))), str(asked.get(OF, "")))
    if of.value == PASSAGES:
        levels = tuple((one, _(_LEVELS[one])) for one in LEVELS)
        longest = tuple((one, one) for one in sorted({*_LONG, str(asked[LONGEST])}, key=int))
        return [
            of,
            Field("level", _("coloured by"), levels, question.level),
            Field(LONGEST, _("of at most so many words"), longest, str(asked[LONGEST])),
        ]
    choices = (("", _("nothing: one colour")), *((one, _(_LEVELS[one])) for one in LEVELS),
               *((f"attribute:{one}", one) for one in attributes))  # fmt: skip
    return [of, Field(COLOURED, _("coloured by"), choices, str(asked.get(COLOURED, "")))]


def changed(question: Question, values: dict[str, str], words: Question) -> Question:
    """Return the question of a cloud with other answers to these fields.

    Args:
        question: as it stood.
        values: by the name of the field.
        words: the question that a cloud of words begins with.
    """
    asked = dict(question.options)
    if values.get(OF, asked.get(OF)) == PASSAGES:
        level = cast("Level", values.get("level", question.level))
        longest = int(values.get(LONGEST, str(asked.get(LONGEST, 6))))
        return replace(question, level=level, options=((LONGEST, longest), (OF, PASSAGES)))
    if asked.get(OF) == PASSAGES:
        return words
    asked.pop(COLOURED, None)
    if values.get(COLOURED):
        asked[COLOURED] = values[COLOURED]
    return replace(question, options=tuple(sorted(asked.items())))
