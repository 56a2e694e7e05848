"""The whole job on a sample study: transcripts, coding, co-occurrence, keywords, cloud, Word draft."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

import click

from qualcode.analysis.cloud import MOST_WORDS
from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.keywords import keywords
from qualcode.cli.common import output
from qualcode.cli.common.options import language_option
from qualcode.cli.common.output import Column, numbers
from qualcode.cli.readings.answers import answer
from qualcode.cli.readings.cloud import picture, words_of_cloud
from qualcode.cli.readings.cooccurrence import show_cooccurrence
from qualcode.cli.readings.keywords import show_keywords
from qualcode.cli.report.report import contents, said
from qualcode.cli.samples import bring_sample_in, sample_folder
from qualcode.coding.project import Project
from qualcode.drafting import gathered, written
from qualcode.exporters.files import write_whole
from qualcode.model import errors
from qualcode.model.messages import _, ngettext
from qualcode.model.records import CORPUS_LANGUAGES
from qualcode.model.results import Question
from qualcode.model.samples import SAMPLES, Sample, sample_spoken
from qualcode.readings import asked_words, study_of
from qualcode.report.draft import DraftOptions, draft

FOLDER: Final = "qualcode-demo"
PROJECT: Final = "demo.qualcode"
REPORT: Final = "report.docx"
CLOUD: Final = "cloud.png"
_PAIRS: Final = 8
_TERMS: Final = 12


@click.command(help=_("See the whole job done on a sample study, in FOLDER: qualcode-demo where none is named."))
@click.argument("folder", default=FOLDER, type=click.Path(path_type=Path))
@click.option(
    "--study",
    type=click.Choice(tuple(SAMPLES)),
    help=_(
        "Which study: perseverance is in French, first-year in English; by default that of the interface’s language."
    ),
)
@click.option("--no-open", is_flag=True, help=_("Do not show the study on the screen when all is done."))
@click.option(
    "--report-language",
    type=click.Choice(CORPUS_LANGUAGES),
    help=_("The language of the draft; by default that of the corpus."),
)
@language_option
def demo(folder: Path, study: str | None, no_open: bool, report_language: str | None) -> None:
    """Make the demo, or leave nothing behind."""
    _refuse_taken(folder)
    sample = SAMPLES[study] if study else sample_spoken()
    sample_folder(sample)  # refused before anything is said or made
    output.say(_("A sample study, all its people invented: a few seconds …"))
    was_there = folder.exists()
    try:
        _make(folder, sample, report_language or sample.language)
    except BaseException:
        _clear(folder, was_there=was_there)
        raise
    _say_next(folder / PROJECT, sample)
    if not no_open and sys.stdin.isatty() and sys.stdout.isatty():
        _show_screen(folder / PROJECT, sample.coders[0])


def _show_screen(place: Path, coder: str) -> None:
    from qualcode.cli import screen  # noqa: PLC0415 - a demo in a pipe never pays for Textual

    screen.show(str(place), coder)


def _refuse_taken(folder: Path) -> None:
    if any((folder / name).exists() for name in (PROJECT, REPORT, CLOUD)):
        raise errors.DemoThere(folder, project=folder / PROJECT)


def _clear(folder: Path, *, was_there: bool) -> None:
    """Take away what an interrupted demo has made."""
    if not was_there:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in (*folder.glob(f"{PROJECT}*"), *folder.glob(f".{PROJECT}*"), folder / REPORT, folder / CLOUD):
        path.unlink(missing_ok=True)


def _make(folder: Path, sample: Sample, language: str) -> None:
    """Make the project, print what it holds, write the files."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise errors.CannotWrite(folder, reason=fault.strerror or type(fault).__name__) from None
    place = str(folder / PROJECT)
    with Project.create(place, title=sample.title, corpus_language=sample.language, coder=sample.coders[0]) as project:
        bring_sample_in(project, sample)
        _show_documents(project)
        _show_readings(project)
        _write_cloud(project, folder / CLOUD)
        made = draft(gathered(project), DraftOptions(language))
    files = written(made, folder / REPORT)
    output.show(said([str(path) for path in files], contents(made)))


def _headed(title: str) -> None:
    output.show()
    output.show(title)
    output.show("─" * len(title))


def _show_documents(project: Project) -> None:
    """Print what came in."""
    counts = project.documents.coding_counts()
    _headed(_("Documents"))
    columns = [
        Column(_("Document"), shrinks=True),
        Column(_("Words"), right=True),
        Column(_("Turns"), right=True),
        Column(_("Codings"), right=True),
        Column(_("Voices"), shrinks=True),
    ]
    rows = [
        (
            document.name,
            *(numbers(count) for count in (document.words, document.turns, counts.get(document.id, 0))),
            ", ".join(document.speakers),
        )
        for document in project.documents.all()
    ]
    output.show_table(columns, rows)


def _show_readings(project: Project) -> None:
    """Print which codes meet most, and the words said most."""
    material, texts = study_of(project)
    pairs = cooccurrence(material, texts, Question("cooccurrence", unit="turn"))
    _headed(_("Codes that meet most often"))
    answer(pairs, lambda: show_cooccurrence(pairs, _PAIRS), as_json=False)
    terms = keywords(material, texts, asked_words("keywords", limit=_TERMS))
    _headed(_("Words used most often"))
    answer(terms, lambda: show_keywords(terms), as_json=False)


def _write_cloud(project: Project, out: Path) -> None:
    """Draw the cloud, each word in the colour of the group of codes it is most typical of."""
    drawn, _reading = words_of_cloud(project, asked_words("cloud", limit=MOST_WORDS), "group")
    write_whole(out, picture(drawn, out.suffix))
    _headed(_("Files"))
    counted = ngettext("{count} word", "{count} words", len(drawn.words)).format(count=numbers(len(drawn.words)))
    output.show(_("{files}: written, with {contents}").format(files=out, contents=counted))


def _say_next(project: Path, sample: Sample) -> None:
    """Name three commands to go on with."""
    output.say("")
    output.say(_("What to try next:"))
    for command in (
        f'qualcode excerpts -p {project} --code "{sample.code}"',
        f"qualcode frequencies -p {project} --by attribute:{sample.attribute}",
        f"qualcode concordance -p {project} {sample.word}",
    ):
        output.say(f"  {command}")
