"""Words that must leave a draft leave its tables, text boxes, notes and comments too, and nothing else does."""

from __future__ import annotations

import copy
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from lxml import etree
from worked_on import OPTIONS, edited, fates, root_of

from qualcode.exporters.word import write_docx
from qualcode.exporters.word_marked import W
from qualcode.exporters.word_refresh import refreshed
from qualcode.exporters.word_taken_out import TakingOut
from qualcode.report.blocks import Caption, Column, Paragraph, Quote, Row, Run, SourceLine, Table
from qualcode.report.draft import draft
from qualcode.report.refreshing import Rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from qualcode.exporters.word_refresh import Refreshed

GONE, UNTOLD = "[excerpt withdrawn]", "[translation withdrawn]"
SAID = "le matin je pars avant que la maison se réveille"
OTHER = "nous mangeons toujours ensemble le dimanche soir"
ID, KEPT = "a" * 32, "b" * 32
MARK = f"_qcs_{ID}"
BOX = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def _cell(words: str) -> str:
    return f"« {words} » (Entrevue 01)"


def _draft(gardens: ModuleType, *blocks: object) -> bytes:
    made = draft(gardens.material(with_themes=False), OPTIONS)
    return write_docx(replace(made, blocks=blocks))


def _table(*rows: tuple[str, str]) -> tuple[object, ...]:
    columns = (Column("Le matin"), Column("Le soir"))
    table = Table(columns, tuple(Row(pair) for pair in rows), "two", "Deux codes.")
    return Caption("table", "Table", 1, "Deux codes", "two"), table, SourceLine("Source.", "two")


def _rules(*words: str, lost: str = "") -> Rules:
    """Withhold one quotation and its translation, what the study still knows, and what stands in no text any more."""
    return Rules(
        withheld=lambda mark, _words: mark in {ID, f"t{ID}"},
        lost=lambda words: bool(lost) and lost in words,
        words=words,
        in_its_place=GONE,
        for_translation=UNTOLD,
    )


def _whole(data: bytes, part: str = "word/document.xml") -> str:
    with ZipFile(io.BytesIO(data)) as parts:
        return "".join(etree.fromstring(parts.read(part)).itertext())


def _with(data: bytes, part: str, content: bytes) -> bytes:
    """Return a file with one part more."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(copy.copy(info), old.read(info))
        new.writestr(part, content)
    return out.getvalue()


def _note(*runs: str, mark: str = "", tag: str = "t") -> bytes:
    """Return a part with one paragraph of some runs, under a mark where one is given."""
    root = etree.Element(f"{W}footnotes")
    paragraph = etree.SubElement(etree.SubElement(root, f"{W}footnote"), f"{W}p")
    if mark:
        etree.SubElement(paragraph, f"{W}bookmarkStart", {f"{W}id": "7", f"{W}name": mark})
    for words in runs:
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}{tag}").text = words
    if mark:
        etree.SubElement(paragraph, f"{W}bookmarkEnd", {f"{W}id": "7"})
    return etree.tostring(root)


def _word(root: Any) -> None:
    """Let her write a word of her own into the first cell of the table."""
    text = next(next(root.iter(f"{W}tbl")).iter(f"{W}t"))
    text.text += " (mon mot)"


def _sourceless(root: Any) -> None:
    start = next(one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == "_qce_two")
    start.getparent().getparent().remove(start.getparent())


def _unmarked(root: Any) -> None:
    for start in list(root.iter(f"{W}bookmarkStart")):
        start.getparent().remove(start)


def _restyled(root: Any) -> None:
    _word(root)
    for style in list(next(root.iter(f"{W}tbl")).iter(f"{W}pStyle")):
        style.getparent().remove(style)


def _cells(data: bytes) -> list[str]:
    return ["".join(cell.itertext()) for cell in root_of(data).iter(f"{W}tc")]


@pytest.mark.parametrize("edit", [_word, _sourceless, _unmarked, _restyled])
@pytest.mark.parametrize("known", [True, False])
def test_an_edited_table_loses_the_cells_of_who_is_not_to_be_quoted_and_no_other(
    gardens: ModuleType, edit: Callable[[Any], None], known: bool
) -> None:
    lead = Quote("Autre chose.", "(Entrevue 02)", KEPT)
    built = _draft(gardens, lead, *_table((_cell(SAID), _cell(OTHER)), (_cell("oui"), "Une note")))
    fresh = _draft(gardens, lead, *_table(("", _cell(OTHER)), (_cell("oui"), "Une note")))
    kept = Paragraph((Run("Autre chose."),), "note", KEPT)
    worked = edited(built, edit)
    if edit is _unmarked:  # one mark stays: a file without any is no draft
        other = _draft(gardens, kept)
        worked = edited(worked, lambda root: root[0].insert(0, copy.deepcopy(root_of(other)[0][-2])))
    done = refreshed(worked, fresh, fresh, _rules(SAID) if known else _rules(lost=SAID))
    cells = _cells(done.data)
    assert [SAID in cell for cell in cells] == [False] * 6
    assert (cells[2], *cells[3:]) == (GONE, _cell(OTHER), _cell("oui"), "Une note")
    assert ("mon mot" in cells[0]) == (edit in {_word, _restyled})
    assert [one.fate for one in done.findings].count("withheld") == 1
    again = refreshed(done.data, fresh, fresh, _rules(SAID))
    assert "withheld" not in fates(again).values()


def _built(gardens: ModuleType) -> bytes:
    translation = Paragraph((Run("[Traduction: In the morning]", "data"),), "note", f"t{ID}")
    return _draft(gardens, Quote(f"{SAID}.", "(Entrevue 01)", ID), translation, Quote(OTHER, "(Entrevue 02)", KEPT))


@pytest.mark.parametrize("part", ["footnotes", "endnotes", "comments", "header1", "footer2"])
def test_what_was_copied_into_a_note_a_comment_or_a_header_goes_and_her_words_around_it_stay(
    gardens: ModuleType, nothing: bytes, part: str
) -> None:
    file = f"word/{part}.xml"
    worked = _with(_built(gardens), file, _note("Voir : ", SAID[:12], SAID[12:].upper(), ", dit-elle."))
    done = refreshed(worked, nothing, nothing, _rules())
    assert _whole(done.data, file) == f"Voir : {GONE}, dit-elle."
    assert f"_qcs_.{part}" in fates(done)


@pytest.mark.parametrize("tag", ["t", "delText"])
def test_fewer_than_six_words_are_anybodys_and_a_deletion_hides_nothing(
    gardens: ModuleType, nothing: bytes, tag: str
) -> None:
    few, more = "je pars avant que la", "je pars avant que la maison"
    notes = [_with(_built(gardens), "word/footnotes.xml", _note(words, tag=tag)) for words in (few, more)]
    done = [refreshed(one, nothing, nothing, _rules()) for one in notes]
    assert [_whole(one.data, "word/footnotes.xml") for one in done] == [few, GONE]


def test_what_a_note_holds_under_a_mark_goes_with_its_mark(gardens: ModuleType, nothing: bytes) -> None:
    """Its paragraph was cut and pasted into a footnote: the text has its mark no more."""

    def cut(root: Any) -> None:
        start = next(one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == MARK)
        start.getparent().getparent().remove(start.getparent())

    worked = _with(edited(_built(gardens), cut), "word/footnotes.xml", _note("Peu dit.", mark=MARK))
    done = refreshed(worked, nothing, nothing, _rules())
    assert _whole(done.data, "word/footnotes.xml") == GONE
    assert fates(done)[f"{MARK}.footnotes"] == "withheld"
    assert "In the morning" not in _whole(done.data)  # the translation alone is left in the text
    assert UNTOLD in _whole(done.data)
    again = refreshed(done.data, nothing, nothing, _rules())
    assert again.data is done.data


def _boxed(root: Any) -> None:
    """Put words into a text box, twice as Word does, in a paragraph of hers."""
    either = etree.SubElement(etree.SubElement(etree.Element(f"{W}p"), f"{W}r"), f"{{{BOX}}}AlternateContent")
    for kind in ("Choice", "Fallback"):
        box = etree.SubElement(etree.SubElement(either, f"{{{BOX}}}{kind}"), f"{W}txbxContent")
        run = etree.SubElement(etree.SubElement(box, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = f"Encadré : {SAID}"
    root[0].insert(0, either.getparent().getparent())


def test_a_text_box_is_looked_into_and_told_once(gardens: ModuleType, nothing: bytes) -> None:
    done = refreshed(edited(_built(gardens), _boxed), nothing, nothing, _rules())
    assert SAID not in _whole(done.data)
    assert _whole(done.data).count(f"Encadré : {GONE}") == 2
    assert [one.mark for one in done.findings].count("_qcs_.textbox") == 1


@pytest.mark.parametrize(
    ("part", "content"), [("word/footnotes.xml", b"<broken"), ("word/embeddings/sheet.xlsx", b"PK")]
)
def test_a_part_that_cannot_be_read_is_named(gardens: ModuleType, nothing: bytes, part: str, content: bytes) -> None:
    done: Refreshed = refreshed(_with(_built(gardens), part, content), nothing, nothing, _rules())
    assert done.unread == [part]
    assert SAID not in _whole(done.data)


def _marked(number: str, words: str, *, end: bool = True) -> Any:
    paragraph = etree.Element(f"{W}p")
    etree.SubElement(paragraph, f"{W}bookmarkStart", {f"{W}id": number, f"{W}name": MARK})
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = words
    if end:
        etree.SubElement(paragraph, f"{W}bookmarkEnd", {f"{W}id": number})
    return paragraph


@pytest.mark.parametrize("second", ["1", "9"])
def test_two_marks_of_one_name_are_taken_out_each_alone(second: str) -> None:
    root = etree.Element(f"{W}body")
    hers = etree.fromstring(etree.tostring(_marked("5", "À moi.")).replace(MARK.encode(), b"elsewhere"))
    root.extend([_marked("1", "Un."), hers, _marked(second, "Deux.")])
    taking = TakingOut(root)
    assert taking.words(MARK) == "Un.Deux."
    assert taking.take_out(MARK, GONE)
    assert ["".join(one.itertext()) for one in root] == [GONE, "À moi.", GONE]


def test_a_mark_before_its_paragraph_and_without_an_end_takes_that_paragraph_alone() -> None:
    root = etree.Element(f"{W}body")
    first, second = _marked("1", "Un.", end=False), _marked("2", "À moi.")
    second.find(f"{W}bookmarkStart").set(f"{W}name", "elsewhere")
    root.extend([first.find(f"{W}bookmarkStart"), first, second])
    assert TakingOut(root).take_out(MARK, GONE)
    assert ["".join(one.itertext()) for one in root] == ["", GONE, "À moi."]
    last = etree.Element(f"{W}body")
    last.append(_marked("1", "Un.", end=False).find(f"{W}bookmarkStart"))
    assert not TakingOut(last).take_out(MARK, GONE)
