"""Ask every command for its help, and for every complaint of Click, in French; prints them as JSON. Runs no command."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from qualcode import speaking

speaking.speak("fr")

import click  # noqa: E402 - after the language is chosen, never before

from qualcode.cli.common.spoken import between_marks  # noqa: E402 - so too
from qualcode.cli.main import qualcode  # noqa: E402 - so too

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBERS = (click.types.IntParamType, click.types.FloatParamType)
TOO_MANY = 9


def complaint(command: click.Command, name: str, words: list[str]) -> str:
    """Return what is said of a wrong call; empty where it is none."""
    try:
        with command.make_context(name, list(words)) as context:
            if words and isinstance(command, click.Group):
                command.resolve_command(context, list(words))
    except click.exceptions.NoArgsIsHelpError:
        return ""
    except click.UsageError as fault:
        return f"{between_marks(fault.format_message())}\n{fault.ctx.get_usage() if fault.ctx else ''}"
    return ""


def wrong_calls(command: click.Command) -> Iterator[list[str]]:
    """Give ways to call a command wrongly."""
    yield from (["zork"], ["--zork"], ["--corder"], [], ["a"] * TOO_MANY)
    for one in command.params:
        if not isinstance(one, click.Option):
            continue
        if one.is_flag:
            yield [f"{one.opts[-1]}=7"]
            continue
        yield [one.opts[-1]]
        if isinstance(one.type, (click.Choice, *NUMBERS)):
            yield [one.opts[-1], "zork"]
        if isinstance(one.type, NUMBERS):
            yield [one.opts[-1], "-7"]


def walk(command: click.Command, name: str, said: dict[str, str]) -> None:
    """Ask a command and those inside it."""
    context = command.context_class(command, info_name=name)
    said[f"{name} --help"] = command.get_help(context)
    for words in wrong_calls(command):
        told = complaint(command, name, words)
        if told:
            said[" ".join([name, *words])] = told
    if isinstance(command, click.Group):
        for inside in command.list_commands(context):
            found = command.get_command(context, inside)
            if found is not None:
                walk(found, f"{name} {inside}", said)


everything: dict[str, str] = {}
walk(qualcode, "qualcode", everything)
json.dump(everything, sys.stdout)
