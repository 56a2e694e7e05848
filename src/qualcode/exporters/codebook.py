"""The codebook on its way out: a table or JSON that can be brought in again, or a text to read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from qualcode.exporters.markdown import escaped
from qualcode.exporters.tables import csv_bytes
from qualcode.exporters.workbook import Sheet, workbook
from qualcode.model.codebook import path_text
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qualcode.model.records import Code
    from qualcode.report.appendices.codebook import InUse
    from qualcode.report.wording import Wording

COLUMNS: Final = (
    "name",
    "parent",
    "label_fr",
    "label_en",
    "definition_fr",
    "definition_en",
    "when_to_use",
    "when_not_to",
    "example",
    "colour",
    "also_in",
    "retired",
    "retired_reason",
)
COUNTS: Final = ("excerpts", "documents", "cases")
_DEEPEST: Final = 6
_WIDTHS: Final = {"colour": 10.0, "retired": 8.0, "excerpts": 9.0, "documents": 11.0, "cases": 8.0}
_USUAL: Final = 32.0


def codebook_csv(codes: Sequence[Code], separator: str = ",", in_use: InUse | None = None) -> bytes:
    """Return the codebook as .csv in its own order.

    `parent` is the path of the code above, empty at the top; `also_in` has the paths of other places, one a line.
    Where counts and examples are given they follow in columns that `codes import` passes over.
    """
    titles, rows = _table(codes, in_use)
    return csv_bytes(titles, rows, separator)


def codebook_xlsx(codes: Sequence[Code], title: str, in_use: InUse) -> bytes:
    """Return the codebook as .xlsx: the columns of the .csv, then counts and examples.

    Args:
        codes: in codebook order.
        title: the study's.
        in_use: counts and examples.
    """
    titles, rows = _table(codes, in_use)
    return workbook([Sheet("codebook", titles, rows, [_WIDTHS.get(name, _USUAL) for name in titles])], title)


def _table(codes: Sequence[Code], in_use: InUse | None) -> tuple[list[str], list[list[object]]]:
    paths = {code.id: path_text(code.path) for code in codes}
    rows = [[_column(code, name, paths) for name in COLUMNS] for code in codes]
    if in_use is None:
        return list(COLUMNS), rows
    most = max((len(several) for several in in_use.examples.values()), default=0)
    for code, row in zip(codes, rows, strict=True):
        used = in_use.of(code.id)
        said = [f"{one.text.strip()} ({one.case or one.document})" for one in in_use.examples.get(code.id, ())]
        row += [used.codings, used.documents, used.cases, *said, *[""] * (most - len(said))]
    return [*COLUMNS, *COUNTS, *(f"excerpt_{number}" for number in range(1, most + 1))], rows


def _column(code: Code, name: str, paths: Mapping[str, str]) -> object:
    if name == "also_in":
        return "\n".join(paths[group] for group in code.also_in)
    if name == "retired":
        return (
            code.retired or None
        )  # a code in use says nothing: brought in, the line leaves another study's code as it is
    return path_text(code.path[:-1]) if name == "parent" else getattr(code, name)


def codebook_json(codes: Sequence[Code]) -> bytes:
    """Return the codebook as JSON, each code with its path as a list, and those of its other places."""
    paths = {code.id: list(code.path) for code in codes}
    rows = [
        {"id": code.id, "path": list(code.path)}
        | {name: getattr(code, name) for name in COLUMNS if name != "parent"}
        | {"also_in": [paths[group] for group in code.also_in]}
        for code in codes
    ]
    return (json.dumps({"rows": rows}, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def codebook_markdown(codes: Sequence[Code], title: str, language: str, uses: Mapping[str, int] | None = None) -> bytes:
    """Return the codebook as Markdown, a heading a code.

    Args:
        codes: in codebook order.
        title: the study's.
        language: fr-CA, fr-FR or en.
        uses: how often each code was applied, by its id; None leaves the counts out.
    """
    wording = wording_of(language)
    heading = wording.gettext("Codebook")
    head = [f"# {escaped(heading)}", escaped(title)]
    paths = {code.id: path_text(code.path) for code in codes}
    blocks = [block for code in codes for block in _entry(code, wording, uses, paths)]
    return ("\n\n".join([*head, *blocks]) + "\n").encode("utf-8", "replace")


def _entry(code: Code, wording: Wording, uses: Mapping[str, int] | None, paths: Mapping[str, str]) -> Iterator[str]:
    yield f"{'#' * min(len(code.path) + 1, _DEEPEST)} {escaped(code.label(wording.language))}"
    if code.definition(wording.language):
        yield escaped(code.definition(wording.language))
    retired = code.retired_reason or wording.gettext("this code is no longer applied; its excerpts count.")
    labelled = (
        (wording.gettext("Retired:"), retired if code.retired else ""),
        (wording.gettext("Also listed under:"), ", ".join(paths[group] for group in code.also_in)),
        (wording.gettext("When to use:"), code.when_to_use),
        (wording.gettext("When not to use:"), code.when_not_to),
        (wording.gettext("Example:"), code.example),
    )
    for label, text in labelled:
        if text:
            yield f"**{escaped(label)}** {escaped(text)}"
    if uses is not None:
        yield escaped(wording.ngettext("{count} excerpt", "{count} excerpts", uses.get(code.id, 0)) + ".")
