"""The draft of a report, with its evidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import by_coder_option, reading_options
from qualcode.cli.common.small_cells import warn_of_small_cells
from qualcode.cli.common.withheld import warn_withheld
from qualcode.cli.exports.out import template_of, template_option
from qualcode.cli.outlines.outlines import outline
from qualcode.cli.report.checking import check
from qualcode.cli.report.refreshing import refresh
from qualcode.cli.report.standing import let_stand, standing
from qualcode.drafting import WRITERS, gathered, written
from qualcode.exporters.files import checked_ending
from qualcode.exporters.office import fitting
from qualcode.model import errors
from qualcode.model.messages import _, ngettext
from qualcode.model.practice import cautious
from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.report.attribution import DEFAULT_TEMPLATE
from qualcode.report.blocks import Heading, Paragraph, Quote, Table
from qualcode.report.contrasts import ALSO, BARS, asked_columns
from qualcode.report.draft import DraftOptions, draft, left_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Code
    from qualcode.report.blocks import Block, Draft

QUOTES: Final = 5
ALL: Final = "all"
_NAMED: Final = 8
"""Codes that a warning names."""


class _Quotes(click.ParamType["int | None"]):
    """A number of excerpts, or all."""

    name = "quotes"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """Return the number, None for all."""
        if value == ALL:
            return None
        if not str(value).isdecimal():
            self.fail(_("{value} is neither a whole number nor “all”.").format(value=value), param, ctx)
        return int(value)


@click.group(help=_("The draft of a report: themes, definitions, excerpts, counts, method note."))
@click.pass_context
def report(ctx: click.Context) -> None:
    """Hold the commands about drafts."""


report.add_command(check)
report.add_command(refresh)
report.add_command(let_stand)
report.add_command(standing)
report.add_command(outline)


@report.command(
    help=_(
        "Write the draft into OUT.docx, .html or .md, or by LibreOffice into .odt or .pdf; a file of that name is "
        "replaced."
    )
)
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--quotes",
    type=_Quotes(),
    default=str(QUOTES),
    metavar="N|all",
    show_default=True,
    help=_("At most so many excerpts a code."),
)
@click.option(
    "--counts/--no-counts",
    default=None,
    help=_(
        "Whether codings are counted, in sentences and tables; by default they are, unless the project’s approach is "
        "reflexive."
    ),
)
@click.option(
    "--report-language",
    type=click.Choice(CORPUS_LANGUAGES),
    help=_("The language of the draft; by default that of the corpus."),
)
@click.option(
    "--attribution",
    default=DEFAULT_TEMPLATE,
    show_default=True,
    metavar="TEMPLATE",
    help=_("What follows an excerpt: {case}, {group}, {document}, {speaker}, {coder} or the name of an attribute."),
)
@click.option("--outline", "planned", metavar="NAME", help=_("After this outline; else a part per theme or group."))
@click.option("--other-codes", "others", is_flag=True, help=_("With a last part for the codes that no theme rests on."))
@click.option("--bars", is_flag=True, help=_("With the cases of each code as bars, those of most cases first."))
@click.option(
    "--columns",
    nargs=2,
    multiple=True,
    metavar="CODE CODE",
    help=_("With two codes side by side, such as barriers and levers; may recur."),
)
@template_option
@by_coder_option
@leak_options
@reading_options
def build(  # noqa: PLR0913, PLR0917 - one argument an option
    out: Path,
    quotes: int | None,
    counts: bool | None,
    report_language: str | None,
    attribution: str,
    planned: str | None,
    others: bool,
    bars: bool,
    columns: tuple[tuple[str, str], ...],
    template: Path | None,
    coder: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Write the draft."""
    checked_ending(out, fitting(WRITERS))
    dress = template_of(out, template)
    with session.reading(project) as opened:
        if not opened.codings.count():
            raise errors.NothingCoded(out)
        plan = opened.outlines.get(planned) if planned is not None else None
        material = gathered(opened, coder, outline=plan)
        language = report_language or (plan.language if plan else "") or opened.study.corpus_language
        counted = not cautious(opened.approach.named()) if counts is None else counts
        stand = opened.dismissals.all()
        also = _also(opened, columns, bars=bars)
    options = DraftOptions(language, quotes, counted, attribution, outline=plan.id if plan else "", also=also)
    options = replace(options, others=others)
    made = draft(material, options, plan)
    files = [str(path) for path in written(made, out, dress)]
    held = contents(made)
    unseen = [] if plan or others else left_over(material)
    if as_json:
        question = {"reading": "report", "language": language, "quotes": quotes, "counts": counted}
        row = {"files": files, **held, "codes_left_out": [code.name for code in unseen]}
        output.show_json({**question, "attribution": attribution, "coder": coder}, [row])
    else:
        output.say(said(files, held))
    _warn_of_unseen(unseen)
    warn_withheld(sum(bool(excerpt.withheld) for excerpt in material.excerpts))
    if counted:
        answers = (one for one in material.placed.values() if not isinstance(one, str))
        for result in (material.frequencies, *answers):
            warn_of_small_cells(result, stand)


def _warn_of_unseen(codes: Sequence[Code]) -> None:
    """Say which codes that were applied stand in no part of the draft, so that none disappears in silence."""
    if not codes:
        return
    told = ngettext(
        "{count} code stands in no part of the draft, since no theme rests on it ({names}); --other-codes adds a part",
        "{count} codes stand in no part of the draft, since no theme rests on them ({names}); --other-codes adds a "
        "part",
        len(codes),
    )
    names = [code.name for code in codes[:_NAMED]] + (["…"] if len(codes) > _NAMED else [])
    output.warn(told.format(count=output.numbers(len(codes)), names=", ".join(names)))


def _also(opened: Project, columns: tuple[tuple[str, str], ...], *, bars: bool) -> str:
    """Return what the draft holds beside the usual tables."""
    pairs = ((opened.codes.get(one).id, opened.codes.get(other).id) for one, other in columns)
    return ALSO.join((*([BARS] if bars else []), *(asked_columns(*pair) for pair in pairs)))


def contents(made: Draft) -> dict[str, int]:
    """Count what a draft holds: parts (headings of the first level), excerpts, tables."""
    return {
        "parts": sum(isinstance(block, Heading) and block.level == 1 for block in made.blocks),
        "excerpts": sum(_is_excerpt(block) for block in made.blocks),
        "tables": sum(isinstance(block, Table) for block in made.blocks),
    }


def _is_excerpt(block: Block) -> bool:
    quoted = isinstance(block, Paragraph) and any(run.style == "quoted" for run in block.runs)
    return quoted or isinstance(block, Quote)


def said(files: list[str], held: dict[str, int]) -> str:
    """Say where the draft is, and what is in it."""
    counted = (
        ngettext("{count} part", "{count} parts", held["parts"]),
        ngettext("{count} excerpt", "{count} excerpts", held["excerpts"]),
        ngettext("{count} table", "{count} tables", held["tables"]),
    )
    words = [one.format(count=output.numbers(count)) for one, count in zip(counted, held.values(), strict=True)]
    return _("{files}: written, with {contents}").format(files=", ".join(files), contents=", ".join(words))
