"""Commands that tidy themes, keeping their history: dropped, taken up again, merged, split; and that tell it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.options import reading_options, writing_options
from qualcode.cli.common.output import Column, numbers, short_id
from qualcode.cli.themes.theme_rows import studied
from qualcode.coding.themes.past import before_dropped
from qualcode.coding.themes.themes import EditTheme
from qualcode.coding.themes.tidying import MergeThemes, SplitTheme
from qualcode.coding.themes.words import BEARINGS, STATUSES, event_words, voices_words
from qualcode.model import errors
from qualcode.model.codebook import labels
from qualcode.model.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.project import Project
    from qualcode.model.records import Theme
    from qualcode.model.theming import ThemeEvent


@click.command(help=_("Drop a theme: readings and reports leave it out, its links and memo stay."))
@click.argument("theme")
@writing_options
def drop(theme: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Mark a theme as dropped."""
    with session.writing(project, coder) as opened:
        found = opened.themes.get(theme)
        opened.perform(EditTheme(found.id, status="dropped"))
        sentence = _("{name}: dropped; “qualcode themes restore …” takes it up again")
        session.answer(sentence.format(name=found.name), found.id, as_json=as_json)


@click.command(help=_("Take up again a theme that was dropped, as it was before."))
@click.argument("theme")
@writing_options
def restore(theme: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Give a dropped theme back the status it had."""
    with session.writing(project, coder) as opened:
        found = opened.themes.get(theme)
        status = found.status
        if status == "dropped":
            status = before_dropped(opened.themes.past(found.id).events, found.id)
            opened.perform(EditTheme(found.id, status=status))
        sentence = _("{name}: {status}").format(name=found.name, status=_(STATUSES[status]))
        session.answer(sentence, found.id, as_json=as_json)


@click.command(
    help=_(
        "Merge the themes B... into A: their links and memos go there, a claim where A has none. Where both rest on "
        "one thing, the graver stance stays: contradicts before nuances before supports."
    )
)
@click.argument("into", metavar="A")
@click.argument("merged", metavar="B...", nargs=-1, required=True)
@writing_options
def merge(into: str, merged: tuple[str, ...], project: str | None, coder: str | None, as_json: bool) -> None:
    """Merge themes into the first."""
    with session.writing(project, coder) as opened:
        target = opened.themes.get(into)
        goes = [opened.themes.get(each) for each in merged]
        change = opened.perform(MergeThemes(target.id, tuple(theme.id for theme in goes)))
        names = ", ".join(theme.name for theme in goes)
        sentence = _("{names}: merged into “{name}”; “qualcode undo” takes it back")
        differing = int(str(change.note("differing", 0)))
        if differing:
            words = ngettext(
                "{count} link was in both with another stance: the graver one stays",
                "{count} links were in both with another stance: the graver one stays",
                differing,
            )
            output.say(words.format(count=numbers(differing)))
        session.answer(sentence.format(names=names, name=target.name), target.id, as_json=as_json)


@click.command(help=_("Split a theme: the links named go to a new theme behind it."))
@click.argument("theme")
@click.option(
    "--links",
    "names",
    metavar="C|ID",
    multiple=True,
    required=True,
    help=_("A code or the id of a coding that the theme rests on; repeatable."),
)
@click.option("--into", "new", metavar="NAME", required=True, help=_("What the new theme is called."))
@click.option("--claim", default="", metavar="SENTENCE", help=_("What it claims."))
@writing_options
def split(  # noqa: PLR0913, PLR0917 - one argument an option
    theme: str, names: tuple[str, ...], new: str, claim: str, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Split a theme."""
    with session.writing(project, coder) as opened:
        found = opened.themes.get(theme)
        links = tuple(dict.fromkeys(_link_of(opened, found, name) for name in names))
        action = SplitTheme(found.id, new, links, claim)
        opened.perform(action)
        sentence = ngettext(
            "{count} link of “{name}” is now under “{new}”",
            "{count} links of “{name}” are now under “{new}”",
            len(links),
        ).format(count=numbers(len(links)), name=found.name, new=new)
        session.answer(sentence, action.id, as_json=as_json)


def _link_of(opened: Project, theme: Theme, typed: str) -> str:
    """Return the id of the link of a theme to a code by its name, or to a coding by the end of its id.

    Raises:
        NotLinked: there is none.
    """
    try:
        target = opened.codes.get(typed).id
    except errors.NoSuchCode:
        try:
            target = opened.codings.get(typed).id
        except errors.NoSuchCoding:
            raise errors.NotLinked(theme.name, other=typed) from None
    for link in theme.links:
        if target in {link.code, link.coding}:
            return link.id
    raise errors.NotLinked(theme.name, other=typed)


@click.command(
    help=_("One theme: its claim, who speaks in it and who does not, what supports, nuances and contradicts it.")
)
@click.argument("theme")
@reading_options
def show(theme: str, project: str | None, as_json: bool) -> None:
    """Show a theme with what it rests on."""
    with session.reading(project) as opened:
        wanted, study = opened.themes.get(theme).id, studied(opened)
    one = next(each for each in study.theming.themes if each.theme.id == wanted)
    row = study.row(one)
    if as_json:
        output.show_json({"reading": "theme"}, [row], **study.outside())
        return
    show_words(_("{name}: {status}").format(name=row["name"], status=_(STATUSES[row["status"]])))
    for words in (row["claim"], *voices_words(one, study.theming, study.cases)):
        if words:
            show_words(words)
    columns = [
        Column(_("Bears")),
        Column(_("Code"), shrinks=True),
        Column(_("Passages"), right=True),
        Column(_("Cases"), right=True),
    ]
    cells = [
        (_(BEARINGS[link["stance"]]), link["code"] or short_id(link["coding"]), link["passages"], link["cases"])
        for link in row["links"]
    ]
    if cells:
        output.show_table(columns, cells)


@click.command(help=_("What became of a theme: how it was called and worded, what came from where, who did it, when."))
@click.argument("theme")
@reading_options
def history(theme: str, project: str | None, as_json: bool) -> None:
    """Tell the history of a theme, the first act first."""
    with session.reading(project) as opened:
        past = opened.themes.past(theme)
        called = labels([(code.id, code.path) for code in opened.codes.all()])
    rows = [_row(event, called) for event in past.events]
    if as_json:
        output.show_json({"reading": "theme history", "theme": past.name}, rows)
        return
    columns = [Column(_("When")), Column(_("Who")), Column(_("Theme"), shrinks=True), Column(_("What"), shrinks=True)]
    output.show_table(columns, [(_local(row["at"]), row["coder"], row["name"], row["words"]) for row in rows])


def _row(event: ThemeEvent, called: Mapping[str, str]) -> dict[str, Any]:
    return {
        "at": event.at,
        "coder": event.coder,
        "theme": event.theme,
        "name": event.name,
        "event": event.kind,
        "before": event.before,
        "after": event.after,
        "codes": [called.get(code, code) for code in event.codes],
        "codings": list(event.codings),
        "other": event.other_name,
        "words": event_words(event, called),
        "action": event.action,
    }


def _local(at: str) -> str:
    """Write a time of the journal by the clock of whoever reads."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
