"""The audit of a report: every quotation against the sources, every figure against the others, whom it quotes.

Pure: the report's text and what the study holds in, a frozen result out. A report written by hand, by another program
or by this one is read the same way.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.model.audit import Audit, EditingRule, Note, Voice
from qualcode.report.claims import Claims
from qualcode.report.figures import figures_in
from qualcode.report.found import markdown_read, quotations_in
from qualcode.report.names import names_left
from qualcode.report.sources import term_key
from qualcode.report.verdicts import Judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.audit import Quoted
    from qualcode.model.transcript import Transcript
    from qualcode.report.sources import Sources
    from qualcode.words.aligning import Aligning

MARKDOWN = "md"
_HOLDING = frozenset({"verbatim", "edited", "withheld"})
"""Verdicts on a quotation under which a translation that stands beside it may be taken for its own."""


def audit(report: Transcript, sources: Sources, *, align: Aligning, rule: EditingRule | None = None) -> Audit:
    """Check a report against its sources.

    Args:
        report: as its importer gives it; of its pieces those set as quotations are quotations.
        sources: the study.
        align: what lays words along each other, `analysis.alignment.aligned`.
        rule: what tidied speech is allowed; none by default.
    """
    text, blocks = report.text, report.blocks
    if report.format == MARKDOWN:  # its text still bears its signs
        text, blocks = markdown_read(text)
    claims = Claims(sources)
    quotations = quotations_in(text, blocks, claims.names_a_voice, lambda words: term_key(words) in sources.terms)
    judge = Judge(sources, align, rule or EditingRule())
    kept = [(found, judge.verdict(found, claims.of(found.label))) for found in quotations.found]
    kept = [pair for pair in kept if pair[0].sure or pair[1].verdict != "not_found"]
    judged = tuple(
        _beside(quoted, before) if found.translates else quoted
        for (found, quoted), before in zip(kept, [None, *(quoted for _found, quoted in kept)], strict=False)
    )
    return Audit(
        quotations=judged,
        figures=figures_in(text, [(quoted.at, quoted.at + len(quoted.quote)) for quoted in judged]),
        names=names_left(text, sources),
        voices=_voices([quoted for found, quoted in kept if not found.translates]),
        participants=len(
            {
                stretch.case
                for document in sources.documents
                for stretch in document.stretches
                if stretch.case is not None and stretch.role == "participant"
            }
        ),
        terms=quotations.terms,
        cited=quotations.cited,
        rule=rule or EditingRule(),
    )


def _beside(quoted: Quoted, original: Quoted | None) -> Quoted:
    """Return a translation that the project does not keep as the one of the quotation before it, where that holds."""
    if quoted.verdict != "not_found" or original is None or original.verdict not in _HOLDING:
        return quoted
    return replace(
        quoted,
        verdict="withheld" if original.verdict == "withheld" else "translated",
        document=original.document,
        case=original.case,
        start=original.start,
        end=original.end,
        notes=(Note("not_stored"),),
    )


def _voices(judged: Sequence[Quoted]) -> tuple[Voice, ...]:
    """Count the quotations of each case, by who said the words."""
    counts = Counter(quoted.case for quoted in judged if quoted.case is not None and quoted.verdict != "not_found")
    return tuple(Voice(case, count) for case, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
