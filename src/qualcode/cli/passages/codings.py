"""Commands about codings as a whole: listed, brought in by the hundred thousand, taken out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import language_option, project_option, reading_options, writing_options
from qualcode.cli.common.output import Column, short_id
from qualcode.model.messages import _, ngettext
from qualcode.model.query import Wanted

if TYPE_CHECKING:
    from qualcode.model.records import Excerpt

COLUMNS: Final = ("id", "document", "start", "end", "text", "code", "coder")
"""What a row of `--json` holds."""


@click.group(invoke_without_command=True, help=_("All codings; alone, it lists them. “qualcode excerpts” chooses."))
@reading_options
@click.pass_context
def codings(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the codings where no more is asked."""
    if session.alone(ctx, project):
        _list(project, as_json=as_json)


@codings.command("list", help=_("List the codings by document and place."))
@reading_options
def list_(project: str | None, as_json: bool) -> None:
    """List the codings."""
    _list(project, as_json=as_json)


def _list(project: str | None, *, as_json: bool) -> None:
    with session.reading(project) as opened:
        found = opened.codings.excerpts(Wanted())
    if as_json:
        output.show_json({"reading": "codings"}, [_row(excerpt) for excerpt in found])
    elif not found:
        output.say(_("Nothing is coded yet: code a passage with “qualcode code DOCUMENT CODE --text WORDS”."))
    else:
        _table(found)


def _row(excerpt: Excerpt) -> dict[str, Any]:
    return {column: getattr(excerpt, column) for column in COLUMNS}


def _table(found: list[Excerpt]) -> None:
    columns = [
        Column(_("Id")),
        Column(_("Document"), shrinks=True),
        Column(_("Passage")),
        Column(_("Code"), shrinks=True),
        Column(_("Coder")),
        Column(_("Text"), shrinks=True),
    ]
    output.show_table(
        columns,
        [(short_id(e.id), e.document, f"{e.start}:{e.end}", e.code, e.coder, e.text) for e in found],
    )


@codings.command(
    "import",
    help=_(
        "Bring codings in from .csv or .json: “document”, “code” (a path; missing codes are made), “start” and “end” "
        "or the “text” coded, and “coder”, “memo”, “weight” where there are any. All in one act; a coding already "
        "there is counted as present."
    ),
)
@click.argument("file")
@click.option("--strict", is_flag=True, help=_("Bring nothing in where a row does not fit."))
@click.option("--encoding", metavar="E", help=_("How the file was written; found out by default."))
@writing_options
def import_(  # noqa: PLR0913, PLR0917 - one argument an option
    file: str, strict: bool, encoding: str | None, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Bring codings in."""
    from qualcode.cli.passages.coding_tables import bring_in  # noqa: PLC0415 - only this command reads tables

    with session.writing(project, coder) as opened:
        before = {excerpt.id for excerpt in opened.codings.excerpts(Wanted())} if as_json else set()
        brought = bring_in(opened, file, encoding, strict=strict)
        if as_json:
            rows = [_row(excerpt) for excerpt in opened.codings.excerpts(Wanted()) if excerpt.id not in before]
            output.show_json({"reading": "codings import", "file": file, "strict": strict}, rows, **brought)
            return
    count = brought["added"]
    parts = [ngettext("{count} coding brought in", "{count} codings brought in", count)]
    if brought["present"]:
        parts.append(ngettext("{present} was there already", "{present} were there already", brought["present"]))
    if brought["codes"]:
        parts.append(ngettext("{codes} code made", "{codes} codes made", brought["codes"]))
    if brought["faults"]:
        parts.append(ngettext("{faults} row does not fit", "{faults} rows do not fit", brought["faults"]))
    written = {"count": output.numbers(count)} | {name: output.numbers(value) for name, value in brought.items()}
    output.say(_("{file}: {sentence}").format(file=file, sentence=", ".join(parts).format(**written)))


@codings.command("export", help=_("Write every coding to a file, .csv or .json, that “codings import” reads."))
@click.argument("file", type=click.Path(path_type=Path))
@leak_options
@project_option
@language_option
def export(file: Path, project: str | None) -> None:
    """Write the codings."""
    from qualcode.cli.passages.coding_tables import write_out  # noqa: PLC0415 - only this command writes files

    with session.reading(project) as opened:
        count = write_out(opened, file)
    sentence = ngettext("{file}: {count} coding written", "{file}: {count} codings written", count)
    output.say(sentence.format(file=file, count=output.numbers(count)))
