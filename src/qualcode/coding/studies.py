"""The project itself: its title and the language of its corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.work import choice, clean_name
from qualcode.model.messages import N_
from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.storage.reading import studies

if TYPE_CHECKING:
    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class EditStudy(Action):
    """Give the study another title or corpus language; None leaves it."""

    words: ClassVar[str] = N_("edit the project “{title}”")
    title: str | None = None
    corpus_language: str | None = None


@handles(EditStudy)
def edit_study(action: EditStudy, work: Work) -> None:
    """Write the title and the language."""
    study = studies.study(work.connection)
    values: dict[str, Any] = {}
    if action.title is not None:
        values["title"] = clean_name(action.title)
    if action.corpus_language is not None:
        values["corpus_language"] = choice(action.corpus_language, CORPUS_LANGUAGES)
    if values:
        work.writer.update("study", [study.id], values)
    work.say(title=values.get("title", study.title))
