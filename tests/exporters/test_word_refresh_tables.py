"""Tables and pictures of a draft that somebody has worked on: renewed where they stand, or left and told of."""

from __future__ import annotations

import copy
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree
from worked_on import OPTIONS, edited, fates, root_of

from qualcode.exporters.word import write_docx
from qualcode.exporters.word_file import WordFile
from qualcode.exporters.word_marked import W, between, marks_of, table_words
from qualcode.exporters.word_refresh import ENDS, STARTS, refreshed
from qualcode.report.draft import draft

if TYPE_CHECKING:
    from types import ModuleType


def test_a_table_of_another_shape_comes_whole_in_the_styles_of_the_file(gardens: ModuleType, built: bytes) -> None:
    material = gardens.material(with_themes=False)
    rows = material.frequencies.rows
    fewer = replace(material, frequencies=replace(material.frequencies, rows=rows[:-2]))
    fresh = write_docx(draft(fewer, OPTIONS))
    renamed = _renamed_styles(built)
    done = refreshed(renamed, fresh, write_docx(replace(draft(fewer, OPTIONS), blocks=())))
    table = next(root_of(done.data).iter(f"{W}tbl"))
    assert len(list(table.iter(f"{W}tr"))) == len(list(next(root_of(fresh).iter(f"{W}tbl")).iter(f"{W}tr")))
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
    assert fates(done) == {"_qcs_cloud.body": "updated"}
    with ZipFile(io.BytesIO(done.data)) as new:
        pictures = [new.read(name) for name in new.namelist() if name.startswith("word/media/")]
    assert gardens.picture(90, 40) in pictures
    assert refreshed(done.data, fresh, nothing).findings == []


def test_a_table_without_its_source_line_is_left(built: bytes, changed: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        paragraph = marks_of(root)["_qce_frequencies"].start.getparent()
        paragraph.getparent().remove(paragraph)

    done = refreshed(edited(built, edit), changed, nothing)
    assert fates(done)["_qcs_frequencies.body"] == "both"


@pytest.mark.parametrize("name", ["frequencies", "cloud"], ids=["two tables", "two pictures"])
def test_what_stands_twice_under_a_caption_is_left(
    gardens: ModuleType, built: bytes, nothing: bytes, name: str
) -> None:
    """Nobody can tell which of two tables, or of two pictures, is the one that the data made."""

    def edit(root: etree._Element) -> None:
        marks = marks_of(root)
        ours = between(marks[f"{STARTS}{name}"], marks[f"{ENDS}{name}"])[0]
        ours.addnext(copy.deepcopy(ours))

    material = gardens.material(with_themes=False)
    rows = replace(material.frequencies, rows=material.frequencies.rows[:-2])
    fresh = write_docx(draft(replace(material, frequencies=rows, cloud=gardens.picture(90, 40)), OPTIONS))
    mine = edited(built, edit)
    assert fates(refreshed(built, fresh, nothing))[f"{STARTS}{name}.body"] == "updated"
    done = refreshed(mine, fresh, nothing)
    assert fates(done)[f"{STARTS}{name}.body"] == "both"
    here, there = (_under(data, name) for data in (mine, done.data))
    assert len(here) == 2
    assert here == there


def _under(data: bytes, name: str) -> list[tuple[bytes, list[bytes]]]:
    """Return what stands under a caption, with the pictures in it."""
    file, marks = WordFile(data), marks_of(root_of(data))
    nodes = between(marks[f"{STARTS}{name}"], marks[f"{ENDS}{name}"])
    return [(etree.tostring(node, method="c14n"), [*map(file.bytes_of, file.pictures_in(node))]) for node in nodes]


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
    mine = edited(fewer, lambda root: _bold_row(next(root.iter(f"{W}tbl"))))
    done = refreshed(mine, built, nothing)
    assert fates(done)["_qcs_frequencies.body"] == "updated"
    table, wanted = (next(root_of(data).iter(f"{W}tbl")) for data in (done.data, built))
    assert table_words(table) == table_words(wanted)
    assert len(list(table.iter(f"{W}b"))) > len(list(wanted.iter(f"{W}b")))
    assert refreshed(done.data, built, nothing).data is done.data


@pytest.mark.parametrize("tag", ["commentReference", "footnoteReference"])
def test_a_table_with_a_comment_or_a_note_is_left(gardens: ModuleType, built: bytes, nothing: bytes, tag: str) -> None:
    def edit(root: etree._Element) -> None:
        etree.SubElement(next(next(root.iter(f"{W}tbl")).iter(f"{W}r")), f"{W}{tag}")

    done = refreshed(edited(_fewer(gardens), edit), built, nothing)
    assert fates(done)["_qcs_frequencies.body"] == "both"
    assert len(list(root_of(done.data).iter(f"{W}{tag}"))) == 1


def test_a_row_taken_out_by_a_tracked_change_is_left(gardens: ModuleType, built: bytes, nothing: bytes) -> None:
    def edit(root: etree._Element) -> None:
        row = list(next(root.iter(f"{W}tbl")).iter(f"{W}tr"))[2]
        etree.SubElement(row.find(f"{W}trPr"), f"{W}del")

    done = refreshed(edited(_fewer(gardens), edit), built, nothing)
    assert fates(done)["_qcs_frequencies.body"] == "both"


def test_an_empty_cell_is_filled(gardens: ModuleType, nothing: bytes) -> None:
    """A group that is first applied gets its numbers, in cells that held nothing."""
    material = gardens.material(with_themes=False)
    rows = material.frequencies.rows
    group = next(code for code in gardens.CODES if any(code.id == other.parent for other in gardens.CODES))
    row = replace(rows[0], code=group.name, codings=3, cases=2, documents=1)
    fresh = write_docx(draft(replace(material, frequencies=replace(material.frequencies, rows=(*rows, row))), OPTIONS))
    old = write_docx(draft(material, OPTIONS))
    done = refreshed(old, fresh, nothing)
    assert fates(done)["_qcs_frequencies.body"] == "updated"
    assert table_words(next(root_of(done.data).iter(f"{W}tbl"))) == table_words(next(root_of(fresh).iter(f"{W}tbl")))
    assert refreshed(done.data, fresh, nothing).data is done.data
