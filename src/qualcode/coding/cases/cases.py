"""Cases and their attributes: who speaks and who is spoken of, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.cases.agreeing import agreed_in, columns_of, write_consent
from qualcode.coding.cases.attributes import at_their_level, attribute_named, join, without_row, write_value
from qualcode.coding.cases.voices import case_row
from qualcode.coding.passages.codings import check_span
from qualcode.coding.work import choice, clean_name
from qualcode.model import errors
from qualcode.model.codebook import descendants
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_
from qualcode.model.records import CASE_KINDS, Case
from qualcode.storage.reading import cases as reading
from qualcode.storage.reading import codes as codebook
from qualcode.storage.reading import documents
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class AddCase(Action):
    """Make a case, which need not say a word: a person spoken of, an absent one, a site."""

    words: ClassVar[str] = N_("new case “{name}”")
    name: str
    kind: str = "participant"
    inside: str | None = None
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class EditCase(Action):
    """Rename a case, change its kind, or put it inside another; None leaves it, "" for `inside` takes it out."""

    words: ClassVar[str] = N_("edit the case “{name}”")
    case: str
    new_name: str | None = None
    kind: str | None = None
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveCase(Action):
    """Remove a case, its attributes, links and memos; its turns stay, without a case."""

    words: ClassVar[str] = N_("remove the case “{name}”")
    case: str


@dataclass(frozen=True, slots=True)
class LinkCase(Action):
    """Link a case to a document, or to a passage of it."""

    words: ClassVar[str] = N_("link the case “{name}” to {document_name}")
    case: str
    document: str
    start: int | None = None
    end: int | None = None
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class SetAttribute(Action):
    """Give a case the value of an attribute, made where no case has it yet; an empty value takes it away."""

    words: ClassVar[str] = N_("set “{attribute}” of “{name}”")
    case: str
    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class ImportAttributes(Action):
    """Bring in a table of attributes: a row a case, joined by name; rows that match no case are noted, not kept."""

    words: ClassVar[str] = N_("import the attributes of {cases} cases")
    together: ClassVar[tuple[str, str]] = NN_(
        "import {count} table of attributes", "import {count} tables of attributes"
    )
    guarded: ClassVar[bool] = True
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = kept_out(default=())
    consent: tuple[tuple[str, str], ...] = ()
    """Parts of a consent, each with the title of the column that says it: such a column is no attribute."""


def case_of(work: Work, identifier: str) -> Case:
    """Return the case of an id.

    Raises:
        NoSuchCase: where it is gone.
    """
    for case in reading.listed(work.connection):
        if case.id == identifier:
            return case
    raise errors.NoSuchCase(identifier)


def _refuse_taken(work: Work, name: str, but: str | None = None) -> None:
    if reading.by_key(work.connection).get(folded(name), but) != but:
        raise errors.NameTaken(name)


@handles(AddCase)
def add_case(action: AddCase, work: Work) -> None:
    """Write a new case."""
    name = clean_name(action.name)
    _refuse_taken(work, name)
    inside = case_of(work, action.inside).id if action.inside else None
    work.writer.insert("cases", [case_row(action.id, name, choice(action.kind, CASE_KINDS), inside)])
    work.say(name=name)


@handles(EditCase)
def edit_case(action: EditCase, work: Work) -> None:
    """Write what was changed of a case."""
    case = case_of(work, action.case)
    values: dict[str, str | None] = {}
    if action.new_name is not None:
        name = clean_name(action.new_name)
        _refuse_taken(work, name, but=case.id)
        values |= {"name": name, "name_key": folded(name)}
    if action.kind is not None:
        values["kind"] = choice(action.kind, CASE_KINDS)
    if action.inside is not None:
        values["inside_id"] = _place(work, case, action.inside) if action.inside else None
    if values:
        work.writer.update("cases", [case.id], values)
    work.say(name=case.name)


def _place(work: Work, case: Case, inside: str) -> str:
    parents = {other.id: other.inside for other in reading.listed(work.connection)}
    case_of(work, inside)
    if inside == case.id or inside in descendants(parents, case.id):
        raise errors.CaseCycle(case.name)
    return inside


@handles(RemoveCase)
def remove_case(action: RemoveCase, work: Work) -> None:
    """Remove a case; what it said stays."""
    case = case_of(work, action.case)
    turns = codebook.resting(work.connection, "turns", "case_id", [case.id])
    work.writer.update("turns", turns, {"case_id": None})
    members = codebook.resting(work.connection, "cases", "inside_id", [case.id])
    work.writer.update("cases", members, {"inside_id": case.inside})
    for noun in ("memos", "case_links", "attribute_values", "consents"):
        work.writer.delete(noun, codebook.resting(work.connection, noun, "case_id", [case.id]))
    work.writer.delete("cases", [case.id])
    work.say(name=case.name)


@handles(LinkCase)
def link_case(action: LinkCase, work: Work) -> None:
    """Write a link, bounds checked; one that is there already stays the only one."""
    case = case_of(work, action.case)
    name = documents.name_of(work.connection, action.document)
    place = (case.id, action.document, action.start, action.end)
    if action.start is not None or action.end is not None:
        if action.start is None or action.end is None:
            raise errors.NotASpan(name)
        check_span(action.start, action.end, len(documents.text(work.connection, action.document)), name)
    if place not in {(link.case, link.document, link.start, link.end) for link in reading.links(work.connection)}:
        columns = ("case_id", "document_id", "start", "end")
        work.writer.insert("case_links", [{"id": action.id, **dict(zip(columns, place, strict=True))}])
    work.say(name=case.name, document_name=name)


@handles(SetAttribute)
def set_attribute(action: SetAttribute, work: Work) -> None:
    """Write one value, in the canonical form of its attribute's type."""
    case = case_of(work, action.case)
    known = {folded(attribute.name) for attribute in reading.attributes(work.connection)}
    if action.value.strip() or folded(clean_name(action.attribute)) in known:
        attribute = attribute_named(work, action.attribute, (action.value,))
        write_value(work, case.id, attribute, action.value)
    work.say(name=case.name)


@handles(ImportAttributes)
def import_attributes(action: ImportAttributes, work: Work) -> None:
    """Join the table with the cases by name, then write every value.

    A row of a group or a site is written there alone: those inside inherit it.

    Notes: `cases` joined, `unmatched` and `repeated` names of rows, `column` by which the table was joined, `without`
    the participants whom no row describes, nor one of what they are inside; `by_voice` the names of rows and cases
    that the label of the voice joined, `heard` those unmatched that are labels of voices.

    Raises:
        NoSuchColumn: where the table has no column that is to say a consent.
        NeitherYesNorNo, BadDate: where such a column says something else.
    """
    everyone = reading.listed(work.connection)
    named = [(case.id, case.name) for case in everyone]
    borne = reading.labels_borne(work.connection)
    joined = at_their_level(join(action.header, action.rows, named, borne), everyone)
    names, heard = dict(named), set(joined.by_voice)
    agreed = columns_of(action.header, action.consent)
    for case, row in joined.matches:
        if said := agreed_in(row, agreed):
            write_consent(work, case, said)
    for place, title in enumerate(action.header):
        if place != joined.column and place not in agreed and title.strip():
            values = [(case, row[place]) for case, row in joined.matches if place < len(row)]
            if any(value.strip() for _, value in values):
                attribute = attribute_named(work, title, tuple(value for _, value in values), widen=True)
                for case, value in values:
                    write_value(work, case, attribute, value)
    work.say(
        cases=len(joined.matches),
        unmatched=list(joined.unmatched),
        repeated=list(joined.repeated),
        column=joined.title,
        rows=len(action.rows),
        without=without_row(joined, everyone),
        by_voice=[f"{row[joined.column]} → {names[case]}" for case, row in joined.matches if case in heard],
        heard=list(joined.heard),
    )
