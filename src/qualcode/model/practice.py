"""How a study is worked on, as frozen records: rounds of coding, what definitions said before, the approach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qualcode.model.messages import N_, _

APPROACHES: Final = {
    "reflexive": N_("reflexive thematic analysis"),
    "codebook": N_("codebook thematic analysis"),
    "reliability": N_("coding reliability thematic analysis"),
    "framework": N_("framework analysis"),
    "thematisation-continue": N_("continuous thematising (thématisation en continu)"),
    "thematisation-sequenced": N_("sequenced thematising (thématisation séquencée)"),
}
"""The ways of working that a project can name (Braun and Clarke; Ritchie and Spencer; Paillé and Mucchielli)."""

_THEMATISING: Final = {
    N_("Group"): N_("Heading (rubrique)"),
    N_("group of codes"): N_("heading (rubrique)"),
    N_("groups of codes"): N_("headings (rubriques)"),
    N_("read by group of codes"): N_("read by heading (rubrique)"),
    N_("compared by group of codes"): N_("compared by heading (rubrique)"),
    N_("Themes"): N_("Theme list (relevé de thèmes)"),
    N_("Journal"): N_("Journal of thematising"),
    N_("write in the journal"): N_("write in the journal of thematising"),
}
"""Words of thématisation: a heading classes and is no theme yet; the list of themes and the journal have their names.

Paillé and Mucchielli, L'analyse qualitative en sciences humaines et sociales."""
_CHANCE: Final = N_(
    "Caution: the project names reflexive thematic analysis, in which a p-value speaks neither for a theme nor against "
    "it; where one is reported, say what for."
)


def words_of(approach: str) -> dict[str, str]:
    """Return the messages that an approach says in words of its own, by those they take the place of.

    Args:
        approach: one of APPROACHES, or empty.
    """
    return dict(_THEMATISING) if by_themes(approach) else {}


def caution_of_chance(approach: str) -> str:
    """Return a sentence to be shown with p-values where an approach looks at them with reserve; empty for none.

    Args:
        approach: one of APPROACHES, or empty.
    """
    return _(_CHANCE) if cautious(approach) else ""


MEANING: Final = ("definition_fr", "definition_en", "when_to_use", "when_not_to")
"""The texts of a card that say what its code means; label, name, colour and example may change without it changing."""

BEFORE: Final = "before"
"""What stands for the time before the first round, where a round is asked for."""
BEFORE_WORDS: Final = frozenset({BEFORE, "avant"})
"""How a person may type it; no round bears such a name."""
ROUNDS: Final = "rounds"
"""The option of a question that restricts a reading to some rounds of coding, by their names."""
BY_ROUND: Final = "round"
"""What a reading compares that is divided by round of coding."""


def by_themes(approach: str) -> bool:
    """Tell whether an approach is thématisation, with its rubriques, relevé and journal.

    Args:
        approach: one of APPROACHES, or empty.
    """
    return approach.startswith("thematisation-")


def cautious(approach: str) -> bool:
    """Tell whether an approach wants numbers of chance, agreement and saturation asked for, with a caution.

    Args:
        approach: one of APPROACHES, or empty.
    """
    return approach == "reflexive"


@dataclass(frozen=True, slots=True)
class Round:
    """A named round of coding; it lasts from its start to the next one's."""

    id: str
    name: str
    note: str
    coder: str
    """The name of who named it."""
    started_at: str
    ended_at: str | None
    """The start of the next one; None where it still lasts."""
    codings: int
    """How many of the codings there are now were made in it, by anybody."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What the card of a code said until it was changed."""

    id: str
    code: str
    number: int
    """1 for the first card, 2 for the one after it ..."""
    label_fr: str
    label_en: str
    definition_fr: str
    definition_en: str
    when_to_use: str
    when_not_to: str
    example: str
    coder: str
    """The id of who changed it."""
    replaced_at: str

    @property
    def says_something(self) -> bool:
        """Whether it said what the code means at all."""
        return any(getattr(self, text).strip() for text in MEANING)


@dataclass(frozen=True, slots=True)
class Redefined:
    """The latest change of what a code means."""

    code: str
    number: int
    """The number of the card of today: one more than those it had before."""
    at: str
    """When the last card that said something was replaced; codings made before are looked at again."""
