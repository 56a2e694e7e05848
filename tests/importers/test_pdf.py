from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.importers.options import ImportOptions
from qualcode.importers.pdf import document as pdf
from qualcode.importers.pdf import pages as pdf_pages
from qualcode.importers.pdf.hyphens import Hyphens
from qualcode.model.errors import DamagedFile, LockedFile, NoTextLayer, TooBig

if TYPE_CHECKING:
    from qualcode.model.transcript import Transcript

Placed = tuple[float, float, str]
"""Where a line begins, in points from the lower left corner, and its words."""
HEIGHT = 800
PITCH = 12


def read(data: bytes) -> Transcript:
    return pdf.read(data, "f.pdf", ImportOptions())


def written(objects: list[bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """Return a PDF of some objects; the first is its catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, inner in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + inner + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def stream(words: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n" % len(words) + words + b"\nendstream"


def shown(lines: list[Placed], size: int = 10) -> bytes:
    escaped = ((x, y, words.replace("(", r"\(").replace(")", r"\)")) for x, y, words in lines)
    return " ".join(f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET" for x, y, words in escaped).encode("cp1252")


def made(*pages: bytes, page: str = "", catalogue: str = "", others: tuple[bytes, ...] = ()) -> bytes:
    """Return a PDF whose pages show some streams; object 3 is the font, 4 the first page, 5 what it shows."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(pages):
        about = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 600 {HEIGHT}] /Contents {5 + 2 * number} 0 R {page}"
        objects += [f"<< {about} /Resources << /Font << /F1 3 0 R >> >> >>".encode(), stream(content)]
    return written([*objects, *others])


def column(lines: list[str], left: float = 50, top: float = 700) -> list[Placed]:
    return [(left, top - PITCH * number, words) for number, words in enumerate(lines)]


def counts(transcript: Transcript) -> dict[str, int]:
    return {loss.kind: loss.count for loss in transcript.losses}


LONG = "Une ligne qui va jusqu'au bord et dont la suite est plus bas, comme"


def test_lines_are_put_together_to_paragraphs_where_the_next_word_would_not_have_fitted() -> None:
    lines = [LONG, "ici.", LONG, "encore, et", "puis autre chose."]
    assert read(made(shown(column(lines)))).text == f"{LONG} ici.\n{LONG} encore, et\npuis autre chose."


def test_more_space_than_between_lines_ends_a_paragraph() -> None:
    lines = [(50, 700, LONG), (50, 688, LONG), (50, 664, LONG), (50, 652, LONG), (50, 640, LONG), (50, 628, LONG)]
    assert read(made(shown(lines))).text == f"{LONG} {LONG}\n{' '.join([LONG] * 4)}"


def test_columns_drawn_one_after_another_are_read_so() -> None:
    left = [f"gauche {number} un deux trois quatre" for number in range(6)]
    right = [f"droite {number} un deux trois quatre" for number in range(6)]
    text = read(made(shown(column(left) + column(right, 320)))).text
    assert text.split() == " ".join(left + right).split()


def test_columns_drawn_row_by_row_are_read_one_after_another() -> None:
    left = [f"gauche {number} un deux trois quatre" for number in range(6)]
    right = [f"droite {number} un deux trois quatre" for number in range(6)]
    rows = [line for pair in zip(column(left), column(right, 320), strict=True) for line in pair]
    text = read(made(shown([(50, 740, "Titre"), *rows, (50, 500, "Fin")]))).text
    assert text.split() == " ".join(["Titre", *left, *right, "Fin"]).split()


def test_labels_beside_speech_are_no_column() -> None:
    rows = [
        line
        for number, who in enumerate(["Ana", "Luc"] * 4)
        for line in ((50, 700 - 24 * number, who), (150, 700 - 24 * number, f"Je dis la chose {number} et voilà tout"))
    ]
    transcript = read(made(shown(rows)))
    assert transcript.text.split("\n")[:2] == [
        "Ana\tJe dis la chose 0 et voilà tout",
        "Luc\tJe dis la chose 1 et voilà tout",
    ]
    assert [turn.speaker for turn in transcript.turns] == ["Ana", "Luc"] * 4


def test_labels_begin_turns_even_after_a_full_line() -> None:
    lines = [f"Ana : {LONG}", "bref.", f"Luc : {LONG}", f"Ana : {LONG}", f"Luc : {LONG}", "oui."]
    transcript = read(made(shown(column(lines))))
    said = [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns]
    assert said == [("Ana", f"{LONG} bref."), ("Luc", LONG), ("Ana", LONG), ("Luc", f"{LONG} oui.")]


def test_words_cut_at_the_end_of_a_line_are_put_together_and_hyphens_of_their_own_stay() -> None:
    lines = ["Les accompagne-", "ments socio-", "éducatifs, dit-", "elle, vont bien; Rendez-", "Vous aussi."]
    transcript = read(made(shown(column(lines))))
    assert transcript.text == "Les accompagnements socio-éducatifs, dit-elle, vont bien; Rendez-Vous aussi."
    assert counts(transcript) == {"hyphens_joined": 1}


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["une porte-", "parole"], "une porte-parole"),
        (["du néolibéra-", "lisme"], "du néolibéralisme"),
        (["le co-", "design", "Le co-design"], "le co-design"),
        (["le co-", "design", "Le codesign"], "le codesign"),
        (["de 2019-", "2020"], "de 2019-2020"),
        (["donc -", "voilà"], "donc - voilà"),
        (["mon\ufffe", "tagne"], "montagne"),
        (["c'est-à-", "dire"], "c'est-à-dire"),
    ],
)
def test_the_document_then_the_lexicon_say_whose_a_hyphen_is(lines: list[str], whole: str) -> None:
    assert Hyphens(lines).together(*lines[:2]) == whole


def test_running_heads_and_numbers_of_pages_are_left_out_and_named() -> None:
    pages = [
        shown([(50, 770, "Rapport annuel"), *column([f"{LONG} {number}", "Oui."]), (300, 30, f"Page {number} de 3")])
        for number in (1, 2, 3)
    ]
    transcript = read(made(*pages))
    assert transcript.text == "\n".join(f"{LONG} {number} Oui." for number in (1, 2, 3))
    heads = next(loss for loss in transcript.losses if loss.kind == "running_heads")
    assert (heads.count, heads.detail) == (6, (("lines", "Rapport annuel, Page # de #"),))
    assert transcript.metadata == (("pages", "3"),)


def test_words_that_come_again_in_the_text_are_no_running_heads() -> None:
    pages = [shown([*column([f"{LONG} {number}"]), (50, 100, "R : Oui.")]) for number in (1, 2, 3)]
    assert read(made(*pages)).text.count("Oui.") == 3


def test_numbers_beside_the_lines_are_left_out_and_numbers_in_the_text_stay() -> None:
    lines = column([LONG, "12", LONG, "1999", LONG, LONG])
    numbers = [(20.0, y, str(number)) for number, (_x, y, _words) in enumerate(lines, 1)]
    transcript = read(made(shown(lines + numbers)))
    assert transcript.text == f"{LONG} 12\n{LONG} 1999\n{LONG} {LONG}"
    assert counts(transcript) == {"line_numbers": 6}


def test_what_is_drawn_outside_the_page_is_left_out() -> None:
    transcript = read(made(shown([(50, 700, "Vu"), (50, -300, "Hors de la page")])))
    assert transcript.text == "Vu"
    assert counts(transcript) == {"outside_page": 1}


def test_a_line_cut_by_the_edge_between_two_pages_is_read_once() -> None:
    pages = [shown([(50, 700, LONG), (50, 20, "Coupée ici")]), shown([(50, 794, "Coupée ici"), (50, 700, "Ici")])]
    assert read(made(*pages)).text.count("Coupée ici") == 1


def test_larger_letters_make_a_heading_and_the_title() -> None:
    content = shown([(50, 740, "Un entretien")], 20) + b" " + shown(column([LONG, LONG]))
    transcript = read(made(content))
    assert [block.kind for block in transcript.blocks] == ["heading", "paragraph"]
    assert transcript.title == "Un entretien"


def test_what_is_written_into_a_form_stands_after_its_question() -> None:
    box = "/Type /Annot /Subtype /Widget /F 4"
    looks = "/AP << /N << /On 8 0 R /Off 8 0 R >> >>"
    others = (
        f"<< {box} /FT /Tx /T (nom) /V (Zo\\351) /Rect [200 695 400 712] >>".encode(),
        f"<< {box} /FT /Btn /T (oui) /AS /On /V /On /Rect [200 655 212 667] {looks} >>".encode(),
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream",
    )
    data = made(
        shown([(50, 700, "Votre nom"), (50, 660, "Participe"), (50, 600, "Fin")]),
        page="/Annots [6 0 R 7 0 R]",
        catalogue="/AcroForm << /Fields [6 0 R 7 0 R] >>",
        others=others,
    )
    transcript = read(data)
    assert transcript.text == "Votre nom\nZoé\nParticipe\n☒\nFin"
    assert counts(transcript) == {"form_fields": 2}


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turned: int) -> None:
    matrix = {90: "0 1 -1 0 600 0", 180: "-1 0 0 -1 600 800", 270: "0 -1 1 0 0 800"}[turned]
    content = f"{matrix} cm ".encode() + shown(column([LONG, "ici.", LONG, "encore."], top=400))
    assert read(made(content, page=f"/Rotate {turned}")).text == f"{LONG} ici.\n{LONG} encore."


def test_pictures_of_pages_are_refused_and_one_among_others_is_counted() -> None:
    with pytest.raises(NoTextLayer, match="OCR"):
        read(made(b"0 0 m 100 100 l S"))
    assert counts(read(made(shown([(50, 700, "Mots")]), b"0 0 m 100 100 l S"))) == {"pages_without_text": 1}


def test_a_table_of_objects_that_is_lost_is_said_and_so_are_missing_pages() -> None:
    data = made(shown([(50, 700, "Mots")]))
    lost = data[: data.rindex(b"startxref")] + b"startxref\n99999\n%%EOF\n"
    assert counts(read(lost)) == {"pdf_repaired": 1}
    assert counts(read(data.replace(b"/Count 1 ", b"/Count 9 "))) == {"pages_missing": 8}


def test_a_locked_file_a_broken_one_and_one_of_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    key = f"<< /Filter /Standard /V 1 /R 2 /O ({'a' * 32}) /U ({'b' * 32}) /P -4 >>".encode()
    locked = made(shown([(50, 700, "Mots")]), others=(key,))
    locked = locked.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 6 0 R /ID [(aaaaaaaaaaaaaaaa)(aaaaaaaaaaaaaaaa)]")
    with pytest.raises(LockedFile):
        read(locked)
    with pytest.raises(DamagedFile):
        read(b"%PDF-1.4\n")
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 1)
    with pytest.raises(TooBig):
        read(made(shown([(50, 700, "a")]), shown([(50, 700, "b")])))
