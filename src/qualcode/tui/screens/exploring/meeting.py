"""Codes that meet in other ways than as a map of numbers: communities, a plane; their order, tests and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from textual import work
from textual.content import Content
from textual.widgets import Static

from qualcode.model.errors import Refusal
from qualcode.model.meeting import NEAR, NETWORK
from qualcode.model.messages import N_, _
from qualcode.model.practice import caution_of_chance
from qualcode.report.course import map_notes
from qualcode.report.meeting import meeting_notes
from qualcode.tui.commands import Command
from qualcode.tui.figures import spoken
from qualcode.tui.later import later
from qualcode.tui.layout.grid import ORDERS, THRESHOLDS
from qualcode.tui.screens.exploring.placing import PlacingScreen
from qualcode.tui.shown import asked_comparisons, asked_course, asking
from qualcode.tui.shown.answers import lines_of, no_value, tested_words
from qualcode.tui.shown.course import community_rows, rows_of
from qualcode.tui.widgets.bars import Bars
from qualcode.tui.widgets.heatmap import HeatMap
from qualcode.tui.widgets.plane import Plane
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.model.patterns import CodeMap
    from qualcode.model.results import Cooccurrence, Question, Result
    from qualcode.tui.dialogs.question import Field
    from qualcode.tui.layout.grid import Grid

MEETING: Final = (
    Command("explore.view", "v", "view", N_("other view"), N_("show the same as map, network or plane"), rank=15),
    Command(
        "explore.intervals", "J", "intervals", N_("intervals"), N_("draw cases anew for an interval of each"), rank=36
    ),
)
PLANE: Final = "plane"
_VIEWS: Final = ("map", NETWORK, PLANE)
_NO_PLANE: Final = N_("Passages that overlap or lie near have no plane; r asks by turn or document.")
_ALL_PLACED: Final = N_("The plane places all codes, whichever rows and columns were chosen.")
_UNTESTED: Final = N_("Passages that overlap cannot be tested against chance: r changes the question.")
_UNDRAWN: Final = N_("Intervals are drawn of turns, sentences, paragraphs, documents or cases: r changes the question.")
DRAWN: Final = frozenset(
    {
        asking.COOCCURRENCE,
        asking.FREQUENCIES,
        asked_comparisons.CROSSTAB,
        asked_comparisons.SATURATION,
        asked_comparisons.TALK,
        asked_course.CODELINE,
        asked_course.COVERAGE,
    }
)
"""Readings with a picture of their own; words are drawn as their cloud."""


class MeetingScreen(PlacingScreen):
    """A place of readings where codes that meet are seen in several ways."""

    def __init__(self, bench: Any) -> None:  # noqa: ANN401 - the workbench, as every place has
        """Work at a workbench."""
        super().__init__(bench)
        self.view = 0
        self._beside: dict[str, tuple[Result, Any]] = {}
        """What was found out about an answer, by what it is."""

    # Views

    @property
    def seen(self) -> str:
        """Return which view of codes that meet is before one; passages that overlap or lie near have no plane."""
        view = _VIEWS[self.view]
        return _VIEWS[0] if view == PLANE and not self._has_units() else view

    def _has_units(self) -> bool:
        question = self.questions.get(asking.COOCCURRENCE)
        return question is None or question.unit != "overlap"

    @work(group="view", exclusive=True)
    async def action_view(self) -> None:
        """Show the next view of the same."""
        if self.reading in asked_course.COURSE:
            place = asked_course.COURSE.index(self.reading)
            self.action_reading(asked_course.COURSE[(place + 1) % len(asked_course.COURSE)])
        elif self.reading == asking.COOCCURRENCE:
            place = _VIEWS.index(self.seen) + 1
            if place < len(_VIEWS) and _VIEWS[place] == PLANE and not self._has_units():
                self.say(_(_NO_PLANE))
                place += 1
            self.view = place % len(_VIEWS)
            self.remove_class("unfolded")
            self.set_focus(None)
            self.refresh_answer()

    def action_reading(self, name: str) -> None:
        """Show another reading."""
        if name != self.reading:
            self.reading = name
            self.remove_class("unfolded")
            self.set_focus(None)
            self.show_commands()
            self.refresh_answer()

    async def before_showing(self) -> None:
        """Find out what the view of codes that meet needs, off the screen's thread.

        Raises:
            Refusal: where there is no such view.
        """
        result = self.results.get(self.reading)
        if result is None or self.reading != asking.COOCCURRENCE:
            return
        needed = {NETWORK: "communities", PLANE: "mapped"}.get(self.seen)
        if needed is None and ORDERS[self.order] == "near":
            needed = "clustered"
        if needed is None or self._known(needed) is not None:
            return
        given: tuple[object, ...] = (self.study, result.question) if needed == "mapped" else (result,)
        found = await self.bench.read(later(f"qualcode.tui.shown.patterns:{needed}"), *given)
        self._beside[needed] = (result, found)

    def _known(self, what: str) -> Any:  # noqa: ANN401 - whatever was found out
        """Return what is known of the answer before one; None where that is not known yet."""
        of, found = self._beside.get(what, (None, None))
        return found if of is not None and of is self.results.get(self.reading) else None

    def order_of(self, shown: Grid) -> Grid:
        """Return a grid in the order of clusters, where that is known."""
        found = self._known("clustered")
        return shown if found is None else shown.within(found)

    def _show_map(self, result: Cooccurrence) -> None:
        if self.seen == NETWORK and self._known("communities") is not None:
            titles, rows, self.rows = community_rows(result, self._known("communities"))
            self.show_rows(titles, rows)
        elif self.seen == PLANE and self._known("mapped") is not None:
            made = cast("CodeMap", self._known("mapped"))
            self._only("plane")
            points = sorted(made.rows, key=lambda row: -row.n)
            self.query_one(Plane).show([(row.code, row.x, row.y) for row in points])
            notes = [
                *map_notes(made, spoken()),
                *([_(_ALL_PLACED)] if asked_course.told_sides(result.question) else []),
            ]
            self.query_one("#legend", Static).update(Prose(Content(" ".join(notes))))
            self.query_one("#legend").display = True
        else:
            super()._show_map(result)

    def _beneath(self, result: Result) -> str:
        """Say what must be known of a test or of intervals, too."""
        notes = meeting_notes(cast("Cooccurrence", result), spoken()) if self.reading == asking.COOCCURRENCE else []
        return " ".join((*notes, super()._beneath(result))).strip()

    def meant_pair(self) -> tuple[str, str] | None:
        """Return the pair one stands on, on the map or in the list of communities."""
        if self.seen == "map":
            return self.query_one("#map", HeatMap).meant
        place = self.query_one(Bars).cursor
        row = self.rows[place] if self.seen == NETWORK and place < len(self.rows) else None
        return (row[0], row[1] or "") if row else None

    def placed_reading(self) -> str:
        """Return which reading is put into the plan: the network, where that is seen."""
        shown = self.reading == asking.COOCCURRENCE and self.seen == NETWORK
        return NETWORK if shown else super().placed_reading()

    # The course

    async def look_along(self) -> None:
        """Show the numbers of a row about the course, and the passages behind them."""
        result, place = self.results.get(self.reading), self.query_one(Bars).cursor
        about = self.rows[place] if place < len(self.rows) else None
        if result is None or about is None or self.study is None:
            return
        row = self.query_one(Bars).rows[place]
        given: tuple[object, ...]
        if self.reading == asked_course.SEQUENCE:
            title = f"{shown_line(about[0])} → {shown_line(about[1] or '')}"
            look, given = "qualcode.tui.shown.patterns:of_following", (about,)
        else:
            title = f"{shown_line(about[0])}\n{shown_line(no_value(about[1], result.question.by))}"
            look, given = "qualcode.tui.shown.looking:of_code", (about, self.bench.project)
        numbers = lines_of(rows_of(result)[0][1:], row.cells)
        await self.show_behind(Content.styled(title, "bold"), numbers, later(look), self.study, result.question, *given)

    # Commands

    def offers_meeting(self, action: str) -> bool:
        """Tell whether an act on codes that meet, or on their course, has something to act on."""
        if action == "view":
            return self.reading in {asking.COOCCURRENCE, *asked_course.COURSE}
        if action == "draw":
            return self.reading in {*DRAWN, asking.KEYWORDS, asking.CLOUD}
        return action != "intervals" or self.reading == asking.COOCCURRENCE

    def action_order(self) -> None:
        """Put the codes in the next order."""
        if self.reading == asking.COOCCURRENCE and self.seen == "map":
            self.order = (self.order + 1) % len(ORDERS)
            self.refresh_answer()

    def action_threshold(self) -> None:
        """Show only pairs that meet more often; after the highest threshold, all again."""
        if self.reading == asking.COOCCURRENCE and self.seen == "map":
            self.threshold = (self.threshold + 1) % len(THRESHOLDS)
            self.refresh_answer()

    @work(group="chance", exclusive=True)
    async def action_test(self) -> None:
        """Test each pair against chance."""
        result = self.results.get(asking.COOCCURRENCE)
        if result is not None and result.question.unit == "overlap" and NEAR not in dict(result.question.options):
            self.say(_(_UNTESTED))
            return
        tested = await self._worked(_("testing against chance"), "qualcode.tui.shown.looking:tested")
        if tested is not None:
            caution = caution_of_chance(await self.bench.read(self.bench.project.approach.named))
            self.say(" ".join(filter(None, (tested_words(tested), caution))))

    @work(group="chance", exclusive=True)
    async def action_intervals(self) -> None:
        """Give each Jaccard its interval."""
        result = self.results.get(asking.COOCCURRENCE)
        if result is not None and result.question.unit == "overlap":
            self.say(_(_UNDRAWN))
            return
        await self._worked(_("drawing cases anew"), "qualcode.tui.shown.patterns:resampled")

    async def _worked(self, words: str, place: str) -> Cooccurrence | None:
        """Work on the answer about codes that meet in the background, and show what came of it."""
        result = self.results.get(asking.COOCCURRENCE)
        if result is None or self.study is None:
            return None
        try:
            made = cast("Cooccurrence", await self.bench.run(words, later(place), self.study, result))
        except Refusal as refusal:
            self.say(str(refusal))
            return None
        if self.results.get(asking.COOCCURRENCE) is not result:
            self.say(_("What was tested has changed meanwhile: t tests again."))
            return None
        self.results[asking.COOCCURRENCE] = made
        self.refresh_answer()
        return made

    def asked_along(self, question: Question) -> list[Field]:
        """Return what can be changed of a question about the course."""
        study = self.study
        if study is None:
            return []
        guide = asking.asked_names(study.material.questions, study.material.askings)
        return asked_course.fields(question, study.coded, study.attributes, guide=bool(guide))
