"""What a draft is made of and how it should be made; and the study looked up by code, as its sections need it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qualcode.model.codebook import labels
from qualcode.model.spans import Span, united
from qualcode.report.attribution import DEFAULT_TEMPLATE, Template, attributed, parsed
from qualcode.report.wording import Wording, wording_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from qualcode.model.records import Code, Coder, Document, Excerpt, Theme
    from qualcode.model.results import Cooccurrence, Frequencies, Frequency, Keywords, Result

Barred = Literal["", "interviewer", "document", "withheld"]


@dataclass(frozen=True, slots=True)
class DraftMaterial:
    """The study as a draft reads it. Readings are by code and for the whole (`by` None)."""

    title: str
    codes: Sequence[Code]
    """In codebook order, parents before children."""
    themes: Sequence[Theme]
    excerpts: Sequence[Excerpt]
    """Every coding of the study, in the order of its listings."""
    frequencies: Frequencies
    documents: Sequence[Document]
    coders: Sequence[Coder]
    cooccurrence: Cooccurrence | None = None
    keywords: Keywords | None = None
    cloud: bytes | None = None
    """The picture, as PNG."""
    network: bytes | None = None
    """Which codes meet, as PNG; None where no outline places it."""
    study: str = ""
    """Id of the study."""
    placed: Mapping[str, Result | str] = field(default_factory=dict)
    """The answers of readings placed in an outline, by id of their part; words where there is none."""


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """How a draft is made. Without `counts`, no count of codings stands in it: neither sentences nor tables."""

    language: str = "fr-CA"
    quotes: int | None = 5
    """At most so many excerpts a code; None for all."""
    counts: bool = True
    attribution: str = DEFAULT_TEMPLATE
    date: str = ""
    """ISO 8601; where empty, the day the frequencies were read."""
    outline: str = ""
    """Id of the outline it was made after; empty for none."""
    also: str = ""
    """Tables beside the usual ones, as `contrasts` reads them; only where no outline says what stands in it."""
    others: bool = False
    """Whether the codes that no theme rests on stand in a part of their own; only where no outline says what does."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The material looked up by code, with the words of the report's language."""

    material: DraftMaterial
    options: DraftOptions
    wording: Wording
    template: Template
    excerpts: Mapping[str, tuple[Excerpt, ...]]
    """By id of the code."""
    frequencies: Mapping[str, Frequency]
    """By id of the code."""

    def quotable(self, code: str) -> tuple[Excerpt, ...]:
        """Return the excerpts of a code that may be shown: counted, agreed to, never the interviewer's words."""
        return tuple(excerpt for excerpt in self.counted(code) if not excerpt.withheld)

    def counted(self, code: str) -> tuple[Excerpt, ...]:
        """Return the excerpts of a code that were counted, those too whose people are not to be quoted."""
        left_out = self.material.frequencies.population.left_out
        found = (one for one in self.excerpts.get(code, ()) if barred(one, left_out) in {"", "withheld"})
        return tuple(excerpt for excerpt in found if excerpt.withheld != "analysis")

    def passages(self, code: str) -> int:
        """Count the passages that were counted: what two coders coded where they share a character is one."""
        spans: dict[str, list[Span]] = defaultdict(list)
        for excerpt in self.counted(code):
            spans[excerpt.document].append(Span(excerpt.start, excerpt.end))
        return sum(len(united(here)) for here in spans.values())

    def attribution(self, excerpt: Excerpt) -> str:
        """Write whom an excerpt is attributed to."""
        return attributed(excerpt, self.template, self.wording)


def barred(excerpt: Excerpt, left_out: Container[str]) -> Barred:
    """Return what keeps an excerpt out of a report: whose words it is, its document, a consent, or nothing.

    Args:
        excerpt: as it is listed.
        left_out: names of the documents that were not counted.
    """
    if excerpt.role == "interviewer":
        return "interviewer"
    if excerpt.document in left_out:
        return "document"
    return "withheld" if excerpt.withheld else ""


def gathered(material: DraftMaterial, options: DraftOptions) -> Evidence:
    """Look the material up by code and read the attribution's template.

    Raises:
        BadChoice: for a language that reports are not written in.
        NoSuchAttribute: for a field of the template that the study does not have.
    """
    by_code: dict[str, list[Excerpt]] = defaultdict(list)
    attributes: dict[str, None] = {}
    for excerpt in material.excerpts:
        by_code[excerpt.code_id].append(excerpt)
        attributes.update(dict.fromkeys(name for name, _ in excerpt.attributes))
    called = labels((code.id, code.path) for code in material.codes)
    rows = {row.code: row for row in material.frequencies.rows if row.group is None}
    return Evidence(
        material=material,
        options=options,
        wording=wording_of(options.language),
        template=parsed(options.attribution, attributes),
        excerpts={code: tuple(excerpts) for code, excerpts in by_code.items()},
        frequencies={code: rows[label] for code, label in called.items() if label in rows},
    )
