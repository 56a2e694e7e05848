"""The verdict on one quotation: where its words stand, whose they are there, and what was done to them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.audit import EditingRule, Note, Quoted
from qualcode.report.differences import edits_of, notes_of_place, notes_of_steps, pieces_of
from qualcode.report.exact import Place, fragments, places
from qualcode.report.indexing import Alphabet, Index, spoken, tidied_index, whole, words_outside
from qualcode.report.laid import Laid, folded, laid
from qualcode.words.comparing import Asked, Parsed, parsed, tidied

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qualcode.model.audit import Edit, NoteKind, Piece, Verdict
    from qualcode.report.claims import Claim
    from qualcode.report.found import Found
    from qualcode.report.sources import Sources, Translation
    from qualcode.words.aligning import Aligning

ALIKE: Final = 0.5
"""Likeness under which a quotation is nobody's words, changed or not."""
BETTER: Final = 0.15
"""How much more like another source a quotation must be to be taken for another's."""
DOUBTFUL: Final = 0.85
"""Likeness under which another source is looked for."""
DISTINCTIVE: Final = 6
"""Words from which nobody else is likely to have said the same."""
SOMEBODYS: Final = 4
"""Words from which a quotation found with another voice only is said to be that voice's."""
NEAREST: Final = 3
"""Sources laid along a quotation, beside those it is attributed to."""
TELLING: Final = 8
"""Words from which a quotation that shares no run of three words with a source is not from it."""
AROUND: Final = 40
"""Words around the part of a source that a quotation is laid along."""
_GRAM: Final = 3
_DOTS: Final = re.compile(r"…|\.{3}")


class Search(NamedTuple):
    """A quotation being looked for."""

    found: Found
    words: Parsed
    claim: Claim
    notes: tuple[Note, ...]


@dataclass(slots=True)
class Judge:
    """Looks quotations up in the sources; each source is indexed once."""

    sources: Sources
    align: Aligning
    rule: EditingRule = field(default_factory=EditingRule)
    alphabet: Alphabet = field(init=False)
    spoken: list[Index] = field(init=False)
    _whole: list[Index] | None = field(init=False, default=None)
    _tidied: list[Index] | None = field(init=False, default=None)
    _translations: list[tuple[Index, Translation]] = field(init=False)
    _cases: dict[str, str] = field(init=False)
    _withheld: frozenset[str] = field(init=False)
    _outside: frozenset[str] = field(init=False)
    """Words that stand outside all turns: labels, and what was written around the talk."""

    def __post_init__(self) -> None:
        """Index what is said in every document."""
        self.alphabet = Alphabet((real, name) for real, name in self.sources.pseudonyms.items() if name)
        self.spoken = [spoken(document, self.alphabet) for document in self.sources.documents]
        self._translations = [(spoken(one.text, self.alphabet), one) for one in self.sources.translations]
        self._cases = {case.id: case.name for case in self.sources.cases}
        self._withheld = self.sources.withheld()
        self._outside = frozenset(word for document in self.sources.documents for word in words_outside(document))

    def verdict(self, found: Found, claim: Claim) -> Quoted:
        """Say what the sources say of a quotation."""
        words = parsed(found.text)
        notes = _notes(words, claim)
        search = Search(found, words, claim, notes)
        if not words.words:
            return self._answer(search, "not_found")
        return (
            self._as_it_stands(search)
            or self._with_bare_dots(search)
            or self._tidy(search)
            or self._in_translation(search)
            or self._compared(search)
        )

    def _as_it_stands(self, search: Search) -> Quoted | None:
        """Look for the words as they are: with the voice it is attributed to, else with any other."""
        first = self._first(search, self.spoken)
        if first is None and not self._outside.isdisjoint(search.words.forms):
            first = self._first(search, self.whole())
        if first is None:
            return None
        place, admitted = first
        if not admitted and len(search.words.words) < SOMEBODYS:
            return None
        return self._placed(search, place, admitted=admitted)

    def _first(self, search: Search, indexes: Iterable[Index]) -> tuple[Place, bool] | None:
        """Return a place the attribution admits, with the shortest cuts, else any place; and whether it is admitted."""
        wanted = fragments(search.words, self.alphabet)
        other: Place | None = None
        for index in self._ordered(search.claim, indexes):
            best: Place | None = None
            for place in places(wanted, index):
                if not self._admitted(search.claim, place.index, _places_of(place)):
                    other = other or place
                elif best is None or place.spread < best.spread:
                    best = place
            if best is not None:
                return best, True
        return (other, False) if other is not None else None

    def _admitted(self, claim: Claim, index: Index, words: Iterable[int]) -> bool:
        if not claim.said or not (claim.known or claim.impossible):
            return True
        if claim.impossible:
            return False
        voices = Counter(index.voices[place] for place in words)
        outside = voices.pop(-1, 0)
        if outside > voices.total():
            return index.document.id in claim.documents  # labels may be quoted along, but are nobody's words
        return all(claim.admits(index.document.id, index.document.stretches[number]) for number in voices)

    def _ordered(self, claim: Claim, indexes: Iterable[Index]) -> Iterator[Index]:
        """Give the sources the attribution names first."""
        indexes = list(indexes)
        meant = [index for index in indexes if self._meant(claim, index)]
        yield from meant
        yield from (index for index in indexes if index not in meant)

    def _meant(self, claim: Claim, index: Index) -> bool:
        if not claim.known:
            return False
        return any(claim.admits(index.document.id, stretch) for stretch in index.people)

    def whole(self) -> list[Index]:
        """Return the sources with everything they show, labels too; made where a quotation asks for it."""
        if self._whole is None:
            self._whole = [whole(document, self.alphabet) for document in self.sources.documents]
        return self._whole

    def _with_bare_dots(self, search: Search) -> Quoted | None:
        """Look again with dots that stand without brackets taken for cuts."""
        if not _DOTS.search(search.found.text):
            return None
        words = parsed(search.found.text, bare=True)
        if words.cuts == search.words.cuts:
            return None
        return self._as_it_stands(search._replace(words=words, notes=(*search.notes, Note("bare_ellipsis"))))

    def _tidy(self, search: Search) -> Quoted | None:
        """Look again as the rule of editing tidies both the words and the sources."""
        if not self.rule.allows:
            return None
        if self._tidied is None:
            self._tidied = [tidied_index(index, self.alphabet, self.rule.allows) for index in self.spoken]
        asked = search.words.words
        words = tuple(
            Asked(form, asked[place].free, asked[place].mark)
            for form, place in tidied(search.words.forms, self.rule.allows)
        )
        if not words:
            return None
        first = self._first(search._replace(words=search.words._replace(words=words)), self._tidied)
        if first is None or (not first[1] and len(words) < SOMEBODYS):
            return None
        return self._placed(search, first[0], admitted=first[1], edits=("tidied",))

    def _in_translation(self, search: Search) -> Quoted | None:
        """Look for the words in what the analyst wrote for passages in another language."""
        first = self._first(search, [index for index, _translation in self._translations])
        if first is None or (not first[1] and len(search.words.words) < SOMEBODYS):
            return None
        place, admitted = first
        return self._where_said(self._placed(search, place, admitted=admitted), place.index)

    def _where_said(self, found: Quoted, index: Index) -> Quoted:
        """Answer with the passage that was translated, where words were found in a translation."""
        passage = next((one for other, one in self._translations if other is index), None)
        if passage is None:
            return found
        there = replace(found, start=passage.start, end=passage.end)
        if found.verdict in {"verbatim", "edited"}:
            return replace(there, verdict="translated")
        return replace(there, notes=(*found.notes, Note("translation")))

    def _placed(self, search: Search, place: Place, *, admitted: bool, edits: tuple[Edit, ...] = ()) -> Quoted:
        """Answer for words that stand in a source as they are quoted."""
        start, end = place.index.bounds(place.runs[0].start, place.runs[-1].end - 1)
        done = edits or edits_of(search.found.text, search.words, place)
        notes = [*search.notes, *notes_of_place(place)]
        verdict: Verdict = ("edited" if done else "verbatim") if admitted else "misattributed"
        words = _places_of(place)
        return self._answer(search, verdict, place.index, words, (start, end), edits=done, notes=notes)

    def _compared(self, search: Search) -> Quoted:
        """Lay the words along the sources and read what was done to them."""
        best, admitted = self._nearest(search)
        other, _shared = self._best(search, [index for index, _translation in self._translations], 0)
        if other is not None and (best is None or other.likeness > best.likeness):
            best, admitted = other, self._admitted(search.claim, other.index, _majority(other))
        if best is None or best.likeness < ALIKE or not best.matched:
            return self._answer(search, "not_found")
        words = best.matched
        bounds = best.index.bounds(min(words), max(words))
        notes = [*search.notes, *notes_of_steps(best, search.words)]
        verdict: Verdict = "changed" if not best.lawful else "edited"
        if not admitted:
            verdict = "misattributed" if len(search.words.words) >= SOMEBODYS else "not_found"
        pieces = () if best.lawful else pieces_of(best, search.words)
        edits: tuple[Edit, ...] = ("cut",) if best.lawful and search.words.cuts else ()
        found = self._answer(search, verdict, best.index, words, bounds, edits=edits, notes=notes)
        return self._where_said(_with_pieces(found, pieces), best.index)

    def _nearest(self, search: Search) -> tuple[Laid | None, bool]:
        """Return the source a quotation is most like, those it is attributed to first; and whether it is admitted."""
        meant = [index for index in self.spoken if self._meant(search.claim, index)]
        own, least = self._best(search, meant, 0)
        if own is not None and own.likeness >= DOUBTFUL:
            return own, self._admitted(search.claim, own.index, _majority(own))
        rest = [index for index in self.spoken if index not in meant]
        other, _shared = self._best(search, rest, least + 1 if meant else 0)
        if own is None or (other is not None and other.likeness > max(own.likeness, ALIKE - BETTER) + BETTER):
            return other, other is None or self._admitted(search.claim, other.index, _majority(other))
        return own, self._admitted(search.claim, own.index, _majority(own))

    def _best(self, search: Search, indexes: Sequence[Index], least: int) -> tuple[Laid | None, int]:
        """Lay a quotation along the few sources that share most runs of three words with it; return the most like.

        Args:
            search: the quotation.
            indexes: the sources.
            least: how many runs a source must share; of a quotation long enough to tell, one at least.

        Returns:
            It, if any, and the most runs that a source shares.
        """
        signs = [self.alphabet.folded_form(form) for form in search.words.forms]
        grams = {"".join(signs[at : at + _GRAM]) for at in range(max(1, len(signs) - _GRAM + 1))}
        shared = [(self._shared(index, grams), -number) for number, index in enumerate(indexes)]
        least = max(least, int(len(signs) >= TELLING))
        likely = [indexes[-number] for count, number in sorted(shared, reverse=True)[:NEAREST] if count >= least]
        tried = [self._laid(search.words, index, grams) for index in likely]
        return max(tried, key=lambda one: one.likeness, default=None), max(shared, default=(0, 0))[0]

    def _laid(self, words: Parsed, index: Index, grams: set[str]) -> Laid:
        """Lay a quotation along the part of a source that its rarest runs point to; else along all of it."""
        coded = folded(index, self.alphabet)
        rare = [place for gram in grams if (place := coded.find(gram)) >= 0 and coded.rfind(gram) == place]
        room = len(words.words) + AROUND
        low, high = max(0, min(rare, default=0) - room), min(len(coded), max(rare, default=0) + room)
        if rare and high - low < len(coded) // 2:
            found = laid(words, index, self.alphabet, self.align, (low, high))
            if found.likeness >= DOUBTFUL:
                return found
        return laid(words, index, self.alphabet, self.align)

    def _shared(self, index: Index, grams: set[str]) -> int:
        coded = folded(index, self.alphabet)
        return sum(gram in coded for gram in grams)

    def _answer(  # noqa: PLR0913 - what a verdict rests on
        self,
        search: Search,
        verdict: Verdict,
        index: Index | None = None,
        words: Sequence[int] = (),
        bounds: tuple[int, int] | None = None,
        *,
        edits: tuple[Edit, ...] = (),
        notes: Iterable[Note] = (),
    ) -> Quoted:
        """Word the answer; what somebody said who may not be quoted is withheld."""
        case = _case(index, words) if index is not None else None
        if verdict in {"verbatim", "edited"} and case in self._withheld:
            verdict = "withheld"
        start, end = bounds or (None, None)
        return Quoted(
            quote=search.found.text,
            verdict=verdict,
            label=search.found.label,
            at=search.found.at,
            document=index.document.name if index is not None else None,
            case=self._cases.get(case or ""),
            start=start,
            end=end,
            edits=edits,
            notes=tuple(notes or search.notes),
        )


def _with_pieces(found: Quoted, pieces: tuple[Piece, ...]) -> Quoted:
    return replace(found, pieces=pieces)


def _notes(words: Parsed, claim: Claim) -> tuple[Note, ...]:
    kinds: list[NoteKind] = []
    if len(words.words) < DISTINCTIVE:
        kinds.append("short")
    if claim.impossible:
        kinds.append("no_such_voice")
    elif claim.said and not claim.known:
        kinds.append("unknown_voice")
    return tuple(Note(kind) for kind in kinds)


def _places_of(place: Place) -> list[int]:
    return [word for run in place.runs for word in range(run.start, run.end)]


def _majority(one: Laid) -> list[int]:
    """Return the words of the voice that most of a laid quotation stands with."""
    voices = Counter(one.index.voices[place] for place in one.matched)
    if not voices:
        return []
    most = voices.most_common(1)[0][0]
    return [place for place in one.matched if one.index.voices[place] == most]


def _case(index: Index, words: Sequence[int]) -> str | None:
    """Return the id of the case that says most of some words."""
    cases = Counter(stretch.case for place in words if (stretch := index.stretch(place)) is not None)
    return cases.most_common(1)[0][0] if cases else None
