"""The interview guide: its questions, who was asked them, where they are asked, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.analysis.by_question import LONG, said, turns_answered
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.options import reading_options, writing_options
from qualcode.cli.common.output import Column, numbers, short_id
from qualcode.cli.documents import guide_changes
from qualcode.coding.documents.guide import Asking, MatchGuide
from qualcode.model import errors
from qualcode.model.material import AskedRow
from qualcode.model.messages import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.analysis.questions import Found
    from qualcode.coding.project import Project
    from qualcode.model.material import Material
    from qualcode.model.records import GuideQuestion


@click.group(invoke_without_command=True, help=_("The interview guide; alone, it lists its questions."))
@reading_options
@click.pass_context
def guide(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the questions where no more is asked."""
    if session.alone(ctx, project):
        _list(project, asked=False, as_json=as_json)


for _change in (
    guide_changes.import_,
    guide_changes.add,
    guide_changes.edit,
    guide_changes.move,
    guide_changes.remove,
    guide_changes.ask,
    guide_changes.unask,
):
    guide.add_command(_change)


@guide.command("list", help=_("List the questions with how many documents and cases were asked each."))
@click.option("--asked", is_flag=True, help=_("List the places where they are asked, each with its id."))
@reading_options
def list_(asked: bool, project: str | None, as_json: bool) -> None:
    """List the questions."""
    _list(project, asked=asked, as_json=as_json)


def _list(project: str | None, *, asked: bool, as_json: bool) -> None:
    with session.reading(project) as opened:
        questions, rows = opened.guide.all(), _rows(opened)
        material = opened.material()
    if as_json:
        output.show_json({"reading": "guide", "asked": asked}, [row for row in rows if row["document"] or not asked])
    elif not questions:
        output.say(_("No guide yet: bring one in with “qualcode guide import FILE”, or “qualcode guide add QUESTION”."))
    elif asked:
        _asked_table([row for row in rows if row["document"]])
    else:
        _table(questions, material)


def _rows(opened: Project) -> list[dict[str, Any]]:
    """Return a row for each asking, in the order of the guide; a question asked nowhere has one without a place."""
    texts = dict(opened.documents.texts([document.id for document in opened.documents.all()]))
    names = {document.id: document.name for document in opened.documents.all()}
    askings = opened.guide.askings()
    order = {document: place for place, document in enumerate(names)}
    rows = []
    for question in opened.guide.all():
        places = sorted(
            (one for one in askings if one.question == question.id), key=lambda one: (order[one.document], one.start)
        )
        rows += [
            _row(question, one.id, names[one.document], (one.start, one.end), texts[one.document][one.start : one.end])
            for one in places
        ] or [_row(question, question.id, None, (None, None), None)]
    return rows


def _row(
    question: GuideQuestion,
    identifier: str,
    document: str | None,
    span: tuple[int | None, int | None],
    words: str | None,
) -> dict[str, Any]:
    return {
        "id": identifier,
        "question": question.text,
        "document": document,
        "start": span[0],
        "end": span[1],
        "text": words,
        "number": question.position + 1,
        "label": question.label,
        "section": question.section,
        "probes": list(question.probes),
        "question_id": question.id,
    }


def _table(questions: Sequence[GuideQuestion], material: Material) -> None:
    """Print a line a question, with who was asked it: documents, and cases that answer."""
    documents: dict[str, set[str]] = {}
    cases: dict[str, set[str]] = {}
    for row in material.askings:
        documents.setdefault(row.question, set()).add(row.document)
    for one in said(material):
        cases.setdefault(one.question, set()).update([one.turn.case] if one.turn.case else [])
    sections = any(question.section for question in questions)
    columns = [
        # TRANSLATORS: the title of a column of numbers, short for number
        Column(_("No."), right=True),
        Column(_("Question"), shrinks=True),
        *([Column(_("Section"), shrinks=True)] if sections else []),
        Column(_("Documents"), right=True),
        Column(_("Cases"), right=True),
        Column(_("Id")),
    ]
    total = len(material.documents)
    rows = [
        (
            numbers(question.position + 1),
            question.text,
            *([question.section] if sections else []),
            _("{count} of {total}").format(count=numbers(len(documents.get(question.id, ()))), total=numbers(total)),
            numbers(len(cases.get(question.id, ()))),
            short_id(question.id),
        )
        for question in questions
    ]
    output.show_table(columns, rows)


def _asked_table(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        output.say(_("No question is marked as asked yet: “qualcode guide match” finds where they are."))
        return
    columns = [
        Column(_("No."), right=True),
        Column(_("Document"), shrinks=True),
        Column(_("Words that ask"), shrinks=True),
        Column(_("Place")),
        Column(_("Id")),
    ]
    output.show_table(
        columns,
        [
            (
                numbers(row["number"]),
                row["document"],
                " ".join(row["text"].split()),
                f"{row['start']}:{row['end']}",
                short_id(row["id"]),
            )
            for row in rows
        ],
    )


@guide.command(
    help=_(
        "Find where the interviewer asks the questions, in any order and wording, and mark what is sure. Nothing is "
        "marked twice; “guide unask” takes a mark away, “guide ask” makes one."
    )
)
@click.option("--dry-run", is_flag=True, help=_("Only show what would be marked."))
@click.option("--likely", is_flag=True, help=_("Mark what is likely too; about half of those are wrong."))
@click.option("--document", "documents", multiple=True, metavar="D", help=_("In this document; in all by default."))
@writing_options
def match(  # noqa: PLR0913, PLR0917 - one argument an option
    dry_run: bool, likely: bool, documents: tuple[str, ...], project: str | None, coder: str | None, as_json: bool
) -> None:
    """Match the guide with the interviewer's words."""
    with session.reading(project) if dry_run else session.writing(project, coder) as opened:
        found, texts = _found(opened, documents)
        kept = [one for one in found if likely or one.sure]
        if not dry_run:
            opened.perform(MatchGuide(tuple(Asking(*one[:4]) for one in kept)))
        rows = _found_rows(opened, found, texts)
    if as_json:
        asked = {"reading": "guide match", "documents": list(documents), "dry_run": dry_run, "likely": likely}
        output.show_json(asked, rows)
        return
    _found_table(rows)
    output.say(_matched(len(kept), len(found) - len(kept), dry_run=dry_run))
    if long := sum(row["turns"] > LONG for row in rows if likely or row["match"] == "sure"):
        words = ngettext(
            "{count} answer over more than {turns} turns: is a question missing?",
            "{count} answers over more than {turns} turns: is a question missing?",
            long,
        )
        output.say(words.format(count=numbers(long), turns=LONG))


def _found(opened: Project, documents: Sequence[str]) -> tuple[list[Found], dict[str, str]]:
    """Return what is found in the documents named, or in all, with their texts.

    Raises:
        NoGuide: there is no question to look for.
    """
    from qualcode.analysis.questions import matched  # noqa: PLC0415 - scikit-learn takes a second, and only here

    questions = opened.guide.all()
    if not questions:
        raise errors.NoGuide("guide")
    chosen = [opened.documents.get(typed).id for typed in documents]
    texts = dict(opened.documents.texts([document.id for document in opened.documents.all()]))
    found = matched(questions, opened.material(), texts)  # in all of them, so that a score is the same in each
    return [one for one in found if not chosen or one.document in chosen], texts


def _found_rows(opened: Project, found: Sequence[Found], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    marked = {(one.question, one.document, one.start, one.end): one.id for one in opened.guide.askings()}
    questions = {question.id: question for question in opened.guide.all()}
    names = {document.id: document.name for document in opened.documents.all()}
    asked = [AskedRow(*one[:4]) for one in found]
    turns = turns_answered(opened.material(), asked, [row for row, one in zip(asked, found, strict=True) if one.sure])
    return [
        {
            "id": marked.get(one[:4]),
            "question": questions[one.question].text,
            "document": names[one.document],
            "start": one.start,
            "end": one.end,
            "text": texts[one.document][one.start : one.end],
            "number": questions[one.question].position + 1,
            "score": round(one.score, 3),
            "match": "sure" if one.sure else "likely",
            "turns": count,
        }
        for one, count in zip(found, turns, strict=True)
    ]


def _found_table(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    columns = [
        Column(_("Document"), shrinks=True),
        Column(_("Words that ask"), shrinks=True),
        Column(_("Question"), shrinks=True),
        Column(_("Match")),
        Column(_("Turns of the answer"), right=True),
        Column(_("Place")),
    ]
    said_as = {"sure": _("sure"), "likely": _("likely")}
    output.show_table(
        columns,
        [
            (
                row["document"],
                " ".join(row["text"].split()),
                f"{row['number']}. {row['question']}",
                said_as[row["match"]],
                numbers(row["turns"]),
                f"{row['start']}:{row['end']}",
            )
            for row in rows
        ],
    )


def _matched(kept: int, left: int, *, dry_run: bool) -> str:
    """Say how many were marked and how many were only shown."""
    if not kept and not left:
        return _("Nothing new found: questions asked in other words are marked with “qualcode guide ask”.")
    if dry_run:
        sentence = ngettext("{count} would be marked", "{count} would be marked", kept)
    else:
        sentence = ngettext("{count} question marked", "{count} questions marked", kept)
    first = sentence.format(count=numbers(kept))
    if not left:
        return first + "."
    rest = ngettext(
        "{first}; {count} likely one only shown: --likely marks it too.",
        "{first}; {count} likely ones only shown: --likely marks them too.",
        left,
    )
    return rest.format(first=first, count=numbers(left))


@guide.command(help=_("Read what was answered to a question across documents, the interviewer’s words left out."))
@click.argument("question", metavar="QUESTION")
@click.option("--document", "documents", multiple=True, metavar="D", help=_("In this document; in all by default."))
@reading_options
def answers(question: str, documents: tuple[str, ...], project: str | None, as_json: bool) -> None:
    """Read one question across documents."""
    with session.reading(project) as opened:
        found = opened.guide.get(question)
        chosen = {opened.documents.get(typed).id for typed in documents}
        rows = [row for row, document in _answers(opened, found) if not chosen or document in chosen]
    if as_json:
        output.show_json({"reading": "answers", "question": found.text, "documents": list(documents)}, rows)
    elif not rows:
        raise errors.NeverAsked(found.name)
    else:
        _show_answers(found, rows)


def _answers(opened: Project, question: GuideQuestion) -> list[tuple[dict[str, Any], str]]:
    """Return what was answered as rows, each with the id of its document."""
    material = opened.material()
    texts = dict(opened.documents.texts([document.id for document in material.documents]))
    names = {document.id: document.name for document in material.documents}
    cases = {case.id: case.name for case in material.cases}
    rows = []
    for turn in (one.turn for one in said(material, [question.id])):
        words = texts[turn.document][turn.start : turn.end]
        row = {
            "question": question.text,
            "document": names[turn.document],
            "case": cases.get(turn.case or ""),
            "speaker": turn.speaker or None,
            "start": turn.start,
            "end": turn.end,
            "text": words,
        }
        rows += [(row, turn.document)] if words.strip() else []
    return rows


def _show_answers(question: GuideQuestion, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print the question, then each voice's words under its document and case."""
    show_words(f"{question.position + 1}. {question.text}")
    above = None
    for row in rows:
        voice = row["case"] or row["speaker"]
        if (row["document"], voice) != above:
            above = (row["document"], voice)
            output.show()
            alone = not voice or voice == row["document"]
            output.show_line(row["document"] if alone else f"{row['document']} · {voice}")
        show_words(row["text"].strip(), "    ")
