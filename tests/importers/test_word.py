from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from qualcode.importers import zipped
from qualcode.importers.options import ImportOptions
from qualcode.importers.word import document as word
from qualcode.model.errors import DamagedFile, FileTooBig, LockedFile, TooManyParts

if TYPE_CHECKING:
    from importers.conftest import MakeDocx
    from qualcode.model.transcript import Transcript


def read(data: bytes) -> Transcript:
    return word.read(data, "f.docx", ImportOptions())


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def counts(transcript: Transcript) -> dict[str, int]:
    return {loss.kind: loss.count for loss in transcript.losses}


def rezipped(data: bytes, **changed: bytes | None) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changed.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return held.getvalue()


def test_paragraphs_are_lines_with_their_kinds_and_bold() -> None:
    document = docx.Document()
    document.add_heading("Titre", 1)
    paragraph = document.add_paragraph()
    paragraph.add_run("Léa\u00a0: ").bold = True
    paragraph.add_run("bon")
    document.add_paragraph("puce", "List Bullet")
    held = io.BytesIO()
    document.save(held)
    transcript = read(held.getvalue())
    assert transcript.text == "Titre\nLéa\u00a0: bon\npuce"
    assert [block.kind for block in transcript.blocks][:2] == ["heading", "paragraph"]
    assert [transcript.text[span.start : span.end] for span in transcript.blocks[1].bold] == ["Léa\u00a0: "]
    assert transcript.title == "Titre"


@pytest.mark.parametrize("strict", [False, True])
def test_both_namespaces_of_the_standard_are_read(make_docx: MakeDocx, strict: bool) -> None:
    data = make_docx(p(r("un")) + p(r("deux", "<w:b/>")), strict=strict)
    transcript = read(data)
    assert transcript.text == "un\ndeux"
    assert transcript.blocks[1].bold == ((3, 7),)


def test_tracked_changes_follow_one_rule(make_docx: MakeDocx) -> None:
    body = p(r("a ") + f"<w:ins>{r('mis ')}</w:ins><w:del><w:r><w:delText>ôté </w:delText></w:r></w:del>" + r("b"))
    body += p(f"<w:moveFrom>{r('parti')}</w:moveFrom><w:moveTo>{r('venu')}</w:moveTo>")
    body += p(r("sans"), "<w:rPr><w:del/></w:rPr>") + p(r(" fin"))
    transcript = read(make_docx(body))
    assert transcript.text == "a mis b\nvenu\nsans fin"
    assert counts(transcript) == {"insertions": 1, "deletions": 1, "moves": 1}


def test_hidden_words_comments_and_pictures_are_left_out_and_counted(make_docx: MakeDocx) -> None:
    body = p(r("vu") + r("caché", "<w:vanish/>") + r("montré", '<w:vanish w:val="0"/>'))
    body += p('<w:r><w:commentReference w:id="1"/></w:r><w:r><w:drawing><a:blip/></w:drawing></w:r>' + r("x"))
    transcript = read(make_docx(body))
    assert transcript.text == "vumontré\nx"
    assert counts(transcript) == {"hidden": 1, "comments": 1, "pictures": 1}


def test_marks_of_a_run_are_one_character_each(make_docx: MakeDocx) -> None:
    inner = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/></w:r>"
    inner += '<w:r><w:sym w:font="Symbol" w:char="03B1"/><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    transcript = read(make_docx(p(inner)))
    assert transcript.text == "a\tb\nc\u2011\u00ad\nα\ufffd"
    assert counts(transcript) == {"symbols": 1}


def test_a_table_is_a_line_a_row_and_a_tab_a_cell(make_docx: MakeDocx) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p(r('n'))}</w:tc></w:tr></w:tbl>{p('')}"
    body = f"<w:tbl><w:tr><w:tc>{p(r('a'))}</w:tc><w:tc>{p(r('b', '<w:b/>'))}{p(r('c'))}</w:tc></w:tr>"
    body += f"<w:tr><w:tc>{inner}</w:tc><w:sdt><w:sdtContent><w:tc>{p(r('e'))}</w:tc></w:sdtContent></w:sdt></w:tr>"
    body += f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(r('x'))}</w:tc></w:tr></w:tbl>{p(r('fin'))}"
    transcript = read(make_docx(body))
    assert transcript.text == "a\tb\nc\nn\n\te\nfin"
    assert [block.kind for block in transcript.blocks] == ["table", "table", "paragraph"]
    assert transcript.blocks[0].bold == ((2, 3),)


def test_a_text_box_is_read_once_though_word_writes_it_twice(make_docx: MakeDocx) -> None:
    box = f"<wps:txbx><w:txbxContent>{p(r('encadré'))}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{p(r('encadré'))}</w:txbxContent></v:textbox></w:pict>"
    drawn = f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    drawn += f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    transcript = read(make_docx(p(r("avant") + f"<w:r>{drawn}</w:r>" + r(" après")) + p(r("fin"))))
    assert transcript.text == "avant après\nencadré\nfin"
    assert counts(transcript) == {"text_boxes": 1}


def test_fields_show_their_result_and_not_their_code(make_docx: MakeDocx) -> None:
    kinds = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
    nested = kinds["begin"] + code + kinds["separate"] + r("caché") + kinds["end"]
    body = p(r("a ") + kinds["begin"] + code + nested + kinds["separate"] + r("vu") + kinds["end"] + r(" b"))
    body += p(f'<w:fldSimple w:instr="DATE">{r("lundi")}</w:fldSimple><w:hyperlink>{r(" lien")}</w:hyperlink>')
    assert read(make_docx(body)).text == "a vu b\nlundi lien"


def test_content_controls_and_smart_tags_are_read_through(make_docx: MakeDocx) -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('bloc'))}</w:sdtContent></w:sdt>"
    body += p(f"<w:sdt><w:sdtContent>{r('dans ')}</w:sdtContent></w:sdt><w:smartTag>{r('ligne')}</w:smartTag>")
    assert read(make_docx(body)).text == "bloc\ndans ligne"


def test_notes_stand_at_the_end_and_are_nobodys_words(make_docx: MakeDocx) -> None:
    label = "".join(p(r(f"P{n} : mots {n}")) for n in (1, 2, 1, 2))
    notes = f'<w:footnote w:type="separator" w:id="0">{p(r("-"))}</w:footnote>'
    notes += f'<w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>" + r("une note"))}</w:footnote>'
    ends = f'<w:endnote w:id="1">{p(r("P1 : autre note"))}</w:endnote>'
    transcript = read(make_docx(label, footnotes=notes, endnotes=ends, header1=p(r("tête")), footer1=p("")))
    assert transcript.text.endswith("mots 2\nune note\nP1 : autre note")
    assert [block.kind for block in transcript.blocks][-2:] == ["note", "note"]
    assert transcript.text[transcript.turns[-1].start : transcript.turns[-1].end] == "mots 2"
    assert counts(transcript) == {"notes": 2, "headers": 1, "interviewer_unknown": 1}


def test_styles_say_headings_titles_and_bold_by_their_chain(make_docx: MakeDocx) -> None:
    styles = '<w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
    styles += '<w:style w:styleId="Mien"><w:name w:val="Mien"/><w:basedOn w:val="Titre1"/></w:style>'
    styles += '<w:style w:styleId="Titre"><w:name w:val="Title"/><w:basedOn w:val="Boucle"/></w:style>'
    styles += '<w:style w:styleId="Boucle"><w:name w:val="b"/><w:basedOn w:val="Boucle"/></w:style>'
    styles += '<w:style w:styleId="Gras"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    body = p(r("partie"), '<w:pStyle w:val="Mien"/>') + p(r("Le titre"), '<w:pStyle w:val="Titre"/>')
    body += p(r("dit", '<w:rStyle w:val="Gras"/>') + r("non", '<w:rStyle w:val="Gras"/><w:b w:val="0"/>'))
    body += p(r("plan"), '<w:outlineLvl w:val="1"/>')
    transcript = read(make_docx(body, styles=styles))
    assert [block.kind for block in transcript.blocks] == ["heading", "heading", "paragraph", "heading"]
    assert transcript.title == "Le titre"
    assert transcript.blocks[2].bold == ((16, 19),)


def test_a_bold_first_paragraph_is_the_title_and_its_likes_are_nobodys_words(make_docx: MakeDocx) -> None:
    lines = ["P1 : un", "P2 : deux", "P1 : trois"]
    body = p(r("Entretien 3a", "<w:b/>")) + "".join(p(r(line)) for line in lines)
    body += p(r("Entretien 3b", "<w:b/>")) + "".join(p(r(line)) for line in lines)
    transcript = read(make_docx(body))
    assert transcript.title == "Entretien 3a"
    said = [transcript.text[turn.start : turn.end] for turn in transcript.turns]
    assert said == ["un", "deux", "trois", "un", "deux", "trois"]


def test_a_bold_first_paragraph_that_comes_again_is_a_label(make_docx: MakeDocx) -> None:
    label, words = p(r("Zoé", "<w:b/>")), p(r("Je parle."))
    other = p(r("Animatrice", "<w:b/>")) + words
    transcript = read(make_docx((label + words + other) * 2))
    assert transcript.title == ""
    assert [turn.speaker for turn in transcript.turns] == ["Zoé", "Animatrice"] * 2


def test_letters_and_marks_come_through_as_they_were(make_docx: MakeDocx) -> None:
    words = "e\u0301 é 👩🏽\u200d🔬 שלום \u202f« l’été »\u00a0"
    assert read(make_docx(p(r(words)))).text == words


@pytest.mark.parametrize("name", ["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
def test_a_package_without_a_vital_part_is_damaged(make_docx: MakeDocx, name: str) -> None:
    with pytest.raises(DamagedFile):
        read(rezipped(make_docx(p(r("a"))), **{name: None}))


@pytest.mark.parametrize(
    "document",
    [
        b"<w:document",
        b"",
        b"<!DOCTYPE x [<!ENTITY e 'mots'>]><d>&e;</d>",
        b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><d/>",
        b"<d>" * 5000 + b"</d>" * 5000,
        b"<d>&#0;</d>",
    ],
)
def test_broken_or_cunning_xml_is_damaged(make_docx: MakeDocx, document: bytes) -> None:
    with pytest.raises(DamagedFile):
        read(rezipped(make_docx(p(r("a"))), **{"word/document.xml": document}))


def test_a_file_cut_anywhere_is_damaged(make_docx: MakeDocx) -> None:
    data = make_docx(p(r("mots")))
    for length in range(0, len(data) - 1, 37):
        with pytest.raises(DamagedFile):
            read(data[:length])


def test_limits_hold(make_docx: MakeDocx, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = rezipped(make_docx(""), **{"word/document.xml": b" " * 9_000_000})
    with pytest.raises(FileTooBig, match="9 MB"):
        read(bomb)
    monkeypatch.setattr(zipped, "MOST_PARTS", 3)
    with pytest.raises(TooManyParts, match="4 files"):
        read(make_docx(p(r("a"))))


def test_two_parts_of_one_name_are_damaged_and_a_password_is_said(make_docx: MakeDocx) -> None:
    data = make_docx(p(r("a")))
    held = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(held, "a") as archive:
        archive.writestr("word/document.xml", "<d/>")
    with pytest.raises(DamagedFile):
        read(held.getvalue())
    locked = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert locked != data
    with pytest.raises(LockedFile):
        read(locked)
