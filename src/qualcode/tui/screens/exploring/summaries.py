"""Summaries of what a case says under a theme or code, written from the matrix; any word in its contexts."""

from __future__ import annotations

from typing import Final

from textual import work
from textual.content import Content
from textual.widgets import Static

from qualcode.coding.cases.summaries import summary_acts
from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.screens.exploring.own_words import OwnWordsScreen
from qualcode.tui.shown import asking
from qualcode.tui.shown.answers import behind
from qualcode.tui.shown.asked_comparisons import MATRIX
from qualcode.tui.widgets.bars import Bars
from qualcode.tui.widgets.passages import Passages
from qualcode.words.folding import folded
from qualcode.words.shown import shown_line

BESIDE: Final = (
    Command("explore.summary", "y", "summary", N_("summary"), N_("write what the case says there"), rank=20),
    Command("explore.concordance", "slash", "concordance", N_("a word"), N_("see any word in its contexts"), rank=23),
)


class SummariesScreen(OwnWordsScreen):
    """A place of readings where the cells of the matrix can be summed up, and any word looked at."""

    def offers_beside(self, action: str) -> bool:
        """Tell whether an act has something to act on."""
        if action == "summary":
            return self.reading == MATRIX
        return action != "concordance" or self.reading == asking.KEYWORDS

    @work
    async def action_summary(self) -> None:
        """Write the summary of the cell one stands on; an empty one takes it away."""
        place, study = self.query_one(Bars).cursor, self.study
        about = self.rows[place] if self.reading in self.results and place < len(self.rows) else None
        if about is None or study is None:
            return
        case = next(one.id for one in study.material.cases if one.name == about[0])
        now = self.summaries.get((case, folded(about[1] or "")), "")
        asked = _("{case} · {row}: in sum").format(case=about[0], row=about[1])
        words = await self.app.push_screen_wait(LineDialog(asked, now, verb=_("write"), may_be_empty=True))
        if words is None:
            return
        try:
            acts = await self.bench.read(summary_acts, self.bench.project, case, about[1] or "", words)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        if acts:
            await self.treat(*acts)

    @work
    async def action_concordance(self) -> None:
        """Show any word in its contexts, in all its forms."""
        word = await self.app.push_screen_wait(LineDialog(_("Which word, in its contexts?"), verb=_("show")))
        if not word or self.study is None:
            return
        entries = await self.bench.read(later("qualcode.tui.shown.looking:of_any_word"), self.study, word)
        self.query_one("#pair", Static).update(Content.styled(shown_line(word), "bold"))
        self.query_one("#numbers", Static).update("")
        self.query_one("#count", Static).update(behind(asking.KEYWORDS, counted(len(entries))))
        self.query_one(Passages).show(entries)
        self.add_class("unfolded")
        self.query_one(Passages).focus()
