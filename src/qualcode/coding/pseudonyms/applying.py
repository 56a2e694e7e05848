"""Names replaced wherever a study holds words: by acts that can be undone, all in one step; the journal keeps them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from qualcode.coding.cases.cases import EditCase, SetAttribute
from qualcode.coding.codebook.codes import TEXTS, EditCode
from qualcode.coding.documents.documents import RenameDocument
from qualcode.coding.documents.guide import EditQuestion
from qualcode.coding.documents.revising import ReviseDocument
from qualcode.coding.documents.turns import RenameSpeaker
from qualcode.coding.memos import EditMemo
from qualcode.coding.steps import Together
from qualcode.coding.themes.themes import EditTheme
from qualcode.model.errors.pseudonyms import NothingToReplace
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.reading import cases, codes, documents, guide, themes
from qualcode.words.purging import Replacer, Shift, edited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Connection

    from qualcode.coding.actions import Action
    from qualcode.coding.project import Project
    from qualcode.model.records import Document, Turn
    from qualcode.words.purging import Edit

_NOUNS: Final[dict[type[Action], str]] = {
    ReviseDocument: "texts",
    RenameSpeaker: "voices",
    RenameDocument: "documents",
    EditCase: "cases",
    SetAttribute: "attributes",
    EditMemo: "memos",
    EditCode: "codes",
    EditTheme: "themes",
    EditQuestion: "questions",
}


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was replaced: places in the texts, and what else was changed, by noun."""

    places: int
    changed: Mapping[str, int]


def replace_names(project: Project, names: Mapping[str, str]) -> Replaced:
    """Put pseudonyms in the place of names in texts, labels, names, memos, attributes, codes, themes and the guide.

    Whole words are found, elided or not, in capitals or not, whatever gap joins them. Everything that lies on the texts
    stays on its words. It is one step for undo; the former texts are kept.

    Args:
        project: open for writing.
        names: the pseudonym of each real name.

    Raises:
        NothingToReplace: where no name stands in the project.
        Refusal: where two things would bear one name; nothing is changed.
    """
    done: list[Action] = []
    project.perform(replacing(project, names, done.append))
    places = sum(len(action.edits) for action in done if isinstance(action, ReviseDocument))
    return Replaced(places, dict(Counter(_NOUNS[type(action)] for action in done)))


def replacing(project: Project, names: Mapping[str, str], told: Callable[[Action], None]) -> Together:
    """Return the acts that replace names, to be performed as one: no act of anybody’s comes between two of them.

    Args:
        project: the study.
        names: the pseudonym of each real name.
        told: hears of each act before it is done; a refusal that it raises leaves all as it was.
    """
    return Together(partial(_acts, project.label, Replacer(names), told))


def _acts(label: str, replacer: Replacer, told: Callable[[Action], None], connection: Connection) -> Iterator[Action]:
    """Give every act in its turn, each from what those before it left.

    Raises:
        NothingToReplace: where there is none.
    """
    nouns = (_texts, _labels, _documents, _cases, _notes, _codes, _themes, _questions)
    acts = chain.from_iterable(noun(connection, replacer) for noun in nouns)
    first = next(acts, None)
    if first is None:
        raise NothingToReplace(label)
    for action in chain([first], acts):
        told(action)
        yield action


def _texts(connection: Connection, replacer: Replacer) -> Iterator[Action]:
    for document in documents.listed(connection):
        turns = documents.turns(connection, document.id)
        text = documents.text(connection, document.id)
        edits = tuple(replacer.edits(text, (bound for turn in turns for bound in (turn.start, turn.end))))
        if edits:
            shift = Shift(edits)
            speeches = tuple(_speech(turn, shift, replacer) for turn in turns)
            transcript = Transcript(edited(text, edits), document.format, turns=speeches)
            yield _revision(document, transcript, replacer, edits)


def _revision(document: Document, transcript: Transcript, replacer: Replacer, edits: tuple[Edit, ...]) -> Action:
    source = replacer.text(document.source_name)
    return ReviseDocument(document.id, source, document.source_sha256, transcript, sure=True, edits=edits)


def _speech(turn: Turn, shift: Shift, replacer: Replacer) -> Speech:
    bounds = shift.span(turn.start, turn.end)
    return Speech(replacer.text(turn.speaker), *bounds, turn.role, turn.time_start, turn.time_end)


def _labels(connection: Connection, replacer: Replacer) -> Iterator[Action]:
    """Rename the voices of documents in whose text no name stands: their labels are no part of it."""
    for document in documents.listed(connection):
        for label in dict.fromkeys(turn.speaker for turn in documents.turns(connection, document.id)):
            if (new := replacer.text(label)) != label:
                yield RenameSpeaker(document.id, label, new)


def _documents(connection: Connection, replacer: Replacer) -> Iterator[Action]:
    for document in documents.listed(connection):
        if (new := replacer.text(document.name)) != document.name:
            yield RenameDocument(document.id, new)


def _cases(connection: Connection, replacer: Replacer) -> Iterator[Action]:
    for case in cases.listed(connection):
        if (new := replacer.text(case.name)) != case.name:
            yield EditCase(case.id, new)
    for case in cases.worded(connection, inherited=False):
        for name, value in case.attributes:
            if (new := replacer.text(value)) != value:
                yield SetAttribute(case.id, name, new)


def _notes(connection: Connection, replacer: Replacer) -> Iterator[Action]:
    for memo in themes.memos(connection):
        if (new := replacer.text(memo.text)) != memo.text:
            yield EditMemo(memo.id, new)


def _codes(connection: Connection, replacer: Replacer) -> Iterator[Action]:
    for code in codes.listed(connection):
        name = replacer.text(code.name)
        texts = {field: getattr(code, field) for field in TEXTS}
        details = tuple((field, new) for field, said in texts.items() if (new := replacer.text(said)) != said)
        if details or name != code.name:
            yield EditCode(code.id, name if name != code.name else None, details=details)


def _themes(connection: Connection, replacer: Replacer) -> Iterator[Action]:
    for theme in themes.listed(connection):
        name, claim, memo = (replacer.text(said) for said in (theme.name, theme.claim, theme.memo))
        if (name, claim, memo) != (theme.name, theme.claim, theme.memo):
            yield EditTheme(theme.id, name if name != theme.name else None, claim, memo=memo)


def _questions(connection: Connection, replacer: Replacer) -> Iterator[Action]:
    for question in guide.listed(connection):
        text, label = replacer.text(question.text), replacer.text(question.label)
        probes = tuple(map(replacer.text, question.probes))
        if (text, label, probes) != (question.text, question.label, question.probes):
            yield EditQuestion(question.id, text, label, probes=probes)
