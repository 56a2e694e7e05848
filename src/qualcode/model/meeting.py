"""What else a reading of codes that meet may be asked, and what was done to test its pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

AGREED: Final = "agreed"
"""Option: only what all coders of a document say alike."""
NEAR: Final = "near"
"""Option: how far apart passages may lie, such as (3, "turns")."""
ROWS, COLUMNS = "rows", "columns"
"""Options: the names of the rows, and of the columns, that alone are compared."""
WITHIN_QUESTIONS: Final = "within_questions"
"""Option of a test: codes are moved inside the answer to each question of the guide."""
RESAMPLES: Final = "resamples"
"""Option: how many times cases were drawn anew for the intervals."""
DISTANCES: Final = ("turns", "words")
ENDINGS: Final = (".csv", ".xlsx", ".json", ".png", ".svg", ".graphml", ".gexf")
"""Of the files that hold which codes meet."""
NETWORK: Final = "network"
"""Codes that meet as communities with their ties: a view on the screen, a picture, a figure of a report."""
PICTURES: Final = (".png", ".svg")
"""Those of them that are pictures."""
Witness = Literal["case", "group", "document"]
"""Who is drawn anew; the document where no case says anything."""


@dataclass(frozen=True, slots=True)
class PairsTested:
    """Which pairs a test against chance could take, and what it could say at best."""

    pairs: int
    too_few: int
    """Pairs that meet, which chance brings together less than once: too few to test."""
    smallest_p: float
    smallest_q: float
    """What a single true pair among those tested can reach after Benjamini and Hochberg."""


@dataclass(frozen=True, slots=True)
class Resampled:
    """What was drawn anew for the intervals: cases, groups or documents, how many, and how often."""

    who: Witness
    n: int
    resamples: int
