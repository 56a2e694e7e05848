"""qualcode: a workbench for qualitative research in the terminal.

import qualcode
project = qualcode.open("study.qualcode")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.coding.project import Project

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(  # noqa: A001 - the notebook's word
    location: str | Path, *, coder: str = "", write: bool = False, passphrase: str = ""
) -> Project:
    """Open a study for notebooks: a path to a `.qualcode` file or a `postgresql://` URL.

    Args:
        location: where the study is.
        coder: the name under which changes are recorded; needed only to write.
        write: take the writer's place (one writer a file); reading never needs it.
        passphrase: opens an encrypted project; ask for it by getpass rather than write it down.

    Raises:
        qualcode.model.errors.Refusal: where there is no such study, or it is not ours to open.
    """
    from qualcode.coding.project import Project  # noqa: PLC0415 - the package itself imports nothing heavy

    return Project.open(str(location), coder=coder, write=write, passphrase=passphrase)
