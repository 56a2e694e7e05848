"""What Click says by itself in the person's language: what stands for a value, headings, the marks around words."""

from __future__ import annotations

import re
from copy import copy
from typing import Any, Final

import click

from qualcode.model.messages import N_, _, interface_language

NAMES: Final = frozenset({
    N_("ARGS"), N_("AT"), N_("BY"), N_("CASE"), N_("COMMAND"), N_("FIELD"), N_("FILE"), N_("FILE-OR-URL"), N_("FOLDER"),
    N_("GROUP"), N_("LABEL"), N_("QUERY"), N_("ROUND"),
    N_("MAPPING"), N_("NAME"), N_("NEW"), N_("OTHER"), N_("OUT"), N_("PATH"), N_("SENTENCE"), N_("SPEAKER"),
    N_("TEMPLATE"), N_("TEXT"), N_("THEME"), N_("VALUE"), N_("WHICH"), N_("WORD"),
    N_("CODING"), N_("COLUMN"), N_("KEY"), N_("NEW-NAME"), N_("OLD"), N_("PART"), N_("PSEUDONYM"),
    N_("REASON"), N_("SHAPE"), N_("START-END"), N_("TITLE"), N_("TRANSLATION"), N_("WORDS"), N_("YYYY-MM-DD"),
})  # fmt: skip
"""What stands in help for a value that is to be typed, each translated whole."""
ALIKE: Final = frozenset(
    {"CODE", "DATE", "DOC", "DOCUMENT", "ID", "OPTIONS", "PROSE", "QUESTION", "RE", "REGEX", "RRGGBB", "TABLE"}
)
"""Such words that both languages share."""
_WORD: Final = re.compile(r"[A-Z][A-Z-]+")
_NUMBER: Final = "N"
_KINDS: Final = {
    "integer": N_("whole number"),
    "integer range": N_("whole number"),
    "float": N_("number"),
    "float range": N_("number"),
}
"""What Click calls the kinds of numbers, and what a person does."""
_STRAIGHT: Final = re.compile(r"(?<!\w)'([^'\n]*)'(?!\w)|(?<!\w)\"([^\"\n]*)\"(?!\w)")

_first: Final[dict[click.Parameter, tuple[str, click.ParamType[Any]]]] = {}
"""Of every parameter, what stood for its value at first, and its kind: they are worded anew in another language."""
_first_inside: Final[dict[click.Group, str]] = {}
"""Of every group, what stood for the commands inside it at first."""


class _Help(click.HelpFormatter):
    """Writes help; the colon after a heading stands as the language has it."""

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        words = _("{heading}:").format(heading=heading)
        self.write(f"{'':>{self.current_indent}}{words}\n")


class _Context(click.Context):
    """The place of a command among what was typed."""

    formatter_class = _Help


def worded(command: click.Command) -> click.Command:
    """Let a command and those inside it say what Click makes up by itself in the language of the interface."""
    command.context_class = _Context
    context = _Context(command)
    for parameter in command.params:
        _word(parameter, context)
    if isinstance(command, click.Group):
        inside = _first_inside.setdefault(command, command.subcommand_metavar)
        command.subcommand_metavar = _WORD.sub(_translated, inside)
        for one in command.commands.values():
            worded(one)
    return command


def _word(parameter: click.Parameter, context: click.Context) -> None:
    """Name a parameter's value, and the kind of number it is."""
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return
    if parameter not in _first:
        numeric = parameter.metavar is None and parameter.type.name in _KINDS
        _first[parameter] = _NUMBER if numeric else parameter.make_metavar(context), parameter.type
    metavar, kind = _first[parameter]
    if not isinstance(kind, click.Choice):
        parameter.metavar = _WORD.sub(_translated, metavar)
    if kind.name in _KINDS:
        parameter.type = copy(kind)
        parameter.type.name = _(_KINDS[kind.name])


def _translated(word: re.Match[str]) -> str:
    return _(word[0]) if word[0] in NAMES else word[0]


def colon() -> str:
    """Return what stands between a question and the place to answer it."""
    return _("{heading}:").format(heading="") + " "


def between_marks(sentence: str) -> str:
    """Put the words that Click sets between straight marks between those of the language.

    Args:
        sentence: a complaint of Click's; our words in it have typographic apostrophes.
    """
    if interface_language() == "en":
        return sentence
    marks = _("“{words}”")
    return _STRAIGHT.sub(lambda found: marks.format(words=found[1] or found[2] or ""), sentence)
