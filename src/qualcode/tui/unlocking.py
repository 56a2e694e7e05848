"""The passphrase of an encrypted project, asked for before it is opened; the keyring is asked first."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from qualcode.coding import sealing
from qualcode.coding.keyrings import opened_by_keyring
from qualcode.model.messages import _
from qualcode.tui.asked import PassphraseDialog

if TYPE_CHECKING:
    from textual.app import App


async def unlocked(app: App[Any], location: str) -> bool:
    """Let this process open a project that is encrypted; tell whether it may be opened now.

    Args:
        app: asks; called in a worker.
        location: of the project, a path or a URL.

    Raises:
        Refusal: where the extra that reads encrypted projects is not installed.
    """
    path = await asyncio.to_thread(sealing.shut_file, location)
    if path is None or await asyncio.to_thread(opened_by_keyring, path):
        return True
    asked = _("Passphrase of {file}").format(file=path.name)
    return await app.push_screen_wait(PassphraseDialog(asked, partial(sealing.unlock, path))) is not None
