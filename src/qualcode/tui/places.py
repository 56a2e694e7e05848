"""Where files of a project go: beside it."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from qualcode.model.pseudonyms import KEY_ENDING


def beside(label: str) -> Path:
    """Return the folder of a project's file; of a team's database, the folder one works in.

    Args:
        label: the project's, a path or a URL.
    """
    place = Path(label)
    return place.resolve().parent if place.is_file() else Path.cwd()


def free(path: Path) -> Path:
    """Return a path where nothing is yet: the one given, else name-2, name-3 ..."""
    if not path.exists():
        return path
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(name for name in names if not name.exists())


def has_key(label: str) -> bool:
    """Tell whether a key of pseudonyms lies beside a project's file."""
    return "://" not in label and Path(label).with_suffix(KEY_ENDING).is_file()
