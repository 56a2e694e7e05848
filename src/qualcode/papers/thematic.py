"""The list and the tree of themes, and the methods appendix, on their way out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.model.practice import cautious
from qualcode.model.query import Wanted
from qualcode.papers.papers import cover_of, papers
from qualcode.report.appendices.known import Known
from qualcode.report.appendices.methods import methods_paper
from qualcode.report.appendices.theme_list import Located, theme_list
from qualcode.report.appendices.theme_tree import theme_tree
from qualcode.report.appendices.themed import themed
from qualcode.report.withheld import quotable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Document, Excerpt
    from qualcode.papers.papers import Formats
    from qualcode.papers.way import Way
    from qualcode.report.appendices.checklists import Guideline


def theme_lists(project: Project, documents: Sequence[Document], found: Sequence[Excerpt], way: Way) -> Formats:
    """Return the formats of the list of what comes up, document by document (relevé de thèmes).

    Args:
        project: the study.
        documents: those wanted, in their order.
        found: the excerpts that count.
        way: how they are written.
    """
    codes = project.codes.all()
    here: dict[str, list[Excerpt]] = {}
    for excerpt in quotable(found)[0]:
        here.setdefault(excerpt.document, []).append(excerpt)
    read = [
        Located(one, project.documents.turns(one.id), project.documents.text(one.id), here.get(one.name, ()))
        for one in documents
    ]
    standing = themed(codes, project.themes.all())
    paper = theme_list(read, codes, standing, cover_of(project, way.language))
    return papers(lambda: paper, way)


def tree(project: Project, found: Sequence[Excerpt], way: Way) -> Formats:
    """Return the formats of the tree of themes, headings and codes (arbre thématique).

    Args:
        project: the study.
        found: the excerpts that count.
        way: how it is written.
    """
    cover = cover_of(project, way.language)
    paper = theme_tree(project.codes.all(), project.themes.all(), found, cover)
    return papers(lambda: paper, way)


def methods(project: Project, guideline: Guideline | None, saturation: str, way: Way) -> Formats:
    """Return the formats of the methods appendix.

    Args:
        project: the study.
        guideline: whose points it answers; None for RTARG where the project's approach is reflexive, else COREQ.
        saturation: a sentence on it in the paper's language, empty where none was asked for.
        way: how it is written.
    """
    known = known_of(project, saturation)
    named = guideline or ("rtarg" if cautious(known.approach) else "coreq")
    paper = methods_paper(named, known, cover_of(project, way.language))
    return papers(lambda: paper, way)


def known_of(project: Project, saturation: str = "") -> Known:
    """Return what a project knows of its own method."""
    documents, codes, themes = project.documents.all(), project.codes.all(), project.themes.all()
    voices, spoken = project.documents.voices(), project.cases.spoken()
    people = [spoken[case.id] for case in project.cases.all() if case.kind == "participant" and case.id in spoken]
    excerpts = project.codings.excerpts(Wanted())
    days = sorted(note.created_at for note in project.queries.notes().values())
    memos = project.memos.all()
    above = {code.parent for code in codes}
    standing = [theme for theme in themes if theme.status != "dropped"]
    return Known(
        version=__version__,
        approach=project.approach.named(),
        interviews=sum(voices.get(one.id) == 1 for one in documents),
        groups=sum(voices.get(one.id, 0) > 1 for one in documents),
        other_documents=sum(not voices.get(one.id) for one in documents),
        participants=len(people),
        in_several=sum(one.documents > 1 for one in people),
        words=sum(one.words for one in people),
        attributes=tuple(attribute.name for attribute in project.cases.attributes()),
        questions=len(project.guide.all()),
        memos=len(memos),
        journal=sum(memo.on == "project" for memo in memos),
        durations=_durations(project, documents),
        coders=tuple(Counter(excerpt.coder for excerpt in excerpts).most_common()),
        codings=len(excerpts),
        codes=len(codes),
        headings=sum(code.id in above for code in codes),
        first_coding=days[0] if days else "",
        last_coding=days[-1] if days else "",
        rounds=project.rounds.names(),
        themes=tuple(theme.name for theme in standing if theme.status == "kept"),
        candidates=sum(theme.status == "candidate" for theme in standing),
        dropped=len(themes) - len(standing),
        counter=sum(link.stance != "supports" for theme in standing for link in theme.links),
        starred=sum(excerpt.starred for excerpt in excerpts),
        redefined=sum(any(former.says_something for former in project.definitions.of_code(code.id)) for code in codes),
        corrected=sum(bool(project.revisions.of_document(one.id)) for one in documents),
        saturation=saturation,
    )


def _durations(project: Project, documents: Sequence[Document]) -> tuple[float, ...]:
    """Return how long each recording lasts by the last time its transcript bears, where it bears any."""
    found = []
    for one in documents:
        turns = project.documents.turns(one.id)
        times = [time for turn in turns for time in (turn.time_start, turn.time_end) if time is not None]
        if times:
            found.append(max(times))
    return tuple(found)
