from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pytest

from qualcode.model.errors import BadChoice, NoSuchAttribute
from qualcode.model.records import ThemeLink
from qualcode.report.blocks import Bullets, Caption, Figure, Heading, Paragraph, Quote, SourceLine, Table
from qualcode.report.draft import DraftOptions, draft

if TYPE_CHECKING:
    from types import ModuleType

    from qualcode.report.blocks import Draft

ENGLISH = DraftOptions(language="en")


def _lines(made: Draft) -> list[str]:
    """Everything a reader sees, a line a paragraph, cell, bullet or caption."""
    lines: list[str] = [made.title, made.subtitle]
    for block in made.blocks:
        match block:
            case Bullets():
                lines += [f"{entry.lead} {entry.text}" for entry in block.entries]
            case Table():
                lines += [f"{row.cells[0]}: {' | '.join(row.cells[1:])}" for row in block.rows]
            case Caption():
                lines.append(f"{block.label} {block.number} {block.text}")
            case Figure():
                lines.append(block.alternative)
            case Quote():
                lines.append(f"{block.text} {block.attribution}")
            case Heading() | Paragraph() | SourceLine():
                lines.append(block.text)
    return lines


def _changed(old: list[str], new: list[str]) -> list[tuple[list[str], list[str]]]:
    """The runs of lines that differ, in the order of reading."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(old[a:b], new[c:d]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]


def test_a_report_without_themes_follows_the_groups(gardens: ModuleType) -> None:
    made = draft(gardens.material(with_themes=False), ENGLISH)
    first = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert first == [
        "Highlights",
        "Ties between people",
        "Working the soil",
        "Dealing with the city",
        "Other codes",
        "The coding as a whole",
        "Method note",
    ]


def test_a_report_with_themes_opens_with_their_claims_and_shows_a_code_once(gardens: ModuleType) -> None:
    lines = _lines(draft(gardens.material(), ENGLISH))
    assert any("Le jardin sert d’abord à rencontrer des gens" in line for line in lines)
    assert lines.count("Neighbours meeting") == 1
    assert any("“Neighbours meeting” (see “Le jardin comme voisinage”)" in line for line in lines)
    assert "This theme is still a candidate." in lines
    assert "This code nuances the theme." in lines


def test_one_coding_more_changes_the_figures_it_must_and_no_other(gardens: ModuleType) -> None:
    """One more passage of the same person, in the same words: counts move, quotations, people and pairs do not."""
    before = gardens.excerpts()
    first = next(excerpt for excerpt in before if excerpt.code == "voisins" and excerpt.case == "Rosalie")
    after = (*before, gardens.another(first, 1, start=3000, end=3000 + len(first.text), starred=False))
    old, new = (_lines(draft(gardens.material(said, with_themes=False), ENGLISH)) for said in (before, after))
    people = "5 participants out of 8 counted, 4 documents out of 6 counted."
    assert _changed(old, new) == [
        ([f"Neighbours meeting: 6 excerpts, {people}"], [f"Neighbours meeting: 7 excerpts, {people}"]),
        ([f"6 excerpts, {people}"], [f"7 excerpts, {people}"]),
        (["1 other excerpt in the project."], ["2 other excerpts in the project."]),
        (["Neighbours meeting: 6 | 5 | 4 | 2.1%"], ["Neighbours meeting: 7 | 5 | 4 | 3.1%"]),
    ]


def test_one_coding_by_another_person_reaches_every_place_that_counts_people(gardens: ModuleType) -> None:
    before = gardens.excerpts()
    octave = next(excerpt for excerpt in before if excerpt.case == "Octave")
    code = gardens.CODE["permis"]
    after = (*before, gardens.another(octave, 1, code="permis", code_id=code.id, start=9000, end=9100))
    old, new = (_lines(draft(gardens.material(said, with_themes=False), ENGLISH)) for said in (before, after))
    come = [line for line in new if line not in old]
    counts = "3 excerpts, 3 participants out of 8 counted, 3 documents out of 6 counted."
    assert {f"Permits and by-laws: {counts}", "Permits and by-laws: 3 | 3 | 3 | 1.7%"} <= set(come)
    assert new.count(counts) == old.count(counts) + 1
    assert {
        "Learning by doing: Permits and by-laws | 2 | 3 | 3 | 0.50",
        "Neighbours meeting: Permits and by-laws | 2 | 5 | 3 | 0.33",
        "Family recipes: Permits and by-laws | 1 | 1 | 3 | 0.33",
    } <= set(come)
    assert [line for line in come if "Permits" not in line and octave.text not in line] == []
    assert new[new.index("Method note", 9) :] == old[old.index("Method note", 9) :]


def test_excerpts_outside_the_population_are_told_and_not_quoted(gardens: ModuleType) -> None:
    said = gardens.excerpts()
    outside = gardens.another(said[0], 1, document="Jardin 07", text="Personne ne devrait lire ceci dans le rapport.")
    material = replace(gardens.material(said), excerpts=(*said, outside))
    lines = _lines(draft(material, ENGLISH))
    assert not any("Personne ne devrait" in line for line in lines)
    assert any(line.startswith("1 excerpt of the project lies outside these counts") for line in lines)


def test_without_counts_no_count_of_codings_is_left(gardens: ModuleType) -> None:
    made = draft(gardens.material(), replace(ENGLISH, counts=False))
    assert not any(isinstance(block, Table) for block in made.blocks)
    assert not any(isinstance(block, Paragraph) and block.style in {"counts", "rest"} for block in made.blocks)
    assert not any("excerpts," in line or "other excerpt" in line for line in _lines(made))
    assert any(isinstance(block, Figure) for block in made.blocks)


def test_the_number_of_quotations_is_held_and_the_rest_counted(gardens: ModuleType) -> None:
    lines = _lines(draft(gardens.material(), replace(ENGLISH, quotes=1)))
    start = lines.index("Neighbours meeting")
    section = lines[start : lines.index("Sharing tools")]
    assert section[-1] == "5 other excerpts in the project."
    assert sum("(" in line for line in section) == 1


def test_all_quotations_can_be_asked_for(gardens: ModuleType) -> None:
    made = draft(gardens.material(with_themes=False), replace(ENGLISH, quotes=None))
    text = "\n".join(_lines(made))
    assert all(excerpt.text in text for excerpt in gardens.excerpts())
    assert "All the excerpts of each code are quoted." in text
    assert "other excerpt" not in text


def test_under_forty_words_a_passage_stands_in_a_sentence_and_from_forty_on_apart(gardens: ModuleType) -> None:
    made = draft(gardens.material(with_themes=False), ENGLISH)
    inline = [block for block in made.blocks if isinstance(block, Paragraph) and len(block.runs) > 3]
    apart = [block for block in made.blocks if isinstance(block, Quote)]
    assert len(inline) > 10
    assert {len(block.text.split()) >= 40 for block in apart} == {True}
    assert all(len(block.runs[2].text.split()) < 40 for block in inline)


def test_a_passage_of_several_lines_stands_apart_with_its_lines(gardens: ModuleType) -> None:
    words = "Une ligne.\nUne autre ligne."
    said = (gardens.another(gardens.excerpts()[0], 1, text=f"  {words}\n", end=30, start=0),)
    quotes = [b for b in draft(gardens.material(said, with_themes=False), ENGLISH).blocks if isinstance(b, Quote)]
    assert [quote.text for quote in quotes] == [words]


def test_peoples_words_are_never_respaced(gardens: ModuleType) -> None:
    words = "Ben là !  C’est “pas” vrai: 10 % ; hein ?"
    said = (gardens.another(gardens.excerpts()[0], 1, text=words, start=0, end=len(words)),)
    for language in ("fr-CA", "fr-FR", "en"):
        made = draft(gardens.material(said, with_themes=False), DraftOptions(language=language))
        assert any(isinstance(b, Paragraph) and any(run.text == words for run in b.runs) for b in made.blocks)


def test_a_full_stop_closes_the_sentence_only_where_the_passage_has_none(gardens: ModuleType) -> None:
    lines = _lines(draft(gardens.material(), ENGLISH))
    assert any(line.endswith("désherber la même allée” (Maud).") for line in lines)
    assert any(line.endswith("C’est correct.” (P2, Groupe A)") for line in lines)


def test_another_person_is_said_only_of_another_person(gardens: ModuleType) -> None:
    base = gardens.excerpts()[0]
    said = tuple(
        gardens.another(
            base,
            n,
            case=case,
            text=f"Des mots assez nombreux pour une citation, {n}.",
            start=n * 99,
            end=n * 99 + 9,
            starred=False,
        )
        for n, case in enumerate(["A", "A", "B", "B"])
    )
    made = draft(gardens.material(said, with_themes=False), ENGLISH)
    quoted = [b for b in made.blocks if isinstance(b, Paragraph) and any(r.style == "quoted" for r in b.runs)]
    people = [block.runs[4].text.strip() for block in quoted]
    starts = [block.runs[0].text for block in quoted]
    assert people == ["(A)", "(B)", "(A)", "(B)"]
    assert ["another" in start.lower() for start in starts] == [False, True, False, False]


def test_a_passage_linked_to_a_theme_is_shown_there_with_how_it_bears_on_it(gardens: ModuleType) -> None:
    material = gardens.material()
    loose = next(excerpt for excerpt in material.excerpts if excerpt.code == "avenir" and excerpt.case == "Octave")
    theme = material.themes[0]
    link = ThemeLink("f" * 32, theme.id, None, loose.id, "contradicts")
    themes = (replace(theme, links=(*theme.links, link)), material.themes[1])
    lines = _lines(draft(replace(material, themes=themes), ENGLISH))
    place = lines.index("Passages linked to the theme")
    assert lines[place + 1] == f"This passage contradicts the theme: “{loose.text}” (Octave)"


def test_a_table_or_figure_stands_between_its_caption_and_its_source(gardens: ModuleType) -> None:
    blocks = draft(gardens.material(), ENGLISH).blocks
    bodies = [place for place, block in enumerate(blocks) if isinstance(block, Table | Figure)]
    assert len(bodies) == 3
    for place in bodies:
        caption, body, source = blocks[place - 1 : place + 2]
        assert isinstance(caption, Caption)
        assert isinstance(source, SourceLine)
        assert caption.id == body.id == source.id


def test_the_pairs_are_those_that_meet_most(gardens: ModuleType) -> None:
    tables = [block for block in draft(gardens.material(), ENGLISH).blocks if isinstance(block, Table)]
    rows = [row.cells for row in tables[1].rows]
    assert rows[0] == ("Learning by doing", "The garden’s future", "2", "3", "2", "0.67")
    assert [int(row[2]) for row in rows] == sorted((int(row[2]) for row in rows), reverse=True)
    assert len(rows) == 10


def test_the_method_note_comes_from_the_results(gardens: ModuleType) -> None:
    lines = _lines(draft(gardens.material(), replace(ENGLISH, date="2025-01-02")))
    note = "\n".join(lines[lines.index("Method note") :])
    for part in (
        "Draft made on January 2, 2025 with qualcode 0.1.0",
        "The readings count: 6 of the 8 documents, those with a coding.",
        "Left out, without a coding: Jardin 07 and Jardin 08.",
        "412 turns, 8 participants, 5,400 words",
        "Coding: Ana and Bruno.",
        "At most 5 excerpts per code",
        "Codes that no theme rests on, not illustrated here: Tiredness, Permits and by-laws and The garden’s future.",
        "Codes without an excerpt: Noise.",
        "unit: case, n = 8",
    ):
        assert part in note


def test_what_the_counts_rest_on_is_said_once_before_the_parts(gardens: ModuleType) -> None:
    material = gardens.material()
    lines = _lines(draft(material, ENGLISH))
    base = (
        "The counts rest on 6 of the 8 documents, those with a coding. "
        "Left out, without a coding: Jardin 07 and Jardin 08."
    )
    assert lines.count(base) == 1
    assert lines.index("Highlights") < lines.index(base) < lines.index("The coding as a whole")
    assert any(
        line.endswith("How often each code was applied (n = 8 participants, 6 documents of 8)") for line in lines
    )
    assert not any("counts rest on" in line for line in _lines(draft(material, replace(ENGLISH, counts=False))))
    population = replace(material.frequencies.population, left_out=())
    whole = replace(material, frequencies=replace(material.frequencies, population=population))
    lines = _lines(draft(whole, ENGLISH))
    assert not any("counts rest on" in line or "out of the" in line for line in lines)
    assert any("participants out of 8, 4 documents out of 6." in line for line in lines)


def test_every_id_that_a_mark_needs_is_there_and_single(gardens: ModuleType) -> None:
    made = draft(gardens.material(), ENGLISH)
    ids = [
        block.id
        for block in made.blocks
        if isinstance(block, Quote | Caption) or (isinstance(block, Paragraph) and block.id)
    ]
    assert len(ids) == len(set(ids)) > 20


@pytest.mark.usefixtures("report_in_french")
def test_a_french_report_holds_no_word_of_english(gardens: ModuleType) -> None:
    lines = _lines(draft(gardens.material(), DraftOptions(language="fr-CA")))
    english = re.compile(r"\b(the|of|and|person|excerpts?|codes that|how|which|says|left out|words)\b", re.IGNORECASE)
    assert [line for line in lines if english.search(line)] == []
    people = "5\u00a0personnes participantes sur un total de\u00a08"
    assert f"6\u00a0extraits, {people}, 4\u00a0documents sur un total de\u00a06." in lines


def test_a_study_without_anything_coded_still_makes_a_draft(gardens: ModuleType) -> None:
    material = replace(gardens.material((), with_themes=False), cooccurrence=None, keywords=None, cloud=None, coders=())
    made = draft(material, ENGLISH)
    assert [block.text for block in made.blocks if isinstance(block, Heading)] == [
        "The coding as a whole",
        "Method note",
    ]


def test_an_unknown_language_or_field_is_refused(gardens: ModuleType) -> None:
    with pytest.raises(BadChoice):
        draft(gardens.material(), DraftOptions(language="de"))
    with pytest.raises(NoSuchAttribute):
        draft(gardens.material(), DraftOptions(language="en", attribution="({quartier})"))


def test_a_study_of_texts_without_people_counts_documents_alone(gardens: ModuleType) -> None:
    """Documents without turns: no voices, no cases, nothing said of an interviewer."""
    material = gardens.material(with_themes=False)
    population = replace(material.frequencies.population, n_turns=0, n_cases=0, n_words=None, left_out=())
    said = tuple(replace(excerpt, speaker=None, role=None, case=None) for excerpt in material.excerpts)
    frequencies = replace(material.frequencies, population=population)
    lines = _lines(draft(replace(material, excerpts=said, frequencies=frequencies, cooccurrence=None), ENGLISH))
    assert "6 excerpts, 4 documents out of 6." in lines
    assert any(line.startswith("One reads: “") and line.endswith("(Jardin 01)") for line in lines)
    note = lines[lines.index("Method note") :]
    assert note[2] == "The readings count: all 6 documents, which have codings."
    assert any("How often each code was applied (n = 6 documents)" in line for line in lines)


def test_the_note_says_whose_codings_counted_and_that_the_interviewer_did(gardens: ModuleType) -> None:
    material = gardens.material()
    asked = replace(material.frequencies.question, coder="Ana", interviewer=True)
    lines = _lines(draft(replace(material, frequencies=replace(material.frequencies, question=asked)), ENGLISH))
    assert "Coding: Ana, alone counted." in lines
    assert any(line.endswith("The interviewer’s words count too.") for line in lines)


def test_one_coder_alone_needs_no_word_about_passages_coded_twice(gardens: ModuleType) -> None:
    material = gardens.material()
    assert "Coding: Ana." in _lines(draft(replace(material, coders=material.coders[:1]), ENGLISH))


def test_without_any_date_the_draft_bears_none(gardens: ModuleType) -> None:
    material = gardens.material()
    made = draft(replace(material, frequencies=replace(material.frequencies, made_at="")), ENGLISH)
    assert (made.date, made.subtitle) == ("", "Report draft")
    assert any(line.startswith("Draft made with qualcode 0.1.0") for line in _lines(made))


def test_pairs_on_overlap_have_a_unit_and_no_n_and_may_lack_an_index(gardens: ModuleType) -> None:
    material = gardens.material()
    pairs = material.cooccurrence
    rows = tuple(replace(pair, n_a=None, n_b=None, jaccard=None) for pair in pairs.rows)
    raw = replace(pairs, question=replace(pairs.question, unit="overlap", raw=True), rows=rows)
    blocks = draft(replace(material, cooccurrence=raw), ENGLISH).blocks
    caption = [block for block in blocks if isinstance(block, Caption)][1]
    assert caption.text == "Codes that meet most often (unit: overlapping passages)"
    table = [block for block in blocks if isinstance(block, Table)][1]
    assert table.rows[0].cells[2:] == ("2", "", "", "")


def test_a_cloud_without_its_words_is_still_described(gardens: ModuleType) -> None:
    blocks = draft(replace(gardens.material(), keywords=None), ENGLISH).blocks
    assert [b.alternative for b in blocks if isinstance(b, Figure)] == ["Cloud of the words used most often."]


def test_a_group_that_is_a_code_itself_shows_its_own_excerpts_first(gardens: ModuleType) -> None:
    group = gardens.CODE["terre"]
    own = gardens.another(gardens.excerpts()[3], 1, code="terre", code_id=group.id, start=7000, end=7050)
    lines = _lines(draft(gardens.material((*gardens.excerpts(), own), with_themes=False), ENGLISH))
    place = lines.index("Working the soil")
    assert lines[place + 1].startswith("1 excerpt, 1 participant out of 8 counted")
    assert own.text in lines[place + 2]


def test_a_draft_without_any_attribution_still_closes_its_sentences(gardens: ModuleType) -> None:
    lines = _lines(draft(gardens.material(), replace(ENGLISH, attribution="")))
    assert any(line.endswith("désherber la même allée”.") for line in lines)


def test_a_code_with_nothing_to_quote_says_so_under_its_heading(gardens: ModuleType) -> None:
    said = gardens.excerpts()
    asked = tuple(replace(one, role="interviewer", case=None) if one.code == "outils" else one for one in said)
    blocks = draft(gardens.material(asked, with_themes=False), ENGLISH).blocks
    place = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == "Sharing tools")
    below = [block.text for block in blocks[place + 1 : place + 3]]
    assert "No excerpt of a participant." in below
    lines = _lines(draft(gardens.material(said, with_themes=False), ENGLISH))
    assert "No excerpt of a participant." not in lines
