from __future__ import annotations

from qualcode.importers.markdown import read
from qualcode.importers.options import ImportOptions

HEARING = """---
title: Une audience
date: 2021-03-18
---

**Juge Roy** (00:00:02): Bonjour.

::: {.column-margin}
![](28.png)
:::

Dans le dossier.

![une image](x.png)

**Speaker 1** (00:01:05): Merci, Juge.

## Deuxième partie

**Juge Roy** (00:01:53): Bien.
"""


def test_the_whole_file_is_the_stored_text() -> None:
    assert read(HEARING.encode(), "f.md", ImportOptions()).text == HEARING


def test_margins_pictures_headings_and_front_matter_are_nobodys_words() -> None:
    transcript = read(HEARING.encode(), "f.md", ImportOptions())
    said = [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns]
    assert said == [
        ("Juge Roy", "Bonjour."),
        ("Juge Roy", "Dans le dossier."),
        ("Speaker 1", "Merci, Juge."),
        ("Juge Roy", "Bien."),
    ]
    assert [turn.time_start for turn in transcript.turns] == [2, None, 65, 113]
    assert transcript.convention.lookalikes == ()


def test_the_title_is_the_front_matters_or_the_first_heading() -> None:
    assert read(HEARING.encode(), "f.md", ImportOptions()).title == "Une audience"
    assert read(b"intro\n\n# Un titre #\n\n## Autre\n", "f.md", ImportOptions()).title == "Un titre"
    assert read(b"rien\n", "f.md", ImportOptions()).title == ""


def test_a_rule_at_the_top_is_no_front_matter_without_its_end() -> None:
    text = "---\nP1 : a\n\nP2 : b\n\nP1 : c\n\nP2 : d\n"
    assert [turn.speaker for turn in read(text.encode(), "f.md", ImportOptions()).turns] == ["P1", "P2", "P1", "P2"]


def test_labels_in_bold_lose_their_stars() -> None:
    text = "**Chercheuse :** Bonjour ?\n\n**Zoé** : Oui.\n\n__Chercheuse :__ Bon ?\n\n**Zoé :** Non.\n"
    transcript = read(text.encode(), "f.md", ImportOptions())
    assert [text[turn.start : turn.end] for turn in transcript.turns] == ["Bonjour ?", "Oui.", "Bon ?", "Non."]
    assert transcript.speakers == ("Chercheuse", "Zoé")
