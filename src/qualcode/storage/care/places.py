"""Where a project file lies: on a network, or in a folder that a program copies elsewhere while one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode import system
from qualcode.model.care import NETWORK, SYNCED, Danger

if TYPE_CHECKING:
    from pathlib import Path

_NETWORKS: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "davfs2", "afs", "ceph",
    "glusterfs", "lustre", "9p", "ncpfs", "vboxsf", "prl_fs", "remote",
})  # fmt: skip
"""Kinds of file systems that other machines serve: their locks cannot be relied on."""
_LOCAL_FUSE: Final = frozenset({
    "fuse.fuse-overlayfs", "fuse.lxcfs", "fuse.bindfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.ntfs-3g",
    "fuse.exfat", "fuse.veracrypt", "fuse.mergerfs",
})  # fmt: skip
"""File systems run by a program whose bytes lie on this machine; all other fuse.* are taken for a network's."""
_SYNCING: Final = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mon disque", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pcloud", "pCloud"),
    ("synologydrive", "Synology Drive"),
    ("box sync", "Box"),
    ("box-box", "Box"),
    ("kdrive", "kDrive"),
    ("proton drive", "Proton Drive"),
    ("seafile", "Seafile"),
)
"""How the folders of programs that copy files elsewhere begin, in small letters, and what the programs are called."""


def danger(path: Path) -> Danger | None:
    """Return why a project file may be damaged where it lies; None for a folder of this machine's own."""
    folder = path.resolve().parent
    kind = system.file_system(folder)
    if kind in _NETWORKS or (kind.startswith("fuse.") and kind not in _LOCAL_FUSE):
        return Danger(NETWORK, kind)
    for part in folder.parts:
        for beginning, name in _SYNCING:
            if part.casefold().startswith(beginning):
                return Danger(SYNCED, name)
    return None
