"""A question is asked off the screen's thread, and again where a change made its answer stale."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from textual.worker import WorkerError

from qualcode.model.errors import Refusal
from qualcode.model.messages import _
from qualcode.tui.alone import alone
from qualcode.tui.later import later
from qualcode.tui.screens.exploring.showing import OF_CODINGS, ShowingScreen
from qualcode.tui.shown import asked_comparisons, asked_course, asking
from qualcode.tui.shown.unanswered import said_instead

if TYPE_CHECKING:
    from qualcode.analysis.cloud import Cloud
    from qualcode.model.changes import Change
    from qualcode.model.results import Question, Result
    from qualcode.tui.shown.looking import Studied


PLANS: Final = frozenset({"outlines", "outline_parts", "outline_quotes"})
"""What a reading never reads: an answer, with the test of it, outlives being put into a plan."""
UNREAD: Final = PLANS | {"memos"}


class AnsweringScreen(ShowingScreen):
    """Readings of the study; each is read off the screen's thread, and again where a change made it stale."""

    async def on_mount(self) -> None:
        """Ask the first question."""
        self._only(None)
        await self.begin()
        self._follow()
        self.refresh_answer()

    # Asking

    def changed(self, change: Change) -> None:
        """Hold every answer for stale; of memos only the matrix tells. Ask again what is seen, once it is."""
        if change.touched.keys() - UNREAD:
            self.study = None
            self.results.clear()
        if change.touched.keys() - PLANS:
            self.results.pop(asked_comparisons.MATRIX, None)
        if self.is_current and self.reading not in self.results:
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
        for reading in OF_CODINGS & self.questions.keys():
            self.questions[reading] = asking.changed(self.questions[reading], {"coder": chosen.name or asking.ANY})
            self.results.pop(reading, None)

    def _begins_with(self, study: Studied) -> str | None:
        """Return whose codings a question begins with: those chosen, else one's own where there are some."""
        chosen, mine = self.whose_chosen(), self.bench.project.coder
        if chosen is not None and not chosen.is_mine:
            return chosen.name
        return mine if mine in study.coded else None

    async def answered(self) -> None:
        """Wait until what is being read is answered: a key pressed meanwhile is about that answer."""
        for worker in [one for one in self.workers if one.group == "reading" and one.node is self]:
            with suppress(WorkerError):
                await worker.wait()

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
        try:
            await self.before_showing()
        except Refusal as refusal:
            self._refused(refusal)
            return
        self._show()

    async def before_showing(self) -> None:
        """Find out what showing the answer needs besides."""

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
            question = self.questions.get(reading) or self._begun(reading, study)
            self.questions[reading] = question
            answer = await self._answer(study, question)
            cloud = await self._coloured(study, answer) if reading == asking.CLOUD else None
            if heard == self.heard and question == self.questions[reading]:
                self.results[reading] = answer
                self.cloud = cloud or self.cloud

    def _begun(self, reading: str, study: Studied) -> Question:
        coder = self._begins_with(study)
        if reading in asked_comparisons.COMPARISONS:
            return asked_comparisons.begun(reading, coder, study.compared, themes=study.themed)
        if reading in asked_course.COURSE:
            return asked_course.begun(reading, coder)
        return asking.begun(reading, coder)

    async def _answer(self, study: Studied, question: Question) -> Result:
        """Answer a question; one that takes long tells how far it is, and can be stopped."""
        words = asked_comparisons.SLOW.get(question.reading)
        if question.reading == asked_comparisons.MATRIX:  # a memo written since the study was read stands in it
            read = later("qualcode.coding.cases.summaries:summarised")
            study = replace(study, summaries=await self.bench.read(read, self.bench.project))
            self.summaries = study.summaries
        if words:
            slowly = later("qualcode.tui.shown.looking:answered_slowly")
            return cast("Result", await self.bench.run(_(words), slowly, study, question))
        return cast("Result", await self.bench.read(later("qualcode.tui.shown.looking:answered"), study, question))

    async def _coloured(self, study: Studied, answer: Result) -> Cloud:
        return cast("Cloud", await self.bench.read(later("qualcode.tui.shown.looking:coloured"), study, answer))

    def _refused(self, refusal: Refusal) -> None:
        """Say why there is no answer, and what to do next."""
        self.say_instead(said_instead(refusal, self.study.compared if self.study else ()))
