"""What is refused of the outline of a report."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.errors.names import NoSuch
from qualcode.model.messages import N_


class NoSuchOutline(NoSuch):
    """No outline bears the name."""

    message = N_("{what}: no such outline; “qualcode report outline” lists them, “report outline new” makes one")


class NoSuchPart(NoSuch):
    """No part of an outline bears the title, number or id."""

    message = N_("{what}: no such part; “qualcode report outline show” lists them with their numbers")


class NotAnOutlinePart(Refusal):
    """A part that lacks what it is about."""

    message = N_("{what}: this part needs {needs}; name it, or add a free part with a title")
    translated = ("needs",)


class PartTooDeep(Refusal):
    """A part put in itself, or a level of heading too deep."""

    message = N_("{what}: a part stands neither inside itself nor under more than two others; choose another place")


class NoFurther(Refusal):
    """A part that cannot be moved so."""

    message = N_("{what}: it cannot go further that way; move another part, or choose another direction")


class OutlineNotEmpty(Refusal):
    """A plan brought into an outline that has parts."""

    message = N_("{what}: this outline has parts already; make a new one, or remove its parts first")


class CutsAll(Refusal):
    """Cuts that leave nothing of a passage."""

    message = N_("{what}: nothing would be left of this passage; keep some of its words, or reject it")


class NotInPassage(Refusal):
    """Words to drop that a passage does not hold exactly once."""

    message = N_("{what}: these words do not stand exactly once in this passage; copy more of it, or give START-END")


class NotChosenHere(Refusal):
    """A passage that a part neither quotes by choice nor rejects."""

    message = N_("{what}: this passage was not chosen for the part; choose it first")


class BadOutline(Refusal):
    """A file that is no outline."""

    message = N_("{what}: line {line}: {reason}; correct the file, then import it again")
    translated = ("reason",)
