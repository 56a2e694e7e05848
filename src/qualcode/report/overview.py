"""The coding as a whole: how often each code was applied, which codes meet most, the cloud; each with its question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.report.blocks import Caption, Column, Figure, Heading, Paragraph, Row, Run, SourceLine, Table
from qualcode.report.wording import question_sentence, unit_phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.records import Code
    from qualcode.model.results import Cooccurrence, Pair, Result
    from qualcode.report.blocks import Block
    from qualcode.report.evidence import Evidence
    from qualcode.report.wording import Wording

STRONGEST: Final = 10
"""Pairs of codes that the report shows."""
_TERMS_NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class Framed:
    """A table or figure to come between its caption and its source line, announced by a sentence of ours."""

    announced: str
    caption: Caption
    body: Table | Figure
    source: str

    def blocks(self) -> list[Block]:
        """Return the announcement, the caption, the body and the source line, in this order."""
        return [
            Paragraph((Run(self.announced),), "lead_in"),
            self.caption,
            self.body,
            SourceLine(self.source, self.caption.id),
        ]


def overview_blocks(evidence: Evidence, also: Callable[[Evidence, int], list[Framed]] | None = None) -> list[Block]:
    """Write the section of tables and figure; nothing where none can be shown.

    Args:
        evidence: the study and its readings.
        also: gives further tables, numbered from a number on.
    """
    framed: list[Framed] = []
    if evidence.options.counts and evidence.frequencies:
        framed.append(frequencies_table(evidence, 1))
    pairs = pairs_table(evidence, len(framed) + 1) if evidence.options.counts else None
    framed += filter(None, (pairs,))
    framed += also(evidence, len(framed) + 1) if also else []
    framed += filter(None, (cloud_figure(evidence, 1),))
    if not framed:
        return []
    title = Heading(1, evidence.wording.gettext("The coding as a whole"), "overview")
    return [title, *(block for one in framed for block in one.blocks())]


def source_words(result: Result, evidence: Evidence) -> str:
    """Write the line under a table or figure: the question it answers, and the program's version."""
    question = question_sentence(result, evidence.options.language)
    return evidence.wording.gettext("Source: {question} qualcode {version}.", question=question, version=result.version)


def frequencies_table(evidence: Evidence, number: int) -> Framed:
    """Return the table of how often each code was applied.

    Args:
        evidence: the study and its readings.
        number: of the table in the report.
    """
    wording = evidence.wording
    title = wording.gettext("How often each code was applied ({n})", n=_population(evidence))
    columns = (
        Column(wording.gettext("Code"), width=3.2),
        Column(wording.gettext("Excerpts"), numeric=True),
        Column(wording.gettext("Participants"), numeric=True, width=1.2),
        Column(wording.gettext("Documents"), numeric=True, width=1.1),
        Column(wording.gettext("Share of speech"), numeric=True, width=1.1),
    )
    return Framed(
        wording.gettext("Table {number} shows how often each code was applied.", number=number),
        Caption("table", wording.pgettext("report", "Table"), number, title, "frequencies"),
        Table(columns, _frequency_rows(evidence), "frequencies", title),
        source_words(evidence.material.frequencies, evidence),
    )


def _population(evidence: Evidence) -> str:
    """Say n: `n = 11 participants, 8 documents of 10`."""
    wording, population = evidence.wording, evidence.material.frequencies.population
    documents = wording.ngettext("{count} document", "{count} documents", population.n_documents)
    if population.left_out:
        total = wording.number(population.n_documents + len(population.left_out))
        documents = wording.gettext("{documents} of {total}", documents=documents, total=total)
    if not population.n_cases:
        return wording.gettext("n = {documents}", documents=documents)
    people = wording.ngettext("{count} participant", "{count} participants", population.n_cases)
    return wording.gettext("n = {people}, {documents}", people=people, documents=documents)


def _frequency_rows(evidence: Evidence) -> tuple[Row, ...]:
    parents = {code.parent for code in evidence.material.codes}
    return tuple(
        _frequency_row(code, evidence, group=code.id in parents)
        for code in evidence.material.codes
        if code.id in evidence.frequencies or code.id in parents
    )


def _frequency_row(code: Code, evidence: Evidence, *, group: bool) -> Row:
    row, wording = evidence.frequencies.get(code.id), evidence.wording
    label, depth = code.label(evidence.options.language), len(code.path) - 1
    if row is None or (group and not row.codings):
        return Row((label, "", "", "", ""), depth, heading=True)
    counts = (wording.number(count) for count in (row.codings, row.cases, row.documents))
    return Row((label, *counts, wording.percent(row.coverage, 1)), depth)


def strongest(result: Cooccurrence | None) -> list[Pair]:
    """Return the pairs of two codes that meet most often, ties by their Jaccard index, then in codebook order."""
    if result is None:
        return []
    pairs = [pair for pair in result.rows if pair.a != pair.b and pair.n_ab]
    return sorted(pairs, key=lambda pair: (-pair.n_ab, -(pair.jaccard or 0)))[:STRONGEST]


def pairs_table(evidence: Evidence, number: int) -> Framed | None:
    """Return the table of the codes that meet most often; None where none do.

    Args:
        evidence: the study and its readings.
        number: of the table in the report.
    """
    wording, result = evidence.wording, evidence.material.cooccurrence
    pairs = strongest(result)
    if result is None or not pairs:
        return None
    title = wording.gettext("Codes that meet most often ({unit})", unit=unit_phrase(result, wording))
    columns = (
        Column(wording.gettext("First code"), width=2.0),
        Column(wording.gettext("Second code"), width=2.0),
        Column(wording.gettext("Together (n)"), numeric=True, width=1.25),
        Column(wording.gettext("First (n)"), numeric=True, width=1.15),
        Column(wording.gettext("Second (n)"), numeric=True, width=1.15),
        Column(wording.gettext("Jaccard"), numeric=True),
    )
    rows = tuple(_pair_row(pair, called(evidence), wording) for pair in pairs)
    return Framed(
        wording.gettext("Table {number} shows the pairs of codes that meet most often.", number=number),
        Caption("table", wording.pgettext("report", "Table"), number, title, "cooccurrence"),
        Table(columns, rows, "cooccurrence", title),
        source_words(result, evidence),
    )


def network_figure(evidence: Evidence, number: int) -> Framed | None:
    """Return the network of the codes that meet; None where it was not drawn.

    Args:
        evidence: the study and its readings.
        number: of the figure in the report.
    """
    wording, result, png = evidence.wording, evidence.material.cooccurrence, evidence.material.network
    if not png or result is None:
        return None
    names = called(evidence)
    ties = tuple(f"{names.get(one.a, one.a)} × {names.get(one.b, one.b)}" for one in strongest(result)[:_TERMS_NAMED])
    title = wording.gettext("Network of the codes that meet ({unit})", unit=unit_phrase(result, wording))
    alternative = wording.gettext("{title}; the strongest ties are {ties}", title=title, ties=wording.listed(ties))
    said = wording.gettext(
        "Figure {number} shows the codes that meet, wider lines the more often; a colour is a community of codes.",
        number=number,
    )
    return Framed(
        said,
        Caption("figure", wording.pgettext("report", "Figure"), number, title, "network"),
        Figure(png, f"{alternative}.", "network"),
        source_words(result, evidence),
    )


def called(evidence: Evidence) -> dict[str, str]:
    """Map what a reading calls a code to its label in the report's language."""
    language = evidence.options.language
    codes = {code.id: code.label(language) for code in evidence.material.codes}
    return {row.code: codes[identifier] for identifier, row in evidence.frequencies.items()}


def _pair_row(pair: Pair, called: dict[str, str], wording: Wording) -> Row:
    counts = (wording.number(count) if count is not None else "" for count in (pair.n_ab, pair.n_a, pair.n_b))
    jaccard = wording.number(pair.jaccard, 2) if pair.jaccard is not None else ""
    return Row((called.get(pair.a, pair.a), called.get(pair.b, pair.b), *counts, jaccard))


def cloud_figure(evidence: Evidence, number: int) -> Framed | None:
    """Return the cloud of words; None where it was not drawn.

    Args:
        evidence: the study and its readings.
        number: of the figure in the report.
    """
    wording, keywords, png = evidence.wording, evidence.material.keywords, evidence.material.cloud
    if not png:
        return None
    terms = tuple(dict.fromkeys(row.term for row in keywords.rows))[:_TERMS_NAMED] if keywords else ()
    alternative = wording.gettext("Cloud of the words used most often")
    if terms:
        alternative = wording.gettext(
            "{title}; the largest are {terms}", title=alternative, terms=wording.listed(terms)
        )
    label = wording.pgettext("report", "Figure")
    return Framed(
        wording.gettext("Figure {number} shows the words used most often.", number=number),
        Caption("figure", label, number, wording.gettext("Words used most often"), "cloud"),
        Figure(png, f"{alternative}.", "cloud"),
        source_words(keywords or evidence.material.frequencies, evidence),
    )
