"""What others did and took back holds nobody: undo across corrections of a text asks only what stands."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from qualcode.coding.documents.revising import ReviseDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Trial
    from qualcode.model.transcript import Transcript

WORDS = "On jardine beaucoup."


def test_a_correction_that_another_took_back_does_not_hold_ones_own(
    trial: Trial, write_turns: Callable[..., Transcript]
) -> None:
    """Both acts of the other wrote bounds of a passage that still lies there: the correction, and taking it back."""
    document = trial.document()
    coding = trial.coding(document, trial.code("Saisons"), WORDS)
    before = trial.dump()

    def correct(opening: str) -> None:
        given = write_turns(("Q", opening), ("Luc", f"On jardine. {WORDS}"))
        sha256 = hashlib.sha256(given.text.encode()).hexdigest()
        trial.do(ReviseDocument(document.id, "corrigé.txt", sha256, given))

    correct("Et puis chez vous ?")
    after = trial.dump()
    trial.becomes("Max")
    correct("Et puis encore, chez vous ?")
    trial.undo()
    trial.becomes("Zoé")
    trial.undo()
    assert trial.dump()["codings"] == before["codings"]
    assert trial.documents.text(document.id)[coding.start : coding.end] == WORDS
    trial.redo()
    assert trial.dump()["codings"] == after["codings"]
    assert trial.care.check() == []
