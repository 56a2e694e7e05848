"""Codes by the values of an attribute."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, cast

import click
from rich.cells import cell_len

from qualcode.analysis.crosstab import ACROSS, QUESTIONS
from qualcode.analysis.crosstab import crosstab as read
from qualcode.analysis.exchange import FEWEST_UNITS
from qualcode.analysis.permutation import ROUNDS, Chance
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import room, show_words
from qualcode.cli.common.options import by_coder_option, reading_options, round_option
from qualcode.cli.common.output import Column, numbers
from qualcode.cli.common.small_cells import warn_of_small_cells
from qualcode.cli.readings.answers import answer, by_title, decimal, share
from qualcode.cli.readings.by_question import restricted
from qualcode.cli.readings.kept import DRAWN_ENDINGS, check_ending, drawn_option, keep
from qualcode.model.messages import N_, _, interface_language, ngettext
from qualcode.model.practice import caution_of_chance, cautious
from qualcode.model.results import Question
from qualcode.readings import study_of
from qualcode.report.wording import wording_of
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualcode.model.comparisons import Crosstab, CrosstabCell, CrosstabTest
    from qualcode.model.results import Level

    _Filled = tuple[str, list[str]]
    """A column: its title, and its cells from the top."""

_GAP: Final = 2
_LEVELS: Final = {"codes": "code", "groups": "group", "themes": "theme", QUESTIONS: "code"}
_SHOWN: Final[dict[str, Callable[[CrosstabCell], str]]] = {
    "cases": lambda cell: f"{numbers(cell.cases)} ({share(cell.share)})",
    "count": lambda cell: numbers(cell.count),
    "expected": lambda cell: decimal(cell.expected, 1),
    "residual": lambda cell: decimal(cell.residual, 1),
}
_UNITS: Final = {
    "case": N_("Unit: the case. {known} of {concerned} concerned have an answer, one each."),
    "group": N_(
        "Unit: the group, for people who hear each other are no independent witnesses. {known} of {concerned} "
        "concerned have an answer, one each."
    ),
    "site": N_(
        "Unit: the site, for the attribute varies between sites only. {known} of {concerned} concerned have an answer, "
        "one each."
    ),
}
_UNIT_TITLES: Final = {"case": N_("Cases"), "group": N_("Groups"), "site": N_("Sites")}
_METHODS: Final = {
    "fisher": N_("Fisher’s exact test"),
    "chi_square": N_("chi-square"),
    "permutation": N_("random exchange of the answers"),
}


@click.command(
    help=_("Codes by an attribute: how many of those who answered so speak of each, and whether chance would.")
)
@click.option(
    "--rows", type=click.Choice(list(_LEVELS)), default="codes", show_default=True, help=_("What to compare.")
)
@click.option("--columns", required=True, metavar="attribute:NAME", help=_("By which attribute of the cases."))
@click.option("--bounds", metavar="A,B", help=_("Cut numbers or dates into classes at these: 20,40 or 2024-05-01."))
@click.option(
    "--show",
    type=click.Choice(list(_SHOWN)),
    default="cases",
    show_default=True,
    help=_("What stands in the cells: cases and their share, codings, expected cases, adjusted residuals."),
)
@click.option(
    "--permutations",
    type=click.IntRange(min=1),
    default=ROUNDS,
    show_default=True,
    metavar="N",
    help=_("Random exchanges, where the test needs them."),
)
@click.option("--seed", type=int, default=1, show_default=True, help=_("Which random exchanges."))
@click.option(
    "--test/--no-test",
    default=None,
    help=_("Whether p-values are shown; by default they are, unless the project’s approach is reflexive."),
)
@drawn_option
@round_option
@by_coder_option
@reading_options
def crosstab(  # noqa: PLR0913, PLR0917 - one argument an option
    rows: str,
    columns: str,
    bounds: str | None,
    show: str,
    permutations: int,
    seed: int,
    test: bool | None,
    out: str | None,
    rounds: tuple[str, ...],
    coder: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Compare who speaks of what by an attribute."""
    check_ending(out, DRAWN_ENDINGS)
    across = ((ACROSS, QUESTIONS),) if rows == QUESTIONS else ()
    question = Question("crosstab", coder=coder, level=cast("Level", _LEVELS[rows]), by=columns, options=across)
    with session.reading(project) as opened:
        question = restricted(question, opened, rounds=rounds)
        material, texts = study_of(opened)
        approach, standing = opened.approach.named(), opened.dismissals.all()
    cuts = tuple(cut.strip() for cut in bounds.split(",")) if bounds else ()
    bar = output.Bar(time.monotonic)
    result = read(material, texts, question, bounds=cuts, chance=Chance(permutations, seed), reporter=bar)
    bar.close()
    keep(result, out)
    if out:
        warn_of_small_cells(result, standing)
    tested = not cautious(approach) if test is None else test
    answer(result, lambda: show_crosstab(result, show, tested=tested), as_json=as_json)
    if not as_json:
        _say_caution(approach, tested=tested)


def _say_caution(approach: str, *, tested: bool) -> None:
    """Say what the project's approach thinks of p-values, or how they are shown where they are not."""
    if not tested:
        output.say(_("p-values are not shown: --test shows them."))
    elif sentence := caution_of_chance(approach):
        show_words(sentence)


def show_crosstab(result: Crosstab, what: str = "cases", *, tested: bool = True) -> None:
    """Print the table in as many blocks as the window asks for, between whom it counts and what was tested."""
    show_words(" ".join(_whom(result)))
    labels = list(dict.fromkeys(cell.row for cell in result.rows))
    title = _("{rows} by {attribute}").format(
        rows=by_title("question" if dict(result.question.options).get(ACROSS) else result.question.level),
        attribute=by_title(result.question.by or ""),
    )
    first = (title, [_(_UNIT_TITLES[result.unit]), *labels])
    values = _values(result.test, labels) if tested else []
    for block in _blocks(first, [*_answers(result, what), *values]):
        output.show()
        output.show_table(
            [Column(title, right=place > 0, shrinks=place == 0) for place, (title, _cells) in enumerate(block)],
            list(zip(*(cells for _title, cells in block), strict=True)),
        )
    if tested:
        output.show()
        show_words(_judgement(result.test))
    if result.codings_without_case:
        sentence = ngettext(
            "{count} coding is said by no case.", "{count} codings are said by no case.", result.codings_without_case
        )
        show_words(sentence.format(count=numbers(result.codings_without_case)))


def _whom(result: Crosstab) -> list[str]:
    """Say what the unit is, and how many groups and voices there are."""
    sentences = [
        _(_UNITS[result.unit]).format(known=numbers(result.n_known), concerned=numbers(result.n_concerned)),
    ]
    if result.n_groups:
        groups = ngettext("{count} group", "{count} groups", result.n_groups)
        if result.unit == "site":
            groups = ngettext("{count} site", "{count} sites", result.n_groups)
        alone = ngettext("{count} person alone", "{count} people alone", result.n_alone)
        voices = ngettext("{count} voice in all", "{count} voices in all", result.n_voices)
        counts = (
            groups.format(count=numbers(result.n_groups)),
            *([alone.format(count=numbers(result.n_alone))] if result.n_alone else []),
            voices.format(count=numbers(result.n_voices)),
        )
        sentences.append(f"{', '.join(counts)}.")
    if result.untold:
        names = wording_of(interface_language()).listed(result.untold)
        sentences.append(
            _("Not every voice is told apart in {names}, so people are not counted one by one.").format(names=names)
        )
    return sentences


def _answers(result: Crosstab, what: str) -> list[_Filled]:
    """Return a column for each answer, and for each way of having none; how many units it has stands first."""
    n = len(result.columns)
    cell = _SHOWN[what]
    titles = {"missing": _("(no value)"), "several": _("(several)")}
    return [
        (
            titles.get(column.kind, column.column),
            [numbers(column.n), *(cell(one) for one in result.rows[place::n])],
        )
        for place, column in enumerate(result.columns)
    ]


def _values(test: CrosstabTest, labels: Sequence[str]) -> list[_Filled]:
    """Return the columns of p and what it is adjusted to; none where nothing was tested."""
    if test.refused or all(row.p_value is None for row in test.rows):
        return []
    found = {row.row: row for row in test.rows}
    return [
        ("p", ["", *(decimal(found[label].p_value, 3) for label in labels)]),
        ("Holm", ["", *(decimal(found[label].p_holm, 3) for label in labels)]),
        ("q", ["", *(decimal(found[label].q_value, 3) for label in labels)]),
    ]


def _blocks(first: _Filled, columns: Sequence[_Filled]) -> list[list[_Filled]]:
    """Put the columns into blocks that fit the window, the names of the rows before each."""
    blocks: list[list[_Filled]] = []
    left = 0
    for column in columns:
        width = _width(column) + _GAP
        if width > left or not blocks:
            blocks.append([first])
            left = room() - _width(first)
        blocks[-1].append(column)
        left -= width
    return blocks


def _width(column: _Filled) -> int:
    title, cells = column
    return max(cell_len(shown_line(cell)) for cell in (title, *cells))


def _judgement(test: CrosstabTest) -> str:
    """Say how the rows were tested, or why they were not."""
    if test.refused == "one_value":
        return _("Not tested: there are no two answers to compare.")
    if test.refused:
        few = (
            ngettext(
                "Not tested: {count} person could be exchanged, inside a group or among those alone; {least} must be.",
                "Not tested: {count} people could be exchanged, inside a group or among those alone; {least} must be.",
                test.n,
            )
            if test.inside_groups
            else ngettext(
                "Not tested: {count} independent unit has an answer, and at least {least} must have one.",
                "Not tested: {count} independent units have an answer, and at least {least} must have one.",
                test.n,
            )
        )
        return few.format(count=numbers(test.n), least=numbers(FEWEST_UNITS))
    used = dict.fromkeys(row.method for row in test.rows if row.method)
    if not used:
        return _("Not tested: each row is spoken of by every unit that could be exchanged, or by none.")
    return " ".join(_how(test, tuple(used)))


def _how(test: CrosstabTest, used: tuple[str, ...]) -> list[str]:
    """Say which tests gave the p values, and for how many rows they are adjusted."""
    methods = wording_of(interface_language()).listed(tuple(_(_METHODS[method]) for method in used))
    sentences = [_("p: {methods}.").format(methods=methods)]
    if test.rounds:
        exchange = (
            _("People were exchanged inside their group, those alone among themselves, {rounds} times (seed {seed}).")
            if test.inside_groups
            else _("Answers were exchanged {rounds} times (seed {seed}): chi-square asks for 5 expected in each cell.")
        )
        sentences.append(exchange.format(rounds=numbers(test.rounds), seed=test.seed))
    tested = sum(row.method is not None for row in test.rows)
    adjusted = ngettext(
        "Holm and q (Benjamini and Hochberg): adjusted for {count} row tested.",
        "Holm and q (Benjamini and Hochberg): adjusted for the {count} rows tested.",
        tested,
    )
    return [*sentences, adjusted.format(count=numbers(tested))]
