"""Reads themes: as they are, what they rest on, and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualcode.coding.themes.past import lineage, theme_events
from qualcode.model import errors
from qualcode.storage.reading import names, themes
from qualcode.storage.reading.theme_steps import theme_steps
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from qualcode.model.records import Theme
    from qualcode.model.theming import ThemeEvent
    from qualcode.storage.engine import Database


class Past(NamedTuple):
    """What became of a theme."""

    theme: str
    name: str
    events: tuple[ThemeEvent, ...]


class ThemeReader:
    """Themes."""

    def __init__(self, database: Database) -> None:
        """Read from this database."""
        self._database = database

    def all(self) -> list[Theme]:
        """Return every theme in its order, dropped ones too."""
        with self._database.reading() as connection:
            return themes.listed(connection)

    def get(self, typed: str) -> Theme:
        """Return the theme that a name or an id stands for.

        Raises:
            NoSuchTheme, NotUnique.
        """
        with self._database.reading() as connection:
            found = names.find(connection, "themes", typed)
            return next(theme for theme in themes.listed(connection) if theme.id == found.id)

    def starred(self) -> list[str]:
        """Return the ids of the starred codings: those that could stand under a theme first of all."""
        with self._database.reading() as connection:
            return themes.starred(connection)

    def past(self, typed: str) -> Past:
        """Return what became of a theme, and of those merged into it, the first one first; what was undone is left out.

        Args:
            typed: its name or id; one that was merged away is found by the name it had last.

        Raises:
            NoSuchTheme, NotUnique.
        """
        with self._database.reading() as connection:
            events = theme_events(theme_steps(connection))
            try:
                found = names.find(connection, "themes", typed)
            except errors.NoSuchTheme:
                named = [event for event in events if folded(event.name) == folded(typed)]
                merged = [event for event in events if folded(event.other_name) == folded(typed) and event.other]
                if not named and not merged:
                    raise
                theme, name = (named[-1].theme, named[-1].name) if named else (merged[-1].other, merged[-1].other_name)
                return Past(theme, name, tuple(lineage(events, theme)))
            return Past(found.id, found.name, tuple(lineage(events, found.id)))
