"""Commands about the codebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualcode.cli.codebook.codebook_then import as_of_option, history, list_then, name_at, row_of
from qualcode.cli.codebook.rechecking import recheck
from qualcode.cli.common import output, session
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import language_option, project_option, reading_options, writing_options, yes_option
from qualcode.cli.common.output import Column, numbers, short_id
from qualcode.coding.codebook.also_in import ListAlso, ListNoMore, PlaceAlso
from qualcode.coding.codebook.codes import AddCode, EditCode, MoveCode, RemoveCode
from qualcode.coding.codebook.retiring import BringBackCode, RetireCode
from qualcode.coding.codebook.tidying import MergeCodes, SplitCode
from qualcode.coding.telling import beside
from qualcode.model.codebook import labels, listed_places, path_text
from qualcode.model.ids import new_id
from qualcode.model.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.coding.project import Project
    from qualcode.model.records import Code

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


@click.group(invoke_without_command=True, help=_("The codebook; alone, it lists the codes."))
@reading_options
@click.pass_context
def codes(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the codes where no more is asked."""
    if session.alone(ctx, project):
        _list(project, as_json=as_json)


@codes.command("list", help=_("List the codes in their tree, with how often each was applied; → marks a second place."))
@as_of_option
@reading_options
def list_(as_of: str | None, project: str | None, as_json: bool) -> None:
    """List the codes, those of today or of a day that is over."""
    if as_of is None:
        _list(project, as_json=as_json)
    else:
        with session.reading(project) as opened:
            list_then(opened, as_of, as_json=as_json)


codes.add_command(history)
codes.add_command(recheck)


def _list(project: str | None, *, as_json: bool) -> None:
    with session.reading(project) as opened:
        found = opened.codes.all()
        uses = opened.codes.uses()
        language = opened.study.corpus_language
    called = labels([(code.id, code.path) for code in found])
    rows = []
    for code in found:
        count = uses.get(code.id)
        rows.append(row_of(code, called, language) | (count._asdict() if count else _UNUSED))
    if as_json:
        output.show_json({"reading": "codes"}, rows)
    elif not rows:
        output.say(_("No code yet: make one with “qualcode codes add NAME”, or bring a codebook in."))
    else:
        _table(found, {row["id"]: row for row in rows})


_UNUSED = {"codings": 0, "documents": 0, "cases": 0}


def _table(found: list[Code], rows: dict[str, dict[str, Any]]) -> None:
    """Show the tree as the screen does: codes at home, then those listed there too, then the retired."""
    columns = [
        Column(_("Code"), shrinks=True),
        Column(_("Codings"), right=True),
        Column(_("Documents"), right=True),
        Column(_("Cases"), right=True),
        Column(_("Id")),
        Column(_("Definition"), shrinks=True),
    ]
    output.show_table(
        columns,
        [
            (
                name_at(place, rows[place.code]),
                numbers(rows[place.code]["codings"]),
                numbers(rows[place.code]["documents"]),
                numbers(rows[place.code]["cases"]),
                short_id(place.code),
                rows[place.code]["definition"],
            )
            for place in listed_places(found)
        ],
    )


def texts_options(command: Decorated) -> Decorated:
    """Add the options that write a code's texts."""
    for option, text in (
        ("--example", _("A passage that shows it.")),
        ("--when-not-to", _("When not to use it.")),
        ("--when-to-use", _("When to use it.")),
        ("--definition-en", _("The definition in English.")),
        ("--definition-fr", _("The definition in French.")),
        ("--definition", _("The definition, in the language of the corpus.")),
        ("--label-en", _("What reports in English call it.")),
        ("--label-fr", _("What reports in French call it.")),
    ):
        command = click.option(option, metavar="T", help=text)(command)
    return command


def _details(opened: Project, texts: dict[str, str | None]) -> tuple[tuple[str, str], ...]:
    """Return the texts that were given; the plain definition is in the language of the corpus."""
    plain = texts.pop("definition", None)
    given = {name: text for name, text in texts.items() if text is not None}
    if plain is not None:
        language = opened.study.corpus_language[:2]
        given.setdefault(f"definition_{language}", plain)
    return tuple(given.items())


@codes.command(help=_("Make a code, or a group for others."))
@click.argument("name")
@click.option("--parent", metavar="P", help=_("The group it stands in."))
@click.option("--colour", metavar="#RRGGBB", default="", help=_("Its colour; the group’s by default."))
@texts_options
@writing_options
def add(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str,
    parent: str | None,
    colour: str,
    project: str | None,
    coder: str | None,
    as_json: bool,
    **texts: str | None,
) -> None:
    """Add a code."""
    with session.writing(project, coder) as opened:
        above = opened.codes.get(parent) if parent else None
        action = AddCode(name, above.id if above else None, colour, _details(opened, texts))
        opened.perform(action)
        session.answer(_("{name}: added").format(name=name.strip()), action.id, as_json=as_json)


@codes.command(help=_("Rename a code, recolour it, or write its texts."))
@click.argument("code")
@click.option("--name", metavar="NAME", help=_("A new name."))
@click.option("--colour", metavar="#RRGGBB", help=_("A new colour."))
@texts_options
@writing_options
def edit(  # noqa: PLR0913, PLR0917 - one argument an option
    code: str,
    name: str | None,
    colour: str | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
    **texts: str | None,
) -> None:
    """Edit a code."""
    with session.writing(project, coder) as opened:
        found = opened.codes.get(code)
        details = _details(opened, texts)
        if name is None and colour is None and not details:
            raise click.UsageError(_("say what to change; --help lists the options"))
        opened.perform(EditCode(found.id, name, colour, details))
        session.answer(_("{name}: changed").format(name=name or found.name), found.id, as_json=as_json)


@codes.command(help=_("Put a code under another, or at the top of the tree."))
@click.argument("code")
@click.option("--parent", metavar="P", help=_("The code to put it under; the top without this option."))
@click.option("--position", type=int, metavar="N", help=_("Its place there, from 1; last by default."))
@writing_options
def move(  # noqa: PLR0913, PLR0917 - one argument an option
    code: str, parent: str | None, position: int | None, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Move a code."""
    with session.writing(project, coder) as opened:
        found = opened.codes.get(code)
        above = opened.codes.get(parent) if parent else None
        opened.perform(MoveCode(found.id, above.id if above else None, None if position is None else position - 1))
        if above:
            sentence = _("{name}: now under “{parent}”").format(name=found.name, parent=above.name)
        else:
            sentence = _("{name}: now at the top").format(name=found.name)
        session.answer(sentence, found.id, as_json=as_json)


@codes.command(help=_("Retire a code: it keeps its codings, which count, and is no longer offered or applied."))
@click.argument("code")
@click.option("--reason", metavar="T", default="", help=_("Why; shown with the code."))
@writing_options
def retire(code: str, reason: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Retire a code."""
    with session.writing(project, coder) as opened:
        found = opened.codes.get(code)
        opened.perform(RetireCode(found.id, reason))
        sentence = _("{name}: retired; “qualcode codes bring-back” lets it be applied again")
        session.answer(sentence.format(name=found.name), found.id, as_json=as_json)


@codes.command("bring-back", help=_("Let a retired code be offered and applied again."))
@click.argument("code")
@writing_options
def bring_back(code: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Bring a retired code back."""
    with session.writing(project, coder) as opened:
        found = opened.codes.get(code)
        opened.perform(BringBackCode(found.id))
        session.answer(_("{name}: in use again").format(name=found.name), found.id, as_json=as_json)


@codes.command(
    help=_("List a code under a second group too; its home stays, and counts with sub-codes take each coding once.")
)
@click.argument("code")
@click.option("--under", metavar="GROUP", help=_("The group it is listed under too."))
@click.option("--not-under", metavar="GROUP", help=_("The group it is no longer listed under."))
@click.option(
    "--position",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("With --under: its place there, from 1, behind those at home; last by default."),
)
@writing_options
def also(  # noqa: PLR0913 - one argument an option
    *,
    code: str,
    under: str | None,
    not_under: str | None,
    position: int | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Give a code a second place, or another one among those there, or take one away."""
    if (under is None) == (not_under is None):
        raise click.UsageError(_("say where with exactly one of --under, --not-under"))
    with session.writing(project, coder) as opened:
        found, group = opened.codes.get(code), opened.codes.get(under or not_under or "")
        if under is None:
            opened.perform(ListNoMore(found.id, group.id))
            sentence = _("{name}: no longer listed under “{group}”")
        else:
            batch = new_id()
            if position is None or group.id not in found.also_in:
                opened.perform(ListAlso(found.id, group.id), batch=batch)
            if position is not None:
                opened.perform(PlaceAlso(found.id, group.id, position - 1), batch=batch)
            sentence = _("{name}: listed under “{group}” too")
        session.answer(sentence.format(name=found.name, group=group.name), found.id, as_json=as_json)


@codes.command(help=_("Merge codes: every code but the first goes into the first, with its codings, memos, sub-codes."))
@click.argument("into", metavar="A")
@click.argument("merged", metavar="B...", nargs=-1, required=True)
@writing_options
def merge(into: str, merged: tuple[str, ...], project: str | None, coder: str | None, as_json: bool) -> None:
    """Merge codes into the first."""
    with session.writing(project, coder) as opened:
        target = opened.codes.get(into)
        goes = [opened.codes.get(each) for each in merged]
        change = opened.perform(MergeCodes(target.id, tuple(code.id for code in goes)))
        names = ", ".join(code.name for code in goes)
        sentence = _("{names}: merged into “{name}”; “qualcode undo” takes it back")
        if told := beside(change):
            output.say(told)
        session.answer(sentence.format(names=names, name=target.name), target.id, as_json=as_json)


@codes.command(help=_("Split a code: the codings named go to a new code beside it."))
@click.argument("code")
@click.argument("new", metavar="NEW")
@click.argument("codings", metavar="ID...", nargs=-1, required=True)
@writing_options
def split(  # noqa: PLR0913, PLR0917 - one argument an option
    code: str, new: str, codings: tuple[str, ...], project: str | None, coder: str | None, as_json: bool
) -> None:
    """Split a code."""
    with session.writing(project, coder) as opened:
        found = opened.codes.get(code)
        ids = tuple(dict.fromkeys(opened.codings.get(each).id for each in codings))
        action = SplitCode(found.id, new, ids)
        opened.perform(action)
        sentence = ngettext(
            "{count} coding of “{name}” is now under “{new}”",
            "{count} codings of “{name}” are now under “{new}”",
            len(ids),
        ).format(count=numbers(len(ids)), name=found.name, new=new)
        session.answer(sentence, action.id, as_json=as_json)


@codes.command(help=_("Remove a code with its codings; “qualcode undo” brings them back."))
@click.argument("code")
@click.option("--with-children", is_flag=True, help=_("Its sub-codes too."))
@yes_option
@writing_options
def remove(  # noqa: PLR0913, PLR0917 - one argument an option
    code: str, with_children: bool, yes: bool, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Remove a code."""
    with session.writing(project, coder) as opened:
        found = opened.codes.get(code)
        session.confirm(_("Remove “{name}” and its codings?").format(name=path_text(found.path)), yes=yes)
        opened.perform(RemoveCode(found.id, with_children))
        sentence = _("{name}: removed; “qualcode undo” brings it back").format(name=found.name)
        session.answer(sentence, found.id, as_json=as_json)


@codes.command(
    "import",
    help=_(
        "Bring a codebook in from .csv, .json or .yaml: a column “name”, and “parent” (the path of its group) or "
        "“path”; “colour”, “label_fr”, “label_en”, “definition_fr”, “definition_en”, “when_to_use”, “when_not_to”, "
        "“example”, “also_in” (paths, one a line), “retired”, “retired_reason” where there are any. In .yaml codes "
        "stand in a list “codes”, each with those below it in a list “codes” of its own. Codes that are there take "
        "the texts of the file."
    ),
)
@click.argument("file")
@click.option("--encoding", metavar="E", help=_("How the file was written; found out by default."))
@writing_options
def import_(file: str, encoding: str | None, project: str | None, coder: str | None, as_json: bool) -> None:
    """Bring a codebook in."""
    from qualcode.cli.codebook.codebooks import bring_in  # noqa: PLC0415 - only this command reads tables

    with session.writing(project, coder) as opened:
        count, made = bring_in(opened, file, encoding)
    if as_json:
        output.show_json({"reading": "change", "file": file}, [], codes=count, made=made)
        return
    sentence = ngettext("{file}: {count} code, {made} of them new", "{file}: {count} codes, {made} of them new", count)
    output.say(sentence.format(file=file, count=numbers(count), made=numbers(made)))


@codes.command(
    "export",
    help=_("Write the codebook to a file; its ending says how: .csv, .json and .yaml come back in, .md reads."),
)
@click.argument("file", type=click.Path(path_type=Path))
@as_of_option
@leak_options
@project_option
@language_option
def export(file: Path, as_of: str | None, project: str | None) -> None:
    """Write the codebook."""
    from qualcode.cli.codebook.codebooks import write_out  # noqa: PLC0415 - only this command writes files

    with session.reading(project) as opened:
        count = write_out(opened, file, as_of)
    sentence = ngettext("{file}: {count} code written", "{file}: {count} codes written", count)
    output.say(sentence.format(file=file, count=numbers(count)))
