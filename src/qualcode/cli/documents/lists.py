"""Documents listed as asked: grouped, sorted, filtered, as in a named set; and the sets themselves."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualcode import settings
from qualcode.cli.common import output, session
from qualcode.cli.common.options import reading_options, writing_options, yes_option
from qualcode.cli.common.output import Column, numbers
from qualcode.coding.documents.documents import STATE_WORDS
from qualcode.coding.documents.listed_words import field_named, value_named
from qualcode.coding.documents.listing import SEVERAL, arranged, asked_in, checked, worded
from qualcode.coding.documents.sets import MoveDocumentSet, RemoveDocumentSet, RenameDocumentSet, SaveDocumentSet
from qualcode.model.listing import ATTRIBUTE, OWN, STATE, Listing
from qualcode.model.messages import _
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.listing import DocumentSet, Register, Standing
    from qualcode.model.records import Document

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


@dataclass(frozen=True, slots=True)
class ListAsked:
    """How documents are to be listed, as it was typed."""

    set_name: str | None = None
    group: str | None = None
    sort: str | None = None
    where: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def listing_options(command: Decorated) -> Decorated:
    """Add how documents are listed: `--group-by`, `--sort`, `--where`, `--column`."""
    group = click.option(
        "--group-by",
        "group",
        metavar="FIELD",
        help=_("kind, state, own_state, none, or the name of an attribute of who speaks."),
    )
    sort = click.option(
        "--sort",
        metavar="FIELD",
        help=_("name, imported, words, voices, codings, state, own_state or an attribute; -FIELD turns it round."),
    )
    where = click.option(
        "--where",
        multiple=True,
        metavar="FIELD=VALUE",
        help=_("Only these, such as site=Laval or state=coded; letters alone stand in the name; site= has no value."),
    )
    columns = click.option(
        "--column", "columns", multiple=True, metavar="NAME", help=_("An attribute that gets a column; may come again.")
    )
    return group(sort(where(columns(command))))


def list_documents(project: str | None, asked: ListAsked, coder: str | None, *, as_json: bool) -> None:
    """Print the documents as asked.

    Raises:
        NoSuchSet, NotListedBy.
    """
    with session.reading(project) as opened:
        listing = _listing(opened, asked)
        names = {each.id: each.name for each in opened.coders.all()}
        own = _own(names, coder)
        register = opened.listings.register()
        details = {document.id: document for document in opened.documents.all()}
    sections = arranged(register, listing, own)
    rows = [
        _row(register, details[one.id], one, own, names) | ({"group": list(section.values)} if asked.group else {})
        for section in sections
        for one in section.documents
    ]
    if as_json:
        output.show_json(_question(listing, asked, names.get(own or "")), rows)
    elif rows:
        _table(register, listing, rows, [section.values for section in sections for _one in section.documents])
    elif details:
        output.say(_("No document is like this: “qualcode documents” lists all {count}.").format(count=len(details)))
    else:
        output.say(_("No document yet: bring some in with “qualcode import FILE-OR-FOLDER”."))


def _listing(opened: Project, asked: ListAsked) -> Listing:
    """Return what was asked for: a set where one is named, with what is asked beside it."""
    register = opened.listings.register()
    plain = Listing(group="none")
    listing = opened.listings.get(asked.set_name).listing if asked.set_name else plain
    listing = checked(listing, register, asked.group or "", asked.sort or "")
    words = _words()
    where = [one for typed in asked.where for one in asked_in(typed, register, words)]
    columns = tuple(checked(plain, register, ATTRIBUTE + name).group.removeprefix(ATTRIBUTE) for name in asked.columns)
    return replace(listing, where=(*listing.where, *where), columns=columns or listing.columns)


def _words() -> dict[str, dict[str, str]]:
    """Return what the states are called; a state is asked for by its word or as `--json` has it."""
    states = {state: _(words) for state, words in STATE_WORDS.items()}
    return {STATE: states, OWN: states}


def _own(names: dict[str, str], coder: str | None) -> str | None:
    """Return the id of whose own states are meant: the option, $QUALCODE_CODER, the settings; None for nobody here."""
    named = coder or os.environ.get("QUALCODE_CODER", "") or settings.load().coder
    return next((one for one, name in names.items() if folded(name) == folded(named)), None)


def _question(listing: Listing, asked: ListAsked, coder: str | None) -> dict[str, object]:
    return {"reading": "documents", "set": asked.set_name, **_told(listing), "coder": coder}


def _told(listing: Listing) -> dict[str, object]:
    return {
        "group_by": listing.group,
        "sort": "-" * listing.backwards + listing.sort,
        "where": [list(one) for one in listing.where],
        "columns": list(listing.columns),
    }


def _row(
    register: Register, document: Document, one: Standing, own: str | None, names: dict[str, str]
) -> dict[str, Any]:
    states = {each.coder: each.state for each in one.said}
    return {
        "id": one.id,
        "name": one.name,
        "language": document.language,
        "characters": document.characters,
        "words": one.words,
        "turns": document.turns,
        "speakers": list(document.speakers),
        "state": one.state,
        "codings": one.codings,
        "own_state": states.get(own or ""),
        "states": {names[coder]: state for coder, state in states.items()},
        "attributes": {
            name: [_plain(value, register.types[name]) for value in values] for name, values in one.values.items()
        },
    }


def _plain(value: str, kind: str) -> str | float | bool:
    """Return a value as JSON has it: numbers and yes or no as themselves, what was not answered as it is kept."""
    if kind == "boolean" and value in {"true", "false"}:
        return value == "true"
    try:
        return (float(value) if "." in value else int(value)) if kind == "number" else value
    except ValueError:
        return value


def _table(
    register: Register, listing: Listing, rows: Sequence[dict[str, Any]], groups: Sequence[tuple[str, ...]]
) -> None:
    """Print a line for each document: one's own state, and the study's where one differs from it."""
    grouped = listing.group != "none"
    differs = any(row["own_state"] not in {None, row["state"]} for row in rows)
    columns = [Column(_field_words(listing.group), shrinks=True)] * grouped + [
        Column(_("Document"), shrinks=True),
        Column(_("Language")),
        Column(_("Words"), right=True),
        Column(_("Turns"), right=True),
        Column(_("Voices"), shrinks=True),
        Column(_("State")),
        *[Column(_("Study’s state"))] * differs,
        Column(_("Codings"), right=True),
        *(Column(name, shrinks=True) for name in listing.columns),
    ]
    known = {one.id: one.values for one in register.documents}
    lines = []
    for row, values in zip(rows, groups, strict=True):
        state, own = _(STATE_WORDS[row["state"]]), row["own_state"]
        lines.append(
            [
                *[_group_words(register, listing.group, values)] * grouped,
                row["name"],
                row["language"],
                numbers(row["words"]),
                numbers(row["turns"]),
                ", ".join(row["speakers"]),
                _(STATE_WORDS[own]) if own else state,
                *[state] * differs,
                numbers(row["codings"]),
                *(_values(register, name, known.get(row["id"], {}).get(name, ())) for name in listing.columns),
            ]
        )
    output.show_table(columns, lines)


def _field_words(field: str) -> str:
    return field.removeprefix(ATTRIBUTE) if field.startswith(ATTRIBUTE) else _("Group")


def _group_words(register: Register, field: str, values: tuple[str, ...]) -> str:
    if values == SEVERAL:
        return _("(several values)")
    if not any(values):
        return _("(no value)")
    if not field.startswith(ATTRIBUTE):
        return value_named(field, values[0])
    return _values(register, field.removeprefix(ATTRIBUTE), values)


def _values(register: Register, name: str, values: Sequence[str]) -> str:
    return ", ".join(worded(register, name, value) for value in values)


@click.group(invoke_without_command=True, help=_("Ways of listing documents that have a name; alone, it lists them."))
@reading_options
@click.pass_context
def sets(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the sets where no more is asked."""
    if session.alone(ctx, project):
        _list_sets(project, as_json=as_json)


@sets.command("list", help=_("List the sets."))
@reading_options
def list_(project: str | None, as_json: bool) -> None:
    """List the sets."""
    _list_sets(project, as_json=as_json)


def _list_sets(project: str | None, *, as_json: bool) -> None:
    with session.reading(project) as opened:
        known = opened.listings.sets()
    if as_json:
        output.show_json({"reading": "document sets"}, [_set_row(one) for one in known])
    elif known:
        columns = [Column(_("Set"), shrinks=True), Column(_("Grouped by")), Column(_("Sorted by")), Column(_("Only"))]
        output.show_table(columns, [_set_line(one) for one in known])
    else:
        output.say(_("No set yet: “qualcode documents sets save NAME --group-by FIELD --where FIELD=VALUE” makes one."))


def _set_row(one: DocumentSet) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, **_told(one.listing)}


def _set_line(one: DocumentSet) -> tuple[str, ...]:
    listing = one.listing
    where = ", ".join(f"{field_named(asked.by)}={value_named(*asked)}" for asked in listing.where)
    return (one.name, field_named(listing.group), "-" * listing.backwards + field_named(listing.sort), where)


@sets.command(help=_("Save a way of listing documents under a name; one of that name takes it over."))
@click.argument("name")
@listing_options
@writing_options
def save(  # noqa: PLR0913 - the options of the command
    name: str,
    *,
    group: str | None,
    sort: str | None,
    where: tuple[str, ...],
    columns: tuple[str, ...],
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Save a set."""
    with session.writing(project, coder) as opened:
        listing = _listing(opened, ListAsked(None, group or "kind", sort, where, columns))
        opened.perform(SaveDocumentSet(name, listing.written()))
        saved = opened.listings.get(name)
        session.answer(_("{name}: saved").format(name=saved.name), saved.id, as_json=as_json)


@sets.command(help=_("Give a set another name."))
@click.argument("name")
@click.argument("new_name")
@writing_options
def rename(name: str, new_name: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Rename a set."""
    with session.writing(project, coder) as opened:
        found = opened.listings.get(name)
        opened.perform(RenameDocumentSet(found.id, new_name))
        session.answer(_("{name} is now {new}").format(name=found.name, new=new_name), found.id, as_json=as_json)


@sets.command(help=_("Put a set at another place; on the screen a digit takes the sets in their order."))
@click.argument("name")
@click.argument("position", type=click.IntRange(min=1), metavar="N")
@writing_options
def move(name: str, position: int, project: str | None, coder: str | None, as_json: bool) -> None:
    """Move a set."""
    with session.writing(project, coder) as opened:
        found = opened.listings.get(name)
        opened.perform(MoveDocumentSet(found.id, position - 1))
        place = [one.id for one in opened.listings.sets()].index(found.id) + 1
        session.answer(_("{name}: now set {place}").format(name=found.name, place=place), found.id, as_json=as_json)


@sets.command(help=_("Remove a set; its documents stay, and “qualcode undo” brings it back."))
@click.argument("name")
@yes_option
@writing_options
def remove(name: str, yes: bool, project: str | None, coder: str | None, as_json: bool) -> None:
    """Remove a set."""
    with session.writing(project, coder) as opened:
        found = opened.listings.get(name)
        session.confirm(_("Remove the set “{name}”?").format(name=found.name), yes=yes)
        opened.perform(RemoveDocumentSet(found.id))
        sentence = _("{name}: removed; “qualcode undo” brings it back").format(name=found.name)
        session.answer(sentence, found.id, as_json=as_json)
