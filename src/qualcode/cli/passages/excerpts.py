"""The coded passages, chosen by code, document, case, coder or theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.options import excerpt_options, origin_option, reading_options, round_option
from qualcode.cli.readings.by_question import in_answers, question_option, round_numbers
from qualcode.coding.cases.attributes import canonical
from qualcode.model import errors
from qualcode.model.codebook import descendants, standing_below
from qualcode.model.messages import _, ngettext
from qualcode.model.origins import AUTO, comes_from, origin_words
from qualcode.model.query import Wanted
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Case, Excerpt

COLUMNS = ("id", "document", "speaker", "case", "start", "end", "text", "code", "coder", "memo", "origin")
"""What a row of `--json` holds."""


@click.command(help=_("The coded passages, one a coding. Options given several times are alternatives."))
@excerpt_options
@click.option("--coder", "coders", multiple=True, metavar="N", help=_("Coded by this person; any by default."))
@origin_option
@question_option
@round_option
@reading_options
def excerpts(project: str | None, as_json: bool, **asked: tuple[str, ...]) -> None:
    """List the excerpts asked for."""
    with session.reading(project) as opened:
        found = chosen(opened, **asked)
        nothing = not opened.codings.count()
    if as_json:
        question = {"reading": "excerpts", **{name: list(values) for name, values in asked.items()}}
        output.show_json(question, map(row_of, found))
    else:
        show_excerpts(found)
        output.say(_said(len(found), nothing=nothing))


def row_of(excerpt: Excerpt) -> dict[str, Any]:
    """Return an excerpt as a row of `--json`; the interviewer is no case."""
    return {column: getattr(excerpt, column) for column in COLUMNS}


def _said(count: int, *, nothing: bool) -> str:
    if nothing:
        return _("Nothing is coded yet: code a passage with “qualcode code DOCUMENT CODE --text WORDS”.")
    if not count:
        return _("No excerpt fits: leave an option out, or look at “qualcode codes” for what was applied.")
    return ngettext("{count} excerpt", "{count} excerpts", count).format(count=output.numbers(count))


def show_excerpts(found: Sequence[Excerpt]) -> None:
    """Print each passage under a line that says whose words they are, the code, the coder and the end of its id."""
    for excerpt in found:
        star = " ★" if excerpt.starred else ""
        head = (whose_words(excerpt), excerpt.code, excerpt.coder, output.short_id(excerpt.id))
        output.show_line(f"{' · '.join(head)}{star}")
        show_words(excerpt.text, "    ")
        if comes_from(excerpt.origin, AUTO):
            show_words(_("From: {words}").format(words=origin_words(excerpt.origin)), "    ")
        if excerpt.memo:
            show_words(_("Memo: {text}").format(text=excerpt.memo), "    ")
        output.show()


def whose_words(excerpt: Excerpt) -> str:
    """Say whose words an excerpt holds: the case where it names the document too, else the document and the voice."""
    if excerpt.case and folded(excerpt.case).startswith(folded(excerpt.document)):
        return excerpt.case
    voice = excerpt.case or excerpt.speaker
    return f"{excerpt.document}, {voice}" if voice else excerpt.document


def chosen(  # noqa: PLR0913 - one argument an option
    project: Project,
    *,
    codes: Sequence[str] = (),
    documents: Sequence[str] = (),
    cases: Sequence[str] = (),
    coders: Sequence[str] = (),
    themes: Sequence[str] = (),
    questions: Sequence[str] = (),
    rounds: Sequence[str] = (),
    origins: Sequence[str] = (),
) -> list[Excerpt]:
    """Return the excerpts that fit every kind of condition, and any of those of one kind.

    Raises:
        NoSuch, NotUnique: for a name that is not there, or not alone.
    """
    wanted = Wanted(
        codes=_with_children(project, (project.codes.get(typed).id for typed in codes)) if codes else None,
        documents=frozenset(project.documents.get(typed).id for typed in documents) if documents else None,
        cases=frozenset(_cases(project, cases)) if cases else None,
        rounds=round_numbers(project, rounds),
    )
    found = project.codings.excerpts(wanted)
    if coders:
        names = {project.coders.get(typed).name for typed in coders}
        found = [excerpt for excerpt in found if excerpt.coder in names]
    if themes:
        linked, single = _under_themes(project, themes)
        found = [excerpt for excerpt in found if excerpt.code_id in linked or excerpt.id in single]
    if origins:
        found = [excerpt for excerpt in found if any(comes_from(excerpt.origin, asked) for asked in origins)]
    return in_answers(project, found, questions)


def _with_children(project: Project, ids: Iterable[str]) -> frozenset[str]:
    """Return codes with all that stands under them, at home there or listed there too."""
    book = project.codes.all()
    return frozenset(below for code in ids for below in (code, *standing_below(book, code)))


def _under_themes(project: Project, themes: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes that some themes rest on, sub-codes included, and the single codings."""
    links = [link for typed in themes for link in project.themes.get(typed).links]
    codes = _with_children(project, (link.code for link in links if link.code))
    return codes, frozenset(link.coding for link in links if link.coding)


def _cases(project: Project, typed: Iterable[str]) -> set[str]:
    """Return the cases that fit: any value of one attribute, all attributes together, or a case by its name."""
    everyone = project.cases.all()
    allowed: dict[str, set[str]] = {}
    for each in typed:
        name, equals, value = each.partition("=")
        if equals:
            key, fitting = folded(name), _with_value(project, everyone, name, value)
        else:
            key, fitting = "", _with_members(everyone, project.cases.get(each))
        allowed[key] = allowed.get(key, set()) | fitting
    return set.intersection(*allowed.values())


def _with_members(everyone: Iterable[Case], case: Case) -> set[str]:
    parents = {other.id: other.inside for other in everyone}
    return {case.id, *descendants(parents, case.id)}


def _with_value(project: Project, everyone: Iterable[Case], name: str, value: str) -> set[str]:
    known = {folded(attribute.name): attribute for attribute in project.cases.attributes()}
    attribute = known.get(folded(name))
    if attribute is None:
        raise errors.NoSuchAttribute(name.strip(), names=", ".join(each.name for each in known.values()))
    wanted = folded(canonical(value, attribute.type) or value)
    return {case.id for case in everyone if folded(dict(case.attributes).get(attribute.name, "")) == wanted}
