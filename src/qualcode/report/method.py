"""The method note: who was counted, who coded, how excerpts were chosen, what was asked. All of it from the results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model.messages import N_
from qualcode.report.base import documents_counted, left_out_sentence, refused_clause
from qualcode.report.blocks import Bullet, Bullets, Heading, Paragraph, Run
from qualcode.report.withheld import withheld_sentence
from qualcode.report.wording import question_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.results import Population
    from qualcode.report.blocks import Block
    from qualcode.report.evidence import Evidence
    from qualcode.report.outline import Part


def method_blocks(evidence: Evidence, parts: Sequence[Part], date: str, by_hand: int | None = None) -> list[Block]:
    """Write the note.

    Args:
        evidence: the study and its readings.
        parts: the outline before codes without excerpts were left out.
        date: ISO 8601.
        by_hand: passages that the analyst chose for an outline; None where there is none.
    """
    data = {"mcounted": _counted(evidence), "mcoded": _coded(evidence), "mwithheld": _withheld(evidence)}
    unshown = {f"munshown{number}": text for number, text in enumerate(_unshown(evidence, parts, by_hand))}
    blocks: list[Block] = [Heading(1, evidence.wording.gettext("Method note"), "method")]
    blocks.append(Paragraph((Run(_made(evidence, date)),), "note"))
    blocks += _from_data(data)
    blocks.append(Paragraph((Run(_quoted(evidence)),), "note"))
    if by_hand:
        blocks += _from_data({"mchosen": _chosen(evidence, by_hand)})
    blocks += _from_data(unshown)
    questions = _questions(evidence)
    if questions:
        blocks.append(Paragraph((Run(evidence.wording.gettext("The readings answer these questions:")),), "note"))
        blocks.append(Bullets(tuple(Bullet(question) for question in questions)))
    return blocks


def _from_data(texts: Mapping[str, str]) -> list[Block]:
    """Set paragraphs that a refresh renews, by their ids."""
    return [Paragraph((Run(text, "counts"),), "note", identifier) for identifier, text in texts.items() if text]


def _made(evidence: Evidence, date: str) -> str:
    wording, version = evidence.wording, evidence.material.frequencies.version
    title = wording.quoted(evidence.material.title)
    if not date:
        return wording.gettext(
            "Draft made with qualcode {version} from the project {title}.", version=version, title=title
        )
    return wording.gettext(
        "Draft made on {date} with qualcode {version} from the project {title}.",
        date=wording.date(date),
        version=version,
        title=title,
    )


def _counted(evidence: Evidence) -> str:
    wording, result = evidence.wording, evidence.material.frequencies
    population = result.population
    sentences = [
        wording.gettext(
            "The readings count: {documents}.", documents=documents_counted(population, wording, result.question)
        ),
    ]
    if population.left_out:
        sentences.append(left_out_sentence(population, wording, population.left_out, result.question))
    if population.n_turns:
        sentences.append(_speech(evidence))
    if clause := refused_clause(population, wording):
        sentences.append(f"{clause[:1].upper()}{clause[1:]}.")
    if result.question.interviewer:
        sentences.append(wording.gettext("The interviewer’s words count too."))
    elif population.n_turns:
        sentences.append(wording.gettext("The interviewer’s words do not count."))
    return " ".join(sentences)


def _speech(evidence: Evidence) -> str:
    wording, population = evidence.wording, evidence.material.frequencies.population
    clauses = [wording.ngettext("{count} turn", "{count} turns", population.n_turns)]
    if population.n_cases:
        clauses.append(wording.ngettext("{count} participant", "{count} participants", population.n_cases))
    if population.n_words:
        clauses.append(wording.ngettext("{count} word", "{count} words", population.n_words))
    return wording.gettext("They hold: {speech}.", speech=", ".join(clauses))


def _coded(evidence: Evidence) -> str:
    wording = evidence.wording
    names = tuple(coder.name for coder in evidence.material.coders)
    coder = evidence.material.frequencies.question.coder
    if coder is not None:
        return wording.gettext("Coding: {names}, alone counted.", names=coder)
    if not names:
        return ""
    sentences = [wording.gettext("Coding: {names}.", names=wording.listed(names))]
    if len(names) > 1 and evidence.options.counts:
        sentences.append(wording.gettext("A passage that two people gave the same code counts as two excerpts."))
    return " ".join(sentences)


def _withheld(evidence: Evidence) -> str:
    """Say how many excerpts are not quoted since the people who say them did not agree to it."""
    wording = evidence.wording
    count = sum(bool(excerpt.withheld) for excerpt in evidence.material.excerpts)
    if not count:
        return ""
    if not evidence.options.counts:
        return wording.gettext("What people said who did not agree to be quoted, or no longer do, is not quoted.")
    return withheld_sentence(count, wording)


def _quoted(evidence: Evidence) -> str:
    wording, most = evidence.wording, evidence.options.quotes
    if most is None:
        first = wording.gettext("All the excerpts of each code are quoted.")
    else:
        first = wording.ngettext(
            "At most {count} excerpt per code is quoted: a starred one first.",
            "At most {count} excerpts per code are quoted: starred ones first, then one per person as far as possible.",
            most,
        )
    second = wording.gettext(
        "Under one code, passages that overlap or say the same words are quoted once, word for word as the transcripts "
        "have them."
    )
    return f"{first} {second}"


def _chosen(evidence: Evidence, count: int) -> str:
    return evidence.wording.ngettext(
        "{count} excerpt was chosen by hand for this report, and where it says […], words were dropped.",
        "{count} excerpts were chosen by hand for this report, and where they say […], words were dropped.",
        count,
    )


def _unshown(evidence: Evidence, parts: Sequence[Part], by_hand: int | None) -> list[str]:
    """Say what is not seen: codes outside the themes, codes without excerpts, excerpts outside the counts."""
    wording, language = evidence.wording, evidence.options.language
    in_parts = {section.code.id for part in parts for section in part.sections}
    in_parts |= {part.group.id for part in parts if part.group}
    leaves = [code for code in evidence.material.codes if evidence.excerpts.get(code.id)]
    outside = tuple(code.label(language) for code in leaves if code.id not in in_parts)
    above = {group for code in evidence.material.codes for group in (code.parent, *code.also_in)}
    empty = tuple(
        code.label(language)
        for code in evidence.material.codes
        if not evidence.excerpts.get(code.id) and code.id not in above
    )
    sentences = []
    if outside:
        said = N_("Codes that no theme rests on, not illustrated here: {names}.")
        if by_hand is not None:
            said = N_("Codes that have no part of their own here: {names}.")
        sentences.append(wording.gettext(said, names=wording.listed(outside)))
    if empty:
        sentences.append(wording.gettext("Codes without an excerpt: {names}.", names=wording.listed(empty)))
    return [*sentences, _outside_counts(evidence)]


def _outside_counts(evidence: Evidence) -> str:
    counted = sum(row.codings for row in evidence.frequencies.values())
    beyond = sum(len(excerpts) for excerpts in evidence.excerpts.values()) - counted
    if beyond <= 0 or not evidence.options.counts or not evidence.frequencies:
        return ""
    return evidence.wording.ngettext(
        "{count} excerpt of the project lies outside these counts (document left out, words of no participant).",
        "{count} excerpts of the project lie outside these counts (documents left out, words of no participant).",
        beyond,
    )


def _questions(evidence: Evidence) -> tuple[str, ...]:
    """Say each question; whom it counted only where that is not what the note has said already."""
    material, language = evidence.material, evidence.options.language
    counting = [material.frequencies, material.cooccurrence] if evidence.options.counts else []
    asked = [*counting, material.keywords if material.cloud else None]
    counted = _people(material.frequencies.population)
    return tuple(
        question_sentence(result, language, whom=_people(result.population) != counted)
        for result in asked
        if result is not None
    )


def _people(population: Population) -> Population:
    """Return a population without what readings count or not as they need it."""
    return replace(population, n_words=None, n_characters=0, codings_outside=0)
