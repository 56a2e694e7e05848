"""The key of pseudonyms while it is open: one for all places of a project, in memory alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.model.errors import Refusal
from qualcode.model.errors.pseudonyms import KeyChanged
from qualcode.model.pseudonyms import KEY_ENDING
from qualcode.tui.later import later

if TYPE_CHECKING:
    from qualcode.model.pseudonyms import NameKey
    from qualcode.tui.dialogs.passphrase import Unsealed

_READ: Final = later("qualcode.namekey:read_key")
_MAKE: Final = later("qualcode.namekey:new_key")
_WRITE: Final = later("qualcode.namekey:write_key")


class OpenedKey:
    """The key that lies beside a project, from its passphrase until it is shut or the project is left."""

    def __init__(self, label: str) -> None:
        """Hold nothing yet.

        Args:
            label: the project's, a path or a URL.
        """
        self.place = Path(label).with_suffix(KEY_ENDING) if "://" not in label else Path()
        """Where it lies; of no use where the project is on a server."""
        self.content: NameKey | None = None
        """Its names; None while it is shut."""
        self._passphrase = ""
        self._seen: tuple[int, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """The pseudonym of each real name; none while it is shut."""
        return self.content.names if self.content is not None else {}

    def tried(self, passphrase: str) -> NameKey:
        """Return what a passphrase opens, off the screen's thread; refused as `namekey.read_key` is."""
        self._seen = self._now()
        key: NameKey = _READ(self.place, passphrase)
        return key

    def made(self, passphrase: str) -> NameKey:
        """Make a key, off the screen's thread; refused as `namekey.new_key` is."""
        key: NameKey = _MAKE(self.place, passphrase)
        self._seen = self._now()
        return key

    def take(self, opened: Unsealed) -> None:
        """Keep what was opened or made."""
        self.content, self._passphrase = opened

    def shut(self) -> None:
        """Forget it."""
        self.content, self._passphrase, self._seen = None, "", ()

    def write(self, key: NameKey) -> None:
        """Write it with other names, off the screen's thread.

        Raises:
            KeyChanged: where somebody else wrote it meanwhile: their names would be lost.
            CannotWrite.
        """
        if self.is_stale():
            raise KeyChanged(self.place)
        _WRITE(self.place, key, self._passphrase)
        self.content, self._seen = key, self._now()

    def is_stale(self) -> bool:
        """Tell whether its file was written since by somebody else; where it was taken away, what is known holds."""
        now = self._now()
        return self.content is not None and bool(now) and now != self._seen

    def read_again(self) -> None:
        """Read it anew, off the screen's thread; where its passphrase opens it no more, it is shut."""
        try:
            self.content = self.tried(self._passphrase)
        except Refusal:
            self.shut()

    def _now(self) -> tuple[int, ...]:
        """Return what tells one state of its file from another; nothing where there is none."""
        try:
            found = self.place.stat()
        except OSError:
            return ()
        return found.st_ino, found.st_size, found.st_mtime_ns
