"""A picture of the words people use."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.analysis.cloud import MOST_WORDS
from qualcode.analysis.cloud import cloud as coloured
from qualcode.cli.common import output, session
from qualcode.cli.common.options import by_coder_option, reading_options
from qualcode.cli.readings.answers import answer
from qualcode.cli.readings.keywords import word_options, words_said
from qualcode.exporters.cloud import cloud_picture, cloud_svg
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.model.messages import _
from qualcode.readings import asked_words

if TYPE_CHECKING:
    from qualcode.analysis.cloud import Cloud
    from qualcode.coding.project import Project
    from qualcode.model.results import Keywords, Question

ENDINGS = (".png", ".svg")
PLAIN = "none"


@click.command(help=_("Draw the words people use most into a picture, OUT.png or OUT.svg."))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--colour-by",
    default=PLAIN,
    show_default=True,
    metavar="BY",
    help=_("Give each word the colour of the code, group, theme or attribute:NAME it is most typical of; or none."),
)
@word_options
@by_coder_option
@reading_options
def cloud(out: Path, colour_by: str, project: str | None, as_json: bool, **asked: Any) -> None:  # noqa: ANN401 - Click's
    """Draw the cloud."""
    ending = checked_ending(out, ENDINGS)
    question = asked_words("cloud", limit=MOST_WORDS, **asked)
    with session.reading(project) as opened:
        drawn, result = words_of_cloud(opened, question, colour_by)
    write_whole(out, picture(drawn, ending))
    if as_json:
        output.show_json(result.as_json()["question"], [asdict(word) for word in drawn.words])  # type: ignore[arg-type]
        return
    answer(result, lambda: _show_legend(drawn), as_json=False)
    output.say(_("{file}: {count} words drawn").format(file=out, count=output.numbers(len(drawn.words))))


def words_of_cloud(project: Project, question: Question, colour_by: str = PLAIN) -> tuple[Cloud, Keywords]:
    """Return the words of a cloud with their colours, and the reading they come from.

    Args:
        project: the study.
        question: about the words, without `by`.
        colour_by: code, group, theme, attribute:NAME or none.

    Raises:
        NoWords: where none is left.
    """
    if colour_by == PLAIN:
        result = words_said(project, question)
        return coloured(result), result
    options = tuple(sorted((*question.options, ("colour_by", colour_by))))
    result = words_said(project, replace(question, options=options))
    grouped = words_said(project, replace(question, by=colour_by, limit=None))
    own = {code.name: code.colour for code in project.codes.all() if colour_by in {"code", "group"} and code.colour}
    return coloured(result, grouped, own), result


def picture(drawn: Cloud, ending: str) -> bytes:
    """Return the bytes of a picture file: .png, else .svg."""
    return cloud_picture(drawn.words) if ending == ".png" else cloud_svg(drawn.words).encode()


def _show_legend(drawn: Cloud) -> None:
    """Print the heaviest words, and which colour stands for what."""
    output.show(", ".join(word.term for word in drawn.words[:12]))
    for name, colour in drawn.legend:
        output.show(f"{colour}  {name}")
