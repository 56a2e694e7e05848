"""What is filled in a form is read where it stands; a form of two columns gives answers as turns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from qualcode.importers.forms import answered, cells_of
from qualcode.importers.opendocument import document as opendocument
from qualcode.importers.options import ImportOptions
from qualcode.importers.rich_text import document as rich_text
from qualcode.importers.web import page
from qualcode.importers.word import document as word
from qualcode.model.transcript import Block, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from importers.conftest import MakeDocx

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
QUESTIONS = ("Comment ça va?", "Où travaillez-vous?", "Depuis quand?", "Pourquoi là?", "Et ensuite?")


def read(data: bytes, options: ImportOptions | None = None) -> Transcript:
    return word.read(data, "Fiche 3.docx", options or ImportOptions())


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def r(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def legacy(data: str, result: str = "", *, parted: bool = True) -> str:
    inner = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/>{data}</w:ffData></w:fldChar></w:r>'
    inner += "<w:r><w:instrText>FORM</w:instrText></w:r>"
    inner += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' if parted else ""
    return inner + result + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc>{p(cell if cell.startswith('<') else r(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def counts(transcript: Transcript) -> dict[str, int]:
    return {loss.kind: loss.count for loss in transcript.losses}


def said(transcript: Transcript) -> list[str]:
    return [transcript.text[turn.start : turn.end] for turn in transcript.turns]


@pytest.mark.parametrize(("state", "sign"), [("1", "☒"), ("0", "☐"), ("true", "☒"), ("false", "☐")])
def test_a_check_box_shows_its_state_beside_its_label(make_docx: MakeDocx, state: str, sign: str) -> None:
    box = f'<w14:checkbox {W14}><w14:checked w14:val="{state}"/><w14:checkedState w14:val="00FE"/></w14:checkbox>'
    custom = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    body = p(control(box, r("☐")) + r(" oui")) + p(control(box, custom) + r(" non"))
    transcript = read(make_docx(body))
    assert transcript.text == f"{sign} oui\n{sign} non"
    assert counts(transcript) == {}


def test_what_was_chosen_or_written_in_a_control_is_text_and_a_prompt_is_not(make_docx: MakeDocx) -> None:
    listed = '<w:dropDownList><w:listItem w:displayText="Ville" w:value="1"/></w:dropDownList>'
    prompt = "<w:showingPlcHdr/>"
    body = p(r("Lieu : ") + control(listed, r("Ville"))) + p(r("Âge : ") + control(prompt, r("Cliquez ") + r("ici")))
    body += control(prompt, p(r("Entrez du texte.")))
    body += p(control('<w:showingPlcHdr w:val="0"/>', r("écrit")))
    transcript = read(make_docx(body))
    assert transcript.text == "Lieu : Ville\nÂge : \n\nécrit"
    assert counts(transcript) == {"prompts": 2}


@pytest.mark.parametrize("parted", [True, False])
def test_legacy_fields_show_their_state(make_docx: MakeDocx, parted: bool) -> None:
    entries = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in ("matin", "soir"))
    fields = [
        "<w:checkBox><w:default w:val='1'/></w:checkBox>",
        "<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>",
        "<w:checkBox><w:checked/></w:checkBox>",
        f"<w:ddList>{entries}</w:ddList>",
        f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>',
        f'<w:ddList><w:result w:val="9"/>{entries}</w:ddList>',
    ]
    body = p("".join(legacy(field, parted=parted) + r("|") for field in fields))
    assert read(make_docx(body)).text == "☒|☐|☒|matin|soir||"


def test_a_legacy_text_field_shows_what_was_typed_and_a_list_its_choice_once(make_docx: MakeDocx) -> None:
    typed = legacy("<w:textInput/>", r("Marie"))
    listed = legacy('<w:ddList><w:listEntry w:val="oui"/></w:ddList>', r("oui"))
    assert read(make_docx(p(r("Nom : ") + typed + r(", ") + listed))).text == "Nom : Marie, oui"


def test_a_hidden_field_s_box_is_not_shown(make_docx: MakeDocx) -> None:
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + legacy("<w:checkBox/>")
    body = p(code + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("vu"))
    assert read(make_docx(body)).text == "vu"


def test_boxes_of_wingdings_are_boxes(make_docx: MakeDocx) -> None:
    signs = "".join(f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>' for code in ("F0A8", "F0FE", "00FD"))
    assert read(make_docx(p(signs + r(" x")))).text == "☐☑☒ x"


def test_what_other_programs_draw_is_counted_and_not_its_picture(make_docx: MakeDocx) -> None:
    shape = "<v:shape><v:imagedata/></v:shape>"
    body = p(f"<w:r><w:object>{shape}<o:OLEObject xmlns:o='urn:o'/></w:object></w:r>" + r("a"))
    body += p(f"<w:r><w:object>{shape}<w:control/></w:object></w:r>" + r("b"))
    assert counts(read(make_docx(body))) == {"embedded": 1, "form_controls": 1}


def test_a_form_of_two_columns_gives_its_answers_as_turns_of_one_voice(make_docx: MakeDocx) -> None:
    answers = ("Bien, merci.", "À l’école", "Dix ans", "", "La retraite")
    rows = [("Partie A",), *zip(QUESTIONS, answers, strict=True)]
    transcript = read(make_docx(p(r("Fiche")) + table(rows)))
    assert said(transcript) == [answer for answer in answers if answer]
    assert transcript.speakers == ("Fiche 3",)
    assert {turn.role for turn in transcript.turns} == {"participant"}
    assert transcript.convention is not None
    assert (transcript.convention.name, transcript.convention.turns) == ("form", 4)
    assert counts(transcript) == {"unanswered": 1}


def test_prompts_and_numbers_make_a_form_too(make_docx: MakeDocx) -> None:
    prompt = control("<w:showingPlcHdr/>", r("Cliquez ici"))
    rows = [("1. Nom", "Marie"), ("2. Métier", prompt), ("3. Lieu", control("", r("Québec")))]
    transcript = read(make_docx(table(rows)))
    assert said(transcript) == ["Marie", "Québec"]
    assert counts(transcript) == {"prompts": 1, "unanswered": 1}


def test_fields_with_colons_are_a_form_and_not_voices(make_docx: MakeDocx) -> None:
    rows = [("Nom :", "Marie Tremblay"), ("Métier :", "soudeuse"), ("Ville :", "Lévis")]
    transcript = read(make_docx(table(rows)))
    assert said(transcript) == ["Marie Tremblay", "soudeuse", "Lévis"]
    assert transcript.speakers == ("Fiche 3",)


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("Léa", "Comment ça va?"),
            ("Marc", "Bien."),
            ("Léa", "Où?"),
            ("Marc", "Là."),
            ("Léa", "Ah!"),
            ("Marc", "Oui."),
        ],
        [("Thème", "Sens"), ("Temps", "ce qui passe"), ("Lieu", "où l’on est")],
        [("Où?", "Là"), ("Quand?", "Hier")],
        [("a?", "b", "c"), ("d?", "e", "f"), ("g?", "h", "i")],
        [("Où?", "Là"), ("Où?", "Ici"), ("Où?", "Ailleurs"), ("Quand?", "Hier")],
    ],
    ids=["labels that come again", "nothing asked", "two rows", "three columns", "one question"],
)
def test_other_tables_are_no_forms(make_docx: MakeDocx, rows: list[tuple[str, ...]]) -> None:
    transcript = read(make_docx(table(rows)))
    assert transcript.convention is None or transcript.convention.name != "form"


def test_a_form_beside_much_other_text_leaves_that_text_speech(make_docx: MakeDocx) -> None:
    body = table([(question, "Oui.") for question in QUESTIONS]) + p(r("Je raconte ma journée. " * 30))
    transcript = read(make_docx(body))
    assert transcript.turns == ()


@pytest.mark.parametrize("speakers", ["none", "Zzz"])
def test_a_form_is_not_looked_for_where_the_person_says_how(make_docx: MakeDocx, speakers: str) -> None:
    data = make_docx(table([(question, "Oui.") for question in QUESTIONS]))
    assert read(data, ImportOptions(speakers=speakers)).turns == ()


def test_a_form_of_an_opendocument_text_is_one_too() -> None:
    spaces = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in (question, "Oui."))
        + "</table:table-row>"
        for question in QUESTIONS
    )
    body = f"<office:body><office:text><table:table>{rows}</table:table></office:text></office:body>"
    transcript = opendocument.read(
        f"<office:document{spaces}>{body}</office:document>".encode(), "f.odt", ImportOptions()
    )
    assert said(transcript) == ["Oui."] * 5


def rich_form(rows: list[tuple[str, str]]) -> bytes:
    lines = "".join(f"\\trowd\\cellx1\\cellx2\\intbl {left}\\cell {right}\\cell\\row " for left, right in rows)
    return f"{{\\rtf1\\ansi\\ansicpg1252 \\pard Fiche\\par {lines}\\pard }}".encode("cp1252")


def web_form(rows: list[tuple[str, str]]) -> bytes:
    lines = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in rows)
    return f"<h1>Fiche</h1><table>{lines}</table>".encode()


@pytest.mark.parametrize(("make", "importer"), [(rich_form, rich_text), (web_form, page)], ids=["rtf", "html"])
def test_a_form_is_known_in_formats_that_note_no_cells(
    make: Callable[[list[tuple[str, str]]], bytes], importer: ModuleType
) -> None:
    asked = [(question, "Oui, bien.") for question in QUESTIONS[:4]] + [(QUESTIONS[4], "")]
    transcript = importer.read(make(asked), "Fiche 3", ImportOptions())
    assert said(transcript) == ["Oui, bien."] * 4
    assert transcript.speakers == ("Fiche 3",)
    assert counts(transcript)["unanswered"] == 1
    dialogue = [(label, f"Mots {number}.") for number, label in enumerate(("Léa", "Marc") * 4)]
    other = importer.read(make(dialogue), "a", ImportOptions())
    assert other.convention is None or other.convention.name != "form"


def test_tables_apart_and_tabs_inside_cells_make_no_form() -> None:
    text = "Où?\tLà\nQuand?\tHier\nEntre\nQui?\tMoi\nQuoi?\tCela\nPourquoi?\tNon\tOui\n"
    kinds = ("table", "table", "paragraph", "table", "table", "table")
    ends = [match.start() for match in re.finditer("\n", text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    blocks = [Block(start, end, kind) for kind, start, end in zip(kinds, starts, ends, strict=True)]
    cells = list(cells_of(text, blocks))
    assert [text[cell.start : cell.end] for cell in cells][:4] == ["Où?", "Là", "Quand?", "Hier"]
    assert len({cell.key.partition("/")[0] for cell in cells}) == 2
    assert len({cell.key for cell in cells}) == 5
    assert answered(Transcript(text, "rtf"), cells, "a", ImportOptions()).turns == ()
