"""How the study is worked on: rounds, what definitions said before, what waits to be looked at, the approach."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualcode.coding.codebook.approach import KEY
from qualcode.coding.readers import Reader
from qualcode.model.moments import end_of, past_day
from qualcode.storage.reading import choices, codebook_then, definitions, names, rounds

if TYPE_CHECKING:
    from qualcode.model.practice import Definition, Round
    from qualcode.model.records import Code


class RoundReader(Reader):
    """The rounds of coding."""

    def all(self) -> list[Round]:
        """Return the rounds in their order."""
        with self._database.reading() as connection:
            return rounds.listed(connection)

    def get(self, typed: str) -> Round:
        """Return the round that a name or an id stands for.

        Raises:
            NoSuchRound, NotUnique.
        """
        with self._database.reading() as connection:
            found = names.find(connection, "rounds", typed)
            return next(one for one in rounds.listed(connection) if one.id == found.id)

    def before(self) -> int:
        """Count the codings made before the first round."""
        with self._database.reading() as connection:
            return rounds.before(connection)

    def names(self) -> tuple[str, ...]:
        """Return the names of the rounds in their order."""
        with self._database.reading() as connection:
            return rounds.names(connection)


class DefinitionReader(Reader):
    """What definitions said before, and the codings made under them."""

    def of_code(self, code: str) -> list[Definition]:
        """Return the former cards of a code, by its id, the oldest first."""
        with self._database.reading() as connection:
            return definitions.listed(connection, code)

    def waiting(self, *, code: str | None = None, coder: str | None = None) -> dict[str, str]:
        """Return the codings to be looked at again, each with its code, the earliest first; all are ids.

        Args:
            code: of one code alone, by its id; None for all.
            coder: the id of one whose codings they are; None for everyone's.
        """
        with self._database.reading() as connection:
            return definitions.waiting(connection, code=code, coder=coder)

    def counts(self, coder: str | None = None) -> dict[str, int]:
        """Count the codings of each code that are to be looked at again, by its id; codes without any are left out.

        Args:
            coder: the id of one whose codings they are; None for everyone's.
        """
        with self._database.reading() as connection:
            return definitions.counts(connection, coder)

    def codes_on(self, typed: str) -> list[Code]:
        """Return the codes there were at the end of a day, in codebook order, each with its card as it was.

        Args:
            typed: the day, as YYYY-MM-DD, where this computer stands.

        Raises:
            BadDate, StillToCome: it is no day that is over, nor today.
            BeforeStudy: the project was begun later.
            JournalSilent: the journal does not lead from there to the codebook of today.
        """
        day = past_day(typed, datetime.now(UTC).astimezone().date())
        with self._database.reading() as connection:
            return codebook_then.listed(connection, end_of(day), typed)


class ApproachReader(Reader):
    """The approach that the project names."""

    def named(self) -> str:
        """Return one of APPROACHES, empty for none."""
        with self._database.reading() as connection:
            found = choices.chosen(connection, KEY)
        return found.value if found else ""
