"""Refusals about opening and keeping a project."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class NoProject(Refusal):
    """There is no such file."""

    message = N_("{what}: no such project; “qualcode new {what}” makes one")


class NoProjectNamed(Refusal):
    """No project was named, and the folder holds none, or several."""

    message = N_(
        "{what}: no project here; name one with --project FILE, or make one with “qualcode new study.qualcode”"
    )


class SeveralProjects(Refusal):
    """The folder holds several projects and none was named."""

    message = N_("{what}: several projects here ({names}); say which with --project FILE")


class ProjectExists(Refusal):
    """A new project would take the place of something."""

    message = N_("{what}: already there; choose another name, or open it")


class DemoThere(Refusal):
    """The folder holds a demo already."""

    message = N_(
        "{what}: a demo is already there; look at it with “qualcode documents -p {project}”, or name another folder"
    )


class SampleMissing(Refusal):
    """The sample study is not among the installed files."""

    message = N_("{what}: this sample study did not come with the program; install qualcode again")


class NotAProject(Refusal):
    """The file is no project of ours."""

    message = N_("{what}: not a qualcode project; to bring a transcript in, use “qualcode import”")


class ProjectDamaged(Refusal):
    """The database says that its file is damaged."""

    message = N_("{what}: the project file is damaged; see its backups with “qualcode restore --list”")


class ProjectNewer(Refusal):
    """The schema is from a later version of the program."""

    message = N_("{what}: made by a newer qualcode; update the program to open it")


class ProjectOlder(Refusal):
    """The schema is from an earlier version of the program, and the project was opened for reading."""

    message = N_("{what}: made by an earlier qualcode; open it once for writing, which brings it up to date")


class ProjectIsFolder(Refusal):
    """A folder stands where a project file should."""

    message = N_("{what}: this is a folder; name a project file in it")


class ProjectLocked(Refusal):
    """Another qualcode writes in this project."""

    message = N_("{what}: {who} has it open for writing since {since}; close it there, or try again later")


class ReadOnlyProject(Refusal):
    """A change was asked of a project opened for reading."""

    message = N_("{what}: opened for reading only; open it for writing to change it")


class CannotWrite(Refusal):
    """The system refuses to write."""

    message = N_("{what}: cannot be written ({reason}); check the disk and the rights on the folder")


class DiskFull(Refusal):
    """There is no room left."""

    message = N_("{what}: the disk is full; nothing was changed; make room and try again")


class DatabaseUnreachable(Refusal):
    """The server does not answer."""

    message = N_("{what}: the database server does not answer; check its address and the network")


class DatabaseDenied(Refusal):
    """The server refuses the person or the password."""

    message = N_("{what}: the database refuses this user or password; check ~/.pgpass, or ask whoever keeps the server")


class DatabaseFailed(Refusal):
    """The database refused for another reason."""

    message = N_("{what}: the database refused ({reason}); nothing was changed")


class PostgresMissing(Refusal):
    """The driver for team databases is not installed."""

    message = N_(
        "{what}: team databases need one more part; install it with “pip install 'qualcode[postgres]'”, or in the "
        "folder of qualcode “pip install '.[postgres]'”"
    )


class NoCoderNamed(Refusal):
    """A change needs to say who makes it."""

    message = N_(
        "{what}: whose coding is this? Give your name once: on the screen in the settings (F10), else with "
        "--coder NAME or “qualcode settings coder NAME”"
    )


class CannotOpen(Refusal):
    """The system refuses to open the file."""

    message = N_("{what}: cannot be opened ({reason}); check the rights on the file and its folder")


class ProjectBusy(Refusal):
    """The database stayed locked."""

    message = N_("{what}: another program is writing in it at this moment; try again in a few seconds")


class NoDatabase(Refusal):
    """The server has no such database, or it holds no project."""

    message = N_("{what}: no such database; ask whoever keeps the server to create it, then “qualcode new” on it")


class NotConfirmed(Refusal):
    """Nobody said yes to a removal."""

    message = N_("{what} Nothing was removed; answer yes on a terminal, or give --yes")


class NoTerminal(Refusal):
    """The screen was asked for where there is none."""

    message = N_("{what}: the screen needs a terminal; in files and pipes use the commands, see qualcode --help")


class BackupOnServer(Refusal):
    """A backup beside the project was asked for where the project is on a server."""

    message = N_("{what}: a team’s database has no folder for backups; name a file, or let its keeper use pg_dump")


class BackupFailed(Refusal):
    """A copy was not sound once it was made."""

    message = N_("{what}: the copy was not sound and was thrown away; see what is wrong with “qualcode check”")


class NoBackup(Refusal):
    """There is no such backup."""

    message = N_("{what}: no such backup; “qualcode restore --list” shows those there are")


class BadBackup(Refusal):
    """The backup that was chosen is itself at fault."""

    message = N_("{what}: this backup is damaged itself; choose another with “qualcode restore --list”")


class RestoreOnServer(Refusal):
    """A restore was asked of a server's project."""

    message = N_("{what}: a team’s database is put back by its keeper, with pg_restore; a file of it opens as it is")


class ProjectTampered(Refusal):
    """The file holds triggers or views, which no project of ours does."""

    message = N_("{what}: holds instructions that are not qualcode’s, and was not opened; restore a backup")


class MigrationFailed(Refusal):
    """A project was not sound after it had been brought up to date."""

    message = N_("{what}: could not be brought up to date and was put back as it was; its copy is in {folder}")
