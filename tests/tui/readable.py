"""A small coded study, and what tests of the places of readings and of writing share."""

from __future__ import annotations

import asyncio
import functools
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.worker import WorkerCancelled

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.model.transcript import Speech, Transcript
from qualcode.tui.app import QualcodeApp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.pilot import Pilot

INTERVIEW = """Rita : Où dormez-vous?
Paul : Je dors à l’école. Le matin, rien.
Rita : Et ailleurs?
Paul : À l'école, oui. Sinon chez ma sœur, le matin."""
GROUP = """Rita : Alors?
P1 : L'école ferme le soir.
P2 : La maison, le soir, c'est loin de l'école."""
CODES = (("Lieux", ("École", "Maison")), ("Temps", ("Matin", "Soir")))
CODINGS = (
    ("Entrevue 01", "Je dors à l’école.", "École"),
    ("Entrevue 01", "Je dors à l’école. Le matin, rien.", "Matin"),
    ("Entrevue 01", "À l'école, oui.", "École"),
    ("Entrevue 01", "chez ma sœur, le matin", "Matin"),
    ("Entrevue 01", "chez ma sœur", "Maison"),
    ("Groupe A", "L'école ferme le soir.", "École"),
    ("Groupe A", "ferme le soir", "Soir"),
    ("Groupe A", "La maison, le soir, c'est loin de l'école.", "Soir"),
    ("Groupe A", "La maison", "Maison"),
)
HOSTILE = "[b]x[/ {0} [red]\x1b]0;pwn\x07\x1b[31m \u202emot"
SIZES = ((80, 24), (120, 36), (200, 60))


def transcript(text: str) -> Transcript:
    """Return a transcript of `Name : words` lines, of which Rita asks."""
    turns = [
        Speech(found["name"], *found.span("said"), "interviewer" if found["name"] == "Rita" else "participant")
        for found in re.finditer(r"^(?P<name>[^:\n]+) : (?P<said>.+)$", text, re.MULTILINE)
    ]
    return Transcript(text=text, format="txt", language="fr", turns=tuple(turns))


def empty(folder: Path, title: str = "Dormir") -> Project:
    """Return an empty project, open for writing."""
    return Project.create(str(folder / "study.qualcode"), title=title, coder="Ana")


def coded(folder: Path) -> Project:
    """Return the small study, open for writing."""
    path = folder / "study.qualcode"
    path.write_bytes(_small_study())
    return Project.open(str(path), coder="Ana", write=True)


@functools.cache
def _small_study() -> bytes:
    """Return the file of the small study, made once."""
    with tempfile.TemporaryDirectory() as folder:
        _written(empty(Path(folder))).close()
        return (Path(folder) / "study.qualcode").read_bytes()


def _written(project: Project) -> Project:
    """Write the small study."""
    for name, text in (("Entrevue 01", INTERVIEW), ("Groupe A", GROUP)):
        project.perform(ImportDocument(name, f"{name}.txt", name, transcript(text)))
    for group, names in CODES:
        above = AddCode(group)
        project.perform(above)
        for name in names:
            project.perform(AddCode(name, parent=above.id))
    for document, words, code in CODINGS:
        apply(project, document, words, code)
    return project


def apply(project: Project, document: str, words: str, code: str) -> str:
    """Code some words, and return the id of the coding."""
    place = project.documents.get(document).id
    start = project.documents.text(place).index(words)
    action = ApplyCode(place, start, start + len(words), project.codes.get(code).id)
    project.perform(action)
    return action.id


def hostile(folder: Path) -> Project:
    """Return a study in which every name and text is written to break a screen."""
    project = empty(folder, title=HOSTILE.replace("\x1b", "").replace("\x07", ""))
    text = f"P1 : école {HOSTILE} école\nP2 : mot {HOSTILE} mot mot"
    project.perform(ImportDocument("[/ doc", "x.txt", "x", transcript(text)))
    for name in ("[b]un[/", "[red]deux {0}"):
        project.perform(AddCode(name, parent=None))
        apply(project, "[/ doc", f"école {HOSTILE} école", name)
    return project


def played(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Let a test that waits be run by pytest."""

    @functools.wraps(test)
    def run(*given: Any, **named: Any) -> None:
        asyncio.run(test(*given, **named))

    return run


async def until(pilot: Pilot[None], settled: Callable[[], Any]) -> None:
    """Let the screen work until something is so."""
    for _turn in range(3000):
        if settled():
            return
        await pilot.pause()
    raise AssertionError("it never came")


def asked(pilot: Pilot[None], dialog: type) -> bool:
    """Tell whether a dialog stands open and hears keys."""
    return isinstance(pilot.app.screen, dialog) and pilot.app.screen.focused is not None


async def quiet(pilot: Pilot[None]) -> None:
    """Let all that was asked be answered: an answer shown asks for the passages behind it."""
    for _turn in range(2):
        await pilot.pause()
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def gone(pilot: Pilot[None], key: str) -> None:
    """Press a key, such as that of a place, and let all be answered."""
    await pilot.press(key)
    await quiet(pilot)


def app_of(project: Project) -> QualcodeApp:
    """Return the application with a project open."""
    return QualcodeApp(project)


def seen(screen: Any) -> list[str]:
    """Return the lines of a screen as they are painted."""
    strips = screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def outside(screen: Any) -> list[str]:
    """Return what takes the focus and lies outside the screen."""
    return [
        f"{widget!r} {widget.region}"
        for widget in screen.focus_chain
        if not screen.region.contains_region(widget.region) or not widget.region.area
    ]


def commands(lines: Iterable[str]) -> list[str]:
    """Return the characters that would command a terminal."""
    return [sign for line in lines for sign in line if (ord(sign) < 32 or ord(sign) == 127 or sign == "\u202e")]
