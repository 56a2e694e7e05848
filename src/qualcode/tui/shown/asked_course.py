"""The questions about the course of what is said, and what else the reading of codes that meet can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.meeting import AGREED, COLUMNS, NEAR, ROWS, WITHIN_QUESTIONS
from qualcode.model.messages import N_, _, ngettext
from qualcode.model.results import LEVELS, Question
from qualcode.tui.dialogs.question import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CODELINE, SEQUENCE, COVERAGE = "codeline", "sequence", "coverage"
COURSE: Final = (CODELINE, SEQUENCE, COVERAGE)
_LEVELS: Final = {"code": N_("codes"), "group": N_("groups of codes"), "theme": N_("themes")}
_BY: Final = {
    "document": N_("document"),
    "case": N_("case"),
    "speaker": N_("voice"),
    "question": N_("question of the guide"),
}
APART: Final = "\x1f"
"""Between names that one field holds."""
TICKED: Final = "\x1f\x1f"
"""What a field holds where names are still to be ticked."""
_APART: Final = ((1, "turns"), (2, "turns"), (5, "turns"), (10, "words"), (25, "words"), (50, "words"), (100, "words"))


def begun(reading: str, coder: str | None) -> Question:
    """Return the question about the course with which a reading begins.

    Args:
        reading: one of COURSE.
        coder: whose codings; None for the whole team's.
    """
    by = {CODELINE: "document", COVERAGE: "speaker"}.get(reading)
    return Question(reading, coder=coder, by=by)


def fields(question: Question, coders: Sequence[str], attributes: Sequence[str], *, guide: bool) -> list[Field]:
    """Return what can be changed of a question about the course.

    Args:
        question: as it stands.
        coders: names of those who have codings.
        attributes: names of the cases' attributes.
        guide: whether questions of a guide are asked somewhere.
    """
    who = Field("coder", _("whose codings"), (("", _("the whole team")), *((one, one) for one in coders)),
                question.coder or "")  # fmt: skip
    level = Field("level", _("what is counted"), tuple((one, _(_LEVELS[one])) for one in LEVELS), question.level)
    if question.reading == SEQUENCE:
        return [level, who]
    by = [(one, _(words)) for one, words in _BY.items() if guide or one != "question"]
    by += [(f"attribute:{one}", one) for one in attributes]
    if question.reading == COVERAGE:
        by.insert(0, ("", _("nothing: the whole")))
    words = _("along what") if question.reading == CODELINE else _("compared by")
    return [Field("by", words, tuple(by), question.by or ""), level, who]


def meeting_fields(question: Question, coders: Sequence[str], groups: Sequence[str], *, guide: bool) -> list[Field]:
    """Return what else can be changed of a question about codes that meet.

    Args:
        question: as it stands.
        coders: names of those who have codings.
        groups: names of the codes at the top of the codebook.
        guide: whether questions of a guide are asked somewhere.
    """
    told = dict(question.options)
    apart = tuple((f"{n} {of}", _apart(n, of)) for n, of in _APART)
    found = [Field(NEAR, _("at most apart"), (("", _("they must meet")), *apart), _told_near(told.get(NEAR)))]
    sides = told_sides(question)
    found += [_side(ROWS, _("only the rows"), question, groups, sides),
              _side(COLUMNS, _("only the columns"), question, groups, sides)]  # fmt: skip
    if len(coders) > 1:
        alike = (("", _("what any of them says")), ("yes", _("only what all say alike")))
        found.append(Field(AGREED, _("coders"), alike, "yes" if told.get(AGREED) else ""))
    if guide:
        inside = (("", _("in the whole conversation")), ("yes", _("inside each answer")))
        value = "yes" if told.get(WITHIN_QUESTIONS) else ""
        found.append(Field(WITHIN_QUESTIONS, _("chance moves codes"), inside, value))
    return found


def _apart(n: int, of: str) -> str:
    words = (
        ngettext("{count} turn", "{count} turns", n) if of == "turns" else ngettext("{count} word", "{count} words", n)
    )
    return words.format(count=n)


def _told_near(value: object) -> str:
    return f"{value[0]} {value[1]}" if isinstance(value, (tuple, list)) else ""


def told_sides(question: Question) -> dict[str, tuple[str, ...]]:
    """Return the names of the rows, and of the columns, that a question chooses; none of a side that is whole."""
    told = dict(question.options)
    chosen = {side: told[side] for side in (ROWS, COLUMNS) if side in told}
    return {side: tuple(map(str, names)) for side, names in chosen.items() if isinstance(names, (tuple, list))}


def _side(
    name: str, words: str, question: Question, groups: Sequence[str], sides: Mapping[str, tuple[str, ...]]
) -> Field:
    """Ask for the rows or columns: all of them, those of one group, those chosen before, or others that one ticks."""
    now = APART.join(sides.get(name, ()))
    choices = [("", _("every theme") if question.level == "theme" else _("every code"))]
    choices += [(one, one) for one in groups if question.level != "theme"]
    if now and now not in dict(choices):
        choices.insert(1, (now, ", ".join(sides[name])))
    return Field(name, words, (*choices, (TICKED, _("those that I tick …"))), now)


def meeting_options(told: Mapping[str, object], values: Mapping[str, str]) -> dict[str, object]:
    """Return the options of a question about codes that meet, with other answers to its fields.

    Args:
        told: the options as they stood.
        values: by the name of the field; those that are not there stay.
    """
    found = dict(told)
    for name in (NEAR, ROWS, COLUMNS, AGREED, WITHIN_QUESTIONS):
        if name in values:
            found.pop(name, None)
            if values[name]:
                found[name] = _option(name, values[name])
    return found


def _option(name: str, value: str) -> object:
    if name == NEAR:
        n, of = value.split(" ")
        return int(n), of
    return tuple(value.split(APART)) if name in {ROWS, COLUMNS} else True
