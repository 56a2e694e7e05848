"""Commands about outlines of reports: listed, shown, made, renamed, removed, out and in as YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import encoding_option, reading_options, writing_options, yes_option
from qualcode.cli.common.output import Column, numbers, short_id
from qualcode.cli.outlines import parts, quotes
from qualcode.cli.outlines.finding import named
from qualcode.coding.outlines.outlines import AddOutline, FillOutline, RemoveOutline, RenameOutline
from qualcode.coding.outlines.parts import RemovePart
from qualcode.model.messages import N_, _, ngettext
from qualcode.model.outlines import numbers as part_numbers
from qualcode.model.outlines import trimmed_text
from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.report.proposing import proposed as parts_proposed
from qualcode.report.selection import word_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.cli.outlines.finding import Named
    from qualcode.coding.outlines.plans import Fault
    from qualcode.coding.project import Project
    from qualcode.model.outlines import Outline, OutlinePart

KINDS: Final = {"free": N_("free"), "theme": N_("theme"), "code": N_("code"), "reading": N_("table or figure")}
"""How each kind of part is said."""
FORMS: Final = {"auto": N_("by its length"), "inline": N_("in the sentence"), "block": N_("apart")}
"""How each form of a passage is said."""
_FAULTS: Final = {
    "theme": N_("{file}: line {line}: no theme “{word}” here; its part is now a free one"),
    "code": N_("{file}: line {line}: no code “{word}” here, or several; its part is now a free one"),
    "reading": N_("{file}: line {line}: no reading “{word}”; its part is now a free one"),
    "document": N_("{file}: line {line}: no document “{word}” here; its passage was left out"),
    "passage": N_("{file}: line {line}: nothing is coded at {word}; this passage was left out"),
    "words": N_("{file}: line {line}: other words stand at {word} now; this passage was left out"),
}


@click.group(invoke_without_command=True, help=_("Outlines of reports; alone, it lists them."))
@reading_options
@click.pass_context
def outline(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the outlines where no more is asked."""
    if session.alone(ctx, project):
        _list(project, as_json=as_json)


for _command in (
    parts.add,
    parts.move,
    parts.title,
    parts.write,
    parts.fill,
    quotes.quote,
    quotes.trim,
    quotes.translate,
):
    outline.add_command(_command)


@outline.command("list", help=_("List the outlines with how many parts and chosen passages each has."))
@reading_options
def list_(project: str | None, as_json: bool) -> None:
    """List the outlines."""
    _list(project, as_json=as_json)


def _list(project: str | None, *, as_json: bool) -> None:
    with session.reading(project) as opened:
        rows = [_row(one) for one in opened.outlines.all()]
    if as_json:
        output.show_json({"reading": "outlines"}, rows)
    elif not rows:
        output.say(_("No outline yet: make one with “qualcode report outline new NAME --proposed”."))
    else:
        counts = ("parts", "chosen", "rejected", "words")
        titles = (_("Parts"), _("Chosen"), _("Rejected"), _("Words of prose"))
        columns = [
            Column(_("Outline"), shrinks=True),
            *(Column(title, right=True) for title in titles),
            Column(_("Id")),
        ]
        output.show_table(
            columns, [(row["name"], *(numbers(row[each]) for each in counts), short_id(row["id"])) for row in rows]
        )


def _row(one: Outline) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "language": one.language or None,
        "parts": len(one.parts),
        "chosen": sum(len(part.chosen) for part in one.parts),
        "rejected": sum(len(part.rejected) for part in one.parts),
        "words": sum(word_count(part.prose) for part in one.parts),
    }


@outline.command(help=_("The parts of an outline with their numbers; of one PART, its prose and its passages."))
@click.argument("name")
@click.argument("part", required=False)
@reading_options
def show(name: str, part: str | None, project: str | None, as_json: bool) -> None:
    """Show an outline, or one of its parts."""
    with session.reading(project) as opened:
        found = named(opened, name)
        asked = found.part(part) if part else None
        rows = _passages(opened, asked) if asked else _parts(found)
    if as_json:
        more: dict[str, Any] = {"prose": asked.prose} if asked else {"name": found.outline.name}
        output.show_json({"reading": "outline", "outline": found.outline.name, "part": part}, rows, **more)
    elif asked:
        _show_part(found.names[asked.id], asked, rows)
    elif not rows:
        output.say(_("{name}: no part yet: add one with “report outline add”").format(name=found.outline.name))
    else:
        _show_parts(rows)


def _parts(found: Named) -> list[dict[str, Any]]:
    given = part_numbers(found.outline.parts)
    return [
        {
            "number": given[part.id],
            "depth": part.depth,
            "name": found.names[part.id],
            "kind": part.kind,
            "chosen": len(part.chosen),
            "rejected": len(part.rejected),
            "words": word_count(part.prose),
            "id": part.id,
        }
        for part in found.outline.parts
    ]


def _show_parts(rows: Sequence[Mapping[str, Any]]) -> None:
    columns = [
        Column(_("No.")),
        Column(_("Part"), shrinks=True),
        Column(_("Kind")),
        Column(_("Chosen"), right=True),
        Column(_("Rejected"), right=True),
        Column(_("Words of prose"), right=True),
        Column(_("Id")),
    ]
    kinds = {kind: _(words) for kind, words in KINDS.items()}
    cells = [
        (
            row["number"],
            "  " * (row["depth"] - 1) + row["name"],
            kinds[row["kind"]],
            *(numbers(row[each]) for each in ("chosen", "rejected", "words")),
            short_id(row["id"]),
        )
        for row in rows
    ]
    output.show_table(columns, cells)


def _passages(opened: Project, part: OutlinePart) -> list[dict[str, Any]]:
    texts = {coding.id: coding.text for coding in opened.codings.records([quote.coding for quote in part.quotes])}
    return [
        {
            "coding": quote.coding,
            "rejected": quote.rejected,
            "form": quote.form,
            "text": texts[quote.coding],
            "quoted": trimmed_text(texts[quote.coding], quote.cuts),
            "cuts": [list(cut) for cut in quote.cuts],
            "translation": quote.translation,
        }
        for quote in part.quotes
    ]


def _show_part(name: str, part: OutlinePart, rows: Sequence[Mapping[str, Any]]) -> None:
    output.show_line(name)
    for paragraph in filter(str.strip, part.prose.split("\n")):
        show_words(paragraph)
    for row in rows:
        form = FORMS[row["form"]]
        said = _("rejected") if row["rejected"] else _(form)
        output.show_line(f"{short_id(row['coding'])}  {said}")
        show_words(row["quoted"], indent="  ")
        if row["translation"]:
            show_words(_("[Translation: {words}]").format(words=row["translation"]), indent="  ")


@outline.command(help=_("Make an outline, empty or as the study proposes it: its themes, or its groups of codes."))
@click.argument("name")
@click.option("--proposed", is_flag=True, help=_("With a part for each theme or group, the readings, the method note."))
@click.option(
    "--report-language", type=click.Choice(CORPUS_LANGUAGES), help=_("Its language; by default that of the corpus.")
)
@writing_options
def new(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str, proposed: bool, report_language: str | None, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Make an outline."""
    with session.writing(project, coder) as opened:
        language = report_language or opened.study.corpus_language
        known = parts_proposed(opened.codes.all(), opened.themes.all(), opened.codes.counts(), language)
        action = AddOutline(name, report_language or "", known if proposed else ())
        opened.perform(action)
        session.answer(_("{name}: added").format(name=name.strip()), action.id, as_json=as_json)


@outline.command(help=_("Give an outline another name."))
@click.argument("name")
@click.argument("new_name", metavar="NEW-NAME")
@writing_options
def rename(name: str, new_name: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Rename an outline."""
    with session.writing(project, coder) as opened:
        found = opened.outlines.get(name)
        opened.perform(RenameOutline(found.id, new_name))
        session.answer(_("{name}: renamed").format(name=new_name.strip()), found.id, as_json=as_json)


@outline.command(help=_("Remove an outline, or one PART of it with those inside; no coding goes with them."))
@click.argument("name")
@click.argument("part", required=False)
@yes_option
@writing_options
def remove(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str, part: str | None, yes: bool, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Remove an outline or a part."""
    with session.writing(project, coder) as opened:
        found = named(opened, name)
        if part is None:
            sentence = _("Remove the outline “{name}”?").format(name=found.outline.name)
            said, identifier = found.outline.name, found.outline.id
        else:
            asked = found.part(part)
            sentence = _("Remove the part “{name}” with those inside it?").format(name=found.names[asked.id])
            said, identifier = found.names[asked.id], asked.id
        session.confirm(sentence, yes=yes)
        opened.perform(RemoveOutline(identifier) if part is None else RemovePart(identifier))
        session.answer(
            _("{name}: removed; “qualcode undo” brings it back").format(name=said), identifier, as_json=as_json
        )


@outline.command(help=_("Write an outline into a .yaml file that people can change and “import” brings in again."))
@click.argument("name")
@click.argument("out", type=click.Path(path_type=Path))
@leak_options
@reading_options
def export(name: str, out: Path, project: str | None, as_json: bool) -> None:
    """Export an outline."""
    from qualcode.exporters.files import checked_ending, write_whole  # noqa: PLC0415 - only this command
    from qualcode.exporters.outline_yaml import outline_yaml  # noqa: PLC0415 - only this command

    checked_ending(out, (".yaml", ".yml"))
    with session.reading(project) as opened:
        found = opened.outlines.get(name)
        data = outline_yaml(found, opened.outlines.written(found))
    write_whole(out, data)
    if as_json:
        output.show_json({"reading": "outline", "outline": found.name}, [{"file": str(out), "parts": len(found.parts)}])
    else:
        words = ngettext("{file}: written, {count} part", "{file}: written, {count} parts", len(found.parts))
        output.say(words.format(file=out, count=numbers(len(found.parts))))


@outline.command("import", help=_("Bring an outline in from .yaml: as a new one, or --into one that is empty."))
@click.argument("file")
@click.option("--into", metavar="NAME", help=_("An outline that has no part yet."))
@click.option("--name", metavar="NAME", help=_("What the new one is called, else as the file says."))
@encoding_option
@writing_options
def import_(  # noqa: PLR0913, PLR0917 - one argument an option
    file: str,
    into: str | None,
    name: str | None,
    encoding: str | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Bring an outline in."""
    from qualcode.importers.files import file_bytes  # noqa: PLC0415 - only this command
    from qualcode.importers.outline_yaml import read_outline  # noqa: PLC0415 - only this command

    read = read_outline(file_bytes(Path(file)), file, encoding)
    with session.writing(project, coder) as opened:
        planned, faults = opened.outlines.planned(read.parts)
        if into is None:
            action = AddOutline(name or read.name, read.language, planned)
            opened.perform(action)
            identifier, called = action.id, name or read.name
        else:
            found = opened.outlines.get(into)
            opened.perform(FillOutline(found.id, planned))
            identifier, called = found.id, found.name
    _warn(file, faults)
    session.answer(_("{file}: now the outline “{name}”").format(file=file, name=called), identifier, as_json=as_json)


def _warn(file: str, faults: Sequence[Fault]) -> None:
    """Say in a sentence each what fits nothing; the command then exits 1."""
    for fault in faults:
        output.warn(_(_FAULTS[fault.kind]).format(file=file, line=fault.line, word=fault.word))
    if faults:
        output.fail_at_end()
