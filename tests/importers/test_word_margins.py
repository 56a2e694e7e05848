"""Comments and highlights of word processors become codings, where that is wanted, on the words they are on."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.highlights import PENS, colour_of
from qualcode.importers.opendocument import document as opendocument
from qualcode.importers.options import ImportOptions
from qualcode.importers.word import document as word
from qualcode.model.messages import catalogue

if TYPE_CHECKING:
    from importers.conftest import MakeDocx
    from qualcode.model.transcript import Mark, Transcript

CODES = ImportOptions(comments="codes")
MEMOS = ImportOptions(comments="memos")
COLOURS = ImportOptions(highlights="codes")
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
LOEXT = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
ODF = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for prefix, space in {"office": "office", "style": "style", "text": "text", "fo": "xsl-fo-compatible"}.items()
)


def read(data: bytes, options: ImportOptions = CODES) -> Transcript:
    return word.read(data, "f.docx", options)


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def begin(key: int) -> str:
    return f'<w:commentRangeStart w:id="{key}"/>'


def hung(key: int) -> str:
    return f'<w:r><w:commentReference w:id="{key}"/></w:r>'


def end(key: int) -> str:
    return f'<w:commentRangeEnd w:id="{key}"/>{hung(key)}'


def comment(key: int, *lines: str, author: str = "Ana") -> str:
    inner = "".join(
        f'<w:p {W14} w14:paraId="0000000{key}"><w:r><w:annotationRef/></w:r>{r(line)}</w:p>' for line in lines
    )
    return f'<w:comment w:id="{key}" w:author="{author}">{inner}</w:comment>'


def counts(transcript: Transcript) -> dict[str, int]:
    return {loss.kind: loss.count for loss in transcript.losses}


def on(transcript: Transcript) -> list[tuple[str, tuple[str, ...], str, str]]:
    return [(transcript.text[m.start : m.end], m.path, m.coder, m.memo) for m in transcript.marks]


def only(transcript: Transcript) -> Mark:
    assert len(transcript.marks) == 1
    return transcript.marks[0]


def test_what_word_itself_would_write_comes_back_as_codings() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Je ")
    tired, rest = paragraph.add_run("suis épuisée"), paragraph.add_run(", vraiment")
    document.add_comment([tired], text="fatigue", author="Ana")
    document.add_comment([tired, rest], text="#corps/sommeil", author="Mathis")
    tired.font.highlight_color = WD_COLOR_INDEX.YELLOW
    document.core_properties.last_modified_by = "Léa"
    held = io.BytesIO()
    document.save(held)
    transcript = read(held.getvalue(), ImportOptions(comments="codes", highlights="codes"))
    assert on(transcript) == [
        ("suis épuisée", ("fatigue",), "Ana", ""),
        ("suis épuisée", ("Highlight", "yellow"), "Léa", ""),
        ("suis épuisée, vraiment", ("corps", "sommeil"), "Mathis", ""),
    ]


def test_without_being_asked_for_they_are_counted_with_the_option_that_brings_them(make_docx: MakeDocx) -> None:
    body = p(begin(0) + r("dit ") + r("haut", '<w:highlight w:val="red"/>') + end(0))
    transcript = read(make_docx(body, comments=comment(0, "code")), ImportOptions())
    assert transcript.marks == ()
    assert counts(transcript) == {"comments": 1, "highlights": 1}


def test_a_comment_is_on_its_range_across_runs_and_paragraphs_without_white_space(make_docx: MakeDocx) -> None:
    body = p(r("avant ") + begin(7) + r(" un ") + r("deux", "<w:b/>")) + p(r("trois ") + end(7) + r("après"))
    transcript = read(make_docx(body, comments=comment(7, "long")))
    assert transcript.text[only(transcript).start : only(transcript).end] == "un deux\ntrois"


def test_bounds_may_stand_between_paragraphs_and_rows(make_docx: MakeDocx) -> None:
    row = f"<w:tr><w:tc>{p(r('a'))}</w:tc><w:tc>{p(r('b'))}</w:tc></w:tr>"
    body = p(r("x")) + begin(1) + p(r("y")) + f'<w:commentRangeEnd w:id="1"/><w:tbl>{begin(2)}{row}{row}</w:tbl>'
    body += p(r("z") + end(2) + hung(1))
    transcript = read(make_docx(body, comments=comment(1, "un") + comment(2, "deux")))
    assert [(words, path) for words, path, *_ in on(transcript)] == [("y", ("un",)), ("a\tb\na\tb\nz", ("deux",))]


def test_a_comment_without_a_range_is_on_its_paragraph_and_in_a_table_on_its_cell(make_docx: MakeDocx) -> None:
    body = p(r("avant")) + p(r("tout ") + hung(1) + r("ceci"))
    body += f"<w:tbl><w:tr><w:tc>{p(r('gauche'))}</w:tc><w:tc>{p(r('droite') + hung(2))}</w:tc></w:tr></w:tbl>"
    transcript = read(make_docx(body, comments=comment(1, "a") + comment(2, "b")))
    assert [words for words, *_ in on(transcript)] == ["tout ceci", "droite"]


@pytest.mark.parametrize(
    ("lines", "path", "memo"),
    [
        (["peur"], ("peur",), ""),
        (["#peur"], ("peur",), ""),
        (["émotions / peur du  noir"], ("émotions", "peur du noir"), ""),
        ([r"et\/ou"], ("et/ou",), ""),
        (["1/2"], ("1/2",), ""),
        (["peur", "", "revient souvent", "à voir"], ("peur",), "revient souvent\nà voir"),
        (["x" * 60], ("x" * 60,), ""),
        (["x" * 61], ("Comments",), "x" * 61),
        (["voir https://exemple.org/a"], ("Comments",), "voir https://exemple.org/a"),
        (["?!"], ("Comments",), "?!"),
        (["x" * 61, "suite"], ("Comments",), "x" * 61 + "\nsuite"),
    ],
)
def test_a_short_line_is_a_code_and_all_else_a_memo(
    make_docx: MakeDocx, lines: list[str], path: tuple[str, ...], memo: str
) -> None:
    body = p(begin(3) + r("mots") + end(3))
    mark = only(read(make_docx(body, comments=comment(3, *lines))))
    assert (mark.path, mark.memo, mark.coder) == (path, memo, "Ana")


def test_several_tags_are_several_codings(make_docx: MakeDocx) -> None:
    data = make_docx(p(begin(3) + r("mots") + end(3)), comments=comment(3, "#peur du noir #nuit"))
    assert [path for _, path, *_ in on(read(data))] == [("peur du noir",), ("nuit",)]


def test_as_memos_every_comment_is_whole_and_two_on_one_passage_are_both_kept(make_docx: MakeDocx) -> None:
    body = p(begin(1) + begin(2) + r("mots") + end(1) + end(2))
    comments = comment(1, "peur") + comment(2, "bis", "ter")
    transcript = read(make_docx(body, comments=comments), MEMOS)
    assert on(transcript) == [("mots", ("Comments",), "Ana", "peur\n\nbis\nter")]


def test_the_codes_nobody_named_are_worded_in_the_language_of_the_corpus(make_docx: MakeDocx) -> None:
    body = p(begin(1) + r("mots", '<w:highlight w:val="green"/>') + end(1))
    options = ImportOptions(comments="memos", highlights="codes", language="fr-CA")
    transcript = read(make_docx(body, comments=comment(1, "note")), options)
    french = catalogue("fr-CA").gettext
    assert {mark.path for mark in transcript.marks} == {
        (french("Comments"),),
        (french("Highlight"), french("bright green")),
    }


def test_answers_go_below_the_comment_that_began_the_thread(make_docx: MakeDocx) -> None:
    body = p(begin(1) + begin(2) + r("mots") + end(1) + end(2))
    comments = comment(2, "oui", author="Mathis") + comment(1, "peur", "sûr?") + comment(3, "non", author="Zoé")
    threads = "".join(
        f'<w15:commentEx {W15} w15:paraId="0000000{key}"{parent}/>'
        for key, parent in ((1, ""), (2, ' w15:paraIdParent="00000001"'), (3, ' w15:paraIdParent="00000002"'))
    )
    transcript = read(make_docx(body, comments=comments, commentsExtended=threads))
    assert on(transcript) == [("mots", ("peur",), "Ana", "sûr?\n\n[Mathis] oui\n\n[Zoé] non")]


def test_a_circle_of_answers_ends(make_docx: MakeDocx) -> None:
    body = p(begin(1) + r("mots") + end(1) + begin(2) + r(" là") + end(2))
    circle = "".join(
        f'<w15:commentEx {W15} w15:paraId="0000000{key}" w15:paraIdParent="0000000{3 - key}"/>' for key in (1, 2)
    )
    transcript = read(make_docx(body, comments=comment(1, "a") + comment(2, "b"), commentsExtended=circle))
    assert [path for _, path, *_ in on(transcript)] == [("a",), ("b",)]


def test_deleted_orphaned_and_empty_comments_are_no_codings_and_counted(make_docx: MakeDocx) -> None:
    gone = f"<w:del>{begin(1)}<w:r><w:delText>ôté</w:delText></w:r>{end(1)}</w:del>"
    hidden = f'{begin(4)}{r("caché", "<w:vanish/>")}<w:r><w:rPr><w:vanish/></w:rPr><w:commentReference w:id="4"/></w:r>'
    body = p(r("reste ") + gone + begin(3) + r("là") + end(3) + hidden)
    comments = comment(1, "un") + comment(2, "nulle part") + comment(3) + comment(4, "quatre")
    transcript = read(make_docx(body, comments=comments))
    assert transcript.marks == ()
    assert counts(transcript)["comments_unplaced"] == 4


def test_a_comment_whose_first_words_were_deleted_is_on_the_others(make_docx: MakeDocx) -> None:
    gone = f"<w:del>{begin(1)}<w:r><w:delText>ôté </w:delText></w:r></w:del>"
    transcript = read(make_docx(p(r("avant ") + gone + r("resté") + end(1)), comments=comment(1, "un")))
    assert on(transcript) == [("resté", ("un",), "Ana", "")]


def test_a_comment_in_a_footnote_is_on_the_words_of_the_footnote(make_docx: MakeDocx) -> None:
    note = f'<w:footnote w:id="1">{p(r("voir ") + begin(1) + r("ailleurs") + end(1))}</w:footnote>'
    transcript = read(make_docx(p(r("\ufefftexte")), footnotes=note, comments=comment(1, "renvoi")))
    assert on(transcript) == [("ailleurs", ("renvoi",), "Ana", "")]


def test_a_comment_of_nobody_is_the_source_s_and_never_whoever_saved_last(make_docx: MakeDocx) -> None:
    data = make_docx(p(begin(1) + r("mots") + end(1)), comments=comment(1, "code", author=" "))
    assert only(read(data)).coder == "source"


def test_highlighted_runs_side_by_side_are_one_passage_and_colours_are_codes(make_docx: MakeDocx) -> None:
    yellow, other = '<w:highlight w:val="yellow"/>', '<w:shd w:val="clear" w:fill="FFF2CC"/>'
    body = p(r("a ") + r("b ", yellow) + r("c", f"<w:b/>{yellow}") + r(" ") + r("d", yellow) + r(" e"))
    body += p(r("f", yellow)) + p(r("g", yellow) + r(" h ", other) + r("i", '<w:shd w:fill="FFFF00"/>'))
    transcript = read(make_docx(body), COLOURS)
    assert [(words, path[1]) for words, path, *_ in on(transcript)] == [
        ("b c d", "yellow"),
        ("f\ng", "yellow"),
        ("h", "yellow FFF2CC"),
        ("i", "yellow"),
    ]
    assert {mark.coder for mark in transcript.marks} == {"source"}


@pytest.mark.parametrize(
    "properties",
    [
        '<w:highlight w:val="none"/>',
        '<w:highlight w:val="white"/>',
        '<w:shd w:fill="auto"/>',
        '<w:shd w:fill="FFFFFF"/>',
        '<w:shd w:fill="F8F9FA"/>',
        '<w:shd w:fill="rouge"/>',
        "<w:b/>",
        '<w:rPrChange><w:rPr><w:highlight w:val="red"/></w:rPr></w:rPrChange>',
    ],
)
def test_paper_bold_and_former_colours_are_no_highlight(make_docx: MakeDocx, properties: str) -> None:
    transcript = read(make_docx(p(r("mots", properties))), ImportOptions())
    assert counts(transcript) == {}
    assert read(make_docx(p(r("mots", properties))), COLOURS).marks == ()


def test_every_pen_is_known_by_its_fill() -> None:
    assert {colour_of(digits) for digits, _name in PENS.values()} == set(PENS)
    assert colour_of("#c0ffee") == "C0FFEE"


def test_turns_and_their_bold_labels_stay_as_they_are(make_docx: MakeDocx) -> None:
    lines = [("Léa", "un?"), ("Marc", "deux"), ("Léa", "trois?"), ("Marc", "quatre")]
    body = "".join(
        p(begin(n) + r(f"{name} : ", "<w:b/>") + r(said, '<w:highlight w:val="cyan"/>') + end(n))
        for n, (name, said) in enumerate(lines)
    )
    data = make_docx(body, comments="".join(comment(n, f"c{n}") for n in range(4)))
    plain, marked = read(data, ImportOptions()), read(data, ImportOptions(comments="codes", highlights="codes"))
    assert (plain.text, plain.turns, plain.blocks) == (marked.text, marked.turns, marked.blocks)
    assert len(marked.marks) == 8


def odt(body: str, styles: str = "") -> bytes:
    return (
        f'<office:document{ODF} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="{LOEXT}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def note(words: str, name: str = "", parent: str = "", author: str = "Ana") -> str:
    named = f' office:name="{name}"' if name else ""
    answers = f' loext:parent-name="{parent}"' if parent else ""
    inner = "".join(f"<text:p>{line}</text:p>" for line in words.split("\n"))
    return f"<office:annotation{named}{answers}><dc:creator>{author}</dc:creator>{inner}</office:annotation>"


def test_comments_of_an_opendocument_text_follow_the_same_rules() -> None:
    body = f'<text:p>avant {note("peur", "n1")}ces mots<office:annotation-end office:name="n1"/> après</text:p>'
    body += f"<text:p>tout ceci{note('nuit')}{note('oui', parent='n1', author='Zoé')}</text:p>"
    transcript = opendocument.read(odt(body), "f.odt", CODES)
    assert transcript.text == "avant ces mots après\ntout ceci"
    assert on(transcript) == [("ces mots", ("peur",), "Ana", "[Zoé] oui"), ("tout ceci", ("nuit",), "Ana", "")]
    assert counts(opendocument.read(odt(body), "f.odt", ImportOptions())) == {"comments": 3}


def test_backgrounds_of_an_opendocument_text_are_highlights() -> None:
    style = '<style:style style:family="text" style:name="T{}"><style:text-properties fo:background-color="{}"/>'
    styles = "".join(f"{style.format(*each)}</style:style>" for each in ((1, "#ffff00"), (2, "transparent")))
    body = '<text:p>a <text:span text:style-name="T1">jaune</text:span> <text:span text:style-name="T2">b</text:span>'
    transcript = opendocument.read(odt(body + "</text:p>", styles), "f.odt", COLOURS)
    assert on(transcript) == [("jaune", ("Highlight", "yellow"), "source", "")]


RUNS = st.lists(
    st.lists(st.tuples(st.text("ab é\u0301👩", min_size=1, max_size=4), st.booleans()), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
)


@given(RUNS, st.data())
def test_a_range_covers_the_words_between_its_bounds_whatever_was_deleted(
    make_docx: MakeDocx, paragraphs: list[list[tuple[str, bool]]], data: st.DataObject
) -> None:
    places = [(row, run) for row, runs in enumerate(paragraphs) for run in range(len(runs))]
    first, last = sorted(data.draw(st.tuples(st.sampled_from(places), st.sampled_from(places))))
    body, inside = "", [""]
    for row, runs in enumerate(paragraphs):
        inner = ""
        for run, (words, deleted) in enumerate(runs):
            here = (row, run)
            kept = f"<w:del>{r(words)}</w:del>" if deleted else r(words)
            inner += begin(1) * (here == first) + kept + end(1) * (here == last)
            inside[-1] += words * (first <= here <= last and not deleted)
        body += p(inner)
        inside.append("")
    transcript = read(make_docx(body, comments=comment(1, "code")))
    wanted = "\n".join(inside[first[0] : last[0] + 1]).strip()
    covered = [transcript.text[mark.start : mark.end] for mark in transcript.marks]
    assert covered == [wanted] if wanted else all(each.strip() == each for each in covered)
