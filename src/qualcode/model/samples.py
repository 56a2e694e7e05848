"""The studies that come with the program: what they are called, and how their files are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qualcode.model.messages import interface_language


@dataclass(frozen=True, slots=True)
class Sample:
    """A study that comes with the program: what it is called, who coded it, and how its tables are named."""

    name: str
    """Its folder in corpora/, and what `demo --study` takes."""
    title: str
    language: str
    """That of the corpus."""
    coders: tuple[str, ...]
    attributes: str
    codebook: str
    codings: str
    code: str
    """A code, an attribute and a word worth asking for, to go on with after the demo."""
    attribute: str
    word: str


PERSEVERANCE: Final = Sample(
    name="perseverance",
    title="Persévérance scolaire",
    language="fr-CA",
    coders=("Ana", "Mathis"),
    attributes="attributs.csv",
    codebook="grille.csv",
    codings="codages.csv",
    code="Manque de temps",
    attribute="rôle",
    word="temps",
)
FIRST_YEAR: Final = Sample(
    name="first-year",
    title="First year",
    language="en",
    coders=("Nora", "Will"),
    attributes="attributes.csv",
    codebook="codebook.csv",
    codings="codings.csv",
    code="Unwritten rules",
    attribute="first-generation",
    word="home",
)
SAMPLES: Final = {sample.name: sample for sample in (PERSEVERANCE, FIRST_YEAR)}


def sample_spoken() -> Sample:
    """Return the sample study in the language of the interface."""
    return PERSEVERANCE if interface_language() == "fr" else FIRST_YEAR
