"""Options that many commands share, each worded once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualcode.model.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


def project_option(command: Decorated) -> Decorated:
    """Add `-p`: which project; it stands before or after the command's name."""
    return click.option(
        "-p",
        "--project",
        metavar="FILE-OR-URL",
        help=_("The project; else $QUALCODE_PROJECT, else the only one in this folder."),
    )(command)


def language_option(command: Decorated) -> Decorated:
    """Add `--language`, read before Click starts; here it is only accepted and explained."""
    return click.option(
        "--language",
        type=click.Choice(["en", "fr"]),
        expose_value=False,
        help=_("The language of the interface; else $QUALCODE_LANGUAGE, else the locale’s."),
    )(command)


def json_option(command: Decorated) -> Decorated:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))(command)


def voices_options(command: Decorated) -> Decorated:
    """Add how a transcript is read: `--speakers` and `--interviewer`."""
    speakers = click.option(
        "--speakers",
        metavar="auto|none|REGEX",
        default="auto",
        show_default=True,
        help=_("How voices are told apart; a regular expression fits the label that begins a line."),
    )
    interviewer = click.option(
        "--interviewer", "interviewers", metavar="LABEL", multiple=True, help=_("A voice that asks; may come again.")
    )
    return speakers(interviewer(command))


def encoding_option(command: Decorated) -> Decorated:
    """Add `--encoding` of transcripts."""
    return click.option(
        "--encoding", metavar="E", help=_("How the texts were written, such as cp1252; found out by default.")
    )(command)


def by_coder_option(command: Decorated) -> Decorated:
    """Add `--coder` of a reading: whose codings count."""
    return click.option("--coder", metavar="NAME", help=_("Only this person’s codings; any by default."))(command)


def excerpt_options(command: Decorated) -> Decorated:
    """Add what excerpts are chosen by, beside their coder and round: `--code`, `--document`, `--case`, `--theme`."""
    told = _("Said by cases with this value of an attribute; several attributes must all fit. A case’s name alone too.")
    for option in (
        click.option("--theme", "themes", multiple=True, metavar="T", help=_("What this theme rests on.")),
        click.option("--case", "cases", multiple=True, metavar="NAME=VALUE", help=told),
        click.option("--document", "documents", multiple=True, metavar="D", help=_("In this document.")),
        click.option("--code", "codes", multiple=True, metavar="C", help=_("This code; a group brings its sub-codes.")),
    ):
        command = option(command)
    return command


def round_option(command: Decorated) -> Decorated:
    """Add `--round` of a reading: the rounds whose codings count."""
    return click.option(
        "--round",
        "rounds",
        multiple=True,
        metavar="NAME",
        help=_("Only what was coded in this round, or “before” the first; several are alternatives."),
    )(command)


def origin_option(command: Decorated) -> Decorated:
    """Add `--origin`: where codings come from."""
    return click.option(
        "--origin",
        "origins",
        multiple=True,
        metavar="auto|hand|ORIGIN",
        help=_(
            "Found by itself, coded by hand, or of one origin as --json shows it, such as “pattern” or “speaker: Ana”."
        ),
    )(command)


def as_coder_option(command: Decorated) -> Decorated:
    """Add `--coder` of a change: who makes it."""
    return click.option("--coder", metavar="NAME", help=_("Who makes this change; else your name in the settings."))(
        command
    )


def yes_option(command: Decorated) -> Decorated:
    """Add `--yes`."""
    return click.option("--yes", is_flag=True, help=_("Do not ask before removing."))(command)


def reading_options(command: Decorated) -> Decorated:
    """Add what every reading command takes: the project, `--language`, `--json`."""
    return project_option(language_option(json_option(command)))


def writing_options(command: Decorated) -> Decorated:
    """Add what every changing command takes: the project, `--language`, `--coder`, `--json`."""
    return project_option(language_option(as_coder_option(json_option(command))))
