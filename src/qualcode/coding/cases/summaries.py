"""What the analyst writes of a case under a theme, code or group: a summary memo on the case, tied to it by its own id.

`cells` says how they are tied.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qualcode.coding.cases.cells import KIND, Cell, called, cells, own_id, tied
from qualcode.coding.memos import AddMemo, EditMemo, RemoveMemo
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from qualcode.coding.actions import Action
    from qualcode.coding.project import Project


def summarised(project: Project) -> dict[tuple[str, str], str]:
    """Return the summaries by the id of the case and the folded name of the theme, code or group.

    Args:
        project: the study.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    names = _called(project)
    for cell in _summaries(project):
        if cell.about:
            found[cell.case, folded(names[cell.about])].append(cell.words)
    return {place: "\n\n".join(texts) for place, texts in found.items()}


def summary_of(project: Project, case: str) -> str:
    """Return what the analyst wrote of a whole case, by its id; empty where nothing."""
    return "\n\n".join(cell.words for cell in _summaries(project) if cell.case == case and not cell.about)


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
    here = [cell for cell in _summaries(project) if (cell.case, cell.about) == (case, about)]
    own = own_id(case, about)
    cell = next((one for one in here if one.memo.id == own), here[-1] if here else None)
    if cell is not None and not text.strip():
        return (RemoveMemo(cell.memo.id),)
    if text.strip() == (cell.words if cell else ""):
        return ()
    others = [memo for memo in project.memos.all() if cell is None or memo.id != cell.memo.id]
    identifier, whole = tied(others, case, about, _called(project)[about], text.strip())
    if cell is not None and identifier == cell.memo.id:
        return (EditMemo(identifier, whole),)
    added = AddMemo(whole, "case", case, KIND, identifier)
    return (added,) if cell is None else (RemoveMemo(cell.memo.id), added)


def _called(project: Project) -> dict[str, str]:
    return called(project.codes.all(), project.themes.all())


def _summaries(project: Project) -> list[Cell]:
    memos = project.memos.all()
    return cells(memos, _called(project)) if any(memo.kind == KIND for memo in memos) else []
