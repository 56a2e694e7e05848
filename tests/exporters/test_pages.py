"""The draft as Markdown and as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from qualcode.exporters.html import write_html
from qualcode.exporters.markdown import escaped, pictures, write_markdown
from qualcode.report.blocks import Draft, Figure, Heading, Paragraph, Quote, Run
from qualcode.report.draft import DraftOptions, draft

if TYPE_CHECKING:
    from types import ModuleType

NB = "\u00a0"
COUNTED = f"2{NB}personnes participantes sur un total de{NB}8, 2{NB}documents sur un total de{NB}6."
BASE = (
    f"Les décomptes portent sur 6{NB}des{NB}8{NB}documents, ceux qui ont au moins un codage. "
    f"Laissés de côté, faute de codage{NB}: Jardin 07 et Jardin 08."
)
FRENCH = f"""# Jardins collectifs

*Ébauche de rapport, 25{NB}mars{NB}2024*

## Faits saillants

- **Fatigue{NB}:** 2{NB}extraits, {COUNTED}

{BASE}

## Travail de la terre

### Fatigue

*Le poids de l’été, des seaux et des mauvaises herbes.*

2{NB}extraits, {COUNTED}

Une personne dit{NB}: «{NB}Au mois d’août, je rêve en seaux. Je compte des seaux la nuit.{NB}» (Rosalie)

1{NB}autre extrait dans le projet.

## Note de méthode

Ébauche produite le 25{NB}mars{NB}2024 avec qualcode 0.1.0 à partir du projet «{NB}Jardins collectifs{NB}».
"""
ENGLISH = """# Jardins collectifs

*Report draft, March 25, 2024*

## Highlights

- **Tiredness:** 2 excerpts, 2 participants out of 8 counted, 2 documents out of 6 counted.

The counts rest on 6 of the 8 documents, those with a coding. Left out, without a coding: Jardin 07 and Jardin 08.

## Working the soil

### Tiredness

*Le poids de l’été, des seaux et des mauvaises herbes.*

2 excerpts, 2 participants out of 8 counted, 2 documents out of 6 counted.

One person says: “Au mois d’août, je rêve en seaux. Je compte des seaux la nuit.” (Rosalie)

1 other excerpt in the project.

## Method note

Draft made on March 25, 2024 with qualcode 0.1.0 from the project “Jardins collectifs”.
"""


def _small(gardens: ModuleType, language: str) -> Draft:
    """A draft of one code, its tables and most of its method note left out."""
    said = tuple(excerpt for excerpt in gardens.excerpts() if excerpt.code == "fatigue")
    material = gardens.material(said, with_themes=False)
    codes = tuple(code for code in gardens.CODES if code.name in {"terre", "fatigue"})
    material = replace(material, title="Jardins collectifs", codes=codes, cooccurrence=None, cloud=None)
    made = draft(material, DraftOptions(language=language, quotes=1))
    headings = [place for place, block in enumerate(made.blocks) if isinstance(block, Heading) and block.level == 1]
    return replace(made, blocks=(*made.blocks[: headings[2]], *made.blocks[headings[3] : headings[3] + 2]))


@pytest.mark.usefixtures("report_in_french")
def test_a_small_report_reads_so_in_french(gardens: ModuleType) -> None:
    assert write_markdown(_small(gardens, "fr-CA")).decode() == FRENCH


def test_a_small_report_reads_so_in_english(gardens: ModuleType) -> None:
    assert write_markdown(_small(gardens, "en")).decode() == ENGLISH


def test_the_pictures_that_the_markdown_names_are_given(gardens: ModuleType) -> None:
    made = draft(gardens.material(), DraftOptions(language="en"))
    named = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", write_markdown(made).decode())
    assert pictures(made) == {"cloud.png": gardens.picture()}
    assert named == ["cloud.png"]


def _page(*blocks: object) -> Draft:
    return Draft("fr-CA", "Titre", "Sous-titre", "", "Table des matières", "Page", "0.1.0", blocks)


def _rendered(text: str) -> str:
    """The words that a Markdown reader shows."""
    return html.fromstring(MarkdownIt().render(text)).text_content()


@pytest.mark.parametrize(
    "words",
    [
        "[rires] *fort* _bas_ `code` <b>gras</b> # dièse ~~non~~ &eacute; \\ | fin",
        "1. premier",
        "- tiret",
        "+ plus",
        "=== trait",
        "---",
        "[x](http://exemple.org) ![i](x.png)",
        "> cité",
        "# titre",
    ],
)
def test_peoples_signs_are_never_markdown(words: str) -> None:
    assert _rendered(escaped(words)).strip() == words


@given(st.text(alphabet="ab1 .)-+=*_`[]<>#|~&\\!(", max_size=25))
def test_no_run_of_signs_becomes_markup(words: str) -> None:
    line = f"x {words} x"
    assert " ".join(_rendered(escaped(line)).split()) == " ".join(line.split())


def test_a_passage_of_several_lines_is_one_quotation() -> None:
    text = write_markdown(_page(Quote("Un.\n\n1. Deux *fois*.", "(P1)", "q"))).decode()
    assert text.endswith("> Un.\\\n> 1\\. Deux \\*fois\\*. (P1)\n")
    tree = html.fromstring(MarkdownIt().render(text))
    assert len(tree.findall(".//blockquote")) == 1


def test_the_page_is_whole_and_asks_for_nothing(gardens: ModuleType) -> None:
    page = write_html(draft(gardens.material(), DraftOptions(language="en"))).decode()
    tree = html.fromstring(page)
    assert tree.get("lang") == "en"
    assert "default-src 'none'" in tree.find(".//meta[@http-equiv]").get("content")
    assert tree.findall(".//script") == []
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", page)
    assert all(image.get("alt") for image in tree.iter("img"))
    anchors = {link.get("href")[1:] for link in tree.iter("a")}
    assert anchors <= {node.get("id") for node in tree.iter("h2", "h3", "table", "figure")}


def test_the_tables_of_the_page_say_what_their_cells_are(gardens: ModuleType) -> None:
    tree = html.fromstring(write_html(draft(gardens.material(), DraftOptions(language="en"))).decode())
    for table in tree.iter("table"):
        assert table.find("caption").text.startswith("Table\u00a0")
        assert {cell.get("scope") for cell in table.find("thead").iter("th")} == {"col"}
        assert {cell.get("scope") for cell in table.find("tbody").iter("th")} == {"row"}


def test_peoples_words_are_never_html() -> None:
    words = '<script>alert(1)</script> & "q" [rires] \x00\ud800'
    blocks = (Paragraph((Run(words, "quoted"),)), Quote(words, words, "q"), Heading(1, words), Figure(b"", words, "f"))
    page = write_html(_page(*blocks)).decode()
    tree = html.fromstring(page)
    assert tree.findall(".//script") == []
    assert tree.find(".//blockquote/p").text == '<script>alert(1)</script> & "q" [rires] ␀\ufffd '
