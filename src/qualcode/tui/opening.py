"""What happens at the door: a project opened or made, remembered, and a word where it can only be read."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode import settings
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.model.messages import _
from qualcode.model.samples import sample_spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.samples import Sample
    from qualcode.tui.dialogs.naming import NewStudy

SAMPLE: Final = Path("qualcode-demo") / "demo.qualcode"
"""Where the sample study is put, under the current folder: the same place as the command `demo` uses."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A project, and what a person must know of it: empty where they can write."""

    project: Project
    word: str = ""


def open_project(location: str, coder: str) -> Opened:
    """Open a project for writing; where somebody else writes in it, or the disk refuses, for reading with a word.

    Args:
        location: a path or a URL.
        coder: who codes; nobody yet is empty.

    Raises:
        Refusal: where it is not there, not ours, damaged or newer.
    """
    try:
        project = Project.open(location, coder=coder, write=True)
        danger = project.care.danger()
        return Opened(project, danger.sentence(project.label) if danger else "")
    except errors.ProjectLocked as locked:
        word = _("Read only: {who} has it open for writing since {since}.").format_map(locked.fields)
    except errors.CannotWrite as refused:
        word = _("Read only: it cannot be written here ({reason}).").format_map(refused.fields)
    return Opened(Project.open(location, coder=coder), word)


def make_project(study: NewStudy, coder: str) -> Opened:
    """Make an empty project and open it.

    Raises:
        Refusal: where something is there already, or the place cannot be written.
    """
    return Opened(Project.create(study.location, title=study.title, corpus_language=study.corpus_language, coder=coder))


def sample_project(bring_in: Callable[[Project, Sample], None]) -> Opened:
    """Open the sample study of this folder, made at the first asking; where that fails, nothing is left behind.

    It is the study in the language of the interface; one in the other language that is there is opened as it is.

    Args:
        bring_in: fills an empty project with a sample.

    Raises:
        Refusal: where the folder cannot be written, or the sample did not come with the program.
    """
    study = sample_spoken()
    if SAMPLE.exists():
        return open_project(str(SAMPLE.absolute()), _coder_there(str(SAMPLE.absolute()), study.coders[0]))
    place = SAMPLE.absolute()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise errors.CannotWrite(place.parent, reason=fault.strerror or type(fault).__name__) from None
    project = Project.create(str(place), title=study.title, corpus_language=study.language, coder=study.coders[0])
    try:
        bring_in(project, study)
    except BaseException:
        project.close()
        for left in place.parent.glob(f"*{place.name}*"):
            left.unlink(missing_ok=True)
        raise
    return Opened(project)


def _coder_there(location: str, wished: str) -> str:
    """Return who coded in the sample that is there: the one wished for, else its first coder."""
    with Project.open(location) as project:
        names = [coder.name for coder in project.coders.all()]
    return wished if wished in names or not names else names[0]


def remember(location: str) -> settings.Settings:
    """Put a project first among the recent ones; a disk that refuses costs the memory, never the work."""
    kept = settings.remember(settings.load(silent=True), whole(location))
    with suppress(errors.CannotWrite):
        settings.save(kept)
    return kept


def whole(location: str) -> str:
    """Return a location that holds from any folder: a path in full; a URL as it is."""
    return location if "://" in location else str(Path(location).expanduser().absolute())


def coder_known() -> str:
    """Return who codes, as far as it is known: $QUALCODE_CODER, else the settings."""
    return (os.environ.get("QUALCODE_CODER", "") or settings.load(silent=True).coder).strip()


@dataclass(frozen=True, slots=True)
class Recent:
    """A project to go back to: its name, and where it is as a person reads it."""

    location: str
    name: str
    where: str


def recent_projects(folder: Path) -> list[Recent]:
    """Return the projects of a folder that can be opened, then the last ones opened elsewhere, each once.

    Args:
        folder: the current one.
    """
    here = sorted(str(path.absolute()) for path in folder.glob("*.qualcode") if not path.name.startswith("."))
    known = [place for place in settings.load(silent=True).recent if "://" in place or Path(place).is_file()]
    # the one left last comes first, wherever it is
    return [_recent(place) for place in dict.fromkeys([*known[:1], *here, *known[1:]])]


def _recent(location: str) -> Recent:
    if "://" in location:
        return Recent(location, location.rsplit("/", 1)[-1], location.rpartition("/")[0])
    path = Path(location)
    folder = str(path.parent)
    home = str(Path.home())
    if folder == home or folder.startswith(home + os.sep):
        folder = "~" + folder[len(home) :]
    return Recent(location, path.name.removesuffix(".qualcode"), folder)


def pasted_paths(text: str) -> list[Path]:
    """Return the files and folders that a paste names, as terminals write what is dropped on them; none for words.

    Args:
        text: what was pasted: one path a line, perhaps quoted, spaces escaped, or as file:// addresses.
    """
    found = []
    for line in text.strip().splitlines():
        path = Path(_bare(line.strip()))
        if not path.is_absolute() or not path.exists():
            return []
        found.append(path)
    return found


def _bare(written: str) -> str:
    """Return a path as typed or dropped without quotes, escapes and the file:// before it."""
    if written.startswith("file://"):
        from urllib.parse import unquote  # noqa: PLC0415 - beside its only use

        return unquote(written.removeprefix("file://"))
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        return written[1:-1]
    if os.sep == "/":
        written = written.replace("\\ ", " ")
    return str(Path(written).expanduser()) if written else written


def typed_path(text: str) -> Path:
    """Return the file or folder a person typed."""
    return Path(_bare(text.strip()))
