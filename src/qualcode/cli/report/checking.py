"""The audit of a report: every quotation and figure against the sources, by command."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qualcode.analysis.alignment import aligned
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.leaks import opened_key
from qualcode.cli.common.options import reading_options
from qualcode.importers.decoding import decoded
from qualcode.importers.files import file_bytes
from qualcode.importers.options import NONE
from qualcode.importers.reading import ImportOptions, read_source
from qualcode.model.audit import FAILING, EditingRule
from qualcode.model.messages import _, ngettext
from qualcode.readings import sources_now
from qualcode.report.audit import audit
from qualcode.report.audit_words import NAMES, VERDICTS, said_of, said_of_figure
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.audit import Audit, Quoted

RULES: Final = ("fillers", "repeats", "oral")
_BETWEEN: Final = re.compile(r"[,;\t]")
"""What stands between a real name and its pseudonym."""
_LONGEST: Final = 280
"""Characters of a quotation that are shown; `--json` gives it whole."""
_QUIET: Final = frozenset({"short"})
"""Notes that alone do not bring a quotation into the listing."""
_INDENT: Final = "  "


@click.command(
    help=_(
        "Check a report against the sources, written here or not: every quotation, its words and its attribution; "
        "figures that contradict each other. Exit 1 where a quotation does not hold; --strict says what else."
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--allow",
    "allowed",
    type=click.Choice(RULES),
    multiple=True,
    help=_(
        "Tidied speech that the study allows: fillers dropped, repeats dropped, oral forms spelt out; none by default."
    ),
)
@click.option(
    "--names",
    "names",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_(
        "A list of real names, one a line, each with its pseudonym behind a comma; it stays outside the project. "
        "Those left in are told, and a pseudonym in a quotation is lawful."
    ),
)
@click.option(
    "--pseudonyms",
    "key",
    type=click.Path(path_type=Path),
    envvar="QUALCODE_PSEUDONYMS",
    metavar="FILE",
    help=_("The key of pseudonyms, whose names are looked for as those of --names; its passphrase is asked for."),
)
@click.option(
    "--strict",
    is_flag=True,
    help=_("Exit 1 too where a figure is to be looked at, or a real name of the list or the key was left in."),
)
@click.option("--all", "every", is_flag=True, help=_("List every quotation, those that hold too."))
@reading_options
def check(  # noqa: PLR0913, PLR0917 - one argument an option
    file: Path,
    allowed: tuple[str, ...],
    names: Path | None,
    key: Path | None,
    strict: bool,
    every: bool,
    project: str | None,
    as_json: bool,
) -> None:
    """Check a report."""
    pseudonyms = _list_of_names(names) if names is not None else {}
    pseudonyms |= opened_key(key).names if key is not None else {}
    report = read_source(file, ImportOptions(speakers=NONE)).transcript
    with session.reading(project) as opened:
        sources = sources_now(opened, pseudonyms)
    rule = EditingRule(**dict.fromkeys(allowed, True))
    found = audit(report, sources, align=aligned, rule=rule)
    if as_json:
        _show_json(file, found)
    else:
        _show(found, every=every)
    if found.failing or (strict and (found.figures or any(name.kind == "listed" for name in found.names))):
        output.fail_at_end()


def _list_of_names(path: Path) -> dict[str, str]:
    """Read a list of real names, each with the pseudonym that stands for it, empty where the line gives none.

    Raises:
        ImportRefused: where it cannot be read.
    """
    lines = decoded(file_bytes(path), str(path)).text.splitlines()
    pairs = [[cell.strip() for cell in _BETWEEN.split(line, maxsplit=1)] for line in lines if line.strip()]
    return {pair[0]: pair[1] if len(pair) > 1 else "" for pair in pairs if pair[0]}


def _show_json(file: Path, found: Audit) -> None:
    question = {"reading": "audit", "file": str(file), "allowed": list(found.rule.allows)}
    output.show_json(
        question,
        [_row(quoted) for quoted in found.quotations],
        figures=[asdict(figure) for figure in found.figures],
        names=[asdict(name) for name in found.names],
        voices=[asdict(voice) for voice in found.voices],
        participants=found.participants,
        terms=found.terms,
        cited=found.cited,
        counts=found.counts(),
    )


def _row(quoted: Quoted) -> dict[str, object]:
    return {
        "quote": quoted.quote,
        "verdict": quoted.verdict,
        "document": quoted.document,
        "case": quoted.case,
        "start": quoted.start,
        "end": quoted.end,
        "difference": quoted.difference or None,
        "attribution": quoted.label or None,
        "at": quoted.at,
        "edits": list(quoted.edits),
        "notes": [asdict(note) for note in quoted.notes],
    }


def _show(found: Audit, *, every: bool) -> None:
    """Print what does not hold, then what is to be looked at, the figures, whom the report quotes, and the counts."""
    listed = [quoted for quoted in found.quotations if quoted.verdict in FAILING]
    looked = [quoted for quoted in found.quotations if quoted.verdict not in FAILING and _worth_a_look(quoted)]
    rest = [quoted for quoted in found.quotations if quoted not in listed and quoted not in looked] if every else []
    for quoted in (*listed, *looked, *rest):
        _show_quotation(quoted)
    for figure in found.figures:
        output.show_line(said_of_figure(figure))
        show_words(_short(figure.text), _INDENT)
        output.show()
    _show_names(found)
    _show_voices(found)
    _show_counts(found)


def _worth_a_look(quoted: Quoted) -> bool:
    return any(note.kind not in _QUIET for note in quoted.notes)


def _show_quotation(quoted: Quoted) -> None:
    head = [_(VERDICTS[quoted.verdict]), quoted.label or _("no attribution")]
    output.show_line(" · ".join(head))
    show_words(_("“{quote}”").format(quote=_short(quoted.quote)), _INDENT)
    if quoted.difference:
        show_words(_("in the source: {difference}").format(difference=quoted.difference), _INDENT)
    if quoted.document is not None:
        show_words(_place(quoted), _INDENT)
    for note in quoted.notes:
        if note.kind not in _QUIET or quoted.verdict in FAILING:
            show_words(said_of(note, quoted), _INDENT)
    output.show()


def _place(quoted: Quoted) -> str:
    span = f"{quoted.start}:{quoted.end}"
    if quoted.case is None or quoted.case == quoted.document:
        return _("found in {document}, {span}").format(document=quoted.document, span=span)
    return _("found in {document}, {case}, {span}").format(document=quoted.document, case=quoted.case, span=span)


def _short(text: str) -> str:
    line = shown_line(" ".join(text.split()))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _show_names(found: Audit) -> None:
    """Say by what somebody may be known: a prompt, for a name may be an invented one."""
    if not found.names:
        return
    output.show_line(_("Look at these: somebody may be known by them."))
    rows = [(left.name, _(NAMES[left.kind]), output.numbers(left.count)) for left in found.names]
    columns = [
        output.Column(_("words"), shrinks=True),
        output.Column(_("what it is")),
        output.Column(_("times"), right=True),
    ]
    output.show_table(columns, rows)
    output.show()


def _show_voices(found: Audit) -> None:
    """Say whose words the report quotes, and how often: a prompt, and no reproach."""
    if not found.voices:
        return
    rows: Sequence[Sequence[object]] = [(voice.case, output.numbers(voice.quotations)) for voice in found.voices]
    output.show_table([output.Column(_("voice"), shrinks=True), output.Column(_("quotations"), right=True)], rows)
    quiet = found.participants - len(found.voices)
    if quiet > 0:
        sentence = ngettext(
            "{count} voice of {total} is not quoted.", "{count} voices of {total} are not quoted.", quiet
        )
        output.show_line(sentence.format(count=output.numbers(quiet), total=output.numbers(found.participants)))
    output.show()


def _show_counts(found: Audit) -> None:
    counts = found.counts()
    rows = [(_(words), output.numbers(counts[verdict])) for verdict, words in VERDICTS.items() if verdict in counts]
    total = (_("quotations"), output.numbers(len(found.quotations)))
    columns = [output.Column(_("verdict")), output.Column(_("number"), right=True)]
    output.show_table(columns, [*rows, total])
    if found.figures:
        sentence = ngettext("{count} figure to look at", "{count} figures to look at", len(found.figures))
        output.show_line(sentence.format(count=output.numbers(len(found.figures))))
