"""What is asked of words that are compared: by how many cases of a group they are said, what they are ranked by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_, _
from qualcode.readings import compared_options
from qualcode.tui.dialogs.question import Field

if TYPE_CHECKING:
    from qualcode.model.results import Question

CASES, RANK = "cases", "rank"
_LEAST: Final = ("0", "2", "3", "5", "10")
_RANKS: Final = {"keyness": N_("keyness (G2)"), "tfidf": N_("TF-IDF"), "count": N_("how often they are said")}


def fields(question: Question) -> list[Field]:
    """Return what can be changed of a comparison of words; nothing where none are compared."""
    if question.by is None:
        return []
    asked = dict(question.options)
    least, now = {*_LEAST, str(asked.get(CASES, 0))}, str(asked.get(CASES, 0))
    choices = tuple((one, one) for one in sorted(least, key=int))
    ranks = tuple((one, _(words)) for one, words in _RANKS.items())
    return [
        Field(CASES, _("said by so many cases at least"), choices, now),
        Field(RANK, _("ranked by"), ranks, str(asked.get(RANK, "keyness"))),
    ]


def compared(before: Question, made: Question, values: dict[str, str]) -> Question:
    """Return a question about words with what its comparison needs; another comparison begins with what is usual.

    Args:
        before: the question as it stood.
        made: the same with its other answers.
        values: by the name of the field.
    """
    kept = {name: value for name, value in made.options if name not in {CASES, RANK}}
    if made.by == before.by:
        least = int(values.get(CASES, str(dict(before.options).get(CASES, 0))))
        kept |= compared_options(made.by, least, values.get(RANK, str(dict(before.options).get(RANK, "keyness"))))
    else:
        kept |= compared_options(made.by, None, "keyness")
    return replace(made, options=tuple(sorted(kept.items())))
