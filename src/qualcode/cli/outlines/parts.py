"""Commands about the parts of an outline: added, moved, named, written in, filled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qualcode.cli.common import session
from qualcode.cli.common.options import writing_options
from qualcode.cli.outlines.finding import named
from qualcode.coding.outlines.parts import AddPart, MovePart, RenamePart, SetPartOptions, WritePart
from qualcode.model.errors import outlining
from qualcode.model.messages import _
from qualcode.model.outlines import PLACED, stepped

if TYPE_CHECKING:
    from qualcode.model.outlines import Step

STEPS: Final = ("up", "down", "in", "out")
USUAL: Final = "usual"


@click.command(
    help=_("Add a part to an outline: free with a title, about a theme or a code, or a reading with its question.")
)
@click.argument("name")
@click.option("--free", metavar="TITLE", help=_("A part of one’s own."))
@click.option("--theme", metavar="T", help=_("About a theme."))
@click.option("--code", metavar="C", help=_("About a code."))
@click.option("--reading", type=click.Choice(PLACED), help=_("A table, a figure, the highlights, the method note."))
@click.option("--by", default="", metavar="attribute:NAME", help=_("What a crosstab compares."))
@click.option("--title", default="", metavar="TITLE", help=_("Another title than that of the theme or code."))
@click.option("--under", metavar="PART", help=_("Inside this part."))
@click.option("--position", type=int, metavar="N", help=_("Its place there, from 1; last by default."))
@writing_options
def add(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str,
    free: str | None,
    theme: str | None,
    code: str | None,
    reading: str | None,
    by: str,
    title: str,
    under: str | None,
    position: int | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Add a part."""
    given = {"free": free, "theme": theme, "code": code, "reading": reading}
    kinds = [kind for kind, value in given.items() if value is not None]
    if len(kinds) != 1:
        raise click.UsageError(_("say what the part is with exactly one of --free, --theme, --code, --reading"))
    with session.writing(project, coder) as opened:
        found = named(opened, name)
        action = AddPart(
            found.outline.id,
            kinds[0],
            free or title,
            opened.themes.get(theme).id if theme is not None else None,
            opened.codes.get(code).id if code is not None else None,
            reading or "",
            by,
            found.part(under).id if under is not None else None,
            _place(position),
        )
        opened.perform(action)
        called = named(opened, found.outline.id).names[action.id]
        session.answer(_("{name}: added").format(name=called), action.id, as_json=as_json)


def _place(position: int | None) -> int | None:
    return None if position is None else position - 1


@click.command(help=_("Move a part of an outline, with those inside it: a --step, or to a place --under another part."))
@click.argument("name")
@click.argument("part")
@click.option("--step", type=click.Choice(STEPS), help=_("Before the one above, behind the one below, in or out."))
@click.option("--under", metavar="PART", help=_("Into this part; “top” for none."))
@click.option("--position", type=int, default=1, metavar="N", help=_("Its place there, from 1."))
@writing_options
def move(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str,
    part: str,
    step: Step | None,
    under: str | None,
    position: int,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Move a part."""
    if (step is None) == (under is None):
        raise click.UsageError(_("say where it goes with exactly one of --step, --under"))
    with session.writing(project, coder) as opened:
        found = named(opened, name)
        moved = found.part(part)
        if step is not None:
            place = stepped(found.outline.parts, moved.id, step)
            if place is None:
                raise outlining.NoFurther(found.names[moved.id])
        else:
            place = (None if under == "top" else found.part(under or "").id, position - 1)
        opened.perform(MovePart(moved.id, *place))
        session.answer(_("{name}: moved").format(name=found.names[moved.id]), moved.id, as_json=as_json)


@click.command(help=_("Give a part a title of its own; “” gives it back what its theme, code or reading is called."))
@click.argument("name")
@click.argument("part")
@click.argument("title")
@writing_options
def title(name: str, part: str, title: str, project: str | None, coder: str | None, as_json: bool) -> None:  # noqa: PLR0913, PLR0917 - one argument an option
    """Give a part a title."""
    with session.writing(project, coder) as opened:
        found = named(opened, name).part(part)
        opened.perform(RenamePart(found.id, title))
        called = named(opened, name).names[found.id]
        session.answer(_("{name}: renamed").format(name=called), found.id, as_json=as_json)


@click.command(help=_("Write the prose of a part, in place of what stands there; an empty line parts paragraphs."))
@click.argument("name")
@click.argument("part")
@click.argument("prose", required=False)
@click.option("--file", "source", type=click.Path(path_type=Path), help=_("A text in UTF-8 to take instead."))
@writing_options
def write(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str,
    part: str,
    prose: str | None,
    source: Path | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Write in a part."""
    if (prose is None) == (source is None):
        raise click.UsageError(_("give the prose itself, or a --file"))
    with session.writing(project, coder) as opened:
        found = named(opened, name)
        asked = found.part(part)
        opened.perform(WritePart(asked.id, _read(source) if source else prose or ""))
        session.answer(_("{name}: written").format(name=found.names[asked.id]), asked.id, as_json=as_json)


def _read(source: Path) -> str:
    from qualcode.importers.decoding import decoded  # noqa: PLC0415 - only where a file is given
    from qualcode.importers.files import file_bytes  # noqa: PLC0415 - only where a file is given

    return decoded(file_bytes(source), str(source), None)[0]


class _Number(click.ParamType["int | None"]):
    """A number, or as the report has it."""

    name = "number"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """Return the number, None for the usual one."""
        if value == USUAL:
            return None
        if not str(value).isdecimal():
            self.fail(_("{value} is neither a whole number nor “usual”.").format(value=value), param, ctx)
        return int(value)


@click.command(help=_("Say how a part is filled: how many passages, how long, with counts or without."))
@click.argument("name")
@click.argument("part")
@click.option("--quotes", type=_Number(), default=USUAL, metavar="N|usual", help=_("At most so many passages."))
@click.option("--longest", type=_Number(), default=USUAL, metavar="N|usual", help=_("Only passages of so many words."))
@click.option("--counts/--no-counts", default=None, help=_("Whether codings are counted here; else as the report."))
@click.option("--only-mine", is_flag=True, help=_("Only the passages that were chosen."))
@click.option("--by", metavar="attribute:NAME", help=_("What a crosstab compares."))
@writing_options
def fill(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str,
    part: str,
    quotes: int | None,
    longest: int | None,
    counts: bool | None,
    only_mine: bool,
    by: str | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Choose how a part is filled."""
    with session.writing(project, coder) as opened:
        found = named(opened, name)
        asked = found.part(part)
        compared = asked.options.by if by is None else by
        opened.perform(SetPartOptions(asked.id, quotes, longest, counts, only_mine, compared))
        session.answer(_("{name}: changed").format(name=found.names[asked.id]), asked.id, as_json=as_json)
