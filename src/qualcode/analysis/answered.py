"""What cases answered to an attribute: their answer, or why there is none; numbers and dates cut into classes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from qualcode.analysis.labels import ATTRIBUTE, UNKNOWN
from qualcode.model.errors import BadBounds, BadChoice, NeedsBounds, NoSuchAttribute
from qualcode.words.folding import folded, sort_key
from qualcode.words.values import NOT_APPLICABLE, REFUSED, absence_of, canonical, is_choice, type_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualcode.model.comparisons import ColumnKind
    from qualcode.model.material import CaseRow, Material

MEASURED: Final = ("number", "date")
_ABSENT: Final[dict[str, ColumnKind]] = {"": "missing", REFUSED: "refused", NOT_APPLICABLE: "not_applicable"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a case answered, or why not; a refusal keeps the words it is written in, a missing answer is empty."""

    kind: ColumnKind
    label: str


NONE: Final = Answer("missing", UNKNOWN)


def attribute_asked(material: Material, by: str | None) -> str:
    """Return the name of the attribute that `attribute:NAME` asks for, as the study writes it.

    Raises:
        BadChoice: something else is asked for.
        NoSuchAttribute: no case has it.
    """
    if not by or not by.startswith(ATTRIBUTE):
        raise BadChoice(by or "", choices="attribute:NAME")
    asked = by.removeprefix(ATTRIBUTE)
    known = {folded(name): name for case in material.cases for name in case.attributes}
    if folded(asked) not in known:
        raise NoSuchAttribute(asked, names=", ".join(known.values()))
    return known[folded(asked)]


def answer_of(case: CaseRow, attribute: str) -> Answer:
    """Return what a case answered to an attribute."""
    value = case.attributes.get(attribute, "").strip()
    absence = absence_of(value, "text")
    return Answer("value", value) if absence is None else Answer(_ABSENT[absence], value if absence else UNKNOWN)


def answers(
    material: Material, attribute: str, cases: Iterable[int], bounds: Sequence[str] = ()
) -> tuple[dict[int, Answer], tuple[str, ...]]:
    """Return the answer of each case, and the different answers in their order.

    Numbers and dates are cut into classes by the bounds; without bounds they are taken as they are where they are few
    and most of them repeated, such as years.

    Args:
        material: the study.
        attribute: its name.
        cases: places in `material.cases`.
        bounds: where one class ends and the next begins, ascending; a value that equals a bound is in the upper one.

    Raises:
        BadBounds: bounds that do not fit the attribute.
        NeedsBounds: numbers or dates without bounds.
    """
    given = {case: answer_of(material.cases[case], attribute) for case in cases}
    values = [answer.label for answer in given.values() if answer.kind == "value"]
    kind = type_of(values)
    if bounds:
        cuts = _cuts(attribute, kind, bounds)
        classes = _classes([canonical(bound, kind) or bound for bound in bounds])
        named = {value: classes[bisect_right(cuts, measured(value, kind))] for value in values}
        used = set(named.values())
        return _named(given, named), tuple(name for name in classes if name in used)
    if kind in MEASURED and not is_choice(values):
        raise NeedsBounds(attribute, values=len(set(values)), example=_example(values, kind))
    by_value = kind == "number"
    return given, tuple(sorted(set(values), key=lambda one: (measured(one, kind) if by_value else 0, sort_key(one))))


def measured(value: str, kind: str) -> float | str:
    """Return what numbers or dates are ordered by."""
    form = canonical(value, kind) or ""
    return float(form) if kind == "number" else form


def _named(given: Mapping[int, Answer], named: Mapping[str, str]) -> dict[int, Answer]:
    return {
        case: Answer("value", named[answer.label]) if answer.kind == "value" else answer
        for case, answer in given.items()
    }


def _cuts(attribute: str, kind: str, bounds: Sequence[str]) -> list[float | str]:
    if kind not in MEASURED or any(canonical(bound, kind) in {None, *_ABSENT} for bound in bounds):
        raise BadBounds(attribute)
    cuts = [measured(bound, kind) for bound in bounds]
    if cuts != sorted(set(cuts)):
        raise BadBounds(attribute)
    return cuts


def _classes(bounds: Sequence[str]) -> list[str]:
    """Name the classes by signs, which both languages read alike."""
    between = [f"≥ {low} < {high}" for low, high in pairwise(bounds)]
    return [f"< {bounds[0]}", *between, f"≥ {bounds[-1]}"]


def _example(values: Sequence[str], kind: str) -> str:
    """Return the middle value: it cuts the cases in two halves."""
    ordered = sorted(values, key=lambda one: measured(one, kind))
    return ordered[len(ordered) // 2]
