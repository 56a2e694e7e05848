"""The place of readings: its commands, and the passages behind the number one stands on."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from textual import on, work
from textual.widgets import Static

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.model.practice import caution_of_chance
from qualcode.tui.alone import alone
from qualcode.tui.commands import Command, bindings
from qualcode.tui.dialogs.question import QuestionDialog
from qualcode.tui.figures import counted
from qualcode.tui.later import later
from qualcode.tui.layout.grid import ORDERS, THRESHOLDS
from qualcode.tui.places import beside
from qualcode.tui.screens.answering import TABS, AnsweringScreen
from qualcode.tui.screens.place import GOING
from qualcode.tui.shown import asking
from qualcode.tui.shown.answers import behind, numbers_of, tested_words
from qualcode.tui.widgets.bars import Bars
from qualcode.tui.widgets.heatmap import HeatMap
from qualcode.tui.widgets.passages import Passages
from qualcode.tui.widgets.tabs import ReadingTabs

_TESTABLE: Final = {"turn", "sentence", "paragraph"}


class ExploreScreen(AnsweringScreen):
    """Readings of the study, and what can be done with them."""

    CSS_PATH = "../styles/explore.tcss"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("explore.question", "r", "question", N_("question"), N_("change the question"), rank=10),
        Command("explore.draw", "d", "draw", N_("picture"), N_("draw the cloud of words into a PNG file"), rank=40),
        Command("explore.export", "e", "export", N_("export"), N_("write what is seen into a CSV file"), rank=50),
        *(
            Command(f"explore.{name}", key, f"reading('{name}')", words, words)  # the line of readings tells their keys
            for name, key, words in TABS
        ),
        *GOING,
    )
    BINDINGS: ClassVar[list[Any]] = [
        *bindings(COMMANDS_HERE),
        ("o", "order", ""),  # the map has these; where its threshold leaves nothing of it, they still serve
        ("s", "threshold", ""),
    ]

    # The passages behind a number

    @on(HeatMap.PairMeant)
    @on(Bars.RowMeant)
    def _meant(self) -> None:
        alone(self, "behind", self._look)

    def _asked(self) -> tuple[str, Any] | None:
        """Return which function finds the passages, and of what."""
        if self.reading == asking.COOCCURRENCE:
            return ("of_pair", self.query_one("#map", HeatMap).meant) if self.query_one("#map", HeatMap).meant else None
        place = self.query_one(Bars).cursor
        row = self.rows[place] if place < len(self.rows) else None
        return ("of_code" if self.reading == asking.FREQUENCIES else "of_term", row) if row else None

    async def _look(self) -> None:
        asked, result = self._asked(), self.results.get(self.reading)
        if asked is None or result is None:
            return
        title, numbers = numbers_of(result, asked[1])
        self.query_one("#pair", Static).update(title)
        self.query_one("#numbers", Static).update(numbers)
        given = (self.bench.project,) if asked[0] == "of_code" else ()
        look = later(f"qualcode.tui.shown.looking:{asked[0]}")
        entries = await self.bench.read(look, self.study, result.question, asked[1], *given)
        self.query_one("#count", Static).update(behind(self.reading, counted(len(entries))))
        self.query_one(Passages).show(entries)

    @on(HeatMap.PairChosen)
    @on(Bars.RowChosen)
    def _chosen(self) -> None:
        self.add_class("unfolded")
        self.query_one(Passages).focus()

    @on(Passages.PassageChosen)
    async def _passage_chosen(self, event: Passages.PassageChosen) -> None:
        await self.see(event.entry)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Offer the picture of the cloud where its words are before one."""
        return action != "draw" or self.reading in {asking.KEYWORDS, asking.CLOUD}

    @on(ReadingTabs.ReadingChosen)
    def _tab_clicked(self, event: ReadingTabs.ReadingChosen) -> None:
        self.action_reading(event.name)

    def action_reading(self, name: str) -> None:
        """Show another reading."""
        if name != self.reading:
            self.reading = name
            self.remove_class("unfolded")
            self.set_focus(None)
            self.show_commands()
            self.refresh_answer()

    @work
    async def action_question(self) -> None:
        """Ask the reading something else."""
        question = self.questions.get(self.reading)
        if question is None or self.study is None:
            return
        material = self.study.material
        guide = asking.asked_names(material.questions, material.askings)
        fields = asking.fields(question, self.study.coded, self.study.attributes, material.rounds, guide)
        values = await self.app.push_screen_wait(QuestionDialog(_("Change the question"), fields, self.whole_base()))
        if values is not None and asking.changed(question, values) != question:
            self.questions[self.reading] = asking.changed(question, values)
            self.results.pop(self.reading, None)
            self.refresh_answer()

    def action_order(self) -> None:
        """Put the codes in the next order."""
        if self.reading != asking.COOCCURRENCE:
            return
        self.order = (self.order + 1) % len(ORDERS)
        self.refresh_answer()

    def action_threshold(self) -> None:
        """Show only pairs that meet more often; after the highest threshold, all again."""
        if self.reading != asking.COOCCURRENCE:
            return
        self.threshold = (self.threshold + 1) % len(THRESHOLDS)
        self.refresh_answer()

    @work(group="chance", exclusive=True)
    async def action_test(self) -> None:
        """Test each pair against chance."""
        result = self.results.get(self.reading)
        if result is None or self.study is None:
            return
        if result.question.unit not in _TESTABLE:
            self.say(_("Only turns, sentences and paragraphs can be tested against chance: r changes the question."))
            return
        words = _("testing against chance")
        try:
            tested = await self.bench.run(words, later("qualcode.tui.shown.looking:tested"), self.study, result)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        if self.results.get(asking.COOCCURRENCE) is result:
            self.results[asking.COOCCURRENCE] = tested
            self.refresh_answer()
            caution = caution_of_chance(await self.bench.read(self.bench.project.approach.named))
            self.say(" ".join(filter(None, (tested_words(tested), caution))))
        else:
            self.say(_("What was tested has changed meanwhile: t tests again."))

    @work(group="file", exclusive=True)
    async def action_draw(self) -> None:
        """Draw the cloud into a file beside the project."""
        try:
            if asking.CLOUD not in self.results:
                await self.read_answer(asking.CLOUD)
            words = self.results[asking.CLOUD]
            self.say(_("Drawing …"))
            path = await self.bench.read(later("qualcode.tui.sending:drawn"), words, beside(self.bench.project.label))
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.say_written(_("{file}: written in {folder}"), path)

    @work(group="file", exclusive=True)
    async def action_export(self) -> None:
        """Write the rows of what is seen into a file beside the project."""
        result = self.results.get(self.reading)
        if result is None:
            self.say(_("There is no answer to export yet."))
            return
        folder = beside(self.bench.project.label)
        try:
            path = await self.bench.read(later("qualcode.tui.sending:exported"), result, folder)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.say_written(_("{file}: written with its question in {folder}"), path)

    def action_back(self) -> None:
        """Step back from the passages to the answer."""
        self.remove_class("unfolded")
        self.set_focus(None)
        self.focus_answer()
