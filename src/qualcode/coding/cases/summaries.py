"""What the analyst writes of a case under a theme, code or group: a summary memo on the case, tied to it by its own id.

The id of such a memo is made of those of the case and of what it is about, so that a theme may be renamed. Its first
line is a heading that says what that was called. Older ones are tied by that line alone: it is the name, without a
colon. A summary memo of neither kind is of the whole case. So all are read, found and corrected as any memo is.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from qualcode.coding.memos import AddMemo, EditMemo, RemoveMemo
from qualcode.model.codebook import labels
from qualcode.model.ids import ID_LENGTH
from qualcode.model.messages import _
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.coding.actions import Action
    from qualcode.coding.project import Project
    from qualcode.model.records import Memo

KIND: Final = "summary"
_COLON: Final = ":"
"""Ends a heading."""


def summarised(project: Project) -> dict[tuple[str, str], str]:
    """Return the summaries by the id of the case and the folded name of the theme, code or group.

    Args:
        project: the study.
    """
    called = _called(project)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case, about, text, _memo in _summaries(project):
        if about:
            found[case, folded(called[about])].append(text)
    return {place: "\n\n".join(texts) for place, texts in found.items()}


def summary_of(project: Project, case: str) -> str:
    """Return what the analyst wrote of a whole case, by its id; empty where nothing."""
    return "\n\n".join(text for one, about, text, _memo in _summaries(project) if one == case and not about)


def summary_acts(project: Project, case: str, typed: str, text: str) -> tuple[Action, ...]:
    """Return the acts, one step, that write the summary of a case under a theme or code; none where nothing changes.

    Args:
        project: the study.
        case: its id.
        typed: the name of a theme, else of a code.
        text: the summary; empty takes it away.

    Raises:
        NoSuchCode, NotUnique: neither a theme nor a code is called so.
    """
    themes = {folded(theme.name): theme.id for theme in project.themes.all()}
    about = themes.get(folded(typed)) or project.codes.get(typed).id
    here = [(memo, words) for one, row, words, memo in _summaries(project) if (one, row) == (case, about)]
    own = _own_id(case, about)
    memo, words = next((one for one in here if one[0].id == own), here[-1] if here else (None, ""))
    if memo is not None and not text.strip():
        return (RemoveMemo(memo.id),)
    if words == text.strip():
        return ()
    # TRANSLATORS: the first line of a note, which says what it is about
    heading = _("{name}:").format(name=_called(project)[about])
    whole = f"{heading}\n{text.strip()}"
    if memo is None:
        return (AddMemo(whole, "case", case, KIND, own),)
    if memo.id == own:
        return (EditMemo(own, whole),)
    return RemoveMemo(memo.id), AddMemo(whole, "case", case, KIND, own)


def _own_id(case: str, about: str) -> str:
    """Return the id of the summary of a case under a theme, code or group, by their ids."""
    return sha256(f"summary {case} {about}".encode()).hexdigest()[:ID_LENGTH]


def _called(project: Project) -> dict[str, str]:
    """Return how readings call each code and each theme, by its id."""
    codes = labels([(code.id, code.path) for code in project.codes.all()])
    return codes | {theme.id: theme.name for theme in project.themes.all()}


def _summaries(project: Project) -> Iterator[tuple[str, str, str, Memo]]:
    """Give the summary memos on cases: case, id of what each is about (empty for the whole), words, memo."""
    memos = [memo for memo in project.memos.all() if memo.kind == KIND and memo.on == "case" and memo.target]
    if not memos:
        return
    called = _called(project)
    named = {folded(name): identifier for identifier, name in called.items()}  # of two so called, the theme
    tied = {(case, _own_id(case, one)): one for case in {str(memo.target) for memo in memos} for one in called}
    for memo in memos:
        case, (first, _line, rest) = str(memo.target), memo.text.partition("\n")
        about = tied.get((case, memo.id), "")
        headed = bool(rest.strip()) and first.rstrip().endswith(_COLON)
        if not about and rest.strip():
            about = named.get(folded(first), "")
            headed = bool(about)
        yield case, about, rest.strip() if about and headed else memo.text.strip(), memo
