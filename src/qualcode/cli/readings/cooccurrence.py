"""Which codes meet."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, cast, get_args

import click

from qualcode.analysis.cooccurrence import cooccurrence as read
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import WIDEST, room, show_words
from qualcode.cli.common.options import by_coder_option, reading_options, round_option
from qualcode.cli.common.output import Column
from qualcode.cli.readings.answers import Figures, answer
from qualcode.cli.readings.by_question import question_option, restricted
from qualcode.model.messages import N_, _
from qualcode.model.practice import caution_of_chance
from qualcode.model.results import Level, Question, Unit
from qualcode.readings import study_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.results import Cooccurrence, Pair

    _Shown = tuple[str, Callable[[Pair, Figures], str]]
    """The title of a column, and what stands in it."""


@click.command(help=_("Which codes meet: in the same turn, sentence, document ..., or on the same words."))
@click.option(
    "--unit",
    type=click.Choice(get_args(Unit)),
    default="turn",
    show_default=True,
    help=_("Where codes meet; a document without turns is read by paragraph instead of turn."),
)
@click.option(
    "--level",
    type=click.Choice(get_args(Level)),
    default="code",
    show_default=True,
    help=_("Compare codes, the groups at the top of the codebook, or themes."),
)
@click.option("--raw", is_flag=True, help=_("Count every pair of codings that share a character, whoever coded."))
@click.option(
    "--permutations",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("Test each pair against N random arrangements (9999 is usual): p and q values."),
)
@click.option("--seed", type=int, default=1, show_default=True, help=_("Which random arrangements."))
@question_option
@round_option
@by_coder_option
@reading_options
def cooccurrence(  # noqa: PLR0913, PLR0917 - one argument an option
    unit: str,
    level: str,
    raw: bool,
    permutations: int | None,
    seed: int,
    questions: tuple[str, ...],
    rounds: tuple[str, ...],
    coder: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Count which codes meet."""
    question = Question("cooccurrence", coder=coder, level=cast("Level", level), unit=cast("Unit", unit), raw=raw)
    with session.reading(project) as opened:
        question = restricted(question, opened, questions, rounds)
        material, texts = study_of(opened)
        approach = opened.approach.named()
    result = read(material, texts, question)
    if permutations:
        from qualcode.analysis.permutation import Chance, with_chance  # noqa: PLC0415 - SciPy, where a test is asked for

        bar = output.Bar(time.monotonic)
        result = with_chance(result, material, texts, Chance(permutations, seed), bar)
        bar.close()
    answer(result, lambda: show_cooccurrence(result), as_json=as_json)
    sentence = caution_of_chance(approach) if permutations and not as_json else ""
    if sentence:
        output.show()
        show_words(sentence)


def show_cooccurrence(result: Cooccurrence, at_most: int | None = None) -> None:
    """Print the pairs that meet, those that meet most often first; the diagonal stands in the columns of each."""
    pairs = sorted(
        (pair for pair in result.rows if pair.a != pair.b), key=lambda pair: (-pair.n_ab, -(pair.jaccard or 0))
    )
    if not pairs:
        output.say(_("No two codes meet in this unit; a wider one finds more: --unit document."))
        return
    shown = _RAW if result.question.raw else _SHOWN
    if not result.question.raw and room() >= WIDEST:
        shown = (*shown, *_SHARES)
    if any(pair.p_value is not None for pair in pairs):
        shown = (*shown, *_CHANCE)
    columns = [Column(_(title), right=place > 1, shrinks=place <= 1) for place, (title, _cell) in enumerate(shown)]
    write = Figures.spoken()
    output.show_table(columns, [[cell(pair, write) for _title, cell in shown] for pair in pairs[:at_most]])


_NAMES: Final[tuple[_Shown, ...]] = (("A", lambda pair, _write: pair.a), ("B", lambda pair, _write: pair.b))
_RAW: Final[tuple[_Shown, ...]] = (*_NAMES, (N_("Pairs"), lambda pair, write: write.whole(pair.n_ab)))
# TRANSLATORS: columns of a narrow table: how often A and B meet, each alone, the share of A's that are B's
_SHOWN: Final[tuple[_Shown, ...]] = (
    *_NAMES,
    (N_("A and B"), lambda pair, write: write.whole(pair.n_ab)),
    ("A", lambda pair, write: write.whole(pair.n_a)),
    ("B", lambda pair, write: write.whole(pair.n_b)),
    (N_("Jaccard"), lambda pair, write: write.decimal(pair.jaccard)),
    (N_("Lift"), lambda pair, write: write.decimal(pair.lift, 1)),
)
"""What a narrow window has room for beside two names; `--json` gives all."""
_SHARES: Final[tuple[_Shown, ...]] = (
    (N_("A if B"), lambda pair, write: write.share(pair.p_a_given_b)),
    (N_("B if A"), lambda pair, write: write.share(pair.p_b_given_a)),
)
_CHANCE: Final[tuple[_Shown, ...]] = (
    ("p", lambda pair, write: write.decimal(pair.p_value, 3)),
    ("q", lambda pair, write: write.decimal(pair.q_value, 3)),
)
