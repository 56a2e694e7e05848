"""What both doors do before a reading: the study as tuples and texts, and questions about words with their defaults."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from qualcode import system
from qualcode.coding.documents.held_texts import HeldTexts
from qualcode.model.results import Question
from qualcode.report.sources import sources_of
from qualcode.report.translations import translations_of
from qualcode.words.maps import KeptTexts
from qualcode.words.stopwords import GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.material import Material
    from qualcode.report.sources import Sources

MOST = 50
MOST_OF_EACH = 10
"""Terms that are kept unless asked otherwise: of the whole, and of each group that is compared."""


class StudyTexts(HeldTexts, KeptTexts):
    """The stored texts of a study by the id of their document, and what is kept of them."""

    def __init__(self, project: Project, material: Material) -> None:
        """Read from this project, some texts at a time, in the order of the study."""
        super().__init__(project, (document.id for document in material.documents))
        self._sha256 = {document.id: document.text_sha256 for document in material.documents}
        self._kept: dict[str, Mapping[str, bytes]] = {}

    def kept(self, kind: str, documents: Sequence[str]) -> Mapping[str, bytes]:
        """Return what is kept of a kind, by the id of the document; what is not there is left out."""
        if kind not in self._kept:
            found = self._project.derived.get(kind, sorted(set(self._sha256.values())))
            self._kept[kind] = {one: found[sha256] for one, sha256 in self._sha256.items() if sha256 in found}
        return {one: self._kept[kind][one] for one in documents if one in self._kept[kind]}


def study_of(project: Project) -> tuple[Material, Mapping[str, str]]:
    """Return what a reading reads: the study as tuples, and the stored text of every document by its id."""
    system.give_memory_back()
    material = project.material()
    system.give_memory_back()  # what the database took to read it: as much again as the study
    return material, StudyTexts(project, material)


def sources_now(project: Project, pseudonyms: Mapping[str, str] | None = None) -> Sources:
    """Return what a report is checked against: the study, and the translations that its outlines keep.

    Args:
        project: the study.
        pseudonyms: pseudonym by real name.
    """
    material, texts = study_of(project)
    sources = sources_of(material, texts, pseudonyms)
    documents = {one.id: one for one in sources.documents}
    return replace(sources, translations=translations_of(project.outlines.all(), material.codings, documents))


_CODED: Final = ("ApplyCode", "ApplyCodes", "ApplyGathered", "CodePassage", "ApplyNewCode")
_NEW_CODES: Final = ("AddCode", "ImportCodes", "SplitCode", "ApplyGathered", "ApplyNewCode")


def grid_fixed(project: Project) -> bool | None:
    """Tell whether every code was there before the first passage was coded; None where the journal cannot tell.

    It cannot where nothing was coded by hand, or where codings, which bring codes along, were imported.
    """
    done = [entry.action for entry in reversed(project.history()) if not entry.undone]
    first = next((place for place, action in enumerate(done) if action in _CODED), None)
    if first is None:
        return None
    if any(action in _NEW_CODES for action in done[first:]):
        return False
    return None if "ImportCodings" in done else True


def asked_words(  # noqa: PLR0913 - one argument an option
    reading: str,
    *,
    by: str | None = None,
    limit: int | None = None,
    coder: str | None = None,
    minimum: int = 1,
    interviewer: bool = False,
    stop_words: tuple[str, ...] = (),
    leave_out: tuple[str, ...] = (),
    keep: tuple[str, ...] = (),
    cases: int | None = None,
    rank: str = "keyness",
    only: str | None = None,
) -> Question:
    """Return the question about words that some options ask; every one says which lists of words it leaves out.

    Args:
        reading: keywords or cloud; both leave out the same words.
        by: what is compared.
        limit: terms, or terms of each group; 0 for all, None for as many as is usual.
        coder: whose codings count.
        minimum: how often a term is said at least.
        interviewer: whether the interviewer's words count too.
        stop_words: further words to leave out.
        leave_out: the lists of GROUPS to leave out; all of them where none is named.
        keep: the lists to let in all the same, such as negation.
        cases: how many cases of a group say a term at least; None for three where groups of people are compared.
        rank: keyness, tfidf or count: what the terms of a group are ranked by.
        only: one group, against the rest.
    """
    left_out = tuple(group for group in GROUPS if group in (leave_out or GROUPS) and group not in keep)
    options: dict[str, object] = {"leave_out": left_out}
    if minimum > 1:
        options["minimum"] = minimum
    if stop_words:
        options["stop_words"] = stop_words
    options |= compared_options(by, cases, rank, only)
    most = (MOST_OF_EACH if by else MOST) if limit is None else limit or None
    return Question(
        reading, coder=coder, by=by, limit=most, interviewer=interviewer, options=tuple(sorted(options.items()))
    )


LEAST_CASES: Final = 3
"""Cases of a group that say a term before it is called typical of the group: fewer are a person's own way to speak."""
_OF_ONE: Final = frozenset({"document", "case", "speaker"})


def compared_options(by: str | None, cases: int | None, rank: str, only: str | None = None) -> dict[str, object]:
    """Return the options of a comparison of words; none where nothing is compared.

    Args:
        by: what is compared.
        cases: how many cases of a group say a term at least; None for as many as is usual.
        rank: keyness, tfidf or count.
        only: one group, against the rest.
    """
    if by is None:
        return {}
    least = (0 if by in _OF_ONE else LEAST_CASES) if cases is None else cases
    asked = {"cases": least, "rank": rank if rank != "keyness" else None, "only": only}
    return {name: value for name, value in asked.items() if value}


GROUPS_USUAL: Final = 8
"""Word groups that are looked for unless asked otherwise."""


def asked_groups(number: int = GROUPS_USUAL, seed: int = 1, **asked: Any) -> Question:  # noqa: ANN401 - as `asked_words`
    """Return the question about turns that go by the same words.

    Args:
        number: how many groups.
        seed: where the search for them begins.
        asked: which words count, as `asked_words` takes it.
    """
    question = asked_words("groups", limit=number, **asked)
    return replace(question, options=tuple(sorted((*question.options, ("seed", seed)))))


def code_colours(project: Project, material: Material) -> dict[str, str]:
    """Return the colours of the codes that have one, by the label under which readings name each."""
    colours = {code.id: code.colour for code in project.codes.all() if code.colour}
    return {code.label: colours[code.id] for code in material.codes if code.id in colours}
