"""The transcript at the desk, and the maps of where its codes are."""

from __future__ import annotations

from textual.screen import Screen

from qualcode.tui.widgets.codedmap import CodedMap
from qualcode.tui.widgets.transcript import TranscriptReader, coverage


class Mapped(Screen[None]):
    """A screen with a transcript, and maps of it."""

    _maps: tuple[CodedMap, ...] = ()
    """All there are: they stay as long as the screen, and every key asks for them."""

    @property
    def reader(self) -> TranscriptReader:
        """The transcript."""
        return self.query_one(TranscriptReader)

    def draw_map(self) -> None:
        """Draw where the codes are in this document."""
        reader = self.reader
        covered = coverage(reader.sheet)
        for drawn in self.maps:
            drawn.show(reader.margin.density(drawn.cells), self.share(), len(covered.uncoded), covered.share)

    @property
    def maps(self) -> list[CodedMap]:
        """The maps that there is room for: under the documents, or where these are folded away, over the text."""
        if not self._maps:
            self._maps = tuple(self.query(CodedMap))
        return [each for each in self._maps if each.size.width]

    def share(self) -> float:
        """Return how far into the document the caret is, 0 to 1."""
        return self.reader.page.row_of(self.reader.caret) / max(len(self.reader.page.rows), 1)
