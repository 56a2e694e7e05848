"""Commands about memos: notes on the project, documents, codes, codings, cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.options import reading_options, writing_options, yes_option
from qualcode.cli.common.output import short_id
from qualcode.coding.memos import AddMemo, EditMemo, RemoveMemo
from qualcode.exporters.memos import MemoRow
from qualcode.model.codebook import labels
from qualcode.model.memo_words import KINDS, TARGETS
from qualcode.model.messages import _
from qualcode.model.query import Wanted
from qualcode.model.records import MEMO_KINDS
from qualcode.words.searching import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.coding.project import Project
    from qualcode.model.records import Memo

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


def target_options(command: Decorated) -> Decorated:
    """Add the options that say what memos are on."""
    for option, metavar, text in (
        ("--case", "CASE", _("On this case.")),
        ("--coding", "ID", _("On this coding, by the id that “qualcode excerpts” shows.")),
        ("--code", "C", _("On this code.")),
        ("--document", "DOC", _("On this document.")),
    ):
        command = click.option(option, metavar=metavar, help=text)(command)
    return command


@click.group(
    invoke_without_command=True,
    help=_("Notes on the project, documents, codes, codings, cases; alone, it lists them."),
)
@reading_options
@click.pass_context
def memos(ctx: click.Context, project: str | None, as_json: bool) -> None:
    """List the memos where no more is asked."""
    if session.alone(ctx, project):
        _list(project, {}, as_json=as_json)


@memos.command("list", help=_("List the memos, oldest first."))
@target_options
@click.option("--kind", type=click.Choice(MEMO_KINDS), help=_("Memos of this kind alone."))
@click.option("--by", metavar="NAME", help=_("Memos of this coder alone."))
@click.option("--containing", metavar="T", help=_("Memos that hold these words, whatever their accents and capitals."))
@reading_options
def list_(
    kind: str | None,
    by: str | None,
    containing: str | None,
    project: str | None,
    as_json: bool,
    **targets: str | None,
) -> None:
    """List the memos."""
    _list(project, targets, {"kind": kind, "by": by, "containing": containing}, as_json=as_json)


def _list(
    project: str | None, targets: dict[str, str | None], asked: dict[str, str | None] | None = None, *, as_json: bool
) -> None:
    narrowed = {name: value for name, value in (asked or {}).items() if value}
    with session.reading(project) as opened:
        wanted = _target(opened, targets)
        found = [memo for memo in opened.memos.all() if wanted is None or (memo.on, memo.target) == wanted]
        found = _narrowed(opened, found, narrowed)
        names = _names(opened)
    rows = [_row(memo, names) for memo in found]
    if as_json:
        output.show_json({"reading": "memos", **{n: v for n, v in targets.items() if v}, **narrowed}, rows)
    elif narrowed and not rows:
        output.say(_("No memo is so: leave an option out."))
    elif not rows:
        output.say(_("No memo here yet: write one with “qualcode memos add TEXT”, on the project or with --code CODE."))
    else:
        _show(rows)


def _narrowed(opened: Project, found: list[Memo], narrowed: dict[str, str]) -> list[Memo]:
    """Keep the memos of a kind, of a coder, with some words.

    Raises:
        NoSuchCoder: nobody of that name has coded here.
    """
    coder = opened.coders.get(narrowed["by"]).name if "by" in narrowed else None
    words = plain_text(narrowed.get("containing", ""))
    return [
        memo
        for memo in found
        if narrowed.get("kind") in {None, memo.kind} and coder in {None, memo.coder} and words in plain_text(memo.text)
    ]


def _target(opened: Project, targets: dict[str, str | None]) -> tuple[str, str] | None:
    """Return what memos are on, and its id; None for the project, or for all.

    Raises:
        UsageError: several were named.
    """
    named = {noun: typed for noun, typed in targets.items() if typed is not None}
    if len(named) > 1:
        raise click.UsageError(_("say what the memo is on with at most one of --document, --code, --coding, --case"))
    readers = {"document": opened.documents, "code": opened.codes, "coding": opened.codings, "case": opened.cases}
    for noun, typed in named.items():
        return noun, readers[noun].get(typed).id  # type: ignore[attr-defined]  # every one of these readers has it
    return None


def _names(opened: Project) -> dict[str, str]:
    """Return the name of everything that has one, by id."""
    names = {document.id: document.name for document in opened.documents.all()}
    names |= {case.id: case.name for case in opened.cases.all()}
    return names | labels([(code.id, code.path) for code in opened.codes.all()])


def memo_rows(opened: Project) -> list[MemoRow]:
    """Return every memo as it leaves, the oldest first."""
    names, passages = _names(opened), {one.id: one for one in opened.codings.excerpts(Wanted())}
    rows = []
    for memo in opened.memos.all():
        on, passage = memo.target or "", passages.get(memo.target or "")
        name, place, words = names.get(on, ""), "", ""
        if passage is not None:
            name, place, words = passage.code, passage.document, "" if passage.withheld else passage.text
        rows.append(MemoRow(memo.id, memo.created_at, memo.coder, memo.kind, memo.on, name, place, words, memo.text))
    return rows


def _row(memo: Memo, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": memo.id,
        "kind": memo.kind,
        "on": memo.on,
        "target": names.get(memo.target or "", memo.target),
        "text": memo.text,
        "coder": memo.coder,
        "at": memo.created_at,
    }


def _show(rows: list[dict[str, Any]]) -> None:
    """Print each memo under a line that says what it is on, what kind it is, whose, of what day, and its id."""
    for row in rows:
        name = short_id(row["target"]) if row["on"] == "coding" else row["target"]
        on = _(TARGETS[row["on"]]).format(name=name)
        head = (on, _(KINDS[row["kind"]]), row["coder"], row["at"][:10], short_id(row["id"]))
        output.show_line(" · ".join(head))
        show_words(row["text"], "    ")
        output.show()


@memos.command(help=_("Write a memo, on the project unless an option says on what."))
@click.argument("text")
@target_options
@click.option("--kind", type=click.Choice(MEMO_KINDS), default="note", show_default=True, help=_("What kind of memo."))
@writing_options
def add(text: str, kind: str, project: str | None, coder: str | None, as_json: bool, **targets: str | None) -> None:
    """Add a memo."""
    with session.writing(project, coder) as opened:
        on, target = _target(opened, targets) or ("project", None)
        action = AddMemo(text, on, target, kind)
        opened.perform(action)
        session.answer(_("memo {id}: added").format(id=short_id(action.id)), action.id, as_json=as_json)


@memos.command(help=_("Write a memo anew, or give it another kind, by the id that the list shows."))
@click.argument("memo", metavar="ID")
@click.option("--text", metavar="T", help=_("The new text."))
@click.option("--kind", type=click.Choice(MEMO_KINDS), help=_("What kind of memo."))
@writing_options
def edit(  # noqa: PLR0913, PLR0917 - one argument an option
    memo: str, text: str | None, kind: str | None, project: str | None, coder: str | None, as_json: bool
) -> None:
    """Edit a memo."""
    if text is None and kind is None:
        raise click.UsageError(_("say what to change; --help lists the options"))
    with session.writing(project, coder) as opened:
        found = opened.memos.get(memo)
        opened.perform(EditMemo(found.id, text, kind))
        session.answer(_("memo {id}: changed").format(id=short_id(found.id)), found.id, as_json=as_json)


@memos.command(help=_("Remove a memo; “qualcode undo” brings it back."))
@click.argument("memo", metavar="ID")
@yes_option
@writing_options
def remove(memo: str, yes: bool, project: str | None, coder: str | None, as_json: bool) -> None:
    """Remove a memo."""
    with session.writing(project, coder) as opened:
        found = opened.memos.get(memo)
        session.confirm(_("Remove the memo {id}?").format(id=short_id(found.id)), yes=yes)
        opened.perform(RemoveMemo(found.id))
        sentence = _("memo {id}: removed; “qualcode undo” brings it back").format(id=short_id(found.id))
        session.answer(sentence, found.id, as_json=as_json)
