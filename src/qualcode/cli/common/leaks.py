"""The names of a key looked for in whatever a command writes: where one stands, nothing is written."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.spoken import colon
from qualcode.model.errors.pseudonyms import NamesLeftIn
from qualcode.model.messages import _
from qualcode.model.pseudonyms import KEY_ENDING

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.exporters.files import Content
    from qualcode.exporters.leaks import LeakCheck

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")
_KEY: Final = "pseudonyms"
_REASON: Final = "anyway"


def leak_options(command: Decorated) -> Decorated:
    """Add `--pseudonyms FILE` and `--anyway REASON`: what is written is looked through first."""
    anyway = click.option(
        "--anyway",
        metavar="REASON",
        is_eager=True,
        expose_value=False,
        callback=_kept_reason,
        help=_("Let it go out although names of the key stand in it, and say why."),
    )
    key = click.option(
        "--pseudonyms",
        metavar="FILE",
        envvar="QUALCODE_PSEUDONYMS",
        expose_value=False,
        callback=_looking,
        help=_(
            "The key of pseudonyms; else $QUALCODE_PSEUDONYMS. Where one of its real names stands in what is to be "
            "written, nothing is."
        ),
    )
    return key(anyway(command))


def _kept_reason(ctx: click.Context, _param: click.Parameter, reason: str | None) -> None:
    ctx.meta[_REASON] = (reason or "").strip()


def _looking(ctx: click.Context, _param: click.Parameter, file: str | None) -> None:
    """Open the key before the work begins, and look through what is written until the command ends."""
    if ctx.resilient_parsing:
        return
    from qualcode.exporters.files import looked_through  # noqa: PLC0415 - only what writes looks

    if not file:
        ctx.with_resource(looked_through(lambda _path, _data: _warn_of_key(ctx)))
        return
    from qualcode.exporters.leaks import LeakCheck  # noqa: PLC0415 - only where a key is given

    check, reason = LeakCheck(opened_key(file).names), ctx.meta.get(_REASON, "")
    ctx.meta[_KEY] = check
    ctx.with_resource(looked_through(lambda path, data: refuse_leaks(check, path, data, reason)))


def _warn_of_key(ctx: click.Context) -> None:
    """Say once that a key lies beside the project, and nobody looks for its names."""
    place = session.location(ctx.params.get("project"))
    key = Path(place).with_suffix(KEY_ENDING)
    if ctx.meta.get(_KEY) is None and "://" not in place and key.is_file():
        ctx.meta[_KEY] = key
        told = _(
            "a key of pseudonyms lies beside the project, and no name is looked for in what is written: "
            "--pseudonyms {key} does"
        )
        output.warn(told.format(key=shlex.quote(str(key))))


def opened_key(file: str | Path) -> Any:  # noqa: ANN401 - a NameKey, whose library is loaded where a key is opened
    """Ask for the passphrase, and open a key.

    Raises:
        NoKeyFile, KeyDamaged, WrongPassphrase.
    """
    from qualcode.namekey import read_key  # noqa: PLC0415 - cryptography, where a key is opened

    path = Path(file)
    return read_key(path, asked_passphrase(path.name))


def asked_passphrase(name: str, *, new: bool = False) -> str:
    """Ask for a passphrase, unseen; twice for a new one. From a pipe it is one line, never an argument."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    words = _("Passphrase of {file}").format(file=name)
    return str(click.prompt(words, hide_input=True, confirmation_prompt=new, prompt_suffix=colon(), err=True))


def refuse_leaks(check: LeakCheck, path: Path, data: Content, reason: str) -> None:
    """Refuse what is written in which a name stands, unless there is a reason to let them go.

    Raises:
        NamesLeftIn: with the places.
    """
    from qualcode.exporters.files import whole  # noqa: PLC0415 - only what writes looks
    from qualcode.exporters.leaks import places_said  # noqa: PLC0415 - only where a key is given

    found = check.in_file(path.name, whole(data))
    if found and not reason:
        raise NamesLeftIn(path.name, places=places_said(found, output.numbers))
    if found:
        told = _("{file}: written with names of the key in it ({places}); the reason given: {reason}")
        output.warn(told.format(file=path.name, places=places_said(found, output.numbers), reason=reason))
