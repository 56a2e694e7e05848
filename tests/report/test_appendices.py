"""Papers beside the report: excerpts, codebook, list and tree of themes, methods, coded transcripts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.records import Case, Coding, Document, Theme, ThemeLink, Turn
from qualcode.report.appendices.checklists import CHECKLISTS, COREQ, RTARG, SRQR
from qualcode.report.appendices.codebook import Applied, InUse, codebook_paper, examples_of
from qualcode.report.appendices.colours import known, tint
from qualcode.report.appendices.excerpts import ABREAST, Chosen, excerpts_paper
from qualcode.report.appendices.known import Known, saturation_sentence, sentences
from qualcode.report.appendices.methods import methods_paper
from qualcode.report.appendices.paper import Cover
from qualcode.report.appendices.passages import outermost, passages
from qualcode.report.appendices.theme_list import Located, clock, first_words, theme_list
from qualcode.report.appendices.theme_tree import theme_tree
from qualcode.report.appendices.themed import themed
from qualcode.report.appendices.transcript import Read, coded_paper, coded_text, marginal, reading_note
from qualcode.report.blocks import Bullets, Caption, Heading, Paragraph, Quote, Table, heading_numbers

if TYPE_CHECKING:
    from types import ModuleType

    from qualcode.report.blocks import Draft

NB = "\u00a0"
COVER = Cover("Jardins", "en", "2024-03-25", "0.1.0")
FRENCH = replace(COVER, language="fr-CA")


@pytest.fixture(scope="module")
def cases(gardens: ModuleType) -> list[Case]:
    names = dict.fromkeys(excerpt.case for excerpt in gardens.excerpts())
    return [Case(f"c{n}", name, "participant", None, (("role", "member"),), 1) for n, name in enumerate(names)]


@pytest.fixture(scope="module")
def chosen(gardens: ModuleType, cases: list[Case]) -> Chosen:
    """All excerpts, one of them coded alike by a second person, and a word of the interviewer."""
    said = list(gardens.excerpts())
    twin = gardens.another(said[0], 1, coder="Chloé", memo="to think over")
    asked = gardens.another(said[1], 2, case=None, role="interviewer", text="Et puis?", start=5000, end=5008)
    return Chosen([*said, twin, asked], gardens.CODES, cases)


def _headings(paper: Draft) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def _tables(paper: Draft) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def _said(paper: Draft) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


def test_what_two_people_coded_alike_is_one_passage_with_both_names(gardens: ModuleType) -> None:
    first = gardens.excerpts()[0]
    found = passages([first, replace(first, id="x", coder="Chloé", memo="m")])
    assert [(one.coders, one.memos) for one in found] == [(("Bruno", "Chloé"), ("m",))]


def test_a_passage_within_another_of_its_code_is_left_out_and_one_that_reaches_further_stays(
    gardens: ModuleType,
) -> None:
    first = gardens.excerpts()[0]
    bounds = ((0, 50), (10, 40), (30, 60), (60, 70))
    several = [replace(first, id=str(n), start=start, end=end) for n, (start, end) in enumerate(bounds)]
    other = replace(several[1], id="other", code_id="another code")
    assert [one.id for one in outermost([*several, other])] == ["0", "2", "3", "other"]


def test_excerpts_by_code_stand_under_the_headings_of_the_codebook(chosen: Chosen) -> None:
    paper = excerpts_paper(chosen, "code", COVER)
    assert _headings(paper)[:4] == ["Ties between people", "Neighbours meeting", "Handing down", "Family recipes"]
    assert "Noise" not in _headings(paper)
    quotes = [block for block in paper.blocks if isinstance(block, Quote)]
    assert quotes[0].attribution == "(Jardin 01, Rosalie; coding: Bruno and Chloé)"
    assert quotes[0].notes == ("Memo: to think over",)
    assert len(quotes) == len(chosen.excerpts) - 1
    assert any(quote.attribution.startswith("(Jardin 01, interviewer; ") for quote in quotes)
    assert _said(paper)[0] == "24 excerpts; coding: Bruno, Ana and Chloé."


def test_excerpts_by_case_say_who_speaks_and_end_with_the_words_of_no_case(chosen: Chosen) -> None:
    paper = excerpts_paper(chosen, "case", FRENCH)
    tops = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert tops == [*(case.name for case in chosen.cases), tops[-1]]
    assert "role: member" in [text.replace(f"{NB}:", ":") for text in _said(paper)]
    assert paper.contents_levels == 1


def test_the_matrix_has_a_row_a_case_that_speaks_and_few_columns_abreast(chosen: Chosen) -> None:
    paper = excerpts_paper(chosen, "matrix", COVER)
    tables = _tables(paper)
    assert paper.landscape
    assert max(len(table.columns) for table in tables) == ABREAST + 1
    assert sum(len(table.columns) - 1 for table in tables) == len(chosen.used())
    whole = "".join(cell for table in tables for row in table.rows for cell in row.cells)
    assert whole.count("“Les gens s’arrêtent au grillage") == 1
    assert whole.count("“Avant le jardin, je connaissais") == 1  # coded twice, read once
    assert all(any(row.cells[1:]) for table in tables for row in table.rows)
    assert "interviewer" in [row.cells[0] for table in tables for row in table.rows]


def test_a_paper_without_excerpts_says_so() -> None:
    for order in ("code", "case", "matrix"):
        assert _said(excerpts_paper(Chosen([], [], []), order, COVER)) == ["No excerpt."]


def test_the_codebook_has_a_table_of_counts_and_a_card_a_code(gardens: ModuleType) -> None:
    first, second = gardens.CODES[:2]
    said = replace(second, retired=True, also_in=(first.id,), when_to_use="often", example="like this")
    used = InUse({second.id: Applied(6, 4, 5)}, examples_of(gardens.excerpts(), 2))
    paper = codebook_paper([first, said], used, COVER)
    assert _headings(paper) == ["All codes", "Cards", "Ties between people", "Neighbours meeting"]
    (table,) = _tables(paper)
    assert [row.cells for row in table.rows] == [
        ("Ties between people", "", "", ""),
        ("Neighbours meeting", "6", "4", "5"),
    ]
    (bullets,) = [block for block in paper.blocks if isinstance(block, Bullets)]
    assert [bullet.lead for bullet in bullets.entries] == ["Retired:", "Also listed under:", "When to use:", "Example:"]
    assert "6 excerpts, 4 documents, 5 cases." in _said(paper)
    assert sum(isinstance(block, Quote) for block in paper.blocks) == 2
    assert codebook_paper([], InUse(), COVER).blocks == ()


def test_examples_are_never_the_interviewers_words(gardens: ModuleType) -> None:
    said = [replace(excerpt, role="interviewer") for excerpt in gardens.excerpts()]
    assert examples_of(said, 3) == {}
    assert examples_of(gardens.excerpts(), 0) == {}


# Themes


def _document(gardens: ModuleType, name: str = "Jardin 01") -> Document:
    return next(one for one in gardens.documents() if one.name == name)


def _turn(number: int, start: int, end: int, *, role: str = "participant", time: float | None = None) -> Turn:
    return Turn(f"t{number}", "d", number, "P1", role, start, end, time, None, "c0")


def test_the_list_of_themes_goes_through_each_document_with_its_places(gardens: ModuleType) -> None:
    here = [excerpt for excerpt in gardens.excerpts() if excerpt.document == "Jardin 01"]
    turns = [_turn(0, 0, 800, time=7), _turn(1, 801, 2500, time=3787.4)]
    one = Located(_document(gardens), turns, "", here)
    silent = Located(_document(gardens, "Jardin 02"), [], "", [])
    paper = theme_list([one, silent], gardens.CODES, themed(gardens.CODES, gardens.themes()), COVER)
    assert _headings(paper) == ["Jardin 01"]
    rows = [row.cells for row in _tables(paper)[0].rows]
    assert [row[0] for row in rows] == ["turn 1 (0:07)", "turn 2 (1:03:07)", "", ""]
    assert rows[0][2] == "Ties between people › Neighbours meeting"
    assert rows[0][3] == "Le jardin comme voisinage; Un savoir qui passe de main en main"
    assert rows[2][3] == "–"
    assert rows[0][1].endswith(f"{NB}…")


def test_without_turns_a_place_is_a_line(gardens: ModuleType) -> None:
    excerpt = replace(gardens.excerpts()[0], start=4, end=5)
    one = Located(_document(gardens), [], "a\nb\nc d", [excerpt])
    rows = _tables(theme_list([one], gardens.CODES, themed(gardens.CODES, ()), COVER))[0].rows
    assert rows[0].cells[0] == "line 3"


def test_first_words_are_a_line_and_times_are_written_as_on_a_recorder() -> None:
    assert first_words("un\ndeux trois") == "un deux trois"
    assert first_words(" ".join("abcdefghijklmnop")) == f"a b c d e f g h i j k l m n{NB}…"
    assert (clock(67.9), clock(3600)) == ("1:07", "1:00:00")


def test_a_theme_on_a_group_takes_its_codes_and_one_on_a_passage_that_passage(gardens: ModuleType) -> None:
    group, excerpt = gardens.CODE["terre"], gardens.excerpts()[0]
    links = (ThemeLink("l1", "t", group.id, None, "supports"), ThemeLink("l2", "t", None, excerpt.id, "nuances"))
    theme = Theme("t", "T", "", "kept", "", 0, links, 1)
    dropped = replace(theme, id="u", status="dropped")
    found = themed(gardens.CODES, [dropped, theme])
    under = [one.code for one in gardens.excerpts() if found.of(one) == (theme,)]
    assert set(under) == {"fatigue", "apprendre", "outils", excerpt.code}
    assert found.of(gardens.excerpts()[3]) == ()


def test_the_tree_counts_each_person_once_and_shows_what_no_theme_holds(gardens: ModuleType) -> None:
    paper = theme_tree(gardens.CODES, gardens.themes(), gardens.excerpts(), COVER)
    rows = {row.cells[0]: (row.depth, row.heading, row.cells[1:]) for row in _tables(paper)[0].rows}
    assert rows["Le jardin comme voisinage"] == (0, True, ("6", "4", "10"))
    assert rows["Conflicts (nuances)"] == (2, False, ("2", "2", "2"))
    assert rows["Un savoir qui passe de main en main (candidate)"][1]
    assert rows["Under no theme"][0] == 0
    assert "Noise" in rows
    (claims,) = [block for block in paper.blocks if isinstance(block, Bullets)]
    assert claims.entries[0].lead == "Le jardin comme voisinage."


def test_a_study_without_themes_has_a_tree_of_headings(gardens: ModuleType) -> None:
    rows = _tables(theme_tree(gardens.CODES, (), gardens.excerpts(), COVER))[0].rows
    assert rows[0].cells[0] == "Ties between people"
    assert not any(row.heading for row in rows)
    everything = tuple(
        ThemeLink(str(n), "t", code.id, None, "supports") for n, code in enumerate(gardens.CODES) if not code.parent
    )
    theme = Theme("t", "Whole", "", "kept", "", 0, everything, 1)
    rows = _tables(theme_tree(gardens.CODES, (theme,), gardens.excerpts(), COVER))[0].rows
    assert [row.cells[0] for row in rows if row.heading] == ["Whole"]


# Methods


def test_coreq_has_its_32_items_and_srqr_its_21_in_order() -> None:
    for checklist, count in ((COREQ, 32), (SRQR, 21)):
        numbers = [point.number for section in checklist.sections for point in section.points]
        assert numbers == [str(number) for number in range(1, count + 1)]
    numbers = [point.number for section in RTARG.sections for point in section.points]
    assert len(set(numbers)) == len(numbers)


def test_every_fact_has_a_sentence_and_every_point_asks_or_knows() -> None:
    whole = Known(
        "0.1.0", "reflexive", interviews=8, groups=2, other_documents=1, participants=19, in_several=1, words=17673,
        attributes=("role",), questions=10, memos=18, journal=2, durations=(900.0, 1260.0), codings=553,
        coders=(("Ana", 277), ("Bruno", 276)), codes=31, headings=6, first_coding="2024-01-05T00:00:00Z",
        last_coding="2024-03-01T00:00:00Z", rounds=("one", "two"), themes=("A", "B"), candidates=3, dropped=0,
        counter=14, starred=13, redefined=2, corrected=1, saturation="met",
    )  # fmt: skip
    said = sentences(whole, COVER.wording)
    points = [point for checklist in CHECKLISTS.values() for section in checklist.sections for point in section.points]
    assert {fact for point in points for fact in point.facts} == said.keys()
    assert all(point.asks or point.facts for point in points)
    assert said["sample"] == "19 participants in 8 interviews, 2 focus groups and 1 other document."
    assert said["durations"].endswith("2 recordings last from 15 to 21 minutes, 18 on average.")
    assert said["process"] == "553 codings, made from January 5, 2024 to March 1, 2024."
    assert said["rounds"].startswith("2 rounds of coding: “one” and “two”. The definitions of 2 codes changed")


def test_a_project_that_knows_nothing_leaves_its_gaps_and_invents_nothing() -> None:
    bare = Known("0.1.0")
    assert set(sentences(bare, COVER.wording)) == {"software", "writing"}
    for name in CHECKLISTS:
        paper = methods_paper(name, bare, COVER)
        cells = [row.cells[2] for table in _tables(paper) for row in table.rows]
        assert all(cell.startswith("[to fill: ") or "qualcode" in cell or "journal" in cell for cell in cells)
    one = replace(bare, participants=1, memos=1, codings=1, first_coding="2024-01-05", last_coding="2024-01-05T09:00",
                  rounds=("r",))  # fmt: skip
    said = sentences(one, COVER.wording)
    assert said["sample"] == "1 participant."
    assert said["notes"] == "The project holds 1 memo."
    assert said["process"] == "1 coding, made on January 5, 2024."
    assert said["several"] == "In the project, nobody speaks in several documents."
    assert said["rounds"] == "1 round of coding: “r”."


@pytest.mark.usefixtures("report_in_french")
def test_saturation_is_said_only_where_it_was_asked_for_and_in_the_reports_language() -> None:
    assert "saturation" not in sentences(Known("0.1.0", participants=3), FRENCH.wording)
    assert saturation_sentence("4+2", "en").startswith("Code saturation is met at 4+2 (rule of Guest")
    assert saturation_sentence(None, "en").startswith("Code saturation is not met")
    assert f"5{NB}%" in saturation_sentence(None, "fr-CA")


# Coded transcripts

TEXT = "Notes\n\nRita : Alors?\nPaul : un deux trois quatre\n\nPaul  0:03\ncinq six\nfin"


def _place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _turns() -> list[Turn]:
    said = (("Alors?", "interviewer"), ("un deux trois quatre", "participant"), ("cinq six", "participant"))
    return [
        Turn(f"t{n}", "d", n, "x", role, *_place(words), None, None, f"case{n}") for n, (words, role) in enumerate(said)
    ]


def _coding(identifier: str, words: str, code: str, coder: str = "a") -> Coding:
    start, end = _place(words)
    return Coding(identifier, "d", start, end, code, coder, words, "", "", None, identifier == "k0", "", "", 1)


def _read(gardens: ModuleType, *codings: Coding, hushed: frozenset[str] = frozenset(), turns: bool = True) -> Read:
    return Read(_document(gardens), TEXT, _turns() if turns else [], codings, {"k0": ("noted",)}, hushed)


def test_a_coded_text_holds_every_word_once_and_numbers_where_passages_begin_and_end(gardens: ModuleType) -> None:
    voisins, fatigue = gardens.CODE["voisins"].id, gardens.CODE["fatigue"].id
    codings = (
        _coding("k0", "deux trois", voisins),
        _coding("k1", "trois quatre\n\nPaul  0:03\ncinq", fatigue, "b"),
    )
    text = coded_text(_read(gardens, *codings), gardens.CODES, {"a": "Ana", "b": "Bruno"}, "…")
    rows = ["".join(piece.text for piece in row.pieces) for row in text.rows]
    assert rows == ["Notes", "Rita : Alors?", "Paul : un deux trois quatre", "Paul  0:03\ncinq six", "fin"]
    assert [row.quiet for row in text.rows] == [True, True, False, False, True]
    third = [(piece.text, piece.under, piece.begins, piece.ends) for piece in text.rows[2].pieces]
    assert third == [
        ("Paul : ", (), (), ()),
        ("un ", (), (), ()),
        ("deux ", (1,), (1,), ()),
        ("trois", (1, 2), (2,), (1,)),
        (" quatre", (2,), (), ()),
    ]
    assert text.rows[3].goes_on == (2,)
    assert [piece.ends for piece in text.rows[3].pieces] == [(), (2,), ()]
    assert [margin.coder for margin in text.rows[2].margin] == ["Ana", "Bruno"]
    assert list(text.codes) == ["voisins", "fatigue"]


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 30)), max_size=6))
def test_whatever_overlaps_no_word_is_lost_and_each_number_opens_and_closes_once(
    gardens: ModuleType, places: list[tuple[int, int]]
) -> None:
    code = gardens.CODE["voisins"].id
    codings = [
        replace(_coding(str(n), "Notes", code), start=start, end=min(start + long, len(TEXT)))
        for n, (start, long) in enumerate(places)
    ]
    text = coded_text(_read(gardens, *codings), gardens.CODES, {}, "…")
    pieces = [piece for row in text.rows for piece in row.pieces]
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(TEXT.split())
    seen = {margin.number for row in text.rows for margin in row.margin}
    assert sorted(number for piece in pieces for number in piece.begins) == sorted(seen)
    assert sorted(number for piece in pieces for number in piece.ends) == sorted(seen)


def test_the_words_of_who_did_not_agree_are_left_out_and_the_coding_stays(gardens: ModuleType) -> None:
    coding = _coding("k0", "deux trois", gardens.CODE["voisins"].id)
    read = _read(gardens, coding, hushed=frozenset({"case1"}))
    paper = coded_paper([read], gardens.CODES, {"a": "Ana"}, COVER)
    rows = ["".join(piece.text for piece in row.pieces) for row in paper.texts[0].rows]
    assert rows[2] == "Paul : [words left out: no consent to be quoted]"
    assert [margin.number for margin in paper.texts[0].rows[2].margin] == [1]
    assert paper.title == "Coded transcript"


def test_a_text_without_turns_goes_by_its_lines_and_nothing_is_quiet(gardens: ModuleType) -> None:
    text = coded_text(_read(gardens, turns=False), gardens.CODES, {}, "…")
    assert len(text.rows) == 6
    assert not any(row.quiet for row in text.rows)


def test_the_margin_names_code_coder_weight_and_star(gardens: ModuleType) -> None:
    coding = replace(_coding("k0", "deux", gardens.CODE["voisins"].id), weight=4)
    paper = coded_paper([_read(gardens, coding)], gardens.CODES, {"a": "Ana"}, COVER)
    margin = paper.texts[0].margins[1]
    assert marginal(margin, COVER.wording) == ("voisins", " – Ana, weight 4, ★")
    assert margin.memos == ("noted",)
    assert reading_note(paper)[0] == "Coding: Ana."
    assert len(reading_note(replace(paper, coders=()))) == 1


def test_tints_are_pale_and_what_is_no_colour_is_grey() -> None:
    assert tint("#000000", 1) == "#000000"
    assert tint("#000000", 0) == "#ffffff"
    assert known("red; } body { display: none") == "#999999"
    assert known("#56B4E9") == "#56b4e9"


def test_headings_are_numbered_by_their_levels() -> None:
    blocks = [Heading(1, "a"), Heading(2, "b"), Caption("table", "T", 1, "x", "x"), Heading(3, "c"), Heading(2, "d"),
              Heading(1, "e"), Heading(3, "f")]  # fmt: skip
    assert list(heading_numbers(blocks).values()) == ["1", "1.1", "1.1.1", "1.2", "2", "2.0.1"]
