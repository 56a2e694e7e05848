"""The journal rewritten by a purge: what is gone was never there, what lies elsewhere lies where it is now.

Each image still ends in what the rows hold, so that a check finds nothing; an act that held what was purged says so,
and is never taken back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select, update

from qualcode.model.ids import ID_LENGTH
from qualcode.storage.columns import columnar, framed, frames, inflated
from qualcode.storage.journal import PURGED
from qualcode.storage.purging.columns import FOLLOWING, PLACED, WORDS, reworded
from qualcode.storage.purging.own_json import mapped
from qualcode.storage.tables import JOURNALLED, TABLES
from qualcode.storage.writing import Image, Writer, pieces
from qualcode.words.purging import Replacer, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.storage.columns import Values
    from qualcode.storage.purging.erasing import Erasure

_ACTIONS: Final = TABLES["actions"]
_OF_DOCUMENT: Final = tuple(noun for noun in JOURNALLED if "document_id" in TABLES[noun].c)
_REFERS: Final = {
    "theme_links": {"coding_id": "codings"},
    "memos": {"coding_id": "codings", "case_id": "cases"},
    "rechecks": {"coding_id": "codings"},
    "outline_quotes": {"coding_id": "codings"},
    "case_links": {"case_id": "cases"},
    "attribute_values": {"case_id": "cases"},
    "consents": {"case_id": "cases"},
    "unsettled": {"revision_id": "revisions"},
}
"""What never stays where the row it refers to goes."""
_PERSONAL: Final = ("cases", "attribute_values", "consents")
"""Nouns whose rows are about one person: an act on them names that person."""
JOINING: Final = "JoinCases"
"""The kind of act by which several cases become one person."""
_VARIABLES: Final = "attributes"
"""What comes with the first value that somebody is given, and is about nobody."""
_HEX: Final = frozenset("0123456789abcdef")


@dataclass(slots=True)
class Past:
    """What the journal knows of that a purge has to know."""

    texts: set[str] = field(default_factory=set)
    """SHA-256 of the texts that the documents concerned ever had."""
    originals: set[str] = field(default_factory=set)
    """SHA-256 of the files that were ever kept of them."""
    documents: set[str] = field(default_factory=set)
    """The documents concerned, those too that are gone."""
    lost: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Rows that are gone already and lay in those documents, or were on what lay there, by noun."""
    moved: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Rows that some act put elsewhere, by noun."""
    names: set[str] = field(default_factory=set)
    """Every name that the cases concerned ever had, and every label of their turns."""


def read_past(connection: Connection, erasure: Erasure) -> Past:
    """Return what the journal says of the documents and rows that a purge concerns."""
    seen = _Seen(connection, erasure.voices)
    for _action, blob in _blobs(connection):
        for part in frames(blob):
            seen.look(Image.unpacked(part))
    return seen.past(erasure, _joined(connection, erasure.gone["cases"] | erasure.following["cases"]))


def _joined(connection: Connection, cases: set[str]) -> set[str]:
    """Return the cases that were joined with some, or with one that was: other names of the same persons."""
    column = select(_ACTIONS.c.arguments).where(_ACTIONS.c.kind == JOINING).order_by(_ACTIONS.c.number.desc())
    found: set[str] = set()
    for written in connection.execute(column).scalars():
        arguments = json.loads(written)
        if arguments.get("case") in cases | found:  # a purge of an earlier program may have left other names
            found.update(arguments.get("others", ()))
    return found


def _blobs(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Give each act with its images, the first first; one at a time, since they are written meanwhile."""
    for action in connection.execute(select(_ACTIONS.c.id).order_by(_ACTIONS.c.number)).scalars().all():
        yield action, connection.execute(select(_ACTIONS.c.blob).where(_ACTIONS.c.id == action)).scalar_one()


class _Seen:
    """What a reading of the journal has come upon."""

    def __init__(self, connection: Connection, voices: set[str]) -> None:
        """Know which rows are there now.

        Args:
            connection: reads the project.
            voices: ids of turns whose cases are looked for.
        """
        self.there = {
            noun: set(connection.execute(select(TABLES[noun].c.id)).scalars())
            for noun in {*_OF_DOCUMENT, *_REFERS, "documents", "cases"}
        }
        self._voices = voices
        self._texts: defaultdict[str, set[str]] = defaultdict(set)
        self._originals: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._homes: dict[tuple[str, str], str] = {}
        self._referred: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        self._cases: set[str] = set()
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._past = Past()
        for noun in ("sources", "revisions"):
            table = TABLES[noun]
            for identifier, document in connection.execute(select(table.c.id, table.c.document_id)):
                self._homes[noun, identifier] = document

    def look(self, image: Image) -> None:
        """Take in what one image says."""
        for rows in (image.rows_before(), image.rows_after()):
            for identifier, row in zip(image.ids, rows, strict=True):
                if row:
                    self._look_at(image.noun, identifier, row)
        if image.step == "update" and PLACED.get(image.noun, frozenset()) & image.before.keys():
            self._past.moved[image.noun].update(image.ids)

    def _look_at(self, noun: str, identifier: str, row: Mapping[str, Any]) -> None:
        if noun == "documents" and "text_sha256" in row:
            self._texts[identifier].add(row["text_sha256"])
        if row.get("original_sha256"):
            self._originals[noun, identifier].add(row["original_sha256"])
        if noun == "cases" and "name" in row:
            self._names[identifier].add(row["name"])
        if noun == "turns" and identifier in self._voices:
            self._cases.update(filter(None, [row.get("case_id")]))
            self._past.names.update(filter(None, [row.get("speaker")]))
        if row.get("document_id") and identifier not in self.there[noun]:
            self._homes.setdefault((noun, identifier), row["document_id"])
        for column, other in _REFERS.get(noun, {}).items():
            if row.get(column) and identifier not in self.there[noun]:
                self._referred[other, row[column]].add((noun, identifier))

    def past(self, erasure: Erasure, joined: set[str]) -> Past:
        """Return what of it a purge has to know; `joined` are cases that became one with those that go."""
        past = self._past
        held = {document for document, texts in self._texts.items() if texts & erasure.held}
        past.documents = erasure.documents | erasure.texts.keys() | held
        for document in past.documents:
            past.texts |= self._texts[document]
        for place, originals in self._originals.items():
            if self._homes.get(place) in past.documents:
                past.originals |= originals
        gone = past.documents - self.there["documents"]
        past.lost["documents"] |= gone
        past.lost["cases"] |= (self._cases | joined) - self.there["cases"]
        for (noun, identifier), document in self._homes.items():
            if identifier not in self.there[noun] and (
                document in gone or (noun in PLACED and document in past.documents)
            ):
                past.lost[noun].add(identifier)
        self._lose_with(past.lost, erasure.gone)
        for case in erasure.following["cases"]:  # the case stays, and nothing of what was once written of it
            for noun, hanging in self._referred["cases", case]:
                past.lost[noun].add(hanging)
        for case in erasure.gone["cases"] | past.lost["cases"] | erasure.following["cases"]:
            past.names |= self._names[case]
        return past

    def _lose_with(self, lost: defaultdict[str, set[str]], gone: Mapping[str, set[str]]) -> None:
        """Lose what was on what is lost or goes."""
        for noun in ("cases", "revisions", "codings"):
            for identifier in lost[noun] | gone.get(noun, set()):
                for other, hanging in self._referred[noun, identifier]:
                    lost[other].add(hanging)


def rewrite(connection: Connection, erasure: Erasure, past: Past) -> int:
    """Write the journal anew, act by act, once the rows are what they will be; return how many acts are others now."""
    rewriting = _Rewriting(connection, erasure, past)
    return sum(rewriting.act(action, blob) for action, blob in _blobs(connection))


@dataclass(slots=True)
class _Rewritten:
    """One act as it is from now on, its images packed one by one: those of a large import are never held together."""

    parts: list[bytes] = field(default_factory=list)
    rows: int = 0
    changed: bool = False
    purged: bool = False
    """Whether it held what was purged."""
    personal: bool = False
    """Whether it was on rows about those whom the purge concerns."""
    emptied: bool | None = None
    """Whether it had images and none is left."""
    others: set[str] = field(default_factory=set)
    """Nouns of the rows left that are about nobody of them."""


class _Rewriting:
    """The journal under the hands of a purge."""

    def __init__(self, connection: Connection, erasure: Erasure, past: Past) -> None:
        """Know what goes, what lies elsewhere, and which words are others now."""
        self._connection = connection
        self._reader = Writer(connection)
        self._replacer = erasure.replacer
        self._scrubbed = erasure.scrubbed
        named = {name: erasure.scrubbed for name in past.names if canonical(name)}
        self._names = Replacer(named, any_case=True) if named else None
        self._near = _near(connection, past.documents) | erasure.following
        self._moved = past.moved
        self._personal: defaultdict[str, set[str]] = defaultdict(set)
        self._dropped = {noun: erasure.gone.get(noun, set()) | past.lost.get(noun, set()) for noun in JOURNALLED}
        self._personal |= {noun: self._dropped[noun] for noun in _PERSONAL}
        self._personal |= {"turns": erasure.voices, "cases": self._dropped["cases"] | erasure.following["cases"]}

    def act(self, action: str, blob: bytes) -> bool:
        """Write the row of one act anew, where anything of it is another; tell whether it was."""
        rewritten = _Rewritten()
        for part in frames(blob):
            self._take(rewritten, part)
        column = select(_ACTIONS.c.arguments).where(_ACTIONS.c.id == action)
        known = json.loads(self._connection.execute(column).scalar_one())
        arguments = self._arguments(known, rewritten) | ({PURGED: True} if rewritten.purged else {})
        is_another = rewritten.changed or arguments != known
        if is_another:
            values = {
                "rows": rewritten.rows,
                "blob": framed(rewritten.parts),
                "arguments": json.dumps(arguments, sort_keys=True),
            }
            self._connection.execute(update(_ACTIONS).where(_ACTIONS.c.id == action).values(values))
        return is_another

    def _take(self, rewritten: _Rewritten, part: bytes) -> None:
        """Take one image of an act in, as it is from now on."""
        before = Image.unpacked(part)
        after, held = self._image(before, part)
        personal = self._personal[before.noun]
        rewritten.purged |= held
        rewritten.personal |= not personal.isdisjoint(before.ids)
        rewritten.changed |= after != before or not after.ids
        rewritten.emptied = True if rewritten.emptied is None else rewritten.emptied
        if after.ids:
            rewritten.emptied = False
            rewritten.rows += len(after.ids)
            rewritten.parts.append(part if after is before else after.packed())
            if not personal.issuperset(after.ids):
                rewritten.others.add(after.noun)

    def _arguments(self, known: dict[str, Any], rewritten: _Rewritten) -> dict[str, Any]:
        """Return the arguments of an act without what goes: no words at all of one that was about it alone."""
        about = rewritten.personal or rewritten.emptied
        if self._scrubbed and about and not rewritten.others - {_VARIABLES}:
            scrubbed: dict[str, Any] = mapped(known, self._without_words)
            return scrubbed
        replacer = self._names if self._scrubbed and rewritten.personal else self._replacer
        reworded_all: dict[str, Any] = mapped(known, replacer.text) if replacer is not None else known
        return reworded_all

    def _without_words(self, text: str) -> str:
        return text if not text or (len(text) >= ID_LENGTH and set(text) <= _HEX) else self._scrubbed

    def _image(self, image: Image, part: bytes) -> tuple[Image, bool]:
        """Return an image as it is from now on, and whether the act can never be taken back."""
        dropped = self._dropped[image.noun].intersection(image.ids)
        now = self._placed(image.noun, image.ids)
        worded = self._replacer is not None and self._replacer.may_hold(inflated(part))
        if not (dropped or now or worded):
            return image, False
        kept = [place for place, identifier in enumerate(image.ids) if identifier not in dropped]
        held, sides = bool(dropped), []
        for rows in (image.rows_before(), image.rows_after()):
            news = []
            for place in kept:
                row, identifier = rows[place], image.ids[place]
                changes = self._changes(image.noun, row, now.get(identifier, {})) if worded or identifier in now else {}
                held = held or self._holds(image, identifier, changes)
                news.append(row | changes)
            sides.append(columnar(news))
        return Image(image.step, image.noun, [image.ids[place] for place in kept], *sides), held

    def _changes(self, noun: str, row: Mapping[str, Any], now: Values) -> Values:
        """Return the columns of a row of an image that are others from now on."""
        new = reworded(noun, row, self._replacer) if self._replacer is not None else {}
        new |= {name: value for name, value in now.items() if name in row}
        return {name: value for name, value in new.items() if value != row[name]}

    def _holds(self, image: Image, identifier: str, changes: Values) -> bool:
        """Tell whether an act held what was purged, or put elsewhere what lies elsewhere now."""
        if not changes:
            return False
        words = {*WORDS.get(image.noun, ()), "text_sha256"} & changes.keys()
        return bool(words) or image.step == "update" or identifier in self._moved[image.noun]

    def _placed(self, noun: str, ids: Sequence[str]) -> dict[str, Values]:
        """Return what follows from the texts of now, of the rows that lie in a document concerned."""
        names = FOLLOWING[noun] if noun in FOLLOWING else tuple(PLACED.get(noun, ()))
        return self._reader.rows_of(noun, sorted(self._near[noun].intersection(ids)), names) if names else {}


def _near(connection: Connection, documents: set[str]) -> defaultdict[str, set[str]]:
    """Return the ids of the rows that lie in some documents, by noun."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for noun in PLACED:
        table = TABLES[noun]
        home = table.c.id if noun == "documents" else table.c.document_id
        for few in pieces(sorted(documents)):
            found[noun].update(connection.execute(select(table.c.id).where(home.in_(few))).scalars())
    return found
