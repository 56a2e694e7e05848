"""A small study under trial, on both databases."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.cases.cases import AddCase
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage import engine
from qualcode.storage.schema import REVISION
from qualcode.storage.tables import JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qualcode.coding.actions import Action
    from qualcode.model import errors
    from qualcode.model.changes import Change
    from qualcode.model.records import Code, Coding, Document

ROLES = {"Q": "interviewer"}


def transcript(*turns: tuple[str, str]) -> Transcript:
    """Write turns, given as label and words, one a line; Q interviews."""
    whole, found = "", []
    for speaker, words in turns:
        whole += f"{speaker} : "
        found.append(Speech(speaker, len(whole), len(whole) + len(words), ROLES.get(speaker, "participant")))
        whole += f"{words}\n"
    return Transcript(whole, "txt", turns=tuple(found))


class Trial:
    """A project with words for what tests do all the time."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.project = Project.open(location, coder="Zoé", write=True)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.project, name)

    def do(self, action: Action) -> Change:
        return self.project.perform(action)

    def becomes(self, coder: str) -> None:
        """Let somebody else open the project."""
        self.project.close()
        self.project = Project.open(self.location, coder=coder, write=True)

    def document(self, name: str = "E1", *turns: tuple[str, str], file_name: str = "") -> Document:
        """Import a document; by default one interview of one person."""
        given = transcript(*(turns or (("Q", "Et chez vous ?"), ("Luc", "On jardine. On jardine beaucoup."))))
        sha256 = hashlib.sha256(f"{name}{file_name}".encode()).hexdigest()
        action = ImportDocument(name, file_name or f"{name}.txt", sha256, given)
        self.project.perform(action)
        return self.project.documents.get(action.id)

    def code(self, name: str, parent: Code | None = None, **fields: Any) -> Code:
        action = AddCode(name, parent.id if parent else None, **fields)
        self.project.perform(action)
        return self.project.codes.get(action.id)

    def case(self, name: str, kind: str = "participant", inside: str | None = None) -> str:
        action = AddCase(name, kind, inside)
        self.project.perform(action)
        return action.id

    def coding(self, document: Document, code: Code, words: str = "On jardine.", **fields: Any) -> Coding:
        start = self.project.documents.text(document.id).index(words)
        action = ApplyCode(document.id, start, start + len(words), code.id, **fields)
        self.project.perform(action)
        return self.project.codings.get(action.id)

    def refuses(self, kind: type[errors.Refusal], action: Action) -> errors.Refusal:
        """Check that an action is refused so, and that nothing has changed."""
        before = self.project.dump(), len(self.project.history())
        with pytest.raises(kind) as caught:
            self.project.perform(action)
        assert type(caught.value) is kind
        assert (self.project.dump(), len(self.project.history())) == before
        return caught.value

    def comes_and_goes(self, action: Action) -> Change:
        """Perform, undo, redo: undone it was never there, redone it is there again."""
        before = self.project.dump()
        change = self.project.perform(action)
        after = self.project.dump()
        assert before != after
        self.project.undo()
        assert self.project.dump() == before
        self.project.redo()
        assert self.project.dump() == after
        return change

    def names(self, noun: str) -> list[str]:
        return sorted(row["name"] for row in self.project.dump()[noun])


@pytest.fixture(scope="session")
def kept_database(postgres_server: Any) -> Iterator[str]:
    """Return the URL of a project on a server, emptied for each test: quicker than a database each."""
    url = postgres_server.create()
    Project.create(url, title="Essai", coder="Zoé").close()
    yield url
    postgres_server.drop(url)


KEPT = ("originals", "derived", "texts")
"""What lies beside the rows of the journal: a test before may have counted what it kept."""
EMPTYING = ";".join((
    "UPDATE codes SET parent_id = NULL",
    "UPDATE cases SET inside_id = NULL",
    *(f"DELETE FROM {noun}" for noun in reversed(JOURNALLED) if noun not in {"study", "coders"}),  # noqa: S608 - ours
    "DELETE FROM coders WHERE name <> 'Zoé'",
    "DELETE FROM actions WHERE number > 1",
    *(f"DELETE FROM {noun}" for noun in KEPT),  # noqa: S608 - as above
    f"UPDATE actions SET schema_revision = '{REVISION}'",  # noqa: S608 - of an old study
    "UPDATE study SET title = 'Essai', corpus_language = 'fr-CA', version = 1",
))  # fmt: skip
"""All in one journey to the server: one statement after another takes most of the time of many a test."""


def emptied(url: str) -> str:
    """Bring a project on a server back to its beginning."""
    found = engine.database(url)
    with found.writing() as connection:
        connection.exec_driver_sql(EMPTYING, execution_options={"no_parameters": True})
    found.close()
    return url


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a project without anything in it, made once: a copy is a hundred times quicker."""
    path = tmp_path_factory.mktemp("empty") / "study.qualcode"
    Project.create(str(path), title="Essai", coder="Zoé").close()
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def trial(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Trial]:
    """Return a small study, in a file and on a server in turn."""
    if request.param == "postgres":
        location = emptied(request.getfixturevalue("kept_database"))
    else:
        location = shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "study.qualcode")
    made = Trial(str(location))
    yield made
    made.project.close()


@pytest.fixture
def write_turns() -> Any:
    return transcript


@pytest.fixture
def new_database(kept_database: str) -> Any:
    """Return what makes an empty project on a server, time and again."""
    return lambda: emptied(kept_database)
