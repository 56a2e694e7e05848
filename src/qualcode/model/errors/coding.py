"""Refusals about coding, codes and cases."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_, NN_


class SpanOutside(Refusal):
    """The bounds leave the text."""

    message = N_(
        "{what}: the passage {start}:{end} lies outside the text, which has {length} characters; give bounds within it"
    )


class SpanEmpty(Refusal):
    """The bounds hold no character."""

    message = N_("{what}: the passage {start}:{end} is empty; its end must lie after its start")


class NotASpan(Refusal):
    """The bounds are not written A:B."""

    message = N_("{what}: not a passage; write its bounds as START:END, for example 120:188")


class TextNotFound(Refusal):
    """The words to code are not in the document."""

    message = N_("{what}: these words are not in “{document}”; copy them exactly as the document shows them")


class TextTwice(Refusal):
    """The words to code occur several times."""

    message = N_("{what}: these words occur {count} times in “{document}”; give more of them, or --span START:END")


class BadPattern(Refusal):
    """The regular expression does not compile."""

    message = N_("{what}: not a regular expression ({reason}); see Python’s “re” for the forms")


class PatternTakesTooLong(Refusal):
    """The regular expression does not end in time."""

    message = N_("{what}: this pattern takes over {seconds} seconds on “{document}”; make it simpler")


class NothingMatched(Refusal):
    """Nothing fits what was asked."""

    message = N_("{what}: nothing in “{document}” fits; nothing was coded")


class NoSuchHit(Refusal):
    """A passage to leave out has a number that none has."""

    message = NN_(
        "{what}: no passage has this number, there is {count}; --dry-run lists it",
        "{what}: no passage has this number, there are {count}; --dry-run lists them",
    )


class NoSuchHeading(Refusal):
    """Nothing stands under a heading of that name."""

    message = N_("{what}: no such heading in “{document}”; there are: {names}")


class NoSuchOrigin(Refusal):
    """No coding of one's own comes from there."""

    message = N_("{what}: no coding of yours comes from there; “qualcode excerpts --json” shows where each comes from")


class JoinsItself(Refusal):
    """A case is to be joined with itself."""

    message = N_("{what}: a case is joined with another one, not with itself; name both")


class NoTurnThere(Refusal):
    """No turn holds a place of the text."""

    message = N_("{what}: no turn at {offset}; “qualcode turns list” gives the turns with their bounds")


class NothingToSplit(Refusal):
    """One half of a turn would hold nothing."""

    message = N_("{what}: no words stand on one side of the cut; put it between two words of the turn")


class WordsBetween(Refusal):
    """Two turns have text between them that nobody says."""

    message = N_("{what}: a label stands in the text between the two turns; give the second one to “{speaker}” instead")


class AlreadyCoded(Refusal):
    """The same coder has the same code on the same passage already."""

    message = N_("{what}: already coded so by {coder}; nothing was added")


class CodeCycle(Refusal):
    """A code would stand under itself."""

    message = N_("{what}: a code cannot stand under itself or one of its sub-codes; choose another place")


class StandsThere(Refusal):
    """A code would be listed where it stands."""

    message = N_("{what}: it stands under “{group}” already; nothing was changed")


class NoSecondPlace(Refusal):
    """A code is to leave a group that is its home, or where it is not listed."""

    message = N_("{what}: it has no second place under “{group}”; its home is changed by moving it")


class CodeRetired(Refusal):
    """A retired code would be applied."""

    message = N_(
        "{what}: this code is retired and no longer applied; "
        "i in the codebook or “qualcode codes bring-back” brings it back first"
    )


class AlreadyRetired(Refusal):
    """A retired code would be retired."""

    message = N_("{what}: this code is retired already; give another reason, or bring it back")


class NotRetired(Refusal):
    """A code in use would be brought back."""

    message = N_("{what}: this code is not retired; nothing was changed")


class MergeIntoRetired(Refusal):
    """Codes in use would go into one that is retired, out of use with it."""

    message = N_("{what}: this code is retired; bring it back before codes in use are merged into it")


class MergeIntoItself(Refusal):
    """A code would be merged with itself alone."""

    message = N_("{what}: a code cannot be merged into itself; name another code")


class HasChildren(Refusal):
    """Sub-codes stand under the code to remove."""

    message = NN_(
        "{what}: {count} sub-code stands under it; move or remove it first, or give --with-children",
        "{what}: {count} sub-codes stand under it; move or remove them first, or give --with-children",
    )


class BadWeight(Refusal):
    """A weight out of range."""

    message = N_("{what}: a weight is a whole number from 1 to 5")


class BadChoice(Refusal):
    """A word outside the list of choices."""

    message = N_("{what}: not one of {choices}")


class BadColour(Refusal):
    """Not a colour."""

    message = N_("{what}: not a colour; write it as #rrggbb, for example #56b4e9")


class NotLinked(Refusal):
    """A theme does not rest on what was named."""

    message = N_("{what}: does not rest on “{other}”; “qualcode themes --json” lists its links")


class ThemeIntoItself(Refusal):
    """A theme would be merged with itself alone."""

    message = N_("{what}: a theme cannot be merged into itself; name another theme")


class NothingToMove(Refusal):
    """No link of another theme is to go."""

    message = N_("{what}: no link was named that could go; “qualcode themes --json” lists them")


class CaseCycle(Refusal):
    """A case would be inside itself."""

    message = N_("{what}: a case cannot be inside itself; choose another")


class BadAssignment(Refusal):
    """Not NAME=VALUE."""

    message = N_("{what}: write an attribute as NAME=VALUE, for example role=teacher")


class BadValue(Refusal):
    """A value that does not fit the attribute's type."""

    message = N_("{what}: not a {type}; the attribute “{attribute}” holds one")
