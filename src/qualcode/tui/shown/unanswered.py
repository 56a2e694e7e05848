"""Why a question has no answer, as the screen says it: with the next key, where a command would name an option."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model import errors
from qualcode.model.messages import N_, _

if TYPE_CHECKING:
    from collections.abc import Collection

NO_WORDS: Final = N_("There are no words yet. Go to Code (1) and import transcripts.")
NOTHING_CODED: Final = N_("Nothing is coded yet. Go to Code (1), select a passage (s) and code it (c).")
NO_ROWS: Final = N_("Nothing answers this question: r changes it.")
_NO_ATTRIBUTE: Final = N_(
    "No attribute to compare by yet, such as a role or a site. Bring a table of who took part in, with their "
    "transcripts (I)."
)
_SAID: Final[dict[type[errors.Refusal], str]] = {
    errors.NothingCoded: NOTHING_CODED,
    errors.NoWords: NO_WORDS,
    errors.NobodySpeaks: N_("Nobody is known to say what is counted. Where one codes (1), V says who speaks."),
    errors.NeedsBounds: N_(
        "{what}: {values} different numbers or dates, too many to compare. r takes another attribute."
    ),
    errors.NoOrder: N_(
        "No date or rank says which interview came first. Bring a table with one in, with the transcripts (I); r takes "
        "another attribute."
    ),
    errors.SeveralOrders: N_("Several dates could give the order ({names}): r chooses one."),
    errors.TooFewTurns: N_(
        "Groups of words take {least} turns that share words; there are {count} so far. I brings more transcripts in, "
        "r asks for fewer groups."
    ),
}


def said_instead(refusal: errors.Refusal, compared: Collection[str]) -> str:
    """Return the reason why there is no answer, and what to do next.

    Args:
        refusal: of the reading.
        compared: names of the attributes that cases can be compared by.
    """
    if isinstance(refusal, errors.NoSuchAttribute) and not compared:
        return _(_NO_ATTRIBUTE)
    words = _SAID.get(type(refusal))
    return _(words).format_map(refusal.fields) if words else str(refusal)
