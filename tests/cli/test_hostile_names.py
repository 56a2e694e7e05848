"""People's words never command the terminal: every listing on a real terminal, with names that would."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from qualcode.coding.cases.cases import AddCase, SetAttribute
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.documents.guide import AddQuestion, MarkAsked
from qualcode.coding.memos import AddMemo
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.coding.themes.themes import AddTheme, LinkTheme
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

BAR = re.compile(r"\r(?:[━┄]{20} [^\r\n]*| +\r)")
"""The progress bar of work that lasts over a second: it draws itself over, and is wiped out at the end."""
EVIL = "[b] [/ \x1b]52;c;UVZfQ0xJUA==\x07 \x1b[2J \x9b31m \u202eelttil\u202c \ud800 \u2028x\r\n\ty"
TYPED = EVIL.replace("\ud800", "")  # no argument of a program can hold that
LISTINGS = (
    ["documents"], ["documents", "show", "1"], ["cases"], ["codes"], ["themes"], ["memos"], ["codings"], ["excerpts"],
    ["history"], ["history", "--json"], ["cases", "--json"], ["codes", "--json"], ["undo"], ["redo"],
    ["codes", "add", TYPED], ["codes", "edit", "nothing " + TYPED], ["import", "none " + TYPED], ["import", "evil"],
    ["code", "1", TYPED, "--pattern", "(" + TYPED], ["cases", "import", "evil.csv"], ["codings", "import", "evil.csv"],
    ["codes", "list", TYPED], ["code", "1", "2", "--weight", TYPED],
    ["guide"], ["guide", "list", "--asked"], ["guide", "answers", "1"], ["guide", "match"], ["guide", "answers", TYPED],
)  # fmt: skip
_RUN = "import json, sys; from qualcode.cli.main import run; [run(words) for words in json.loads(sys.argv[1])]"


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """Return a project in which everything that has a name or a text has a hostile one."""
    path = tmp_path / "study.qualcode"
    with Project.create(str(path), title=EVIL, coder="Ana " + EVIL) as project:
        text = f"{EVIL} dit ceci."
        spoken = Transcript(text=text, format="txt", turns=(Speech("P " + EVIL, 0, len(text)), Speech("Q", 2, 3)))
        brought = ImportDocument("doc " + EVIL, EVIL + ".txt", "0", spoken, id="1")
        code, theme, coding = AddCode("code " + EVIL, id="2"), AddTheme(EVIL, EVIL), ApplyCode("1", 0, 9, "2", EVIL)
        case = AddCase("case " + EVIL)
        link = LinkTheme(theme.id, code="2")
        for action in (brought, code, theme, coding, link, case, SetAttribute(case.id, "a " + EVIL, "b " + EVIL)):
            project.perform(action)
        project.perform(AddMemo(EVIL, "code", "2"))
        project.perform(AddQuestion(EVIL, section=EVIL, probes=(EVIL,), id="3"))
        project.perform(MarkAsked("3", "1", 0, 9))
    (tmp_path / "evil").mkdir()
    words = TYPED.replace("\r\n", " ")
    (tmp_path / "evil" / f"{words.replace('/', '')}.txt").write_text(f"A {words} : x\nB : y\n" * 4, encoding="utf-8")
    rows = [{"document": words, "start": 0, "end": 1, "code": words, words: words}]
    (tmp_path / "evil.csv").write_text(json.dumps(rows), encoding="utf-8")
    return path


def _on_a_terminal(commands: object, folder: Path) -> bytes:
    """Run commands with a terminal for output and return every byte it was sent."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "QUALCODE_CODER": "Ana " + TYPED}
    process = subprocess.Popen(
        [sys.executable, "-c", _RUN, json.dumps(commands)],
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, cwd=folder, env=environment,
    )  # fmt: skip
    os.close(theirs)
    sent = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        sent += piece
    process.wait(60)
    os.close(ours)
    return sent


def test_no_listing_and_no_refusal_sends_a_control_character(evil: Path) -> None:
    sent = _on_a_terminal(LISTINGS, evil.parent).decode("utf-8")
    plain = BAR.sub("", sent).replace("\r\n", "\n")
    assert not [sign for sign in plain if sign != "\n" and (ord(sign) < 32 or 127 <= ord(sign) < 160)]
    assert not set(plain) & set("\u202e\u202c\u2028\ufeff")
    assert "Traceback" not in plain
    assert "this should not happen" not in plain
    assert plain.count("[b] [/") > 20
