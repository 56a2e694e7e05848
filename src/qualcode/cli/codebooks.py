"""The codebook from a file and into one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.cli.tables_in import load_table
from qualcode.coding.codes import TEXTS
from qualcode.coding.tables import CodeLine, ImportCodes
from qualcode.exporters.codebook import codebook_csv, codebook_json, codebook_markdown
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.model.codebook import path_text, split_path

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.coding.project import Project

ENDINGS: Final = (".csv", ".json", ".md")


def bring_in(opened: Project, file: str, encoding: str | None) -> tuple[int, int]:
    """Bring a codebook in by one act; return how many codes it names, and how many of them are new.

    Raises:
        MissingColumns: neither `name` nor `path` is there.
        Refusal: the file cannot be read, or a name cannot be kept; nothing was brought in.
    """
    table = load_table(file, encoding)
    if table.column("path") is None:
        table.required(file, "name")
    lines = tuple(_line(*cells) for cells in table.values("name", "parent", "path", "colour", *TEXTS) if any(cells[:3]))
    change = opened.perform(ImportCodes(lines))
    made = change.note("made", 0)
    return len(lines), made if isinstance(made, int) else 0


def _line(name: str, parent: str, path: str, colour: str, *texts: str) -> CodeLine:
    """Return a line of the codebook; a path says name and parent at once."""
    if path.strip():
        *above, name = split_path(path)
        parent = path_text(above)
    return CodeLine(name, parent, colour.strip(), tuple(zip(TEXTS, texts, strict=True)))


def write_out(opened: Project, file: Path) -> int:
    """Write the codebook as its ending says; return how many codes it has.

    Raises:
        UnknownEnding: it says nothing known.
        CannotWrite, DiskFull: the system refuses.
    """
    ending = checked_ending(file, ENDINGS)
    codes = opened.codes.all()
    if ending == ".csv":
        data = codebook_csv(codes)
    elif ending == ".json":
        data = codebook_json(codes)
    else:
        uses = {code: use.codings for code, use in opened.codes.uses().items()}
        data = codebook_markdown(codes, opened.study.title, opened.study.corpus_language, uses)
    write_whole(file, data)
    return len(codes)
