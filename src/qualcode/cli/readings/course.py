"""The course of what is said: where codes lie, what follows what, how much is coded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast, get_args

import click

from qualcode.analysis.course.codeline import codelines
from qualcode.analysis.course.coverage import coverage as read_coverage
from qualcode.analysis.course.sequence import sequence as read_sequence
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import room
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import by_coder_option, reading_options, round_option
from qualcode.cli.common.output import Column
from qualcode.cli.readings.answers import Figures, answer, by_title, no_group
from qualcode.cli.readings.by_question import question_option, restricted
from qualcode.cli.readings.kept import DRAWN_ENDINGS, check_ending, drawn_option, keep
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.exporters.results import result_csv, result_json
from qualcode.model.messages import _, interface_language
from qualcode.model.results import Level, Question
from qualcode.readings import study_of
from qualcode.report.course import drawn_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.cli.common.options import Decorated
    from qualcode.model.patterns import CodeLines, Coverage, Sequence

LEAST_LINE: Final = 20
MOST_LINE: Final = 60
ENDINGS: Final = (".csv", ".json", ".png", ".svg")


def _course_options(command: Decorated) -> Decorated:
    """Add what all of these take."""
    level = click.option(
        "--level",
        type=click.Choice(get_args(Level)),
        default="code",
        show_default=True,
        help=_("Codes, the groups at the top of the codebook, or themes."),
    )
    return level(question_option(round_option(by_coder_option(reading_options(command)))))


_by_option = click.option("--by", metavar="BY", help=_("Compare: document, case, speaker, question or attribute:NAME."))


@click.command(help=_("Where the passages of each code lie along what each document, case or voice says."))
@click.option(
    "--by",
    default="document",
    show_default=True,
    metavar="BY",
    help=_("Along what: document, case, speaker, question or attribute:NAME."),
)
@click.option("--out", metavar="FILE", help=_("Write it into a file too: .csv, .json, or a picture .png or .svg."))
@leak_options
@_course_options
def codeline(*, by: str, out: str | None, as_json: bool, **asked: Any) -> None:  # noqa: ANN401 - what `_course_options` gave
    """Say where codes lie."""
    if out:
        checked_ending(out, ENDINGS)
    result = _read("codeline", codelines, by, asked)
    if out:
        write_whole(out, _written(result, Path(out).suffix.lower()))
        output.say(_("{file}: written").format(file=out))
    answer(result, lambda: show_codelines(result), as_json=as_json)


def _read(reading: str, read: Callable[..., Any], by: str | None, asked: dict[str, Any]) -> Any:  # noqa: ANN401 - any answer
    """Ask a reading by the values of `_course_options`."""
    question = Question(reading, coder=asked["coder"], level=cast("Level", asked["level"]), by=by)
    with session.reading(asked["project"]) as opened:
        question = restricted(question, opened, asked["questions"], asked["rounds"])
        material, texts = study_of(opened)
    return read(material, texts, question)


def _written(result: CodeLines, ending: str) -> bytes:
    if ending in {".csv", ".json"}:
        return result_csv(result) if ending == ".csv" else result_json(result)
    from qualcode.exporters.course import codeline_picture  # noqa: PLC0415 - matplotlib, where a picture is asked for

    return codeline_picture(result, ending, interface_language(), no_group(result.question.by))


def show_codelines(result: CodeLines) -> None:
    """Print a line a code, under the names of what they lie along."""
    write = Figures.spoken()
    longest = max((len(row.code) for row in result.rows), default=0)
    wide = min(max(room() - longest - 40, LEAST_LINE), MOST_LINE)
    columns = [
        Column(by_title(result.question.by or "document"), shrinks=True),
        Column(by_title(result.question.level), shrinks=True),
        Column(_("Where it lies")),
        Column(_("Passages"), right=True),
        Column(_("Speech"), right=True),
    ]
    rows, before = [], None
    for row in result.rows:
        group = row.group or no_group(result.question.by)
        line = drawn_line(row.stretches, wide)
        rows.append(
            ("" if group == before else group, row.code, line, write.whole(row.passages), write.share(row.share, 1))
        )
        before = group
    output.show_table(columns, rows)


@click.command(help=_("Which code follows which: where a passage has ended, whose is the next to begin."))
@_course_options
def sequence(*, as_json: bool, **asked: Any) -> None:  # noqa: ANN401 - what `_course_options` gave
    """Say which code follows which."""
    result = _read("sequence", read_sequence, None, asked)
    answer(result, lambda: show_sequence(result), as_json=as_json)


def show_sequence(result: Sequence) -> None:
    """Print what follows what, the most frequent first."""
    if not result.rows:
        output.say(_("Nothing follows anything here: each document holds one passage at most."))
        return
    write = Figures.spoken()
    columns = [
        Column(_("After"), shrinks=True),
        Column(_("Comes"), shrinks=True),
        Column(_("Times"), right=True),
        # TRANSLATORS: a narrow column: passages of the first code after which any passage comes
        Column(_("Of"), right=True),
        Column(_("Share"), right=True),
        Column(_("Expected"), right=True),
    ]
    rows = sorted(result.rows, key=lambda row: -row.n_ab)
    output.show_table(
        columns,
        [
            (
                row.a,
                row.b,
                write.whole(row.n_ab),
                write.whole(row.n_a),
                write.share(row.share),
                write.decimal(row.expected, 1),
            )
            for row in rows
        ],
    )


@click.command(help=_("How much of what is said is coded: words under at least one passage."))
@_by_option
@drawn_option
@_course_options
def coverage(*, by: str | None, out: str | None, as_json: bool, **asked: Any) -> None:  # noqa: ANN401 - as `_course_options` gave
    """Say how much is coded."""
    check_ending(out, DRAWN_ENDINGS)
    result = _read("coverage", read_coverage, by, asked)
    keep(result, out)
    answer(result, lambda: show_coverage(result), as_json=as_json)


def show_coverage(result: Coverage) -> None:
    """Print a row for each document, case or voice; one where the whole was asked for."""
    write, by = Figures.spoken(), result.question.by
    columns = [
        *([Column(by_title(by), shrinks=True)] if by else []),
        Column(_("Words"), right=True),
        Column(_("Coded"), right=True),
        Column(_("Share"), right=True),
        Column(_("Passages"), right=True),
        Column(_("Codes"), right=True),
    ]
    output.show_table(
        columns,
        [
            (
                *([row.group or no_group(by)] if by else []),
                write.whole(row.words),
                write.whole(row.coded),
                write.share(row.share, 1),
                write.whole(row.passages),
                write.whole(row.codes),
            )
            for row in result.rows
        ],
    )
