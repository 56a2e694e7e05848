"""Passages asked for in the language of queries, and the queries that are kept under a name."""

from __future__ import annotations

from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.cells import cell_len

from qualcode.analysis.by_question import answers
from qualcode.analysis.retrieval import retrieved
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import reading_options, writing_options, yes_option
from qualcode.cli.common.output import Column
from qualcode.cli.common.withheld import agreed
from qualcode.cli.passages.excerpts import whose_words
from qualcode.coding.passages.finding import Finder, voice_of
from qualcode.coding.passages.queries import Answerable, RemoveQuery, SaveQuery
from qualcode.coding.passages.subjects import turns_by_document
from qualcode.exporters.excerpts import excerpts_csv, excerpts_json
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.model.errors import BadQuery
from qualcode.model.messages import _, interface_language, ngettext
from qualcode.model.records import Excerpt
from qualcode.model.spans import Span
from qualcode.words.folding import sort_key
from qualcode.words.querying import read, written
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualcode.model.consent import Withheld
    from qualcode.model.material import CodingRow
    from qualcode.model.retrieval import Retrieved, Source

ASK: Final = "ask"
SEPARATOR: Final = "; "
"""Between the codes, or the coders, of one passage."""
_KEYS: Final = ("document", "speaker", "case", "start", "end", "text", "memo")


class AskingGroup(click.Group):
    """A group whose first word is a query where it is none of its commands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Ask what is no command."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [ASK, *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=AskingGroup,
    no_args_is_help=True,
    help=_(
        "Passages asked for in words: codes joined by AND, OR, NOT, near N, inside, overlapping, and conditions such "
        "as speaker:Ana, site=Laval, coder:, document:, text:, memo:, after:2026-03. French words do as well."
    ),
)
def query() -> None:
    """Hold what is done with queries."""


@query.command(ASK, help=_("The passages that answer QUERY; the word “ask” may be left out."))
@click.argument("query_", metavar="QUERY", required=False)
@click.option("--saved", metavar="NAME", help=_("Ask the query that was saved under this name."))
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help=_("Write the passages to a .csv or .json.")
)
@leak_options
@reading_options
def ask(query_: str | None, saved: str | None, out: Path | None, project: str | None, as_json: bool) -> None:
    """List the passages that answer."""
    if (query_ is None) == (saved is None):
        raise click.UsageError(_("give a query, or --saved with the name of one"))
    ending = checked_ending(out, (".csv", ".json")) if out else ""
    with session.reading(project) as opened:
        asked = query_ if query_ is not None else opened.queries.get(str(saved)).query
        answerable = Answerable(opened, Finder(opened, answers))
        found = _pointing(asked, answerable)
        question = {"reading": "query", "query": asked, "understood": written(read(asked), interface_language())}
        told: Iterable[Excerpt] = map(_Teller(answerable.source, opened.queries.memos()).excerpt, found)  # one by one
        if out:
            told = list(told)
            leaving = agreed(told)
            write_whole(out, excerpts_csv(leaving) if ending == ".csv" else excerpts_json(leaving, question))
        if as_json:
            output.show_json(question, map(_row, told))
        elif not out:
            _show(told)
    if not as_json:
        output.say(_said(found, question["understood"]))


def _pointing(asked: str, answerable: Answerable) -> Sequence[Retrieved]:
    """Answer; where a query is refused, it is shown first with a mark under the character.

    Raises:
        BadQuery: as the answer does.
    """
    try:
        return retrieved(asked, answerable.source)
    except BadQuery as refusal:
        output.say(f"  {shown_line(asked)}")
        output.say(f"  {' ' * cell_len(shown_line(asked[: refusal.at]))}^")
        raise


class _Teller:
    """Says whose words a passage holds, and which codings it comes from."""

    def __init__(self, source: Source, memos: Mapping[str, str]) -> None:
        material = source.material
        self._source, self._memos = source, memos
        self._turns = turns_by_document(material)
        self._documents = {document.id: document.name for document in material.documents}
        self._codes = {code.id: code.label for code in material.codes}
        self._cases = {case.id: case for case in material.cases}

    @cached_property
    def _codings(self) -> dict[str, CodingRow]:
        """The codings by their ids: rows that passages found by words alone never ask for."""
        return {coding.id: coding for coding in self._source.material.codings}

    def _withheld(self, hit: Retrieved) -> Withheld:
        """Return why a passage is not to be quoted: as any voice that it holds words of."""
        touched = (turn for turn in self._turns.get(hit.document, ()) if turn.start < hit.end and hit.start < turn.end)
        cases = (self._cases[turn.case] for turn in touched if turn.case in self._cases)
        return next((case.withheld for case in cases if case.withheld), "")

    def excerpt(self, hit: Retrieved) -> Excerpt:
        """Return a passage with all codes, coders and memos of the codings that it comes from."""
        behind = [self._codings[one] for one in hit.codings]
        voice = voice_of(self._turns.get(hit.document, ()), Span(hit.start, hit.end))
        case = self._cases.get(voice.case or "") if voice else None
        return Excerpt(
            id=" ".join(hit.codings),
            document=self._documents[hit.document],
            speaker=voice.speaker if voice else None,
            role=voice.role if voice else None,
            case=case.name if case else None,
            start=hit.start,
            end=hit.end,
            text=self._source.texts([hit.document])[hit.document][hit.start : hit.end],
            code=_joined(self._codes[coding.code] for coding in behind),
            code_id=" ".join(dict.fromkeys(coding.code for coding in behind)),
            coder=_joined(self._source.material.coders[coding.coder] for coding in behind),
            memo="\n".join(self._memos[one] for one in hit.codings if one in self._memos),
            weight=None,
            starred=False,
            before="",
            after="",
            withheld=self._withheld(hit),
            attributes=tuple(case.attributes.items()) if case else (),
        )


def _joined(names: Iterable[str]) -> str:
    return SEPARATOR.join(sorted(dict.fromkeys(names), key=sort_key))


def _row(one: Excerpt) -> dict[str, Any]:
    """Return a passage as a row of `--json`: codes, coders and the ids of codings are lists."""
    lists = {"codes": one.code, "coders": one.coder}
    told = {name: value.split(SEPARATOR) if value else [] for name, value in lists.items()}
    return {name: getattr(one, name) for name in _KEYS} | told | {"codings": one.id.split()}


def _show(found: Iterable[Excerpt]) -> None:
    """Print each passage under a line that says whose words they are, the codes and the coders."""
    for one in found:
        output.show_line(" · ".join(filter(None, (whose_words(one), one.code, one.coder))))
        show_words(one.text, "    ")
        if one.memo:
            show_words(_("Memo: {text}").format(text=one.memo), "    ")
        output.show()


def _said(found: Sequence[Retrieved], understood: str) -> str:
    if not found:
        return _("No passage answers: {query}").format(query=understood)
    documents = len({one.document for one in found})
    passages = ngettext("{count} passage", "{count} passages", len(found)).format(count=output.numbers(len(found)))
    within = ngettext("in {count} document", "in {count} documents", documents)
    told = f"{passages} {within.format(count=output.numbers(documents))}"
    return _("{told}: {query}").format(told=told, query=understood)


@query.command("list", help=_("List the saved queries."))
@reading_options
def list_(project: str | None, as_json: bool) -> None:
    """List the saved queries."""
    with session.reading(project) as opened:
        saved = opened.queries.all()
    if as_json:
        output.show_json({"reading": "queries"}, [asdict(one) for one in saved])
    elif saved:
        columns = [Column(_("Name"), shrinks=True), Column(_("Query"), shrinks=True)]
        output.show_table(columns, [(one.name, one.query) for one in saved])
    else:
        output.say(_("No saved query yet: “qualcode query save NAME QUERY” keeps one."))


@query.command(help=_("Save a query under a name; one of that name gives way. “query --saved NAME” asks it."))
@click.argument("name")
@click.argument("query_", metavar="QUERY")
@writing_options
def save(name: str, query_: str, project: str | None, coder: str | None, as_json: bool) -> None:
    """Save a query."""
    with session.writing(project, coder) as opened:
        _pointing(query_, Answerable(opened, Finder(opened, answers)))
        action = SaveQuery(name, query_)
        opened.perform(action)
        session.answer(_("{name}: saved").format(name=name.strip()), name.strip(), as_json=as_json)


@query.command(help=_("Remove a saved query; no coding goes, and “qualcode undo” brings it back."))
@click.argument("name")
@yes_option
@writing_options
def remove(name: str, yes: bool, project: str | None, coder: str | None, as_json: bool) -> None:
    """Remove a saved query."""
    with session.writing(project, coder) as opened:
        found = opened.queries.get(name)
        session.confirm(_("Remove the query “{name}”?").format(name=found.name), yes=yes)
        opened.perform(RemoveQuery(found.name))
        sentence = _("{name}: removed; “qualcode undo” brings it back").format(name=found.name)
        session.answer(sentence, found.name, as_json=as_json)
