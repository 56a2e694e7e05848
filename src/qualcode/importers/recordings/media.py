"""The name of a recording as its transcript gives it."""

from __future__ import annotations

from urllib.parse import unquote


def media_name(place: str) -> str:
    """Return the file's name alone: the folders of a machine, and of its owner, stay out of the study.

    Args:
        place: a path in any system's form, or a URL.
    """
    name = unquote(place) if "://" in place else place
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2]
