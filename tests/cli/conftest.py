"""Commands run inside the test's own process, and a small study whose every count is known."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.cli.main import run
from qualcode.coding.cases import SetAttribute
from qualcode.coding.codes import AddCode
from qualcode.coding.documents import ImportDocument
from qualcode.coding.project import Project
from qualcode.coding.tables import CodingLine, ImportCodings
from qualcode.coding.themes import AddTheme, LinkTheme
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INTERVIEW = """Rita : Où dormez-vous?
Paul : Je dors à l’école. Le matin, rien.
Rita : Et ailleurs?
Paul : À l'ecole, oui. Sinon chez ma sœur, le matin."""
GROUP = """Rita : Alors?
P1 : L'école ferme le soir.
P2 : La maison, le soir, c'est loin de l'école."""
CODINGS = (
    ("Entrevue 01", "Je dors à l’école.", "Lieux/École", "Ana", "dort là", True),
    ("Entrevue 01", "Je dors à l’école. Le matin, rien.", "Temps/Matin", "Ana", "", False),
    ("Entrevue 01", "Je dors à l’école. Le matin", "Temps/Matin", "Mathis", "", False),
    ("Entrevue 01", "chez ma sœur, le matin", "Temps/Matin", "Ana", "", False),
    ("Entrevue 01", "chez ma sœur", "Lieux/Maison", "Ana", "", False),
    ("Groupe A", "L'école ferme le soir.", "Lieux/École", "Mathis", "", False),
    ("Groupe A", "Rita : Alors?", "Lieux/École", "Mathis", "", False),
)


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code, and what it said where."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return self.json["rows"]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Return what runs a command of qualcode."""

    def ran(*words: object) -> Ran:
        capsys.readouterr()
        code = run([str(word) for word in words])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return ran


def transcript(text: str) -> Transcript:
    """Return a transcript of `Name : words` lines, of which Rita asks."""
    turns = [
        Speech(found["name"], *found.span("said"), "interviewer" if found["name"] == "Rita" else "participant")
        for found in re.finditer(r"^(?P<name>\w+) : (?P<said>.+)$", text, re.MULTILINE)
    ]
    return Transcript(text=text, format="txt", language="fr", turns=tuple(turns))


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty project, the only one of the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "study.qualcode"
    Project.create(str(path), title="Dormir").close()
    return path


@pytest.fixture
def study(empty: Path) -> Path:
    """Return a study: an interview and a group, two groups of codes, seven codings by two people, a theme."""
    with Project.open(str(empty), coder="Ana", write=True) as project:
        for name, text in (("Entrevue 01", INTERVIEW), ("Groupe A", GROUP)):
            project.perform(ImportDocument(name, f"{name}.txt", name, transcript(text)))
        for group, names in (("Lieux", ("École", "Maison")), ("Temps", ("Matin", "Soir"))):
            above = AddCode(group)
            project.perform(above)
            for name in names:
                project.perform(AddCode(name, parent=above.id))
        lines = [CodingLine(n, d, c, text=t, coder=w, memo=m, starred=s) for n, (d, t, c, w, m, s) in enumerate(CODINGS)]
        project.perform(ImportCodings(tuple(lines), strict=True))
        for case, role in (("Entrevue 01", "élève"), ("Groupe A · P1", "parent"), ("Groupe A · P2", "élève")):
            project.perform(SetAttribute(project.cases.get(case).id, "rôle", role))
        theme = AddTheme("Ailleurs", "On dort où on peut.")
        project.perform(theme)
        project.perform(LinkTheme(theme.id, code=project.codes.get("Maison").id))
        first = project.codings.of_document(project.documents.get("Groupe A").id)[0]
        project.perform(LinkTheme(theme.id, coding=first.id, stance="nuances"))
    return empty
