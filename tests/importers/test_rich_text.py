from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text

from qualcode.importers.options import ImportOptions
from qualcode.importers.rich_text import document as rich_text
from qualcode.importers.rich_text import walk as rich_text_walk
from qualcode.model.errors import TooDeep, WrongContent

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.model.transcript import Transcript


def read(inner: str, head: str = r"\ansi\ansicpg1252") -> Transcript:
    return rich_text.read(f"{{\\rtf1{head}\n{inner}}}".encode("latin-1"), "f.rtf", ImportOptions())


def counts(transcript: Transcript) -> dict[str, int]:
    return {loss.kind: loss.count for loss in transcript.losses}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"caf\'e9 \'80 \'93oui\'94", "café € “oui”"),
        ("café brut", "café brut"),
        (r"\u233 ?t\u233\'e9 \u8217'l", "été ’l"),
        (r"\uc0\u233 t\uc2\u233\'c3\'a9t\u233??", "été" + "té"),
        (r"{\uc0 \u233 }\u233?x", "ééx"),
        (r"\u-10179?\u-8704?!", "😀!"),
        (r"\uc0 \u55357\uc1 \u56832\'3f!", "😀!"),
        (r"a\~b\-c\_d\{e\}\\", "a\u00a0b\u00adc\u2011d{e}\\"),
        (r"a\tab b\line c\emdash\endash\lquote\rquote\ldblquote\rdblquote\bullet", "a\tb\nc—–‘’“”•"),
        ("a\\\nb\\\r\nc\r\nd", "a\nb\ncd"),
    ],
)
def test_letters_come_through_right(source: str, words: str) -> None:
    transcript = read(source)
    assert transcript.text == words
    assert transcript.losses == ()


@pytest.mark.parametrize(
    ("head", "source", "words"),
    [
        (r"\mac", r"\'8e", "é"),
        (r"\pc", r"\'82", "é"),
        (r"\ansi\ansicpg1251", r"\'e9", "й"),
        (r"\ansi\ansicpg932", r"\'93\'fa\'83e", "日テ"),
        (r"\ansi\ansicpg65001", r"\'c3\'a9", "é"),
        (r"\ansi\deff1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}", r"\'e9{\f0\'e9}\'e9", "йéй"),
    ],
)
def test_bytes_are_read_in_the_code_page_of_the_file_and_of_the_font(head: str, source: str, words: str) -> None:
    assert read(source, head).text == words


def test_what_has_no_letter_is_replaced_and_counted() -> None:
    fonts = r"\ansi{\fonttbl{\f1\fcharset2 Wingdings;}}"
    transcript = read(r"{\f1\'4a}\u-3994?\'81 \u-10179?x\'zz", fonts)
    assert transcript.text == "\ufffd\ufffd\ufffd \ufffdxzz"
    assert counts(transcript) == {"symbols": 2, "unreadable_bytes": 1, "surrogates": 1, "rtf_bad_marks": 1}
    unknown = read(r"caf\'e9", r"\ansi\ansicpg99999")
    assert (unknown.text, unknown.losses[0].detail) == ("café", (("encoding", "99999"),))


def test_tracked_changes_and_hidden_words_follow_the_rule_of_word() -> None:
    transcript = read(r"a {\revised mis }{\deleted ôté }b{\v caché}{\v0 vu}\par sans{\deleted\par} fin\par")
    assert transcript.text == "a mis bvu\nsans fin"
    assert counts(transcript) == {"insertions": 1, "deletions": 2, "hidden": 1}


def test_bold_ends_with_its_group_or_by_its_own_word() -> None:
    transcript = read(r"{\b L\'e9a :} oui \b non\b0  x\b y\plain z")
    block = transcript.blocks[0]
    assert [transcript.text[span.start : span.end] for span in block.bold] == ["Léa :", "non", "y"]


def test_notes_stand_at_the_end_and_are_nobodys_words() -> None:
    lines = r"\par ".join(rf"P{n} : mots{{\super\chftn{{\footnote\pard \chftn P1 : note\par}}}}" for n in (1, 2, 1, 2))
    transcript = read(lines)
    assert transcript.text.startswith("P1 : mots\nP2 : mots\n")
    assert transcript.text.endswith("P2 : mots" + "\nP1 : note" * 4)
    assert [block.kind for block in transcript.blocks] == ["paragraph"] * 4 + ["note"] * 4
    assert len(transcript.turns) == 4
    assert counts(transcript)["notes"] == 4


def test_what_is_not_of_the_page_is_left_out_and_counted() -> None:
    parts = r"{\*\atnid LR}{\*\annotation marge}{\pict\pngblip 00ff{\*\blipuid aa}}{\header t\'eate\par}{\footer \par}"
    parts += r"{\object\objemb{\*\objdata 0105}{\result vu}}{\*\inconnu rien}{\info{\author moi}}{\*\bkmkstart s}"
    parts += r"{\field{\*\fldinst HYPERLINK x}{\fldrslt lien}}{\shp{\*\shpinst{\sp{\sn n}}{\shptxt bo\'eete}}}"
    transcript = read(r"avant {" + parts + r"}\par apr\'e8s")
    assert transcript.text == "avant vulien\nboîte\naprès"
    assert counts(transcript) == {"margin_comments": 1, "pictures": 1, "headers": 1, "embedded": 1, "text_boxes": 1}


def test_binary_data_is_jumped_over_where_it_is_there() -> None:
    assert read(r"a{\pict\bin7 }{\par }b").text == "ab"
    transcript = read(r"a{\pict\bin99999999999 xx}b")
    assert (transcript.text, counts(transcript)) == ("ab", {"pictures": 1, "rtf_bad_marks": 1})


def test_tables_lists_and_headings_keep_their_kinds() -> None:
    styles = r"{\stylesheet{\s0 Normal;}{\s1\b\fs28 heading 1;}{\s5\qc Title;}}"
    body = r"\pard\s5 Le titre\par\pard\s1 Partie\par\pard\outlinelevel2 Plan\par\pard "
    body += r"\trowd\intbl a\cell b\par c\cell\row\trowd\intbl \cell e\cell\row\pard "
    body += r"{\listtext\'b7\tab}{\pntext\'b7}x\par{\listtext\'b7}y\par\pard fin"
    transcript = read(styles + body)
    assert transcript.text == "Le titre\nPartie\nPlan\na\tb\nc\n\te\nx\ny\nfin"
    kinds = ["heading"] * 3 + ["table"] * 2 + ["list"] * 2 + ["paragraph"]
    assert [block.kind for block in transcript.blocks] == kinds
    assert transcript.title == "Le titre"
    assert counts(transcript) == {"list_marks": 2}


def test_a_file_that_is_cut_is_read_to_its_end_and_said_so() -> None:
    transcript = rich_text.read(rb"{\rtf1\ansi Bonjour {\b gras", "f.rtf", ImportOptions())
    assert (transcript.text, counts(transcript)) == ("Bonjour gras", {"rtf_cut": 1})


def test_what_follows_the_last_brace_is_no_text() -> None:
    assert rich_text.read(rb"{\rtf1 a} b {c}", "f.rtf", ImportOptions()).text == "a"


def test_no_rtf_and_groups_without_end_are_refused() -> None:
    with pytest.raises(WrongContent):
        rich_text.read(b"Bonjour", "f.rtf", ImportOptions())
    with pytest.raises(TooDeep):
        read("{" * (rich_text_walk.DEEPEST + 1))


def escaped(words: str) -> str:
    units = memoryview(words.encode("utf-16-le")).cast("H")
    return "".join(rf"\u{unit - 65536 if unit > 32767 else unit}?" for unit in units)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Co"]), min_size=1))
def test_any_letters_written_as_numbers_come_back(words: str) -> None:
    assert read(escaped(words)).text == words.removeprefix("\ufeff")


@pytest.mark.parametrize("interview", ["E1", "E2"])
def test_striprtf_reads_the_same_words(material: Path, interview: str) -> None:
    data = (material / "transcripts" / "derived_fr" / f"{interview}_labels_gras.rtf").read_bytes()
    ours = rich_text.read(data, "f.rtf", ImportOptions()).text
    assert ours.split() == rtf_to_text(data.decode("latin-1")).split()


def of_form(kind: int, described: str, result: str = "") -> str:
    inner = rf"{{\*\formfield{{\fftype{kind}\fftypetxt0\ffhps20{{\*\ffname Champ}}{described}}}}}"
    return rf"{{\field{{\*\fldinst {{ FORM {inner}}}}}{{\fldrslt {result}}}}}"


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (of_form(1, r"\ffres1\ffdefres0"), "☒"),
        (of_form(1, r"\ffres0\ffdefres1"), "☐"),
        (of_form(1, r"\ffres25\ffdefres1", r"\u9746?"), "☒"),
        (of_form(1, r"\ffres25\ffdefres0"), "☐"),
        (of_form(2, r"\ffres1{\*\ffl Laval}{\*\ffl L\'e9vis}"), "Lévis"),
        (of_form(2, r"\ffres25\ffdefres0{\*\ffl \u1052?\u1080?\u1088?}{\*\ffl b}", "Laval"), "Мир"),
        (of_form(2, r"\ffres7{\*\ffl a}"), ""),
        (of_form(0, r"{\*\ffdeftext par défaut}", "Ana Roy"), "Ana Roy"),
    ],
)
def test_fields_of_a_form_show_what_was_ticked_chosen_or_typed(field: str, shown: str) -> None:
    assert read(rf"Avant [{field}] apr\'e8s \b gras").text == f"Avant [{shown}] après gras"
    assert counts(read(field + "x")).keys() <= {"interviewer_unknown"}


def test_a_field_of_a_form_that_is_hidden_shows_nothing() -> None:
    assert read(rf"a{{\v {of_form(1, '')}}}b{{\deleted {of_form(1, '')}}}c").text == "abc"
