"""Commands about the key of pseudonyms: made, filled, looked for in the texts, put in their place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.leaks import asked_passphrase, opened_key
from qualcode.cli.common.options import json_option, language_option, project_option, reading_options, writing_options
from qualcode.cli.common.output import Column
from qualcode.cli.common.spoken import colon
from qualcode.model.messages import _, ngettext
from qualcode.model.pseudonym_words import KINDS, SORTS
from qualcode.model.pseudonyms import NAME_SORTS
from qualcode.namekey import new_key, place_beside, read_key, write_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.pseudonyms import Candidate, NameKey, NameSort

WAYS = ("list", "purge", "delete")
"""What is done with backups that hold names."""


def _file_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--file", "file", type=click.Path(path_type=Path), help=_("Where the key is; by default beside the project.")
    )(command)


@click.group(
    help=_(
        "A key of real names and pseudonyms, encrypted, in a file of its own: never in the project. The passphrase is "
        "asked for; from a pipe it is the first line. What is pseudonymised this way is not anonymous."
    )
)
def pseudonyms() -> None:
    """Hold the commands about pseudonyms."""


def _place(file: Path | None, project: str | None) -> Path:
    return file or place_beside(session.location(project))


@pseudonyms.command(help=_("Make an empty key; the passphrase cannot be found again."))
@_file_option
@project_option
@language_option
def new(file: Path | None, project: str | None) -> None:
    """Make a key."""
    path = _place(file, project)
    new_key(path, asked_passphrase(path.name, new=True))
    output.say(
        _("{file}: made, for you alone to read; keep it and its passphrase apart from the project").format(file=path)
    )


@pseudonyms.command(
    help=_("Add a real name with its pseudonym, by default the next of P01, P02 …; without NAME it is asked for.")
)
@click.argument("name", required=False)
@click.argument("pseudonym", required=False)
@click.option("--sort", type=click.Choice(NAME_SORTS), default="person", show_default=True, help=_("What it names."))
@_file_option
@project_option
@language_option
def add(name: str | None, pseudonym: str | None, sort: str, file: Path | None, project: str | None) -> None:
    """Add a name."""
    path = _place(file, project)
    passphrase = asked_passphrase(path.name)
    key = read_key(path, passphrase)
    named = " ".join((name or click.prompt(_("Real name"), prompt_suffix=colon(), err=True)).split())
    key = key.with_entry(named, " ".join((pseudonym or "").split()), cast("NameSort", sort))
    write_key(path, key, passphrase)
    output.say(_("{name}: {pseudonym}").format(name=named, pseudonym=key.names[named]))


@pseudonyms.command("list", help=_("Show the names of the key with their pseudonyms."))
@_file_option
@project_option
@language_option
@json_option
def list_(file: Path | None, project: str | None, as_json: bool) -> None:
    """List the key."""
    key: NameKey = opened_key(_place(file, project))
    if as_json:
        rows = [{"name": one.name, "pseudonym": one.pseudonym, "sort": one.sort} for one in key.entries]
        output.show_json({"reading": "pseudonyms"}, rows)
    elif not key.entries:
        output.say(_("No name in this key yet: “qualcode pseudonyms candidates” proposes some."))
    else:
        columns = [Column(_("Name"), shrinks=True), Column(_("Pseudonym")), Column(_("Sort"))]
        output.show_table(columns, [(one.name, one.pseudonym, _(SORTS[one.sort])) for one in key.entries])


@pseudonyms.command(help=_("Take a name out of the key; texts in which it was replaced stay as they are."))
@click.argument("name")
@_file_option
@project_option
@language_option
def remove(name: str, file: Path | None, project: str | None) -> None:
    """Remove a name."""
    path = _place(file, project)
    passphrase = asked_passphrase(path.name)
    write_key(path, read_key(path, passphrase).without(name), passphrase)
    output.say(_("{name}: taken out of the key").format(name=name))


@pseudonyms.command(
    help=_(
        "Propose what may tell who somebody is: forms of the names of the key, names, capitals inside sentences, "
        "e-mails, phone numbers, postal codes, insurance numbers; each with its number and a context."
    )
)
@click.option("--no-model", is_flag=True, help=_("Do not ask the language model, which takes a while."))
@click.option("--all", "every", is_flag=True, help=_("What stands only once too, where it is but a capital."))
@_file_option
@reading_options
def candidates(no_model: bool, every: bool, file: Path | None, project: str | None, as_json: bool) -> None:
    """Propose names."""
    from qualcode.pseudonymising import proposed  # noqa: PLC0415 - reads all texts

    key = opened_key(_place(file, project))
    with session.reading(project) as opened:
        found, asked = proposed(opened, key, model=not no_model)
    shown = [one for one in found if every or one.kind != "capital" or one.count > 1]
    if as_json:
        names = ("words", "kind", "count", "documents", "context", "of")
        rows = [{name: getattr(one, name) for name in names} for one in shown]
        output.show_json({"reading": "candidates", "models": asked}, rows)
        return
    _show_candidates(shown)
    if not asked:
        output.say(_("No language model looked: names were found by their capitals alone."))
    if len(shown) < len(found):
        single = len(found) - len(shown)
        many = ngettext(
            "{count} capitalised word that stands once is not shown; --all shows it",
            "{count} capitalised words that stand once are not shown; --all shows them",
            single,
        )
        output.say(many.format(count=output.numbers(single)))


def _show_candidates(found: Sequence[Candidate]) -> None:
    columns = [
        Column(_("Words"), shrinks=True),
        Column(_("What it is")),
        Column(_("Times"), right=True),
        Column(_("Documents"), right=True),
        Column(_("Pseudonym")),
        Column(_("Context"), shrinks=True),
    ]
    rows = [
        (one.words, _(KINDS[one.kind]), output.numbers(one.count), output.numbers(one.documents), one.of, one.context)
        for one in found
    ]
    if rows:
        output.show_table(columns, rows)
    else:
        output.say(_("Nothing was found that may tell who somebody is."))


@pseudonyms.command(
    help=_(
        "Put the pseudonyms in the place of the names of the key: in texts, labels, names, memos, attributes, codes, "
        "themes, the guide. Codings stay on their words; “qualcode undo” takes all of it back, since the former texts "
        "are kept. --purge takes the names out of the project’s past too, for good."
    )
)
@click.option("--purge", is_flag=True, help=_("Replace them in the project’s history too; this cannot be undone."))
@click.option(
    "--backups",
    type=click.Choice(WAYS),
    help=_("With --purge, what to do with the backups that hold the names: list, purge or delete them."),
)
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@_file_option
@writing_options
def apply(  # noqa: PLR0913, PLR0917 - one argument an option
    purge: bool,
    backups: str | None,
    yes: bool,
    file: Path | None,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Replace names."""
    from qualcode.coding.pseudonyms.applying import replace_names  # noqa: PLC0415 - only this command

    key = opened_key(_place(file, project))
    with session.writing(project, coder) as opened:
        if purge:
            _purged(opened, key, backups, yes=yes)
            return
        done = replace_names(opened, key.names)
    if as_json:
        output.show_json({"reading": "change"}, [], places=done.places, changed=dict(done.changed))
        return
    many = ngettext(
        "{count} place in the texts pseudonymised; “qualcode undo” takes it back",
        "{count} places in the texts pseudonymised; “qualcode undo” takes it back",
        done.places,
    )
    output.say(many.format(count=output.numbers(done.places)))
    output.say(_("The names are still in the project’s history; --purge takes them out of it, for good."))


def _purged(opened: Project, key: NameKey, backups: str | None, *, yes: bool) -> None:
    """Replace the names everywhere, the past included; say where one is left, in a backup too."""
    from qualcode.cli.purging.afterwards import afterwards  # noqa: PLC0415 - only where it is asked for
    from qualcode.coding.purging.words import PurgeWords, purge_words  # noqa: PLC0415 - likewise

    asked = _("Replace the names of the key in the project and in its history, for good?")
    session.confirm(asked, yes=yes)
    left = purge_words(opened, key.names)
    again = [PurgeWords(tuple(key.names.items()))]
    done = afterwards(opened, left, list(key.names), backups, again, quiet=False)
    output.say(_("Pseudonymised, the project’s history included."))
    for one in done.left:
        output.warn(str(one))
        output.fail_at_end()


@pseudonyms.command(
    help=_("Look for the names of the key in files that are to go out; exit 1 where one stands in them.")
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--file", "file", type=click.Path(path_type=Path), help=_("Where the key is; else beside the project."))
@project_option
@language_option
@json_option
def check(files: tuple[Path, ...], file: Path | None, project: str | None, as_json: bool) -> None:
    """Look for names in files."""
    from qualcode.exporters.leaks import LeakCheck  # noqa: PLC0415 - only this command
    from qualcode.importers.files import file_bytes  # noqa: PLC0415

    looking = LeakCheck(opened_key(_place(file, project)).names)
    found = [(path, one) for path in files for one in looking.in_file(path.name, file_bytes(path))]
    if as_json:
        rows = [{"file": str(path), "name": one.name, "place": one.place, "count": one.count} for path, one in found]
        output.show_json({"reading": "leaks"}, rows)
    elif found:
        columns = [
            Column(_("File"), shrinks=True),
            Column(_("Name")),
            Column(_("Where")),
            Column(_("Times"), right=True),
        ]
        output.show_table(columns, [(path, one.name, one.place, output.numbers(one.count)) for path, one in found])
    else:
        output.say(_("No name of the key stands in it."))
    if found:
        output.fail_at_end()
