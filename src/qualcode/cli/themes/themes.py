"""Commands about themes: claims built across codes and passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import reading_options, writing_options
from qualcode.cli.common.output import Column, numbers, short_id
from qualcode.cli.themes import theme_changes
from qualcode.cli.themes.theme_rows import studied
from qualcode.coding.themes.themes import AddTheme, EditTheme, LinkTheme, UnlinkTheme
from qualcode.coding.themes.words import BEARINGS, STATUSES
from qualcode.model import errors
from qualcode.model.messages import _, ngettext
from qualcode.model.records import STANCES, THEME_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.coding.project import Project
    from qualcode.model.records import Theme


@click.group(invoke_without_command=True, help=_("Themes, built across codes and passages; alone, it lists them."))
@reading_options
@click.pass_context
def themes(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the themes where no more is asked."""
    if session.alone(ctx, project):
        _list(project, as_json=as_json)


for _command in (
    theme_changes.show,
    theme_changes.drop,
    theme_changes.restore,
    theme_changes.merge,
    theme_changes.split,
    theme_changes.history,
):
    themes.add_command(_command)


@themes.command("list", help=_("List the themes with their claims and what they rest on, dropped ones too."))
@reading_options
def list_(project: str | None, as_json: bool) -> None:
    """List the themes."""
    _list(project, as_json=as_json)


def _list(project: str | None, *, as_json: bool) -> None:
    with session.reading(project) as opened:
        study = studied(opened)
    rows = [study.row(one) for one in study.theming.themes]
    if as_json:
        output.show_json({"reading": "themes"}, rows, **study.outside())
    elif not rows:
        output.say(_("No theme yet: make one with “qualcode themes add NAME --claim SENTENCE”."))
    else:
        _table(rows)


def _table(rows: Iterable[dict[str, Any]]) -> None:
    columns = [
        Column(_("Theme"), shrinks=True),
        Column(_("Status")),
        Column(_("Codes"), right=True),
        Column(_("Codings"), right=True),
        Column(_("Cases"), right=True),
        Column(_("Id")),
        Column(_("Claim"), shrinks=True),
    ]
    output.show_table(
        columns,
        [
            (
                row["name"],
                _(STATUSES[row["status"]]),
                numbers(row["codes"]),
                numbers(row["codings"]),
                numbers(row["cases"]),
                short_id(row["id"]),
                row["claim"],
            )
            for row in rows
        ],
    )


@themes.command(help=_("Make a theme: a name, and what it claims in one sentence."))
@click.argument("name")
@click.option("--claim", default="", metavar="SENTENCE", help=_("What it claims."))
@click.option(
    "--status", type=click.Choice(THEME_STATUSES), default="candidate", show_default=True, help=_("How sure.")
)
@click.option("--memo", default="", metavar="T", help=_("A note on it."))
@writing_options
def add(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str, claim: str, status: str, memo: str, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Add a theme."""
    with session.writing(project, coder) as opened:
        action = AddTheme(name, claim, status, memo)
        opened.perform(action)
        session.answer(_("{name}: added").format(name=name.strip()), action.id, as_json=as_json)


@themes.command(help=_("Rest a theme on a code with its sub-codes, or on a single coding; --off takes the link away."))
@click.argument("theme")
@click.option("--code", metavar="C", help=_("A code."))
@click.option("--coding", metavar="ID", help=_("A coding, by the id that “qualcode excerpts” shows."))
@click.option(
    "--stance",
    type=click.Choice(STANCES),
    default="supports",
    show_default=True,
    help=_("How it bears on the claim."),
)
@click.option("--off", is_flag=True, help=_("Take the link away."))
@writing_options
def link(  # noqa: PLR0913, PLR0917 - one argument an option
    theme: str,
    code: str | None,
    coding: str | None,
    stance: str,
    off: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Link a theme, or unlink it."""
    if (code is None) == (coding is None):
        raise click.UsageError(_("say what to link with exactly one of --code, --coding"))
    with session.writing(project, coder) as opened:
        found = opened.themes.get(theme)
        identifier, name = _resting(opened, code, coding)
        if off:
            opened.perform(UnlinkTheme(_link_between(found, identifier, name)))
            sentence = _("{name}: no longer rests on “{code}”").format(name=found.name, code=name)
        else:
            target = {"code": identifier} if code is not None else {"coding": identifier}
            opened.perform(LinkTheme(found.id, **target, stance=stance))
            sentence = _("{name}: “{code}” {stance} it").format(name=found.name, code=name, stance=_(BEARINGS[stance]))
        session.answer(sentence, found.id, as_json=as_json)


def _resting(opened: Project, code: str | None, coding: str | None) -> tuple[str, str]:
    """Return the id and the name of what a theme rests on."""
    if code is not None:
        named = opened.codes.get(code)
        return named.id, named.name
    found = opened.codings.get(coding or "")
    return found.id, short_id(found.id)


def _link_between(theme: Theme, identifier: str, name: str) -> str:
    """Return the id of the link of a theme to a code or a coding.

    Raises:
        NotLinked: there is none.
    """
    for each in theme.links:
        if identifier in {each.code, each.coding}:
            return each.id
    raise errors.NotLinked(theme.name, other=name)


@themes.command(help=_("Change a theme’s name, claim, status, memo or place."))
@click.argument("theme")
@click.option("--name", metavar="NAME", help=_("A new name."))
@click.option("--claim", metavar="SENTENCE", help=_("What it claims."))
@click.option("--status", type=click.Choice(THEME_STATUSES), help=_("How sure."))
@click.option("--memo", metavar="T", help=_("A note on it."))
@click.option("--position", type=int, metavar="N", help=_("Its place among the themes, from 1."))
@writing_options
def edit(  # noqa: PLR0913, PLR0917 - one argument an option
    theme: str,
    name: str | None,
    claim: str | None,
    status: str | None,
    memo: str | None,
    position: int | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Edit a theme."""
    if all(each is None for each in (name, claim, status, memo, position)):
        raise click.UsageError(_("say what to change; --help lists the options"))
    with session.writing(project, coder) as opened:
        found = opened.themes.get(theme)
        place = None if position is None else position - 1
        opened.perform(EditTheme(found.id, name, claim, status, memo, place))
        session.answer(_("{name}: changed").format(name=name or found.name), found.id, as_json=as_json)


@themes.command(
    "import",
    help=_(
        "Bring themes in from .csv or .json, a row a link: “name”, and “claim”, “status”, “memo”, “code” (a path), "
        "“stance” where there are any. A theme’s claim need stand in one of its rows only."
    ),
)
@click.argument("file")
@click.option("--encoding", metavar="E", help=_("How the file was written; found out by default."))
@writing_options
def import_(file: str, encoding: str | None, project: str | None, coder: str | None, as_json: bool) -> None:
    """Bring themes in."""
    from qualcode.cli.common.tables_in import load_table, warn_of_faults  # noqa: PLC0415 - only this command
    from qualcode.coding.themes.tables import ImportThemes, ThemeLine  # noqa: PLC0415 - only this command

    table = load_table(file, encoding)
    table.required(file, "name")
    cells = table.values("name", "claim", "status", "memo", "code", "stance")
    lines = tuple(ThemeLine(row.line, *values) for row, values in zip(table.rows, cells, strict=True))
    with session.writing(project, coder) as opened:
        change = opened.perform(ImportThemes(lines))
    warn_of_faults(file, change.note("faults", []))
    notes = dict(change.notes)
    if as_json:
        counts = {"themes": notes["count"], "made": notes["made"], "links": notes["links"]}
        output.show_json({"reading": "change", "file": file}, [], **counts)
        return
    count = int(str(notes["count"]))
    sentence = ngettext(
        "{file}: {count} theme, {made} of them new", "{file}: {count} themes, {made} of them new", count
    )
    output.say(sentence.format(file=file, count=numbers(count), made=numbers(notes["made"])))
