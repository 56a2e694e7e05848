"""Who speaks where: one convention a document, chosen by evidence, and the text cut along its labels."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers import labels
from qualcode.importers.conventions import (
    GRAMMARS,
    LONGEST_MARK,
    OWN,
    TIME_AFTER,
    Candidate,
    Grammar,
    Line,
    bearing,
    candidates,
    lines_of,
    own_candidates,
    seconds,
)
from qualcode.importers.odd_labels import Odd, odd_labels
from qualcode.model.spans import Span, subtracted
from qualcode.model.transcript import Block, Convention, Loss, Speech

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterable, Iterator, Sequence

LEAST_SHARE: Final = 0.02
"""Share of the lines that must bear a label: one in fifty, as where every sentence has its own line."""
DENSE: Final = 0.4
"""Share of labelled lines from which a document is a dialogue line by line, even a short one."""
ENOUGH: Final = 4_000
"""Lines: an interview of three hours has fewer, so that only collections are judged by their beginning."""
MOST_TURNS: Final = 100_000
"""Turns of a document: a day and night of talk has thirty thousand; a log has more, and each takes half a kilobyte."""
EVERY_LINE: Final = 0.8
"""Share of labelled lines from which nothing else than turns is to be expected."""
FEW: Final = 4
LONGEST_HEADER: Final = 15
TWICE: Final = 2
THRICE: Final = 3
_MUTE: Final = frozenset({"note", "caption"})
_SILENT: Final = _MUTE | {"heading"}
LOOKALIKES: Final = 5
"""How many lines that only looked like labels are shown."""
LONGEST_SHOWN: Final = 40


class TurnsWithoutEnd(Exception):
    """A text with more turns than any document has; the border says of which file."""


class Found(NamedTuple):
    """Turns with all marked as participants, how they were told apart, and what is worth saying."""

    turns: tuple[Speech, ...] = ()
    convention: Convention | None = None
    losses: tuple[Loss, ...] = ()


class _Judged(NamedTuple):
    grammar: Grammar
    accepted: list[Candidate]
    rejected: list[Candidate]


def found_turns(
    text: str,
    blocks: Sequence[Block] = (),
    pattern: re.Pattern[str] | None = None,
    openings: Collection[int] = (),
) -> Found:
    """Tell the turns of a text apart.

    Args:
        text: the stored text.
        blocks: what the format knows of its pieces, in order; headings, notes and captions are nobody's words, but a
            heading may be a label.
        pattern: the person's own regular expression for labels at the start of lines.
        openings: where lines begin whose label before a colon is one by its place, whatever its form.

    Raises:
        TurnsWithoutEnd: there are more than MOST_TURNS.
    """
    silent = [Span(block.start, block.end) for block in blocks if block.kind in _SILENT]
    mute = [Span(block.start, block.end) for block in blocks if block.kind in _MUTE]
    lines = _speakable(lines_of(text), mute)
    best = _by_pattern(text, lines, pattern) if pattern else _best(lines, openings)
    if best is None:
        return Found(losses=(Loss("pattern_unmatched"),) if pattern else ())
    colon = best.grammar.key == "colon" and not openings
    odd = odd_labels(text, _speakable(lines, silent), best.accepted) if colon else Odd()
    accepted = sorted((*best.accepted, *odd.taken)) if odd.taken else best.accepted
    turns, losses = _cut(text, accepted, silent)
    if not turns:
        return Found()
    lookalikes = (*odd.others, *_lookalikes(best))[:LOOKALIKES]
    convention = Convention(best.grammar.key, best.accepted[0].label, len(turns), lookalikes)
    return Found(turns, convention, (*losses, *odd.losses, *alike(turns)))


def _speakable(lines: list[Line], mute: list[Span]) -> list[Line]:
    """Leave out the lines that begin in a span where nobody is named; both are in order."""
    if not mute:
        return lines
    kept: list[Line] = []
    place = 0
    for line in lines:
        while place < len(mute) and mute[place].end <= line.start:
            place += 1
        if place == len(mute) or line.start < mute[place].start:
            kept.append(line)
    return kept


def _by_pattern(text: str, lines: list[Line], pattern: re.Pattern[str]) -> _Judged | None:
    accepted = _counted(own_candidates(text, lines, pattern))
    return _Judged(OWN, accepted, []) if accepted else None


def _best(lines: list[Line], openings: Collection[int]) -> _Judged | None:
    """Return the convention that explains most lines; a long document shows it in its first thousands."""
    if len(lines) > ENOUGH:
        early = _best_of(GRAMMARS, lines[:ENOUGH], openings)
        if early:
            return _judged(early.grammar, _counted(candidates(lines, early.grammar)), lines, openings)
    return _best_of(GRAMMARS, lines, openings)


def _counted(found: Iterable[Candidate]) -> list[Candidate]:
    """Return would-be turns, before their number takes the memory."""
    counted = list(islice(found, MOST_TURNS + 1))
    if len(counted) > MOST_TURNS:
        raise TurnsWithoutEnd
    return counted


def _best_of(grammars: Sequence[Grammar], lines: list[Line], openings: Collection[int]) -> _Judged | None:
    """Return what explains most lines, the earlier of two equal ones."""
    best: _Judged | None = None
    for grammar in grammars:
        likely = bearing(lines, grammar)
        if best is not None and len(likely) <= len(best.accepted):
            continue
        judged = _judged(grammar, list(candidates(likely, grammar)), lines, openings)
        if judged and (best is None or len(judged.accepted) > len(best.accepted)):
            best = judged
    return best


def _judged(grammar: Grammar, found: list[Candidate], lines: list[Line], openings: Collection[int]) -> _Judged | None:
    """Tell labels from lookalikes, or return None where the convention is not this document's."""
    if not found:
        return None
    spelled = Counter(candidate.label for candidate in found)
    counts: Counter[str] = Counter()
    for label, count in spelled.items():
        counts[labels.key(label)] += count
    again = {labels.shape(label) for label in spelled if counts[labels.key(label)] >= TWICE}
    judge = _Judge(grammar, counts, again, len(found) / len(lines))
    known = {(candidate.label, candidate.sure): candidate for candidate in found}
    fits = {form: judge.fits(candidate) for form, candidate in known.items()}
    placed = openings if grammar.key == "colon" else ()
    verdicts = [fits[candidate.label, candidate.sure] or candidate.start in placed for candidate in found]
    header = _header(found, lines)
    accepted = [candidate for place, candidate in enumerate(found) if verdicts[place] and place >= header]
    rejected = [candidate for place, candidate in enumerate(found) if not verdicts[place]]
    return _Judged(grammar, accepted, rejected) if _evident(grammar, accepted, len(lines)) else None


class _Judge(NamedTuple):
    """What the lines of one form have in common, to judge each by."""

    grammar: Grammar
    counts: Counter[str]
    again: set[labels.Shape]
    share: float

    def fits(self, candidate: Candidate) -> bool:
        """Tell whether one would-be label is one, given how often it comes and what the others look like."""
        if self.grammar.tagged or (self.grammar.key == "brackets" and candidate.sure):
            return True  # a bracket with its time marks a boundary, be it an interruption
        shape = labels.shape(candidate.label)
        count = self.counts[labels.key(candidate.label)]
        if shape in {"never", "lower"}:
            return shape == "lower" and count >= THRICE
        if count >= TWICE or candidate.sure:
            return True
        if self.grammar.strict:  # such lines are common in prose: only the like of labels that come again
            return shape in self.again and self.share >= (DENSE if shape == "code" else EVERY_LINE)
        return self._once(shape, candidate.label)

    def _once(self, shape: labels.Shape, label: str) -> bool:
        """Tell whether a label that comes once is one: a code or full name is, a single word only among its like."""
        if labels.adds(label):
            return False
        if shape == "title":
            return self.share >= EVERY_LINE
        if shape == "name" and " " not in label:
            return self.share >= DENSE and ("name" in self.again or self.again <= {"role"})
        return True


def _header(found: list[Candidate], lines: list[Line]) -> int:
    """Return how many of the first candidates are a header: lines next to each other, a date or a place among them.

    Where a blank line ends the header all of it is left out, else all up to its last date or place.
    """
    end = 1
    while end < min(len(found), LONGEST_HEADER) and found[end].start == found[end - 1].end + 1:
        end += 1
    facts = [place for place in range(end) if labels.key(found[place].label) in labels.FACTS]
    if not facts:
        return 0
    last = found[end - 1].end
    following = bisect_right(lines, last, key=lambda line: line.start)
    blank = end < LONGEST_HEADER and following < len(lines) and lines[following].start > last + 1
    return end if blank else facts[-1] + 1


def _evident(grammar: Grammar, accepted: list[Candidate], lines: int) -> bool:
    """Tell whether the labels kept are enough to believe that the document marks its speakers so."""
    if not accepted or len(accepted) < lines * LEAST_SHARE:
        return False
    if grammar.tagged:
        return len(accepted) >= TWICE
    counts = Counter(labels.key(candidate.label) for candidate in accepted)
    again = sum(1 for count in counts.values() if count >= TWICE)
    dense = len(accepted) >= lines * DENSE
    if grammar.strict:
        return again >= TWICE and (grammar.key != "tabs" or dense)
    if again:
        return again >= TWICE or len(accepted) >= THRICE
    few = len(accepted) <= FEW and len(counts) >= TWICE  # a snippet; longer, labels that never come again are headings
    return dense and (few or all(candidate.sure for candidate in accepted))


def _cut(text: str, accepted: list[Candidate], silent: Sequence[Span]) -> tuple[tuple[Speech, ...], list[Loss]]:
    """Cut the text along its labels, without what nobody says and without the white space around speech."""
    spellings: dict[str, str] = {}
    holes = _without_labels(silent, accepted)
    turns: list[Speech] = []
    empty = split = 0
    for place, candidate in enumerate(accepted):
        end = accepted[place + 1].start if place + 1 < len(accepted) else len(text)
        speaker = spellings.setdefault(labels.key(candidate.label), candidate.label)
        whole = Span(candidate.speech, max(candidate.speech, end))
        parts = _parts(text, whole, holes)
        empty += not parts
        split += len(parts) > 1
        turns.extend(_said(text, candidate, speaker, parts))
    counts = (("empty_turns", empty), ("split_turns", split))
    return tuple(turns), [Loss(kind, count) for kind, count in counts if count]


def _said(text: str, candidate: Candidate, speaker: str, parts: list[Span]) -> Iterator[Speech]:
    """Yield the pieces of one turn; the first bears its times, a time written after the words ends the last."""
    for place, part in enumerate(parts):
        start, end = (None, None) if place else (candidate.time_start, candidate.time_end)
        ends_so = text[part.end - 1] == "#"
        mark = ends_so and TIME_AFTER.search(text, max(part.start, part.end - LONGEST_MARK), part.end)
        if mark and mark.start() > part.start:
            yield Speech(speaker, part.start, mark.start(), "participant", start, seconds(mark["time"]))
        else:
            yield Speech(speaker, part.start, part.end, "participant", start, end)


def _without_labels(silent: Sequence[Span], accepted: list[Candidate]) -> list[Span]:
    """Leave out the silent spans that hold a label: some write their labels as headings."""
    starts = [candidate.start for candidate in accepted]
    return [span for span in silent if bisect_left(starts, span.start) == bisect_left(starts, span.end)]


def _parts(text: str, whole: Span, holes: list[Span]) -> list[Span]:
    if not holes:
        part = _trimmed(text, whole)
        return [part] if part.start < part.end else []
    first = bisect_right(holes, whole.start, key=lambda hole: hole.end)
    inside = holes[first : bisect_left(holes, whole.end, lo=first, key=lambda hole: hole.start)]
    pieces = subtracted(whole, inside) if inside else [whole]
    trimmed = [_trimmed(text, part) for part in pieces]
    return [part for part in trimmed if part.start < part.end]


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _lookalikes(judged: _Judged) -> tuple[str, ...]:
    """Return would-be labels that were none, the short ones alone: a longer one is a sentence."""
    if judged.grammar.strict:
        return ()  # any short line looks like a label on its own line: these would be speech
    rejected = (candidate.label for candidate in judged.rejected)
    shown = (label for label in rejected if len(label) <= LONGEST_SHOWN and any(sign.isalpha() for sign in label))
    return tuple(dict.fromkeys(shown))[:LOOKALIKES]


def alike(turns: tuple[Speech, ...]) -> list[Loss]:
    """Say which labels differ by an accent or a space alone: perhaps one voice under two spellings."""
    near: dict[str, list[str]] = {}
    for speaker in dict.fromkeys(turn.speaker for turn in turns):
        near.setdefault(labels.near_key(speaker), []).append(speaker)
    pairs = [" / ".join(spellings) for spellings in near.values() if len(spellings) > 1]
    return [Loss("alike_labels", len(pairs), (("labels", ", ".join(pairs)),))] if pairs else []
