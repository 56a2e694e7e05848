"""The sample studies that come with the program, brought into a project as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import qualcode
from qualcode.cli.codebook.codebooks import bring_in
from qualcode.cli.common.tables_in import describe_cases, load_table
from qualcode.cli.documents.guides_in import bring_guide_in
from qualcode.coding.documents.documents import ImportDocument, SetDocumentState
from qualcode.coding.documents.guide import Asking, MatchGuide
from qualcode.coding.passages.tables import CodingLine, ImportCodings
from qualcode.coding.themes.themes import AddTheme, LinkTheme
from qualcode.importers.reading import Batch, found_files
from qualcode.model import errors
from qualcode.words.matching import found_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.coding.project import Project
    from qualcode.model.samples import Sample

_TO_QUOTE: Final = 5
"""The weight that the sample's coders gave to passages worth quoting."""


def sample_folder(sample: Sample) -> Path:
    """Return the folder of a sample study: inside the installed package or, in an editable install, the repository's.

    Raises:
        SampleMissing: where neither holds it.
    """
    package = Path(qualcode.__file__).resolve().parent
    for folder in (package / "corpora" / sample.name, package.parent.parent / "corpora" / sample.name):
        if folder.is_dir():
            return folder
    raise errors.SampleMissing(sample.name)


def bring_sample_in(project: Project, sample: Sample) -> None:
    """Bring a whole sample study in: transcripts, attributes, codebook, themes, codings, guide; all of it is coded.

    Args:
        project: empty, open for writing.
        sample: which study.

    Raises:
        SampleMissing: where its files did not come with the program.
    """
    folder = sample_folder(sample)
    with Batch() as batch:
        for path in found_files([folder / "transcripts"]):
            source = batch.read(path)
            project.perform(ImportDocument(source.name, source.source_name, source.source_sha256, source.transcript))
    attributes = folder / sample.attributes
    describe_cases(project, load_table(str(attributes)), attributes.name)
    bring_in(project, str(folder / sample.codebook), None)
    bring_guide_in(
        project, str(folder / "guide.md")
    )  # before there are codings, which an import is a reason to back up
    project.perform(MatchGuide(tuple(_askings(project, folder / "asked.csv"))))
    project.perform(ImportCodings(tuple(_codings(folder / sample.codings)), strict=True))
    _bring_themes_in(project, folder / "themes.csv")
    for document in project.documents.all():
        project.perform(SetDocumentState(document.id, "coded"))


def _codings(path: Path) -> Iterator[CodingLine]:
    """Read the prepared coding, whose places are found by the words."""
    table = load_table(str(path))
    names = ("document", "text", "code", "coder", "memo", "weight")
    for row, (document, text, code, coder, memo, weight) in zip(table.rows, table.values(*names), strict=True):
        strong = int(weight) if weight else None
        yield CodingLine(
            line=row.line,
            document=document,
            code=code,
            text=text,
            coder=coder,
            memo=memo,
            weight=strong,
            starred=strong == _TO_QUOTE,
        )


def _askings(project: Project, path: Path) -> Iterator[Asking]:
    """Read where the questions of the guide are asked, found by the words."""
    documents = {document.name: document.id for document in project.documents.all()}
    texts = dict(project.documents.texts(list(documents.values())))
    questions = [question.id for question in project.guide.all()]
    for name, words, number in load_table(str(path)).values("document", "text", "question"):
        document = documents[name]
        place = found_words(texts[document], words)[0]
        yield Asking(questions[int(number) - 1], document, place.start, place.end)


def _bring_themes_in(project: Project, path: Path) -> None:
    """Make each theme at its first row, and link it at every row."""
    table = load_table(str(path))
    codes = project.codes.all()
    paths = {code.path: code.id for code in codes}
    made: dict[str, str] = {}
    for name, claim, status, memo, code, stance in table.values("name", "claim", "status", "memo", "code", "stance"):
        if name not in made:
            action = AddTheme(name, claim, status, memo)
            project.perform(action)
            made[name] = action.id
        project.perform(LinkTheme(made[name], code=paths[tuple(code.split("/"))], stance=stance))
