"""What both doors do before a reading: the study as tuples and texts, and questions about words with their defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.results import Question
from qualcode.words.stopwords import DEFAULT_GROUPS, GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.project import Project
    from qualcode.model.material import Material

MOST = 50
MOST_OF_EACH = 10
"""Terms that are kept unless asked otherwise: of the whole, and of each group that is compared."""


def study_of(project: Project) -> tuple[Material, Mapping[str, str]]:
    """Return what a reading reads: the study as tuples, and the stored text of every document by its id."""
    material = project.material()
    return material, dict(project.documents.texts([document.id for document in material.documents]))


_CODED: Final = ("ApplyCode", "ApplyCodes", "CodePassage", "ApplyNewCode")
_NEW_CODES: Final = ("AddCode", "ImportCodes", "SplitCode", "ApplyNewCode")


def grid_fixed(project: Project) -> bool | None:
    """Tell whether every code was there before the first passage was coded; None where the journal cannot tell.

    It cannot where nothing was coded by hand, or where codings, which bring codes along, were imported.
    """
    done = [entry.action for entry in reversed(project.history()) if not entry.undone]
    first = next((place for place, action in enumerate(done) if action in _CODED), None)
    if first is None:
        return None
    if any(action in _NEW_CODES for action in done[first:]):
        return False
    return None if "ImportCodings" in done else True


def asked_words(  # noqa: PLR0913 - one argument an option
    reading: str,
    *,
    by: str | None = None,
    limit: int | None = None,
    coder: str | None = None,
    minimum: int = 1,
    interviewer: bool = False,
    stop_words: tuple[str, ...] = (),
    leave_out: tuple[str, ...] = (),
) -> Question:
    """Return the question about words that some options ask; what was not asked for is left unsaid."""
    options: dict[str, object] = {}
    if minimum > 1:
        options["minimum"] = minimum
    if stop_words:
        options["stop_words"] = stop_words
    if not leave_out and reading == "cloud":
        leave_out = GROUPS  # “pas” would be the largest word of every picture, and say nothing
    if leave_out and set(leave_out) != set(DEFAULT_GROUPS):
        options["leave_out"] = leave_out
    most = (MOST_OF_EACH if by else MOST) if limit is None else limit or None
    return Question(
        reading, coder=coder, by=by, limit=most, interviewer=interviewer, options=tuple(sorted(options.items()))
    )
