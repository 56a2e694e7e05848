"""Files with faults made in them by chance that can be repeated, for the tests of all importers.

A format is registered by one line in `SAMPLES`: its ending, and a function that makes a sound file of it.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from typing import TYPE_CHECKING

import docx
import odfdo
import openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DIALOGUE = (
    "Intervieweuse : Comment ça va à l’école, Léa ?",
    "Léa : Ça va « bien », je pense 😀. J’aime ça.",
    "Intervieweuse : Bon. Et la suite ?",
    "Léa : Oui.\tEnfin — pas tout.",
) * 3
SPOKEN = [tuple(line.split(" : ", 1)) for line in DIALOGUE]


def plain_text() -> bytes:
    return "\n\n".join(DIALOGUE).encode()


def markdown() -> bytes:
    return ("---\ntitle: Entrevue\n---\n# Titre\n\n" + "\n\n".join(DIALOGUE)).encode()


def word_document() -> bytes:
    document = docx.Document()
    document.add_heading("Titre", 1)
    for line in DIALOGUE:
        label, _, words = line.partition(" : ")
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label} : ").bold = True
        paragraph.add_run(words)
    document.add_table(2, 2).cell(0, 1).text = "cellule"
    return _saved(document)


def open_document() -> bytes:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "Titre"))
    for line in DIALOGUE:
        document.body.append(odfdo.Paragraph(line))
    document.body.append(odfdo.List(["puce", "autre"]))
    document.body.append(odfdo.Table("t", width=2, height=2))
    return _saved(document)


def flat_open_document() -> bytes:
    with zipfile.ZipFile(io.BytesIO(open_document())) as archive:
        return archive.read("content.xml")


def rich_text() -> bytes:
    head = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}{\stylesheet{\s1 heading 1;}}\pard\s1 Titre\par\pard "
    )
    lines = "".join(
        r"{\b " + line.partition(" ")[0] + "}" + line.partition(" ")[2] + r"{\footnote note}\par " for line in DIALOGUE
    )
    table = r"\trowd\intbl a\cell b\cell\row\pard{\pict\bin4 abcd}{\v x}{\deleted y}\u-10179?\u-8704?\'e9}"
    return (head + lines + table).encode("cp1252", "ignore")


def web_page() -> bytes:
    lines = "".join(f"<p><b>{line.replace(' : ', ' :</b> ', 1)}<br>suite</p>" for line in DIALOGUE)
    table = "<table><tr><td>a<td>b</table><ul><li>x</ul><!-- c --><nav>menu</nav>"
    head = '<html><head><meta charset="utf-8"><title>T</title><link rel=canonical href="https://a.org"></head>'
    return f"{head}<body><h1>Titre</h1>{lines}{table}<footer>&copy; x</footer></body></html>".encode()


def subtitles() -> bytes:
    cues = (f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},500\n{line}\n" for n, line in enumerate(DIALOGUE, 1))
    return "\n".join(cues).encode()


def web_subtitles() -> bytes:
    cues = (
        f"00:{n:02}.000 --> 00:{n + 1:02}.500\n<v {label}>{words}</v>\n" for n, (label, words) in enumerate(SPOKEN, 1)
    )
    return ("WEBVTT\n\nNOTE fait à la main\n\n" + "\n".join(cues)).encode()


def whisper() -> bytes:
    segments = [
        {"start": n, "end": n + 0.9, "text": words, "speaker": label} for n, (label, words) in enumerate(SPOKEN)
    ]
    return json.dumps({"segments": segments, "language": "fr"}, ensure_ascii=False).encode()


def transcriber() -> bytes:
    turns = "".join(
        f'<Turn speaker="{label[0]}" startTime="{n}" endTime="{n + 1}"><Sync time="{n}"/>\n{words}\n</Turn>'
        for n, (label, words) in enumerate(SPOKEN)
    )
    voices = "".join(f'<Speaker id="{label[0]}" name="{label}"/>' for label in ("Intervieweuse", "Léa"))
    section = f'<Section type="report" startTime="0" endTime="12">{turns}</Section>'
    return f"<Trans><Speakers>{voices}</Speakers><Episode>{section}</Episode></Trans>".encode()


def elan() -> bytes:
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{n * 1000}"/>' for n in range(13))
    tiers = "".join(
        f'<TIER TIER_ID="{voice}" PARTICIPANT="{voice}" LINGUISTIC_TYPE_REF="t">'
        + "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="t{n}" TIME_SLOT_REF2="t{n + 1}">'
            f"<ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            for n, (label, words) in enumerate(SPOKEN)
            if label == voice
        )
        + "</TIER>"
        for voice in ("Intervieweuse", "Léa")
    )
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>".encode()


def pdf() -> bytes:
    """Return one page in Latin-1, written by hand: a table of objects is found even where its places are wrong."""
    lines = [line.encode("cp1252", "ignore").replace(b"(", b"\\(") for line in DIALOGUE]
    words = b"BT /F 12 Tf 50 700 Td 14 TL " + b"".join(b"(%s) Tj T* " % line for line in lines) + b"ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, inner) for number, inner in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def answers() -> bytes:
    why = "C’est ce que je dirais, à peu près, si on me le demandait encore demain, au moins {} fois."
    rows = [f"Personne {n};{20 + n};{words} {why.format(n)}" for n, (_, words) in enumerate(SPOKEN)]
    return "\n".join(["Nom;Âge;Que pensez-vous de l’école?", *rows]).encode()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for line in answers().decode().splitlines():
        book.active.append(line.split(";"))
    return _saved(book)


def archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("a.txt", plain_text())
        packed.writestr("b/c.rtf", rich_text())
    return held.getvalue()


SAMPLES: dict[str, Callable[[], bytes]] = {
    ".txt": plain_text,
    ".md": markdown,
    ".docx": word_document,
    ".odt": open_document,
    ".fodt": flat_open_document,
    ".rtf": rich_text,
    ".html": web_page,
    ".srt": subtitles,
    ".vtt": web_subtitles,
    ".json": whisper,
    ".trs": transcriber,
    ".eaf": elan,
    ".pdf": pdf,
    ".csv": answers,
    ".xlsx": workbook,
    ".zip": archive,
}
"""Ending, and what makes a sound file of it."""


def mutated(sample: bytes, seed: str, count: int) -> Iterator[bytes]:
    """Yield files with faults in them, the same ones for the same seed.

    In a zip most faults are made in one of its parts, packed again: a fault in the packed bytes only breaks the sum.
    """
    chance = random.Random(seed)
    parts = _parts(sample)
    for _ in range(count):
        if parts and chance.random() < 0.8:
            yield _repacked(parts, chance)
        else:
            yield _faulty(sample, chance)


def _saved(document: docx.document.Document | odfdo.Document | openpyxl.Workbook) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _parts(sample: bytes) -> dict[str, bytes]:
    if not sample.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(sample)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _repacked(parts: dict[str, bytes], chance: random.Random) -> bytes:
    """Pack the parts again: one of those that say something faulty, and now and then one missing."""
    changed = dict(parts)
    name = chance.choice([name for name, content in changed.items() if content])
    changed[name] = _faulty(changed[name], chance)
    if chance.random() < 0.1:
        del changed[chance.choice(list(changed))]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for each, content in changed.items():
            archive.writestr(each, content)
    return held.getvalue()


def _faulty(data: bytes, chance: random.Random) -> bytes:
    """Make one to five faults."""
    for _ in range(chance.randint(1, 5)):
        data = chance.choice(_FAULTS)(data, chance) or data
    return data


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice((1, 1, 2, 8, 64, 512)))


def _change(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _flip(data: bytes, chance: random.Random) -> bytes:
    start, _ = _place(data, chance)
    return data[:start] + bytes([data[start] ^ 1 << chance.randrange(8)]) + data[start + 1 :]


def _put_in(data: bytes, chance: random.Random) -> bytes:
    start, _ = _place(data, chance)
    return data[:start] + chance.choice(_ODD) + data[start:]


def _take_out(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def _double(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]


def _move(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    rest = data[:start] + data[end:]
    to = chance.randrange(len(rest) + 1)
    return rest[:to] + data[start:end] + rest[to:]


def _swell(data: bytes, chance: random.Random) -> bytes:
    """Put a huge or a negative number where a digit stands."""
    digits = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    place = chance.choice(digits)
    return data[:place] + chance.choice((b"99999999999", b"-1", b"0", b"1e9", b"4294967296")) + data[place + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data) + 1)]


_FAULTS = (_change, _flip, _flip, _put_in, _put_in, _take_out, _double, _move, _swell, _cut)
_ODD = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\r\n",
    b"<",
    b">",
    b"&#0;",
    b"&x;",
    b"]]>",
    b"<!--",
    b"<!DOCTYPE x>",
    b"{",
    b"}" * 3,
    b"\\",
    b"\\u-",
    b"\\'",
    b"\\bin9999 ",
    b"\\cell\\row",
    b'"',
    b"00:00:00",
    b"-->",
    b",",
    b"[",
    b" : ",
    b"</text:p>",
    b"<text:p>" * 40,
    b"<div>" * 40,
)
"""What is put in: the signs that formats are made of, where nobody expects them."""
