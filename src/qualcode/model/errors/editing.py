"""What is refused of words that are edited where one reads."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class TextOvertaken(Refusal):
    """The text is another one than the one that was edited."""

    message = N_("{what}: its text was changed meanwhile; read it as it is now, then save again")


class NothingTyped(Refusal):
    """The words are what they were."""

    message = N_("{what}: nothing of its text was changed; there is nothing to save")


class EditElsewhere(Refusal):
    """An edit leaves the words that were opened, or these are no turn and cut one."""

    message = N_("{what}: words to be replaced lie outside the turn that was opened; open each turn by itself")


class TurnEmptied(Refusal):
    """A turn would say nothing."""

    message = N_(
        "{what}: no word would be left in a turn of “{speaker}”; leave one, or join the turn with the one beside it"
    )


class TextEmptied(Refusal):
    """No word would be left."""

    message = N_("{what}: no word would be left in its text; leave one, or take the document out of the project")


class NothingToMend(Refusal):
    """A word that is to be replaced stands nowhere."""

    message = N_("{what}: these words stand nowhere in the texts that were looked in; check how they are written there")
