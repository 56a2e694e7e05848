"""Applying codes at the desk: picked, recent, repeated, in vivo, made in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.passages.placing import ApplyNewCode, CodePassage
from qualcode.model.codebook import path_text
from qualcode.model.errors import CodeRetired
from qualcode.model.messages import _
from qualcode.tui.asked import CodePicker
from qualcode.tui.ranking import Name, twins
from qualcode.tui.screens.desk.amending import Amending
from qualcode.tui.shown import study
from qualcode.tui.shown.picking import cleared, pickable, retired
from qualcode.words.folding import folded
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.model.spans import Span
    from qualcode.tui.dialogs.entries import Pickable
    from qualcode.tui.dialogs.picker import Picked

IN_VIVO: Final = 40
"""Characters up to which words selected become a code's name without a question."""
PLACES: Final = ("code", "explore", "write", "themes", "people")


class Acting(Amending):
    """The desk with codes applied on it."""

    # Applying

    def taken(self) -> Span | None:
        """Return what is selected and let it go: it is coded now; say so where nothing is."""
        span = self.reader.span
        if span is None:
            self.say(_("Nothing is selected: s selects the sentence, S the turn, v while moving."))
        else:
            self.reader.select(None)
        return span

    async def apply(self, codes: tuple[str, ...], span: Span, path: tuple[str, ...] = ()) -> None:
        """Apply codes, and a new one at a path, to a stretch of the open document, in one act."""
        action: ApplyCode | ApplyNewCode | CodePassage
        if path:
            action = ApplyNewCode(self.opened, *span, path, codes)
        elif len(codes) == 1:
            action = ApplyCode(self.opened, *span, codes[0])
        else:
            action = CodePassage(self.opened, *span, codes)
        change = await self.refused(self.bench.perform(action))
        if change is not None:
            made = change.note("code")
            used = (str(made), *codes) if made else codes
            self.recent = list(dict.fromkeys((*used, *self.recent)))[: study.RECENT]

    def action_recent(self, number: int) -> None:
        """Apply a recent code to the selection; with nothing selected, go to a place."""
        if self.reader.span is None:
            if number <= len(PLACES):
                self.app.action_place(PLACES[number - 1])  # type: ignore[attr-defined]  # our application's
            return
        known = self.recent_known()
        if number > len(known):
            self.say(_("No recent code has this number: c picks one."))
            return
        span = self.taken()
        if span is not None:
            self.start(self.apply((known[number - 1].id,), span))

    def recent_known(self) -> list[Pickable]:
        """Return the codes applied last that are still there, the latest first."""
        pickable = {code.id: code for code in self.pickable()}
        return [pickable[code] for code in self.recent if code in pickable]

    def action_again(self) -> None:
        """Apply the last code again; where it was retired since, no other takes its place."""
        last = next((code for code in self.book.codes if code.id in self.recent[:1]), None)
        if last is not None and last.retired:
            self.say(str(CodeRetired(last.name)))
            return
        known = self.recent_known()
        if not known:
            self.say(_("No code yet to apply again: c picks one."))
            return
        span = self.taken()
        if span is not None:
            self.start(self.apply((known[0].id,), span))

    def action_code(self) -> None:
        """Pick codes for the selection, or for the sentence where nothing is selected; or make one."""
        if not self.opened:
            return
        if self.reader.span is None:
            self.reader.action_grow("sentence")
        self.pick()

    def pick(self, name: str = "") -> None:
        """Ask for codes, and apply them to what is selected; the next key typed is the picker's already."""
        known = self.recent_known()
        recent, gone = [code.id for code in known], retired(self.book)
        picker = CodePicker(self.pickable(), recent, over=self.cleared(), name=name, retired=gone)
        self.app.push_screen(picker, self._picked)

    def _picked(self, picked: Picked | None) -> None:
        if picked is not None:
            self.start(self._apply(picked))

    async def _apply(self, picked: Picked) -> None:
        span = self.taken()
        if span is not None:
            await self.apply(picked.codes, span, picked.path)

    def cleared(self) -> bool:
        """Bring the passage where the picker does not hide it; tell whether the picker is to stand over it."""
        return cleared(self.reader, self.app.size.height)

    def pickable(self) -> tuple[Pickable, ...]:
        """Return the codes as the picker lists them; the retired are not offered."""
        return pickable(self.book)

    def action_in_vivo(self) -> None:
        """Make a code of the words selected, and apply it; many words, or a near twin, are asked about."""
        span = self.reader.span
        if span is None:
            self.taken()
            return
        words = " ".join(self.reader.sheet.text[span.start : span.end].split())
        known = [code.id for code in self.book.codes if folded(code.name) == folded(words)]
        near = twins(words, [Name(code.id, code.name) for code in self.book.codes])
        if known:
            self.taken()
            self.start(self.apply((known[0],), span))
        elif near or len(words) > IN_VIVO:
            self.pick(path_text([shown_line(short_name(words))]))
        else:
            self.taken()
            self.start(self.apply((), span, (words,)))


def short_name(words: str) -> str:
    """Return the first words of a stretch that make a name, cut at a word."""
    if len(words) <= IN_VIVO:
        return words
    cut = words[: IN_VIVO + 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut[:IN_VIVO]).rstrip(" ,;:.")
