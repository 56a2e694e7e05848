"""Only what changed is asked for: a key in the text lets neither the panels beside it nor what lies below be drawn.

Textual's own compositor draws every widget that the rectangle around all that changed touches, in its whole height,
and those below it too, though none of them is seen: of a key's paint that was more than half.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.messages import Update

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen
    from textual.strip import Strip
    from textual.widget import Widget

_Rows = dict[int, dict[int, "Strip | None"]]
"""By row and by where a piece of it begins, what is drawn there; None until it is known."""
_NOTHING: Final[dict[int, Strip | None]] = {}


def spare(screen: Screen[Any]) -> None:
    """Let a screen draw only what changed; before it is shown.

    Args:
        screen: one of ours, which nothing was laid out on.
    """
    screen._compositor = SparingCompositor()  # noqa: SLF001 - Textual, pinned to one version, has no other door


def with_this_paint(widget: Widget) -> None:
    """Let what a widget changed be painted with what changes elsewhere now: told by itself, it comes two frames later.

    Args:
        widget: one that was updated while its screen was told something.
    """
    widget.screen.post_message(Update(widget))


class SparingCompositor(Compositor):
    """Draws, of the widgets in front, the rows that changed."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what changed since the last time; None where nothing did."""
        whole = self.size.region
        regions = [region for one in self._dirty_regions if (region := one.intersection(whole))]
        self._dirty_regions.clear()
        if not regions:
            return None
        spans = list(self._regions_to_spans(regions))
        rows: _Rows = {y: dict.fromkeys(self.cuts[y][:-1]) for y, _first, _last in spans}
        self._draw(rows, self._asked(spans))
        drawn = [rows.get(y, _NOTHING) for y in range(self.size.height)]
        return ChopsUpdate(drawn, spans, [cuts[1:] for cuts in self.cuts])

    def _asked(self, spans: Sequence[tuple[int, int, int]]) -> dict[int, set[int]]:
        """Return the pieces of each row that lie under a span of it."""
        asked: dict[int, set[int]] = {}
        for y, first, last in spans:
            cuts = self.cuts[y]
            under = (cut for cut, end in pairwise(cuts) if cut < last and end > first)
            asked.setdefault(y, set()).update(under)
        return asked

    def _draw(self, rows: _Rows, asked: dict[int, set[int]]) -> None:
        """Let the widgets, the foremost first, draw the pieces that nothing in front of them covers."""
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            first, last = seen.column_span
            ours = {y: [cut for cut in asked[y] if first <= cut < last] for y in asked if seen.y <= y < seen.bottom}
            wanted = [y for y, cuts in ours.items() if cuts]
            if not wanted:
                continue
            top, end = min(wanted), max(wanted) + 1
            strips = widget.render_lines(Region(seen.x - region.x, top - region.y, seen.width, end - top))
            for y in wanted:
                cuts = [cut for cut in self.cuts[y] if first <= cut <= last]
                pieces = strips[y - top].divide([cut - first for cut in cuts[1:]])
                rows[y].update((cut, piece) for cut, piece in zip(cuts, pieces, strict=False) if cut in asked[y])
                asked[y].difference_update(ours[y])
            if not any(asked.values()):
                return
