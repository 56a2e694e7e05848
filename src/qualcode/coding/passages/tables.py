"""Whole tables brought in by one act: a codebook, or codings by the hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.codebook.also_in import write_place
from qualcode.coding.codebook.codes import TEXTS, checked_colour, new_row
from qualcode.coding.codebook.definitions import keep_former
from qualcode.coding.codebook.retiring import write_retired
from qualcode.coding.passages.codings import WEIGHTS, Passage, write_passages
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.codebook import split_path
from qualcode.model.ids import new_id
from qualcode.model.messages import NN_
from qualcode.model.records import Code
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents
from qualcode.storage.texts import storable
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.coding.work import Work
    from qualcode.model.records import Document


class CodeLine(NamedTuple):
    """A code as a table gives it; `parent` is the path of its group."""

    name: str
    parent: str = ""
    colour: str = ""
    details: tuple[tuple[str, str], ...] = ()
    also_in: tuple[str, ...] = ()
    """The paths of the groups it is listed under too."""
    retired: bool | None = None
    """None leaves it as it is."""
    retired_reason: str = ""


class CodingLine(NamedTuple):
    """A coding as a table gives it: names for ids; `text` finds the bounds where they are not given."""

    line: int
    document: str
    code: str
    start: int | None = None
    end: int | None = None
    text: str = ""
    coder: str = ""
    memo: str = ""
    weight: int | None = None
    starred: bool = False


@dataclass(frozen=True, slots=True)
class ImportCodes(Action):
    """Bring a codebook in: codes that are there take its texts, the others are made, groups first.

    Second places are added, and none is taken away; a code is retired or brought back where its line says so.
    """

    words: ClassVar[tuple[str, str]] = NN_("import a codebook of {count} code", "import a codebook of {count} codes")
    guarded: ClassVar[bool] = True
    lines: tuple[CodeLine, ...] = kept_out(default=())


@dataclass(frozen=True, slots=True)
class ImportCodings(Action):
    """Bring codings in; a path makes the codes that are missing. `strict` refuses all where a line does not fit.

    Notes: `count` added, `present` already there, `made` new codes, `faults` as (line, kind, word).
    """

    words: ClassVar[tuple[str, str]] = NN_("import {count} coding", "import {count} codings")
    guarded: ClassVar[bool] = True
    lines: tuple[CodingLine, ...] = kept_out(default=())
    strict: bool = False


@handles(ImportCodes)
def import_codes(action: ImportCodes, work: Work) -> None:
    """Write each line of the codebook, in order; then where codes are listed too, and what is retired.

    Raises:
        EmptyName, NameTooLong, BadColour: where a line cannot be kept.
        CodeCycle: where a code would come to stand below itself.
    """
    book = Book(work)
    former = {code.id: code for code in codebook.listed(work.connection)}
    made = 0
    written = []
    for line in action.lines:
        path = (*(split_path(line.parent) if line.parent.strip() else ()), line.name)
        identifier, new = book.at(path)
        written.append((identifier, line))
        made += new
        values = {text: storable(value) for text, value in line.details if text in TEXTS and value}
        if line.colour:
            values["colour"] = checked_colour(line.colour)
        if values:
            if identifier in former:
                keep_former(work, former[identifier], values)
            work.writer.update("codes", [identifier], values)
    for identifier, line in written:
        book.list_under(identifier, line.also_in)
        if line.retired is not None:
            book.retire(identifier, storable(line.retired_reason).strip(), retired=line.retired)
    work.say(count=len(action.lines), made=made)


class Book:
    """The codebook while a table is brought in: paths found, or made."""

    def __init__(self, work: Work) -> None:
        """Read the codes there are."""
        self._work = work
        self._codes: dict[str, Code] = {code.id: code for code in codebook.listed(work.connection)}
        self._ids = {tuple(map(folded, code.path)): code.id for code in self._codes.values()}
        self.made = 0

    def found(self, typed: str) -> str | None:
        """Return the id of the code that a path or a unique name stands for, or None."""
        exact = self._ids.get(tuple(map(folded, split_path(typed))))
        if exact is not None:
            return exact
        named = [code.id for code in self._codes.values() if folded(code.name) == folded(typed)]
        return named[0] if len(named) == 1 else None

    def retired(self, identifier: str) -> bool:
        """Tell whether a code is no longer applied."""
        return self._codes[identifier].retired

    def retire(self, identifier: str, reason: str, *, retired: bool) -> None:
        """Retire a code, or bring it back."""
        code = self._codes[identifier]
        write_retired(self._work, code, retired=retired, reason=reason)
        said = (reason or code.retired_reason) if retired else ""
        self._codes[identifier] = replace(code, retired=retired, retired_reason=said)

    def list_under(self, identifier: str, paths: Sequence[str]) -> None:
        """List a code under the groups of some paths too, where it does not stand there.

        Raises:
            CodeCycle: where it would come to stand below itself.
        """
        for path in paths:
            group = self.at(split_path(path))[0]
            code = self._codes[identifier]
            if group not in {code.parent, *code.also_in}:
                write_place(self._work, self._codes, code, group)
                self._codes[identifier] = replace(code, also_in=(*code.also_in, group))

    def at(self, path: tuple[str, ...]) -> tuple[str, bool]:
        """Return the id of the code at a path, and whether it was made now, with the groups above it.

        Raises:
            EmptyName, NameTooLong: where a name of the path cannot be kept.
        """
        path = tuple(map(clean_name, path))
        key = tuple(map(folded, path))
        if key in self._ids:
            return self._ids[key], False
        parent = self.at(path[:-1])[0] if len(path) > 1 else None
        row = new_row(list(self._codes.values()), path[-1], parent, "", {}, new_id())
        self._work.writer.insert("codes", [row])
        texts = {text: row[text] for text in TEXTS}
        place = {"parent": parent, "position": row["position"], "colour": row["colour"]}
        self._codes[row["id"]] = Code(id=row["id"], name=path[-1], path=path, version=1, **place, **texts)
        self._ids[key] = row["id"]
        self.made += 1
        return row["id"], True


@handles(ImportCodings)
def import_codings(action: ImportCodings, work: Work) -> None:
    """Resolve names and bounds line by line, then write all that fit.

    Raises:
        RowsRefused: in strict mode, where a line does not fit.
    """
    placing = _Placing(work)
    passages = [passage for line in action.lines if (passage := placing.placed(line)) is not None]
    if action.strict and placing.faults:
        raise errors.RowsRefused(placing.faults[0][2], count=len(placing.faults), faults=placing.faults)
    added = write_passages(work, passages, "import")
    work.say(count=added, present=len(passages) - added, made=placing.book.made, faults=placing.faults)


class _Placing:
    """Turns lines into passages, and keeps what did not fit."""

    def __init__(self, work: Work) -> None:
        self.book = Book(work)
        self.faults: list[tuple[int, str, str]] = []
        self._work = work
        self._documents = _by_name(documents.listed(work.connection))
        self._lengths = documents.lengths(work.connection)
        self._named: dict[str, Document | None] = {}
        self._codes: dict[str, str | None] = {}
        self._read: tuple[str, str] = ("", "")

    def _document(self, name: str) -> Document | None:
        if name not in self._named:
            self._named[name] = self._documents.get(folded(name))
        return self._named[name]

    def _text(self, document: str) -> str:
        """Return a document's text, the last one read kept: tables come by document."""
        if self._read[0] != document:
            self._read = (document, documents.text(self._work.connection, document))
        return self._read[1]

    def placed(self, line: CodingLine) -> Passage | None:
        """Return the passage of a line, or None with the fault noted."""
        document = self._document(line.document)
        if document is None:
            self._fault(line, "document", line.document)
            return None
        bounds = self._bounds(line, document.id)
        if bounds is None:
            return None
        if line.weight is not None and line.weight not in WEIGHTS:
            self._fault(line, "weight", str(line.weight))
            return None
        code = self._code(line.code)
        if code is None:
            self._fault(line, "code", line.code)
            return None
        if self.book.retired(code):
            self._fault(line, "retired", line.code)
            return None
        return Passage(document.id, *bounds, code, line.coder, line.memo, line.weight, line.starred)

    def _bounds(self, line: CodingLine, document: str) -> tuple[int, int] | None:
        if line.start is not None and line.end is not None:
            if 0 <= line.start < line.end <= self._lengths[document]:
                return line.start, line.end
            self._fault(line, "span", f"{line.start}:{line.end}")
            return None
        text = self._text(document)
        start = text.find(line.text) if line.text else -1
        if start < 0 or text.find(line.text, start + 1) >= 0:  # twice, even where the two overlap
            self._fault(line, "text" if start < 0 else "twice", line.document)
            return None
        return start, start + len(line.text)

    def _code(self, typed: str) -> str | None:
        if typed not in self._codes:
            self._codes[typed] = self.book.found(typed) or self._made(typed)
        return self._codes[typed]

    def _made(self, typed: str) -> str | None:
        names = split_path(typed)
        try:  # every name first: no group is made for a code that cannot be
            return self.book.at(tuple(map(clean_name, names)))[0]
        except (errors.EmptyName, errors.NameTooLong):
            return None

    def _fault(self, line: CodingLine, kind: str, word: str) -> None:
        self.faults.append((line.line, kind, word))


def _by_name(listed: Sequence[Document]) -> Mapping[str, Document]:
    """Find documents by name, else id, else the file's name; a file's name that several have finds none."""
    files: dict[str, Document | None] = {}
    for document in listed:
        key = folded(document.source_name)
        files[key] = None if key in files else document
    found = {key: document for key, document in files.items() if document is not None}
    return found | {document.id: document for document in listed} | {folded(each.name): each for each in listed}
