"""Codings made under an older definition, listed and looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import writing_options
from qualcode.cli.passages.excerpts import row_of, show_excerpts
from qualcode.coding.codebook.rechecking import RecheckCodings
from qualcode.model.messages import _, ngettext
from qualcode.model.query import Wanted

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.records import Excerpt


@click.command(
    help=_(
        "The codings made before the definition of their code was changed, and not looked at since. --seen ID says "
        "that one still fits; “qualcode uncode” removes one that does not."
    )
)
@click.argument("code", required=False)
@click.option("--seen", "seen", multiple=True, metavar="ID", help=_("This coding still fits; may come again."))
@click.option("--of", "whose", metavar="NAME", help=_("Only this person’s codings; any by default."))
@click.option("--all-seen", is_flag=True, help=_("All of those listed still fit."))
@writing_options
def recheck(  # noqa: PLR0913, PLR0917 - one argument an option
    code: str | None,
    seen: tuple[str, ...],
    whose: str | None,
    all_seen: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """List what waits, or say that it was seen."""
    if seen or all_seen:
        with session.writing(project, coder) as opened:
            ids = [opened.codings.get(typed).id for typed in seen]
            ids += [one.id for one in _waiting(opened, code, whose)] if all_seen else []
            change = opened.perform(RecheckCodings(tuple(dict.fromkeys(ids))))
        count = int(str(change.note("count", 0)))
        sentence = ngettext("{count} coding looked at again", "{count} codings looked at again", count)
        session.answers(sentence.format(count=output.numbers(count)), ids, as_json=as_json)
        return
    with session.reading(project) as opened:
        found = _waiting(opened, code, whose)
    if as_json:
        question = {"reading": "recheck", "code": code, "coder": whose}
        rows: list[dict[str, Any]] = [row_of(excerpt) for excerpt in found]
        output.show_json(question, rows)
        return
    show_excerpts(found)
    sentence = ngettext("{count} coding to look at again", "{count} codings to look at again", len(found))
    output.say(sentence.format(count=output.numbers(len(found))))


def _waiting(opened: Project, code: str | None, whose: str | None) -> list[Excerpt]:
    """Return the codings that wait, of one code or of all, of one coder or of everyone, in the order of the study."""
    coder = opened.coders.get(whose).id if whose else None
    waiting = opened.definitions.waiting(code=opened.codes.get(code).id if code else None, coder=coder)
    if not waiting:
        return []
    return [one for one in opened.codings.excerpts(Wanted(codes=frozenset(waiting.values()))) if one.id in waiting]
