"""The frozen result of a cloud of coded passages."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model.results import Result


@dataclass(frozen=True, slots=True)
class SaidSo:
    """One entry of a cloud of passages: words that were coded, kept whole, with their variants."""

    term: str
    """As the variants were joined under, else in the form most often coded."""
    cases: int
    """Cases that say it so."""
    codings: int
    group: str
    """The code, group or theme it is coded under most."""
    variants: tuple[str, ...] = ()
    """The other forms that count here."""


@dataclass(frozen=True, slots=True)
class PassageCloud(Result):
    """Coded passages kept whole, those that most cases say first."""

    too_long: int = 0
    """Coded passages of more words than an entry holds: they are not in the cloud."""
    joined: int = 0
    """Variants of the study's own that were heeded."""
    rows: tuple[SaidSo, ...] = ()
