"""Queries that the team keeps under a name, and what a query is answered from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.passages.searching import found_once
from qualcode.coding.readers import Reader
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.model.retrieval import CASE, CODE, CODER, DOCUMENT, KEY, VOICE, Note, SavedQuery, Source
from qualcode.storage.reading.choices import chosen, kept
from qualcode.storage.reading.coding_notes import notes
from qualcode.storage.reading.codings import joined_memos
from qualcode.storage.texts import storable
from qualcode.words.folding import folded, sort_key
from qualcode.words.offering import Vocabulary
from qualcode.words.querying import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualcode.coding.passages.finding import Finder
    from qualcode.coding.project import Project
    from qualcode.coding.work import Work
    from qualcode.model.spans import Span


@dataclass(frozen=True, slots=True)
class SaveQuery(Action):
    """Keep a query under a name; under the name of one that is there, in its place."""

    words: ClassVar[str] = N_("save the query “{name}”")
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class RemoveQuery(Action):
    """Forget a saved query, by its name; no coding goes."""

    words: ClassVar[str] = N_("remove the query “{name}”")
    name: str


@handles(SaveQuery)
def save_query(action: SaveQuery, work: Work) -> None:
    """Write a query under its name.

    Raises:
        EmptyName, NameTooLong.
        BadQuery: it cannot be read; names that are not there yet may come.
    """
    name, query = clean_name(action.name), storable(action.query).strip()
    read(query)
    value, key = json.dumps([name, query], ensure_ascii=False), KEY + folded(name)
    before = chosen(work.connection, key)
    if before is None:
        work.writer.insert("choices", [{"id": new_id(), "key": key, "value": value}])
    else:
        work.writer.update("choices", [before.id], {"value": value})
    work.say(name=name)


@handles(RemoveQuery)
def remove_query(action: RemoveQuery, work: Work) -> None:
    """Take a query away.

    Raises:
        NoSuchQuery: none bears the name.
    """
    before = chosen(work.connection, KEY + folded(storable(action.name)))
    if before is None:
        saved = map(_saved, kept(work.connection, KEY))
        raise errors.NoSuchQuery(action.name, names=", ".join(one.name for one in saved))
    work.writer.delete("choices", [before.id])
    work.say(name=_saved(before.value).name)


def _saved(value: str) -> SavedQuery:
    return SavedQuery(*json.loads(value))


class QueryReader(Reader):
    """Saved queries, and what is known of codings."""

    def all(self) -> list[SavedQuery]:
        """Return the saved queries, sorted by name."""
        with self._database.reading() as connection:
            found = map(_saved, kept(connection, KEY))
        return sorted(found, key=lambda one: sort_key(one.name))

    def get(self, typed: str) -> SavedQuery:
        """Return the saved query of a name.

        Raises:
            NoSuchQuery: with the names of those there are.
        """
        known = self.all()
        for one in known:
            if folded(one.name) == folded(typed):
                return one
        raise errors.NoSuchQuery(typed, names=", ".join(one.name for one in known))

    def memos(self) -> dict[str, str]:
        """Return the memos of each coding that has some, by its id."""
        with self._database.reading() as connection:
            return joined_memos(connection)

    def notes(self) -> dict[str, Note]:
        """Return when each coding was made, where it comes from and its memos, by its id."""
        with self._database.reading() as connection:
            return notes(connection)


class Answerable:
    """What queries on a project are answered from, read when it is first wanted, and once."""

    def __init__(self, project: Project, finder: Finder) -> None:
        """Answer from this project.

        Args:
            project: an open one.
            finder: finds in its documents, and reads them.
        """
        self._project = project
        self._finder = finder

    @cached_property
    def source(self) -> Source:
        """What queries are answered from."""
        codes = self._project.codes.all()
        return Source(self._finder.material, codes, lambda: self._notes, self._said, self._finder.texts)

    @cached_property
    def _notes(self) -> Mapping[str, Note]:
        return self._project.queries.notes()

    def _said(self, words: str) -> dict[str, Sequence[Span]]:
        found = found_once(self._project, self._finder.documents, words)
        return {document.id: sorted(spans) for document, spans in found}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What there is to name in a query."""
        material = self.source.material
        values: dict[str, set[str]] = {}
        for case in material.cases:
            for name, value in case.attributes.items():
                values.setdefault(name, set()).add(value)
        return Vocabulary(
            {
                CODE: [code.label for code in material.codes],
                VOICE: _in_order(turn.speaker for turn in material.turns),
                CASE: _in_order(case.name for case in material.cases),
                DOCUMENT: [document.name for document in material.documents],
                CODER: _in_order(material.coders.values()),
            },
            {name: _in_order(values[name]) for name in values},
        )


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(filter(None, set(names)), key=sort_key)
