"""What is kept in git names no machine, no registry and no secret, and the README says what is run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import qualcode
from qualcode.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
PLACES = re.compile(r"(?<![\w.$}/-])/(?:work|root|tmp|home)/\w")  # folders of somebody's machine
HOSTS = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.", "debian" + r"\.(?:org|net)/")))
TOOLS = re.compile("clau" + "de|anthro" + "pic|chat" + "gpt|copi" + "lot", re.IGNORECASE)
KEYS = re.compile("BEGIN (?:RSA |OPENSSH )?PRIVATE" + " KEY|AKIA[0-9A-Z]{16}")


def _tracked() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("git is not here, or this is no clone")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode("utf-8").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def _texts() -> list[tuple[Path, str]]:
    texts = []
    for path in _tracked():
        content = path.read_bytes()
        if b"\0" not in content[:1000]:
            texts.append((path.relative_to(ROOT), content.decode("utf-8", "replace")))
    return texts


@pytest.mark.parametrize("pattern", [PLACES, HOSTS, TOOLS, KEYS], ids=["places", "hosts", "tools", "keys"])
def test_no_file_names_a_machine_a_registry_or_a_secret(pattern: re.Pattern[str]) -> None:
    found = [f"{path}: {match.group()}" for path, text in _texts() for match in pattern.finditer(text)]
    assert not found


def test_no_compiled_or_private_file_is_kept() -> None:
    endings = {".mo", ".pyc", ".qualcode", ".sqlite", ".db"}
    assert not [path for path in _tracked() if path.suffix in endings]


def test_the_readme_says_the_very_commands_that_are_run() -> None:
    """Two lines, one to try the program and one to test it; the second is what .ci/run calls, letter for letter."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)
    demo, test = lines[:2]
    assert demo.endswith("qualcode demo")
    assert "pytest" in test
    assert test in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_french_readme_says_the_same_commands() -> None:
    commands = re.compile(r"^(?:python3 -m venv|py -m venv|qualcode ).*$", re.MULTILINE)
    english, french = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.fr.md"))
    unquoted = [[re.sub(r'"[^"]*"', '""', line) for line in commands.findall(text)] for text in (english, french)]
    assert unquoted[0] == unquoted[1]


@pytest.mark.parametrize("name", ["README.md", "README.fr.md"])
def test_the_first_ten_minutes_of_the_readme_can_be_typed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / name).read_text(encoding="utf-8")
    lines = re.findall(r"^qualcode (?!COMMAND).*$", readme, re.MULTILINE)
    assert len(lines) > 10
    monkeypatch.chdir(tmp_path)
    for line in lines:
        words = [word.replace("corpora/", f"{ROOT.as_posix()}/corpora/", 1) for word in shlex.split(line)[1:]]
        assert run(words) == 0, f"{line}: {capsys.readouterr().err}"
    assert (tmp_path / "report.docx").stat().st_size > 0
    assert (tmp_path / "cloud.png").stat().st_size > 0


def test_the_changes_tell_of_this_version() -> None:
    assert f"## {qualcode.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_page_on_the_house_names_every_room() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    source = Path(qualcode.__file__).parent
    rooms = [place.stem for place in source.iterdir() if place.is_dir() and (place / "__init__.py").exists()]
    files = [place.name for place in source.glob("*.py") if place.stem != "__init__"]
    missing = [f"{room}/" for room in rooms if f"{room}/" not in page] + [name for name in files if name not in page]
    assert not missing
    assert len(page.splitlines()) < 120


def test_the_screen_library_is_pinned_and_python_is_3_11_or_later() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert any(re.fullmatch(r"textual==[\d.]+", wanted) for wanted in project["dependencies"])
