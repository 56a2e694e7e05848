"""What the rule of saturation says of interviews and groups, in words, and what must be known before one trusts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_
from qualcode.report.wording import wording_of

SERIES: Final = {"interview": N_("Interviews"), "group": N_("Focus groups")}
"""What each series is called."""

if TYPE_CHECKING:
    from qualcode.model.comparisons import Run, Saturation, Series
    from qualcode.model.results import Level
    from qualcode.report.wording import Wording


def verdict(one: Series, result: Saturation, language: str) -> str:
    """Say what the rule says of one series.

    Args:
        one: of the answer's series.
        result: the answer, whose question holds the rule.
        language: fr-CA, fr-FR, fr or en.
    """
    wording, told = wording_of(language), dict(result.question.options)
    base, run, threshold = int(str(told["base"])), int(str(told["run"])), float(str(told["threshold"]))
    if one.verdict == "empty_base":
        first = wording.number(base)
        return wording.gettext("The rule cannot be applied: the first {base} hold no code.", base=first)
    if one.verdict == "too_few":
        return wording.ngettext(
            "Too few for the rule: it takes {needed}, and there is {count}.",
            "Too few for the rule: it takes {needed}, and there are {count}.",
            one.n,
            needed=wording.number(base + run),
        )
    asked = {
        "base": wording.number(base),
        "run": wording.number(run),
        "codes": _so_many(one.base, result.question.level, wording),
        "threshold": wording.percent(threshold, 0 if (threshold * 100).is_integer() else 1),
    }
    met = next((run for run in one.runs if run.first - 1 == one.at), None)
    sentences = [_reached(one, met, asked, wording) if met else _not_reached(asked, wording)]
    if one.orders_saturated is not None:
        orders = wording.number(int(str(told["orders"])))
        met_again = wording.percent(one.orders_saturated)
        again = wording.gettext("In {share} of {orders} random orders the rule is met.", share=met_again, orders=orders)
        sentences.append(again)
    return " ".join(sentences)


def said_of_all(result: Saturation, language: str) -> str:
    """Say what the rule says of interviews and of groups, each by name where there are both.

    Args:
        result: the answer.
        language: fr-CA, fr-FR, fr or en.
    """
    wording = wording_of(language)
    told = [(one.kind, verdict(one, result, language)) for one in result.series]
    if len(told) == 1:
        return told[0][1]
    named = ((wording.gettext(SERIES[kind]), words) for kind, words in told)
    return " ".join(wording.gettext("{series}: {verdict}", series=name, verdict=words) for name, words in named)


def _reached(one: Series, met: Run, asked: dict[str, str], wording: Wording) -> str:
    return wording.ngettext(
        "Code saturation under this rule: {written}. The first {base} hold {codes}; number {first} brings {new} more, "
        "{ratio} of the base (at most {threshold}).",
        "Code saturation under this rule: {written}. The first {base} hold {codes}; numbers {first} to {last} bring "
        "{new} more, {ratio} of the base (at most {threshold}).",
        met.last - met.first + 1,
        written=one.saturated_at,
        first=wording.number(met.first),
        last=wording.number(met.last),
        new=wording.number(met.new),
        ratio=wording.percent(met.ratio or 0.0, 1),
        **asked,
    )


def _not_reached(asked: dict[str, str], wording: Wording) -> str:
    return wording.gettext(
        "No code saturation under this rule. The first {base} hold {codes}; each run of {run} after them brings more "
        "than {threshold} of that.",
        **asked,
    )


def _so_many(count: int, level: Level, wording: Wording) -> str:
    forms = {
        "code": wording.ngettext("{count} code", "{count} codes", count),
        "group": wording.ngettext("{count} group of codes", "{count} groups of codes", count),
        "theme": wording.ngettext("{count} theme", "{count} themes", count),
    }
    return forms[level]


def cautions(result: Saturation, language: str) -> list[str]:
    """Say what must be known before anything is made of the figures.

    Args:
        result: the answer.
        language: fr-CA, fr-FR, fr or en.
    """
    wording = wording_of(language)
    sentences = []
    if result.grid_fixed:
        sentences.append(
            wording.gettext(
                "The codebook was fixed before the coding: few codes could be new, and the rule says little."
            )
        )
    if result.population.documents != "marked":
        sentences.append(wording.gettext("No document is marked coded: those with a coding are taken as finished."))
    if any(one.ties for one in result.series):
        sentences.append(wording.gettext("Interviews of the same date or rank stand by name."))
    if result.without_order:
        names = wording.listed(result.without_order)
        sentences.append(wording.gettext("Left out, since nothing says when: {names}.", names=names))
    sentences.append(
        wording.gettext(
            "This tells of codes, not of what they mean: a code may be met early and understood late (Hennink and "
            "others, 2017). In reflexive thematic analysis codes are made, not found, and saturation is no reason to "
            "stop (Braun and Clarke, 2021)."
        )
    )
    return sentences
