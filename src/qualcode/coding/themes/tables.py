"""A table of themes brought in by one act: what each claims, and the codes it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.passages.tables import Book
from qualcode.coding.themes.themes import AddTheme, EditTheme, LinkTheme, add_theme, edit_theme, link_theme
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.messages import NN_
from qualcode.storage.reading import themes as reading
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from qualcode.coding.work import Work


class ThemeLine(NamedTuple):
    """A line of the table: a theme, and one code it rests on; what is empty leaves what is there."""

    line: int
    name: str
    claim: str = ""
    status: str = ""
    memo: str = ""
    code: str = ""
    """A path, or a name that is unique."""
    stance: str = ""


@dataclass(frozen=True, slots=True)
class ImportThemes(Action):
    """Bring themes in: those that are there take the table's texts, the others are made, links are added.

    Notes: `count` themes named, `made` new ones, `links` named, `faults` as (line, kind, word).
    """

    words: ClassVar[tuple[str, str]] = NN_("import {count} theme", "import {count} themes")
    guarded: ClassVar[bool] = True
    lines: tuple[ThemeLine, ...] = kept_out(default=())


@handles(ImportThemes)
def import_themes(action: ImportThemes, work: Work) -> None:
    """Write each line of the table, in order.

    Raises:
        BadChoice: a status or a stance that is none.
    """
    book = Book(work)
    ids = {folded(theme.name): theme.id for theme in reading.listed(work.connection)}
    before = len(ids)
    faults: list[tuple[int, str, str]] = []
    named: set[str] = set()
    links = 0
    for line in action.lines:
        try:
            theme = _theme_at(line, work, ids)
        except (errors.EmptyName, errors.NameTooLong):
            faults.append((line.line, "theme", line.name))
            continue
        named.add(theme)
        code = book.found(line.code) if line.code.strip() else None
        if code is not None:
            link_theme(LinkTheme(theme, code, stance=line.stance or "supports"), work)
            links += 1
        elif line.code.strip():
            faults.append((line.line, "code", line.code))
    work.say(count=len(named), made=len(ids) - before, links=links, faults=faults)


def _theme_at(line: ThemeLine, work: Work, ids: dict[str, str]) -> str:
    """Return the id of a line's theme, made or edited as the line says."""
    name = clean_name(line.name)
    known = ids.get(folded(name))
    if known is None:
        made = AddTheme(name, line.claim, line.status or "candidate", line.memo)
        add_theme(made, work)
        ids[folded(name)] = made.id
        return made.id
    edit_theme(EditTheme(known, None, line.claim or None, line.status or None, line.memo or None), work)
    return known
