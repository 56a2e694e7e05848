"""The codebook as it was on a day, and what a definition said before."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.codebook.rounds import told
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.options import reading_options
from qualcode.cli.common.output import Column, short_id
from qualcode.coding.codebook.codes import TEXTS
from qualcode.model.codebook import labels, listed_places
from qualcode.model.messages import _, ngettext
from qualcode.model.practice import MEANING

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.coding.project import Project
    from qualcode.model.codebook import Place
    from qualcode.model.practice import Definition
    from qualcode.model.records import Code


def as_of_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--as-of`: the codebook as it was at the end of a day."""
    return click.option(
        "--as-of",
        metavar="DATE",
        help=_("The codebook as it was at the end of this day, as 2026-03-01: the journal is read back to it."),
    )(command)


def list_then(opened: Project, day: str, *, as_json: bool) -> None:
    """List the codes there were on a day; how often they were applied then is not said: codings may be gone since.

    Raises:
        BadDate, StillToCome, BeforeStudy, JournalSilent.
    """
    found = opened.definitions.codes_on(day)
    language = opened.study.corpus_language
    called = labels([(code.id, code.path) for code in found])
    rows = {code.id: row_of(code, called, language) for code in found}
    if as_json:
        output.show_json({"reading": "codes", "as_of": day}, list(rows.values()))
    elif not found:
        output.say(_("There was no code yet on {day}.").format(day=day))
    else:
        columns = [Column(_("Code"), shrinks=True), Column(_("Id")), Column(_("Definition"), shrinks=True)]
        output.show_table(columns, [_line(place, rows[place.code]) for place in listed_places(found)])


def row_of(code: Code, called: dict[str, str], language: str) -> dict[str, Any]:
    """Return what is known of a code, by names that stay.

    Args:
        code: the code with its card.
        called: how each code is called where its name alone could be another's, by its id.
        language: of the definition.
    """
    return {
        "id": code.id,
        "name": code.name,
        "path": list(code.path),
        "parent": called[code.parent] if code.parent else None,
        "also_in": [called[group] for group in code.also_in],
        "retired": code.retired,
        "retired_reason": code.retired_reason,
        "colour": code.colour,
        "definition": code.definition(language),
        **{text: getattr(code, text) for text in TEXTS},
    }


def name_at(place: Place, row: dict[str, Any]) -> str:
    """Return a code's name as a line of the tree has it: indented, → where it is listed too, retired told.

    Args:
        place: the line.
        row: the code, as `row_of` has it.
    """
    name = f"→ {row['name']}" if place.again else str(row["name"])
    return "  " * place.depth + (_("{name} (retired)").format(name=name) if row["retired"] else name)


def _line(place: Place, row: dict[str, Any]) -> tuple[str, ...]:
    return (name_at(place, row), short_id(place.code), row["definition"])


@click.command(help=_("What a code meant before, card by card: each change of its definition with its date."))
@click.argument("code")
@reading_options
def history(code: str, project: str | None, as_json: bool) -> None:
    """Show the former cards of a code, then that of today."""
    with session.reading(project) as opened:
        found = opened.codes.get(code)
        former = opened.definitions.of_code(found.id)
        waiting = len(opened.definitions.waiting(code=found.id))
        names = {coder.id: coder.name for coder in opened.coders.all()}
    today = {text: getattr(found, text) for text in TEXTS}
    if as_json:
        rows: list[dict[str, Any]] = [asdict(one) | {"coder": names.get(one.coder, "")} for one in former]
        rows.append(
            {"id": None, "code": found.id, "number": len(former) + 1, **today, "coder": None, "replaced_at": None}
        )
        output.show_json({"reading": "history of a code", "code": found.name}, rows, to_recheck=waiting)
        return
    _show_cards(found, former, names)
    if waiting:
        sentence = ngettext(
            "{count} coding made before the latest change is to be looked at again: “qualcode codes recheck”",
            "{count} codings made before the latest change are to be looked at again: “qualcode codes recheck”",
            waiting,
        )
        output.say(sentence.format(count=output.numbers(waiting)))


def _show_cards(code: Code, former: list[Definition], names: dict[str, str]) -> None:
    """Print each card under the dates between which it held."""
    since = ""
    for one in former:
        held = _("{number}. until {end}, changed by {coder}")
        if since:
            held = _("{number}. from {start} to {end}, changed by {coder}")
        output.show_line(
            held.format(number=one.number, start=since, end=told(one.replaced_at), coder=names.get(one.coder, ""))
        )
        _show_card(one)
        since = told(one.replaced_at)
    last = _("{number}. since {start}") if since else _("{number}. never changed")
    output.show_line(last.format(number=len(former) + 1, start=since))
    _show_card(code)


def _show_card(card: Definition | Code) -> None:
    named = {
        "definition_fr": _("Definition in French"),
        "definition_en": _("Definition in English"),
        "when_to_use": _("When to use it"),
        "when_not_to": _("When not to use it"),
    }
    said = [(named[text], getattr(card, text)) for text in MEANING if getattr(card, text).strip()]
    for title, words in said:
        show_words(_("{name}: {value}").format(name=title, value=words), "    ")
    if not said:
        show_words(_("(nothing)"), "    ")
