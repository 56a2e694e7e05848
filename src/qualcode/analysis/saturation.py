"""New codes by interview, in the order they were held, and what the rule of Guest, Namey and Chen (2020) says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode import __version__
from qualcode.analysis.answered import MEASURED, answer_of, attribute_asked, measured
from qualcode.analysis.frequencies import outside
from qualcode.analysis.intervals import distinct
from qualcode.analysis.labels import ATTRIBUTE
from qualcode.analysis.levels import passages
from qualcode.analysis.population import counting, population
from qualcode.analysis.results import now
from qualcode.analysis.speech import laid_out
from qualcode.model.comparisons import NewCodes, Run, Saturation, Series
from qualcode.model.errors import EmptyBase, NoOrder, NotAnOrder, SeveralOrders
from qualcode.words.folding import sort_key
from qualcode.words.values import type_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from qualcode.analysis.counted import Counting
    from qualcode.model.comparisons import SeriesKind, Verdict
    from qualcode.model.material import CaseRow, Material
    from qualcode.model.results import Question

    Held = NDArray[np.bool_]
    """Which document holds which code, shape (n documents, n codes)."""

BAND: Final = (0.025, 0.975)
"""The quantiles between which 95 % of the random orders lie."""
_KINDS: Final[tuple[SeriesKind, ...]] = ("interview", "group")


@dataclass(frozen=True, slots=True)
class Rule:
    """When no more is expected: new codes of a run <= threshold x codes of the base; and the random orders beside it.

    Guest, Namey and Chen 2020, PLoS ONE 15(5) e0232076.
    """

    base: int = 4
    run: int = 2
    threshold: float = 0.05
    orders: int = 500
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Document:
    """A counted document with its place in the order."""

    number: int
    """Among the counted documents."""
    name: str
    kind: SeriesKind
    order: str
    key: float | str


def saturation(  # noqa: PLR0913 - as any reading, and the rule
    material: Material,
    texts: Mapping[str, str],
    question: Question,
    *,
    rule: Rule | None = None,
    grid_fixed: bool | None = None,
    made_at: str = "",
    version: str = __version__,
) -> Saturation:
    """Count the codes, groups or themes that each interview is the first to hold.

    Interviews and groups stand apart: a group brings as many voices as several interviews. Documents of one date stand
    by name. A code occurs in a document where it touches counted speech.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder, level, and `by`: attribute:NAME, dates or numbers; None takes the only attribute of dates.
        rule: base, run, threshold, and the random orders of the band.
        grid_fixed: whether the codebook was fixed before coding, where that is known; the answer carries it.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Raises:
        NothingCoded: no coding by the coders asked about.
        NoSuchCoder: nobody of that name codes here.
        NoSuchAttribute, BadChoice: the order asked for is no attribute.
        NotAnOrder: the attribute holds neither dates nor numbers.
        NoOrder: nothing says which interview came first.
        SeveralOrders: several attributes of dates could.
        EmptyBase: the first interviews hold no code.
    """
    rule = rule or Rule()
    counted = counting(material, texts, question)
    speech = laid_out(material, counted)
    marked = passages(material, counted.codings, speech.base, question.level)
    found = _spoken_in(material, counted)
    attribute = attribute_asked(material, question.by) if question.by else _only_date(found)
    placed, without = _placed(found, counted, attribute)
    passage, stretch = speech.touched(marked.start, marked.end)
    held = np.zeros((len(counted.documents), len(marked.labels)), dtype=bool)
    if len(passage):
        held[distinct(speech.document[stretch], marked.row[passage])] = True
    series, rows = [], []
    for kind in _KINDS:
        documents = [document for document in placed if document.kind == kind]
        if documents:
            one, lines = read(documents, held[[document.number for document in documents]], marked.labels, rule)
            series.append(one)
            rows.extend(lines)
    if all(one.verdict == "empty_base" for one in series):
        raise EmptyBase(question.reading, count=rule.base)
    return Saturation(
        question=_asked(question, attribute, rule),
        population=population(counted, speech.n_cases, outside=outside(marked, speech, len(counted.codings))),
        version=version,
        made_at=made_at or now(),
        order=attribute,
        without_order=without,
        grid_fixed=grid_fixed,
        series=tuple(series),
        saturated_at=series[0].saturated_at,
        rows=tuple(rows),
    )


def _asked(question: Question, attribute: str, rule: Rule) -> Question:
    asked = {
        "order": ATTRIBUTE + attribute,
        "base": rule.base,
        "run": rule.run,
        "threshold": rule.threshold,
        "orders": rule.orders,
        "seed": rule.seed,
    }
    return replace(question, by=None, options=tuple((dict(question.options) | asked).items()))


def _spoken_in(material: Material, counted: Counting) -> list[tuple[SeriesKind, list[CaseRow]]]:
    """Return, for each counted document, whether one person speaks or several, and the cases it belongs to."""
    by_id = {case.id: case for case in material.cases}
    voices: dict[str, set[str]] = {}
    cases: dict[str, dict[str, CaseRow]] = {}
    for turn in counted.turns:
        if turn.role == "participant":
            voices.setdefault(turn.document, set()).add(turn.case or turn.speaker)
        if turn.case in by_id:
            cases.setdefault(turn.document, {})[turn.case] = by_id[turn.case]
    for link in material.links:
        if link.start is None:
            cases.setdefault(link.document, {})[link.case] = by_id[link.case]
    return [
        (_KINDS[len(voices.get(document.id, ())) > 1], list(cases.get(document.id, {}).values()))
        for document in counted.documents
    ]


def _only_date(found: Sequence[tuple[SeriesKind, list[CaseRow]]]) -> str:
    """Return the only attribute of dates."""
    cases = [case for _, there in found for case in there]
    names = list(dict.fromkeys(name for case in cases for name in case.attributes))
    dates = [name for name in names if type_of(_given(cases, name)) == "date"]
    if not dates:
        raise NoOrder("saturation")
    if len(dates) > 1:
        raise SeveralOrders("saturation", names=", ".join(dates))
    return dates[0]


def _given(cases: Sequence[CaseRow], attribute: str) -> list[str]:
    answers = (answer_of(case, attribute) for case in cases)
    return [answer.label for answer in answers if answer.kind == "value"]


def _placed(
    found: Sequence[tuple[SeriesKind, list[CaseRow]]], counted: Counting, attribute: str
) -> tuple[list[_Document], tuple[str, ...]]:
    """Return the documents in their order, by the earliest date of each, and the names of those that have none."""
    values = [value for _, there in found for value in _given(there, attribute)]
    form = type_of(values)
    if not values:
        raise NoOrder(attribute)
    if form not in MEASURED:
        raise NotAnOrder(attribute)
    placed: list[_Document] = []
    without: list[str] = []
    for number, (document, (kind, there)) in enumerate(zip(counted.documents, found, strict=True)):
        dates = sorted(_given(there, attribute), key=lambda value: measured(value, form))
        if dates:
            placed.append(_Document(number, document.name, kind, dates[0], measured(dates[0], form)))
        else:
            without.append(document.name)
    return sorted(placed, key=lambda one: (one.key, sort_key(one.name))), tuple(without)


def read(
    documents: Sequence[_Document], held: Held, labels: Sequence[str], rule: Rule
) -> tuple[Series, list[NewCodes]]:
    """Read one series of documents in order.

    Args:
        documents: of one kind, in order.
        held: which of them holds which code, shape (n documents, n codes).
        labels: the codes' names.
        rule: base, run, threshold, random orders.
    """
    new = firsts(held, np.arange(len(held))[None, :])[0]
    at_random = firsts(held, _orders(len(held), rule))
    total = np.cumsum(at_random, axis=1)
    low = np.quantile(total, BAND[0], axis=0, method="inverted_cdf")
    high = np.quantile(total, BAND[1], axis=0, method="inverted_cdf")
    series = judged(new.tolist(), rule)
    met = [judged(order, rule).verdict == "saturated" for order in at_random.tolist()]
    keys = [document.key for document in documents]
    ends = {run.last: run.ratio for run in series.runs}
    seen = np.cumsum(held, axis=0) * held == 1
    lines = [
        NewCodes(
            interview=document.name,
            kind=document.kind,
            order=document.order,
            new=int(new[place]),
            cumulative=int(new[: place + 1].sum()),
            low=int(low[place]),
            high=int(high[place]),
            ratio=ends.get(place + 1),
            codes=tuple(labels[code] for code in np.flatnonzero(seen[place]).tolist()),
        )
        for place, document in enumerate(documents)
    ]
    judged_at_all = series.verdict in {"saturated", "not_reached"}
    return replace(
        series,
        kind=documents[0].kind,
        orders_saturated=sum(met) / len(met) if met and judged_at_all else None,
        ties=sum(times for times in Counter(keys).values() if times > 1),
    ), lines


def _orders(n: int, rule: Rule) -> NDArray[np.int64]:
    """Return random orders: the place of each document in each, shape (orders, n)."""
    draws = np.random.default_rng(rule.seed)
    return np.argsort(draws.random((max(rule.orders, 1), n)), axis=1)


def firsts(held: Held, place: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count the codes that each document of an order is the first to hold.

    Args:
        held: which document holds which code, shape (n documents, n codes).
        place: the place of each document, from 0, shape (orders, n documents).

    Returns:
        New codes by place, shape (orders, n documents).
    """
    n = len(held)
    used = held[:, held.any(axis=0)]
    found = np.zeros((len(place), n), dtype=np.int64)
    for order, where in enumerate(place):
        first = np.where(used, where[:, None], n).min(axis=0, initial=n)
        found[order] = np.bincount(first, minlength=n)[:n]
    return found


def judged(new: Sequence[int], rule: Rule) -> Series:
    """Apply the rule to the new codes of each interview in order.

    Args:
        new: as many as there are interviews.
        rule: base, run, threshold.

    Returns:
        The series, of interviews; saturated before the first run whose ratio is at most the threshold.
    """
    base = sum(new[: rule.base])
    runs = tuple(
        Run(
            start + 1, start + rule.run, brought := sum(new[start : start + rule.run]), brought / base if base else None
        )
        for start in range(rule.base, len(new) - rule.run + 1)
    )
    low = next((run for run in runs if run.ratio is not None and run.ratio <= rule.threshold), None)
    verdict: Verdict = "saturated" if low else "not_reached"
    if not runs:
        verdict = "too_few"
    if not base:
        verdict = "empty_base"
    at = low.first - 1 if low else None
    written = f"{at}+{rule.run}" if low else None
    return Series("interview", len(new), base, runs, verdict, at, written, orders_saturated=None, ties=0)
