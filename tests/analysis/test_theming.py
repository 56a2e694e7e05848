"""Who speaks in a theme, and what lies under none: counted by hand."""

from __future__ import annotations

from qualcode.analysis.theming import theming
from qualcode.model.material import CaseLinkRow, CaseRow, CodeRow, CodingRow, DocumentRow, Material, TurnRow
from qualcode.model.records import Theme, ThemeLink


def _case(name: str) -> CaseRow:
    return CaseRow(name.lower(), name, "participant", None, {})


def _turn(document: str, start: int, end: int, case: str | None) -> TurnRow:
    return TurnRow(document, case or "Q", "participant" if case else "interviewer", start, end, case)


DOCUMENTS = ("interview", "group", "notes")
STUDY = Material(
    documents=tuple(DocumentRow(name, name, "fr", "coded", 100, "") for name in DOCUMENTS),
    turns=(
        _turn("interview", 0, 10, None), _turn("interview", 20, 40, "p1"),
        _turn("group", 0, 10, None), _turn("group", 20, 40, "p2"), _turn("group", 50, 70, "p3"),
        _turn("group", 80, 90, "p4"),
    ),
    codings=(
        CodingRow("a", "interview", 20, 30, "trust", "ana"),
        CodingRow("b", "interview", 25, 35, "time", "ana"),  # shares five characters with a: one passage
        CodingRow("c", "interview", 0, 5, "trust", "ana"),  # the interviewer's alone
        CodingRow("d", "group", 35, 55, "time", "max"),  # p2 and p3
        CodingRow("e", "group", 20, 25, "alone", "max"),
        CodingRow("f", "notes", 3, 9, "trust", "max"),  # no turns: of the case that the document is linked to
        CodingRow("g", "group", 55, 60, "other", "max"),
    ),
    codes=(
        CodeRow("bond", "bond", "bond", ("bond",), None), CodeRow("trust", "trust", "trust", ("bond", "trust"), "bond"),
        CodeRow("time", "time", "time", ("bond", "time"), "bond"), CodeRow("alone", "alone", "alone", ("alone",), None),
        CodeRow("other", "other", "other", ("other",), None),
    ),
    cases=tuple(map(_case, ("P1", "P2", "P3", "P4", "P5"))),
    links=(CaseLinkRow("p5", "notes", None, None),),
)  # fmt: skip


def _theme(name: str, *links: tuple[str | None, str | None, str], status: str = "candidate") -> Theme:
    made = tuple(ThemeLink(f"{name}{n}", name, *link) for n, link in enumerate(links))
    return Theme(name, name, "", status, "", 0, made, 1)


def test_a_case_speaks_in_a_theme_where_its_own_words_bear_on_the_claim() -> None:
    found = theming(STUDY, [_theme("T", ("bond", None, "supports"), (None, "e", "contradicts"))]).themes[0]
    bond, single = found.rests
    assert bond.codings == ("c", "a", "b", "d", "f")
    assert (bond.passages, bond.cases) == (3, 4)  # a with b, d, f; p1, p2, p3, p5
    assert (single.codings, single.passages, single.cases) == (("e",), 1, 1)
    assert (found.codings, found.passages) == (6, 4)
    assert found.speaking == ("p1", "p2", "p3", "p5")
    assert found.against == ("p2",)
    assert found.silent == ()


def test_a_coding_and_a_passage_count_once_however_many_links_lead_there() -> None:
    links = (("bond", None, "supports"), ("trust", None, "nuances"), (None, "a", "contradicts"))
    found = theming(STUDY, [_theme("T", *links), _theme("U", ("trust", None, "nuances"))]).themes
    assert [(one.codings, one.passages) for one in found] == [(5, 3), (3, 2)]
    assert [rest.passages for rest in found[0].rests] == [3, 2, 1]
    assert (found[0].speaking, found[0].against, found[0].silent) == (("p1", "p2", "p3", "p5"), ("p1",), ())
    assert (found[1].speaking, found[1].silent) == (("p1", "p5"), ("p2", "p3"))


def test_who_speaks_in_nothing_coded_is_told_apart_from_who_is_silent() -> None:
    found = theming(STUDY, [_theme("T", ("alone", None, "supports"))])
    assert (found.coded, found.uncoded) == (("p1", "p2", "p3", "p5"), ("p4",))
    assert found.themes[0].silent == ("p1", "p3", "p5")
    ana = theming(STUDY, [_theme("T", ("bond", None, "supports"))], coder="ana")
    assert (ana.coded, ana.themes[0].speaking, ana.themes[0].codings) == (("p1",), ("p1",), 3)


def test_what_lies_under_no_theme_that_stands_is_listed() -> None:
    themes = [
        _theme("T", ("bond", None, "supports")),
        _theme("U", ("alone", None, "supports"), status="dropped"),
        _theme("V", (None, "g", "nuances")),
    ]
    found = theming(STUDY, themes, starred=("a", "e", "g"))
    assert found.loose_codes == (("alone", ("e",)), ("other", ("g",)))
    assert found.loose_starred == ("e",)
    bare = theming(STUDY, [], starred=("a", "g"))
    assert [(code, "".join(ids)) for code, ids in bare.loose_codes] == [
        ("trust", "caf"), ("time", "bd"), ("alone", "e"), ("other", "g"),
    ]  # fmt: skip
    assert bare.loose_starred == ("a", "g")
