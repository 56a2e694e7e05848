"""Outlines kept in the study: their parts, the passages chosen, and what becomes of both where the coding changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.actions import action_words
from qualcode.coding.codebook.codes import RemoveCode
from qualcode.coding.codebook.tidying import MergeCodes
from qualcode.coding.documents.documents import RemoveDocument
from qualcode.coding.documents.revising import ReviseDocument
from qualcode.coding.documents.settling import PlaceLost
from qualcode.coding.outlines import outlines, parts, quotes
from qualcode.coding.outlines.naming import called
from qualcode.coding.outlines.reader import part_called
from qualcode.coding.passages.codings import EditCoding, RemoveCodings
from qualcode.coding.passages.recoding import RecodeCodings
from qualcode.coding.themes.themes import AddTheme
from qualcode.coding.themes.tidying import MergeThemes
from qualcode.model import errors
from qualcode.model.errors import outlining
from qualcode.model.outlines import PartOptions, PlannedPart, PlannedQuote, numbers, stepped
from qualcode.model.spans import Span
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from qualcode.model.outlines import Outline, OutlinePart

SAID = "On jardine. On jardine beaucoup."


class Plan:
    """An outline with a part for a code, one for a theme, a free one and a table, and a passage to choose."""

    def __init__(self, trial: Any) -> None:
        self.trial = trial
        self.document = trial.document()
        self.garden, self.other = trial.code("Jardin"), trial.code("Autre")
        self.passage = trial.coding(self.document, self.garden, SAID)
        theme = AddTheme("Tenir", "On tient.")
        trial.do(theme)
        self.theme = theme.id
        made = outlines.AddOutline("Rapport")
        trial.do(made)
        self.id = made.id
        self.intro = self.add("free", "Introduction")
        self.part = self.add("code", code=self.garden.id)
        self.about = self.add("theme", theme=theme.id)
        self.table = self.add("reading", reading="frequencies")

    def add(self, kind: str, title: str = "", **more: Any) -> str:
        action = parts.AddPart(self.id, kind, title, **more)
        self.trial.do(action)
        return action.id

    @property
    def outline(self) -> Outline:
        return self.trial.outlines.get(self.id)

    def names(self) -> list[tuple[str, str]]:
        """Return number and name of each part."""
        given = numbers(self.outline.parts)
        names = called(self.outline, self.trial.themes.all(), self.trial.codes.all())
        return [(given[part.id], names[part.id]) for part in self.outline.parts]

    def at(self, part: str) -> OutlinePart:
        return next(each for each in self.outline.parts if each.id == part)


@pytest.fixture
def plan(trial: Any) -> Plan:
    return Plan(trial)


def test_parts_stand_in_the_analysts_order_and_each_act_comes_and_goes(plan: Plan) -> None:
    assert plan.names() == [("1", "Introduction"), ("2", "Jardin"), ("3", "Tenir"), ("4", "Table of frequencies")]
    trial = plan.trial
    below = parts.AddPart(plan.id, "free", "Nuances", parent=plan.part, position=0)
    for action in (
        below,
        parts.AddPart(plan.id, "code", "Autre titre", code=plan.other.id, position=1),
        parts.MovePart(plan.about, None, 0),
        parts.MovePart(plan.intro, plan.part, 1),
        parts.RenamePart(plan.part, "Le jardin"),
        parts.WritePart(plan.part, "Première ligne.\n\nSeconde."),
        parts.SetPartOptions(plan.part, 3, 40, counts=False, only_mine=True),
        outlines.RenameOutline(plan.id, "Rapport final"),
    ):
        change = trial.comes_and_goes(action)
        (entry,) = trial.history(1)
        assert action_words(entry.action, entry.arguments) != entry.action
        assert change.rows
    assert plan.names() == [
        ("1", "Tenir"), ("2", "Autre titre"), ("3", "Le jardin"), ("3.1", "Nuances"), ("3.2", "Introduction"),
        ("4", "Table of frequencies"),
    ]  # fmt: skip
    assert plan.at(plan.part).options == PartOptions(3, 40, counts=False, only_mine=True)
    trial.comes_and_goes(parts.RenamePart(plan.part, " "))
    assert plan.names()[2] == ("3", "Jardin")
    trial.comes_and_goes(parts.RemovePart(plan.part))
    assert [name for _number, name in plan.names()] == ["Tenir", "Autre titre", "Table of frequencies"]
    trial.comes_and_goes(outlines.RemoveOutline(plan.id))
    assert trial.outlines.all() == []


def test_what_an_outline_cannot_hold_is_refused(plan: Plan) -> None:
    trial, nobody = plan.trial, "0" * 32
    inside = plan.add("free", "Un", parent=plan.intro)
    deepest = plan.add("free", "Deux", parent=inside)
    below = plan.add("free", "Trois", parent=plan.part)
    for kind, action in (
        (errors.NameTaken, outlines.AddOutline("RAPPORT")),
        (errors.BadChoice, outlines.AddOutline("B", "de")),
        (outlining.NoSuchOutline, outlines.RenameOutline(nobody, "B")),
        (outlining.OutlineNotEmpty, outlines.FillOutline(plan.id, (PlannedPart("free", "x"),))),
        (outlining.NotAnOutlinePart, parts.AddPart(plan.id, "free", " ")),
        (outlining.NotAnOutlinePart, parts.AddPart(plan.id, "theme", "x")),
        (outlining.NotAnOutlinePart, parts.AddPart(plan.id, "reading", "x")),
        (errors.BadChoice, parts.AddPart(plan.id, "reading", reading="rien")),
        (errors.BadChoice, parts.AddPart(plan.id, "chapter", "x")),
        (errors.NoSuchCode, parts.AddPart(plan.id, "code", code=nobody)),
        (errors.NoSuchTheme, parts.AddPart(plan.id, "theme", theme=nobody)),
        (outlining.NoSuchPart, parts.AddPart(plan.id, "free", "x", parent=nobody)),
        (outlining.PartTooDeep, parts.AddPart(plan.id, "free", "x", parent=deepest)),
        (outlining.NoSuchPart, parts.MovePart(plan.part, nobody)),
        (outlining.PartTooDeep, parts.MovePart(plan.intro, deepest)),
        (outlining.PartTooDeep, parts.MovePart(plan.part, inside)),
        (errors.EmptyName, parts.RenamePart(plan.intro, "")),
        (errors.BadChoice, parts.SetPartOptions(plan.part, quotes=-1)),
        (errors.BadChoice, parts.SetPartOptions(plan.part, longest=0)),
        (outlining.NoSuchPart, quotes.PlaceQuote(nobody, plan.passage.id)),
        (errors.NoSuchCoding, quotes.PlaceQuote(plan.part, nobody)),
        (outlining.NotChosenHere, quotes.ReleaseQuote(plan.part, plan.passage.id)),
        (outlining.NotChosenHere, quotes.MoveQuote(plan.part, plan.passage.id, 0)),
        (errors.BadChoice, quotes.SetQuoteForm(plan.part, plan.passage.id, "big")),
        (outlining.CutsAll, quotes.TrimQuote(plan.part, plan.passage.id, ((0, 11), (11, 90)))),
    ):
        trial.refuses(kind, action)
    deep = PlannedPart("free", "4")
    for title in ("3", "2", "1"):
        deep = PlannedPart("free", title, parts=(deep,))
    trial.refuses(outlining.PartTooDeep, outlines.AddOutline("B", parts=(deep,)))
    trial.refuses(errors.NoSuchCode, outlines.AddOutline("B", parts=(PlannedPart("code", code=nobody),)))
    bad = PlannedPart("free", "x", quotes=(PlannedQuote(nobody),))
    trial.refuses(errors.NoSuchCoding, outlines.AddOutline("B", parts=(bad,)))
    assert stepped(plan.outline.parts, below, "up") is None


def test_passages_are_chosen_set_trimmed_and_translated(plan: Plan) -> None:
    trial, part, coding = plan.trial, plan.part, plan.passage.id
    second = trial.coding(plan.document, plan.other, "On jardine beaucoup.").id
    for action in (
        quotes.PlaceQuote(part, coding),
        quotes.SetQuoteForm(part, second, "block"),
        quotes.MoveQuote(part, second, 0),
        quotes.TrimQuote(part, coding, ((12, 15), (11, 12), (15, 22))),
        quotes.TranslateQuote(part, coding, "We garden."),
        quotes.RejectQuote(part, second),
        quotes.PlaceQuote(part, second, 0),
        quotes.ReleaseQuote(part, second),
    ):
        trial.comes_and_goes(action)
        assert trial.standing()[0].words() != type(action).__name__
    (quote,) = plan.at(part).quotes
    assert (quote.coding, quote.cuts, quote.translation, quote.form) == (coding, (Span(11, 22),), "We garden.", "auto")
    trial.refuses(outlining.NotChosenHere, quotes.MoveQuote(part, second, 0))


def test_a_removed_code_takes_its_parts_along_but_never_what_was_written(plan: Plan) -> None:
    trial = plan.trial
    bare = plan.add("code", code=plan.other.id)
    trial.do(quotes.RejectQuote(bare, plan.passage.id))
    trial.comes_and_goes(RemoveCode(plan.other.id))
    assert bare not in {part.id for part in plan.outline.parts}
    trial.do(parts.WritePart(plan.part, "De la prose."))
    trial.do(quotes.PlaceQuote(plan.part, plan.passage.id))
    trial.comes_and_goes(RemoveCode(plan.garden.id))
    kept = plan.at(plan.part)
    assert (kept.kind, kept.title, kept.code, kept.prose, kept.quotes) == ("free", "Jardin", None, "De la prose.", ())


def test_a_part_with_another_inside_it_stays_where_its_code_goes(plan: Plan) -> None:
    below = plan.add("code", code=plan.other.id, parent=plan.part)
    plan.trial.do(parts.WritePart(below, "Écrit."))
    plan.trial.comes_and_goes(RemoveCode(plan.garden.id))
    assert [plan.at(part).kind for part in (plan.part, below)] == ["free", "code"]


def test_merged_codes_and_themes_keep_their_parts(plan: Plan) -> None:
    trial = plan.trial
    same = trial.coding(plan.document, plan.other, "On jardine.")
    trial.do(quotes.RejectQuote(plan.part, same.id))
    trial.do(quotes.TrimQuote(plan.part, plan.passage.id, ((12, 22),)))
    trial.do(quotes.PlaceQuote(plan.about, plan.passage.id))
    trial.do(quotes.PlaceQuote(plan.intro, same.id))
    trial.do(quotes.RejectQuote(plan.intro, plan.passage.id))
    trial.comes_and_goes(MergeCodes(plan.other.id, (plan.garden.id,)))
    assert [quote.rejected for quote in plan.at(plan.intro).quotes] == [False]
    assert plan.at(plan.part).code == plan.other.id
    ids = {coding.id for coding in trial.codings.of_document(plan.document.id)}
    (kept,), (moved,) = plan.at(plan.part).quotes, plan.at(plan.about).quotes
    assert {kept.coding, moved.coding} == ids
    assert kept.rejected is False
    target = AddTheme("Durer")
    trial.do(target)
    trial.comes_and_goes(MergeThemes(target.id, (plan.theme,)))
    assert plan.at(plan.about).theme == target.id


def test_of_two_codings_that_become_one_the_words_dropped_stay_where_they_still_stand(plan: Plan) -> None:
    """The later, wider coding goes: what a part alone said of it is said of the one that stays, widened."""
    trial = plan.trial
    narrow = trial.coding(plan.document, plan.other, "beaucoup.")
    wide = trial.coding(plan.document, plan.garden, "On jardine beaucoup.")
    trial.do(RemoveCodings((plan.passage.id,)))
    trial.do(quotes.TrimQuote(plan.about, wide.id, ((11, 19),)))
    trial.do(quotes.PlaceQuote(plan.part, narrow.id))
    trial.do(quotes.PlaceQuote(plan.part, wide.id))
    trial.comes_and_goes(MergeCodes(plan.garden.id, (plan.other.id,)))
    (coding,) = trial.codings.of_document(plan.document.id)
    assert (coding.id, coding.text) == (narrow.id, "On jardine beaucoup.")
    (quote,) = plan.at(plan.about).quotes
    assert [coding.text[cut.start : cut.end] for cut in quote.cuts] == ["beaucoup"]


def test_a_passage_given_another_code_goes_to_the_part_about_it_else_it_stays(plan: Plan) -> None:
    trial, part, coding = plan.trial, plan.part, plan.passage.id
    trial.do(quotes.PlaceQuote(part, coding))
    trial.comes_and_goes(RecodeCodings((coding,), plan.other.id))
    assert [quote.coding for quote in plan.at(part).quotes] == [coding]
    trial.do(RecodeCodings((coding,), plan.garden.id))
    target = plan.add("code", code=plan.other.id)
    trial.do(quotes.PlaceQuote(plan.intro, coding))
    beside = trial.coding(plan.document, plan.garden, "beaucoup").id
    trial.do(quotes.RejectQuote(part, beside))
    trial.comes_and_goes(EditCoding(coding, code=plan.other.id))
    assert [[quote.coding for quote in plan.at(each).quotes] for each in (part, target, plan.intro)] == [
        [beside], [coding], [coding],
    ]  # fmt: skip
    trial.comes_and_goes(RemoveCodings((coding, beside)))
    assert not any(each.quotes for each in plan.outline.parts)


def test_cuts_follow_their_words_when_bounds_move_and_go_with_them(plan: Plan) -> None:
    trial, coding = plan.trial, plan.passage
    trial.do(quotes.TrimQuote(plan.part, coding.id, ((3, 10), (23, 31))))
    trial.comes_and_goes(EditCoding(coding.id, start=coding.start + 12))
    assert plan.at(plan.part).quotes[0].cuts == (Span(11, 19),)
    trial.comes_and_goes(EditCoding(coding.id, end=coding.end - 5))
    assert plan.at(plan.part).quotes[0].cuts == ()


def test_a_correction_carries_cuts_and_a_lost_passage_comes_back_chosen(plan: Plan) -> None:
    trial, turns = plan.trial, [("Q", "Et chez vous ?"), ("Luc", "On jardine derrière la maison. Personne ne vient.")]
    document = trial.document("E2", *turns)
    stays = trial.coding(document, plan.garden, "On jardine derrière la maison.")
    gone = trial.coding(document, plan.garden, "Personne ne vient.")
    trial.do(quotes.TrimQuote(plan.part, stays.id, ((11, 19), (26, 29))))
    trial.do(quotes.TranslateQuote(plan.part, gone.id, "Nobody comes."))
    text = trial.documents.text(document.id).replace(" Personne ne vient.", "").replace("jardine", "jardine bien")
    said = [Speech("Q", 4, 18, "interviewer"), Speech("Luc", 25, len(text) - 1, "participant")]
    trial.comes_and_goes(ReviseDocument(document.id, "E2.txt", "4" * 64, Transcript(text, "txt", turns=tuple(said))))
    (quote,) = plan.at(plan.part).quotes
    words = trial.codings.get(stays.id).text
    assert [words[cut.start : cut.end] for cut in quote.cuts] == ["derrière", "son"]
    (waiting,) = [one for one in trial.revisions.unsettled() if one.ending == "lost"]
    trial.comes_and_goes(PlaceLost(waiting.id, 6, 8))
    assert [(each.translation, each.cuts) for each in plan.at(plan.part).quotes[1:]] == [("Nobody comes.", ())]
    trial.comes_and_goes(RemoveDocument(document.id))
    assert not plan.at(plan.part).quotes


def test_a_part_is_found_by_number_title_and_id(plan: Plan) -> None:
    trial, outline = plan.trial, plan.outline
    names = called(outline, trial.themes.all(), trial.codes.all())
    for typed in ("2", "jardin", plan.part, plan.part[-8:].upper()):
        assert part_called(outline, typed, names).id == plan.part
    with pytest.raises(outlining.NoSuchPart):
        part_called(outline, "9", names)
    with pytest.raises(errors.NotUnique):
        part_called(outline, "x", dict.fromkeys(names, "x"))
    assert trial.outlines.get("rapport") == outline
    with pytest.raises(outlining.NoSuchOutline):
        trial.outlines.get("rien")


def test_a_plan_with_names_comes_back_as_it_was_and_says_what_fits_nothing(plan: Plan) -> None:
    trial, coding = plan.trial, plan.passage
    trial.do(quotes.TrimQuote(plan.part, coding.id, ((12, 22),)))
    trial.do(quotes.SetQuoteForm(plan.about, coding.id, "block"))
    written = trial.outlines.written(plan.outline)
    empty = outlines.AddOutline("Copie")
    trial.do(empty)
    planned, faults = trial.outlines.planned(written)
    assert faults == []
    trial.comes_and_goes(outlines.FillOutline(empty.id, planned))
    assert trial.outlines.written(trial.outlines.get("Copie")) == written

    code, theme = written[1], written[2]
    moved = replace(code.quotes[0], start=1, end=2)  # the words tell where it stands
    other = replace(code.quotes[0], words="autre chose")
    nowhere = replace(other, start=0)
    away = replace(code.quotes[0], document="E9")
    strange = replace(code.quotes[0], form="big", code="Rien", coder="")
    odd = (
        replace(code, quotes=(moved, other, nowhere, away), line=3),
        replace(code, code="Rien", quotes=(strange,), line=9),
        replace(theme, theme="Rien", line=12, title="Titre"),
        PlannedPart("reading", options=PartOptions(reading="rien"), line=15),
    )
    planned, faults = trial.outlines.planned(odd)
    place = f"E1 {coding.start}-{coding.end}"
    assert [tuple(fault) for fault in faults] == [
        (3, "words", place), (3, "passage", f"E1 0-{coding.end}"), (3, "document", "E9"),
        (9, "code", "Rien"), (12, "theme", "Rien"), (15, "reading", "rien"),
    ]  # fmt: skip
    assert [(part.kind, part.title) for part in planned] == [
        ("code", ""), ("free", "Rien"), ("free", "Titre"), ("free", "rien"),
    ]  # fmt: skip
    assert [[quote.coding for quote in part.quotes] for part in planned[:2]] == [[coding.id], [coding.id]]
