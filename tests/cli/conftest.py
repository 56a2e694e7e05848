"""Commands run inside the test's own process, and a small study whose every count is known."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from qualcode.cli.main import run
from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.tables import CodingLine, ImportCodings
from qualcode.coding.project import Project
from qualcode.coding.themes.themes import AddTheme, LinkTheme
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable

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


@pytest.fixture
def ana(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Ana make the changes."""
    monkeypatch.setenv("QUALCODE_CODER", "Ana")


def transcript(text: str) -> Transcript:
    """Return a transcript of `Name : words` lines, of which Rita asks."""
    turns = [
        Speech(found["name"], *found.span("said"), "interviewer" if found["name"] == "Rita" else "participant")
        for found in re.finditer(r"^(?P<name>\w+) : (?P<said>.+)$", text, re.MULTILINE)
    ]
    return Transcript(text=text, format="txt", language="fr", turns=tuple(turns))


@pytest.fixture
def empty(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty project, the only one of the current folder."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(bare, tmp_path / "study.qualcode"))


@pytest.fixture
def study(garden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the small study, the only project of the current folder."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(garden, tmp_path / "study.qualcode"))


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project without anything in it, made once."""
    path = tmp_path_factory.mktemp("bare") / "study.qualcode"
    Project.create(str(path), title="Dormir").close()
    return path


@pytest.fixture(scope="session")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study: an interview and a group, two groups of codes, seven codings by two people, a theme."""
    path = tmp_path_factory.mktemp("garden") / "study.qualcode"
    with Project.create(str(path), title="Dormir", coder="Ana") as project:
        _documents(project)
        _codes(project)
        lines = [
            CodingLine(line, document, code, text=text, coder=coder, memo=memo, starred=starred)
            for line, (document, text, code, coder, memo, starred) in enumerate(CODINGS)
        ]
        project.perform(ImportCodings(tuple(lines), strict=True))
        _theme(project)
    return path


def _documents(project: Project) -> None:
    for name, text in (("Entrevue 01", INTERVIEW), ("Groupe A", GROUP)):
        project.perform(ImportDocument(name, f"{name}.txt", name, transcript(text)))
    for case, role in (("Entrevue 01", "élève"), ("Groupe A · P1", "parent"), ("Groupe A · P2", "élève")):
        project.perform(SetAttribute(project.cases.get(case).id, "rôle", role))


def _codes(project: Project) -> None:
    for group, names in (("Lieux", ("École", "Maison")), ("Temps", ("Matin", "Soir"))):
        above = AddCode(group)
        project.perform(above)
        for name in names:
            project.perform(AddCode(name, parent=above.id))


def _theme(project: Project) -> None:
    theme = AddTheme("Ailleurs", "On dort où on peut.")
    project.perform(theme)
    project.perform(LinkTheme(theme.id, code=project.codes.get("Maison").id))
    first = project.codings.of_document(project.documents.get("Groupe A").id)[0]
    project.perform(LinkTheme(theme.id, coding=first.id, stance="nuances"))


@pytest.fixture(scope="session")
def demo_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demo on the French study, made once by its command; look, do not change."""
    folder = tmp_path_factory.mktemp("once") / "demo"
    assert run(["demo", str(folder), "--study", "perseverance", "--no-open"]) == 0
    return folder


@pytest.fixture
def demo(demo_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the demo's project, the only one of the current folder."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(demo_once / "demo.qualcode", tmp_path / "demo.qualcode"))


@pytest.fixture
def quick_cloud(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw a white square in place of every cloud: where the picture is not what is tested, it takes the most time."""
    square = io.BytesIO()
    Image.new("RGB", (8, 5), "white").save(square, format="PNG")
    for module in ("drafting", "cli.readings.cloud"):
        monkeypatch.setattr(f"qualcode.{module}.cloud_picture", lambda *_words, **_how: square.getvalue())
