"""What a change of a card leaves behind: the former card, and which codings were looked at under the new one.

The meaning of a code is its definition in both languages, when to use it and when not to. A change of these keeps the
former card; a change of name, label, colour or example does not, for it puts no coding in doubt.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from qualcode.model.ids import new_id
from qualcode.model.practice import MEANING
from qualcode.storage.reading import definitions as reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.coding.work import Work
    from qualcode.model.practice import Definition
    from qualcode.model.records import Code

_CARD: Final = ("label_fr", "label_en", *MEANING, "example")
SITTING: Final = timedelta(hours=1)
"""How long one goes on writing a card: until then, and with nothing coded in between, it is one change."""
_SEVENTH: Final = 12
"""The digit of an id that says it was drawn by the clock: a UUID of version 7, which begins with milliseconds."""
_LAST: Final = 250_000_000_000_000
"""Milliseconds after which a calendar of four digits for the year ends."""


def keep_former(work: Work, code: Code, values: Mapping[str, Any]) -> None:
    """Keep what a card says before it is changed, where what the code means changes.

    A card that says nothing is not kept, unless an earlier one said something. Whoever goes on writing in the same
    sitting, while nothing was coded or looked at again, makes no further version; whoever takes the change back then,
    none at all.

    Args:
        work: the action under way.
        code: as it stands.
        values: what is about to be written.
    """
    if all(values.get(text, getattr(code, text)) == getattr(code, text) for text in MEANING):
        return
    before = reading.listed(work.connection, code.id)
    says_something = any(getattr(code, text).strip() for text in MEANING)
    if _goes_on(work, code, before):
        if before and all(values.get(text, getattr(code, text)) == getattr(before[-1], text) for text in MEANING):
            work.writer.delete("definitions", [before[-1].id])  # it says again what it said: nothing has changed
        return
    if not (before or says_something):
        return
    row = {
        "id": new_id(),
        "code_id": code.id,
        "number": before[-1].number + 1 if before else 1,  # an undo may have left a gap below
        **{text: getattr(code, text) for text in _CARD},
        "coder_id": work.coder,
        "replaced_at": work.now,
    }
    work.writer.insert("definitions", [row])


def _goes_on(work: Work, code: Code, before: Sequence[Definition]) -> bool:
    """Tell whether this change belongs to the sitting of the latest one, or of the one in which the code was made."""
    worked = reading.latest_work(work.connection, code.id)
    if not before:
        return worked is None and _within(_made_at(code.id), work.now)
    latest = before[-1]
    return (
        latest.coder == work.coder
        and (worked is None or worked < latest.replaced_at)
        and _within(latest.replaced_at, work.now)
    )


def _within(then: str, now: str) -> bool:
    return timedelta() <= datetime.fromisoformat(now) - datetime.fromisoformat(then) <= SITTING


def _made_at(identifier: str) -> str:
    """Return when an id was drawn; long ago for one that does not say it."""
    milliseconds = int(identifier[:_SEVENTH], 16) if identifier[_SEVENTH] == "7" else 0
    return (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=min(milliseconds, _LAST))).isoformat()


def see(work: Work, codings: Sequence[str]) -> int:
    """Write that codings were looked at under the card of today, those of them that wait; return how many waited.

    Args:
        work: the action under way.
        codings: ids.
    """
    waiting = reading.waiting(work.connection, codings=codings)
    here = list(waiting)
    numbers = {code: one.number for code, one in reading.redefined(work.connection).items()}
    known = reading.seen(work.connection, here)
    values = [
        (coding, {"number": numbers[waiting[coding]], "coder_id": work.coder, "created_at": work.now})
        for coding in here
    ]
    work.writer.update_each("rechecks", [(known[coding], given) for coding, given in values if coding in known])
    fresh = [{"id": new_id(), "coding_id": coding, **given} for coding, given in values if coding not in known]
    work.writer.insert("rechecks", fresh)
    return len(waiting)


def unsee(work: Work, codings: Sequence[str]) -> None:
    """Forget that codings were looked at: they have another code now, or go.

    Args:
        work: the action under way.
        codings: ids.
    """
    work.writer.delete("rechecks", list(reading.seen(work.connection, codings).values()))


def recoded(work: Work, codings: Sequence[str]) -> None:
    """Take codings that were given another code for looked at: somebody chose that code, as it is defined today.

    Args:
        work: the action under way.
        codings: ids, with their new code written.
    """
    if codings:
        unsee(work, codings)
        see(work, codings)
