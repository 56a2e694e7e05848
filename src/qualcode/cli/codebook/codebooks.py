"""The codebook from a file and into one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.cli.common import output
from qualcode.cli.common.tables_in import load_table
from qualcode.coding.codebook.codes import TEXTS
from qualcode.coding.passages.tables import CodeLine, ImportCodes
from qualcode.exporters.codebook import codebook_csv, codebook_json, codebook_markdown
from qualcode.exporters.codebook_yaml import codebook_yaml
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.importers.codebook_yaml import read_codebook
from qualcode.importers.files import file_bytes
from qualcode.importers.losses import sentence
from qualcode.model import errors
from qualcode.model.codebook import path_text, split_path
from qualcode.model.messages import N_, _
from qualcode.words.values import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.coding.project import Project

YAML: Final = (".yaml", ".yml")
ENDINGS: Final = (".csv", ".json", ".yaml", ".yml", ".md")
_NOT_RETIRED: Final = N_("“retired” is yes or no")


def bring_in(opened: Project, file: str, encoding: str | None) -> tuple[int, int]:
    """Bring a codebook in by one act; return how many codes it names, and how many of them are new.

    Raises:
        MissingColumns: neither `name` nor `path` is there.
        BadCodebook, UnknownField: a line of a YAML file is not a code's.
        Refusal: the file cannot be read, or a name cannot be kept; nothing was brought in.
    """
    of_yaml = Path(file).suffix.lower() in YAML
    lines = tuple(_from_yaml(file, encoding) if of_yaml else _from_table(file, encoding))
    change = opened.perform(ImportCodes(lines))
    made = change.note("made", 0)
    return len(lines), made if isinstance(made, int) else 0


def _from_table(file: str, encoding: str | None) -> Iterator[CodeLine]:
    """Give the lines of a table; a path says name and parent at once, other places come one a line of their cell."""
    table = load_table(file, encoding)
    if table.column("path") is None:
        table.required(file, "name")
    columns = ("name", "parent", "path", "colour", "also_in", "retired", "retired_reason", *TEXTS)
    for row, cells in zip(table.rows, table.values(*columns), strict=True):
        name, parent, path, colour, also_in, retired, reason, *texts = cells
        if not any((name, parent, path)):
            continue
        if path.strip():
            *above, name = split_path(path)
            parent = path_text(above)
        places = tuple(filter(str.strip, also_in.splitlines()))
        kept = _retired(retired, file, row.line)
        yield CodeLine(name, parent, colour.strip(), tuple(zip(TEXTS, texts, strict=True)), places, kept, reason)


def _from_yaml(file: str, encoding: str | None) -> Iterator[CodeLine]:
    """Give the codes of a YAML file."""
    found, losses = read_codebook(file_bytes(Path(file)), file, encoding)
    for loss in losses:
        output.warn(_("{file}: {sentence}").format(file=file, sentence=sentence(loss)))
    for code in found:
        parent = path_text((*(split_path(code.under) if code.under.strip() else ()), *code.parent))
        texts = tuple((text, code.said[text]) for text in TEXTS)
        kept = _retired(code.said["retired"], file, code.line)
        reason = code.said["retired_reason"]
        yield CodeLine(code.name, parent, code.said["colour"].strip(), texts, code.also_in, kept, reason)


def _retired(word: str, file: str, line: int) -> bool | None:
    """Return whether a code is said to be retired; None where nothing is said.

    Raises:
        BadCodebook: the word is neither yes nor no, in either language.
    """
    answers = {"": None, "true": True, "false": False}
    known = canonical(word, "boolean")
    if known not in answers:
        raise errors.BadCodebook(file, line=line, reason=_NOT_RETIRED)
    return answers[known]


def write_out(opened: Project, file: Path, as_of: str | None = None) -> int:
    """Write the codebook as its ending says; return how many codes it has.

    Args:
        opened: the study.
        file: to write.
        as_of: the day at whose end the codebook was so; None for that of today.

    Raises:
        BadDate, StillToCome, BeforeStudy, JournalSilent: there is no codebook of that day to be known.
        UnknownEnding: it says nothing known.
        CannotWrite, DiskFull: the system refuses.
    """
    ending = checked_ending(file, ENDINGS)
    codes = opened.definitions.codes_on(as_of) if as_of else opened.codes.all()
    if ending == ".csv":
        data = codebook_csv(codes)
    elif ending == ".json":
        data = codebook_json(codes)
    elif ending in YAML:
        data = codebook_yaml(codes)
    else:
        title, uses = opened.study.title, {code: use.codings for code, use in opened.codes.uses().items()}
        if as_of:  # how often they were applied then cannot be known: codings may be gone since
            title = _("{title}, the codebook of {day}").format(title=title, day=as_of)
        data = codebook_markdown(codes, title, opened.study.corpus_language, None if as_of else uses)
    write_whole(file, data)
    return len(codes)
