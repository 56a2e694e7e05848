"""Pictures of readings that are rows with a number: frequencies, codes by attribute, talk, how much is coded."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from qualcode.exporters.pictures import ACCENT, INK, PALE, framed, looking, saved, sheet, shortened
from qualcode.model.comparisons import PHASES, Crosstab, Talk
from qualcode.model.messages import N_
from qualcode.model.patterns import Coverage
from qualcode.model.results import Frequencies
from qualcode.report.wording import question_sentence, wording_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qualcode.model.results import Frequency, Result
    from qualcode.report.wording import Wording

_ROW: Final = 0.22
"""Inches of a row."""
_WIDE: Final = 7.0
_MOST_ROWS: Final = 200
_TOLD: Final = 12
_NO_VALUE: Final = N_("(no value)")


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: what it is called, how long it is, its number in words; a heading has neither length nor number."""

    label: str
    value: float = 0.0
    words: str = ""
    heading: bool = False
    pale: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """What a picture of bars shows: what their length is, the rows from above, and its title."""

    title: str
    length: str
    rows: tuple[Bar, ...]


def bars_picture(result: Result, ending: str, language: str) -> bytes:
    """Return a reading as bars with their numbers.

    Args:
        result: frequencies, codes by attribute, talk, or how much is coded; of very many rows the first 200.
        ending: .png or .svg.
        language: fr-CA, fr-FR or en.
    """
    wording = wording_of(language)
    told = _OF[type(result)](result, wording)
    rows = told.rows[:_MOST_ROWS]
    with looking():
        figure = sheet(_WIDE, max(len(rows) * _ROW + 1.1, 1.6))
        axes = figure.add_subplot()
        _drawn(axes, rows)
        axes.set_xlabel(told.length)
        words = question_sentence(result, language)
        if len(rows) < len(told.rows):
            words += " " + wording.gettext("Only the first {count} rows are drawn.", count=wording.number(len(rows)))
        framed(figure, axes, words, _WIDE)
        return saved(figure, ending, told.title, f"{told.title}. {told.length}: {_in_words(rows)}. {words}")


def _drawn(axes: Any, rows: tuple[Bar, ...]) -> None:  # noqa: ANN401 - matplotlib's own
    most = max((row.value for row in rows), default=0) or 1
    for line, row in enumerate(rows):
        if not row.heading:
            axes.barh([line], [row.value / most], height=0.7, color=PALE if row.pale else ACCENT)
            axes.text(row.value / most + 0.01, line, row.words, va="center", fontsize=7, color=INK)
    axes.set_yticks(range(len(rows)), [shortened(row.label) for row in rows])
    for label, row in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_color(INK if row.heading else PALE)
        label.set_fontweight("bold" if row.heading else "normal")
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(0, 1.2)
    axes.set_xticks([])
    axes.tick_params(length=0)


def _in_words(rows: Iterable[Bar]) -> str:
    """Say the first rows with their numbers, each behind what it stands under."""
    said, above = [], ""
    for row in rows:
        if row.heading:
            above = f"{row.label}, "
        else:
            said.append(f"{above}{row.label} {row.words}")
    return "; ".join(said[:_TOLD]) + (" …" if len(said) > _TOLD else "")


def _frequencies(result: Frequencies, wording: Wording) -> Bars:
    """Order codes by the cases that speak of them, by their codings where nobody is known."""
    whole = result.population.n_cases
    rows: list[Bar] = []
    for group, own in groupby(result.rows, key=lambda row: row.group):
        if result.question.by:
            rows.append(Bar(group or wording.gettext(_NO_VALUE), heading=True))
        rows += _ordered(own, wording, by_cases=bool(whole))
    length = (
        wording.gettext("Cases (n = {count})", count=wording.number(whole)) if whole else wording.gettext("Codings")
    )
    return Bars(wording.gettext("Cases by code"), length, tuple(rows))


def _ordered(rows: Iterable[Frequency], wording: Wording, *, by_cases: bool) -> list[Bar]:
    counts = ((row.cases if by_cases else row.codings, row) for row in rows if row.codings)
    ranked = sorted(counts, key=lambda one: (-one[0], -one[1].codings))
    return [Bar(row.code, count, wording.number(count)) for count, row in ranked]


def _crosstab(result: Crosstab, wording: Wording) -> Bars:
    """Lay the shares of each answer beside each other, code by code."""
    rows: list[Bar] = []
    for name, cells in groupby(result.rows, key=lambda cell: cell.row):
        rows.append(Bar(name, heading=True))
        for cell in cells:
            words = f"{wording.percent(cell.share)} ({wording.number(cell.cases)}/{wording.number(cell.n)})"
            rows.append(Bar(cell.column or wording.gettext(_NO_VALUE), cell.share, words, pale=not cell.column))
    length = {
        "case": wording.gettext("Share of the cases of each answer"),
        "group": wording.gettext("Share of the groups of each answer"),
        "site": wording.gettext("Share of the sites of each answer"),
    }[result.unit]
    title = wording.gettext("Codes by the answers to “{attribute}”", attribute=result.attribute)
    return Bars(title, length, tuple(rows))


def _talk(result: Talk, wording: Wording) -> Bars:
    """Lay the shares of the voices beside each other, document by document; the interviewer's are pale."""
    rows: list[Bar] = []
    for (document, part), voices in groupby(result.rows, key=lambda row: (row.document, row.group)):
        called = wording.gettext(part) if result.question.by == "phase" and part in PHASES else part
        rows.append(Bar(f"{document} · {called}" if called else document, heading=True))
        for one in voices:
            words = f"{wording.percent(one.share)} ({wording.number(one.words)})"
            rows.append(Bar(one.speaker, one.share, words, pale=one.role == "interviewer"))
    title = wording.gettext("Who speaks how much")
    return Bars(title, wording.gettext("Share of the words (words)"), tuple(rows))


def _coverage(result: Coverage, wording: Wording) -> Bars:
    whole = wording.gettext("all that is said")
    rows = (Bar(one.group or whole, one.share, wording.percent(one.share, 1)) for one in result.rows)
    return Bars(wording.gettext("How much is coded"), wording.gettext("Share of the words coded"), tuple(rows))


_OF: Final[dict[type[Result], Callable[[Any, Wording], Bars]]] = {
    Frequencies: _frequencies,
    Crosstab: _crosstab,
    Talk: _talk,
    Coverage: _coverage,
}
