"""An answer on the screen: its question, a map, bars, a cloud or a plane, and the place for the passages beside it."""

from __future__ import annotations

from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, cast

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from qualcode.model.messages import N_, _
from qualcode.model.practice import cautious
from qualcode.report.base import left_out_sentence, named_some
from qualcode.report.wording import question_sentence, wording_of
from qualcode.tui.figures import counted, spoken
from qualcode.tui.layout.grid import ORDERS, THRESHOLDS, above, grid, ordered
from qualcode.tui.screens.place import PlaceScreen
from qualcode.tui.shown import asked_comparisons, asked_course, asking, course
from qualcode.tui.shown.answers import behind, frequency_rows, outside, word_rows
from qualcode.tui.shown.chosen import sides_of
from qualcode.tui.shown.comparisons import below, rows_of
from qualcode.tui.shown.unanswered import NO_ROWS, NO_WORDS
from qualcode.tui.themes import ink_of
from qualcode.tui.widgets.bars import Bars
from qualcode.tui.widgets.heatmap import HeatMap
from qualcode.tui.widgets.passages import Passages
from qualcode.tui.widgets.plane import Plane
from qualcode.tui.widgets.prose import Prose
from qualcode.tui.widgets.tabs import ReadingTabs
from qualcode.tui.widgets.wordcloud import WordCloud
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from qualcode.analysis.cloud import Cloud
    from qualcode.model.results import Cooccurrence, Frequencies, Keywords, Question, Result
    from qualcode.tui.layout.grid import Grid
    from qualcode.tui.shown.looking import Studied
    from qualcode.tui.shown.study import Whose
    from qualcode.tui.widgets.bars import BarRow
    from qualcode.tui.widgets.passages import Entry
    from qualcode.tui.workbench import Workbench

TABS: Final = (
    (asking.COOCCURRENCE, "c", N_("Co-occurrence")),
    (asking.KEYWORDS, "w", N_("Words")),
    (asking.CLOUD, "n", N_("Cloud")),
    (asking.FREQUENCIES, "f", N_("Frequencies")),
    (asked_comparisons.CROSSTAB, "b", N_("Comparisons")),
    (asked_comparisons.MATRIX, "m", N_("Matrix")),
    (asked_comparisons.TALK, "p", N_("Talk")),
    (asked_comparisons.SATURATION, "z", N_("Saturation")),
    (asked_comparisons.GROUPS, "i", N_("Word groups")),
    (asked_course.CODELINE, "a", N_("Course")),
)
PICTURES: Final = ("map", "bars", "cloud", "plane")
OF_CODINGS: Final = frozenset(
    {
        asking.COOCCURRENCE,
        asking.FREQUENCIES,
        asked_comparisons.CROSSTAB,
        asked_comparisons.MATRIX,
        asked_comparisons.SATURATION,
        *asked_course.COURSE,
    }
)
"""Readings of codings: they follow whose codings were chosen."""
MOST_LINES, FEWEST_LINES = 9, 2
"""Lines of what must be known of an answer, in a high and in a low window, where r shows all of it."""
TALL: Final = 30
"""Lines below which the question takes two lines and gives way to the answer; r shows all of it."""
LATE: Final = 0.2
"""Seconds after which passages that are still looked for take the place of those of what was meant before."""
_ORDER_WORDS: Final = {
    "book": N_("codes as in the codebook"),
    "often": N_("the most used codes first"),
    "near": N_("codes that meet side by side"),
}


class ShowingScreen(PlaceScreen):
    """Shows what is known of the reading before one."""

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
        self.waits = False
        """Whether a question is on its way: what is typed for it meanwhile is no command of this place."""
        self.rows: list[tuple[str, str | None] | None] = []
        self._barred: tuple[str, ...] = ()
        """The reading whose rows were shown last, and their titles."""
        self.summaries: Mapping[tuple[str, str], str] = {}
        """What the analyst wrote of cases, as the matrix shows it."""
        self.cloud: Cloud | None = None
        """The words of the cloud with their colours."""

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
                yield Plane(id="plane")
                yield Static(id="outside", markup=False)
                yield Static(id="legend", markup=False)
            with Vertical(id="side", classes="panel"):
                yield Static(id="pair", markup=False)
                yield Static(id="numbers", markup=False)
                yield Static(id="count", classes="panel-title", markup=False)
                yield Passages(id="passages")

    # Showing

    def _only(self, shown: str | None) -> None:
        """Show one of the pictures, or the place for a sentence."""
        for name in PICTURES:
            self.query_one(f"#{name}").display = name == shown
        self.query_one("#empty").display = shown is None
        self.query_one("#legend").display = shown == "map" and self.size.height >= TALL
        result = self.results.get(self.reading)
        words = self._beneath(result) if result and shown else ""
        self.query_one("#outside", Static).update(Prose(Content(shown_line(words)), _("… (r shows all)")))
        self.query_one("#outside").display = bool(words)
        self.query_one("#outside").styles.max_height = MOST_LINES if self.size.height >= TALL else FEWEST_LINES
        without = self.reading == asked_course.COVERAGE  # a share has no passages of its own
        self.query_one("#side").set_class(shown not in {"map", "bars"} or without, "away")
        along = self.reading in asked_course.COURSE
        self.query_one(ReadingTabs).show(asked_course.CODELINE if along else self.reading)

    @property
    def _tested(self) -> bool:
        """Whether p-values are shown of comparisons: not where the project's approach is wary of them."""
        return self.study is None or not cautious(self.study.approach)

    def _beneath(self, result: Result) -> str:
        """Say what must be known of an answer, and what it did not count."""
        known = below(result, tested=self._tested) if self.reading in asked_comparisons.COMPARISONS else ""
        return " ".join(filter(None, (known, outside(result.population))))

    def _show(self) -> None:
        result = self.results[self.reading]
        self._show_question()
        if self.reading == asking.COOCCURRENCE:
            self._show_map(cast("Cooccurrence", result))
        elif self.reading == asking.CLOUD:
            self._only("cloud")
            self._show_cloud(cast("Cloud", self.cloud))
        else:
            self._show_bars(result)
        self.focus_answer()

    def _show_question(self) -> None:
        """Write what was asked, and on the top line of whom; in a low window in two lines, r shows all."""
        result = self.results.get(self.reading)
        if result is None:  # the window was resized while another was asked for
            return
        sentence = shown_line(self.sentence())
        width = self.query_one("#question").size.width
        if self.size.height < TALL and width:
            more = " " + _("… (r shows all)")
            sentence = "\n".join(wrap(sentence, max(width - 1, 2 * len(more)), max_lines=2, placeholder=more))
        self.query_one("#question", Static).update(Prose(Content(sentence), _("… (r shows all)")))
        about_codings = self.reading in OF_CODINGS or result.question.coder
        several = len(self.study.coded) > 1 if self.study else False
        self.say_whose(result.question.coder, several=several and bool(about_codings))

    def sentence(self) -> str:
        """Return in words all that was asked, and whom the answer counted; empty where there is no answer."""
        result = self.results.get(self.reading)
        return question_sentence(result, spoken()) if result else ""

    def whole_base(self) -> str:
        """Return the sentence, by name which documents were left out, and what must be known of it."""
        result = self.results.get(self.reading)
        if result is None:
            return self.sentence()
        told = [self.sentence()]
        if result.population.left_out:
            wording = wording_of(spoken())
            names = named_some(result.population.left_out, wording)
            told.append(left_out_sentence(result.population, wording, names, result.question))
        if self.reading in {*asked_comparisons.COMPARISONS, asking.COOCCURRENCE}:
            told.append(self._beneath(result))
        return " ".join(filter(None, told))

    def _show_map(self, result: Cooccurrence) -> None:
        study = cast("Studied", self.study)
        whole = grid(((p.a, p.b, p.n_ab) for p in result.rows), study.rows[result.question.level])
        shown = self.order_of(ordered(above(whole, THRESHOLDS[self.threshold]), ORDERS[self.order]))
        sides = sides_of(study, result.question)
        shown = shown.narrowed(*sides) if any(side is not None for side in sides) else shown
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

    def order_of(self, shown: Grid) -> Grid:
        """Return a grid in the order that is found out elsewhere; as it is, where none is."""
        return shown

    def _show_cloud(self, cloud: Cloud) -> None:
        """Show the words in their colours, and what each colour stands for."""
        dark = self.app.current_theme.dark
        ink = {colour: ink_of(colour, dark=dark) for _name, colour in cloud.legend}
        words = [(word.term, word.weight, ink.get(word.colour, "")) for word in cloud.words]
        self.query_one(WordCloud).show(words)
        parts = [Content.assemble(("■ ", ink[colour]), shown_line(name)) for name, colour in cloud.legend]
        self.query_one("#legend", Static).update(Content("   ").join(parts))
        self.query_one("#legend").display = bool(parts)

    def _show_bars(self, result: Result) -> None:
        if self.reading == asking.FREQUENCIES:
            titles, rows, self.rows = frequency_rows(cast("Frequencies", result), cast("Studied", self.study).material)
        elif self.reading in asked_comparisons.COMPARISONS:
            titles, rows, self.rows = rows_of(result, tested=self._tested)
        elif self.reading in asked_course.COURSE:
            titles, rows, self.rows = course.rows_of(result)
        else:
            titles, rows, self.rows = word_rows(cast("Keywords", result))
        if not rows:
            there = self.study is not None and self.study.material.documents
            self.say_instead(_(NO_ROWS if there else NO_WORDS))
            return
        self.show_rows(titles, rows)

    def show_rows(self, titles: Sequence[str], rows: Sequence[BarRow]) -> None:
        """Show an answer as rows, from the first one where another stood there."""
        about = (self.reading, *titles)
        self._only("bars")
        self.query_one(Bars).show(titles, rows, first=about != self._barred)
        self._barred = about

    def say_instead(self, words: str) -> None:
        """Say what stands where there is no answer."""
        self._only(None)
        self.query_one("#empty", Static).update(Prose(Content(shown_line(words))))
        self.query_one("#question", Static).update("")

    async def show_behind(self, title: Content, numbers: Content, look: Callable[..., Any], *given: object) -> None:
        """Show what is meant, its numbers and, once they are found, the passages behind them.

        Args:
            title: what is meant.
            numbers: of it.
            look: finds the passages, off the screen's thread.
            given: its arguments.
        """
        self.query_one("#pair", Static).update(title)
        self.query_one("#numbers", Static).update(numbers)
        late = self.set_timer(LATE, partial(self._show_passages, (), "…"))
        try:
            entries = await self.bench.read(look, *given)
        finally:
            late.stop()
        self._show_passages(entries, counted(len(entries)))

    def _show_passages(self, entries: Sequence[Entry], count: str) -> None:
        self.query_one("#count", Static).update(behind(self.reading, count))
        self.query_one(Passages).show(entries)

    def focus_answer(self) -> None:
        """Let the answer have the focus, unless the passages have it."""
        if not isinstance(self.focused, Passages):
            self.focus_first(*(self.query_one(f"#{name}") for name in PICTURES))
