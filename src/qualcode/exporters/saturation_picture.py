"""Saturation as a picture: how many codes there are after each interview, beside what random orders would give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qualcode.exporters.pictures import ACCENT, COLOURS, INK, RULE, framed, looking, saved, sheet, shortened
from qualcode.report.saturated import said_of_all
from qualcode.report.wording import question_sentence, wording_of

if TYPE_CHECKING:
    from qualcode.model.comparisons import NewCodes, Saturation, Series
    from qualcode.report.wording import Wording

_WIDE: Final = 7.0
_HIGH: Final = 3.2
"""Inches of a series."""
_NAMED: Final = 40
"""Interviews up to which each is named; beyond, their numbers stand."""


def saturation_picture(result: Saturation, ending: str, language: str) -> bytes:
    """Return new codes by interview as a picture, interviews and groups under each other.

    Args:
        result: the answer.
        ending: .png or .svg.
        language: fr-CA, fr-FR or en.
    """
    wording = wording_of(language)
    with looking():
        figure = sheet(_WIDE, _HIGH * max(len(result.series), 1) + 0.8)
        for number, one in enumerate(result.series, 1):
            axes = figure.add_subplot(len(result.series), 1, number)
            rows = [row for row in result.rows if row.kind == one.kind]
            _drawn(axes, one, rows, wording)
            framed(figure, axes, "", _WIDE)
        drawn = figure.axes[0].get_legend_handles_labels()
        figure.legend(*drawn, loc="outside upper left", ncols=3, frameon=False, fontsize=7)
        words = f"{said_of_all(result, language)} {question_sentence(result, language)}"
        framed(figure, figure.axes[-1], words, _WIDE)
        title = wording.gettext("New codes by interview")
        return saved(figure, ending, title, f"{title}: {_in_words(result, wording)}. {words}")


def _drawn(axes: Any, one: Series, rows: list[NewCodes], wording: Wording) -> None:  # noqa: ANN401 - matplotlib's own
    places = list(range(1, len(rows) + 1))
    low, high = [row.low for row in rows], [row.high for row in rows]
    axes.fill_between(places, low, high, color=RULE, label=wording.gettext("95 % of random orders"))
    axes.bar(places, [row.new for row in rows], 0.6, color=COLOURS[1], label=wording.gettext("New codes"))
    axes.plot(
        places, [row.cumulative for row in rows], color=ACCENT, marker="o", markersize=3,
        label=wording.gettext("Codes in all"),
    )  # fmt: skip
    if one.at is not None:
        axes.axvline(one.at + 0.5, color=INK, linewidth=0.8, linestyle="--")
        axes.text(one.at + 0.55, 0.98, one.saturated_at, transform=axes.get_xaxis_transform(), va="top", fontsize=7)
    named = [shortened(row.interview, 20) for row in rows] if len(rows) <= _NAMED else list(map(str, places))
    axes.set_xticks(places, named, rotation=60 if len(rows) <= _NAMED else 90, ha="right", fontsize=6)
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)


def _in_words(result: Saturation, wording: Wording) -> str:
    told = (f"{row.interview} +{wording.number(row.new)} = {wording.number(row.cumulative)}" for row in result.rows)
    return "; ".join(told)
