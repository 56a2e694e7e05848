"""The words that a study treats in its own way."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import reading_options, writing_options
from qualcode.cli.common.output import Column, short_id
from qualcode.coding.own_words import TREATED, AddOwnWord, RemoveOwnWord
from qualcode.model.ids import new_id
from qualcode.model.messages import _, interface_language, ngettext
from qualcode.words.typography import profile_of, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.cli.common.options import Decorated
    from qualcode.model.own_words import OwnWord


@click.group(
    invoke_without_command=True,
    help=_(
        "Words that this project treats in its own way: left out of word lists and clouds, let in, read as another. "
        "Alone, it lists them."
    ),
)
@reading_options
@click.pass_context
def words(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the words where no more is asked."""
    if session.alone(ctx, project):
        _list(project, as_json=as_json)


@words.command("list", help=_("List the project’s own words."))
@reading_options
def list_(project: str | None, as_json: bool) -> None:
    """List the words."""
    _list(project, as_json=as_json)


def _list(project: str | None, *, as_json: bool) -> None:
    with session.reading(project) as opened:
        found = opened.own_words.all()
    if as_json:
        output.show_json({"reading": "words"}, [asdict(one) for one in found])
    elif not found:
        output.say(_("No word of this project’s own yet: “qualcode words drop WORD” leaves one out of lists."))
    else:
        columns = [
            Column(_("Word"), shrinks=True),
            Column(_("Treated"), shrinks=True),
            Column(_("Language")),
            Column(_("Id")),
        ]
        output.show_table(columns, [_row(one) for one in found])


def _row(one: OwnWord) -> tuple[str, ...]:
    return (one.word, _treated(one.kind, one.meant), one.language or _("any"), short_id(one.id))


def _treated(kind: str, meant: str) -> str:
    return _(TREATED[kind]).format(meant=quoted(meant, profile_of(interface_language())))


def _language_option(command: Decorated) -> Decorated:
    return click.option(
        "--texts", "language", type=click.Choice(["fr", "en"]), default=None,
        help=_("Only in texts of this language; in all of them by default."),
    )(command)  # fmt: skip


@words.command(help=_("Leave these words out of lists and clouds, in all their forms."))
@click.argument("typed", metavar="WORD...", nargs=-1, required=True)
@_language_option
@writing_options
def drop(typed: tuple[str, ...], language: str | None, project: str | None, coder: str | None, as_json: bool) -> None:
    """Leave words out."""
    _add("stop", typed, "", language, (project, coder), as_json=as_json)


@words.command(help=_("Let these words in, though a list of common words has them."))
@click.argument("typed", metavar="WORD...", nargs=-1, required=True)
@_language_option
@writing_options
def keep(typed: tuple[str, ...], language: str | None, project: str | None, coder: str | None, as_json: bool) -> None:
    """Let words in."""
    _add("keep", typed, "", language, (project, coder), as_json=as_json)


@words.command(help=_("Read these words as another: they are counted and named as it."))
@click.argument("typed", metavar="WORD...", nargs=-1, required=True)
@click.option("--as", "meant", metavar="WORD", required=True, help=_("The word they are read as."))
@click.option("--in-clouds", is_flag=True, help=_("Join them only in clouds of coded passages, as variants."))
@_language_option
@writing_options
def join(  # noqa: PLR0913, PLR0917 - one argument an option
    typed: tuple[str, ...],
    meant: str,
    in_clouds: bool,
    language: str | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Join words to another."""
    _add("variant" if in_clouds else "synonym", typed, meant, language, (project, coder), as_json=as_json)


def _add(  # noqa: PLR0913 - what is added, where, by whom
    kind: str,
    typed: Sequence[str],
    meant: str,
    language: str | None,
    at: tuple[str | None, str | None],
    *,
    as_json: bool,
) -> None:
    acts = [AddOwnWord(word, kind, meant, language or "") for word in typed]
    batch = new_id() if len(acts) > 1 else ""
    with session.writing(*at) as opened:
        for act in acts:
            opened.perform(act, batch=batch)
        found = {one.id for act in acts for one in opened.own_words.get(act.word) if one.kind == kind}
    if as_json:
        output.show_json({"reading": "words"}, [{"id": one} for one in sorted(found)])
        return
    count = ngettext("{count} word of the project’s own", "{count} words of the project’s own", len(acts))
    told = {"words": count.format(count=output.numbers(len(acts))), "treated": _treated(kind, meant)}
    output.say(_("{words}: {treated}").format_map(told))


@words.command(help=_("Treat these words as usual again; an id takes one kind of a word alone."))
@click.argument("typed", metavar="WORD...", nargs=-1, required=True)
@writing_options
def remove(typed: tuple[str, ...], project: str | None, coder: str | None, as_json: bool) -> None:
    """Remove words."""
    with session.writing(project, coder) as opened:
        found = {one.id: one for word in typed for one in opened.own_words.get(word)}
        batch = new_id() if len(found) > 1 else ""
        for identifier in found:
            opened.perform(RemoveOwnWord(identifier), batch=batch)
    if as_json:
        output.show_json({"reading": "words"}, [{"id": one} for one in found])
        return
    names = ", ".join(dict.fromkeys(one.word for one in found.values()))
    output.say(_("{words}: treated as usual again; “qualcode undo” takes it back").format(words=names))
