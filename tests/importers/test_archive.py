"""Zip archives: every member by the road of its own format, under limits, names that lead nowhere."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from qualcode.importers import archive
from qualcode.importers.losses import sentence
from qualcode.importers.reading import Batch, ImportOptions, Noted, Refused, Source, There, read_source
from qualcode.model import errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qualcode.importers.options import Found

DIALOGUE = "Rita : Où dormez-vous?\nPaul : Je dors à l’école.\nRita : Et là?\nPaul : Rien.\n"
SURVEY = "Nom;Réponse\nAna;Je dors bien.\nPaul;Pas moi.\n"


def packed(members: Mapping[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return held.getvalue()


def found(place: Path, data: bytes, options: ImportOptions | None = None) -> list[Found]:
    path = place / "a.zip"
    path.write_bytes(data)
    with Batch(options) as batch:
        return list(batch.every(path))


def sources(place: Path, data: bytes) -> dict[str, Source]:
    return {each.file.partition("a.zip/")[2]: each for each in found(place, data) if isinstance(each, Source)}


def refusals(place: Path, data: bytes) -> list[errors.Refusal]:
    return [each.refusal for each in found(place, data) if isinstance(each, Refused)]


def test_every_member_is_a_document_by_the_importer_of_its_ending(tmp_path: Path) -> None:
    members = {"E1.txt": DIALOGUE, "deux/E2.md": f"# Deux\n\n{DIALOGUE}", "sondage.csv": SURVEY}
    read = found(tmp_path, packed(members))
    documents = [each for each in read if isinstance(each, Source)]
    assert [(each.name, each.transcript.format, len(each.transcript.turns)) for each in documents] == [
        ("E1", "txt", 4),
        ("E2", "md", 4),
        ("Ana", "csv", 1),
        ("Paul", "csv", 1),
    ]
    assert re.search("a.zip#[0-9a-f]{16}/deux/E2.md$", documents[1].origin)
    assert [each.file.rpartition("/")[2] for each in read if isinstance(each, Noted)] == ["a.zip", "sondage.csv"]


def test_a_member_is_known_by_its_own_bytes(tmp_path: Path) -> None:
    (tmp_path / "E1.txt").write_text(DIALOGUE, encoding="utf-8")
    alone = read_source(tmp_path / "E1.txt")
    inside = sources(tmp_path, packed({"x/E1.txt": DIALOGUE}))["x/E1.txt"]
    assert (inside.source_sha256, inside.size) == (alone.source_sha256, alone.size)
    with Batch() as batch:
        again = list(batch.every(tmp_path / "a.zip", {alone.source_sha256: "Entrevue"}.get))
    assert [each for each in again if isinstance(each, There)] == [There(f"{tmp_path}/a.zip/x/E1.txt", "Entrevue")]


def test_what_is_no_transcript_is_left_out_and_named(tmp_path: Path) -> None:
    beside = ("__MACOSX/._E1.txt", ".cache/x.txt", "~$E1.docx", "photo.png", "LICENCE.md", "x/Thumbs.db")
    data = packed({"E1.txt": DIALOGUE, **dict.fromkeys(beside, "x")})
    noted = next(each for each in found(tmp_path, data) if isinstance(each, Noted))
    told = sentence(noted.losses[0])
    assert told.startswith("6 files inside left out")
    assert all(name in told for name in beside)


def test_a_link_is_left_out(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("E1.txt", DIALOGUE)
        link = zipfile.ZipInfo("secret.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    assert list(sources(tmp_path, held.getvalue())) == ["E1.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../evil.txt", "evil.txt"),
        ("/etc/evil.txt", "etc/evil.txt"),
        ("C:\\a\\evil.txt", "C:/a/evil.txt"),
        ("a/./../b/evil.txt", "a/b/evil.txt"),
        ("éà/E1 ü.txt", "éà/E1 ü.txt"),
    ],
)
def test_a_name_leads_nowhere_and_nothing_is_written(tmp_path: Path, name: str, shown: str) -> None:
    assert list(sources(tmp_path, packed({name: DIALOGUE}))) == [shown]
    assert [path.name for path in tmp_path.rglob("*")] == ["a.zip"]


def test_a_name_in_utf8_that_does_not_say_so_is_read_as_such() -> None:
    entry = zipfile.ZipInfo("Élève.txt".encode().decode("cp437"))
    assert archive.safe_path(entry) == "Élève.txt"


def test_a_zip_in_a_zip_is_refused_and_the_rest_comes(tmp_path: Path) -> None:
    data = packed({"E1.txt": DIALOGUE, "b.zip": packed({"E2.txt": DIALOGUE})})
    assert list(sources(tmp_path, data)) == ["E1.txt"]
    assert [type(each) for each in refusals(tmp_path, data)] == [errors.NestedArchive]


def test_a_refused_member_has_its_own_line_and_the_rest_comes(tmp_path: Path) -> None:
    data = packed({"a.docx": b"no document", "b.txt": b"", "c.txt": "   \n", "d.txt": DIALOGUE})
    assert list(sources(tmp_path, data)) == ["d.txt"]
    assert [type(each) for each in refusals(tmp_path, data)] == [
        errors.WrongContent,
        errors.EmptyFile,
        errors.EmptyFile,
    ]
    assert [str(each).partition("a.zip/")[2].partition(":")[0] for each in refusals(tmp_path, data)] == [
        "a.docx",
        "b.txt",
        "c.txt",
    ]


def test_an_archive_under_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"E1.txt": DIALOGUE}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert [type(each) for each in refusals(tmp_path, bytes(data))] == [errors.LockedFile]


def test_an_archive_without_a_transcript_is_refused(tmp_path: Path) -> None:
    for members in ({}, {"a.png": b"x"}, {"README.md": "x"}):
        assert [type(each) for each in refusals(tmp_path, packed(members))] == [errors.NoTranscriptInside]


def test_half_an_archive_is_refused(tmp_path: Path) -> None:
    assert [type(each) for each in refusals(tmp_path, packed({"E1.txt": DIALOGUE})[:60])] == [errors.DamagedFile]


def test_a_broken_member_is_refused_alone(tmp_path: Path) -> None:
    data = packed({"E1.txt": DIALOGUE * 9, "E2.txt": DIALOGUE})
    place = data.index(b"E1.txt") + 12
    broken = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
    assert list(sources(tmp_path, broken)) == ["E2.txt"]
    assert [type(each) for each in refusals(tmp_path, broken)] == [errors.DamagedFile]


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    data = packed({"bomb.txt": b" " * 3_000_000, "E1.txt": DIALOGUE})
    assert list(sources(tmp_path, data)) == ["E1.txt"]
    assert [type(each) for each in refusals(tmp_path, data)] == [errors.FileTooBig]


def test_more_than_the_limits_is_refused() -> None:
    few, limits = packed({f"{number}.txt": DIALOGUE for number in range(4)}), ImportOptions()
    assert len(archive.read(few, "a.zip", limits).members) == 4
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "MOST_MEMBERS", 3)
        with pytest.raises(errors.TooManyParts):
            archive.read(few, "a.zip", limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "LARGEST_UNPACKED", len(DIALOGUE.encode()) * 4 - 1)
        with pytest.raises(errors.ArchiveTooBig):
            archive.read(few, "a.zip", limits)


def test_one_document_is_read_and_several_are_refused_where_one_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"E1.txt": DIALOGUE}))
    assert read_source(path).name == "E1"
    path.write_bytes(packed({"E1.txt": DIALOGUE, "E2.txt": DIALOGUE + "Rita : Bon.\n"}))
    with pytest.raises(errors.SeveralDocuments):
        read_source(path)


def test_each_member_has_its_own_encoding_found_out_and_said(tmp_path: Path) -> None:
    told = DIALOGUE + "Rita : À l’été, déjà « ici ».\n"
    data = packed({"win.txt": told.encode("cp1252"), "mac.txt": told.encode("mac_roman"), "ours.txt": told})
    read = sources(tmp_path, data)
    assert [(name, each.transcript.encoding) for name, each in read.items()] == [
        ("win.txt", "cp1252"),
        ("mac.txt", "mac_roman"),
        ("ours.txt", "utf-8"),
    ]
    assert {each.transcript.text for each in read.values()} == {told}
    guesses = [loss.kind for each in read.values() for loss in each.transcript.losses if "encoding" in loss.kind]
    assert guesses == ["encoding_guessed", "encoding_guessed"]


def test_an_encoding_that_the_person_gives_holds_for_every_member_and_doubt_is_said(tmp_path: Path) -> None:
    old, ours = "Rita : Café.\nPaul : Thé.\n" * 3, "Rita : Où?\nPaul : Là.\n" * 3
    data = packed({"old.txt": old.encode("cp850"), "ours.txt": ours, "odd.txt": "Rita : a\nPaul : b\n" * 3})
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with Batch(ImportOptions(encoding="cp850")) as batch:
        read = [each.transcript for each in batch.every(path) if isinstance(each, Source)]
    assert read[0].text == old
    doubts = [[loss for loss in each.losses if "encoding" in loss.kind] for each in read]
    assert [[loss.kind for loss in each] for each in doubts] == [[], ["encoding_doubtful"], []]
    assert "--encoding" in sentence(doubts[1][0])
