"""The command line's start: a lazy group, so that `--help` loads no command, and one border for every fault."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from qualcode import __version__
from qualcode.cli.commands import COMMANDS
from qualcode.cli.common import output
from qualcode.cli.common.options import language_option, project_option
from qualcode.cli.common.spoken import worded
from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _

OK: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130
OPEN: Final = "open"
"""The command meant where files are named without one."""

_ABOUT: Final = N_(
    "Qualitative research in the terminal: import transcripts, code them, see patterns, write the report."
)


class LazyGroup(click.Group):
    """A group that knows its commands by name and short help, and imports the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Return the names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _colon, attribute = COMMANDS[cmd_name][0].partition(":")
        gc.disable()  # nothing that is imported is rubbish: looking for some costs a tenth of a second
        try:
            command: click.Command = getattr(import_module(module), attribute)
        finally:
            gc.freeze()  # nor will it be: later looks, between two keys, leave it out
            gc.enable()
        return worded(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Let files named without a command be opened: `qualcode study.qualcode`, `qualcode *.docx`."""
        if args[0] not in COMMANDS and _is_place(args[0]):
            return OPEN, self.get_command(ctx, OPEN), args
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from their short helps alone."""
        rows = [(name, _(short)) for name, (_place, short) in COMMANDS.items()]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def _is_place(word: str) -> bool:
    """Tell whether a word is a file, a folder or an address rather than a command gone wrong."""
    return "://" in word or bool(Path(word).suffix) or Path(word).exists()


@click.group(
    cls=LazyGroup,
    help=_(_ABOUT),
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    no_args_is_help=False,
)
@click.version_option(__version__, "--version", prog_name="qualcode", message="%(prog)s %(version)s")
@project_option
@language_option
@click.pass_context
def qualcode(ctx: click.Context, project: str | None) -> None:
    """Keep what stands before the command's name for the command; without any, show the door on a terminal."""
    ctx.obj = {"project": project}
    if ctx.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.exceptions.NoArgsIsHelpError(ctx)
    command = LazyGroup.get_command(qualcode, ctx, OPEN)
    if command is not None:
        ctx.invoke(command, places=(), project=project, coder=None, door=not project)


worded(qualcode)


def run(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; every fault is one line, never a traceback."""
    try:
        qualcode.main(arguments, prog_name="qualcode", standalone_mode=False)
        sys.stdout.flush()
        code = REFUSED if output.failed() else OK
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.exceptions.NoArgsIsHelpError as lost:
        output.show(lost.message)
        code = WRONG_USAGE
    except click.ClickException as fault:
        code = output.usage(fault, WRONG_USAGE)
    except Refusal as refusal:
        code = output.refuse(str(refusal), REFUSED)
    except (KeyboardInterrupt, click.Abort):
        output.say(_("stopped; what was finished is kept"))
        code = INTERRUPTED
    except BrokenPipeError:
        code = output.leave_pipe()
    except Exception as fault:  # noqa: BLE001 - the last border: a person sees a line, the log has no interview text
        code = output.refuse(output.logged(fault), REFUSED)
    return code


def main() -> Any:  # noqa: ANN401 - what sys.exit takes
    """Run as a script."""
    return run()
