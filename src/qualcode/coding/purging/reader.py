"""What a purge would do, where words still stand, and the backups in which they do: listed, purged or deleted."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.coding.actions import handler_of
from qualcode.coding.documents.revising import ReviseDocument
from qualcode.coding.purging.removed import former_case
from qualcode.coding.purging.withdrawing import Withdrawal, withdrawal_of
from qualcode.coding.steps import Step
from qualcode.coding.work import Work
from qualcode.model import errors
from qualcode.model.purging import LIKELY, OTHERWISE, SHARED, Mention
from qualcode.model.spans import quoted
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.purging import copies, seeking
from qualcode.storage.purging.removed import quoted_ever, texts_kept
from qualcode.storage.reading import cases, documents
from qualcode.words.purging import Replacer, canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from qualcode.coding.actions import Action
    from qualcode.model.purging import Copy, Left
    from qualcode.model.records import Case, Turn
    from qualcode.storage.store import Store


class PurgeReader:
    """What is to be known before and after words are taken out for good."""

    def __init__(self, opened: Store) -> None:
        """Read from this store."""
        self._database = opened.database

    def left(self, words: Sequence[str]) -> list[Left]:
        """Return where some words stand, in every row, every compressed piece and every byte of the file."""
        return seeking.seek(self._database, words, derived=False)

    def withdrawal(self, case: Case, *, keep_turns: bool = False) -> Withdrawal:
        """Return what a withdrawal would do.

        Args:
            case: who withdraws.
            keep_turns: whether their words stay without a name.

        Raises:
            NobodyWithdraws, SpeaksAlone.
        """
        with self._database.reading() as connection:
            return withdrawal_of(connection, case, keep_turns=keep_turns)

    def former(self, typed: str) -> Case:
        """Return the person whose case was removed, as the history knows them.

        Args:
            typed: the name of the case, or the label of a voice.

        Raises:
            NoSuchCase, SeveralWithdrew.
        """
        with self._database.reading() as connection:
            return former_case(connection, typed)

    def quoted_ever(self) -> dict[str, str]:
        """Return the codings that the history knows, there still or not, and the quotes of outlines with theirs, by id.

        Of what was withdrawn or purged it knows nothing any more.
        """
        with self._database.reading() as connection:
            return quoted_ever(connection)

    def texts_kept(self) -> list[str]:
        """Return every text that the project keeps: of documents that are there, were corrected or were removed."""
        with self._database.reading() as connection:
            return texts_kept(connection)

    def mentions(self, names: Sequence[str], who: str = "") -> list[Mention]:
        """Return where some names stand in the texts, with who says them: the likeliest first, document by document.

        Args:
            names: of one person.
            who: the id of their case; empty where it is not known: then a label of one case is theirs.
        """
        replacer, exact = Replacer(dict.fromkeys(names, ""), any_case=True), Replacer(dict.fromkeys(names, ""))
        borne: defaultdict[str, set[str | None]] = defaultdict(set)
        found = []
        with self._database.reading() as connection:
            for document in documents.listed(connection):
                text, turns = documents.text(connection, document.id), documents.turns(connection, document.id)
                for turn in turns:
                    borne[canonical(turn.speaker)].add(turn.case)
                for edit in replacer.edits(text):
                    voice = next((turn.speaker for turn in turns if turn.start <= edit.start < turn.end), "")
                    quote = quoted(text, edit.start, edit.end)
                    around = (quote["before"], quote["text"], quote["after"])
                    found.append(Mention(document.name, edit.start, edit.end, voice, *around))
        shared = {label for label, cases_ in borne.items() if len(cases_ - {who}) > (not who)}
        ranked = [one._replace(doubt=_doubt(one.text, exact, shared)) for one in found]
        return sorted(ranked, key=lambda one: one.doubt)

    def bearing(self, names: Sequence[str]) -> list[str]:
        """Return the names of the documents and cases in which some names stand."""
        replacer = Replacer(dict.fromkeys(names, ""), any_case=True)
        with self._database.reading() as connection:
            named = [each.name for each in documents.listed(connection)]
            named += [each.name for each in cases.listed(connection)]
        return list(dict.fromkeys(name for name in named if replacer.holds(name)))

    def backups(self, words: Sequence[str]) -> list[Copy]:
        """Return the backups in which words stand, each opened and read; none of a server's project."""
        path = self._database.path
        return copies.backups_with(path, words) if path is not None and words else []

    def with_name_only(self, words: Sequence[str], copies_: Sequence[Copy]) -> list[Copy]:
        """Return those of some backups in which nothing stands of what somebody said: a name alone, as others say it.

        Args:
            words: what they said.
            copies_: the backups in which these words, or the name, stand.
        """
        held = {copy.path for copy in self.backups(words)} if copies_ else set()
        return [copy for copy in copies_ if copy.readable and copy.path not in held]

    def beside(self, words: Sequence[str]) -> list[str]:
        """Return the exports, drafts and transcripts beside the project, and in the folders there, that hold words."""
        path = self._database.path
        return list(copies.beside(path, words)) if path is not None and words else []

    def as_now(self, document: str) -> ReviseDocument:
        """Return what gives a document, in a backup, the text and the turns that it has now.

        Args:
            document: its id.
        """
        with self._database.reading() as connection:
            text = documents.text(connection, document)
            turns = [Speech(*_spoken(turn)) for turn in documents.turns(connection, document)]
            now = next(each for each in documents.listed(connection) if each.id == document)
        given = Transcript(text, now.format, turns=tuple(turns), language=now.language)
        return ReviseDocument(document, now.source_name, now.source_sha256, given, sure=True)

    def purge_backup(self, path: str, actions: Sequence[Action], coder: str) -> None:
        """Do in a backup what was done in the project; it is whole and checked afterwards, or as it was.

        Args:
            path: of the backup.
            actions: the purge, and what it takes before.
            coder: who asks for it.

        Raises:
            Refusal: where the backup is of an earlier version, or holds nothing to purge.
        """

        def act(connection: Connection) -> None:
            for action in actions:
                _perform(action, Work(connection, coder))

        copies.purge_copy(Path(path), act)

    def delete_backup(self, path: str) -> None:
        """Delete a backup.

        Raises:
            CannotWrite: where the system refuses.
        """
        copies.delete(Path(path))


def _doubt(text: str, exact: Replacer, shared: set[str]) -> int:
    """Return how likely it is that a name, as it stands, is the person's."""
    if not exact.holds(text):
        return OTHERWISE
    return SHARED if canonical(text) in shared else LIKELY


def _perform(action: Action, work: Work) -> None:
    """Do an action, in the transaction of a backup; a text that is there already is no fault."""
    handler = handler_of(action)
    with suppress(errors.NothingRevised):
        Step(type(action).__name__, lambda each: handler(action, each), action.arguments()).written(work)


def _spoken(turn: Turn) -> tuple[Any, ...]:
    return turn.speaker, turn.start, turn.end, turn.role, turn.time_start, turn.time_end
