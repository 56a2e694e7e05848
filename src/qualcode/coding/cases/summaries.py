"""What the analyst writes of a case under a theme, code or group: a summary memo on the case that begins with its name.

The first line of such a memo is the name of the theme or code, the rest the summary; a summary memo that begins
otherwise is of the whole case. So it is read, found and corrected as any memo is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from qualcode.coding.memos import AddMemo, EditMemo, RemoveMemo
from qualcode.model.codebook import labels
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.coding.actions import Action
    from qualcode.coding.project import Project
    from qualcode.model.records import Memo

KIND: Final = "summary"


def summarised(project: Project) -> dict[tuple[str, str], str]:
    """Return the summaries by the id of the case and the folded name of the theme, code or group.

    Args:
        project: the study.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case, row, text, _memo in _summaries(project):
        if row:
            found[case, row].append(text)
    return {place: "\n\n".join(texts) for place, texts in found.items()}


def summary_of(project: Project, case: str) -> str:
    """Return what the analyst wrote of a whole case, by its id; empty where nothing."""
    return "\n\n".join(text for one, row, text, _memo in _summaries(project) if one == case and not row)


def summary_act(project: Project, case: str, typed: str, text: str) -> Action | None:
    """Return the act that writes the summary of a case under a theme or code; None where nothing would change.

    Args:
        project: the study.
        case: its id.
        typed: the name of a theme, else of a code.
        text: the summary; empty takes it away.

    Raises:
        NoSuchCode, NotUnique: neither a theme nor a code is called so.
    """
    themes = {folded(theme.name): theme.name for theme in project.themes.all()}
    name = themes.get(folded(typed)) or _called(project)[project.codes.get(typed).id]
    here = [memo for one, row, _text, memo in _summaries(project) if (one, row) == (case, folded(name))]
    if not text.strip():
        return RemoveMemo(here[-1].id) if here else None
    whole = f"{name}\n{text.strip()}"
    if here:
        return EditMemo(here[-1].id, whole) if here[-1].text != whole else None
    return AddMemo(whole, "case", case, KIND)


def _called(project: Project) -> dict[str, str]:
    """Return how readings call each code, by its id."""
    return labels([(code.id, code.path) for code in project.codes.all()])


def _summaries(project: Project) -> Iterator[tuple[str, str, str, Memo]]:
    """Give the summary memos on cases: case, folded name of what each is about (empty for the whole), words, memo."""
    memos = [memo for memo in project.memos.all() if memo.kind == KIND and memo.on == "case" and memo.target]
    if not memos:
        return
    known = {folded(theme.name) for theme in project.themes.all()} | {*map(folded, _called(project).values())}
    for memo in memos:
        first, _line, rest = memo.text.partition("\n")
        about = folded(first) if rest.strip() and folded(first) in known else ""
        yield str(memo.target), about, rest.strip() if about else memo.text.strip(), memo
