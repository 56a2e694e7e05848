"""A draft after an outline: the analyst's order, prose and passages first, the program's rules for the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qualcode.model.comparisons import Crosstab, CrosstabCell, CrosstabColumn, NewCodes, Saturation, Series
from qualcode.model.outlines import Outline, OutlinePart, OutlineQuote, PartOptions, in_order
from qualcode.model.records import ThemeLink
from qualcode.model.results import Population, Question
from qualcode.model.spans import Span
from qualcode.report.blocks import Caption, Figure, Heading, Paragraph, Quote, SourceLine, Table
from qualcode.report.draft import DraftOptions, draft
from qualcode.report.proposing import proposed

if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

    from qualcode.model.outlines import PlannedPart
    from qualcode.report.blocks import Block

ENGLISH = DraftOptions(language="en", quotes=2)


def planned(*parts: OutlinePart) -> Outline:
    return Outline("o" * 32, "Plan", "", 0, in_order(parts))


def kept(parts: tuple[PlannedPart, ...], parent: str | None = None) -> list[OutlinePart]:
    """Return a plan as the study keeps it."""
    found: list[OutlinePart] = []
    for place, part in enumerate(parts):
        key = f"{parent or ''}{place:x}".rjust(4, "f")
        found.append(
            OutlinePart(key, parent, part.kind, part.title, part.prose, part.theme, part.code, part.options, place)
        )
        found += kept(part.parts, key)
    return found


def code(gardens: ModuleType, name: str, **more: Any) -> OutlinePart:
    identifier = next(each.id for each in gardens.CODES if each.name == name)
    return OutlinePart(f"part {name}", None, "code", "", "", None, identifier, **more)


def said(gardens: ModuleType, name: str) -> list[Any]:
    return [excerpt for excerpt in gardens.excerpts() if excerpt.code == name]


def quoted(blocks: tuple[Block, ...]) -> list[str]:
    """Return the marks of the passages that are quoted, in order."""
    return [
        block.id
        for block in blocks
        if isinstance(block, Quote)
        or (isinstance(block, Paragraph) and any(run.style == "quoted" for run in block.runs))
    ]


def words(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, (Heading, Paragraph, Quote, SourceLine, Caption))]


def saturation(*kinds: Any) -> Saturation:
    """Make an answer of two interviews, or groups, or both: too few for the rule."""
    rule = (("base", 4), ("run", 2), ("threshold", 0.05), ("orders", 9))
    series = tuple(Series(kind, 2, 3, (), "too_few", None, None, None, 0) for kind in kinds)
    rows = tuple(NewCodes("E1", kind, "1", 2, 3, low, high) for kind in kinds for low, high in ((2, 4), (3, 3)))
    people = Population("marked", 2, (), 9, 2)
    return Saturation(Question("saturation", options=rule), people, "1", "x", order="date", series=series, rows=rows)


@pytest.mark.parametrize("with_themes", [False, True])
def test_what_a_study_proposes_reads_as_the_draft_without_an_outline(gardens: ModuleType, with_themes: bool) -> None:
    material = gardens.material(with_themes=with_themes)
    coded = {excerpt.code_id for excerpt in material.excerpts}
    outline = planned(*kept(proposed(material.codes, material.themes, coded, "en")))
    usual, after = draft(material, replace(ENGLISH, others=True)), draft(material, ENGLISH, outline)
    unlike = {"Codes that no theme rests on", "Codes that have no part of their own"}
    kinds = [
        [text for text in words(made.blocks) if not any(text.startswith(each) for each in unlike)]
        for made in (usual, after)
    ]
    assert kinds[0] == kinds[1]
    assert [block.id for block in usual.blocks if isinstance(block, (Quote, Table, Figure))] == [
        block.id for block in after.blocks if isinstance(block, (Quote, Table, Figure))
    ]


def test_chosen_passages_come_first_rejected_ones_never_and_the_rules_fill_the_rest(gardens: ModuleType) -> None:
    excerpts = said(gardens, "voisins")
    usual = quoted(draft(gardens.material(), replace(ENGLISH, quotes=3), planned(code(gardens, "voisins"))).blocks)
    last = next(one.id for one in reversed(excerpts) if one.id not in usual)
    mine = OutlineQuote("q1", "p", last)
    no = OutlineQuote("q2", "p", usual[0], rejected=True, position=1)
    part = code(gardens, "voisins", options=PartOptions(quotes=3), quotes=(mine, no))
    made = quoted(draft(gardens.material(), ENGLISH, planned(part)).blocks)
    assert (made[0], len(made)) == (last, 3)
    assert usual[0] not in made
    only = replace(part, options=PartOptions(only_mine=True))
    assert quoted(draft(gardens.material(), ENGLISH, planned(only)).blocks) == [last]
    short = replace(part, quotes=(), options=PartOptions(longest=8))
    lengths = {one.id: len(one.text.split()) for one in excerpts}
    found = quoted(draft(gardens.material(), ENGLISH, planned(short)).blocks)
    assert all(lengths[one] <= 9 for one in found)
    silenced = replace(part, options=PartOptions(counts=False))
    assert not any(
        "other excerpt" in text for text in words(draft(gardens.material(), ENGLISH, planned(silenced)).blocks)
    )


def test_a_passage_is_trimmed_set_and_translated_as_it_was_chosen(gardens: ModuleType) -> None:
    long = max(said(gardens, "voisins"), key=lambda one: len(one.text))
    short = min(said(gardens, "voisins"), key=lambda one: len(one.text))
    first = long.text.index(" ")
    quotes = (
        OutlineQuote("q1", "p", long.id, form="inline", cuts=(Span(first, len(long.text) - 1),), translation="[b] {x}"),
        OutlineQuote("q2", "p", short.id, form="block", position=1),
    )
    free = OutlinePart("p", None, "free", "À part", "<b>Un.</b>\nsuite\n\nDeux\u00a0: fin.", None, None, quotes=quotes)
    again = replace(free, id="p2", position=1, quotes=(replace(quotes[1], id="q3"),), prose="")
    made = draft(gardens.material(), ENGLISH, planned(free, again)).blocks
    assert words(made)[1:4] == ["À part", "<b>Un.</b> suite", "Deux\u00a0: fin."]
    inline = next(block for block in made if isinstance(block, Paragraph) and block.id == long.id)
    assert f"{long.text[:first]} […] {long.text[-1]}" in inline.text
    assert "[Translation: [b] {x}]" in words(made)
    assert [(block.id, block.text) for block in made if isinstance(block, Quote)] == [
        (short.id, short.text), ("q3", short.text),
    ]  # fmt: skip


def test_what_no_report_may_quote_is_not_quoted_even_where_it_was_chosen(gardens: ModuleType) -> None:
    first = said(gardens, "voisins")[0]
    others = [replace(one, role="interviewer") if one.id == first.id else one for one in gardens.excerpts()]
    material = gardens.material(tuple(others))
    part = OutlinePart("p", None, "free", "À part", "", None, None, quotes=(OutlineQuote("q", "p", first.id),))
    assert quoted(draft(material, ENGLISH, planned(part)).blocks) == []


def test_a_theme_shows_its_linked_passages_and_names_codes_shown_before(gardens: ModuleType) -> None:
    material, linked = gardens.material(), said(gardens, "fatigue")[0].id
    theme, other = material.themes
    theme = replace(theme, links=(*theme.links, ThemeLink("1" * 32, theme.id, None, linked, "nuances")))
    material = replace(material, themes=[theme, other])
    rests = next(link.code for link in theme.links if link.code)
    under = OutlinePart("c", "t", "code", "", "", None, rests)
    part = OutlinePart("t", None, "theme", "", "", theme.id, None, PartOptions(quotes=9))
    made = draft(material, ENGLISH, planned(part, under)).blocks
    assert quoted(made)[0] == linked
    assert "This passage nuances the theme:" in " ".join(words(made))
    before = replace(under, parent=None)
    made = draft(material, ENGLISH, planned(before, replace(part, position=1))).blocks
    assert any("(see “" in text for text in words(made))
    twice = draft(material, ENGLISH, planned(before, replace(before, id="d", title="Bis", position=1))).blocks
    assert [block.id for block in twice if isinstance(block, Heading)] == [rests, "d"]


def test_readings_stand_where_they_were_placed_with_their_question_and_a_number(gardens: ModuleType) -> None:
    def reading(name: str, place: int, **more: Any) -> OutlinePart:
        options = PartOptions(reading=name, by="attribute:Âge" if name == "crosstab" else "")
        return OutlinePart(f"r{place}", None, "reading", "", "", None, None, options, place, **more)

    table = Crosstab(
        Question("crosstab", by="attribute:Âge"), gardens.material().frequencies.population, "0.1.0", gardens.MADE_AT,
        attribute="Âge", columns=(CrosstabColumn("20", "value", 3), CrosstabColumn("", "missing", 1)),
        rows=(CrosstabCell("voisins", "20", 4, 2, None, None, 3, 2 / 3),),
    )  # fmt: skip
    material = replace(gardens.material(), placed={"r2": table, "r4": gardens.keywords()}, network=b"drawn")
    names = (
        "frequencies",
        "frequencies",
        "crosstab",
        "cloud",
        "keywords",
        "cooccurrence",
        "highlights",
        "method",
        "network",
    )
    outline = planned(*(replace(reading(name, place), title="") for place, name in enumerate(names)))
    made = draft(material, ENGLISH, outline).blocks
    captions = [(block.kind, block.number, block.id) for block in made if isinstance(block, Caption)]
    assert captions == [
        ("table", 1, "frequencies"), ("table", 2, "r1"), ("table", 3, "r2"), ("figure", 1, "cloud"),
        ("table", 4, "r4"), ("table", 5, "cooccurrence"), ("figure", 2, "network"),
    ]  # fmt: skip
    assert [block.id for block in made if isinstance(block, SourceLine)] == [mark for _kind, _number, mark in captions]
    crosstab = next(block for block in made if isinstance(block, Table) and block.id == "r2")
    assert [column.title for column in crosstab.columns] == ["Code", "20 (n = 3)"]
    assert crosstab.rows[0].cells == ("Neighbours meeting", "2 (67%)")
    titles = [block.text for block in made if isinstance(block, Heading)]
    assert titles == ["Highlights", "Method note"]
    named = planned(replace(reading("frequencies", 0), title="Tableau"), replace(reading("method", 1), prose="À moi."))
    read = words(draft(material, ENGLISH, named).blocks)
    assert read[1] == "Tableau"
    assert read[read.index("Method note") + 1] == "À moi."
    figure = next(block for block in made if isinstance(block, Figure) and block.id == "network")
    assert figure.png == b"drawn"
    assert "; the strongest ties are " in figure.alternative
    placed = {"r2": saturation("interview"), "r3": saturation("interview", "group")}
    both = draft(
        replace(gardens.material(), placed=placed), ENGLISH, planned(*(reading("saturation", n) for n in (2, 3)))
    )
    one, two = [block for block in both.blocks if isinstance(block, Table)]
    assert [column.title for column in one.columns] == ["Interview", "date", "New", "In all", "At random"]
    assert [row.cells for row in one.rows] == [("E1", "1", "2", "3", "2–4"), ("E1", "1", "2", "3", "3")]
    assert [row.cells[0] for row in two.rows if row.heading] == ["Interviews", "Focus groups"]
    assert "Focus groups: Too few for the rule" in " ".join(words(both.blocks))
    unanswered = draft(gardens.material(), ENGLISH, planned(reading("crosstab", 2), reading("network", 3))).blocks
    assert not any(isinstance(block, Table | Figure) for block in unanswered)


def test_the_method_note_says_what_was_chosen_by_hand(gardens: ModuleType) -> None:
    first = said(gardens, "voisins")[0]
    note = OutlinePart("m", None, "reading", "", "", None, None, PartOptions(reading="method"), 1)
    part = code(gardens, "voisins", quotes=(OutlineQuote("q", "p", first.id),))
    read = words(draft(gardens.material(), ENGLISH, planned(part, note)).blocks)
    assert any(text.startswith("1 excerpt was chosen by hand") for text in read)
    assert any(text.startswith("Codes that have no part of their own here: ") for text in read)
    assert draft(gardens.material(), replace(ENGLISH, outline="x"), planned(part)).made_with.count('"outline"') == 1
    assert '"outline"' not in draft(gardens.material(), ENGLISH).made_with
