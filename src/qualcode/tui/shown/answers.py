"""How answers are written on the screen: rows with bars, the numbers of one pair or row in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from qualcode.model.meeting import NEAR
from qualcode.model.messages import _, ngettext
from qualcode.model.practice import BY_ROUND
from qualcode.model.results import Cooccurrence, Frequencies, Keywords
from qualcode.report.meeting import pairs_tested
from qualcode.report.wording import wording_of
from qualcode.tui.figures import counted, decimal, share, spoken
from qualcode.tui.layout.grid import shortened
from qualcode.tui.shown.asking import COOCCURRENCE, KEYWORDS
from qualcode.tui.widgets.bars import BarRow
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.material import Material
    from qualcode.model.results import Frequency, Keyword, Pair, Population, Result

Rows = tuple[list[str], list[BarRow], list["tuple[str, str | None] | None"]]
"""Titles, rows, and of each row what it is about (None for a heading)."""
CLEAR: Final = 0.05
"""The q value below which pairs are counted apart."""
_NAMED: Final = 24
"""Cells of a name beside a number."""


def outside(population: Population) -> str:
    """Say how many codings in these documents lie outside the speech that was counted; empty for none."""
    if not population.codings_outside:
        return ""
    words = ngettext(
        "{count} coding in these documents lies outside the speech that was counted.",
        "{count} codings in these documents lie outside the speech that was counted.",
        population.codings_outside,
    )
    return words.format(count=counted(population.codings_outside))


def no_value(group: str | None, by: str | None = None) -> str:
    """Return how a group is called; the one of what has no value says so.

    Args:
        group: a value, or a name.
        by: what is compared: the value of an attribute stands behind its name, for `1` or `oui` alone tell nothing.
    """
    if by == BY_ROUND:
        return group or _("(before the first round)")
    if by == "question":
        return group or _("(no question asked)")
    if by is None or not by.startswith("attribute:"):
        return group or _("(no value)")
    return _("{name}: {value}").format(name=by.removeprefix("attribute:"), value=group or _("(no value)"))


def frequency_rows(result: Frequencies, material: Material) -> Rows:
    """Return how often each code occurs as rows: under their groups, or under what is compared."""
    titles = [_title(result), _("Codings"), _("Documents"), _("Cases"), _("Speech")]
    if result.question.by:
        return (titles, *_by_group(result))
    depth = {code.label: len(code.path) - 1 for code in material.codes} if result.question.level == "code" else {}
    names = {code.label: code.name for code in material.codes} if result.question.level == "code" else {}
    above = {code.path[:-1] for code in material.codes}
    headings = {code.label for code in material.codes if code.path in above} if depth else set()
    rows: list[BarRow] = []
    about: list[tuple[str, str | None] | None] = []
    for row in result.rows:
        heading = row.code in headings and not row.codings
        name = names.get(row.code, row.code)
        rows.append(BarRow(name, depth=depth.get(row.code, 0), heading=True) if heading else
                    _frequency(row, name, depth.get(row.code, 0)))  # fmt: skip
        about.append(None if heading else (row.code, None))
    return titles, rows, about


def _title(result: Frequencies) -> str:
    return {"code": _("Code"), "group": _("Group"), "theme": _("Theme")}[result.question.level]


def _frequency(row: Frequency, name: str, depth: int) -> BarRow:
    numbers = (counted(row.codings), counted(row.documents), counted(row.cases), share(row.coverage, 1))
    return BarRow(name, row.codings, numbers, depth)


def _by_group(result: Frequencies) -> tuple[list[BarRow], list[tuple[str, str | None] | None]]:
    shown: list[BarRow] = []
    about: list[tuple[str, str | None] | None] = []
    rows = result.rows
    for group in dict.fromkeys(row.group for row in rows):
        shown.append(BarRow(no_value(group, result.question.by), heading=True))
        about.append(None)
        for row in rows:
            if row.group == group:
                shown.append(_frequency(row, row.code, 1))
                about.append((row.code, group))
    return shown, about


def word_rows(result: Keywords) -> Rows:
    """Return the words people use as rows, under what is compared where something is."""
    compared = result.question.by is not None
    titles = [_("Term"), _("Count"), _("Documents"), _("Cases"), *([_("Keyness")] if compared else [])]
    rows: list[BarRow] = []
    about: list[tuple[str, str | None] | None] = []
    before: object = object()
    for row in result.rows:
        if compared and row.group != before:
            rows.append(BarRow(no_value(row.group, result.question.by), heading=True))
            about.append(None)
            before = row.group
        numbers = (counted(row.count), counted(row.documents), counted(row.cases))
        cells = (*numbers, decimal(row.keyness, 1)) if compared else numbers
        rows.append(BarRow(row.term, row.count, cells, int(compared)))
        about.append((row.term, row.group))
    return titles, rows, about


def numbers_of(result: Result, about: tuple[str, str | None]) -> tuple[Content, Content]:
    """Return the title and the numbers of what is meant: two codes, or a row with its group."""
    if isinstance(result, Cooccurrence):
        return _of_pair(result, (about[0], about[1] or ""))
    name, group = about
    title = Content.styled(shown_line(name), "bold")
    if result.question.by:
        title += Content.styled("\n" + shown_line(no_value(group, result.question.by)), "$dim")
    if isinstance(result, Frequencies):
        row = next(row for row in result.rows if (row.code, row.group) == about)
        return title, _lines([*_frequency_lines(row), (_("share of speech"), share(row.coverage, 1))])
    rows = result.rows if isinstance(result, Keywords) else ()
    found = next((row for row in rows if (row.term, row.group) == about), None)
    return title, _lines(_word_lines(found)) if found else Content("")


def _frequency_lines(row: Frequency) -> list[tuple[str, str]]:
    return [
        (_bare(ngettext("{count} coding", "{count} codings", row.codings)), counted(row.codings)),
        *_spread(row.documents, row.cases),
        (_bare(ngettext("{count} word", "{count} words", row.words)), counted(row.words)),
    ]


def _word_lines(row: Keyword) -> list[tuple[str, str]]:
    times = (_bare(ngettext("{count} time", "{count} times", row.count)), counted(row.count))
    return [times, *_spread(row.documents, row.cases)]


def _spread(documents: int, cases: int) -> list[tuple[str, str]]:
    return [
        (_bare(ngettext("{count} document", "{count} documents", documents)), counted(documents)),
        (_bare(ngettext("{count} case", "{count} cases", cases)), counted(cases)),
    ]


def _bare(words: str) -> str:
    """Return what is counted without the number, which stands in a column of its own."""
    return words.format(count="").strip()


def _of_pair(result: Cooccurrence, pair: tuple[str, str]) -> tuple[Content, Content]:
    a, b = pair
    found = next((row for row in result.rows if {row.a, row.b} == {a, b}), None)
    own = next((row.n_ab for row in result.rows if row.a == row.b == a), 0)
    if a == b:
        return Content.styled(shown_line(a), "bold"), _lines([(_unit(result, own), counted(own))])
    title = Content.styled(f"{shown_line(a)} × {shown_line(b)}", "bold")
    if found is None:
        return title, Content.styled(_("They never meet."), "$dim")
    return title, _lines([(_unit(result, found.n_ab), counted(found.n_ab)), *_measures(found)])


def _measures(pair: Pair) -> list[tuple[str, str]]:
    lines = [
        (_("Jaccard"), decimal(pair.jaccard)),
        *([] if pair.lift is None else [(_("chance (lift)"), f"{decimal(pair.lift, 1)} ×")]),
        (_("if {code}").format(code=shown_line(pair.a)), share(pair.p_b_given_a)),
        (_("if {code}").format(code=shown_line(pair.b)), share(pair.p_a_given_b)),
    ]
    if pair.p_value is not None:
        lines += [("p", decimal(pair.p_value, 4)), ("q", decimal(pair.q_value, 4))]
    return lines


def tested_words(result: Cooccurrence) -> str:
    """Say what a test of every pair against chance gave."""
    values = [row.q_value for row in result.rows if row.q_value is not None]
    if result.tested is None or not result.tested.pairs:
        return _("No pair can be tested: by chance each would meet less than once.")
    tested = pairs_tested(result.tested, len(values), wording_of(spoken()))
    held = counted(sum(value < CLEAR for value in values))
    return _("{tested}; q below {limit}: {held}").format(tested=tested, limit=decimal(CLEAR), held=held)


def _unit(result: Cooccurrence, count: int) -> str:
    unit = result.question.unit or "turn"
    words = {
        "turn": ngettext("{count} turn of speech", "{count} turns of speech", count),
        "overlap": ngettext("{count} pair of passages", "{count} pairs of passages", count)
        if NEAR in dict(result.question.options)
        else ngettext("{count} shared passage", "{count} shared passages", count),
        "sentence": ngettext("{count} sentence", "{count} sentences", count),
        "paragraph": ngettext("{count} paragraph", "{count} paragraphs", count),
        "document": ngettext("{count} document", "{count} documents", count),
        "case": ngettext("{count} case", "{count} cases", count),
    }[unit]
    return _bare(words)


def _lines(lines: Sequence[tuple[str, str]]) -> Content:
    """Write numbers under each other, to the right of what they count."""
    wide = max(len(value) for _name, value in lines)
    room = [
        Content.assemble((f"{value:>{wide}}", "bold" if place == 0 else ""), "  ", (shortened(name, _NAMED), "$dim"))
        for place, (name, value) in enumerate(lines)
    ]
    return Content("\n").join(room)


def lines_of(titles: Sequence[str], cells: Sequence[str]) -> Content:
    """Write the numbers of a row under each other, each with its title."""
    told = [(title, cell) for title, cell in zip(titles, cells, strict=True) if cell]
    return _lines(told) if told else Content("")


def behind(reading: str, count: str) -> str:
    """Return the title over the passages."""
    words = {COOCCURRENCE: _("Passages"), KEYWORDS: _("In context")}.get(reading, _("Excerpts"))
    return f"{words.upper()}  {count}"
