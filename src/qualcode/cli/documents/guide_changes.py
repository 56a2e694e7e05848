"""Commands that change the interview guide, and mark where its questions are asked."""

from __future__ import annotations

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import writing_options, yes_option
from qualcode.cli.common.output import numbers
from qualcode.coding.documents.guide import AddQuestion, EditQuestion, MarkAsked, RemoveQuestion, UnmarkAsked
from qualcode.coding.readers import span_of
from qualcode.model.messages import _, ngettext


@click.command(
    "import",
    help=_(
        "Bring a guide in from .md, .txt or .docx (numbered questions, their probes as bullets) or from a table with "
        "“question”, and “label”, “section”, “probes” where there are any. Questions that are there stay as they are."
    ),
)
@click.argument("file")
@click.option("--encoding", metavar="E", help=_("How the file was written; found out by default."))
@writing_options
def import_(file: str, encoding: str | None, project: str | None, coder: str | None, as_json: bool) -> None:
    """Bring a guide in."""
    from qualcode.cli.documents.guides_in import bring_guide_in  # noqa: PLC0415 - only this command

    with session.writing(project, coder) as opened:
        count, made = bring_guide_in(opened, file, encoding)
    if as_json:
        output.show_json({"reading": "change", "file": file}, [], questions=count, made=made)
        return
    sentence = ngettext(
        "{file}: {count} question, {made} of them new", "{file}: {count} questions, {made} of them new", count
    )
    output.say(sentence.format(file=file, count=numbers(count), made=numbers(made)))


@click.command(help=_("Add a question to the guide, last unless a place is given."))
@click.argument("text", metavar="QUESTION")
@click.option("--label", default="", metavar="L", help=_("A short name of at most 40 characters."))
@click.option("--section", default="", metavar="S", help=_("The part of the guide it belongs to."))
@click.option("--probe", "probes", multiple=True, metavar="T", help=_("What is asked where little comes; repeatable."))
@click.option("--position", type=click.IntRange(min=1), metavar="N", help=_("Its place in the guide, from 1."))
@writing_options
def add(  # noqa: PLR0913, PLR0917 - one argument an option
    text: str,
    label: str,
    section: str,
    probes: tuple[str, ...],
    position: int | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Add a question."""
    with session.writing(project, coder) as opened:
        action = AddQuestion(text, label, section, probes, None if position is None else position - 1)
        opened.perform(action)
        name = opened.guide.get(action.id).name
        session.answer(_("{name}: added").format(name=name), action.id, as_json=as_json)


@click.command(help=_("Change a question’s text, short name, section or probes."))
@click.argument("question", metavar="QUESTION")
@click.option("--text", metavar="T", help=_("Its words."))
@click.option("--label", metavar="L", help=_("A short name of at most 40 characters; empty makes one from the text."))
@click.option("--section", metavar="S", help=_("The part of the guide it belongs to."))
@click.option(
    "--probe", "probes", multiple=True, metavar="T", help=_("Its probes, in place of those it has; repeatable.")
)
@writing_options
def edit(  # noqa: PLR0913, PLR0917 - one argument an option
    question: str,
    text: str | None,
    label: str | None,
    section: str | None,
    probes: tuple[str, ...],
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Edit a question."""
    if all(each is None for each in (text, label, section)) and not probes:
        raise click.UsageError(_("say what to change; --help lists the options"))
    with session.writing(project, coder) as opened:
        found = opened.guide.get(question)
        opened.perform(EditQuestion(found.id, text, label, section, probes or None))
        session.answer(_("{name}: changed").format(name=found.name), found.id, as_json=as_json)


@click.command(help=_("Give a question another place in the guide."))
@click.argument("question", metavar="QUESTION")
@click.argument("position", metavar="N", type=click.IntRange(min=1))
@writing_options
def move(question: str, position: int, project: str | None, coder: str | None, as_json: bool) -> None:
    """Move a question."""
    with session.writing(project, coder) as opened:
        found = opened.guide.get(question)
        opened.perform(EditQuestion(found.id, position=position - 1))
        name = opened.guide.get(found.id).name
        session.answer(_("{name}: this is its place now").format(name=name), found.id, as_json=as_json)


@click.command(help=_("Remove a question with the marks of where it was asked."))
@click.argument("question", metavar="QUESTION")
@yes_option
@writing_options
def remove(question: str, yes: bool, project: str | None, coder: str | None, as_json: bool) -> None:
    """Remove a question."""
    with session.writing(project, coder) as opened:
        found = opened.guide.get(question)
        asked = sum(asking.question == found.id for asking in opened.guide.askings())
        sentence = ngettext(
            "{name}: remove it with {count} mark of where it was asked?",
            "{name}: remove it with {count} marks of where it was asked?",
            asked,
        )
        session.confirm(sentence.format(name=found.name, count=numbers(asked)), yes=yes)
        opened.perform(RemoveQuestion(found.id))
        session.answer(_("{name}: question removed").format(name=found.name), found.id, as_json=as_json)


@click.command(help=_("Mark the words of a document that ask a question of the guide."))
@click.argument("document", metavar="DOC")
@click.argument("question", metavar="QUESTION")
@click.option("--span", required=True, metavar="A:B", help=_("The bounds of the words, as characters of the text."))
@writing_options
def ask(document: str, question: str, span: str, project: str | None, coder: str | None, as_json: bool) -> None:  # noqa: PLR0913, PLR0917 - one argument an option
    """Mark where a question is asked."""
    with session.writing(project, coder) as opened:
        found, bounds = opened.guide.get(question), span_of(span)
        action = MarkAsked(found.id, opened.documents.get(document).id, bounds.start, bounds.end)
        opened.perform(action)
        session.answer(_("{name}: place marked").format(name=found.name), action.id, as_json=as_json)


@click.command(help=_("Take the mark of an asked question away, by the id that “qualcode guide list --asked” shows."))
@click.argument("asking", metavar="ID")
@writing_options
def unask(asking: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Unmark where a question is asked."""
    with session.writing(project, coder) as opened:
        found = opened.guide.asking(asking)
        opened.perform(UnmarkAsked(found.id))
        name = opened.guide.get(found.question).name
        session.answer(_("{name}: no longer marked there").format(name=name), found.id, as_json=as_json)
