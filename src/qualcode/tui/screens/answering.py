"""A question, its answer as a map, bars or a cloud, and the place for the passages behind a number."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final, cast

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from qualcode.model.errors import NothingCoded, NoWords, Refusal
from qualcode.model.messages import N_, _
from qualcode.report.base import left_out_sentence, named_some
from qualcode.report.wording import question_sentence, wording_of
from qualcode.tui.alone import alone
from qualcode.tui.figures import spoken
from qualcode.tui.later import later
from qualcode.tui.layout.grid import ORDERS, THRESHOLDS, above, grid, ordered
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.shown import asking
from qualcode.tui.shown.answers import frequency_rows, outside, word_rows
from qualcode.tui.widgets.bars import Bars
from qualcode.tui.widgets.heatmap import HeatMap
from qualcode.tui.widgets.passages import Passages
from qualcode.tui.widgets.prose import Prose
from qualcode.tui.widgets.tabs import ReadingTabs
from qualcode.tui.widgets.wordcloud import WordCloud
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qualcode.model.changes import Change
    from qualcode.model.results import Cooccurrence, Frequencies, Keywords, Question, Result
    from qualcode.tui.shown.looking import Studied
    from qualcode.tui.shown.study import Whose
    from qualcode.tui.workbench import Workbench

TABS: Final = (
    (asking.COOCCURRENCE, "c", N_("Co-occurrence")),
    (asking.KEYWORDS, "w", N_("Words")),
    (asking.CLOUD, "n", N_("Cloud")),
    (asking.FREQUENCIES, "f", N_("Frequencies")),
)
TALL: Final = 30
"""Lines below which the question takes two lines and gives way to the answer; r shows all of it."""
_ORDER_WORDS: Final = {
    "book": N_("codes as in the codebook"),
    "often": N_("the most used codes first"),
    "near": N_("codes that meet side by side"),
}


class AnsweringScreen(PlaceScreen):
    """Readings of the study; each is read off the screen's thread, and again where a change made it stale."""

    PLACE = "explore"

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__(bench)
        self.reading: str = asking.COOCCURRENCE
        self.questions: dict[str, Question] = {}
        self.results: dict[str, Result] = {}
        self.study: Studied | None = None
        self.order = 0
        self.threshold = 0
        self._followed: Whose | None = None
        self.rows: list[tuple[str, str | None] | None] = []

    def inside(self) -> ComposeResult:
        """Lay out the answer and the passages beside it."""
        with Horizontal(id="workplace"):
            with Vertical(id="answer"):
                yield ReadingTabs([(name, key, _(words)) for name, key, words in TABS], id="readings")
                yield Static(id="question", markup=False)
                yield Static(id="empty", markup=False)
                yield HeatMap(id="map")
                yield Bars(id="bars")
                yield WordCloud(id="cloud")
                yield Static(id="outside", markup=False)
                yield Static(id="legend", markup=False)
            with Vertical(id="side", classes="panel"):
                yield Static(id="pair", markup=False)
                yield Static(id="numbers", markup=False)
                yield Static(id="count", classes="panel-title", markup=False)
                yield Passages(id="passages")

    async def on_mount(self) -> None:
        """Ask the first question."""
        self._only(None)
        await self.begin()
        self._follow()
        self.refresh_answer()

    # Asking

    def changed(self, change: Change) -> None:
        """Hold every answer for stale; ask again what is seen, once it is."""
        if change.touched.keys() - {"memos"}:
            self.study = None
            self.results.clear()
            if self.is_current:
                self.refresh_answer()

    def on_screen_resume(self) -> None:
        """Ask again what went stale meanwhile, or is to be about somebody else."""
        self._follow()
        if self.is_mounted and self.questions and self.reading not in self.results:
            self.refresh_answer()

    def on_resize(self) -> None:
        """Write the question for the room there is, once it is known."""
        if self.reading in self.results:
            self.call_after_refresh(self._show_question)

    def _follow(self) -> None:
        """Ask about those whose codings were chosen in the place where one codes, since they were chosen."""
        chosen = self.whose_chosen()
        if chosen is self._followed or chosen is None:
            return
        self._followed = chosen
        for reading in {asking.COOCCURRENCE, asking.FREQUENCIES} & self.questions.keys():
            self.questions[reading] = asking.changed(self.questions[reading], {"coder": chosen.name or asking.ANY})
            self.results.pop(reading, None)

    def _begins_with(self, study: Studied) -> str | None:
        """Return whose codings a question begins with: those chosen, else one's own where there are some."""
        chosen, mine = self.whose_chosen(), self.bench.project.coder
        if chosen is not None and not chosen.is_mine:
            return chosen.name
        return mine if mine in study.coded else None

    def refresh_answer(self) -> None:
        """Ask the current question, unless its answer stands."""
        alone(self, "reading", self._ask)

    async def _ask(self) -> None:
        reading = self.reading
        if reading not in self.results:
            words = _("Reading …")
            self.say(words)
            try:
                await self.read_answer(reading)
            except Refusal as refusal:
                self._refused(refusal)
                return
            finally:
                self.hush(words)
        self._show()

    async def read_answer(self, reading: str) -> None:
        """Answer the question of a reading off the screen's thread; what a change outran is asked again.

        Raises:
            Refusal: where it has no answer.
        """
        while reading not in self.results:
            heard = self.heard
            read = later("qualcode.tui.shown.looking:studied")
            study = cast("Studied", self.study or await self.bench.read(read, self.bench.project))
            if heard == self.heard:
                self.study = study
            question = self.questions.setdefault(reading, asking.begun(reading, self._begins_with(study)))
            answer = await self.bench.read(later("qualcode.tui.shown.looking:answered"), study, question)
            if heard == self.heard and question == self.questions[reading]:
                self.results[reading] = answer

    def _refused(self, refusal: Refusal) -> None:
        """Say why there is no answer, and what to do next."""
        words = str(refusal)
        if isinstance(refusal, NothingCoded):
            words = _("Nothing is coded yet. Go to Code (1), select a passage (s) and code it (c).")
        elif isinstance(refusal, NoWords):
            words = _("There are no words yet. Go to Code (1) and import transcripts.")
        self._only(None)
        self.query_one("#empty", Static).update(Prose(Content(shown_line(words))))
        self.query_one("#question", Static).update("")

    # Showing

    def _only(self, shown: str | None) -> None:
        """Show one of the pictures, or the place for a sentence."""
        for name in ("map", "bars", "cloud"):
            self.query_one(f"#{name}").display = name == shown
        self.query_one("#empty").display = shown is None
        self.query_one("#legend").display = shown == "map" and self.size.height >= TALL
        result = self.results.get(self.reading)
        words = outside(result.population) if result and shown else ""
        self.query_one("#outside", Static).update(words)
        self.query_one("#outside").display = bool(words)
        self.query_one("#side").set_class(shown not in {"map", "bars"}, "away")
        self.query_one(ReadingTabs).show(self.reading)

    def _show(self) -> None:
        result = self.results[self.reading]
        self._show_question()
        if self.reading == asking.COOCCURRENCE:
            self._show_map(cast("Cooccurrence", result))
        elif self.reading == asking.CLOUD:
            self._only("cloud")
            rows = cast("Keywords", result).rows
            self.query_one(WordCloud).show([(row.term, row.count) for row in rows])
        else:
            self._show_bars(result)
        self.focus_answer()

    def _show_question(self) -> None:
        """Write what was asked, and on the top line of whom; in a low window in two lines, r shows all."""
        result = self.results[self.reading]
        sentence = shown_line(self.sentence())
        width = self.query_one("#question").size.width
        if self.size.height < TALL and width:
            more = " " + _("… (r shows all)")
            sentence = "\n".join(wrap(sentence, max(width - 1, 2 * len(more)), max_lines=2, placeholder=more))
        self.query_one("#question", Static).update(Prose(Content(sentence)))
        about_codings = self.reading in {asking.COOCCURRENCE, asking.FREQUENCIES} or result.question.coder
        several = len(self.study.coded) > 1 if self.study else False
        self.say_whose(result.question.coder, several=several and bool(about_codings))

    def sentence(self) -> str:
        """Return in words all that was asked, and whom the answer counted; empty where there is no answer."""
        result = self.results.get(self.reading)
        return question_sentence(result, spoken()) if result else ""

    def whole_base(self) -> str:
        """Return the sentence, and by name which documents were left out, and why."""
        result = self.results.get(self.reading)
        if result is None or not result.population.left_out:
            return self.sentence()
        wording = wording_of(spoken())
        names = named_some(result.population.left_out, wording)
        return f"{self.sentence()} {left_out_sentence(result.population, wording, names, result.question)}"

    def _show_map(self, result: Cooccurrence) -> None:
        whole = grid(((p.a, p.b, p.n_ab) for p in result.rows), cast("Studied", self.study).rows[result.question.level])
        shown = ordered(above(whole, THRESHOLDS[self.threshold]), ORDERS[self.order])
        if not shown.labels:
            self._only(None)
            self.query_one("#empty", Static).update(_("No pair meets so often: s is the threshold."))
            return
        self._only("map")
        self.query_one("#map", HeatMap).show(shown)
        least = THRESHOLDS[self.threshold]
        legend = [_("never together"), _("diagonal: the code itself"), _(_ORDER_WORDS[ORDERS[self.order]])]
        if least > 1:
            legend[0] = _("fewer than {count} times").format(count=least)
        self.query_one("#legend", Static).update(Content("· " + "   ".join(legend)))

    def _show_bars(self, result: Result) -> None:
        if self.reading == asking.FREQUENCIES:
            titles, rows, self.rows = frequency_rows(cast("Frequencies", result), cast("Studied", self.study).material)
        else:
            titles, rows, self.rows = word_rows(cast("Keywords", result))
        self._only("bars")
        self.query_one(Bars).show(titles, rows)

    def focus_answer(self) -> None:
        """Let the answer have the focus, unless the passages have it."""
        if not isinstance(self.focused, Passages):
            self.focus_first(*(self.query_one(f"#{name}") for name in ("map", "bars", "cloud")))
