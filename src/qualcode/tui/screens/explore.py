"""The place of readings: its commands, and the passages behind the number one stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on, work
from textual.content import Content

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.tui.alone import alone
from qualcode.tui.commands import Command, bindings
from qualcode.tui.dialogs.question import QuestionDialog
from qualcode.tui.later import later
from qualcode.tui.places import beside
from qualcode.tui.screens.exploring.chosen import ticked
from qualcode.tui.screens.exploring.drawing import EXPORT, OVER, DrawingScreen
from qualcode.tui.screens.exploring.meeting import DRAWN, MEETING
from qualcode.tui.screens.exploring.own_words import WORDS
from qualcode.tui.screens.exploring.placing import PLACING
from qualcode.tui.screens.exploring.showing import TABS
from qualcode.tui.screens.exploring.summaries import BESIDE
from qualcode.tui.screens.place import GOING
from qualcode.tui.shown import asked_comparisons, asked_course, asking
from qualcode.tui.shown.answers import lines_of, numbers_of
from qualcode.tui.shown.comparisons import rows_of
from qualcode.tui.widgets.bars import Bars
from qualcode.tui.widgets.heatmap import HeatMap
from qualcode.tui.widgets.passages import Passages
from qualcode.tui.widgets.tabs import ReadingTabs
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.model.results import Cooccurrence, Question
    from qualcode.tui.dialogs.question import Field
    from qualcode.tui.shown.looking import Studied


class ExploreScreen(DrawingScreen):
    """Readings of the study, and what can be done with them."""

    CSS_PATH = "../styles/explore.tcss"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("explore.question", "r", "question", N_("question"), N_("change the question"), rank=10),
        Command("explore.draw", "d", "draw", N_("picture"), N_("draw what is seen into a PNG file"), rank=40),
        Command("explore.export", "e", "export", N_("export"), N_("write what is seen into a file"), rank=50),
        *WORDS,
        *BESIDE,
        *PLACING,
        *MEETING,
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
            pair = self.meant_pair()
            return ("of_pair", pair) if pair else None
        place = self.query_one(Bars).cursor
        row = self.rows[place] if place < len(self.rows) else None
        return ("of_code" if self.reading == asking.FREQUENCIES else "of_term", row) if row else None

    async def _look(self) -> None:
        if self.reading in asked_comparisons.COMPARISONS:
            await self._look_behind()
            return
        if self.reading in asked_course.COURSE:
            await self.look_along()
            return
        asked, result = self._asked(), self.results.get(self.reading)
        if asked is None or result is None:
            return
        title, numbers = numbers_of(result, asked[1])
        given = (self.bench.project,) if asked[0] == "of_code" else ()
        look = later(f"qualcode.tui.shown.looking:{asked[0]}")
        await self.show_behind(title, numbers, look, self.study, result.question, asked[1], *given)

    async def _look_behind(self) -> None:
        """Show the numbers of a row of a comparison, and the passages behind them."""
        result, place = self.results.get(self.reading), self.query_one(Bars).cursor
        about = self.rows[place] if place < len(self.rows) else None
        if result is None or about is None:
            return
        row = self.query_one(Bars).rows[place]
        title = Content.styled(shown_line(row.label), "bold")
        numbers = lines_of(rows_of(result)[0][1:], row.cells)
        look = later("qualcode.tui.shown.behind_comparisons:behind")
        await self.show_behind(title, numbers, look, self.study, result, about, self.bench.project)

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
        """Offer the picture of the cloud and acts on words where words are before one."""
        return (
            not self.waits and self.offers_words(action) and self.offers_beside(action) and self.offers_meeting(action)
        )

    @on(ReadingTabs.ReadingChosen)
    def _tab_clicked(self, event: ReadingTabs.ReadingChosen) -> None:
        self.action_reading(event.name)

    @work
    async def action_question(self) -> None:
        """Ask the reading something else, once it is known what can be asked."""
        self.waits = True
        try:
            await self.answered()
        finally:
            self.waits = False
        self.show_commands()
        question = self.questions.get(self.reading)
        if question is None or self.study is None:
            return
        fields = self._fields(question, self.study)
        values = await self.app.push_screen_wait(QuestionDialog(_("Change the question"), fields, self.whole_base()))
        if values is None:
            return
        values = await ticked(self, self.study, question, values)
        if asking.changed(question, values) != question:
            self.questions[self.reading] = asking.changed(question, values)
            self.results.pop(self.reading, None)
            self.refresh_answer()

    def _fields(self, question: Question, study: Studied) -> list[Field]:
        material = study.material
        guide = asking.asked_names(material.questions, material.askings)
        if question.reading in asked_comparisons.COMPARISONS:
            named = study.compared if question.reading == asked_comparisons.CROSSTAB else study.attributes
            return asked_comparisons.fields(question, study.coded, named, guide=bool(guide))
        if question.reading in asked_course.COURSE:
            return self.asked_along(question)
        groups = study.rows["group"]
        return asking.fields(question, study.coded, study.attributes, material.rounds, guide, groups)

    @work(group="file", exclusive=True)
    async def action_draw(self) -> None:
        """Draw what is seen, or the cloud of words, into a file beside the project."""
        if self.reading in DRAWN:
            await self.draw_meeting()
            return
        names = await self.names_looked_for()
        if names is None:
            return
        draw, folder = later("qualcode.tui.sending:drawn"), beside(self.bench.project.label)
        try:
            if asking.CLOUD not in self.results:
                await self.read_answer(asking.CLOUD)
            self.say(_("Drawing …"))
            path = await self.bench.read(OVER, names, self.cloud, draw, self.cloud, folder)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.say_sent(path, names, _("{file}: written in {folder}"))

    @work(group="file", exclusive=True)
    async def action_export(self) -> None:
        """Write the rows of what is seen into a file beside the project."""
        result = self.results.get(self.reading)
        if result is None:
            self.say(_("There is no answer to export yet."))
            return
        if self.reading == asking.COOCCURRENCE:
            await self.send_meeting(cast("Cooccurrence", result))
            return
        names = await self.names_looked_for()
        if names is None:
            return
        folder = beside(self.bench.project.label)
        try:
            path = await self.bench.read(OVER, names, result, EXPORT, result, folder)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.say_sent(path, names, _("{file}: written with its question in {folder}"))

    def action_back(self) -> None:
        """Step back from the passages to the answer."""
        self.remove_class("unfolded")
        self.set_focus(None)
        self.focus_answer()
