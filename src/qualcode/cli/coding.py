"""Commands that apply codes to passages, mark passages to quote, and take codings away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.cli import output, session
from qualcode.cli.options import writing_options
from qualcode.coding.codings import ApplyCode, ApplyCodes, Passage, RemoveCodings, StarCodings
from qualcode.coding.readers import span_of
from qualcode.model import errors
from qualcode.model.codebook import labels
from qualcode.model.ids import new_id
from qualcode.model.messages import _, ngettext
from qualcode.words.extending import UNITS, Extending
from qualcode.words.folding import folded
from qualcode.words.matching import SECONDS, found_pattern, found_words

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.records import Code, Document
    from qualcode.model.spans import Span

_WAYS = ("span", "text", "pattern", "speaker")


@click.command(
    help=_(
        "Apply a code to passages of a document: bounds, words, what a pattern fits, or all that a voice says. "
        "A pattern may take ten seconds; then it is stopped and nothing is coded."
    )
)
@click.argument("document", metavar="DOC")
@click.argument("code", metavar="CODE")
@click.option("--span", metavar="A:B", help=_("The characters from A up to, but not including, B."))
@click.option("--text", metavar="T", help=_("These words, which must occur once."))
@click.option("--pattern", metavar="RE", help=_("Whatever fits a regular expression (Python’s “re”), case-blind."))
@click.option("--speaker", metavar="S", help=_("Every turn of this voice."))
@click.option("--extend", type=click.Choice(UNITS), help=_("Grow each passage to whole words, sentences or turns."))
@click.option("--case", "case_counts", is_flag=True, help=_("Capitals count in the pattern."))
@click.option("--memo", default="", metavar="T", help=_("A note on the coding, or on each."))
@click.option("--weight", type=int, metavar="1-5", help=_("How strong, from 1 to 5."))
@click.option("--star", is_flag=True, help=_("Mark as one to quote."))
@writing_options
def code(  # noqa: PLR0913, PLR0917 - one argument an option
    document: str,
    code: str,
    span: str | None,
    text: str | None,
    pattern: str | None,
    speaker: str | None,
    extend: str | None,
    case_counts: bool,
    memo: str,
    weight: int | None,
    star: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Find the passages, then apply the code to all in one act."""
    asked = {"span": span, "text": text, "pattern": pattern, "speaker": speaker}
    way = _only_way(asked)
    with session.writing(project, coder) as opened:
        found, named = opened.documents.get(document), opened.codes.get(code)
        finding = _Finding(opened, found, case_counts=case_counts)
        spans = finding.extended(finding.by(way, str(asked[way])), extend)
        passages = tuple(Passage(found.id, *each, named.id, "", memo, weight, star, new_id()) for each in spans)
        added = _apply(opened, passages, way)
        rows = _rows(opened, found, named, {passage.id for passage in passages})
    if as_json:
        question = {"reading": "code", "document": found.name, "code": list(named.path), way: asked[way]}
        output.show_json({**question, "extend": extend, "case": case_counts}, rows, present=len(passages) - added)
    else:
        output.say(_said(found, named, rows, present=len(passages) - added))


def _only_way(asked: dict[str, str | None]) -> str:
    """Return which of the four ways was asked for.

    Raises:
        UsageError: none was, or several.
    """
    given = [way for way in _WAYS if asked[way] is not None]
    if len(given) != 1:
        raise click.UsageError(_("say where with exactly one of --span, --text, --pattern, --speaker"))
    return given[0]


class _Finding:
    """Finds passages of one document."""

    def __init__(self, opened: Project, document: Document, *, case_counts: bool) -> None:
        self._document = document
        self._case_counts = case_counts
        self._text = opened.documents.text(document.id)
        self._turns = opened.documents.turns(document.id)

    def by(self, way: str, asked: str) -> list[Span]:
        """Return the passages found in one of the four ways, in order.

        Raises:
            Refusal: the words or bounds are not there, or nothing fits.
        """
        if way == "span":
            return [span_of(asked)]
        if way == "text":
            return [self._words(asked)]
        if way == "speaker":
            return self._said_by(asked)
        return self._fitting(asked)

    def _words(self, asked: str) -> Span:
        found = found_words(self._text, asked)
        if not found:
            raise errors.TextNotFound(_beginning(asked), document=self._document.name)
        if len(found) > 1:
            raise errors.TextTwice(_beginning(asked), document=self._document.name, count=len(found))
        return found[0]

    def _said_by(self, asked: str) -> list[Span]:
        spans = [turn.span for turn in self._turns if folded(turn.speaker) == folded(asked)]
        if not spans:
            names = ", ".join(self._document.speakers) or "-"
            raise errors.NoSuchSpeaker(asked, document=self._document.name, names=names)
        return spans

    def _fitting(self, asked: str) -> list[Span]:
        try:
            spans = found_pattern(asked, self._text, case=self._case_counts)
        except TimeoutError:
            raise errors.PatternTakesTooLong(asked, document=self._document.name, seconds=int(SECONDS)) from None
        if not spans:
            raise errors.NothingMatched(asked, document=self._document.name)
        return spans

    def extended(self, spans: list[Span], unit: str | None) -> list[Span]:
        """Grow passages to whole units; those that become the same are one. Bounds outside the text stay."""
        if unit is None:
            return list(dict.fromkeys(spans))
        extending = Extending(self._text, [turn.span for turn in self._turns])
        fits = [0 <= span.start < span.end <= len(self._text) for span in spans]
        return list(
            dict.fromkeys(
                extending.extended(span, unit) if fit else span for span, fit in zip(spans, fits, strict=True)
            )
        )


def _beginning(words: str) -> str:
    """Return enough of the words to know them by, for a refusal."""
    return words if len(words) <= 40 else words[:39] + "…"  # noqa: PLR2004 - a short line


def _apply(opened: Project, passages: tuple[Passage, ...], way: str) -> int:
    """Apply the code in one act and return how many codings are new."""
    if way in {"span", "text"}:
        one = passages[0]
        opened.perform(
            ApplyCode(one.document, one.start, one.end, one.code, one.memo, one.weight, one.starred, "", one.id)
        )
        return 1
    count = opened.perform(ApplyCodes(passages, way)).note("count", 0)
    return count if isinstance(count, int) else 0


def _rows(opened: Project, document: Document, code: Code, ids: set[str]) -> list[dict[str, Any]]:
    """Return the codings that were added, as rows of `--json`."""
    label = labels([(each.id, each.path) for each in opened.codes.all()])[code.id]
    return [
        {
            "id": coding.id,
            "document": document.name,
            "start": coding.start,
            "end": coding.end,
            "text": coding.text,
            "code": label,
            "coder": opened.coder,
        }
        for coding in opened.codings.of_document(document.id)
        if coding.id in ids
    ]


def _said(document: Document, code: Code, rows: list[dict[str, Any]], *, present: int) -> str:
    """Say what was coded, and how to take it back."""
    if len(rows) == 1 and not present:
        sentence = _("{document} {start}:{end}: coded “{code}” ({id})").format(
            document=document.name,
            start=rows[0]["start"],
            end=rows[0]["end"],
            code=code.name,
            id=output.short_id(rows[0]["id"]),
        )
    else:
        sentence = ngettext(
            "{document}: {count} passage coded “{code}”", "{document}: {count} passages coded “{code}”", len(rows)
        ).format(document=document.name, count=output.numbers(len(rows)), code=code.name)
    if present:
        there = ngettext("{count} was coded so already", "{count} were coded so already", present)
        sentence += ", " + there.format(count=output.numbers(present))
    return sentence


@click.command(help=_("Mark codings as ones to quote in the report, by the ids that “qualcode excerpts” shows."))
@click.argument("codings", metavar="ID...", nargs=-1, required=True)
@click.option("--off", is_flag=True, help=_("Take the mark away."))
@writing_options
def star(codings: tuple[str, ...], off: bool, project: str | None, coder: str | None, as_json: bool) -> None:
    """Write or clear the mark on all of them, in one act."""
    with session.writing(project, coder) as opened:
        ids = _ids(opened, codings)
        opened.perform(StarCodings(ids, starred=not off))
    if off:
        many = ngettext(
            "{count} passage is no longer one to quote", "{count} passages are no longer to quote", len(ids)
        )
    else:
        many = ngettext("{count} passage is one to quote", "{count} passages are to quote", len(ids))
    session.answers(many.format(count=output.numbers(len(ids))), ids, as_json=as_json)


@click.command(
    help=_("Take codings away, by the ids that “qualcode excerpts” shows; “qualcode undo” brings them back.")
)
@click.argument("codings", metavar="ID...", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help=_("Accepted as everywhere; each coding is named, so nothing is asked."))
@writing_options
def uncode(codings: tuple[str, ...], yes: bool, project: str | None, coder: str | None, as_json: bool) -> None:  # noqa: ARG001 - see its help
    """Remove all of them, in one act."""
    with session.writing(project, coder) as opened:
        ids = _ids(opened, codings)
        opened.perform(RemoveCodings(ids))
    many = ngettext(
        "{count} coding taken away; “qualcode undo” brings it back",
        "{count} codings taken away; “qualcode undo” brings them back",
        len(ids),
    )
    session.answers(many.format(count=output.numbers(len(ids))), ids, as_json=as_json)


def _ids(opened: Project, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codings that were named, each once."""
    return tuple(dict.fromkeys(opened.codings.get(each).id for each in typed))
