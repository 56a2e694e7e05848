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

from qualcode.exporters.word import write_docx
from qualcode.exporters.word_file import WordFile
from qualcode.exporters.word_marked import W, marks_of, table_words
from qualcode.exporters.word_refresh import Refreshed, refreshed
from qualcode.model.errors import DamagedFile
from qualcode.report.draft import DraftOptions, draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

OPTIONS = DraftOptions(language="en", date="2024-03-25")
QUOTE = "Au mois d’août"


@pytest.fixture(scope="module")
def built(gardens: ModuleType) -> bytes:
    return write_docx(draft(gardens.material(with_themes=False), OPTIONS))


@pytest.fixture(scope="module")
def changed(gardens: ModuleType) -> bytes:
    """Return the draft of the same study after one passage was bounded anew and another taken away."""
    return write_docx(draft(gardens.material(_said_anew(gardens), with_themes=False), OPTIONS))


def _said_anew(gardens: ModuleType) -> tuple[object, ...]:
    said = [one for one in gardens.excerpts() if not one.text.startswith("C’est elle qui")]
    return tuple(replace(one, text=one.text + " Oui.") if one.text.startswith(QUOTE) else one for one in said)


@pytest.fixture(scope="module")
def nothing(gardens: ModuleType) -> bytes:
    """Return a draft without blocks: no quotation stands in the file that would not be chosen now."""
    return write_docx(replace(draft(gardens.material(with_themes=False), OPTIONS), blocks=()))


def _edited(data: bytes, edit: Callable[[etree._Element], None]) -> bytes:
    """Let somebody change the text of a file."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                root = etree.fromstring(content)
                edit(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(copy.copy(info), content)
    return out.getvalue()


def _root(data: bytes) -> etree._Element:
    return WordFile(data).root


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


def _fates(done: Refreshed) -> dict[str, str]:
    return {one.mark: one.fate for one in done.findings}


def _blocks(data: bytes) -> list[bytes]:
    return [etree.tostring(node, method="c14n") for node in _root(data)[0]]


def test_nothing_is_written_where_nothing_changed(built: bytes, nothing: bytes) -> None:
    done = refreshed(built, built, nothing)
    assert done.data is built
    assert done.findings == []


def test_what_the_data_changed_is_all_that_changes(built: bytes, changed: bytes, nothing: bytes) -> None:
    done = refreshed(built, changed, nothing)
    assert set(_fates(done).values()) == {"updated", "vanished", "new"}
    vanished = [one.before for one in done.findings if one.fate == "vanished"]
    assert any("C’est elle qui" in words for words in vanished)
    before, after = _blocks(built), _blocks(done.data)
    assert len(before) == len(after)
    touched = [place for place, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    names = {name.partition(".")[0] for name, told in _fates(done).items() if told == "updated"}
    ours = {
        place
        for place, node in enumerate(_root(built)[0])
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
    here, fresh = marks_of(_root(done.data)), marks_of(_root(changed))
    assert {name: mark.words for name, mark in here.items() if name in fresh} == {
        name: mark.words for name, mark in fresh.items() if name in here
    }
    assert len(here.keys() & fresh.keys()) > 40
    tables = [
        [
            re.sub(rb"\s+", b" ", etree.tostring(table, method="text", encoding="utf-8"))
            for table in _root(data).iter(f"{W}tbl")
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

    done = refreshed(_edited(built, edit), changed, nothing)
    _name, paragraph = _mark(_root(done.data), f"{QUOTE}, je rêve en seaux. Je compte des seaux la nuit. Oui.")
    assert "".join(paragraph.itertext()).endswith(" Et j’ajoute ceci.")
    assert "".join(paragraph.getprevious().itertext()) == "Ma prose."
    assert _first_text(paragraph, QUOTE).getparent().find(f"{W}rPr/{W}i") is not None


def test_words_that_a_person_changed_are_listed_and_stand(built: bytes, changed: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        _first_text(_mark(root, QUOTE)[1], QUOTE).text = "En août, je rêve en seaux."

    mine = _edited(built, edit)
    name = _mark(_root(built), QUOTE)[0]
    assert _fates(refreshed(mine, built, nothing)) == {name: "yours"}
    done = refreshed(mine, changed, nothing)
    assert _fates(done)[name] == "both"
    assert "En août, je rêve en seaux." in marks_of(_root(done.data))[name].words
    assert _fates(refreshed(done.data, changed, nothing))[name] == "both", "it is told until she decides"


@pytest.mark.parametrize("tag", ["ins", "commentReference", "footnoteReference"])
def test_nothing_is_written_over_a_tracked_change_a_comment_or_a_note(
    built: bytes, changed: bytes, nothing: bytes, tag: str
) -> None:
    def edit(root: etree._Element) -> None:
        run = _first_text(_mark(root, QUOTE)[1], QUOTE).getparent()
        inserted = etree.Element(f"{W}ins")
        run.addnext(inserted if tag == "ins" else _run(""))
        (inserted if tag == "ins" else run.getnext()).append(etree.Element(f"{W}{tag}"))

    mine = _edited(built, edit)
    name = _mark(_root(built), QUOTE)[0]
    done = refreshed(mine, changed, nothing)
    assert _fates(done)[name] == "both"
    assert len(list(_root(done.data).iter(f"{W}{tag}"))) == len(list(_root(mine).iter(f"{W}{tag}"))) > 0


def test_a_tracked_deletion_is_a_change_of_hers(built: bytes, changed: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        run = _first_text(_mark(root, QUOTE)[1], QUOTE).getparent()
        deleted = etree.Element(f"{W}del")
        run.addprevious(deleted)
        deleted.append(run)

    mine = _edited(built, edit)
    name = _mark(_root(built), QUOTE)[0]
    assert QUOTE not in marks_of(_root(mine))[name].words
    done = refreshed(mine, changed, nothing)
    assert _fates(done)[name] == "both"
    assert list(_root(done.data).iter(f"{W}del"))


def test_what_was_taken_out_stays_out_and_what_is_new_is_listed(built: bytes, changed: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        paragraph = _mark(root, QUOTE)[1]
        paragraph.getparent().remove(paragraph)

    name = _mark(_root(built), QUOTE)[0]
    done = refreshed(_edited(built, edit), changed, nothing)
    assert _fates(done)[name] == "left_out"
    assert QUOTE not in "".join(_root(done.data).itertext())
    told = refreshed(built, changed, nothing).findings
    gone = next(one for one in told if one.fate == "vanished" and "C’est elle qui" in one.before)
    back = refreshed(changed, built, nothing)
    assert _fates(back)[gone.mark] == "new"
    assert gone.mark not in marks_of(_root(back.data))


def test_a_quotation_no_longer_chosen_is_still_renewed(built: bytes, changed: bytes, nothing: bytes) -> None:
    name, _paragraph = _mark(_root(built), QUOTE)

    def without(root: etree._Element) -> None:
        paragraph = marks_of(root)[name].start.getparent()
        paragraph.getparent().remove(paragraph)

    done = refreshed(built, _edited(changed, without), changed)
    assert _fates(done)[name] == "updated"
    assert marks_of(_root(done.data))[name].words.count("Oui.") == 1
    assert refreshed(built, _edited(changed, without), nothing).data != done.data


def test_copies_are_counted_and_a_mark_taken_apart_is_left(built: bytes, changed: bytes, nothing: bytes) -> None:
    name, _paragraph = _mark(_root(built), QUOTE)

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

    done = refreshed(_edited(built, edit), changed, nothing)
    assert _fates(done)[name] == "both"
    assert _fates(done)[f"{name}_Copy_1"] == "copied"


def test_a_table_of_another_shape_comes_whole_in_the_styles_of_the_file(gardens: ModuleType, built: bytes) -> None:
    material = gardens.material(with_themes=False)
    rows = material.frequencies.rows
    fewer = replace(material, frequencies=replace(material.frequencies, rows=rows[:-2]))
    fresh = write_docx(draft(fewer, OPTIONS))
    renamed = _renamed_styles(built)
    done = refreshed(renamed, fresh, write_docx(replace(draft(fewer, OPTIONS), blocks=())))
    table = next(_root(done.data).iter(f"{W}tbl"))
    assert len(list(table.iter(f"{W}tr"))) == len(list(next(_root(fresh).iter(f"{W}tbl")).iter(f"{W}tr")))
    ids = {node.get(f"{W}val") for node in table.iter(f"{W}pStyle")}
    assert ids
    assert all(one.startswith("z") for one in ids)


def _renamed_styles(data: bytes) -> bytes:
    """Let another program call the styles by other ids."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename in {"word/styles.xml", "word/document.xml"}:
                content = re.sub(rb'(styleId|(?:p|r|tbl)Style w:val)="', rb'\1="z', content)
            new.writestr(copy.copy(info), content)
    return out.getvalue()


def test_a_picture_is_renewed_where_it_stands(gardens: ModuleType, built: bytes, nothing: bytes) -> None:
    material = gardens.material(with_themes=False)
    fresh = write_docx(draft(replace(material, cloud=gardens.picture(90, 40)), OPTIONS))
    done = refreshed(built, fresh, nothing)
    assert _fates(done) == {"_qcs_cloud.body": "updated"}
    with ZipFile(io.BytesIO(done.data)) as new:
        pictures = [new.read(name) for name in new.namelist() if name.startswith("word/media/")]
    assert gardens.picture(90, 40) in pictures
    assert refreshed(done.data, fresh, nothing).findings == []


def test_a_table_without_its_source_line_is_left(built: bytes, changed: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        paragraph = marks_of(root)["_qce_frequencies"].start.getparent()
        paragraph.getparent().remove(paragraph)

    done = refreshed(_edited(built, edit), changed, nothing)
    assert _fates(done)["_qcs_frequencies.body"] == "both"


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
    mine = _edited(built, lambda root: put(_first_text(_mark(root, QUOTE)[1], QUOTE).getparent()))
    name = _mark(_root(built), QUOTE)[0]
    done = refreshed(mine, changed, nothing)
    assert _fates(done)[name] == "both"
    here, there = (etree.tostring(_paragraph(data, name), method="c14n") for data in (mine, done.data))
    assert here == there


def _paragraph(data: bytes, name: str) -> etree._Element:
    return marks_of(_root(data))[name].start.getparent()


def _bold_row(table: etree._Element) -> None:
    """Set the last row of a table bold."""
    row = list(table.iter(f"{W}tr"))[-1]
    for run in row.iter(f"{W}r"):
        dress = etree.Element(f"{W}rPr")
        etree.SubElement(dress, f"{W}b")
        run.insert(0, dress)


def _fewer(gardens: ModuleType) -> bytes:
    """Return the draft of a study with fewer codes counted."""
    material = gardens.material(with_themes=False)
    rows = material.frequencies.rows
    return write_docx(draft(replace(material, frequencies=replace(material.frequencies, rows=rows[:-2])), OPTIONS))


def test_rows_that_stay_keep_their_dress_and_new_ones_come(gardens: ModuleType, built: bytes, nothing: bytes) -> None:
    fewer = _fewer(gardens)
    mine = _edited(fewer, lambda root: _bold_row(next(root.iter(f"{W}tbl"))))
    done = refreshed(mine, built, nothing)
    assert _fates(done)["_qcs_frequencies.body"] == "updated"
    table, wanted = (next(_root(data).iter(f"{W}tbl")) for data in (done.data, built))
    assert table_words(table) == table_words(wanted)
    assert len(list(table.iter(f"{W}b"))) > len(list(wanted.iter(f"{W}b")))
    assert refreshed(done.data, built, nothing).data is done.data


@pytest.mark.parametrize("tag", ["commentReference", "footnoteReference"])
def test_a_table_with_a_comment_or_a_note_is_left(gardens: ModuleType, built: bytes, nothing: bytes, tag: str) -> None:
    def edit(root: etree._Element) -> None:
        etree.SubElement(next(next(root.iter(f"{W}tbl")).iter(f"{W}r")), f"{W}{tag}")

    done = refreshed(_edited(_fewer(gardens), edit), built, nothing)
    assert _fates(done)["_qcs_frequencies.body"] == "both"
    assert len(list(_root(done.data).iter(f"{W}{tag}"))) == 1


def test_a_row_taken_out_by_a_tracked_change_is_left(gardens: ModuleType, built: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        row = list(next(root.iter(f"{W}tbl")).iter(f"{W}tr"))[2]
        etree.SubElement(row.find(f"{W}trPr"), f"{W}del")

    done = refreshed(_edited(_fewer(gardens), edit), built, nothing)
    assert _fates(done)["_qcs_frequencies.body"] == "both"


def test_an_empty_cell_is_filled(gardens: ModuleType, nothing: bytes) -> None:
    """A group that is first applied gets its numbers, in cells that held nothing."""
    material = gardens.material(with_themes=False)
    rows = material.frequencies.rows
    group = next(code for code in gardens.CODES if any(code.id == other.parent for other in gardens.CODES))
    row = replace(rows[0], code=group.name, codings=3, cases=2, documents=1)
    fresh = write_docx(draft(replace(material, frequencies=replace(material.frequencies, rows=(*rows, row))), OPTIONS))
    old = write_docx(draft(material, OPTIONS))
    done = refreshed(old, fresh, nothing)
    assert _fates(done)["_qcs_frequencies.body"] == "updated"
    assert table_words(next(_root(done.data).iter(f"{W}tbl"))) == table_words(next(_root(fresh).iter(f"{W}tbl")))
    assert refreshed(done.data, fresh, nothing).data is done.data


def test_a_code_that_was_renamed_is_called_so_everywhere(gardens: ModuleType, built: bytes, nothing: bytes) -> None:
    material = gardens.material(with_themes=False)
    codes = tuple(
        replace(code, label_en="Weariness", name="Lassitude") if code.label_en == "Tiredness" else code
        for code in material.codes
    )
    rows = tuple(replace(row, code="Lassitude") if row.code == "Fatigue" else row for row in material.frequencies.rows)
    renamed = replace(material, codes=codes, frequencies=replace(material.frequencies, rows=rows))
    done = refreshed(built, write_docx(draft(renamed, OPTIONS)), nothing)
    words = "".join(_root(done.data).itertext())
    assert "Tiredness" not in words
    contents = [link for link in _root(done.data).iter(f"{W}hyperlink") if "Weariness" in "".join(link.itertext())]
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
        assert "updated" not in _fates(refreshed(mine, changed, nothing)).values()


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
    assert {name: mark.words for name, mark in marks_of(_root(there.data)).items()} == {
        name: mark.words for name, mark in marks_of(_root(here.data)).items()
    }
