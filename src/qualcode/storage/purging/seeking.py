"""Looks for words in everything that a project keeps: every column, every compressed piece, every byte of its files."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import LargeBinary, Text, inspect, literal, select
from sqlalchemy import text as plain_sql

from qualcode.model.purging import Left
from qualcode.storage.columns import frames, inflated
from qualcode.storage.purging.columns import WORDS
from qualcode.storage.purging.own_json import JSON, column_mapped, own_words_in, words_in
from qualcode.storage.purging.texts import readable
from qualcode.storage.tables import JOURNALLED, TABLES
from qualcode.storage.writing import Image
from qualcode.words.folding import folded
from qualcode.words.purging import Replacer, spellings, written
from qualcode.words.rewording import own_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Column, Connection

    from qualcode.storage.engine import Database

SIDES: Final = ("", "-wal", "-shm", "-journal")
"""A project's file, and what SQLite may keep beside it."""
_AT_ONCE: Final = 20
_SHORT: Final = 5
"""Bytes below which noise may look like a word: before or after it there must be words too."""
_NEAR: Final = 6
"""Bytes of a side of which all but one must then be plain letters and signs."""
_PLAIN: Final = range(0x20, 0x7F)
_STRETCH: Final = 8_000_000
"""Bytes of a file that are held together."""
_MARGIN: Final = 2_000
"""Bytes before and after a stretch that are looked at with it: no words that are looked for are longer."""
_CALLED: Final = {
    **dict.fromkeys(
        ("documents", "cases", "codes", "attributes", "themes", "rounds", "outlines", "document_sets"), "name"
    ),
    **dict.fromkeys(("memos", "outline_parts", "questions"), "id"),
}
"""The column by which a person finds a row."""
_SHOWN: Final = 8
"""The last digits of an id: the same as listings show."""
_NAMED: Final = 5
"""Rows that are named, of many."""
_KEY: Final = "key"
"""How columns end in which words stand folded: where these hold some, what they are the key of does too."""
_WORDLESS: Final = {"actions": frozenset({"id", "at", "coder_id", "kind", "schema_revision", "undoes", "batch"})}
"""Columns that hold no words of people, of tables that are no nouns."""
_AROUND: Final = 24
"""Bytes on either side in which a longer word, or an id, may begin and end."""
_LETTERS: Final = re.compile(r"\w*")
_PIECES: Final = re.compile(r"[^\W_]+")
_LETTERS_BEFORE: Final = re.compile(r"\w{1,40}$")
_HEX: Final = re.compile(r"[0-9a-f]{16,}")


class Search:
    """Some words, and what finds them: as given, in other capitals, inside longer words, in bytes."""

    def __init__(self, words: Sequence[str]) -> None:
        """Prepare to look for words."""
        nothing = dict.fromkeys(words, "")
        self._exact = Replacer(nothing)
        self._any = Replacer(nothing, any_case=True)
        exact, folded_too = _forms(words, str.upper), _forms(words, folded)
        self._inside = re.compile("|".join(map(re.escape, [*exact, *folded_too])), re.IGNORECASE)
        told_apart = [form for form in exact if form != folded(form)]
        self._bytes = {True: _in_bytes(told_apart), False: _in_bytes([*exact, *folded_too])}
        self._longer: set[str] = set()

    def may_hold(self, text: str) -> bool:
        """Tell quickly whether the words may stand in a text, be it inside longer ones; False is certain."""
        return self._any.may_hold(text)

    def look(self, texts: Iterable[str]) -> bool | None:
        """Tell whether the words stand in some texts: True as given, False in other capitals, None nowhere."""
        found = None
        for text in texts:
            if self._any.holds(text):
                if self._exact.holds(text):
                    return True
                found = False
        return found

    def learn(self, texts: Iterable[str]) -> None:
        """Remember the longer words of texts in which the words are only a part."""
        for text in texts:
            for one in self._inside.finditer(text):
                before, after = (
                    _LETTERS_BEFORE.search(text[max(0, one.start() - 40) : one.start()]),
                    _LETTERS.match(text, one.end()),
                )
                longer = f"{before.group() if before else ''}{one.group()}{after.group() if after else ''}"
                if len(longer) > len(one.group()):
                    self._longer.add(longer.casefold())

    def places(self, content: bytes, first: int = 0, last: int | None = None, *, exact: bool) -> int:
        """Count where the words stand in bytes, longer words and chance aside.

        Args:
            content: of a file, or a stretch of it.
            first: where the first may begin.
            last: before where the last begins; None for the end.
            exact: whether only as given and in capitals, where that is not as in keys; else folded too.
        """
        bounds = range(first, len(content) if last is None else last)
        found = (one.span() for one in self._bytes[exact].finditer(content) if one.start() in bounds)
        return sum(not self._is_chance(content, *span) for span in found)

    def _is_chance(self, content: bytes, start: int, end: int) -> bool:
        before = content[max(0, start - _AROUND) : start].decode("utf-8", "ignore")
        after = content[end : end + _AROUND].decode("utf-8", "ignore")
        around = before + content[start:end].decode() + after
        longer = [run.span() for word in self._longer for run in re.finditer(re.escape(word), around.casefold())]
        if any(
            first <= len(before) < last for first, last in [*longer, *(run.span() for run in _HEX.finditer(around))]
        ):
            return True
        sides = (content[max(0, start - _NEAR) : start], content[end : end + _NEAR])
        return end - start < _SHORT and all(sum(sign in _PLAIN for sign in side) < _NEAR - 1 for side in sides)


def _forms(words: Sequence[str], other: Callable[[str], str]) -> list[str]:
    """Return words as given and in another form, each letter whole and with its accents apart, the longest first."""
    forms = {
        unicodedata.normalize(kind, form) for word in words for form in (word, other(word)) for kind in ("NFC", "NFD")
    }
    return sorted(forms, key=lambda form: (-len(form), form))


def _in_bytes(forms: Sequence[str]) -> re.Pattern[bytes]:
    return re.compile(b"|".join(b"".join(map(_letter, form)) for form in forms) or b"(?!)")


def _letter(letter: str) -> bytes:
    """Return the expression of the bytes of a letter, its accents apart or not."""
    ways = b"|".join(re.escape(way.encode()) for way in spellings(letter))
    return ways if letter.isascii() else b"(?:" + ways + b")"


def seek(database: Database, words: Sequence[str], *, derived: bool = True) -> list[Left]:
    """Return where words still stand in a project, its file's bytes included; an empty list where nowhere.

    Args:
        database: open for reading or writing.
        words: whole words; in the bytes they are looked for as given, in capitals, folded, and with accents apart.
        derived: whether to look into what is kept for speed; where that was made anew since, texts say what it holds.
    """
    if not words:
        return []
    search = Search(words)
    found: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    with database.reading() as connection:
        for noun, columns in _worded(connection).items():
            for name, texts in _rows(connection, noun, columns, search) if derived or noun != "derived" else ():
                how = search.look(texts)
                if how is not None and (how or noun != "derived"):  # where it is in small letters, a text says it too
                    found[noun, how].append(name)
    left = [
        Left("", noun, len(names), exact, tuple(filter(None, names))[:_NAMED]) for (noun, exact), names in found.items()
    ]
    if database.path is not None and not any(one.exact for one in left):
        left += _in_file(database, database.path, words, exact=bool(left))
    return left


def _in_file(database: Database, path: Path, words: Sequence[str], *, exact: bool) -> list[Left]:
    """Return in which bytes of a project the words stand, once it is known which longer words they are part of.

    A word that the program writes itself, in a name of its own or one of a known list, tells nothing in bytes: rows
    alone say whether a person wrote it.
    """
    if not in_bytes(path, Search(words), exact=exact):
        return []
    with database.reading() as connection:
        own = _own_words(connection)
        search = Search([word for word in words if folded(word) not in own])
        search.learn(sorted(own))
        for noun, columns in _worded(connection).items():
            for _name, texts in _rows(connection, noun, columns, search):
                search.learn(texts)
    return in_bytes(path, search, exact=exact)


def in_bytes(path: Path, search: Search, *, exact: bool) -> list[Left]:
    """Return in which of a project's files the words stand, byte by byte."""
    left = []
    for side in SIDES:
        place = path.with_name(path.name + side)
        if place.exists():
            count = sum(search.places(*stretch, exact=exact) for stretch in _stretches(place))
            left += [Left(place.name, "file", count, exact=True)] if count else []
    return left


def _stretches(place: Path) -> Iterator[tuple[bytes, int, int]]:
    """Give the bytes of a file in stretches, each with some of what is around it, and where words may begin in it."""
    with place.open("rb") as file:
        before, held = 0, file.read(_STRETCH)
        while more := file.read(_STRETCH):
            last = len(held) - _MARGIN
            yield held + more[:_MARGIN], before, last
            held, before = held[max(0, last - _MARGIN) :] + more, min(last, _MARGIN)
        yield held, before, len(held)


def _worded(connection: Connection) -> dict[str, list[Column[Any]]]:
    """Return the columns that may hold words, by table; an earlier schema has fewer."""
    asked = inspect(connection)
    there = set(asked.get_table_names())
    found: dict[str, list[Column[Any]]] = {}
    for noun, table in TABLES.items():
        wordless = _wordless(noun)
        names = {str(column["name"]) for column in asked.get_columns(noun)} if noun in there else set()
        columns = [column for column in table.columns if column.name in names - wordless]
        columns = [column for column in columns if not column.name.endswith(_KEY)]
        found[noun] = [column for column in columns if isinstance(column.type, Text | LargeBinary)]
    return {noun: columns for noun, columns in found.items() if columns}


def _rows(
    connection: Connection, noun: str, columns: Sequence[Column[Any]], search: Search
) -> Iterator[tuple[str, Iterator[str]]]:
    """Give each row of a table: how it is called, and its words, those of compressed pieces and kept files too.

    The words are given one by one: those of the act of a large import are never held together.
    """
    table = TABLES[noun]
    called = table.c[_CALLED[noun]] if noun in _CALLED else literal("")
    for name, *values in connection.execute(select(called, *columns), execution_options={"yield_per": _AT_ONCE}):
        shown = name[-_SHOWN:] if _CALLED.get(noun) == "id" else name
        yield (
            shown,
            chain.from_iterable(
                _texts(noun, column.name, value, search) for column, value in zip(columns, values, strict=True)
            ),
        )


def _texts(noun: str, column: str, value: Any, search: Search) -> Iterator[str]:  # noqa: ANN401 - whatever it holds
    """Give the texts of one value, but for the program's own words."""
    if noun == "actions" and isinstance(value, str):
        yield from strings_of(words_in(json.loads(value)))
    elif isinstance(value, str):
        yield from _of_column(noun, column, value)
    elif noun == "actions":
        for part in frames(value or b""):
            if not search.may_hold(inflated(part)):
                continue
            image = Image.unpacked(part)
            for columns in (image.before, image.after):
                for name in columns.keys() & {*WORDS.get(image.noun, ())}:
                    yield from _of_side(image.noun, name, columns[name])
    elif value is not None:
        yield from readable(value)


def _of_side(noun: str, column: str, values: Any) -> Iterator[str]:  # noqa: ANN401 - a list, or one value of all
    """Give the texts of a column of one side of an image; keys of names aside."""
    for value in values.values() if isinstance(values, dict) else values:
        if isinstance(value, str) and not column.endswith(_KEY):
            yield from _of_column(noun, column, value)


def _of_column(noun: str, column: str, value: str) -> Iterator[str]:
    """Give the texts of people in a column of a row."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    column_mapped(noun, column, value, keep)
    yield from strings_of(found)


def _wordless(noun: str) -> frozenset[str]:
    """Return the columns of a table in which no words of people are."""
    if noun in WORDS or noun in JOURNALLED:
        return frozenset(TABLES[noun].c.keys()) - {*WORDS.get(noun, ())}
    return _WORDLESS.get(noun, frozenset())


def _own_words(connection: Connection) -> set[str]:
    """Return, folded, the words that the program itself writes in a project's file; an earlier schema has fewer."""
    texts = list(connection.execute(plain_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")).scalars())
    asked = inspect(connection)
    for noun in TABLES.keys() & set(asked.get_table_names()):
        there = {str(column["name"]) for column in asked.get_columns(noun)}
        told = JSON.get(noun, frozenset()) | ({"arguments"} if noun == "actions" else frozenset())
        for name in sorted(there & told):
            for value in connection.execute(select(TABLES[noun].c[name]).distinct()).scalars():
                texts += own_words_in(written(value or ""))
        for value in connection.execute(select(TABLES[noun].c.value)).scalars() if noun == "choices" else ():
            texts += own_words((written(value) or ["", ""])[1])
        for name in sorted(there & _wordless(noun)):
            column = TABLES[noun].c[name]
            if isinstance(column.type, Text) and not name.endswith(_KEY):
                texts += connection.execute(select(column).where(column.is_not(None)).distinct()).scalars()
    return {folded(word) for each in texts for word in [*_LETTERS.findall(each), *_PIECES.findall(each)]} - {""}


def strings_of(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    """Give every string of a JSON value, the JSON inside a string too."""
    if isinstance(value, str):
        said = written(value)
        yield from [value] if said is None else strings_of(said)
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings_of(one)
