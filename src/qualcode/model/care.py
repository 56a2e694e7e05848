"""What is known of the health of a project: the rules it keeps, the faults found, the backups there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from qualcode.model.messages import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES: Final[dict[str, str]] = {
    "integrity": N_("the file itself is damaged; put a backup in its place with “qualcode restore”"),
    "unreadable": N_("cannot be read; put a backup in its place with “qualcode restore”"),
    "schema": N_("is missing from the file, or not ours; put a backup in its place with “qualcode restore”"),
    "reference": N_("refers to something that is gone; put a backup in its place with “qualcode restore”"),
    "study": N_("a project has one record of itself; put a backup in its place with “qualcode restore”"),
    "text-hash": N_("the text is not the one that came in; put a backup in its place with “qualcode restore”"),
    "original-hash": N_("the kept file is not the one that came in; import it again, or restore a backup"),
    "length": N_("the length kept is not that of the text; “qualcode check --repair” measures anew"),
    "counts": N_("characters or words are not those of the turns; “qualcode check --repair” counts anew"),
    "name-key": N_("the key of the name is not that of the name; “qualcode check --repair” makes it anew"),
    "unique-name": N_("another one bears this name; rename one of them"),
    "tree": N_("stands inside itself; put a backup in its place with “qualcode restore”"),
    "second-place": N_(
        "is listed under itself, or again where it is at home; “qualcode codes also --not-under” takes that place away"
    ),
    "span": N_("lies outside its text; put a backup in its place with “qualcode restore”"),
    "turn-order": N_("the turns are not in the order of the text; put a backup in its place with “qualcode restore”"),
    "quoted-text": N_("the words kept are not those of the text; “qualcode check --repair” quotes anew"),
    "twin-coding": N_("the same passage, code and coder stand there twice; remove one with “qualcode uncode”"),
    "case-link": N_("a case is linked twice to one place, or to half a place; remove the case, or restore a backup"),
    "theme-link": N_("a theme rests twice on one thing, or on none; unlink it with “qualcode themes unlink”"),
    "memo-target": N_("a memo does not stand on what it says; remove it, or restore a backup"),
    "journal-number": N_("the numbers of the journal have a gap; put a backup in its place with “qualcode restore”"),
    "journal-entry": N_("an entry of the journal cannot be read; put a backup in its place with “qualcode restore”"),
    "journal-link": N_("undoes an action, or names a coder, that is not there; restore a backup"),
    "journal-row": N_("was changed beside the journal; put a backup in its place with “qualcode restore”"),
    "derived": N_("a result kept for speed is out of place; “qualcode check --repair” lets all of them go"),
}
"""Every rule of a sound project, by name, with the sentence for a fault: what is wrong; what to do."""

COUNTED: Final = ("documents", "turns", "cases", "codes", "codings", "themes", "memos", "questions")
"""The nouns whose numbers tell a person which state a backup holds."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that something in the project breaks.

    `where` names it: a noun, then a name or the end of an id, never a word of an interview.
    """

    rule: str
    where: str
    detail: str = ""
    """Columns, or what SQLite said: never what a row holds."""
    row: tuple[str, str] = ("", "")
    """Noun and id of the row at fault."""
    mend: tuple[tuple[str, Any], ...] = field(default=(), repr=False)
    """The columns that put it right, where they follow from what is sound."""

    @property
    def sentence(self) -> str:
        """Say what is wrong, and what to do, in the reader's language."""
        said = _(RULES[self.rule])
        return f"{said} ({self.detail})" if self.detail else said


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair did: the rows put right, the faults that were there, and those that remain."""

    mended: int
    before: tuple[Fault, ...]
    after: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a project file holds: who it is, how far its journal goes, how many of each noun."""

    study: str
    latest: str
    """The id of the last action, empty before the first."""
    actions: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup beside a project: where it is, when it was made (ISO 8601, UTC), how many bytes, what it holds."""

    path: str
    at: str
    size: int
    holding: Holding
    actions_since: int | None = None
    """Actions done since; None where the project has gone another way, or cannot be read."""
    since: Mapping[str, int] = field(default_factory=dict)
    """How many more (or fewer, below 0) of each noun the project holds now."""


NETWORK: Final = "network"
SYNCED: Final = "synced"
_DANGERS: Final = {
    NETWORK: N_(
        "{project}: lies on a network folder ({name}), where it can be damaged; keep it on a disk of this machine; "
        "a team works in a PostgreSQL database"
    ),
    SYNCED: N_(
        "{project}: lies in a folder that {name} copies while you write, which can damage it; keep it in another one; "
        "a team works in a PostgreSQL database"
    ),
}


@dataclass(frozen=True, slots=True)
class Danger:
    """Why a place is no safe one for a project file: `network` or `synced`, and what by."""

    kind: str
    name: str

    def sentence(self, project: str) -> str:
        """Say it in the reader's language.

        Args:
            project: the file as the person knows it.
        """
        return _(_DANGERS[self.kind]).format(project=project, name=self.name)
