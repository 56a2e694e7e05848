"""What may be a name in a study, read for both doors: the texts, the labels, and what a language model finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.errors import ModelMissing
from qualcode.report.candidates import candidates

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.pseudonyms import Candidate, NameKey
    from qualcode.model.spans import Span


def proposed(project: Project, key: NameKey, *, model: bool) -> tuple[list[Candidate], list[str]]:
    """Return what may tell who somebody is, and the languages in which a language model looked too.

    Args:
        project: the study.
        key: its names so far.
        model: whether to ask the language models: they read some thousands of words a second.
    """
    documents = {document.id: document for document in project.documents.all()}
    texts = {documents[one].name: text for one, text in project.documents.texts(list(documents))}
    labels = dict.fromkeys(
        turn.speaker for one in documents for turn in project.documents.turns(one) if turn.role == "participant"
    )
    found: dict[str, list[Span]] = {}
    asked = []
    for language in sorted({document.language[:2] for document in documents.values()}) if model else ():
        names = [document.name for document in documents.values() if document.language[:2] == language]
        modelled = _modelled({name: texts[name] for name in names}, language)
        if modelled is not None:
            found |= modelled
            asked.append(language)
    return candidates(texts, key.entries, labels=labels, modelled=found), asked


def _modelled(texts: dict[str, str], language: str) -> dict[str, list[Span]] | None:
    """Return where a language model finds names; None where there is none of the language."""
    from qualcode.analysis.people import named_in  # noqa: PLC0415 - spaCy, where a model is asked

    try:
        return named_in(texts, language)
    except ModelMissing:
        return None
