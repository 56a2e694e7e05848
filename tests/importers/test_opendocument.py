from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import odfdo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.opendocument import document as opendocument
from qualcode.importers.options import ImportOptions
from qualcode.model.errors import DamagedFile, LockedFile, SwollenFile, TooDeep, WrongContent

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.model.transcript import Transcript

NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for prefix, space in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip


def flat(body: str, styles: str = "", kind: str = "text") -> bytes:
    return (
        f"<office:document{NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


def zipped(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def read(data: bytes) -> Transcript:
    return opendocument.read(data, "f.odt", ImportOptions())


def p(inner: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def counts(transcript: Transcript) -> dict[str, int]:
    return {loss.kind: loss.count for loss in transcript.losses}


def test_a_zip_and_a_flat_tree_say_the_same() -> None:
    document = flat(p("un") + p("deux"))
    assert read(zipped(**{"content.xml": document})).text == read(document).text == "un\ndeux"


def test_tracked_changes_follow_the_rule_of_word() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:insertion/></text:changed-region>"
        f"<text:changed-region><text:deletion>{p('ôté ')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body += p('a <text:change-start text:change-id="i"/>mis <text:change-end/><text:change text:change-id="d"/>b')
    transcript = read(flat(body))
    assert transcript.text == "a mis b"
    assert counts(transcript) == {"insertions": 1, "deletions": 1}


def test_notes_stand_at_the_end_and_comments_are_left_out() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>".format
    inner = p("P1 : dans la note" + note(p("note de note")))
    body = "".join(p(f"P{n} : mots") for n in (1, 2, 1))
    body += p(f"P2 : dit{note(inner)}<office:annotation>{p('dans la marge')}</office:annotation> encore")
    transcript = read(flat(body))
    assert transcript.text.endswith("P2 : dit encore\nP1 : dans la note\nnote de note")
    assert [block.kind for block in transcript.blocks][-2:] == ["note", "note"]
    assert len(transcript.turns) == 4
    assert counts(transcript) == {"notes": 2, "comments": 1, "interviewer_unknown": 1}


def test_white_space_runs_together_as_the_standard_has_it() -> None:
    body = p('\n  a \t b<text:s text:c="3"/>c<text:span> d</text:span> <text:span> e</text:span><text:tab/>')
    body += p("f<text:line-break/> g \u00a0 h  ")
    assert read(flat(body)).text == "a b   c d e\t\nf\n g \u00a0 h"


def test_tables_lists_and_sections_keep_their_kinds() -> None:
    rows = f"<table:table-row><table:table-cell>{p('a')}</table:table-cell><table:covered-table-cell/>"
    rows += f"<table:table-cell>{p('b')}{p('c')}</table:table-cell></table:table-row>"
    rows += '<table:table-row><table:table-cell table:number-columns-repeated="2"/></table:table-row>'
    entry = "<text:list-item>{}</text:list-item>".format
    body = f"<table:table><table:table-rows>{rows}</table:table-rows></table:table>"
    body += f"<text:list>{entry(p('x') + '<text:list>' + entry(p('y')) + '</text:list>')}</text:list>"
    body += f"<text:section>{p('s')}</text:section><text:section text:display='none'>{p('t')}</text:section>"
    transcript = read(flat("<text:h>Titre</text:h>" + body))
    assert transcript.text == "Titre\na\tb\nc\n\t\nx\ny\ns"
    assert [block.kind for block in transcript.blocks] == ["heading", "table", "table", "list", "list", "paragraph"]
    assert transcript.title == "Titre"
    assert counts(transcript) == {"list_marks": 2, "hidden": 1}


def test_styles_say_bold_hidden_and_titles_by_their_chain() -> None:
    style = '<style:style style:family="{}" style:name="{}" style:parent-style-name="{}">{}</style:style>'.format
    bold = '<style:text-properties fo:font-weight="{}"/>'.format
    styles = style("paragraph", "P1", "Title", "") + style("paragraph", "P2", "P2", bold("700"))
    styles += style("text", "T1", "", bold("bold")) + style("text", "T2", "T1", "")
    styles += style("text", "T3", "", bold("normal")) + style(
        "text", "T4", "", '<style:text-properties text:display="none"/>'
    )
    span = "<text:span text:style-name='{}'>{}</text:span>".format
    body = (
        p("Le titre", "P1")
        + p(span("T2", "Léa\u00a0: ") + "oui" + span("T4", "caché"))
        + p("x" + span("T3", "y"), "P2")
    )
    transcript = read(flat(body, styles))
    assert transcript.text == "Le titre\nLéa\u00a0: oui\nxy"
    assert transcript.title == "Le titre"
    assert [block.bold for block in transcript.blocks] == [(), ((9, 15),), ((19, 20),)]
    assert counts(transcript) == {"hidden": 1}


def test_frames_give_their_text_after_the_paragraph_and_pictures_once() -> None:
    frame = "<draw:frame>{}</draw:frame>".format
    body = p(
        "avant"
        + frame(f"<draw:text-box>{p('encadré')}</draw:text-box>")
        + frame("<draw:image/><svg:desc>une photo</svg:desc>")
        + frame("<draw:object/><draw:image/>")
        + f"<draw:custom-shape>{p('forme')}</draw:custom-shape>"
        + "<draw:control/> après"
    )
    transcript = read(flat(frame(f"<draw:text-box>{p('au début')}</draw:text-box>") + body))
    assert transcript.text == "au début\navant après\nencadré\nforme"
    assert counts(transcript) == {"text_boxes": 3, "pictures": 1, "embedded": 1, "form_controls": 1}


def test_page_headers_and_footers_are_counted_where_they_say_something() -> None:
    master = f"<style:header>{p('tête')}</style:header><style:footer>{p(' ')}</style:footer>"
    styles = (
        f"<office:document-styles{NAMES}><office:master-styles>{master}</office:master-styles></office:document-styles>"
    )
    transcript = read(zipped(**{"content.xml": flat(p("dit")), "styles.xml": styles.encode()}))
    assert (transcript.text, counts(transcript)) == ("dit", {"headers": 1})


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (zipped(**{"styles.xml": b"<a/>"}), DamagedFile),
        (zipped(**{"content.xml": b"<office:document"}), DamagedFile),
        (b"<!DOCTYPE x [<!ENTITY e 'mots'>]><d>&e;</d>", DamagedFile),
        (b"<d/>", DamagedFile),
        (b"<?xml version='1.0' encoding='x-unknown'?><d/>", DamagedFile),
        (zipped(**{"content.xml": b"<a/>", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}), LockedFile),
        (flat("<table:table/>", kind="spreadsheet"), WrongContent),
        (flat("<text:section>" * 300 + "</text:section>" * 300), TooDeep),
        (flat(p('<text:s text:c="2000000"/>')), SwollenFile),
    ],
    ids=[
        "no content", "cut short", "an entity", "another root", "unknown encoding", "encrypted", "a spreadsheet",
        "too deep", "too many spaces",
    ],
)  # fmt: skip
def test_what_is_no_sound_text_document_is_refused(data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read(data)


def test_repetitions_that_multiply_are_refused() -> None:
    cell = '<table:table-cell table:number-columns-repeated="{}">{}'
    row = ('<table:table-row table:number-rows-repeated="{}">' + cell).format
    ends = "</table:table-cell></table:table-row>"
    with pytest.raises(SwollenFile):
        read(flat(f"<table:table>{row(2000, 1000, p('x'))}{ends}</table:table>"))
    assert read(flat(f"<table:table>{row(2, 3, p('x'))}{ends}</table:table>")).text == "x\tx\tx\nx\tx\tx"


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1), min_size=1)
)
def test_letters_come_through_as_they_were_whatever_they_are(lines: list[str]) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    for line in lines:
        document.body.append(odfdo.Paragraph(line))
    held = io.BytesIO()
    document.save(held)
    transcript = read(held.getvalue())
    assert transcript.text == "\n".join(lines).removeprefix("\ufeff")
    assert all(block.end <= len(transcript.text) for block in transcript.blocks)


@pytest.mark.parametrize(
    "name",
    [
        "transcripts/derived_fr/E1_labels_gras.odt",
        "transcripts/derived_fr/E2_labels_gras.odt",
        "transcripts/qualcoder_examples/ID2.odt",
    ],
)
def test_odfdo_reads_the_same_words(material: Path, name: str) -> None:
    data = (material / name).read_bytes()
    body = odfdo.Document(io.BytesIO(data)).body
    other = [element.inner_text for element in body.get_elements("//text:h | //text:p")]
    assert read(data).text.split() == " ".join(other).split()
