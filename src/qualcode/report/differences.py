"""What was done to the words of a quotation: lawful edits, notes to look at, and the difference shown as words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qualcode.model.audit import Note, Piece
from qualcode.report.indexing import BREAK
from qualcode.words.comparing import APOSTROPHES, is_negation
from qualcode.words.quoting import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.model.audit import Edit, PieceKind
    from qualcode.report.exact import Place
    from qualcode.report.indexing import Index
    from qualcode.report.laid import Laid
    from qualcode.words.aligning import Step
    from qualcode.words.comparing import Parsed

LONG_CUT: Final = 60
"""Words: a cut over so many brings together what was said apart."""
CONTEXT: Final = 2
"""Words shown on both sides of a difference."""
MOST_SHOWN: Final = 12
"""Words left out that are shown; more are counted."""
_EDGES: Final = re.compile(r"^[^\w%$€£]+|[^\w%$€£]+$")
_CLOSING: Final = " \u00a0\u202f\n\"”»’'"
_ENDS: Final = re.compile(r"[.!?…]$")
_ENDS_AFTER: Final = re.compile(rf"[{re.escape(_CLOSING)}]*[.!?…]")
_BLANKS: Final = re.compile(r"[^\S\u00a0\u202f]+")


def edits_of(quote: str, words: Parsed, place: Place) -> tuple[Edit, ...]:
    """Say what was lawfully done to words that stand in a source: nothing where they are the same, marks included."""
    index = place.index
    start, end = index.bounds(place.runs[0].start, place.runs[-1].end - 1)
    text = index.document.text
    ours, theirs = _trimmed(quote), _trimmed(text[start:end])
    edits: list[Edit] = []
    if ours != theirs:
        edits = list(_edits(words, place, quote=ours, said=theirs))
    if _ENDS.search(quote.rstrip(_CLOSING)) and not _ENDS_AFTER.match(text, end):
        edits.append("final_stop")
    return tuple(dict.fromkeys(edits))


def _trimmed(text: str) -> str:
    return _EDGES.sub("", _BLANKS.sub(" ", text))


def _edits(words: Parsed, place: Place, *, quote: str, said: str) -> Iterator[Edit]:
    """Tell the lawful edits apart, from what changes most to what changes least."""
    forms = [place.index.words[at].form for run in place.runs for at in range(run.start, run.end)]
    differing = [(ours, theirs) for ours, theirs in zip(words.forms, forms, strict=False) if ours != theirs]
    if words.cuts and place.spread > len(words.words):
        yield "cut"
    if words.additions:
        yield "added"
    if any(ours.casefold() == theirs.casefold() for ours, theirs in differing):
        yield "first_letter"
    if any(ours.casefold() != theirs.casefold() for ours, theirs in differing):
        yield "pseudonym"
    if not (words.cuts or words.additions or differing):
        yield "typography" if comparable(quote) == comparable(said) else "punctuation"
    elif words.cuts and place.spread == len(words.words):
        yield "cut"


def notes_of_place(place: Place) -> Iterator[Note]:
    """Note what the cuts of a quotation that stands in a source went over."""
    for before, after in zip(place.runs, place.runs[1:], strict=False):
        yield from _notes_of_cut(place.index, before.end, after.start)
    yield from _voices_note(place)


def notes_of_steps(found: Laid, words: Parsed) -> Iterator[Note]:
    """Note what was done to a quotation that stands nowhere as it is quoted."""
    lost: list[str] = []
    jumped = False
    for step in found.steps:
        if step.kind == "cut":
            yield from _notes_of_cut(found.index, step.source, step.until)
        jumped = jumped or step.kind == "jump" or (step.kind == "left_out" and found.index.coded[step.source] == BREAK)
        lost += filter(is_negation, _both(step, found.index, words))
    if jumped:
        yield Note("joined")
    if lost:
        yield Note("negation", ", ".join(dict.fromkeys(lost)))


def _both(step: Step, index: Index, words: Parsed) -> Iterator[str]:
    """Give the words a step takes out, puts in, or puts for one another; not those that differ by capitals alone."""
    said = index.words[step.source].form if step.kind in {"left_out", "alike", "other"} else ""
    quoted = words.forms[step.asked] if step.kind in {"put_in", "alike", "other"} else ""
    if said.casefold() != quoted.casefold():
        yield from (form for form in (said, quoted) if form)


def _notes_of_cut(index: Index, first: int, after: int) -> Iterator[Note]:
    """Note a cut that swallows a negation, or more words than a reader would think."""
    gone = [index.words[place].form for place in range(first, after) if index.coded[place] != BREAK]
    swallowed = [form for form in gone if is_negation(form)]
    if len(gone) > LONG_CUT:
        yield Note("long_cut", str(len(gone)))
    elif swallowed:
        yield Note("negation_cut", ", ".join(dict.fromkeys(swallowed)))


def _voices_note(place: Place) -> Iterator[Note]:
    """Note a quotation that goes over several participants, or whose cut goes over a question or a turn."""
    index, first, last = place.index, place.runs[0].start, place.runs[-1].end
    here = dict.fromkeys(index.voices[word] for word in range(first, last) if index.coded[word] != BREAK)
    said = {index.voices[word] for run in place.runs for word in range(run.start, run.end)}
    stretches = {number: index.document.stretches[number] for number in here if number >= 0}
    speakers = {
        (stretch.case, stretch.speaker)
        for number, stretch in stretches.items()
        if number in said or stretch.role == "participant"
    }
    if len(speakers) > 1:
        yield Note("across_speakers")
    elif len(place.runs) > 1 and len(stretches) > 1:
        yield Note("across_turns")


def pieces_of(found: Laid, words: Parsed) -> tuple[Piece, ...]:
    """Show a difference as words, those that are the same only where they stand beside it."""
    raw = [_piece(step, found.index, words) for step in found.steps]
    joined: list[tuple[PieceKind, list[str]]] = []
    for kind, word in (piece for piece in raw if piece is not None):
        if joined and joined[-1][0] == kind and kind != "jump":
            joined[-1][1].append(word)
        else:
            joined.append((kind, [word]))
    return tuple(_shortened(joined))


def _piece(step: Step, index: Index, words: Parsed) -> tuple[PieceKind, str] | None:
    match step.kind:
        case "same":
            return "same", _quoted(words, step.asked)
        case "put_in":
            return "added", _quoted(words, step.asked)
        case "left_out":
            return ("jump", "") if index.coded[step.source] == BREAK else ("removed", _said(index, step.source))
        case "other" | "alike":
            return "removed", f"{_said(index, step.source)}\0{_quoted(words, step.asked)}"
        case "jump":
            return "jump", ""
    return "same", "[…]"


def _quoted(words: Parsed, place: int) -> str:
    word = words.words[place]
    return f"{word.form}’" if word.elided else word.form


def _said(index: Index, place: int) -> str:
    word, text = index.words[place], index.document.text
    return f"{word.form}’" if text[word.end : word.end + 1] in APOSTROPHES else word.form


def _shortened(joined: list[tuple[PieceKind, list[str]]]) -> Iterator[Piece]:
    last = len(joined) - 1
    for place, (kind, words) in enumerate(joined):
        if kind == "same":
            shown = _beside(_set(" ".join(words)).split(" "), first=place == 0, last=place == last)
            if shown:
                yield Piece("same", shown)
        elif kind == "removed":
            yield from _replaced(words)
        else:
            yield Piece(kind, _set(" ".join(words)))


def _set(words: str) -> str:
    """Set elided particles against the words they belong to."""
    return words.replace("’ ", "’")


def _beside(words: list[str], *, first: bool, last: bool) -> str:
    if first:
        return " ".join(["…", *words[-CONTEXT:]] if len(words) > CONTEXT else words)
    if last:
        return " ".join([*words[:CONTEXT], "…"] if len(words) > CONTEXT else words)
    if len(words) <= 2 * CONTEXT:
        return " ".join(words)
    return " ".join([*words[:CONTEXT], "…", *words[-CONTEXT:]])


def _replaced(words: list[str]) -> Iterator[Piece]:
    """Part what was said from what was put for it."""
    said = [word.partition("\0")[0] for word in words]
    put = [word.partition("\0")[2] for word in words if "\0" in word]
    shown = " ".join(said) if len(said) <= MOST_SHOWN else f"[{len(said)}]"
    yield Piece("removed", _set(shown))
    if put:
        yield Piece("added", _set(" ".join(put)))
