"""Turns that go by the same words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.analysis.word_groups import word_groups
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.options import reading_options
from qualcode.cli.common.output import Column, numbers
from qualcode.cli.readings.answers import answer, decimal, share
from qualcode.cli.readings.by_question import question_option, restricted
from qualcode.cli.readings.kept import check_ending, keep, out_option
from qualcode.cli.readings.keywords import word_options
from qualcode.model.messages import _, interface_language
from qualcode.readings import GROUPS_USUAL, asked_groups, study_of
from qualcode.words.typography import profile_of, quoted

if TYPE_CHECKING:
    from qualcode.model.matrices import WordGroups

_SHOWN: Final = 2
"""Passages of each group that are shown: `--json` has the others."""


@click.command(
    help=_(
        "Turns that go by the same words, to explore with: groups of words, never themes, and nothing is coded by them."
    )
)
@click.option(
    "--number",
    type=click.IntRange(min=2, max=50),
    default=GROUPS_USUAL,
    show_default=True,
    metavar="N",
    help=_("How many groups."),
)
@click.option("--seed", type=int, default=1, show_default=True, help=_("Where the search for them begins."))
@word_options
@question_option
@out_option
@reading_options
def groups(  # noqa: PLR0913, PLR0917 - one argument an option
    number: int,
    seed: int,
    questions: tuple[str, ...],
    out: str | None,
    project: str | None,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - Click's values
) -> None:
    """Group turns by their words."""
    check_ending(out)
    bar = output.Bar(time.monotonic)
    with session.reading(project) as opened:
        question = restricted(asked_groups(number, seed, **asked), opened, questions)
        result = word_groups(*study_of(opened), question, reporter=bar)
    bar.close()
    keep(result, out)
    answer(result.quotable(), lambda: _show(result), as_json=as_json)


def _show(result: WordGroups) -> None:
    """Print the groups with their words, then some turns of each, then how good they are."""
    columns = [
        Column(_("Group"), right=True),
        Column(_("Turns"), right=True),
        Column(_("Cases"), right=True),
        Column(_("Coherence"), right=True),
        Column(_("Stability"), right=True),
        Column(_("Words"), shrinks=True),
    ]
    rows = [
        (
            numbers(row.number),
            numbers(row.turns),
            numbers(row.cases),
            decimal(row.coherence),
            share(row.stability),
            ", ".join(term.term for term in row.terms),
        )
        for row in result.rows
    ]
    output.show_table(columns, rows)
    profile = profile_of(interface_language())
    for row in result.rows:
        output.show()
        output.show(f"{numbers(row.number)}  {', '.join(term.term for term in row.terms[:3])}")
        for passage in row.passages[:_SHOWN]:
            show_words(f"  {quoted(passage.text, profile)} ({passage.document})")
    output.show()
    show_words(said_of(result))


def said_of(result: WordGroups) -> str:
    """Say how good the groups are, and what they are not."""
    sentence = _(
        "{turns} turns over {terms} terms; the groups account for {explained} of the weights. Coherence goes from −1 "
        "to 1; stability is the share of a group’s words found again from other beginnings. These are groups of words, "
        "not themes: what people mean by them, the analyst alone can say."
    )
    told = {"turns": numbers(result.n), "terms": numbers(result.n_terms), "explained": share(result.explained)}
    return sentence.format_map(told)
