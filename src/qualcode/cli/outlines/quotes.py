"""Commands about the passages of a part: chosen, rejected, set, trimmed, translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from qualcode.cli.common import session
from qualcode.cli.common.options import writing_options
from qualcode.cli.common.output import short_id
from qualcode.cli.outlines.finding import named
from qualcode.coding.outlines.quotes import (
    MoveQuote,
    PlaceQuote,
    RejectQuote,
    ReleaseQuote,
    SetQuoteForm,
    TranslateQuote,
    TrimQuote,
)
from qualcode.model.errors import outlining
from qualcode.model.messages import _
from qualcode.model.outgoing import QUOTE_FORMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.actions import Action
    from qualcode.coding.project import Project
    from qualcode.model.records import Coding

_SPAN: Final = re.compile(r"(\d{1,9})-(\d{1,9})")


@click.command(
    help=_(
        "Choose a passage for a part of an outline, by the id of its coding; --reject keeps it out, --release does "
        "neither any more."
    )
)
@click.argument("name")
@click.argument("part")
@click.argument("coding")
@click.option("--reject", is_flag=True, help=_("Keep it out of this part."))
@click.option("--release", is_flag=True, help=_("Neither choose nor reject it any more."))
@click.option("--form", type=click.Choice(QUOTE_FORMS), help=_("In the sentence, apart, or by its length."))
@click.option("--position", type=int, metavar="N", help=_("Its place among those chosen, from 1."))
@writing_options
def quote(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str,
    part: str,
    coding: str,
    reject: bool,
    release: bool,
    form: str | None,
    position: int | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Choose, reject or let go a passage."""
    if reject + release + (form is not None or position is not None) > 1:
        raise click.UsageError(_("--reject and --release stand alone"))
    with session.writing(project, coder) as opened:
        part_id, found = _meant(opened, name, part, coding)
        if reject:
            actions: Sequence[Action] = [RejectQuote(part_id, found.id)]
            sentence = _("{coding}: rejected here")
        elif release:
            actions, sentence = [ReleaseQuote(part_id, found.id)], _("{coding}: neither chosen nor rejected here")
        else:
            actions, sentence = _choosing(part_id, found.id, form, position), _("{coding}: chosen")
        for action in actions:
            opened.perform(action)
        session.answer(sentence.format(coding=short_id(found.id)), found.id, as_json=as_json)


def _choosing(part: str, coding: str, form: str | None, position: int | None) -> list[Action]:
    actions: list[Action] = [PlaceQuote(part, coding) if form is None else SetQuoteForm(part, coding, form)]
    return actions if position is None else [*actions, MoveQuote(part, coding, position - 1)]


def _meant(opened: Project, name: str, part: str, coding: str) -> tuple[str, Coding]:
    return named(opened, name).part(part).id, opened.codings.get(coding)


@click.command(
    help=_(
        "Drop words of a passage where it is quoted, shown as […]: --drop takes the words as they stand in it, or "
        "START-END from its beginning. Without --drop it is quoted whole again."
    )
)
@click.argument("name")
@click.argument("part")
@click.argument("coding")
@click.option("--drop", "dropped", multiple=True, metavar="WORDS|START-END", help=_("What goes; repeatable."))
@writing_options
def trim(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str,
    part: str,
    coding: str,
    dropped: tuple[str, ...],
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Trim a passage."""
    with session.writing(project, coder) as opened:
        part_id, found = _meant(opened, name, part, coding)
        cuts = tuple(_cut(words, found) for words in dropped)
        opened.perform(TrimQuote(part_id, found.id, cuts))
        sentence = _("{coding}: trimmed") if cuts else _("{coding}: quoted whole again")
        session.answer(sentence.format(coding=short_id(found.id)), found.id, as_json=as_json)


def _cut(words: str, coding: Coding) -> tuple[int, int]:
    """Return the bounds of words in a passage.

    Raises:
        NotInPassage: they do not stand in it exactly once.
    """
    place = _SPAN.fullmatch(words.strip())
    if place is not None:
        return int(place[1]), int(place[2])
    if not words.strip() or coding.text.count(words) != 1:
        raise outlining.NotInPassage(short_id(coding.id))
    start = coding.text.index(words)
    return start, start + len(words)


@click.command(help=_("Write the translation that stands beside a passage; “” takes it away."))
@click.argument("name")
@click.argument("part")
@click.argument("coding")
@click.argument("translation")
@writing_options
def translate(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str, part: str, coding: str, translation: str, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Translate a passage."""
    with session.writing(project, coder) as opened:
        part_id, found = _meant(opened, name, part, coding)
        opened.perform(TranslateQuote(part_id, found.id, translation))
        session.answer(_("{coding}: translated").format(coding=short_id(found.id)), found.id, as_json=as_json)
