"""Which codes meet, on its way out: a table, a workbook, a heat map, a network."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qualcode.exporters.network import gexf, graphml, network
from qualcode.exporters.network_picture import network_picture
from qualcode.exporters.pictures import INK, PALE, SHADES, framed, looking, saved, sheet, shortened
from qualcode.exporters.results import result_csv, result_json
from qualcode.exporters.workbook import Sheet, workbook
from qualcode.report.meeting import meeting_notes
from qualcode.report.wording import question_sentence, wording_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.model.records import Code
    from qualcode.model.results import Cooccurrence
    from qualcode.report.wording import Wording

_CELL: Final = 0.26
_WIDEST: Final = 18.0
"""Inches of a cell of the heat map, and of all of them: beyond, cells are smaller."""
_POINTS: Final = 50
"""Of type in an inch of cell."""
_NUMBERED_AT_MOST: Final = 60
"""Rows up to which every cell tells its number: beyond, nobody could read them."""
_TOLD: Final = 5
"""Pairs that the words beside a picture name."""
_DARK: Final = 0.55
"""Share of the fullest cell from which its number is white."""


def written(
    result: Cooccurrence, ending: str, codes: Mapping[str, Code], language: str, *, as_network: bool = False
) -> bytes:
    """Return which codes meet as a file.

    Args:
        result: the answer.
        ending: .csv, .json, .xlsx, .png, .svg, .graphml or .gexf.
        codes: what is known of a code by its label.
        language: of the words in a workbook or picture: fr-CA, fr-FR or en.
        as_network: whether a picture shows the network with its communities; else the map of numbers.
    """
    ways = {
        ".csv": lambda: result_csv(result),
        ".json": lambda: result_json(result),
        ".xlsx": lambda: meeting_workbook(result, language),
        ".graphml": lambda: graphml(network(result, codes)),
        ".gexf": lambda: gexf(network(result, codes)),
    }
    draw = network_picture if as_network else heat_map
    return ways[ending]() if ending in ways else draw(result, ending, language)


def meeting_workbook(result: Cooccurrence, language: str) -> bytes:
    """Return a workbook: the pairs, the same as codes by codes, and the question with what stands under the table."""
    wording = wording_of(language)
    names, counts = _matrix(result)
    titles = [name for name in _FIELDS if any(getattr(row, name) is not None for row in result.rows)]
    notes = [question_sentence(result, language), *meeting_notes(result, language)]
    return workbook(
        [
            Sheet(wording.gettext("Pairs"), titles, [[getattr(row, name) for name in titles] for row in result.rows]),
            Sheet(
                wording.gettext("Codes by codes"),
                ["", *names],
                [[name, *row] for name, row in zip(names, counts.tolist(), strict=True)],
                (30,),
            ),
            Sheet(
                wording.gettext("Question"), ["", ""], [*([note, ""] for note in notes), *_question(result)], (60, 60)
            ),
        ],
        wording.gettext("Co-occurrence"),
    )


def _question(result: Cooccurrence) -> list[list[str]]:
    """Return all that was asked, a row a thing, as `--json` names it."""
    asked = result.as_json()["question"]
    return [[name, json.dumps(value, ensure_ascii=False)] for name, value in dict(asked).items()]  # type: ignore[call-overload]


_FIELDS: Final = (
    "a", "b", "n_a", "n_b", "n_ab", "jaccard", "lift", "p_a_given_b", "p_b_given_a",
    "expected", "p_value", "p_adjusted", "q_value", "low", "high",
)  # fmt: skip


def _matrix(result: Cooccurrence) -> tuple[list[str], Any]:
    """Return the names that occur, in codebook order, and how often each pair meets, shape (n, n)."""
    names = [row.a for row in result.rows if row.a == row.b]
    names = list(dict.fromkeys([*names, *(name for row in result.rows for name in (row.a, row.b))]))
    place = {name: number for number, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)), dtype=np.int64)
    for row in result.rows:
        counts[place[row.a], place[row.b]] = counts[place[row.b], place[row.a]] = row.n_ab
    return names, counts


def heat_map(result: Cooccurrence, ending: str, language: str) -> bytes:
    """Return codes by codes as a picture: the more they meet, the darker; the diagonal says how often each occurs.

    Args:
        result: which codes meet.
        ending: .png or .svg.
        language: fr-CA, fr-FR or en.
    """
    wording = wording_of(language)
    names, counts = _matrix(result)
    cell = min(_CELL, _WIDEST / max(len(names), 1))
    size = max(len(names), 4) * cell + 2.4
    points = min(8.0, cell * _POINTS)
    with looking():
        figure = sheet(size, size)
        axes = figure.add_subplot()
        apart = np.where(np.eye(len(names), dtype=bool), 0, counts)
        axes.imshow(np.sqrt(apart), cmap=SHADES, vmin=0, vmax=max(float(np.sqrt(apart.max(initial=1))), 1.0))
        called = [shortened(name) for name in names]
        axes.set_xticks(range(len(names)), called, rotation=60, ha="left", rotation_mode="anchor")
        axes.set_yticks(range(len(names)), called)
        axes.tick_params(length=0, labelsize=points, top=True, bottom=False, labeltop=True, labelbottom=False)
        if len(names) <= _NUMBERED_AT_MOST:
            _numbers(axes, counts, apart, wording)
        framed(figure, axes, question_sentence(result, language), size)
        return saved(figure, ending, wording.gettext("Co-occurrence"), in_words(result, wording))


def _numbers(axes: Any, counts: Any, apart: Any, wording: Wording) -> None:  # noqa: ANN401 - matplotlib's and numpy's own
    most = np.sqrt(max(int(apart.max(initial=1)), 1))
    for row, column in zip(*(place.tolist() for place in np.nonzero(counts)), strict=True):
        dark = row != column and np.sqrt(apart[row, column]) / most > _DARK
        look = {"color": "white" if dark else PALE if row == column else INK, "fontsize": 6}
        axes.text(column, row, wording.number(int(counts[row, column])), ha="center", va="center", **look)


def in_words(result: Cooccurrence, wording: Wording) -> str:
    """Say what a picture of codes that meet shows: how many, and which pairs meet most often."""
    pairs = sorted((row for row in result.rows if row.a != row.b), key=lambda row: -row.n_ab)
    codes = wording.ngettext("{count} code", "{count} codes", sum(row.a == row.b for row in result.rows))
    met = wording.ngettext("{count} pair that meets", "{count} pairs that meet", len(pairs))
    most = ", ".join(f"{row.a} × {row.b} ({wording.number(row.n_ab)})" for row in pairs[:_TOLD])
    asked = question_sentence(result, wording.language)
    return wording.gettext("Heat map of {codes}, {pairs}; most often: {most}. {question}",
                           codes=codes, pairs=met, most=most or "–", question=asked)  # fmt: skip
