"""Refusals about files that hold several documents, tables of answers, and originals kept."""

from __future__ import annotations

from typing import ClassVar

from qualcode.model.errors.base import Refusal
from qualcode.model.errors.importing import ImportRefused, TooBig
from qualcode.model.messages import N_


class NoTranscriptInside(ImportRefused):
    """An archive without a file that an importer reads."""

    message = N_("{what}: no transcript in this archive; open it and see what it holds")


class NestedArchive(ImportRefused):
    """An archive inside an archive."""

    message = N_("{what}: an archive inside an archive; take it out and import it by itself")


class ArchiveTooBig(TooBig):
    """An archive whose members hold more than is read at once; millions of bytes."""

    message = N_("{what}: holds more than {limit} MB once unpacked; unpack it and import the folder")


class SeveralDocuments(ImportRefused):
    """A file of several documents where one is wanted."""

    message = N_("{what}: holds several documents where one is wanted; name one of them")


class NoOpenColumn(ImportRefused):
    """A table in which nobody answers in their own words."""

    message = N_(
        "{what}: no column of answers in people’s own words; “qualcode cases import” takes a table of attributes, "
        "--columns open=NAME says which column holds answers"
    )


class TableTooBig(TooBig):
    """A table of more rows or columns than a survey has; `part` is a message id."""

    message = N_("{what}: too many {part} ({size}; the limit is {limit}); split the table")
    translated: ClassVar[tuple[str, ...]] = ("part",)


class NoTableInside(ImportRefused):
    """A workbook without a sheet that holds anything."""

    message = N_("{what}: empty, no sheet of it holds a cell; check that this is the right file")


class BadColumns(Refusal):
    """The mapping of columns is not written as it must be; `reason` is a message id."""

    message: ClassVar[str | tuple[str, str]] = N_(
        "{what}: {reason}; write --columns as in “name=Case; open=Q1, Q2; attributes=C-F; skip=Email”"
    )
    translated = ("reason",)


class NoOriginal(Refusal):
    """A document whose file was not kept in the project."""

    message: ClassVar[str | tuple[str, str]] = N_(
        "{what}: its file is not kept in the project; “qualcode import --keep-sources” keeps those that come in"
    )
