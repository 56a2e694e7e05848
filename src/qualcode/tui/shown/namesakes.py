"""One name in several documents: asked about, joined by a key, never in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qualcode.bringing import listed
from qualcode.coding.cases.joining import JoinCases
from qualcode.model.errors import Refusal
from qualcode.model.messages import _, ngettext
from qualcode.tui.asked import Choice, ChooseDialog
from qualcode.tui.later import later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

    from qualcode.coding.project import Project
    from qualcode.tui.workbench import Workbench

    Namesakes = Mapping[str, list[str]]

JOIN, LEAVE, LEAVE_ALL = "join", "leave", "leave all"
NAMED: Final = 3
"""Cases named in one question; the others are counted."""


def known(project: Project) -> dict[str, list[str]]:
    """Return the proper names that several cases bear, each with the names of those cases."""
    found = project.cases.namesakes()
    names_among = later("qualcode.importers.labels:names_among")
    return {name: found[name] for name in names_among(found)}


def fresh(before: Namesakes, now: Namesakes) -> dict[str, list[str]]:
    """Return what there is now and was not before: names that another case bears too."""
    return {name: cases for name, cases in now.items() if before.get(name) != cases}


def offered(found: Namesakes) -> str:
    """Say that there are names to ask about, and the key that asks."""
    words = ngettext(
        "{names} speaks in several documents: A asks whether that is one person",
        "{names} speak in several documents: A asks whether each is one person",
        len(found),
    )
    return words.format(names=_listed(list(found)))


async def ask(app: App[Any], bench: Workbench, found: Namesakes) -> str:
    """Ask of each name whether its cases are one person, and join them; return what was done or refused.

    Args:
        app: shows the questions; called in a worker.
        bench: joins them.
        found: the cases by the name they bear.
    """
    joined = 0
    for number, (name, cases) in enumerate(found.items()):
        words = _("“{name}” speaks as {cases}. Is that one person?").format(name=name, cases=_listed(cases))
        choices = [Choice(JOIN, _("one person: join them")), Choice(LEAVE, _("several people: leave them"))]
        if number < len(found) - 1:
            choices.append(Choice(LEAVE_ALL, _("leave these and all others")))
        answer = await app.push_screen_wait(ChooseDialog(words, choices))
        if answer == JOIN:
            try:
                joined += await _join(bench, cases)
            except Refusal as refusal:
                return str(refusal)
        elif answer != LEAVE:
            break
    if not joined:
        return ""
    return ngettext("{count} person joined", "{count} people joined", joined).format(count=joined)


async def _join(bench: Workbench, names: list[str]) -> int:
    """Join cases with the first of them; return how many people that makes: none where they went meanwhile."""
    ids = {case.name: case.id for case in await bench.read(bench.project.cases.all)}
    there = [ids[name] for name in names if name in ids]
    if len(there) > 1:
        await bench.perform(JoinCases(there[0], tuple(there[1:])))
    return int(len(there) > 1)


def _listed(words: list[str]) -> str:
    return listed([_("“{words}”").format(words=each) for each in words], NAMED)
