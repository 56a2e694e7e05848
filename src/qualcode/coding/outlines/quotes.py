"""The passages of a part: chosen, rejected, let go, put in order, set, trimmed, translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.coding.actions import handles, kept_out
from qualcode.coding.outlines.parts import OnPart, part_of, say_part
from qualcode.coding.passages.withholding import refuse_withheld
from qualcode.coding.work import choice
from qualcode.model import errors
from qualcode.model.errors import outlining
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.model.outgoing import QUOTE_FORMS
from qualcode.model.outlines import cuts_text, leaves_words, neat_cuts
from qualcode.storage.reading import codings
from qualcode.storage.texts import storable

if TYPE_CHECKING:
    from qualcode.coding.work import Work
    from qualcode.model.outlines import OutlinePart
    from qualcode.model.records import Coding


@dataclass(frozen=True, slots=True)
class PlaceQuote(OnPart):
    """Choose a passage for a part; `position` among those chosen, None for last, or where it is."""

    words: ClassVar[str] = N_("choose a passage for “{name}”")
    part: str
    coding: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class RejectQuote(OnPart):
    """Keep a passage out of a part."""

    words: ClassVar[str] = N_("reject a passage for “{name}”")
    part: str
    coding: str


@dataclass(frozen=True, slots=True)
class ReleaseQuote(OnPart):
    """Neither choose nor reject a passage any more; its cuts and its translation go."""

    words: ClassVar[str] = N_("neither choose nor reject a passage for “{name}”")
    part: str
    coding: str


@dataclass(frozen=True, slots=True)
class MoveQuote(OnPart):
    """Put a passage that was chosen at another place among those chosen."""

    words: ClassVar[str] = N_("move a passage of “{name}”")
    part: str
    coding: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class SetQuoteForm(OnPart):
    """Set a passage in the sentence or apart; `auto` goes by its length. It is chosen by this."""

    words: ClassVar[str] = N_("set a passage of “{name}”")
    part: str
    coding: str
    form: str = "auto"


@dataclass(frozen=True, slots=True)
class TrimQuote(OnPart):
    """Drop words of a passage where it is quoted: bounds from its start; none gives all back. It is chosen by this."""

    words: ClassVar[str] = N_("trim a passage of “{name}”")
    part: str
    coding: str
    cuts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TranslateQuote(OnPart):
    """Write what stands beside a passage as its translation. It is chosen by this."""

    words: ClassVar[str] = N_("translate a passage of “{name}”")
    part: str
    coding: str
    translation: str = kept_out(default="")


def _found(work: Work, part: str, coding: str) -> tuple[OutlinePart, Coding]:
    """Return a part and a coding.

    Raises:
        NoSuchPart, NoSuchCoding.
    """
    _outline, there = part_of(work, part)
    records = codings.records(work.connection, [coding])
    if not records:
        raise errors.NoSuchCoding(coding)
    say_part(work, there)
    return there, records[0]


def _quotable(work: Work, part: str, coding: str) -> tuple[OutlinePart, Coding]:
    """Return a part and a coding that may be quoted in it.

    Raises:
        NoSuchPart, NoSuchCoding.
        NotToBeQuoted: somebody speaks in it who did not agree to be quoted.
    """
    there, record = _found(work, part, coding)
    refuse_withheld(work, [(record.document, record.start, record.end)], str(work.notes["name"]))
    return there, record


def _write(work: Work, part: OutlinePart, coding: str, values: dict[str, Any]) -> None:
    """Write what is said of a passage in a part, last among the others where nothing was."""
    known = part.of(coding)
    if known is not None:
        work.writer.update("outline_quotes", [known.id], values)
        return
    row = {"id": new_id(), "part_id": part.id, "coding_id": coding, "rejected": False, "form": "auto", "cuts": "[]"}
    place = max((quote.position for quote in part.quotes), default=-1) + 1
    work.writer.insert("outline_quotes", [{**row, "translation": "", "position": place, **values}])


@handles(PlaceQuote)
def place_quote(action: PlaceQuote, work: Work) -> None:
    """Write that a passage was chosen.

    Raises:
        NoSuchPart, NoSuchCoding.
        NotToBeQuoted: somebody speaks in it who did not agree to be quoted.
    """
    part, coding = _quotable(work, action.part, action.coding)
    _write(work, part, coding.id, {"rejected": False})
    if action.position is not None:
        _reorder(work, part.id, coding.id, action.position)


def _reorder(work: Work, part: str, coding: str, position: int) -> None:
    _outline, now = part_of(work, part)
    chosen = {quote.coding: quote.id for quote in now.chosen}
    moved = chosen.pop(coding)
    ids = list(chosen.values())
    ids.insert(max(position, 0), moved)
    work.writer.update_each("outline_quotes", [(each, {"position": place}) for place, each in enumerate(ids)])


@handles(RejectQuote)
def reject_quote(action: RejectQuote, work: Work) -> None:
    """Write that a passage is not to stand in a part; what was cut and translated waits beside it."""
    part, coding = _found(work, action.part, action.coding)
    _write(work, part, coding.id, {"rejected": True})


@handles(ReleaseQuote)
def release_quote(action: ReleaseQuote, work: Work) -> None:
    """Remove what was said of a passage.

    Raises:
        NotChosenHere: where nothing was.
    """
    part, coding = _found(work, action.part, action.coding)
    known = part.of(coding.id)
    if known is None:
        raise outlining.NotChosenHere(str(work.notes["name"] or part.options.reading))
    work.writer.delete("outline_quotes", [known.id])


@handles(MoveQuote)
def move_quote(action: MoveQuote, work: Work) -> None:
    """Write the place of a passage among those chosen.

    Raises:
        NotChosenHere: where it was not.
    """
    part, coding = _found(work, action.part, action.coding)
    known = part.of(coding.id)
    if known is None or known.rejected:
        raise outlining.NotChosenHere(str(work.notes["name"] or part.options.reading))
    _reorder(work, part.id, coding.id, action.position)


@handles(SetQuoteForm)
def set_quote_form(action: SetQuoteForm, work: Work) -> None:
    """Write how a passage is set.

    Raises:
        BadChoice: a form that is none.
    """
    part, coding = _quotable(work, action.part, action.coding)
    _write(work, part, coding.id, {"rejected": False, "form": choice(action.form, QUOTE_FORMS)})


@handles(TrimQuote)
def trim_quote(action: TrimQuote, work: Work) -> None:
    """Write which words of a passage are dropped.

    Raises:
        CutsAll: where none would be left.
    """
    part, coding = _quotable(work, action.part, action.coding)
    cuts = neat_cuts(action.cuts, coding.text)
    if not leaves_words(coding.text, cuts):
        raise outlining.CutsAll(str(work.notes["name"] or part.options.reading))
    _write(work, part, coding.id, {"rejected": False, "cuts": cuts_text(cuts)})


@handles(TranslateQuote)
def translate_quote(action: TranslateQuote, work: Work) -> None:
    """Write the translation of a passage."""
    part, coding = _quotable(work, action.part, action.coding)
    _write(work, part, coding.id, {"rejected": False, "translation": storable(action.translation)})
