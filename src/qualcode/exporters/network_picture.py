"""Codes that meet as a picture of their network: communities by colour and sign, ties as lines, no name on another."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import networkx as nx
import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import TextPath

from qualcode.exporters.network import SEED, network
from qualcode.exporters.pictures import COLOURS, INK, PALE, framed, looking, saved, sheet, shortened
from qualcode.report.wording import question_sentence, wording_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qualcode.model.results import Cooccurrence, Pair
    from qualcode.report.wording import Wording

    Places = NDArray[np.float64]
    """Inches across and up, shape (n, 2)."""

MOST_CODES: Final = 60
"""Codes that are drawn: those that meet most often."""
_TIES_A_CODE: Final = 3
"""Ties that are drawn for each code, the strongest of all: beyond, nobody could follow them."""
_SIGNS: Final = "osD^vP*X"
"""Beside a colour, of its second, third ... use: nobody need tell two shades apart."""
_POINTS: Final = 7.0
_A_POINT: Final = 1 / 72
"""Inches."""
_BETWEEN: Final = 0.08
"""Inches left free around a name."""
_SMALLEST, _LARGEST = 0.09, 0.26
"""Inches across the sign of a code."""
_WIDEST: Final = 5.0
_SPREAD: Final = 0.7
"""Inches that springs may fill, before names are pushed apart; the second by the side of a square that holds them."""
_KEPT_TOGETHER: Final = 3.0
"""So many times as strongly as others, codes of one community draw each other."""
_PUSHES: Final = 400
_TOLD: Final = 5


class Tie(NamedTuple):
    """Two codes, by their numbers, and how often they meet."""

    one: int
    other: int
    times: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A network as it is drawn: its codes, their signs and names in the plane, and its strongest ties."""

    names: tuple[str, ...]
    community: tuple[int, ...]
    across: NDArray[np.float64]
    """Inches across the sign of each code."""
    places: Places
    """Of the centre of each sign."""
    rooms: Places
    """Inches across and up that sign and name take, shape (n, 2)."""
    ties: tuple[Tie, ...]
    alone: tuple[str, ...]
    """Codes that meet nobody, or less often than those that are drawn."""


def network_picture(result: Cooccurrence, ending: str, language: str, *, bare: bool = False) -> bytes:
    """Return codes that meet as a network: the larger the sign, the more units hold the code; the wider, the more meet.

    Args:
        result: which codes meet.
        ending: .png or .svg.
        language: fr-CA, fr-FR or en.
        bare: without a sentence or a word but the names, for a report that has its own.
    """
    wording = wording_of(language)
    laid = laid_out(result)
    with looking():
        size = np.ptp(_corners(laid), axis=0) if laid.names else np.array([2.0, 1.0])
        figure = sheet(max(float(size[0]) + 0.3, 4.0), float(size[1]) + (0.3 if bare else 1.2))
        axes = figure.add_subplot()
        _ties(axes, laid)
        _codes(axes, laid)
        if laid.names:
            low, high = _corners(laid)
            axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
        axes.set_aspect("equal")
        axes.set_xticks([])
        axes.set_yticks([])
        if len(set(laid.community)) > 1:
            figure.legend(
                handles=_legend(laid, None if bare else wording),
                loc="outside upper left",
                ncols=4,
                frameon=False,
                fontsize=_POINTS,
            )
        told = "" if bare else " ".join([*network_notes(laid, result, wording), question_sentence(result, language)])
        framed(figure, axes, told, max(float(size[0]), 4.0))
        title, words = wording.gettext("Network of codes"), network_in_words(result, wording, laid)
        return saved(figure, ending, *(("", "") if bare else (title, words)))


def laid_out(result: Cooccurrence) -> Laid:
    """Lay a network out so that no name lies on another: the same codes lie at the same places each time.

    The places are those of springs (Fruchterman and Reingold 1991); then what lies on each other is pushed apart, and
    where that is not enough, all are drawn apart.

    Args:
        result: which codes meet.
    """
    graph = network(result, {})
    meeting = sorted((node for node in graph if graph.degree(node)), key=lambda one: -graph.degree(one, "weight"))
    shown = sorted(meeting[:MOST_CODES], key=list(graph).index)
    number = {node: place for place, node in enumerate(shown)}
    within = graph.subgraph(shown).copy()
    community = {node: int(graph.nodes[node]["community"]) for node in shown}
    for one, other, told in within.edges(data=True):
        told["pull"] = float(np.sqrt(told["weight"])) * (_KEPT_TOGETHER if community[one] == community[other] else 1.0)
    counts = np.array([float(graph.nodes[node].get("count", 1)) for node in shown])
    across = _SMALLEST + (_LARGEST - _SMALLEST) * np.sqrt(counts / max(counts.max(initial=1), 1))
    names = tuple(shortened(str(graph.nodes[node]["label"])) for node in shown)
    rooms = _rooms(names, across)
    ties = [Tie(number[one], number[other], int(told["weight"])) for one, other, told in within.edges(data=True)]
    return Laid(
        names=names,
        community=tuple(community.values()),
        across=across,
        places=_apart(_sprung(within, rooms), rooms),
        rooms=rooms,
        ties=tuple(sorted(ties, key=lambda tie: (-tie.times, tie.one, tie.other))[: _TIES_A_CODE * len(shown)]),
        alone=tuple(str(graph.nodes[node]["label"]) for node in graph if node not in number),
    )


def _rooms(names: tuple[str, ...], across: NDArray[np.float64]) -> Places:
    """Return the inches across and up that each sign takes with its name under it."""
    font = FontProperties(family="DejaVu Sans")
    with looking(), warnings.catch_warnings():  # measured as it is drawn: a $ is a $
        warnings.filterwarnings("ignore", message="Glyph")  # a sign the font lacks is drawn as an empty square
        written = [TextPath((0, 0), name, size=_POINTS, prop=font).get_extents().width for name in names]
    wide = np.maximum(np.array(written, dtype=np.float64) * _A_POINT, across) + 2 * _BETWEEN
    return np.stack([wide, across + _POINTS * 1.3 * _A_POINT + _BETWEEN], axis=1)


def _sprung(graph: nx.Graph[str], rooms: Places) -> Places:
    """Return places that springs find, in a plane that has room for all."""
    found = nx.spring_layout(graph, weight="pull", seed=SEED, iterations=200)
    places = np.array([found[node] for node in graph], dtype=np.float64).reshape(-1, 2)
    room = _SPREAD * float(np.sqrt(rooms.prod(axis=1).sum()))
    wide: Places = places * np.array([min(room * 1.2, _WIDEST / 2), room])
    return wide


def _apart(places: Places, rooms: Places) -> Places:
    """Push places apart until no two rooms share a point."""
    found = places.copy()
    while True:
        for _ in range(_PUSHES):
            pushed = _pushed(found, rooms)
            if pushed is None:
                return found
            found = pushed
        found = found * 1.1 + np.linspace(0, _BETWEEN, len(found))[:, None]  # what lay on one point lies there no more


def _pushed(places: Places, rooms: Places) -> Places | None:
    """Push each two rooms that share a point half the way apart, where less of them is shared; None where no two do."""
    gap = places[:, None] - places[None, :]
    between = (rooms[:, None] + rooms[None, :]) / 2
    lies_on = between - np.abs(gap)
    both = (lies_on > 0).all(axis=2) & ~np.eye(len(places), dtype=bool)
    if not both.any():
        return None
    sideways, up = ((lies_on / between)[..., side] for side in (0, 1))
    way = np.where(gap == 0, np.sign(np.arange(len(places))[:, None] - np.arange(len(places)))[..., None], np.sign(gap))
    push = np.where(both[..., None], lies_on * way / 2 + way * 0.001, 0.0)
    push[..., 0] *= sideways < up
    push[..., 1] *= sideways >= up
    moved: Places = places + push.sum(axis=1) * 0.5
    return moved


def _corners(laid: Laid) -> Places:
    """Return the lower left and the upper right corner of all that is drawn, shape (2, 2)."""
    return np.stack([(laid.places - laid.rooms / 2).min(axis=0), (laid.places + laid.rooms / 2).max(axis=0)])


def _look(community: int) -> tuple[str, str]:
    """Return the colour and the sign of a community, from 1."""
    again, place = divmod(community - 1, len(COLOURS))
    return COLOURS[place], _SIGNS[again % len(_SIGNS)]


def _signs_at(laid: Laid) -> Places:
    """Return the centres of the signs: above their names."""
    return laid.places + np.stack([np.zeros(len(laid.names)), (laid.rooms[:, 1] - laid.across) / 2], axis=1)


def _ties(axes: Any, laid: Laid) -> None:  # noqa: ANN401 - matplotlib's own
    at = _signs_at(laid)
    most = max((tie.times for tie in laid.ties), default=1)
    for tie in reversed(laid.ties):
        share = float(np.sqrt(tie.times / most))
        inside = laid.community[tie.one] == laid.community[tie.other]
        colour = _look(laid.community[tie.one])[0] if inside else PALE
        ends = at[[tie.one, tie.other]]
        axes.plot(ends[:, 0], ends[:, 1], color=colour, alpha=0.2 + 0.35 * share, linewidth=0.4 + 3.2 * share, zorder=1)


def _codes(axes: Any, laid: Laid) -> None:  # noqa: ANN401 - matplotlib's own
    for number, (x, y) in enumerate(_signs_at(laid).tolist()):
        colour, sign = _look(laid.community[number])
        size = float(laid.across[number]) / _A_POINT
        axes.plot([x], [y], sign, color=colour, markersize=size, markeredgecolor="white", markeredgewidth=0.8, zorder=2)
        halo = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.4}
        axes.text(
            x, y - laid.across[number] / 2 - _A_POINT, laid.names[number], ha="center", va="top", fontsize=_POINTS,
            color=INK, bbox=halo, zorder=3,
        )  # fmt: skip


def _legend(laid: Laid, wording: Wording | None) -> list[Line2D]:
    """Return the sign of each community with its number; in words, where there is a language."""
    found = []
    for community in sorted(set(laid.community)):
        colour, sign = _look(community)
        words = wording.gettext("Community {number}", number=wording.number(community)) if wording else str(community)
        found.append(Line2D([], [], linestyle="", marker=sign, color=colour, label=words))
    return found


def network_notes(laid: Laid, result: Cooccurrence, wording: Wording) -> list[str]:
    """Return what must be known of a picture of a network: which ties and codes are not drawn.

    Args:
        laid: as it is drawn.
        result: which codes meet.
        wording: of the language.
    """
    notes = []
    if len(laid.ties) < len(_pairs(result)):
        drawn = wording.ngettext("The strongest tie is drawn.", "The {count} strongest ties are drawn.", len(laid.ties))
        notes.append(drawn)
    if laid.alone:
        notes.append(wording.gettext("Not drawn: {codes}.", codes=", ".join(laid.alone)))
    return notes


def _pairs(result: Cooccurrence) -> list[Pair]:
    return sorted((row for row in result.rows if row.a != row.b and row.n_ab), key=lambda row: -row.n_ab)


def network_in_words(result: Cooccurrence, wording: Wording, laid: Laid | None = None) -> str:
    """Say what the picture of a network shows: its communities, and which codes meet most often.

    Args:
        result: which codes meet.
        wording: of the language.
        laid: as it is drawn, where that is known.
    """
    laid = laid or laid_out(result)
    pairs = _pairs(result)
    codes = wording.ngettext("{count} code", "{count} codes", len(laid.names))
    met = wording.ngettext("{count} pair that meets", "{count} pairs that meet", len(pairs))
    most = ", ".join(f"{row.a} × {row.b} ({wording.number(row.n_ab)})" for row in pairs[:_TOLD])
    members = [
        wording.gettext("community {number}: {codes}", number=wording.number(one), codes=", ".join(
            name for name, own in zip(laid.names, laid.community, strict=True) if own == one))
        for one in sorted(set(laid.community))
    ]  # fmt: skip
    return wording.gettext(
        "Network of {codes}, {pairs}; {communities}; most often: {most}. {question}",
        codes=codes, pairs=met, communities="; ".join(members) or "–", most=most or "–",
        question=question_sentence(result, wording.language),
    )  # fmt: skip
