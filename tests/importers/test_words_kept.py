"""The stored text never changes what was said: for every format, words put into a file come out as they were.

What a format itself cannot say is one documented exception each, beside its builder; nothing else may differ.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.border import understood
from qualcode.importers.formats import READERS
from qualcode.importers.options import ImportOptions
from qualcode.model.bundle import Bundle, Packed
from qualcode.model.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Turns = list[tuple[str, str]]
"""Who speaks and what is said; a line break in it is a \\n, two begin a paragraph."""

VOICES = ("Intervieweuse", "Léa")
URN = "urn:oasis:names:tc:opendocument:xmlns"
ODT = f'xmlns:office="{URN}:office:1.0" xmlns:text="{URN}:text:1.0"'

# One of each thing that a careless reader normalises, trims, reorders or splits.
LETTERS = (
    "e\u0301", "é", "A\u030a", "\u212b", "ﬁ", "œ", "ñ", "n\u0303", "\u1100\u1161", "가",
    "👩🏽\u200d🔬", "👍🏿", "👨\u200d👩\u200d👧", "🇨🇦", "❤\ufe0f", "𝒜",
    "q\u0323\u0307", "q\u0307\u0323", "Z\u0351\u036b\u0343", "\u0301",
    "مرحبا", "سَلَام", "שלום", "שָׁלוֹם", "\u200f", "\u200e", "\u2067", "\u2069",
    " ", "\u00a0", "\u202f", "\u2009", "\t", "\u00ad", "\u200d", "\u200c", "\u200b", "\u2060", "\ufeff",
    "«", "»", "’", "'", '"', "&", "<b>", "&amp;", "\\", "{", "}", "\\par", ",", ";", "|", "%", "*", "_", "-", "…",
    "[rires]",
)  # fmt: skip
words = st.lists(st.one_of(st.sampled_from(LETTERS), st.sampled_from("abÉ3.?!")), max_size=14).map(
    lambda drawn: f"a{''.join(drawn)}z"  # a speech begins and ends with a letter: blanks around it are no part of it
)
speech = st.builds(
    lambda sign, said: sign.join(said), st.sampled_from(["\n", "\n\n"]), st.lists(words, min_size=1, max_size=2)
)
speeches = st.lists(speech, min_size=4, max_size=6)


@dataclass(frozen=True, slots=True)
class Form:
    """A format: how a file of it is built, and how what it holds is stored, where that cannot be as it was said."""

    build: Callable[[Turns], bytes | str]
    kept: Callable[[str], str] = str
    by_voice: bool = False
    times: int = 1
    """How many files hold the words."""


def labelled(turns: Turns, between: str = "\n\n") -> str:
    return between.join(f"{who} : {said}" for who, said in turns)


def word(turns: Turns) -> bytes:
    document = docx.Document()
    for who, said in turns:
        for paragraph in f"{who} : {said}".split("\n\n"):
            document.add_paragraph(paragraph)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def open_document(turns: Turns) -> bytes:
    signs = {" ": "<text:s/>", "\t": "<text:tab/>", "\n": "<text:line-break/>"}
    lines = (re.sub("[ \t\n]", lambda sign: signs[sign[0]], escape(line)) for line in labelled(turns).split("\n\n"))
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    tree = (
        f"<office:document-content {ODT}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": tree.encode()})


def rich_text(turns: Turns) -> bytes:
    lines = "\\par ".join("".join(map(rich_sign, line)) for line in labelled(turns).split("\n\n"))
    return f"{{\\rtf1\\ansi\\uc1 {lines}\\par}}".encode("ascii")


def rich_sign(sign: str) -> str:
    if sign in "\\{}":
        return f"\\{sign}"
    if sign in "\t\n":
        return {"\t": "\\tab ", "\n": "\\line "}[sign]
    units = sign.encode("utf-16-le")
    codes = (int.from_bytes(units[place : place + 2], "little", signed=True) for place in range(0, len(units), 2))
    return sign if sign.isascii() else "".join(f"\\u{code}?" for code in codes)


def web_page(turns: Turns) -> str:
    lines = (html.escape(line).replace("\n", "<br>") for line in labelled(turns).split("\n\n"))
    return '<!DOCTYPE html><meta charset="utf-8"><body>' + "".join(f"<p>{line}</p>" for line in lines)


def clock(second: int, sign: str) -> str:
    return f"00:00:{second:02}{sign}000"


def subtitles(turns: Turns) -> str:
    return "\n".join(
        f"{n}\n{clock(n, ',')} --> {clock(n + 1, ',')}\n{who} : {said}\n" for n, (who, said) in enumerate(turns, 1)
    )


def web_subtitles(turns: Turns) -> str:
    cues = (
        f"{clock(n, '.')} --> {clock(n + 1, '.')}\n<v {who}>{escape(said)}</v>\n" for n, (who, said) in enumerate(turns)
    )
    return "WEBVTT\n\n" + "\n".join(cues)


def whisper(turns: Turns) -> str:
    segments = [{"start": n, "end": n + 0.9, "text": said, "speaker": who} for n, (who, said) in enumerate(turns)]
    return json.dumps({"segments": segments}, ensure_ascii=False, indent=1)


def transcriber(turns: Turns) -> str:
    voices = "".join(f'<Speaker id="{who[0]}" name="{who}"/>' for who in VOICES)
    said = "".join(
        f'<Turn speaker="{who[0]}" startTime="{n}" endTime="{n + 1}"><Sync time="{n}"/>\n{escape(words)}\n</Turn>'
        for n, (who, words) in enumerate(turns)
    )
    return f"<Trans><Speakers>{voices}</Speakers><Episode><Section>{said}</Section></Episode></Trans>"


def elan(turns: Turns) -> str:
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{n * 1000}"/>' for n in range(len(turns) + 1))
    tiers = "".join(f'<TIER TIER_ID="{voice}">{said_by(turns, voice)}</TIER>' for voice in VOICES)
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"


def said_by(turns: Turns, voice: str) -> str:
    return "".join(
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="t{n}" TIME_SLOT_REF2="t{n + 1}">'
        f"<ANNOTATION_VALUE>{escape(said)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
        for n, (who, said) in enumerate(turns)
        if who == voice
    )


def table(turns: Turns) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows([("Nom", "Dit"), *turns])
    return held.getvalue()


def workbook(turns: Turns) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [("Nom", "Dit"), *turns]:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def archive(turns: Turns) -> bytes:
    return packed({"groupe/a.txt": labelled(turns).encode(), "b.json": whisper(turns).encode()})


def paragraphs(said: str) -> str:
    """Part paragraphs by one line end: they are blocks of their own, and a blank line between them is layout."""
    return said.replace("\n\n", "\n")


FORMS = {
    ".txt": Form(labelled),
    ".md": Form(labelled),
    ".docx": Form(word, paragraphs),
    ".odt": Form(open_document, paragraphs),
    ".rtf": Form(rich_text, paragraphs),
    # the white space of a page's source is one space (HTML, 4.4); no-break spaces stand
    ".html": Form(web_page, lambda said: re.sub("[ \t]+", " ", paragraphs(said))),
    ".vtt": Form(web_subtitles, paragraphs),
    # letters set in bold, italic or colour by a tag are shown without it
    ".srt": Form(subtitles, lambda said: paragraphs(said).replace("<b>", "")),
    ".json": Form(whisper),
    ".trs": Form(transcriber, paragraphs),
    ".eaf": Form(elan),
    # rows of one name are one person's document
    ".csv": Form(table, by_voice=True),
    ".xlsx": Form(workbook, by_voice=True),
    ".zip": Form(archive, times=2),
}


def read(data: bytes, ending: str) -> Iterator[Transcript]:
    """Yield the documents of a file, those of an archive's members too."""
    answer = understood(READERS[ending], data, f"essai{ending}", ImportOptions(columns=("name=Nom; open=Dit",)))
    if isinstance(answer, Transcript):
        yield answer
    elif isinstance(answer, Bundle):
        for member in answer.members:
            if isinstance(member, Packed):
                yield from read(member.data, f".{member.path.rpartition('.')[2]}")
            else:
                yield member.transcript


def spoken(transcripts: Iterable[Transcript]) -> Turns:
    """Return what the turns hold, cut out of the stored text by their places, which follow one another."""
    said: Turns = []
    for one in transcripts:
        bounds = [place for turn in one.turns for place in (turn.start, turn.end)]
        assert bounds == sorted(bounds)
        assert not bounds or bounds[-1] <= len(one.text)
        said += [(turn.speaker, one.text[turn.start : turn.end]) for turn in one.turns]
    return said


def written(form: Form, turns: Turns, line_end: str, encoding: str) -> bytes:
    """Build a file; one of plain text has the line ends of some system, and one of the three marked encodings."""
    built = form.build(turns)
    return built if isinstance(built, bytes) else built.replace("\n", line_end).encode(encoding)


@pytest.mark.parametrize("ending", sorted(FORMS))
@given(
    said=speeches,
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_turns_hold_the_very_words_that_were_said(ending: str, said: list[str], line_end: str, encoding: str) -> None:
    form, turns = FORMS[ending], list(zip(cycle(VOICES), said, strict=False))
    found = spoken(read(written(form, turns, line_end, encoding), ending))
    wanted = [(who, form.kept(words)) for who, words in turns]
    if form.by_voice:
        wanted.sort(key=lambda turn: turn[0])
    assert found == wanted * form.times


@given(said=speeches, line_end=st.sampled_from(["\n", "\r\n", "\r"]), mark=st.booleans())
def test_a_text_is_stored_whole_labels_and_all(said: list[str], line_end: str, mark: bool) -> None:
    text = labelled(list(zip(cycle(VOICES), said, strict=False)))
    data = text.replace("\n", line_end).encode("utf-8-sig" if mark else "utf-8")
    assert [one.text for ending in (".txt", ".md") for one in read(data, ending)] == [text, text]


def test_every_format_is_proved_here_but_pdf_by_a_page_of_its_own() -> None:
    spoken_of = {READERS[ending] for ending in FORMS} | {READERS[".pdf"]}
    assert spoken_of == set(READERS.values())


def test_a_page_of_a_pdf_keeps_signs_that_a_reader_could_take_apart() -> None:
    lines = [
        "Intervieweuse : Où ça, « là-bas »\u00a0? Ça coûtait 12,5 $…",
        "Léa : J’y étais, œuf ou bœuf, à 8\u00a0h.",
    ] * 3
    found = [*read(page(lines), ".pdf")]
    # the no-break space of this encoding is a space in a PDF (ISO 32000-1, annex D.2, note 6)
    assert spoken(found) == [tuple(line.replace("\u00a0", " ").split(" : ", 1)) for line in lines]


def page(lines: list[str]) -> bytes:
    """Return a page in the encoding of Windows, written by hand."""
    shown = b"".join(b"(%s) Tj T* " % line.encode("cp1252") for line in lines)
    words = b"BT /F 12 Tf 50 700 Td 14 TL " + shown + b"ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, inner) for number, inner in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"
