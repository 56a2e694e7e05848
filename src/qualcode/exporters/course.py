"""Pictures of where codes lie along what is said, and of the map of codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.exporters.pictures import ACCENT, INK, PALE, RULE, framed, looking, saved, sheet, shortened
from qualcode.report.course import map_notes
from qualcode.report.wording import question_sentence, wording_of

if TYPE_CHECKING:
    from qualcode.model.patterns import CodeLine, CodeLines, CodeMap

_ROW: Final = 0.22
"""Inches of a row."""
_MOST_ROWS: Final = 200
_TOLD: Final = 12


def codeline_picture(result: CodeLines, ending: str, language: str, without: str) -> bytes:
    """Return where codes lie as a picture: a row a code, under the name of its document, case or voice.

    Args:
        result: where codes lie; of very long ones the first 200 rows, which the picture says.
        ending: .png or .svg.
        language: fr-CA, fr-FR or en.
        without: how what has no value is called.
    """
    wording = wording_of(language)
    rows = result.rows[:_MOST_ROWS]
    heads = {row.group: number for number, row in reversed(list(enumerate(rows)))}
    n_lines = len(rows) + len(heads)
    with looking():
        figure = sheet(7.0, max(n_lines * _ROW + 1.0, 1.6))
        axes = figure.add_subplot()
        names: list[tuple[int, str, bool]] = []
        for number, row in enumerate(rows):
            line = number + sum(at <= number for at in heads.values())
            if heads[row.group] == number:
                names.append((line - 1, shortened(row.group or without), True))
            names.append((line, shortened(row.code), False))
            axes.broken_barh([(low, high - low) for low, high in row.stretches], (line - 0.35, 0.7), color=ACCENT)
            axes.plot([0, 1], [line, line], color=RULE, linewidth=0.5, zorder=0)
        axes.set_yticks([line for line, _name, _head in names], [name for _line, name, _head in names])
        for label, (_line, _name, head) in zip(axes.get_yticklabels(), names, strict=True):
            label.set_color(INK if head else PALE)
            label.set_fontweight("bold" if head else "normal")
        axes.set_ylim(n_lines - 0.4, -0.6)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], [wording.percent(share / 4) for share in range(5)])
        axes.tick_params(length=0)
        words = question_sentence(result, language)
        if len(rows) < len(result.rows):
            words += " " + wording.gettext("Only the first {count} rows are drawn.", count=wording.number(len(rows)))
        framed(figure, axes, words, 7.0)
        told = "; ".join(_in_words(row, language) for row in rows[:_TOLD])
        title = wording.gettext("Where codes lie")
        return saved(figure, ending, title, f"{question_sentence(result, language)} {told}")


def _in_words(row: CodeLine, language: str) -> str:
    wording = wording_of(language)
    places = wording.listed(tuple(wording.percent(low) for low, _high in row.stretches))
    return wording.gettext("{code} in {group} from {places}", code=row.code, group=row.group or "–", places=places)


def map_picture(result: CodeMap, ending: str, language: str) -> bytes:
    """Return the map of codes as a picture, with how far to trust it under it.

    Args:
        result: the map.
        ending: .png or .svg.
        language: fr-CA, fr-FR or en.
    """
    wording = wording_of(language)
    most = max(row.n for row in result.rows)
    with looking():
        figure = sheet(7.0, 6.4)
        axes = figure.add_subplot()
        axes.axhline(0, color=RULE, linewidth=0.6, zorder=0)
        axes.axvline(0, color=RULE, linewidth=0.6, zorder=0)
        sizes = [20 + 180 * row.n / most for row in result.rows]
        axes.scatter([row.x for row in result.rows], [row.y for row in result.rows], s=sizes, color=ACCENT, alpha=0.45)
        for row in result.rows:
            axes.annotate(shortened(row.code), (row.x, row.y), (4, 3), textcoords="offset points", fontsize=7)
        axes.set_aspect("equal", adjustable="datalim")
        axes.set_xticks([])
        axes.set_yticks([])
        notes = " ".join(map_notes(result, language))
        framed(figure, axes, f"{notes} {question_sentence(result, language)}", 7.0)
        near = ", ".join(f"{row.code} – {row.nearest}" for row in result.rows[:_TOLD])
        told = wording.gettext("Nearest to each other: {pairs}.", pairs=near)
        return saved(figure, ending, wording.gettext("Map of codes"), f"{notes} {told}")
