"""A picture of the words people use, or of the passages that were coded."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import click

from qualcode.analysis.cloud import MOST_WORDS
from qualcode.analysis.clouding import COLOURED, OF, PASSAGES, answered, drawn
from qualcode.analysis.passage_cloud import LONGEST
from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import by_coder_option, reading_options
from qualcode.cli.readings.answers import answer
from qualcode.cli.readings.keywords import word_options
from qualcode.exporters.cloud import BARE, SEED, Dress, cloud_picture, cloud_svg
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.model.messages import _, ngettext
from qualcode.model.results import Level, Question
from qualcode.readings import asked_words, code_colours, study_of

if TYPE_CHECKING:
    from qualcode.analysis.cloud import Cloud
    from qualcode.coding.project import Project
    from qualcode.model.clouds import PassageCloud
    from qualcode.model.results import Keywords

ENDINGS = (".png", ".svg")
PLAIN = "none"
WORDS = "words"


@click.command(help=_("Draw the words people use most into a picture, OUT.png or OUT.svg."))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--colour-by",
    default=PLAIN,
    show_default=True,
    metavar="BY",
    help=_("Give each word the colour of the code, group, theme or attribute:NAME it is most typical of; or none."),
)
@click.option(
    "--of",
    type=click.Choice([WORDS, PASSAGES]),
    default=WORDS,
    show_default=True,
    help=_("Draw words, or short coded passages kept whole, each as large as the cases that say it."),
)
@click.option(
    "--level",
    type=click.Choice(get_args(Level)),
    default="code",
    show_default=True,
    help=_("Of passages: which colour each takes, its code’s, its group’s or its theme’s."),
)
@click.option("--code", "codes", multiple=True, metavar="CODE", help=_("Of passages: of this code alone; may recur."))
@click.option(
    "--longest", type=click.IntRange(min=1), default=LONGEST, show_default=True, metavar="N",
    help=_("Of passages: those of at most so many words."),
)  # fmt: skip
@click.option(
    "--shape", metavar="SHAPE", default="",
    help=_("What the words fill: ellipse, circle, or a picture whose dark part they take."),
)  # fmt: skip
@click.option("--seed", type=int, default=SEED, show_default=True, help=_("Which places the words take."))
@word_options
@by_coder_option
@leak_options
@reading_options
def cloud(  # noqa: PLR0913, PLR0917 - one argument an option
    out: Path,
    colour_by: str,
    of: str,
    level: str,
    codes: tuple[str, ...],
    longest: int,
    shape: str,
    seed: int,
    project: str | None,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - Click's values
) -> None:
    """Draw the cloud."""
    ending = checked_ending(out, ENDINGS)
    with session.reading(project) as opened:
        if of == PASSAGES:
            question = _of_passages(opened, cast("Level", level), codes, longest, asked["coder"])
            shown, result = cloud_of(opened, question)
        else:
            shown, result = words_of_cloud(opened, asked_words("cloud", limit=MOST_WORDS, **asked), colour_by)
    write_whole(out, picture(shown, ending, shape, seed))
    if as_json:
        output.show_json(result.as_json()["question"], [asdict(word) for word in shown.words])  # type: ignore[arg-type]
        return
    answer(result, lambda: _show_legend(shown, result), as_json=False)
    output.say(_("{file}: {count} words drawn").format(file=out, count=output.numbers(len(shown.words))))


def _of_passages(opened: Project, level: Level, codes: tuple[str, ...], longest: int, coder: str | None) -> Question:
    labels = {code.id: code.label for code in opened.material().codes}
    wanted = tuple(labels[opened.codes.get(code).id] for code in codes)
    options: dict[str, object] = {OF: PASSAGES, "longest": longest, **({"codes": wanted} if wanted else {})}
    return Question("cloud", coder=coder, level=level, limit=MOST_WORDS, options=tuple(sorted(options.items())))


def words_of_cloud(project: Project, question: Question, colour_by: str = PLAIN) -> tuple[Cloud, Keywords]:
    """Return the words of a cloud with their colours, and the reading they come from.

    Args:
        project: the study.
        question: about the words, without `by`.
        colour_by: code, group, theme, attribute:NAME or none.

    Raises:
        NoWords: where none is left.
    """
    if colour_by != PLAIN:
        question = replace(question, options=tuple(sorted((*question.options, (COLOURED, colour_by)))))
    shown, result = cloud_of(project, question)
    return shown, cast("Keywords", result)


def cloud_of(project: Project, question: Question) -> tuple[Cloud, Keywords | PassageCloud]:
    """Return a cloud of a project with its colours, and the reading it comes from."""
    material, texts = study_of(project)
    result = answered(material, texts, question)
    return drawn(material, texts, result, code_colours(project, material)), result


def picture(shown: Cloud, ending: str, shape: str = "", seed: int = SEED) -> bytes:
    """Return the bytes of a picture file: .png, else .svg."""
    dress = Dress(shown.legend, shape) if shown.legend or shape else BARE
    if ending == ".png":
        return cloud_picture(shown.words, seed=seed, dress=dress)
    return cloud_svg(shown.words, seed=seed, dress=dress).encode()


def _show_legend(shown: Cloud, result: Keywords | PassageCloud) -> None:
    """Print the heaviest words, which colour stands for what, and what is not in the cloud."""
    output.show(", ".join(word.term for word in shown.words[:12]))
    for name, colour in shown.legend:
        output.show(f"{colour}  {name}")
    too_long = getattr(result, "too_long", 0)
    if too_long:
        output.show()
        show_words(
            ngettext(
                "{count} longer passage is not in the cloud: --longest lets it in.",
                "{count} longer passages are not in the cloud: --longest lets them in.",
                too_long,
            ).format(count=output.numbers(too_long))
        )
