"""What somebody agreed to, said where one codes; a passage of who is not to be quoted is not starred there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.coding.passages.codings import ApplyCode
from qualcode.tui.dialogs.question import QuestionDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any


def test_a_consent_is_said_at_the_turn_and_its_passages_are_not_starred(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        start = desk.text.index("On prend")
        code = desk.project.codes.get("Présence").id
        await desk.screen.bench.perform(ApplyCode(desk.screen.opened, start, start + 8, code))
        desk.reader.go(desk.text.index("Et quand"))
        await desk.settle()
        await desk.press("ampersand")
        assert desk.said == "Nobody is known to speak here: V says who it is."
        desk.reader.go(start)
        await desk.settle()
        await desk.press("ampersand")
        assert isinstance(desk.app.screen, QuestionDialog)
        assert "What did Entrevue 01 agree to?" in desk.lines()
        await desk.press("down", "left", "enter")
        (agreed,) = desk.project.consents.own().values()
        assert (agreed.analysis, agreed.quotation, agreed.until) == ("", "no", "")
        assert desk.said.startswith("Done: set the consent of “Entrevue 01”")
        await desk.press("asterisk")
        assert "the consent of Entrevue 01 does not allow quoting" in desk.said
        assert not any(coding.starred for coding in desk.project.codings.of_document(desk.screen.opened))
        await desk.press("ampersand")
        assert "did not agree to be quoted" in desk.lines()
        await desk.press("escape")

    at_desk(story, (80, 24))
