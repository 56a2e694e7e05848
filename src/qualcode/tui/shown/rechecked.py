"""What is looked at again at the desk, off the screen's thread: the passages that wait, what changed of the card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_, _
from qualcode.model.practice import MEANING
from qualcode.tui.shown import study

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.records import Code
    from qualcode.tui.shown.study import Whose
    from qualcode.tui.widgets.excerpts import Excerpted

_CALLED: Final = {
    "definition_fr": N_("Definition in French"),
    "definition_en": N_("Definition in English"),
    "when_to_use": N_("When to use it"),
    "when_not_to": N_("When not to use it"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A text of a card that says something else now."""

    called: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One's own passages of a code to be looked at again, and what changed since they were coded."""

    passages: tuple[Excerpted, ...] = ()
    changed: tuple[Changed, ...] = ()


def waiting(project: Project, code: Code, whose: Whose) -> Waiting:
    """Read what of a code waits for who codes here; each looks at one's own."""
    ids = project.definitions.waiting(code=code.id, coder=whose.mine)
    if not ids:
        return Waiting()
    own = study.Whose(whose.mine, whose.mine, whose.names)
    passages = tuple(one for one in study.excerpts(project, frozenset({code.id}), own) if one.coding in ids)
    former = [one for one in project.definitions.of_code(code.id) if one.says_something][-1]
    changed = [Changed(_(_CALLED[text]), getattr(former, text), getattr(code, text)) for text in MEANING]
    return Waiting(passages, tuple(one for one in changed if one.before != one.now))
