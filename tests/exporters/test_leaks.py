"""Names of a key are found in what goes out: split runs, attributes, members of archives, properties, file names."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from qualcode.exporters.files import looked_through, whole, write_whole
from qualcode.exporters.leaks import LeakCheck
from qualcode.model.errors.pseudonyms import NamesLeftIn
from qualcode.model.pseudonyms import LeftIn

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.exporters.files import Content

CHECK = LeakCheck({"Marie Tremblay": "P07", "Jeanne-Mance": "L01", "Élise": "Élise-Anne"})


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "dit MARIE TREMBLAY.",
        "d’une Marie-Tremblay, ici",
        '{"a": "Marie\\u0020Tremblay"}',
        "**Marie** Trem\\-blay Marie\\ Tremblay",
        "<w:p><w:r><w:t>Mar</w:t></w:r><w:r><w:t>ie Tremblay</w:t></w:r></w:p>",
        "<p>Marie<br>Tremblay</p>",
        "<p>Ma<b>rie</b> Tremblay</p>",
        '<img alt="Marie &#84;remblay">',
        "<a><Marie Tremblay='x'/></a><b c=\"l&#39;école Jeanne-Mance, Marie Tremblay\"/>",
    ],
)
def test_a_name_is_found_however_it_is_written(content: str) -> None:
    assert "Marie Tremblay" in {one.name for one in CHECK.in_file("a", content.encode())}


def test_what_is_no_name_may_stand() -> None:
    for content in ("P07 et Élise-Anne", "Mariette Tremblay", "{pas du json", "\xff\xfe"):
        assert CHECK.in_file("rapport.txt", content.encode("utf-8", "replace")) == []


def test_every_member_and_every_name_is_looked_into() -> None:
    data = zipped(word__document="<p>Jeanne-Mance</p>", docProps__core="<x>d'Élise</x>", Marie_Tremblay="rien")
    found = {(one.name, one.place) for one in CHECK.in_file("Entrevue de Marie_Tremblay.docx", data)}
    assert found == {
        ("Jeanne-Mance", "word/document"),
        ("Élise", "docProps/core"),
        ("Marie Tremblay", "name"),
    }
    picture = b"\x89PNG\xff\x00m t\x00\xfetEXtAuthor\x00une Marie Tremblay ici\x00\xff"
    check = LeakCheck({"M. T.": "P07", "Marie Tremblay": "P07"})
    assert [one.name for one in check.in_file("a.png", picture)] == ["Marie Tremblay"]
    assert CHECK.in_file("a", b"<a b='Jeanne-Mance'>Jeanne-Mance</a>") == [LeftIn("Jeanne-Mance", "", 2)]


def test_what_must_not_go_out_is_not_written(tmp_path: Path) -> None:
    def look(path: Path, data: Content) -> None:
        if CHECK.in_file(path.name, whole(data)):
            raise NamesLeftIn(path.name, places="là")

    out = tmp_path / "a.txt"
    write_whole(out, b"avant")
    with looked_through(look), pytest.raises(NamesLeftIn, match="not written, since names of the key stand in it: là"):
        write_whole(out, b"Marie Tremblay")
    assert out.read_bytes() == b"avant"
    write_whole(out, b"Marie Tremblay")
