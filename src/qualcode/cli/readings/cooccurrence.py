"""Which codes meet."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.analysis.cooccurrence import cooccurrence as read
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import WIDEST, room, show_words
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import by_coder_option, reading_options, round_option
from qualcode.cli.common.output import Column
from qualcode.cli.readings.answers import Figures, answer
from qualcode.cli.readings.by_question import question_option, restricted
from qualcode.cli.readings.meeting import asked_meetings, where_options
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.model.meeting import ENDINGS, NEAR, PICTURES, WITHIN_QUESTIONS
from qualcode.model.messages import N_, _, interface_language
from qualcode.model.practice import caution_of_chance
from qualcode.readings import study_of
from qualcode.report.meeting import meeting_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qualcode.model.material import Material
    from qualcode.model.results import Cooccurrence, Pair

    _Shown = tuple[str, Callable[[Pair, Figures], str]]
    """The title of a column, and what stands in it."""


@click.command(
    help=_("Which codes meet: in the same turn, sentence, document ..., near each other, or on the same words.")
)
@where_options
@click.option("--raw", is_flag=True, help=_("Count every pair of codings that share a character, whoever coded."))
@click.option(
    "--permutations",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("Test each pair against N random arrangements (9999 is usual): p and q values."),
)
@click.option(
    "--within-questions", is_flag=True, help=_("In that test, move codes inside each answer to a guide question only.")
)
@click.option(
    "--intervals",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("Draw the cases, or the groups, anew N times (2000 is usual): an interval for each Jaccard."),
)
@click.option("--seed", type=int, default=1, show_default=True, help=_("Which random arrangements."))
@click.option(
    "--out",
    metavar="FILE",
    help=_("Write it into a file too: .csv, .xlsx, .json, a picture .png or .svg, a network .graphml or .gexf."),
)
@click.option(
    "--network", "as_network", is_flag=True, help=_("In a picture, the network with its communities, not the map.")
)
@question_option
@round_option
@by_coder_option
@leak_options
@reading_options
def cooccurrence(  # noqa: PLR0913 - one argument an option
    *,
    permutations: int | None,
    within_questions: bool,
    intervals: int | None,
    seed: int,
    out: str | None,
    as_network: bool,
    questions: tuple[str, ...],
    rounds: tuple[str, ...],
    coder: str | None,
    project: str | None,
    as_json: bool,
    **where: Any,  # noqa: ANN401 - what `where_options` and `--raw` gave
) -> None:
    """Count which codes meet."""
    if out:
        checked_ending(out, ENDINGS)
    if as_network and (not out or Path(out).suffix.lower() not in PICTURES):
        raise click.UsageError(_("--network draws a picture: name its file with --out, .png or .svg."))
    with session.reading(project) as opened:
        question = restricted(asked_meetings(opened, coder, **where), opened, questions, rounds)
        if within_questions:
            question = replace(question, options=tuple(sorted((*question.options, (WITHIN_QUESTIONS, True)))))
        material, texts = study_of(opened)
        approach = opened.approach.named()
        colours = {code.id: code for code in opened.codes.all()} if out else {}
    result = _tested(read(material, texts, question), material, texts, permutations, intervals, seed)
    if out:
        from qualcode.exporters.meeting import written  # noqa: PLC0415 - matplotlib and networkx, where a file is asked for

        known = {code.label: colours[code.id] for code in material.codes}
        data = written(result, Path(out).suffix.lower(), known, interface_language(), as_network=as_network)
        write_whole(out, data)
        output.say(_("{file}: written").format(file=out))
    answer(result, lambda: show_cooccurrence(result), as_json=as_json)
    sentence = caution_of_chance(approach) if permutations and not as_json else ""
    if sentence:
        output.show()
        show_words(sentence)


def _tested(  # noqa: PLR0913, PLR0917 - a study, and what is asked of it
    result: Cooccurrence,
    material: Material,
    texts: Mapping[str, str],
    permutations: int | None,
    intervals: int | None,
    seed: int,
) -> Cooccurrence:
    """Return an answer with what chance and other cases would say, where that is asked for."""
    bar = output.Bar(time.monotonic)
    if permutations:
        from qualcode.analysis.permutation import Chance, with_chance  # noqa: PLC0415 - SciPy, where a test is asked for

        result = with_chance(result, material, texts, Chance(permutations, seed), bar)
    if intervals:
        from qualcode.analysis.meeting.resampling import with_intervals  # noqa: PLC0415 - SciPy, likewise

        result = with_intervals(result, material, texts, intervals, seed, bar)
    bar.close()
    return result


def show_cooccurrence(result: Cooccurrence, at_most: int | None = None) -> None:
    """Print the pairs that meet, those that meet most often first; the diagonal stands in the columns of each."""
    pairs = sorted(
        (pair for pair in result.rows if pair.a != pair.b), key=lambda pair: (-pair.n_ab, -(pair.jaccard or 0))
    )
    if not pairs:
        output.say(_("No two codes meet in this unit; a wider one finds more: --unit document."))
        return
    shown = _columns(result)
    if result.resampled:
        shown = (*shown, _INTERVAL)
    if result.tested:
        shown = (*shown, *_CHANCE)
    columns = [Column(_(title), right=place > 1, shrinks=place <= 1) for place, (title, _cell) in enumerate(shown)]
    write = Figures.spoken()
    output.show_table(columns, [[cell(pair, write) for _title, cell in shown] for pair in pairs[:at_most]])
    lift = [_(_OF_LIFT)] if any(title == _LIFT for title, _cell in shown) else []
    for sentence in (*lift, *meeting_notes(result, interface_language())):
        output.show()
        show_words(sentence)


def _columns(result: Cooccurrence) -> tuple[_Shown, ...]:
    """Return the columns that there is room for, and that say something."""
    if result.question.raw:
        return _RAW
    if NEAR in dict(result.question.options):  # a distance has no lift
        return (*_SHOWN[:6], *_SHARES)
    return (*_SHOWN, *_SHARES) if room() >= WIDEST else _SHOWN


_LIFT: Final = N_("Lift")
_OF_LIFT: Final = N_("Lift: so many times as often as chance alone would have it; 1 is neither more nor less.")
_NAMES: Final[tuple[_Shown, ...]] = (("A", lambda pair, _write: pair.a), ("B", lambda pair, _write: pair.b))
_RAW: Final[tuple[_Shown, ...]] = (*_NAMES, (N_("Pairs"), lambda pair, write: write.whole(pair.n_ab)))
# TRANSLATORS: columns of a narrow table: how often A and B meet, each alone, the share of A's that are B's
_SHOWN: Final[tuple[_Shown, ...]] = (
    *_NAMES,
    (N_("A and B"), lambda pair, write: write.whole(pair.n_ab)),
    ("A", lambda pair, write: write.whole(pair.n_a)),
    ("B", lambda pair, write: write.whole(pair.n_b)),
    (N_("Jaccard"), lambda pair, write: write.decimal(pair.jaccard)),
    (_LIFT, lambda pair, write: write.decimal(pair.lift, 1)),
)
"""What a narrow window has room for beside two names; `--json` gives all."""
_SHARES: Final[tuple[_Shown, ...]] = (
    (N_("A if B"), lambda pair, write: write.share(pair.p_a_given_b)),
    (N_("B if A"), lambda pair, write: write.share(pair.p_b_given_a)),
)
_INTERVAL: Final[_Shown] = (
    N_("95 %"),
    lambda pair, write: "" if pair.low is None else f"{write.decimal(pair.low)}–{write.decimal(pair.high)}",
)
_CHANCE: Final[tuple[_Shown, ...]] = (
    ("p", lambda pair, write: _("too few") if pair.p_value is None else write.decimal(pair.p_value, 3)),
    # TRANSLATORS: a narrow column: the p value adjusted over all pairs
    (N_("p adj."), lambda pair, write: write.decimal(pair.p_adjusted, 3)),
    ("q", lambda pair, write: write.decimal(pair.q_value, 3)),
)
