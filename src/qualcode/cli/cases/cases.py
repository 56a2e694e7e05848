"""Commands about cases: participants, groups, and what is known of them."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.bringing import TYPES
from qualcode.cli.cases.consents import consent, consent_columns
from qualcode.cli.common import output, session
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import language_option, project_option, reading_options, writing_options, yes_option
from qualcode.cli.common.output import Column, numbers, short_id
from qualcode.cli.documents.namesakes import namesakes, offers
from qualcode.cli.purging.withdrawing import withdraw
from qualcode.coding.cases.cases import AddCase, EditCase, LinkCase, RemoveCase, SetAttribute
from qualcode.coding.cases.joining import JoinCases
from qualcode.coding.readers import span_of
from qualcode.model import errors
from qualcode.model.case_words import KINDS
from qualcode.model.consent_words import consent_words
from qualcode.model.messages import N_, _, ngettext
from qualcode.model.records import CASE_KINDS
from qualcode.words.folding import sort_key
from qualcode.words.values import NOT_APPLICABLE, REFUSED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.records import Case

ABSENCES: Final = {REFUSED: N_("refused to answer"), NOT_APPLICABLE: N_("not applicable")}
"""What is kept instead of an answer, in words."""
_LONGEST_WHOLE: Final = 300
"""Digits of a whole number that is still one."""


@click.group(invoke_without_command=True, help=_("Participants, groups, sites; alone, it lists them."))
@reading_options
@click.pass_context
def cases(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the cases where no more is asked."""
    if session.alone(ctx, project):
        _list(project, as_json=as_json)


cases.add_command(consent)
cases.add_command(withdraw)


@cases.command(
    "list", help=_("List the cases with their attributes; turns and words are their own, not their members’.")
)
@reading_options
def list_(project: str | None, as_json: bool) -> None:
    """List the cases."""
    _list(project, as_json=as_json)


def _list(project: str | None, *, as_json: bool) -> None:
    with session.reading(project) as opened:
        found = opened.cases.all()
        types = {attribute.name: attribute.type for attribute in opened.cases.attributes()}
        spoken, agreed = opened.cases.spoken(), opened.consents.holding()
    names = {case.id: case.name for case in found}
    rows = []
    for case in found:
        there = spoken.get(case.id)
        held = agreed.get(case.id)
        row = _row(case, names, types) | (there._asdict() if there else _NOTHING)
        rows.append(row | {"consent": held.known() if held else {}, "agreed": consent_words(held) if held else ""})
    if as_json:
        told = [{name: value for name, value in row.items() if name != "agreed"} for row in rows]
        output.show_json({"reading": "cases"}, told, types=types)
    elif not rows:
        output.say(_("No case yet: an import makes one for each participant, “qualcode cases add NAME” another."))
    else:
        _table(rows)
        _types(rows, types)


_NOTHING = {"documents": 0, "turns": 0, "words": 0}


def _row(case: Case, names: dict[str, str], types: dict[str, str]) -> dict[str, Any]:
    return {
        "id": case.id,
        "name": case.name,
        "kind": case.kind,
        "inside": names.get(case.inside or ""),
        "attributes": {name: _value(value, types[name]) for name, value in case.attributes},
    }


def _value(value: str, kind: str) -> str | float | bool:
    """Return a value as JSON has it: numbers and yes or no as themselves."""
    if value in ABSENCES:
        return value
    if kind == "boolean":
        return value == "true"
    if kind == "number":
        number = float(value) if "." in value or len(value) > _LONGEST_WHOLE else int(value)
        return number if isfinite(number) else value
    return value


def _table(rows: Sequence[dict[str, Any]]) -> None:
    columns = [
        Column(_("Case"), shrinks=True),
        Column(_("Kind")),
        Column(_("Inside"), shrinks=True),
        Column(_("Documents"), right=True),
        Column(_("Turns"), right=True),
        Column(_("Words"), right=True),
        Column(_("Id")),
        Column(_("Attributes"), shrinks=True),
        *([Column(_("Consent"), shrinks=True)] if any(row["agreed"] for row in rows) else []),
    ]
    output.show_table(
        columns,
        [
            (
                row["name"],
                _(KINDS[row["kind"]]),
                row["inside"],
                numbers(row["documents"]),
                numbers(row["turns"]),
                numbers(row["words"]),
                short_id(row["id"]),
                ", ".join(f"{name}={_written(value)}" for name, value in row["attributes"].items()),
                row["agreed"],
            )[: len(columns)]
            for row in rows
        ],
    )


def _types(rows: Sequence[dict[str, Any]], types: dict[str, str]) -> None:
    """Print a line for each type of values, with the attributes that have it; a choice with what cases chose."""
    for kind, called in TYPES.items():
        names = [name for name, of in types.items() if of == kind]
        told = [f"{name} ({_chosen(rows, name)})" if kind == "choice" else name for name in names]
        if told:
            output.show_line(_("{type}: {attributes}").format(type=_(called), attributes=", ".join(told)))


def _chosen(rows: Sequence[dict[str, Any]], name: str) -> str:
    """Return the values that cases have of a choice, in alphabetical order."""
    given = {_written(row["attributes"][name]) for row in rows if name in row["attributes"]}
    return " · ".join(sorted(given, key=sort_key))


def _written(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in ABSENCES:
        return _(ABSENCES[value])
    return numbers(value) if isinstance(value, float) else str(value)  # a year has no separator


@cases.command(help=_("Make a case, which need not say a word: an absent person, a site, a person spoken of."))
@click.argument("name")
@click.option("--kind", type=click.Choice(CASE_KINDS), default="participant", show_default=True, help=_("What it is."))
@click.option("--inside", metavar="CASE", help=_("The case it belongs to, whose attributes it inherits."))
@writing_options
def add(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str, kind: str, inside: str | None, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Add a case."""
    with session.writing(project, coder) as opened:
        action = AddCase(name, kind, opened.cases.get(inside).id if inside else None)
        opened.perform(action)
        session.answer(_("{name}: added").format(name=name.strip()), action.id, as_json=as_json)


@cases.command("set", help=_("Give a case the value of an attribute, NAME=VALUE; an empty value takes it away."))
@click.argument("case")
@click.argument("value", metavar="NAME=VALUE")
@writing_options
def set_(case: str, value: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Write an attribute of a case."""
    attribute, wanted = _assignment(value)
    with session.writing(project, coder) as opened:
        found = opened.cases.get(case)
        opened.perform(SetAttribute(found.id, attribute, wanted))
        sentence = _("{name}: {attribute} = {value}") if wanted else _("{name}: {attribute} taken away")
        told = sentence.format(name=found.name, attribute=attribute, value=wanted)
        session.answer(told, found.id, as_json=as_json)


def _assignment(typed: str) -> tuple[str, str]:
    """Return name and value of an attribute as a person wrote them.

    Raises:
        BadAssignment: it is not written NAME=VALUE.
    """
    name, equals, value = typed.partition("=")
    if not equals or not name.strip():
        raise errors.BadAssignment(typed)
    return name.strip(), value.strip()


@cases.command(help=_("Link a case to a document where it is spoken of or present, or to a passage of it."))
@click.argument("case")
@click.argument("document", metavar="DOC")
@click.option("--span", metavar="A:B", help=_("The characters from A up to, but not including, B."))
@writing_options
def link(  # noqa: PLR0913, PLR0917 - one argument an option
    case: str, document: str, span: str | None, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Link a case."""
    bounds: tuple[int | None, int | None] = span_of(span) if span is not None else (None, None)
    with session.writing(project, coder) as opened:
        found, place = opened.cases.get(case), opened.documents.get(document)
        opened.perform(LinkCase(found.id, place.id, *bounds))
        sentence = _("{name}: linked to “{document}”").format(name=found.name, document=place.name)
        session.answer(sentence, found.id, as_json=as_json)


@cases.command(
    "import",
    help=_(
        "Bring attributes in from .csv, .xlsx or .json, a row a case. One column holds the names; capitals and "
        "punctuation do not count, and a name may be the beginning of the case’s."
    ),
)
@click.argument("table", metavar="TABLE")
@click.option("--encoding", metavar="E", help=_("How the file was written; found out by default."))
@click.option(
    "--consent",
    "consents",
    multiple=True,
    metavar="PART=COLUMN,…",
    help=_(
        "Columns that say what was agreed, and are no attributes: analysis, quotation, reuse (yes or no), until (a "
        "date), note; for example “quotation=May be quoted,until=End”."
    ),
)
@writing_options
def import_(  # noqa: PLR0913, PLR0917 - one argument an option
    table: str,
    encoding: str | None,
    consents: tuple[str, ...],
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Join a table with the cases."""
    from qualcode.cli.common.tables_in import describe_cases, described, load_table  # noqa: PLC0415 - only this command

    loaded = load_table(table, encoding)
    with session.writing(project, coder) as opened:
        joined = describe_cases(opened, loaded, table, consent=consent_columns(consents, loaded.header))
    if as_json:
        output.show_json({"reading": "change", "file": table}, [], **joined)
    else:
        output.say(described(joined))


@cases.command(
    "export", help=_("Write what is known of each case itself to a file, .csv or .json, that “cases import” reads.")
)
@click.argument("file", type=click.Path(path_type=Path))
@leak_options
@project_option
@language_option
def export(file: Path, project: str | None) -> None:
    """Write the table of attributes."""
    from qualcode.cli.cases.case_tables import write_out  # noqa: PLC0415 - only this command writes files

    with session.reading(project) as opened:
        count = write_out(opened, file)
    sentence = ngettext("{file}: {count} case written", "{file}: {count} cases written", count)
    output.say(sentence.format(file=file, count=output.numbers(count)))


@cases.command(help=_("Rename a case, change its kind, or put it inside another."))
@click.argument("case")
@click.option("--name", metavar="NAME", help=_("A new name."))
@click.option("--kind", type=click.Choice(CASE_KINDS), help=_("What it is."))
@click.option("--inside", metavar="CASE", help=_("The case it belongs to; empty takes it out."))
@writing_options
def edit(  # noqa: PLR0913, PLR0917 - one argument an option
    case: str,
    name: str | None,
    kind: str | None,
    inside: str | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Edit a case."""
    if name is None and kind is None and inside is None:
        raise click.UsageError(_("say what to change; --help lists the options"))
    with session.writing(project, coder) as opened:
        found = opened.cases.get(case)
        place = opened.cases.get(inside).id if inside else inside
        opened.perform(EditCase(found.id, name, kind, place))
        session.answer(_("{name}: changed").format(name=name or found.name), found.id, as_json=as_json)


@cases.command(help=_("Remove a case with its attributes; what it said stays. “qualcode undo” brings it back."))
@click.argument("case")
@yes_option
@writing_options
def remove(case: str, yes: bool, project: str | None, coder: str | None, as_json: bool) -> None:
    """Remove a case."""
    with session.writing(project, coder) as opened:
        found = opened.cases.get(case)
        session.confirm(_("Remove “{name}” and its attributes?").format(name=found.name), yes=yes)
        opened.perform(RemoveCase(found.id))
        sentence = _("{name}: removed; “qualcode undo” brings it back").format(name=found.name)
        session.answer(sentence, found.id, as_json=as_json)


@cases.command(help=_("Make one case of several that are one person: the first keeps its name and its values."))
@click.argument("case")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@writing_options
def join(case: str, others: tuple[str, ...], project: str | None, coder: str | None, as_json: bool) -> None:
    """Join cases."""
    with session.writing(project, coder) as opened:
        found = opened.cases.get(case)
        change = opened.perform(JoinCases(found.id, tuple(opened.cases.get(other).id for other in others)))
        differing = int(str(change.note("differing", 0)))
        sentence = _("{name}: joined with {others}").format(name=found.name, others=change.note("other", ""))
        session.answer(sentence, found.id, as_json=as_json)
    if differing:
        many = ngettext(
            "{count} value of an attribute differed: that of “{name}” was kept",
            "{count} values of attributes differed: those of “{name}” were kept",
            differing,
        )
        output.warn(many.format(count=output.numbers(differing), name=found.name))


@cases.command(help=_("List the names that speak in several documents: one person, or several of that name?"))
@reading_options
def alike(project: str | None, as_json: bool) -> None:
    """List namesakes."""
    with session.reading(project) as opened:
        found = namesakes(opened)
    if as_json:
        output.show_json(
            {"reading": "alike"}, [{"speaker": name, "cases": list(names)} for name, names in found.items()]
        )
    elif not found:
        output.say(_("No name speaks in several documents."))
    else:
        for offer in offers(found):
            output.show_line(offer)
