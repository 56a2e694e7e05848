"""Refusals about files to bring in."""

from __future__ import annotations

from typing import ClassVar

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_, NN_


class ImportRefused(Refusal):
    """A file that cannot become a document; subclasses say why."""

    message: ClassVar[str | tuple[str, str]] = N_("{what}: cannot be imported")


class NoSuchFile(ImportRefused):
    """No file bears the name."""

    message = N_("{what}: no such file or folder; check the name")


class NothingToImport(ImportRefused):
    """A folder without a file that an importer reads."""

    message = N_("{what}: no transcript in this folder; qualcode reads {formats}")


class CannotRead(ImportRefused):
    """The system refuses to read."""

    message = N_("{what}: cannot be read ({reason}); check the rights on the file")


class EmptyFile(ImportRefused):
    """No words at all."""

    message = N_("{what}: empty, there is no text in it; check that this is the right file")


class UnknownFormat(ImportRefused):
    """No importer for this kind of file."""

    message = N_("{what}: not a format qualcode reads; it reads {formats}")


class WrongContent(ImportRefused):
    """The bytes are not what the ending promises."""

    message = N_("{what}: not a {format} file in spite of its name; open it in its own program and save it again")


class DisguisedFile(WrongContent):
    """The bytes are of another known kind than the ending promises; `kind` is a message id."""

    message = N_("{what}: holds {kind} in spite of its ending; open it in its own program and save it as text or .docx")
    translated = ("kind",)


class NotAFile(ImportRefused):
    """A pipe, a device or a socket."""

    message = N_("{what}: not a file but a pipe or a device; give the name of a transcript")


class DamagedFile(ImportRefused):
    """The file is cut or broken."""

    message = N_("{what}: damaged or incomplete; open it in its own program and save it again")


class LockedFile(ImportRefused):
    """The file is protected by a password."""

    message = N_("{what}: protected by a password; save a copy without it and import that")


class BadBytes(ImportRefused):
    """Bytes that the encoding does not know."""

    message = N_("{what}: byte {offset} is not valid {encoding}; say how it was written, such as --encoding cp1252")


class SeemsEncoded(ImportRefused):
    """Bytes that look like an encoding that is too rare to be taken without asking."""

    message = N_("{what}: seems to be written in {encoding}; if so, add --encoding {encoding}")


class UnknownEncoding(ImportRefused):
    """An encoding Python does not know."""

    message = N_("{what}: no such encoding; use utf-8, cp1252, iso-8859-15, mac_roman or utf-16")


class TooBig(ImportRefused):
    """More than an importer takes."""

    message = N_("{what}: too large ({size}; the limit is {limit}); split it")


class FileTooBig(TooBig):
    """More bytes than an importer takes; both in millions."""

    message = N_("{what}: too large ({size} MB; the limit is {limit} MB); split it")


class TooManyParts(TooBig):
    """A zip with more entries than any document has."""

    message = N_("{what}: holds {size} files inside, more than a document has (the limit is {limit}); save it again")


class TooDeep(TooBig):
    """Parts inside one another, deeper than in any document; both are counts."""

    message = N_("{what}: its parts lie {size} deep inside one another (the limit is {limit}); save it again as text")


class SwollenFile(TooBig):
    """Marks that stand for many more spaces or cells than any document has; both are counts."""

    message = N_("{what}: marks in it stand for {size} spaces or cells (the limit is {limit}); save it again as text")


class TooManyTurns(TooBig):
    """More turns than any conversation has; `limit` is a count."""

    message = N_("{what}: more than {limit} turns, more than one document holds; split it")


class ImportTookTooLong(ImportRefused):
    """The importer did not finish in time, or needed too much memory."""

    message = N_("{what}: reading it took too much time or memory; save it as plain text and import that")


class PatternTooSlow(ImportTookTooLong):
    """The person's regular expression did not end in time."""

    message = N_("{what}: the pattern given by --speakers takes too long on it; make the pattern simpler")


class NotATranscript(ImportRefused):
    """JSON that holds no speech."""

    message = N_(
        "{what}: JSON, but no transcript by Whisper, WhisperX or their like; check that this is the right file"
    )


class NoSuchTier(ImportRefused):
    """No tier of a recording bears a name that is wanted."""

    message = N_("{what}: no tier with words is named {wanted}; give --tiers one of {tiers}")


class NoTextLayer(ImportRefused):
    """A PDF that holds pictures of pages."""

    message = N_("{what}: no text layer, only pictures of pages; run OCR on it first")


class NothingSaid(ImportRefused):
    """A recording's transcript without a word."""

    message = N_("{what}: nobody says a word in it; check that this is the right file")


class BadCue(ImportRefused):
    """A line of times that gives none."""

    message = N_("{what}: line {line}: not a time such as 00:01:02,000 --> 00:01:05,000; correct it and try again")


class BadTable(ImportRefused):
    """A table that cannot serve; `reason` is a message id."""

    message = N_("{what}: line {line}: {reason}; correct the table and try again")
    translated = ("reason",)


class BadCodebook(ImportRefused):
    """A file that is no codebook; `reason` is a message id."""

    message = N_("{what}: line {line}: {reason}; correct the file and try again")
    translated = ("reason",)


class UnknownField(ImportRefused):
    """A field that no code has: a slip of the pen would else be lost without a word."""

    message = N_("{what}: line {line}: a code has no field “{word}” there; it may have {names}")


class MissingColumns(ImportRefused):
    """A table without the columns it needs."""

    message = N_("{what}: columns missing: {names}; see the command’s --help for the form of the table")


class RowsRefused(ImportRefused):
    """Rows that do not fit, where all must."""

    message = NN_(
        "{what}: {count} row does not fit and nothing was brought in; correct it, or leave --strict out",
        "{what}: {count} rows do not fit and nothing was brought in; correct them, or leave --strict out",
    )
