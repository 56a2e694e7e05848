from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.losses import sentence
from qualcode.importers.options import ImportOptions
from qualcode.importers.web import page as web_page
from qualcode.importers.web.parts import line_of_site
from qualcode.model.errors import BadBytes, TooDeep, WrongContent

if TYPE_CHECKING:
    from qualcode.model.transcript import Transcript


def read(page: str | bytes, encoding: str | None = None) -> Transcript:
    data = page if isinstance(page, bytes) else page.encode()
    return web_page.read(data, "f.html", ImportOptions(encoding=encoding))


def counts(transcript: Transcript) -> dict[str, int]:
    return {loss.kind: loss.count for loss in transcript.losses}


def test_lines_are_those_that_a_browser_shows() -> None:
    page = "<body>brut\n <h1>Un  titre</h1><p>Bonjour <b>à</b>\ntous<br>ligne \u00a0 deux <br> trois</p>"
    page += "<div>a<span>b</span> c<div>d</div>e</div><ul><li>x<li><p>y</p></ul><pre>\n 1\n  2 </pre><p> </p>"
    transcript = read(page)
    assert transcript.text == "brut\nUn titre\nBonjour à tous\nligne \u00a0 deux\ntrois\nab c\nd\ne\nx\ny\n 1\n  2"
    kinds = ["paragraph", "heading", "paragraph", "paragraph", "paragraph", "paragraph", "list", "list", "paragraph"]
    assert [block.kind for block in transcript.blocks] == kinds
    assert [transcript.text[span.start : span.end] for block in transcript.blocks for span in block.bold] == ["à"]
    assert transcript.title == "Un titre"
    assert counts(transcript) == {"list_marks": 2}


def test_a_table_is_a_line_a_row_and_a_tab_a_cell() -> None:
    rows = "<tr><td></td><td>b<p>c</p><p>d<br></p></td></tr>"
    rows += "<tr><td>x<table><tr><td>y<td>z</table></td><td>fin</td><td></td></tr>"
    transcript = read(f"<table><caption>T1</caption>{rows}</table>")
    assert transcript.text == "T1\n\tb\nc\nd\nx\ny\tz\tfin\t"
    assert [block.kind for block in transcript.blocks] == ["caption", "table", "table"]


@pytest.mark.parametrize("label", ["<b>{} :</b>", "{}\u00a0: ", "<strong>{}</strong>\u00a0:", "<span>{}</span> :"])
def test_a_page_that_is_a_transcript_gives_its_turns(label: str) -> None:
    voices = ("Intervieweuse", "Léa") * 3
    page = "".join(f"<p>{label.format(voice)} mots dits</p><p>et la suite</p>" for voice in voices)
    transcript = read(f"<h1>Entrevue 5</h1>{page}")
    assert [turn.speaker for turn in transcript.turns] == list(voices)
    assert {transcript.text[turn.start : turn.end] for turn in transcript.turns} == {"mots dits\net la suite"}
    assert transcript.interviewer_by == "label"


def test_what_belongs_to_the_site_is_left_out_and_listed() -> None:
    page = """<header><a href="/">Le journal</a><nav><ul><li>Accueil<li>Contact</ul></nav></header>
    <div class="cookie-banner">Ce site utilise des témoins. <button>D’accord</button></div>
    <div role="search">Chercher</div>
    <main class="sidebar"><header><h1>Un titre</h1></header><p>Ce qui est dit.</p><aside>À lire aussi</aside>
    <p>Faites un don aujourd’hui!</p></main><footer>© 2024</footer>"""
    transcript = read(page)
    assert transcript.text == "Un titre\nCe qui est dit."
    lines = ["Le journal", "Accueil", "Contact", "Ce site utilise des témoins. D’accord", "Chercher"]
    lines += ["À lire aussi", "Faites un don aujourd’hui!", "© 2024"]
    assert dict(transcript.metadata) == {"left_out": "\n".join(lines)}
    assert sentence(transcript.losses[0]) == f"8 lines of menus, notices or appeals left out: {' · '.join(lines)}"


@pytest.mark.parametrize(
    ("line", "left_out"),
    [
        ("Faites un don maintenant", True),
        ("Abonnez-vous à notre infolettre", True),
        ("Nous utilisons des témoins pour améliorer votre visite.", True),
        ("Tout accepter", True),
        ("Accept all cookies", True),
        ("Follow us", True),
        ("Faire un don d’organe, c’est grave.", False),
        ("On m’a demandé de faire un don.", False),
        ("J’ai accepté les cookies de ma mère.", False),
        ("Partager avec les autres, c’est dur.", False),
        ("Suivez-nous, " + "disait-elle " * 40, False),
    ],
)
def test_appeals_and_notices_are_told_from_what_people_say(line: str, left_out: bool) -> None:
    assert line_of_site(line) is left_out


def test_what_does_not_show_is_no_text() -> None:
    page = "<title>T</title><script>alert(1)</script><style>p{}</style><p>Vu<svg onload=x><title>s</title></svg>"
    page += "<iframe src='file:///x'>i</iframe><img src=y alt=z></p><p hidden>caché</p><p style='display: none'>c</p>"
    page += (
        "<template>t</template><noscript>Activez</noscript><!-- c --><del>ôté</del> <ins>mis</ins><span hidden></span>"
    )
    transcript = read(page)
    assert transcript.text == "Vu\nmis"
    expected = {"pictures": 2, "embedded": 1, "hidden": 2, "deletions": 1, "insertions": 1, "page_furniture": 1}
    assert counts(transcript) == expected
    assert transcript.title == "T"


def test_fields_of_a_form_show_what_was_written_ticked_and_chosen() -> None:
    page = """<p>Nom :<input value=" Ana  Roy "> <input type=checkbox checked>Oui <input type=radio>Non</p>
    <p>Ville <select><option>Laval<option selected>Lévis</select> <input type=password value=x>
    <input type=hidden value=y><input value=caché hidden><input type=submit value=Envoyer>
    <input type=number></p><textarea>Mon  avis,
    ici</textarea><p>Mois <select><option>mai<option>juin</select></p>"""
    transcript = read(page)
    assert transcript.text == "Nom : Ana Roy ☒ Oui ☐ Non\nVille Lévis\nMon  avis,\n    ici\nMois"
    assert dict(transcript.metadata) == {"left_out": "maijuin"}


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ('<link rel="canonical" href="https://a.org/1"><meta property="og:url" content="https://b.org">', ("https://a.org/1",)),
        ('<meta property="og:url" content="https://b.org"><base href="https://c.org">', ("https://b.org",)),
        ('<base href="https://c.org/">', ("https://c.org/",)),
        ('<link rel="canonical" href="javascript:x"><base href="/d">', ()),
        ('<meta name="date" content="25 mars 2024"><meta name="dcterms.date" content="2024-03-25">', ("2024-03-25",)),
        ('<meta property="article:published_time" content="2024-03-25T10:00"><time datetime="2020">', ("2024-03-25",)),
        ('<time datetime="2020-01"></time>', ("2020-01",)),
    ],
)  # fmt: skip
def test_a_page_keeps_its_address_and_its_date(head: str, facts: tuple[str, ...]) -> None:
    assert tuple(value for _, value in read(f"<head>{head}</head><p>x").metadata) == facts


def test_a_saved_page_keeps_the_address_it_was_saved_from() -> None:
    page = '<!-- saved from url=(0026)https://exemple.org/page-1 --><base href="https://c.org"><p>x'
    assert read(page).metadata == (("address", "https://exemple.org/page-1"),)


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        ("<meta charset=utf-8><p>é’".encode(), "utf-8", "é’"),
        ("<p>é’".encode("utf-16"), "utf-16", "é’"),
        ("<meta charset=iso-8859-1><p>é’".encode(), "utf-8", "é’"),
        ("<meta charset='iso-8859-1'><p>caf\u00e9 l’".encode("cp1252"), "cp1252", "café l’"),
        ('<meta http-equiv=x content="text/html; charset=koi8-r"><p>й'.encode("koi8-r"), "koi8-r", "й"),
        ("<meta charset=utf-8><p>café “oui”".encode("cp1252"), "cp1252", "café “oui”"),
        ("<meta charset=x-nobody><p>café “oui”".encode("cp1252"), "cp1252", "café “oui”"),
    ],
)  # fmt: skip
def test_the_encoding_is_what_the_bytes_are_else_what_the_page_says(data: bytes, encoding: str, words: str) -> None:
    transcript = read(data)
    assert (transcript.encoding, transcript.text) == (encoding, words)


def test_an_encoding_that_the_person_gives_goes_before_all() -> None:
    data = "<meta charset=utf-8><p>é".encode("cp850")
    assert read(data, "cp850").text == "é"
    with pytest.raises(BadBytes):
        read(data, "utf-8")


def test_references_to_no_character_are_replaced_and_counted() -> None:
    transcript = read("<p>a&#0;b&#xD800;c&#x110000;d&nbsp;e&inconnu;f&eacute;")
    assert transcript.text == "a\ufffdb\ufffdc\ufffdd\u00a0e&inconnu;fé"
    assert counts(transcript) == {"no_characters": 3}


def test_bytes_that_are_no_page_and_elements_without_end_are_refused() -> None:
    with pytest.raises(WrongContent, match=r"not a \.html file"):
        read(bytes(100))
    with pytest.raises(TooDeep):
        read("<div>" * 6_000 + "x")
    assert read("<p>x" * 6_000 + "<br>" * 6_000).text == "\n".join("x" * 6_000)


ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", "\r": "&#13;"})


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1), min_size=1))
def test_letters_come_through_as_they_were_and_blocks_lie_on_them(lines: list[str]) -> None:
    lines = [" ".join(line.split(" ")).strip(" ") for line in lines]
    transcript = read("".join(f"<p>{line.translate(ESCAPES)}</p>" for line in lines))
    kept = [" ".join(part for part in line.split(" ") if part) for line in lines]
    kept = [line for line in kept if " ".join(line.split()) and not line_of_site(" ".join(line.split()))]
    assert transcript.text == "\n".join(kept).removeprefix("\ufeff")
    assert [transcript.text[block.start : block.end] for block in transcript.blocks] == transcript.text.split("\n")[
        : len(transcript.blocks)
    ]
