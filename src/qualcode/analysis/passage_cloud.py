"""A cloud of coded passages: an entry per passage, kept whole, variants joined by hand, in the colour of its code."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode import __version__
from qualcode.analysis.behind import placed
from qualcode.analysis.cloud import Cloud, CloudWord, coloured
from qualcode.analysis.levels import passages
from qualcode.analysis.population import counting, population
from qualcode.analysis.results import now
from qualcode.analysis.speech import laid_out
from qualcode.analysis.terms import better
from qualcode.model.clouds import PassageCloud, SaidSo
from qualcode.model.errors import NoWords
from qualcode.words.folding import join_key
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.analysis.levels import Passages
    from qualcode.analysis.speech import Speech
    from qualcode.model.material import Material
    from qualcode.model.own_words import OwnWord
    from qualcode.model.results import Question

LONGEST: Final = 6
"""Words of a passage that can stand whole in a cloud."""
_AROUND: Final = " .,;:!?…«»\"“”'’"
"""Signs around a passage that are none of its words."""


@dataclass(slots=True)
class _Entry:
    """What is known of one entry while passages are read."""

    cases: set[int] = field(default_factory=set)
    codings: set[int] = field(default_factory=set)
    rows: Counter[int] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)


def passage_cloud(
    material: Material,
    texts: Mapping[str, str],
    question: Question,
    *,
    made_at: str = "",
    version: str = __version__,
) -> PassageCloud:
    """Gather coded passages that are short enough to stand whole, each with how many cases say it.

    Passages are one where their letters and digits are, capitals and punctuation aside, or where the study joins them
    as variants.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder, level, limit; options `longest` (words of an entry) and `codes` (rows, by label; all without).
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Raises:
        NothingCoded, NoSuchCoder: as any reading of codings.
        NoWords: no passage is short enough.
    """
    counted = counting(material, texts, question)
    speech = laid_out(material, counted)
    marked = passages(material, counted.codings, speech.base, question.level)
    gathering = _Gathering(texts, speech, marked, _variants(material.own_words), dict(question.options))
    gathering.read()
    if not gathering.entries:
        raise NoWords("cloud")
    return PassageCloud(
        question=question,
        population=population(counted, speech.n_cases),
        version=version,
        made_at=made_at or now(),
        too_long=len(gathering.long),
        joined=sum(word.kind == "variant" for word in material.own_words),
        rows=tuple(gathering.rows()[: question.limit]),
    )


class _Gathering:
    """Reads coded passages into entries."""

    def __init__(
        self,
        texts: Mapping[str, str],
        speech: Speech,
        marked: Passages,
        variants: Mapping[str, tuple[str, str]],
        asked: Mapping[str, object],
    ) -> None:
        self._texts, self._speech, self._marked, self._variants = texts, speech, marked, variants
        self._longest = int(str(asked.get("longest", LONGEST)))
        codes = asked.get("codes")
        self._wanted = [not isinstance(codes, tuple) or label in codes for label in marked.labels]
        self.entries: dict[str, _Entry] = defaultdict(_Entry)
        self.long: set[int] = set()

    def read(self) -> None:
        """Read every passage that touches counted speech and is wanted."""
        passage, stretch = self._speech.touched(self._marked.start, self._marked.end)
        part, case = self._speech.with_cases(stretch)
        speaking: dict[int, set[int]] = defaultdict(set)
        for one, who in zip(passage[part].tolist(), case.tolist(), strict=True):
            speaking[one].add(who)
        for one in np.unique(passage).tolist():
            if self._wanted[int(self._marked.row[one])]:
                self._take(one, speaking[one])

    def _take(self, one: int, speaking: set[int]) -> None:
        """Count a passage in its entry, or among those that are too long."""
        marked = self._marked
        (where,) = placed(self._speech.base, [(int(marked.start[one]), int(marked.end[one]))])
        said = " ".join(self._texts[where.document][where.start : where.end].split()).strip(_AROUND)
        key, coding = join_key(said), int(marked.coding[one])
        if count_words(said) > self._longest:
            self.long.add(coding)
        elif key:
            entry = self.entries[self._variants.get(key, (key, ""))[0]]
            entry.cases |= speaking
            entry.codings.add(coding)
            entry.rows[int(marked.row[one])] += 1
            entry.written[said] += 1

    def rows(self) -> list[SaidSo]:
        """Return the entries, those that most cases say first."""
        named = dict(self._variants.values())
        found = [_row(entry, named.get(key, ""), self._marked.labels) for key, entry in self.entries.items()]
        return sorted(found, key=lambda row: (-row.cases, -row.codings, row.term))


def _variants(words: Iterable[OwnWord]) -> dict[str, tuple[str, str]]:
    """Return what each variant is joined to, by its key: the key of that, and how it is written."""
    meant = {join_key(word.word): word.meant for word in words if word.kind == "variant"}
    found: dict[str, tuple[str, str]] = {}
    for key, first in meant.items():
        label, seen = first, {key}
        while join_key(label) in meant and join_key(label) not in seen:
            seen.add(join_key(label))
            label = meant[join_key(label)]
        found[key] = (join_key(label), label)
    return found


def _row(entry: _Entry, label: str, labels: tuple[str, ...]) -> SaidSo:
    """Write an entry, under its most frequent form where nobody named it."""
    best = (0, "")
    for written, times in entry.written.items():
        if better((times, written), best):
            best = (times, written)
    term = label or best[1]
    return SaidSo(
        term=term,
        cases=len(entry.cases),
        codings=len(entry.codings),
        group=labels[min(entry.rows, key=lambda row: (-entry.rows[row], row))],
        variants=tuple(sorted(written for written in entry.written if written != term)),
    )


def cloud_of_passages(result: PassageCloud, colours: Mapping[str, str] | None = None) -> Cloud:
    """Colour a cloud of passages: as heavy as the cases that say an entry, its codings where nobody is a case.

    Args:
        result: the passages.
        colours: a colour (#rrggbb) for codes that have one; of those that share one, the first has it.
    """
    by_cases = any(row.cases for row in result.rows)
    colour_of = coloured(dict.fromkeys(row.group for row in result.rows), colours)
    words = (
        CloudWord(row.term, max(row.cases if by_cases else row.codings, 1), colour_of[row.group], row.group)
        for row in result.rows
    )
    return Cloud(tuple(words), tuple(colour_of.items()))
