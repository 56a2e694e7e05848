"""The one Project: opens a study, performs actions, undoes them, and has a reader for each noun. It knows no noun."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from qualcode.coding.actions import Action, Said, action_words, kind_of, step_words
from qualcode.coding.care import Care
from qualcode.coding.cases.consents import ConsentReader
from qualcode.coding.codebook.practice import ApproachReader, DefinitionReader, RoundReader
from qualcode.coding.derived import Derived
from qualcode.coding.dismissals import DismissalReader
from qualcode.coding.documents.listing import ListingReader
from qualcode.coding.documents.revisions import RevisionReader
from qualcode.coding.outlines.reader import OutlineReader
from qualcode.coding.own_words import OwnWordReader
from qualcode.coding.passages.queries import QueryReader
from qualcode.coding.purging.reader import PurgeReader
from qualcode.coding.readers import (
    CaseReader,
    CodeReader,
    CoderReader,
    CodingReader,
    DocumentReader,
    GuideReader,
    MemoReader,
    ReadingMarkReader,
)
from qualcode.coding.steps import Step, Together, doing, turning_back
from qualcode.coding.themes.reader import ThemeReader
from qualcode.coding.work import Work, add_coder, choice, clean_name, coder_id
from qualcode.model import errors
from qualcode.model.changes import Change
from qualcode.model.ids import new_id
from qualcode.model.records import CORPUS_LANGUAGES, HistoryEntry, Study
from qualcode.storage import journal, sealing, store
from qualcode.storage.care import encrypting
from qualcode.storage.care.rehearsal import rehearsal
from qualcode.storage.reading import dump, material, studies
from qualcode.storage.writing import touched_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from qualcode.model.material import Material
    from qualcode.storage.store import Store

__all__ = ["Action", "Project", "Said", "action_words", "step_words"]


class Project:
    """An open study. Readers hang on it by noun; every change goes through `perform`."""

    def __init__(self, opened: Store, coder: str) -> None:
        """Hold an open store; use `create` or `open`."""
        self._store = opened
        self._database = opened.database
        self.coder = coder
        self.label = opened.database.label
        self.documents = DocumentReader(opened.database)
        self.codes = CodeReader(opened.database)
        self.codings = CodingReader(opened.database)
        self.cases = CaseReader(opened.database)
        self.consents = ConsentReader(opened.database)
        self.themes = ThemeReader(opened.database)
        self.outlines = OutlineReader(opened.database)
        self.memos = MemoReader(opened.database)
        self.guide = GuideReader(opened.database)
        self.reading_marks = ReadingMarkReader(opened.database)
        self.revisions = RevisionReader(opened.database)
        self.listings = ListingReader(opened.database)
        self.rounds = RoundReader(opened.database)
        self.definitions = DefinitionReader(opened.database)
        self.approach = ApproachReader(opened.database)
        self.dismissals = DismissalReader(opened.database)
        self.queries = QueryReader(opened.database)
        self.own_words = OwnWordReader(opened.database)
        self.coders = CoderReader(opened.database)
        self.derived = Derived(opened)
        self.care = Care(opened)
        self.purging = PurgeReader(opened)

    @classmethod
    def create(
        cls, location: str, *, title: str = "", corpus_language: str = "fr-CA", coder: str = "", passphrase: str = ""
    ) -> Self:
        """Create an empty study and open it for writing; with a passphrase, its file is encrypted.

        Raises:
            Refusal: where something is already there, or the place cannot be written.
        """
        first = Study(
            new_id(), clean_name(title) if title else "", choice(corpus_language, CORPUS_LANGUAGES), store.now(), 1
        )

        def begin(connection: Connection) -> None:
            studies.begin(connection, first)
            if coder.strip():
                add_coder(connection, coder)

        key = sealing.new_key(passphrase) if passphrase else None
        return cls(store.created(location, coder, begin, key), coder)

    @classmethod
    def open(cls, location: str, *, coder: str = "", write: bool = False, passphrase: str = "") -> Self:
        """Open a study, for reading unless `write`: one writer a file; a passphrase unlocks one that is encrypted.

        Raises:
            Refusal: where it is not there, not ours, damaged, newer, or being written by somebody else.
        """
        if passphrase:
            encrypting.unlock(location, passphrase)
        opened = cls(store.opened(location, coder, write=write), coder)
        if write:
            try:
                opened.derived.complete()
            except BaseException:
                opened.close()
                raise
        return opened

    @classmethod
    def rehearsing(cls, study: Project | None, coder: str) -> Self:
        """Return a passing copy in memory, where an import can be tried: it holds no words, and is gone once closed.

        Args:
            study: the project it would be done in; None for one not yet made.
            coder: who would do it.
        """
        first = Study(new_id(), "", CORPUS_LANGUAGES[0], store.now(), 1)
        database = rehearsal(study._database if study else None, lambda connection: studies.begin(connection, first))  # noqa: SLF001 - our own
        return cls(store.Store(database, None, writes=True), coder)

    def __enter__(self) -> Self:
        """Use the study inside a with block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let the database and the writer's place go."""
        self._store.close()

    def perform(self, action: Action | Together, *, identifier: str = "", batch: str = "") -> Change:
        """Do one action in one transaction, recorded in the journal, and answer what it touched.

        Args:
            action: what to do; or several acts that are done together, in one transaction and as one step for undo.
            identifier: the id of the journal row; given again after a lost answer, nothing is done twice.
            batch: an id shared by actions that are one step for undo and redo; empty for one that stands by itself.

        Raises:
            Refusal: where a rule forbids it; nothing was changed.
        """
        if isinstance(action, Together):
            acts, whole = action.acts, batch or new_id()
            return self._write(lambda connection: (doing(each, batch=whole) for each in acts(connection)))
        step = doing(action, identifier, batch)
        return self._write(lambda _connection: [step])

    def undo(self) -> Change:
        """Undo the latest standing action of this coder, with the others of its batch, by new actions."""
        return self._turn_back(journal.UNDO, journal.next_undo, errors.NothingToUndo)

    def redo(self) -> Change:
        """Do again what this coder undid last."""
        return self._turn_back(journal.REDO, journal.next_redo, errors.NothingToRedo)

    def _turn_back(
        self,
        kind: str,
        find: Callable[[Connection, str | None], list[journal.Act]],
        nothing: type[errors.Refusal],
    ) -> Change:
        self.check_writable()
        with self._database.reading() as connection:
            targets = find(connection, coder_id(connection, self.coder))
            if not targets:
                raise nothing(self.label)
            what = _said(connection, targets).words()

        def back(connection: Connection) -> list[Step]:
            """Refuse what was not asked: the same coder, at another computer of a team, may have acted meanwhile."""
            if find(connection, coder_id(connection, self.coder)) != targets:
                raise errors.ChangedMeanwhile(self.label)
            return [turning_back(kind, target, what) for target in targets]

        return self._write(back)

    def _write(self, acts: Callable[[Connection], Iterable[Step]]) -> Change:
        """Write one act or the acts of a batch in one transaction, each as a row of the journal."""
        self.check_writable()
        steps: list[Step] = []
        works: list[Work] = []
        with self._database.writing() as connection:
            for step in acts(connection):
                done = journal.change_of(connection, step.identifier)
                if done is not None:
                    return done
                steps.append(step)
                works.append(step.written(Work(connection, self.coder)))
            if any(work.writer.rows for work in works):
                self.care.guard(works, always=_guarded(connection, steps), back=steps[0].undoes is not None)
            erased = any(work.erased for work in works)
            touched = dict(journal.EVERYTHING if erased else touched_by(i for work in works for i in work.images))
        if erased:
            _cleanse(self)
        last, rows, notes = steps[-1], sum(work.writer.rows for work in works), tuple(works[-1].notes.items())
        return Change(last.identifier, last.kind, self.coder, touched, rows, last.undoes, notes)

    def check_writable(self) -> None:
        """Refuse what would be written where nothing can be.

        Raises:
            ReadOnlyProject, NoCoderNamed.
        """
        if not self._store.writes:
            raise errors.ReadOnlyProject(self.label)
        if not self.coder.strip():
            raise errors.NoCoderNamed(self.label)

    def history(self, limit: int | None = None) -> list[HistoryEntry]:
        """Return the journal, latest first."""
        with self._database.reading() as connection:
            return journal.history(connection, limit)

    def standing(self) -> tuple[Said | None, Said | None]:
        """Return what undo would take back and what redo would do again, of this coder; None for nothing."""
        with self._database.reading() as connection:
            coder = coder_id(connection, self.coder) if self.coder.strip() else None
            found = (journal.next_undo(connection, coder), journal.next_redo(connection, coder))
            undo, redo = (_said(connection, acts) if acts else None for acts in found)
        return undo, redo

    def changes_since(self, action: str | None) -> list[Change]:
        """Return the Change of every action after that one, whoever did it; None for all."""
        with self._database.reading() as connection:
            return journal.changes_since(connection, action)

    @property
    def study(self) -> Study:
        """The project's own record."""
        with self._database.reading() as connection:
            return studies.study(connection)

    def material(self) -> Material:
        """Return what readings read, in one read transaction."""
        with self._database.reading() as connection:
            return material.material(connection)

    def dump(self) -> dict[str, Any]:
        """Return the whole study as plain JSON values, without journal, versions and times of writing."""
        with self._database.reading() as connection:
            return dump.dump(connection)

    def dumped(self) -> Iterator[tuple[str, str, Any]]:
        """Give the same piece by piece, for a study that is large: see `storage.reading.dump.members`."""
        with self._database.reading() as connection:
            yield from dump.members(connection)


def _cleanse(project: Project) -> None:
    """Let no trace of what was purged stay in the file; what fails is done by the next purge, or opening."""
    with suppress(errors.Refusal):
        project.care.cleanse()
        project.derived.complete()


def _guarded(connection: Connection, steps: Sequence[Step]) -> bool:
    """Tell whether acts that are written begin something that is backed up before: of a batch, its first act."""
    kinds = [kind for step in steps if (kind := kind_of(step.kind)) is not None]
    return any(kind.guarded for kind in kinds) and not journal.goes_on(connection, steps[0].batch, len(steps))


def _said(connection: Connection, acts: Sequence[journal.Act]) -> Said:
    """Return what the acts of a step were at first, in the order in which they are or were done.

    Args:
        connection: reads the journal.
        acts: latest first; undos of what was done stand the other way round.
    """
    told = [(each.kind, each.arguments) for each in journal.told(connection, [act.id for act in acts])]
    in_order = told if acts[0].kind == journal.UNDO else told[::-1]
    kind, arguments = in_order[-1]
    return Said(kind, arguments, tuple(in_order[:-1]))
