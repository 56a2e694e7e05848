"""Answers in a table: a document for each person, their open questions as headings and their answers as turns."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from qualcode.importers.answers import columns as mapped
from qualcode.importers.decoding import stored
from qualcode.importers.tables import Table, read_table
from qualcode.model.bundle import Answers, Bundle, Fact, Member
from qualcode.model.errors import EmptyFile, NoOpenColumn, TableTooBig
from qualcode.model.messages import N_
from qualcode.model.transcript import Block, Loss, Speech, Transcript
from qualcode.words.language import SAMPLE, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qualcode.importers.options import ImportOptions
    from qualcode.importers.tables import TableRow

MOST_COLUMNS: Final = 2_000
"""Columns of a survey: the longest ask some five hundred questions, an export with codes triples them."""
MOST_ROWS: Final = 100_000
"""Rows: each person becomes a document, and ten thousand are more than anybody reads."""
ANSWERING: Final = 0.5
"""Share of the people who must have answered something, where the columns are guessed: notes in a table are rarer."""
ENOUGH_WORDS: Final = 12
"""Words from which one person's answers tell their language; under it, all answers together do."""
NAMED: Final = 12
"""Lines and columns named in one sentence; the others are counted."""
_COLUMNS: Final = N_("columns")
_ROWS: Final = N_("rows")


def read(data: bytes, what: str, options: ImportOptions) -> Bundle:
    """Read a .csv file of answers.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: the encoding and the mapping of columns, where the person says them.

    Raises:
        ImportRefused: no table, over the limits, or nobody answers in their own words.
    """
    return answers(read_table(data, what, options.encoding), what, options, "csv")


def answers(table: Table, what: str, options: ImportOptions, format_: str) -> Bundle:
    """Make the documents of a table.

    A person is a row, or all rows of one name; whoever answered no open question gets no document, and is counted.

    Args:
        table: what the file holds.
        what: its name, for refusals and for naming people whom the table does not.
        options: the mapping of columns, where the person says it.
        format_: what the documents' format is called.

    Raises:
        TableTooBig: over the limits.
        MissingColumns: the mapping names a column that is not there.
        NoOpenColumn: nobody answers in their own words.
        EmptyFile: nobody answered at all.
    """
    check_size(len(table.rows), len(table.header), what)
    taken = mapped.understood(table, mapped.parsed(options.columns), what)
    if not any(column.part == "open" for column in taken):
        raise NoOpenColumn(what)
    people = _people(table, taken, PurePath(what).stem)
    spoken = [person for person in people if person.said]
    if not spoken:
        raise EmptyFile(what)
    if len(spoken) < ANSWERING * len(people) and any(column.part == "open" and column.guessed for column in taken):
        raise NoOpenColumn(what)  # a table of attributes with a column of notes
    language = language_of("\n".join(_sample(spoken)))
    seen: Counter[str] = Counter()
    members = tuple(person.member(table, format_, language, seen) for person in spoken)
    return Bundle(members, tuple(_losses(table, taken, people)), taken)


def check_size(rows: int, columns: int, what: str) -> None:
    """Refuse a table that is none.

    Raises:
        TableTooBig: with the limit that it breaks.
    """
    if columns > MOST_COLUMNS:
        raise TableTooBig(what, part=_COLUMNS, size=columns, limit=MOST_COLUMNS)
    if rows > MOST_ROWS:
        raise TableTooBig(what, part=_ROWS, size=rows, limit=MOST_ROWS)


@dataclass(slots=True)
class _Person:
    """Whoever answers: their rows, the answers in their own words by question, and what is known of them."""

    name: str
    rows: list[TableRow] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    contradicted: dict[str, list[str]] = field(default_factory=dict)
    """Values left out, by the title of their column: the first that was given is kept."""

    def take(self, row: TableRow, columns: Sequence[Answers]) -> None:
        """Take one of their rows."""
        self.rows.append(row)
        asked = " · ".join(_cells(row, columns, "question"))
        for column, cell in zip(columns, row.cells, strict=True):
            words = cell.strip()
            if column.part == "open" and words:
                self.said.append((asked or column.column, words))
            elif column.part == "attribute" and words and column.column:
                fact = Fact(column.column, column.type, words)
                if self.facts.setdefault(column.column, fact) != fact:
                    self.contradicted.setdefault(column.column, []).append(words)

    def differing(self) -> str:
        """Return their name with each value that is kept and those of other rows that are not."""
        parts = (
            " ≠ ".join((f"{column}: {self.facts[column].value}", *dict.fromkeys(others)))
            for column, others in self.contradicted.items()
        )
        return f"{self.name} ({'; '.join(parts)})"

    def member(self, table: Table, format_: str, language: str, seen: Counter[str]) -> Member:
        """Return their document; `seen` counts equal rows, which are different people."""
        held = json.dumps([table.header, [row.cells for row in self.rows]], ensure_ascii=False)
        seen[held] += 1
        sha256 = hashlib.sha256(f"{held}{seen[held]}".encode("utf-8", "surrogatepass")).hexdigest()
        return Member(self.name, _transcript(self, format_, language), sha256, tuple(self.facts.values()))


def _people(table: Table, columns: Sequence[Answers], stem: str) -> list[_Person]:
    """Return whoever answers, in order: rows of one name are one person, rows without a name each their own.

    A number alone is called after the file, a row without a name after its line.
    """
    people: dict[str, _Person] = {}
    for row in table.rows:
        given = " ".join(" ".join(_cells(row, columns, "name")).split())
        name = f"{stem} {given}" if given.replace(".", "").isdecimal() else given or f"{stem} #{row.line}"
        key = name if given else f"\n{row.line}"
        people.setdefault(key, _Person(name)).take(row, columns)
    return list(people.values())


def _cells(row: TableRow, columns: Sequence[Answers], part: str) -> Iterator[str]:
    """Give the cells of the columns of one part that are not empty."""
    cells = (cell.strip() for column, cell in zip(columns, row.cells, strict=True) if column.part == part)
    return (cell for cell in cells if cell)


def _transcript(person: _Person, format_: str, language: str) -> Transcript:
    """Return what a person answered: each question on its line, no speech, the answer under it, a turn of theirs."""
    text = ""
    blocks: list[Block] = []
    turns: list[Speech] = []
    before = ""
    for question, answer in person.said:
        if question and question != before:
            line = question.replace("\n", " ")
            text += "\n" * bool(text)
            blocks.append(Block(len(text), len(text) + len(line), "heading"))
            text += f"{line}\n"
        before = question
        blocks.append(Block(len(text), len(text) + len(answer)))
        turns.append(Speech(person.name, len(text), len(text) + len(answer)))
        text += f"{answer}\n"
    spoken = "\n".join(answer for _, answer in person.said)
    own = language_of(spoken[:SAMPLE]) if len(spoken.split()) >= ENOUGH_WORDS else language
    return Transcript(text, format_, language=own or language, blocks=tuple(blocks), turns=tuple(turns))


def _sample(people: Iterable[_Person]) -> Iterator[str]:
    """Give enough of what was answered to tell the language."""
    length = 0
    for person in people:
        for _question, answer in person.said:
            if length < SAMPLE:
                length += len(answer)
                yield answer


def _losses(table: Table, columns: Sequence[Answers], people: Sequence[_Person]) -> Iterator[Loss]:
    """Say what is worth checking: the parts guessed, what was left out, who did not answer, what contradicts itself."""
    yield from table.losses
    for part, names in mapped.told(columns):
        yield Loss(f"columns_{part}", len(names), (("names", listed(names)),))
    nameless = sum(any(cells) for cells in _unnamed(table))
    if nameless:
        yield Loss("columns_unnamed", nameless)
    if table.overlong:
        yield Loss("rows_overlong", len(table.overlong), (("lines", listed([str(line) for line in table.overlong])),))
    silent = [str(person.rows[0].line) for person in people if not person.said]
    if silent:
        yield Loss("rows_silent", len(silent), (("lines", listed(silent)),))
    twice = [person.differing() for person in people if person.contradicted]
    if twice:
        yield Loss("attributes_differ", len(twice), (("people", listed(twice)),))


def _unnamed(table: Table) -> Iterator[list[str]]:
    """Give the cells of each column without a name."""
    return ([row.cells[place].strip() for row in table.rows] for place, name in enumerate(table.header) if not name)


def listed(words: Sequence[str]) -> str:
    """Join words by commas, the first twelve of them."""
    return ", ".join(words[:NAMED]) + (" …" if len(words) > NAMED else "")


def kept_whole(table: Table, what: str) -> Bundle:
    """Return a sheet without names of columns as one document, a line a row, its cells apart by tabs.

    Args:
        table: whose first row is numbers and dates alone, so that it names nothing.
        what: the file's name.
    """
    text, losses = stored("\n".join("\t".join(row.cells).rstrip() for row in table.rows) + "\n")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    whole = Transcript(text, "xlsx", losses=losses)
    return Bundle((Member(PurePath(what).stem, whole, sha256),), (Loss("no_column_names"),))
