"""The words people use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualcode.analysis.keywords import BY_CODING, RANKS
from qualcode.analysis.keywords import keywords as read
from qualcode.analysis.population import counting
from qualcode.cli.common import output, session
from qualcode.cli.common.options import by_coder_option, reading_options, round_option
from qualcode.cli.common.output import Column
from qualcode.cli.readings.answers import Figures, answer, by_title, no_group
from qualcode.cli.readings.by_question import question_option, restricted
from qualcode.cli.readings.deep import opened_to_keep, terms_of
from qualcode.cli.readings.kept_answers import keep_answer, kept_answer, state_of
from qualcode.model.messages import N_, _
from qualcode.readings import asked_words, study_of
from qualcode.words.stopwords import GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.coding.project import Project
    from qualcode.model.results import Keyword, Keywords, Question


def word_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which words count."""
    options = (
        click.option("--stop-word", "stop_words", multiple=True, metavar="WORD", help=_("Leave this word out too.")),
        click.option(
            "--leave-out",
            type=click.Choice(GROUPS),
            multiple=True,
            help=_("Leave out these lists of words alone; all of them by default."),
        ),
        click.option(
            "--keep",
            type=click.Choice(GROUPS),
            multiple=True,
            help=_("Let these lists of words in: --keep negation counts “not” and “never” too."),
        ),
        click.option("--interviewer", is_flag=True, help=_("Count the interviewer’s words too.")),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(help=_("The words people use: lemmas and terms of several words, without stop words."))
@click.option(
    "--by", metavar="BY", help=_("Compare: document, case, speaker, code, group, theme, question or attribute:NAME.")
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help=_("At most so many terms, or so many of each group; 0 for all; by default 50, and 10 of each group."),
)
@click.option("--minimum", type=click.IntRange(min=1), default=1, help=_("Only terms said at least so many times."))
@click.option(
    "--cases",
    type=click.IntRange(min=0),
    metavar="N",
    help=_(
        "Only terms that so many cases of a group say, or all of a smaller group; by default 3 where groups of people "
        "or passages are compared."
    ),
)
@click.option(
    "--rank",
    type=click.Choice(RANKS),
    default=RANKS[0],
    help=_("What the terms of each group are ranked by: keyness (G2), TF-IDF, or how often they are said."),
)
@click.option("--only", metavar="GROUP", help=_("One group alone, against all the rest."))
@click.option("--deep", is_flag=True, help=_("Find terms by a language model: slower the first time, then kept."))
@word_options
@question_option
@round_option
@by_coder_option
@reading_options
def keywords(
    project: str | None,
    as_json: bool,
    deep: bool,
    questions: tuple[str, ...],
    rounds: tuple[str, ...],
    **asked: Any,  # noqa: ANN401 - Click's values
) -> None:
    """Count the words of what people said."""
    question = asked_words("keywords", **asked)
    with opened_to_keep(project) if deep else session.reading(project) as opened:
        question = restricted(question, opened, questions, rounds)
        state = state_of(opened)
        known = None if deep else kept_answer(opened, question)
        result = known or words_said(opened, question, deep=deep)
    if not (deep or known):
        keep_answer(project, state, result)
    answer(result, lambda: show_keywords(result), as_json=as_json)


def words_said(project: Project, question: Question, *, deep: bool = False) -> Keywords:
    """Answer a question about words by rules and lists or, where `deep`, by a language model."""
    material, texts = study_of(project)
    terms = None
    if deep:
        counted = counting(material, texts, question, needs_codings=question.by in BY_CODING)
        terms = terms_of(project, counted.documents, texts)
    return read(material, texts, question, deep=terms)


def show_keywords(result: Keywords) -> None:
    """Print the table; by group each has its own heading in the first column."""
    by, write = result.question.by, Figures.spoken()
    columns = [
        *([Column(by_title(by), shrinks=True)] if by else []),
        Column(_("Term"), shrinks=True),
        Column(_("Count"), right=True),
        Column(_("Documents"), right=True),
        Column(_("Cases"), right=True),
        *([Column(_(title), right=True) for title in _COMPARED] if by else []),
    ]
    output.show_table(columns, [_row(row, by, write) for row in result.rows])
    if by and not result.rows:
        output.say(_("No term is said by enough cases of a group: --cases 1 lets the others in."))


_COMPARED = (N_("Keyness"), N_("Log ratio"), N_("TF-IDF"))


def _row(row: Keyword, by: str | None, write: Figures) -> tuple[str, ...]:
    if not by:
        return (row.term, *(write.whole(n) for n in (row.count, row.documents, row.cases)))
    cases = f"{write.whole(row.cases)}/{write.whole(row.of_cases)}"
    compared = (write.decimal(value, 1) for value in (row.keyness, row.effect, row.tfidf))
    return (row.group or no_group(by), row.term, write.whole(row.count), write.whole(row.documents), cases, *compared)
