"""`qualcode pseudonyms`: a key made and filled, names replaced, and none of them in anything that goes out."""

from __future__ import annotations

import getpass
import io
import platform
import re
import shutil
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualcode import namekey
from qualcode.coding.cases.cases import AddCase, SetAttribute
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.coding.themes.themes import AddTheme
from qualcode.model.pseudonyms import NameKey
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qualcode.coding.actions import Action

    Command = Callable[..., Any]

WORDS = "quatre mots bien longs"
NAMES = (
    "Marie Tremblay", "Émilie", "Luc Gagnon", "M. T.", "Jeanne-Mance", "Verdun", "Solène", "Théo Roy", "Aïcha",
    "Bintou",
    "Kévin O’Neill", "Zoé-Anne", "La Relâche", "Carrefour Boisé", "Yannick", "Odile", "Ruisseau-Clair", "Fatoumata",
    "Jean-Guy Côté", "Wassim", "Ursule", "Pénélope", "Gaston", "Hortense Bé", "Isidore",
)  # fmt: skip
SEALED = pytest.mark.usefixtures("ana", "quick_cloud")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(namekey, "COST", 2)


@pytest.fixture
def sealed(command: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return what runs a command with the passphrase on its standard input."""

    def ran(*words: object, passphrase: str = WORDS) -> Any:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{passphrase}\n"))
        return command(*words)

    return ran


@pytest.fixture(scope="module")
def planted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with 25 names planted in texts, labels, names, attributes, memos, codes and themes; its key."""
    path = tmp_path_factory.mktemp("Marie Tremblay") / "study.qualcode"
    with Project.create(str(path), title="Dormir", coder="Ana") as project:
        for number, some in enumerate((NAMES[:9], NAMES[9:17], NAMES[17:])):
            for action in planting(number, some, str(path.parent)):
                project.perform(action)
    key = NameKey()
    for name in NAMES:
        key = key.with_entry(name, "", "person")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(namekey, "COST", 2)
        namekey.write_key(path.with_suffix(".pseudonyms"), key, WORDS)
    return path


def planting(number: int, some: tuple[str, ...], place: str) -> Iterator[Action]:
    """Give the acts that plant names: a document with its case, a code with a passage and a memo, a theme."""
    said = " ".join(f"On parle d’{name}, oui, de {name.upper()} et de {name}." for name in some)
    text, turns = "", []
    for speaker, words in (("Rita", "Et vous ?"), (some[1], said), ("Rita", f"Merci, {some[2]}.")):
        text += f"{speaker} : "
        role = "interviewer" if speaker == "Rita" else "participant"
        turns.append(Speech(speaker, len(text), len(text) + len(words), role))
        text += f"{words}\n"
    transcript = Transcript(text, "txt", language="fr", turns=tuple(turns))
    came = f"{place}/{some[0]}.txt"
    document = ImportDocument(some[0], f"{some[0]}.txt", f"{number}" * 64, transcript, origin=came, original=b"Marie")
    code, case = AddCode(f"Chez {some[3]}"), AddCase(f"{some[7]}, voisine", "person")
    start = text.index("On parle")
    yield from (document, code, case)
    yield ApplyCode(document.id, start, start + 30, code.id, f"Revoir {some[4]}")
    yield SetAttribute(case.id, "Lieu", some[5])
    yield AddTheme(f"Autour {number}", f"Rien sans {some[6]}.")


@pytest.fixture
def planted(planted_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the planted project, its key beside it, the only ones of the current folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(planted_once.with_suffix(".pseudonyms"), tmp_path)
    return Path(shutil.copy(planted_once, tmp_path / "study.qualcode"))


def everything(path: Path) -> str:
    """Return the text of a file and of its members, markup left out, as a search would see it."""
    data = path.read_bytes()
    pieces = [path.name.encode(), data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            pieces = [path.name.encode(), *(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())]
    text = "\n".join(piece.decode("utf-8", "replace") for piece in pieces)
    return text + re.sub(r"<[^>]*>", "", text)


def test_a_key_is_made_filled_listed_and_emptied(study: Path, sealed: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    made = sealed("pseudonyms", "new")
    assert (made.code, study.with_suffix(".pseudonyms").stat().st_mode & 0o777) == (0, 0o600)
    assert "P01" in sealed("pseudonyms", "add", "Paul").err
    assert "Léo" in sealed("pseudonyms", "add", "Rita Roy", "Léo").err
    rows = sealed("pseudonyms", "list", "--json").rows
    assert rows[0] == {"name": "Paul", "pseudonym": "P01", "sort": "person"}
    assert "Rita Roy" in sealed("pseudonyms", "list").out
    assert sealed("pseudonyms", "remove", "paul").code == 0
    assert len(sealed("pseudonyms", "list", "--json").rows) == 1
    told = sealed("pseudonyms", "candidates", "--no-model", "--all", "--json").rows
    assert {"words": "Rita", "kind": "variant", "of": "Léo"}.items() <= told[0].items()
    assert "form of a name of the key" in sealed("pseudonyms", "candidates", "--no-model").out
    assert "No language model looked" in sealed("pseudonyms", "candidates", "--no-model").err
    monkeypatch.setattr("qualcode.pseudonymising._modelled", lambda texts, _language: dict.fromkeys(texts, ()))
    assert sealed("pseudonyms", "candidates", "--json").json["question"]["models"] == ["fr"]


def test_a_wrong_passphrase_and_a_damaged_key_are_one_line(study: Path, sealed: Command) -> None:
    sealed("pseudonyms", "new")
    wrong = sealed("pseudonyms", "list", passphrase="rien")  # noqa: S106 - a wrong one
    assert (wrong.code, wrong.err.count("\n"), "does not open the key" in wrong.err) == (1, 1, True)
    study.with_suffix(".pseudonyms").write_bytes(b"{")
    damaged = sealed("pseudonyms", "list")
    assert (damaged.code, damaged.err.count("\n"), "a damaged one" in damaged.err) == (1, 1, True)
    assert "no key of pseudonyms here" in sealed("pseudonyms", "list", "--file", "rien.pseudonyms").err


@SEALED
def test_nothing_goes_out_with_a_name_of_the_key_in_it(planted: Path, sealed: Command, tmp_path: Path) -> None:
    key = planted.with_suffix(".pseudonyms")
    for words in (
        ("export", "excerpts", tmp_path / "e.csv"),
        ("export", "codebook", "-"),
        ("report", "build", tmp_path / "r.docx"),
        ("crosstab", "--columns", "attribute:Lieu", "--out", tmp_path / "m.csv"),
        ("cases", "export", tmp_path / "c.csv"),
        ("matrix", "--columns", "codes", "--out", tmp_path / "m.md"),
        ("codeline", "--by", "case", "--out", tmp_path / "m.json"),
        ("codemap", "--method", "correspondence", "--out", tmp_path / "m.csv"),
        ("cooccurrence", "--unit", "document", "--out", tmp_path / "m.csv"),
    ):
        ran = sealed(*words, "--pseudonyms", key)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert "not written, since names of the key stand in it: “" in ran.err
    assert not list(tmp_path.glob("[ercm].*"))
    assert "--pseudonyms study.pseudonyms does" in sealed("export", "memos", tmp_path / "o.md").err
    let = sealed("export", "excerpts", tmp_path / "e.csv", "--pseudonyms", key, "--anyway", "comité d’éthique")
    assert (let.code, "comité d’éthique" in let.err) == (0, True)
    found = sealed("pseudonyms", "check", tmp_path / "e.csv", "--json")
    assert (found.code, {"Marie Tremblay"} < {row["name"] for row in found.rows}) == (1, True)
    report = tmp_path / "rapport.md"
    report.write_text("Fatoumata a tout dit.", encoding="utf-8")
    assert "Fatoumata" in sealed("report", "check", report, "--pseudonyms", key).out


@SEALED
def test_exports_after_it_hold_no_name_no_path_no_login_and_no_host(
    planted: Path, planted_once: Path, sealed: Command, tmp_path: Path
) -> None:
    applied = sealed("pseudonyms", "apply")
    assert (applied.code, "the project’s history" in applied.err) == (0, True)
    key, out = planted.with_suffix(".pseudonyms"), tmp_path / "sortie"
    out.mkdir()
    written = [out / f"report{ending}" for ending in (".docx", ".html", ".md")]
    for path in written:
        assert sealed("report", "build", path, "--pseudonyms", key).code == 0
    for name in ("excerpts.csv", "excerpts.xlsx", "excerpts.json", "excerpts.docx", "codebook.html", "memos.md"):
        written.append(out / name)
        assert sealed("export", name.partition(".")[0], out / name, "--pseudonyms", key).code == 0
    assert sealed("pseudonyms", "check", *written).code == 0
    unwanted = [*NAMES, *(name.upper() for name in NAMES), str(tmp_path), str(planted), str(planted.parent)]
    unwanted += [str(planted_once.parent), "/home/"]
    for path in out.iterdir():
        text = everything(path)
        assert not {word for word in unwanted if word in text}, path.name
        words = set(re.findall(r"[\w.-]+", text))
        assert not {platform.node(), getpass.getuser()} & words - {"root"}, path.name
    whole = sealed("export", "json", out / "all.json", "--pseudonyms", key)
    assert (whole.code, "names of the key stand in it" in whole.err) == (1, True)  # the former texts are in it


@SEALED
@pytest.mark.nightly
def test_an_open_document_text_holds_none_either(planted: Path, sealed: Command, soffice: str, tmp_path: Path) -> None:
    assert soffice
    assert sealed("pseudonyms", "apply").code == 0
    out = tmp_path / "report.odt"
    assert sealed("report", "build", out, "--pseudonyms", planted.with_suffix(".pseudonyms")).code == 0
    text = everything(out)
    assert not {name for name in (*NAMES, str(tmp_path), platform.node()) if name in text}


@SEALED
def test_purged_not_even_the_whole_study_holds_a_name(planted: Path, sealed: Command, tmp_path: Path) -> None:
    purged = sealed("pseudonyms", "apply", "--purge", "--yes")
    assert (purged.code, "history included" in purged.err) == (0, True)
    out = tmp_path / "all.json"
    assert sealed("export", "json", out, "--pseudonyms", planted.with_suffix(".pseudonyms")).code == 0
    text = out.read_text(encoding="utf-8")
    assert not {name for name in NAMES if name in text}
