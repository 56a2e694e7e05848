"""The base of a count, said in words: of how many documents, which of them were left out, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_, NN_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.results import Counted, Population, Question
    from qualcode.report.wording import Wording

NAMED_AT_MOST: Final = 8
"""How many of the documents that were left out are named where there is little room."""
_SOME: Final[dict[Counted, tuple[str, str]]] = {
    "marked": NN_(
        "{count} of the {total} documents, the one marked coded",
        "{count} of the {total} documents, those marked coded",
    ),
    "with_codings": NN_(
        "{count} of the {total} documents, the one with a coding",
        "{count} of the {total} documents, those with a coding",
    ),
    "all": NN_("{count} of the {total} documents", "{count} of the {total} documents"),
}
_EVERY: Final[dict[Counted, tuple[str, str]]] = {
    "marked": NN_("the only document, marked coded", "all {count} documents, marked coded"),
    "with_codings": NN_("the only document, which has codings", "all {count} documents, which have codings"),
    "all": NN_("the only document", "all {count} documents"),
}
_WHY: Final[dict[Counted, str]] = {
    "marked": N_("Left out, not marked coded: {names}."),
    "with_codings": N_("Left out, without a coding: {names}."),
    "all": N_("Left out: {names}."),
}
_WHY_ANSWERS: Final[dict[Counted, str]] = {
    "marked": N_("Left out, not marked coded or without these answers: {names}."),
    "with_codings": N_("Left out, without a coding or without these answers: {names}."),
    "all": N_("Left out, without these answers: {names}."),
}
_WITHOUT_ROUND: Final = N_("Left out, without a coding of the rounds asked for: {names}.")


def _answers_only(question: Question | None) -> bool:
    """Tell whether only the answers to some questions of the guide were read."""
    return question is not None and "questions" in dict(question.options)


def documents_counted(population: Population, wording: Wording, question: Question | None = None) -> str:
    """Say of how many documents a count is, and how they were chosen: `5 of the 10 documents, those marked coded`.

    Args:
        population: whom a reading counted.
        wording: the language.
        question: what it was asked, where that may narrow the documents further.
    """
    counted, total = population.n_documents, population.n_documents + len(population.left_out)
    if not total:
        return wording.gettext("no document")
    forms = _SOME if population.left_out else _EVERY
    said = wording.ngettext(*forms[population.documents], counted, total=wording.number(total))
    if not _answers_only(question):
        return said
    return wording.gettext("{documents}, and where that was asked", documents=said)


def left_out_sentence(
    population: Population, wording: Wording, names: Sequence[str], question: Question | None = None
) -> str:
    """Say which documents were left out, and why.

    Args:
        population: whom a reading counted.
        wording: the language.
        names: the documents, or some of them and how many more.
        question: what it was asked.
    """
    reasons = _WHY_ANSWERS if _answers_only(question) else _WHY
    why = reasons[population.documents]
    if reasons is _WHY and population.documents == "with_codings" and question and "rounds" in dict(question.options):
        why = _WITHOUT_ROUND
    return wording.gettext(why, names=wording.listed(tuple(names)))


def refused_clause(population: Population, wording: Wording) -> str:
    """Say whose speech is counted nowhere since they did not agree to it; empty where there is nobody.

    Args:
        population: whom a reading counted.
        wording: the language.
    """
    if not population.refused_cases:
        return ""
    turns = wording.ngettext("{count} turn", "{count} turns", population.refused_turns)
    return wording.ngettext(
        "without {count} person who did not agree to the analysis ({turns})",
        "without {count} people who did not agree to the analysis ({turns})",
        population.refused_cases,
        turns=turns,
    )


def named_some(names: tuple[str, ...], wording: Wording) -> tuple[str, ...]:
    """Name a few documents and count the others."""
    over = len(names) - NAMED_AT_MOST
    return names if over <= 1 else (*names[:NAMED_AT_MOST], wording.ngettext("{count} more", "{count} more", over))


def base_note(population: Population, wording: Wording, question: Question | None = None) -> str:
    """Say what the counts of a report rest on, where that is not the whole study; empty where it is."""
    if not population.left_out:
        return ""
    said = documents_counted(population, wording, question)
    rests = wording.gettext("The counts rest on {documents}.", documents=said)
    return f"{rests} {left_out_sentence(population, wording, population.left_out, question)}"
