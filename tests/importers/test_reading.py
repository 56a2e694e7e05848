from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qualcode.importers import border, files, reading, stoppable, turns
from qualcode.importers.formats import READERS, formats_read, importer_of, loaded
from qualcode.importers.losses import SENTENCES, sentence
from qualcode.importers.reading import Batch, ImportOptions, found_files, papers_beside, read_source
from qualcode.model.errors import (
    BadPattern,
    CannotRead,
    DamagedFile,
    DisguisedFile,
    EmptyFile,
    FileTooBig,
    ImportTookTooLong,
    LockedFile,
    NoSuchFile,
    NotAFile,
    NothingToImport,
    PatternTooSlow,
    TooManyTurns,
    UnknownFormat,
    WrongContent,
)
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from importers.conftest import MakeDocx

DIALOGUE = (
    "Intervieweuse : Comment ça va à l'école ?\n\nLéa : Ça va bien, je pense.\n\nIntervieweuse : Bon ?\n\nLéa : Oui.\n"
)


def made(folder: Path, name: str, content: str | bytes = DIALOGUE) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def paragraphs(text: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))


def test_a_file_becomes_a_source(tmp_path: Path) -> None:
    path = made(tmp_path, "Entrevue 05.v2.TXT")
    source = read_source(path)
    assert (source.name, source.source_name) == ("Entrevue 05.v2", "Entrevue 05.v2.TXT")
    assert source.source_sha256 == hashlib.sha256(DIALOGUE.encode()).hexdigest()
    assert source.size == len(DIALOGUE.encode())
    assert source.transcript.text == DIALOGUE
    assert source.transcript.language == "fr"
    assert [turn.role for turn in source.transcript.turns] == ["interviewer", "participant"] * 2


def test_a_name_keeps_its_accents_as_they_were(tmp_path: Path) -> None:
    assert read_source(made(tmp_path, "Montre\u0301al.txt")).name == "Montre\u0301al"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a name hold any bytes")
def test_a_name_of_odd_bytes_is_shown_and_told(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt"))
    path.write_text(DIALOGUE, encoding="utf-8")
    source = read_source(path)
    assert (source.name, source.source_name) == ("a\ufffd", "a\ufffd.txt")
    assert Loss("name_bytes", 1) in source.transcript.losses


def test_options_reach_the_reader(tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt", DIALOGUE.encode("cp850"))
    source = read_source(path, ImportOptions("none", encoding="cp850"))
    assert (source.transcript.text, source.transcript.turns) == (DIALOGUE, ())
    named = read_source(made(tmp_path, "b.txt"), ImportOptions(interviewers=("léa",)))
    assert [turn.role for turn in named.transcript.turns] == ["participant", "interviewer"] * 2


@pytest.mark.parametrize(
    ("name", "content", "refusal", "says"),
    [
        ("a.txt", b"", EmptyFile, "empty"),
        ("a.txt", b" \n\t\n", EmptyFile, "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\nabc", DisguisedFile, "a PNG image"),
        ("a.txt", b"%PDF-1.7 abc", DisguisedFile, "a PDF document"),
        ("a.md", b"{\\rtf1 abc}", DisguisedFile, "an RTF document"),
        ("a.txt", b"PK\x03\x04 word/document.xml", DisguisedFile, "a Word document"),
        ("a.docx", b"Bonjour", WrongContent, "not a .docx file"),
        ("a.docx", b"PK\x03\x04 cut", DamagedFile, "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), LockedFile, "password"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            DisguisedFile,
            "old Office",
        ),
        ("a.xyz", b"Bonjour", UnknownFormat, ".docx"),
        ("a", b"Bonjour", UnknownFormat, ".docx"),
    ],
)
def test_what_cannot_become_a_document_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, refusal: type[Exception], says: str
) -> None:
    path = made(tmp_path, name, content)
    with pytest.raises(refusal) as caught:
        read_source(path)
    said = str(caught.value)
    assert said.startswith(f"{path}: ")
    assert says in said
    assert "\n" not in said
    assert "; " in said or ", " in said


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile):
        read_source(tmp_path / "absent.txt")
    with pytest.raises(NoSuchFile):
        read_source(made(tmp_path, "a.txt") / "b.txt")
    with pytest.raises(NothingToImport, match=r"\.docx"):
        read_source(tmp_path)
    with pytest.raises(CannotRead):
        read_source(tmp_path / "a\0b.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_or_a_device_never_holds_the_program_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(NotAFile):
        read_source(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with pytest.raises(NotAFile):
        read_source(tmp_path / "zero.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_a_file_that_nobody_may_read_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt")
    path.chmod(0)
    with pytest.raises(CannotRead, match="check the rights"):
        read_source(path)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(FileTooBig):
        read_source(made(tmp_path, "a.txt"))


def test_folders_are_walked_in_order_without_what_is_no_transcript(tmp_path: Path) -> None:
    wanted = [made(tmp_path, name) for name in ("a.txt", "b/c.MD", "b/d.docx", "b/e/f.text", "g.markdown")]
    for name in (".cache/x.txt", ".hidden.txt", "b/~$d.docx", "b/._d.docx", "__MACOSX/x.txt", "h.tex", "b/image.png"):
        made(tmp_path, name)
    assert found_files([tmp_path]) == wanted
    assert found_files([tmp_path / "b", wanted[0], wanted[1], tmp_path]) == [*wanted[1:4], wanted[0], wanted[4]]


def test_a_file_named_outright_is_tried_whatever_its_name(tmp_path: Path) -> None:
    named = [tmp_path / "absent.txt", made(tmp_path, ".hidden.txt"), made(tmp_path, "h.csv")]
    assert found_files(named) == named


def test_a_folder_without_transcripts_stands_for_itself(tmp_path: Path) -> None:
    assert found_files([tmp_path]) == [tmp_path]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_go_round_in_circles_end(tmp_path: Path) -> None:
    path = made(tmp_path, "a/b.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert found_files([tmp_path]) == [path, tmp_path / "loop.txt"]
    with pytest.raises(CannotRead):
        read_source(tmp_path / "loop.txt")


def test_word_documents_of_a_batch_share_one_child_and_a_bad_one_harms_nobody(
    tmp_path: Path, make_docx: MakeDocx
) -> None:
    good = made(tmp_path, "good.docx", make_docx(paragraphs(DIALOGUE)))
    bad = made(tmp_path, "bad.docx", make_docx("")[:-40])
    with Batch() as batch:
        assert batch._child._process is None
        first = batch.read(good)
        child = batch._child._process
        with pytest.raises(DamagedFile):
            batch.read(bad)
        again = batch.read(good)
        assert batch._child._process is child
        assert first == again
        assert first.transcript.text == DIALOGUE
    assert child.poll() is not None


def test_text_needs_no_child(tmp_path: Path) -> None:
    with Batch() as batch:
        batch.read(made(tmp_path, "a.txt"))
        assert batch._child._process is None


def test_a_child_that_dies_costs_one_file_only(tmp_path: Path, make_docx: MakeDocx) -> None:
    path = made(tmp_path, "a.docx", make_docx(paragraphs(DIALOGUE)))
    with Batch() as batch:
        batch.read(path)
        batch._child._process.kill()
        batch._child._process.wait()
        assert batch.read(path).transcript.text == DIALOGUE


def test_what_takes_too_long_is_stopped(tmp_path: Path, make_docx: MakeDocx, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, "a.docx", make_docx(paragraphs(DIALOGUE)))
    with Batch() as batch:
        batch.read(path)
        monkeypatch.setattr(reading, "SECONDS", 0.0)
        with pytest.raises(ImportTookTooLong):
            batch.read(made(tmp_path, "b.docx", make_docx(paragraphs(DIALOGUE * 2000))))
        monkeypatch.undo()
        assert batch.read(path).transcript.turns


def test_a_pattern_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, "a.txt", "a" * 60 + "!\n")
    monkeypatch.setattr(reading, "SECONDS", 0.5)
    with pytest.raises(PatternTooSlow, match="--speakers"):
        read_source(path, ImportOptions(r"(a|aa)+$"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts by the clock alone")
def test_what_counts_is_the_work_of_the_child_and_not_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path, "a.txt", "a" * 60 + "!\n")
    monkeypatch.setattr(reading, "SECONDS", 0.5)
    monkeypatch.setattr(stoppable, "BUSY", 10_000)  # so that only its own work can end it
    with pytest.raises(PatternTooSlow):
        read_source(path, ImportOptions(r"(a|aa)+$"))


def test_a_pattern_of_the_person_is_used_or_refused_before_any_file(tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt", "@roy bonjour\n@zoe oui\n")
    source = read_source(path, ImportOptions(r"@(\w+)"))
    assert source.transcript.speakers == ("roy", "zoe")
    with pytest.raises(BadPattern, match="regular expression"):
        Batch(ImportOptions("(a"))


def test_an_interrupted_reading_leaves_no_child(
    tmp_path: Path, make_docx: MakeDocx, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path, "a.docx", make_docx(paragraphs(DIALOGUE)))
    batch = Batch()
    batch.read(path)
    child = batch._child._process

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qualcode.importers.stoppable.pickle.load", interrupted)
    with pytest.raises(KeyboardInterrupt):
        batch.read(path)
    assert child.poll() is not None


def test_a_child_starts_from_a_thread_without_standard_streams(
    tmp_path: Path, make_docx: MakeDocx, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Screen:
        def fileno(self) -> int:
            return -1  # as Textual's stand-in for the streams says

        def write(self, _words: str) -> None: ...

        def flush(self) -> None: ...

    path = made(tmp_path, "a.docx", make_docx(paragraphs(DIALOGUE)))
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr(sys, "stderr", Screen())
    held: list[str] = []
    worker = threading.Thread(target=lambda: held.append(read_source(path).transcript.text))
    worker.start()
    worker.join()
    assert held == [DIALOGUE]


def test_a_script_without_a_main_guard_may_import(tmp_path: Path, make_docx: MakeDocx) -> None:
    made(tmp_path, "a.docx", make_docx(paragraphs(DIALOGUE)))
    script = made(
        tmp_path,
        "script.py",
        "from pathlib import Path\nfrom qualcode.importers.reading import read_source\n"
        "print(len(read_source(Path('a.docx')).transcript.turns))\n",
    )
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("4\n", "")


def test_every_line_of_the_table_names_an_importer() -> None:
    for importer in READERS.values():
        assert callable(loaded(importer))
    assert ".docx" in formats_read()
    assert importer_of(".DOCX") == READERS[".docx"]
    assert importer_of("") is None


def test_a_package_may_bring_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.importers.formats._plugins", lambda: {".xyz": "somewhere:read"})
    assert importer_of(".xyz") == "somewhere:read"
    assert importer_of(".txt") == READERS[".txt"]


def test_every_loss_has_a_sentence_for_one_and_for_many() -> None:
    for kind, forms in SENTENCES.items():
        names = {name for form in forms for name in re.findall(r"\{(\w+)\}", form)} - {"count"}
        detail = tuple((name, f"le {name}") for name in sorted(names))
        for count in (1, 3):
            assert "{" not in sentence(Loss(kind, count, detail))
            assert all(value in sentence(Loss(kind, count, detail)) for _, value in detail)
    assert sentence(Loss("pictures", 3)) == "3 pictures left out"


def test_nothing_heavy_is_loaded_before_a_word_is_read() -> None:
    heavy = ("lxml", "docx", "simplemma", "charset_normalizer", "pypdfium2")
    code = f"import sys, qualcode.importers.reading; print([name for name in {heavy} if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "[]\n"


def test_a_licence_beside_transcripts_is_left_aside_and_named(tmp_path: Path) -> None:
    for name in ("P1.txt", "LICENCE.md", "ReadMe.txt"):
        (tmp_path / name).write_text("E : Bonjour?", encoding="utf-8")
    assert found_files([tmp_path]) == [tmp_path / "P1.txt"]
    assert papers_beside([tmp_path]) == [tmp_path / "LICENCE.md", tmp_path / "ReadMe.txt"]
    assert found_files([tmp_path / "LICENCE.md"]) == [tmp_path / "LICENCE.md"]
    assert papers_beside([tmp_path / "LICENCE.md"]) == []


def test_a_long_text_is_read_in_the_child_as_it_is_in_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = read_source(made(tmp_path, "a.txt"))
    monkeypatch.setattr(reading, "IN_PROCESS_BYTES", len(DIALOGUE))
    with Batch() as batch:
        assert batch.read(made(tmp_path, "a.txt")) == here
        assert batch._child._process is not None


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.vtt"])
def test_a_text_of_turns_without_end_is_kept_whole_and_a_recording_refused(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(border, "MOST_TURNS", 4)
    monkeypatch.setattr(turns, "MOST_TURNS", 4)
    monkeypatch.setattr(turns, "ENOUGH", 2)
    cues = "".join(f"00:0{number}.000 --> 00:0{number}.900\n<v P{number % 2}>a b\n\n" for number in range(5))
    for kept, said in ((4, "P1: a\nP2: b\n" * 2), (5, "P1: a\nP2: b\n" * 2 + "P1: c\n")):
        data = f"WEBVTT\n\n{cues[: kept * len(cues) // 5]}" if name == "a.vtt" else said
        if kept == 4:
            answer = border.understood(READERS[Path(name).suffix], data.encode(), name, ImportOptions())
            assert len(answer.turns) == 4
        elif name == "a.vtt":
            with pytest.raises(TooManyTurns, match="more than 4 turns"):
                border.understood(READERS[Path(name).suffix], data.encode(), name, ImportOptions())
        else:
            answer = border.understood(READERS[Path(name).suffix], data.encode(), name, ImportOptions())
            assert (answer.turns, answer.text) == ((), data)
            assert [sentence(loss)[:17] for loss in answer.losses] == ["more than 4 lines"]


def test_turns_are_counted_before_they_take_the_memory(tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt", "P1: a\n" * (turns.MOST_TURNS + 1))
    assert read_source(path).transcript.turns == ()
    with pytest.raises(TooManyTurns, match=str(turns.MOST_TURNS)):
        read_source(path, ImportOptions(speakers="P1"))


def test_files_of_folders_laid_out_alike_come_from_two_places(tmp_path: Path) -> None:
    first = read_source(made(tmp_path, "A/data/txt/fr/01.txt")).origin
    second = read_source(made(tmp_path, "B/data/txt/fr/01.txt")).origin
    again = read_source(made(tmp_path, "A/data/txt/fr/01.txt", DIALOGUE * 2)).origin
    assert first == again != second
    assert [origin.partition("#")[0] for origin in (first, second)] == ["txt/fr/01.txt"] * 2
    assert re.fullmatch("[0-9a-f]{16}", first.partition("#")[2])
