"""A draft that somebody has worked on: what the data changed is renewed, all else is as it was left."""

from __future__ import annotations

import copy
import io
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree
from worked_on import OPTIONS, QUOTE, edited, fates, root_of

from qualcode.exporters.word import write_docx
from qualcode.exporters.word_file import WordFile
from qualcode.exporters.word_marked import W, marks_of
from qualcode.exporters.word_refresh import refreshed
from qualcode.model.errors import DamagedFile
from qualcode.report.draft import draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType


def _mark(root: etree._Element, words: str) -> tuple[str, etree._Element]:
    """Return the name of the mark over some words, and its paragraph."""
    found = [(name, mark.start.getparent()) for name, mark in marks_of(root).items() if words in mark.words]
    return found[0]


def _run(text: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = text
    return run


def _first_text(paragraph: etree._Element, words: str) -> etree._Element:
    return next(text for text in paragraph.iter(f"{W}t") if words in (text.text or ""))


def _blocks(data: bytes) -> list[bytes]:
    return [etree.tostring(node, method="c14n") for node in root_of(data)[0]]


def test_nothing_is_written_where_nothing_changed(built: bytes, nothing: bytes) -> None:
    done = refreshed(built, built, nothing)
    assert done.data is built
    assert done.findings == []


def test_what_the_data_changed_is_all_that_changes(built: bytes, changed: bytes, nothing: bytes) -> None:
    done = refreshed(built, changed, nothing)
    assert set(fates(done).values()) == {"updated", "vanished", "new"}
    vanished = [one.before for one in done.findings if one.fate == "vanished"]
    assert any("C’est elle qui" in words for words in vanished)
    before, after = _blocks(built), _blocks(done.data)
    assert len(before) == len(after)
    touched = [place for place, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    names = {name.partition(".")[0] for name, told in fates(done).items() if told == "updated"}
    ours = {
        place
        for place, node in enumerate(root_of(built)[0])
        if names & {start.get(f"{W}name") for start in node.iter(f"{W}bookmarkStart")} or node.tag == f"{W}tbl"
    }
    assert touched
    assert set(touched) <= ours
    again = refreshed(done.data, changed, nothing)
    assert again.findings == [one for one in done.findings if one.fate != "updated"]
    assert again.data is done.data


def test_every_other_part_keeps_its_bytes(built: bytes, changed: bytes, nothing: bytes) -> None:
    done = refreshed(built, changed, nothing)
    with ZipFile(io.BytesIO(built)) as old, ZipFile(io.BytesIO(done.data)) as new:
        assert old.namelist() == new.namelist()
        differ = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert differ == {"word/document.xml", "docProps/custom.xml"}


def test_the_refreshed_words_are_those_a_new_draft_has(built: bytes, changed: bytes, nothing: bytes) -> None:
    done = refreshed(built, changed, nothing)
    here, fresh = marks_of(root_of(done.data)), marks_of(root_of(changed))
    assert {name: mark.words for name, mark in here.items() if name in fresh} == {
        name: mark.words for name, mark in fresh.items() if name in here
    }
    assert len(here.keys() & fresh.keys()) > 40
    tables = [
        [
            re.sub(rb"\s+", b" ", etree.tostring(table, method="text", encoding="utf-8"))
            for table in root_of(data).iter(f"{W}tbl")
        ]
        for data in (done.data, changed)
    ]
    assert tables[0] == tables[1]


def test_prose_and_dress_of_a_person_stay(built: bytes, changed: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        _name, paragraph = _mark(root, QUOTE)
        run = _first_text(paragraph, QUOTE).getparent()
        dress = etree.Element(f"{W}rPr")
        etree.SubElement(dress, f"{W}i")
        run.insert(0, dress)
        mine = etree.Element(f"{W}p")
        mine.append(_run("Ma prose."))
        paragraph.addprevious(mine)
        paragraph.append(_run(" Et j’ajoute ceci."))

    done = refreshed(edited(built, edit), changed, nothing)
    _name, paragraph = _mark(root_of(done.data), f"{QUOTE}, je rêve en seaux. Je compte des seaux la nuit. Oui.")
    assert "".join(paragraph.itertext()).endswith(" Et j’ajoute ceci.")
    assert "".join(paragraph.getprevious().itertext()) == "Ma prose."
    assert _first_text(paragraph, QUOTE).getparent().find(f"{W}rPr/{W}i") is not None


def test_words_that_a_person_changed_are_listed_and_stand(built: bytes, changed: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        _first_text(_mark(root, QUOTE)[1], QUOTE).text = "En août, je rêve en seaux."

    mine = edited(built, edit)
    name = _mark(root_of(built), QUOTE)[0]
    assert fates(refreshed(mine, built, nothing)) == {name: "yours"}
    done = refreshed(mine, changed, nothing)
    assert fates(done)[name] == "both"
    assert "En août, je rêve en seaux." in marks_of(root_of(done.data))[name].words
    assert fates(refreshed(done.data, changed, nothing))[name] == "both", "it is told until she decides"


@pytest.mark.parametrize("tag", ["ins", "commentReference", "footnoteReference"])
def test_nothing_is_written_over_a_tracked_change_a_comment_or_a_note(
    built: bytes, changed: bytes, nothing: bytes, tag: str
) -> None:
    def edit(root: etree._Element) -> None:
        run = _first_text(_mark(root, QUOTE)[1], QUOTE).getparent()
        inserted = etree.Element(f"{W}ins")
        run.addnext(inserted if tag == "ins" else _run(""))
        (inserted if tag == "ins" else run.getnext()).append(etree.Element(f"{W}{tag}"))

    mine = edited(built, edit)
    name = _mark(root_of(built), QUOTE)[0]
    done = refreshed(mine, changed, nothing)
    assert fates(done)[name] == "both"
    assert len(list(root_of(done.data).iter(f"{W}{tag}"))) == len(list(root_of(mine).iter(f"{W}{tag}"))) > 0


def test_a_tracked_deletion_is_a_change_of_hers(built: bytes, changed: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        run = _first_text(_mark(root, QUOTE)[1], QUOTE).getparent()
        deleted = etree.Element(f"{W}del")
        run.addprevious(deleted)
        deleted.append(run)

    mine = edited(built, edit)
    name = _mark(root_of(built), QUOTE)[0]
    assert QUOTE not in marks_of(root_of(mine))[name].words
    done = refreshed(mine, changed, nothing)
    assert fates(done)[name] == "both"
    assert list(root_of(done.data).iter(f"{W}del"))


def test_what_was_taken_out_stays_out_and_what_is_new_is_listed(built: bytes, changed: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        paragraph = _mark(root, QUOTE)[1]
        paragraph.getparent().remove(paragraph)

    name = _mark(root_of(built), QUOTE)[0]
    done = refreshed(edited(built, edit), changed, nothing)
    assert fates(done)[name] == "left_out"
    assert QUOTE not in "".join(root_of(done.data).itertext())
    told = refreshed(built, changed, nothing).findings
    gone = next(one for one in told if one.fate == "vanished" and "C’est elle qui" in one.before)
    back = refreshed(changed, built, nothing)
    assert fates(back)[gone.mark] == "new"
    assert gone.mark not in marks_of(root_of(back.data))


def test_a_quotation_no_longer_chosen_is_still_renewed(built: bytes, changed: bytes, nothing: bytes) -> None:
    name, _paragraph = _mark(root_of(built), QUOTE)

    def without(root: etree._Element) -> None:
        paragraph = marks_of(root)[name].start.getparent()
        paragraph.getparent().remove(paragraph)

    done = refreshed(built, edited(changed, without), changed)
    assert fates(done)[name] == "updated"
    assert marks_of(root_of(done.data))[name].words.count("Oui.") == 1
    assert refreshed(built, edited(changed, without), nothing).data != done.data


def test_copies_are_counted_and_a_mark_taken_apart_is_left(built: bytes, changed: bytes, nothing: bytes) -> None:
    name, _paragraph = _mark(root_of(built), QUOTE)

    def edit(root: etree._Element) -> None:
        """Do what LibreOffice does on paste, and on Enter within a marked paragraph."""
        paragraph = _mark(root, QUOTE)[1]
        pasted = copy.deepcopy(paragraph)
        for start in pasted.iter(f"{W}bookmarkStart"):
            start.set(f"{W}name", f"{name}_Copy_1")
            start.set(f"{W}id", "9001")
        paragraph.addnext(pasted)
        second = etree.Element(f"{W}p")
        start = etree.SubElement(second, f"{W}bookmarkStart")
        start.set(f"{W}name", name)
        start.set(f"{W}id", marks_of(root)[name].start.get(f"{W}id"))
        paragraph.addnext(second)

    done = refreshed(edited(built, edit), changed, nothing)
    assert fates(done)[name] == "both"
    assert fates(done)[f"{name}_Copy_1"] == "copied"


def _mathematics(run: etree._Element) -> None:
    run.addnext(etree.Element("{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"))


def _index_entry(run: etree._Element) -> None:
    entry = etree.Element(f"{W}r")
    etree.SubElement(entry, f"{W}instrText").text = ' XE "seaux" '
    run.addnext(entry)


def _link(run: etree._Element) -> None:
    link = etree.Element(f"{W}hyperlink")
    run.addprevious(link)
    link.append(run)


def _symbol(run: etree._Element) -> None:
    etree.SubElement(run, f"{W}sym")


def _remark(run: etree._Element) -> None:
    run.addnext(etree.Comment("by a machine"))


def _emphasis(run: etree._Element) -> None:
    """Set the second half of the words bold."""
    text, half = run.find(f"{W}t"), copy.deepcopy(run)
    cut = len(text.text) // 2
    text.text, half.find(f"{W}t").text = text.text[:cut], text.text[cut:]
    dress = etree.Element(f"{W}rPr")
    etree.SubElement(dress, f"{W}b")
    half.insert(0, dress)
    run.addnext(half)


@pytest.mark.parametrize("put", [_mathematics, _index_entry, _link, _symbol, _remark, _emphasis])
def test_nothing_that_a_person_put_into_a_part_is_lost(
    built: bytes, changed: bytes, nothing: bytes, put: Callable[[etree._Element], None]
) -> None:
    mine = edited(built, lambda root: put(_first_text(_mark(root, QUOTE)[1], QUOTE).getparent()))
    name = _mark(root_of(built), QUOTE)[0]
    done = refreshed(mine, changed, nothing)
    assert fates(done)[name] == "both"
    here, there = (etree.tostring(_paragraph(data, name), method="c14n") for data in (mine, done.data))
    assert here == there


def _paragraph(data: bytes, name: str) -> etree._Element:
    return marks_of(root_of(data))[name].start.getparent()


def test_a_code_that_was_renamed_is_called_so_everywhere(gardens: ModuleType, built: bytes, nothing: bytes) -> None:
    material = gardens.material(with_themes=False)
    codes = tuple(
        replace(code, label_en="Weariness", name="Lassitude") if code.label_en == "Tiredness" else code
        for code in material.codes
    )
    rows = tuple(replace(row, code="Lassitude") if row.code == "Fatigue" else row for row in material.frequencies.rows)
    renamed = replace(material, codes=codes, frequencies=replace(material.frequencies, rows=rows))
    done = refreshed(built, write_docx(draft(renamed, OPTIONS)), nothing)
    words = "".join(root_of(done.data).itertext())
    assert "Tiredness" not in words
    contents = [link for link in root_of(done.data).iter(f"{W}hyperlink") if "Weariness" in "".join(link.itertext())]
    assert len(contents) == 1


@pytest.mark.parametrize(
    "written", ["no json", "[1]", '{"_qcs_x": 3}', "null", '"words"'], ids=["broken", "list", "number", "null", "text"]
)
def test_a_map_that_somebody_wrote_otherwise_writes_nothing_over(
    built: bytes, changed: bytes, nothing: bytes, written: str
) -> None:
    file = WordFile(built)
    known = file.properties["qualcode.marks"].encode()
    with ZipFile(io.BytesIO(built)) as old:
        custom = old.read("docProps/custom.xml")
    start = custom.index(b"{", custom.index(b"qualcode.marks"))
    end = custom.index(b"</vt:lpwstr>", start)
    assert known
    mine = _with_part(built, "docProps/custom.xml", custom[:start] + written.encode() + custom[end:])
    if written == "no json":
        with pytest.raises(DamagedFile):
            WordFile(mine, "r.docx")
    else:
        assert "updated" not in fates(refreshed(mine, changed, nothing)).values()


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(copy.copy(info), content if info.filename == name else old.read(info))
    return out.getvalue()


def test_a_part_that_swells_is_refused(built: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.exporters.word_file._LARGEST", 1_000)
    with pytest.raises(DamagedFile):
        WordFile(built, "r.docx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no file"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        WordFile(data, "r.docx")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_loses_no_link(built: bytes, changed: bytes, nothing: bytes, tmp_path: Path) -> None:
    (tmp_path / "r.docx").write_bytes(built)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "lo"), str(tmp_path / "r.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = (tmp_path / "lo" / "r.docx").read_bytes()
    assert saved != built
    assert refreshed(saved, built, nothing).findings == []
    here, there = refreshed(built, changed, nothing), refreshed(saved, changed, nothing)
    assert there.findings == here.findings
    assert {name: mark.words for name, mark in marks_of(root_of(there.data)).items()} == {
        name: mark.words for name, mark in marks_of(root_of(here.data)).items()
    }
