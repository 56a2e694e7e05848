"""What differs between Linux, macOS and Windows, in one place, each with its Windows form."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any, Final

_ATTEMPTS = 5  # an antivirus or an indexer on Windows holds a fresh file for some tenths of a second
_PAUSE = 0.1  # seconds between two attempts

if sys.platform == "win32":
    import ctypes
    import locale
    import msvcrt
    from ctypes import wintypes

    _UTF8 = 65001  # the number of UTF-8 among Windows code pages
    _EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
    _REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveType
    _LIMIT_PROCESS_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY

    class _BasicLimits(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION of the Windows headers."""

        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("smallest_set", ctypes.c_size_t),
            ("largest_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of the Windows headers."""

        _fields_ = (
            ("basic", _BasicLimits),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def limit_memory(bytes_: int) -> bool:
        """Keep this process under a number of bytes; returns whether the system agreed."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel.CreateJobObjectW(None, None)
        limits = _ExtendedLimits()
        limits.basic.flags = _LIMIT_PROCESS_MEMORY
        limits.process_memory = bytes_
        size = ctypes.sizeof(limits)
        told = job and kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size)
        return bool(told and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))

    def limit_processor(_seconds: float) -> bool:
        """Do nothing: Windows counts a process's time from its start alone."""
        return False

    def ended_by_processor(_returned: int | None) -> bool:
        """Tell that no process ended by a limit we did not set."""
        return False

    def lock_file(handle: IO[bytes]) -> bool:
        """Take a file for this process alone, without waiting; returns whether it was free."""
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def unlock_file(handle: IO[bytes]) -> None:
        """Give the file back."""
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)

    def system_language() -> str:
        """Return the language of the system as a locale's name, such as fr_CA; empty where it says none."""
        number = ctypes.WinDLL("kernel32").GetUserDefaultUILanguage()
        return locale.windows_locale.get(number, "")

    def file_system(folder: Path) -> str:
        """Return `remote` for a folder that another machine serves, empty for one of this machine."""
        root = os.path.splitdrive(folder)[0]
        if root.startswith("\\\\"):
            return "remote"
        return "remote" if ctypes.WinDLL("kernel32").GetDriveTypeW(f"{root}\\") == _REMOTE_DRIVE else ""

    def replace_erasing(source: Path, target: Path) -> None:
        """Put a finished file in the place of another; Windows lets nobody write in one that lost its name."""
        replace_file(source, target)

    def _console_to_utf8() -> None:
        kernel = ctypes.WinDLL("kernel32")
        kernel.SetConsoleOutputCP(_UTF8)
        kernel.SetConsoleCP(_UTF8)

    def _flush_folder(_folder: Path) -> None:
        """Do nothing: Windows keeps no folder open for flushing."""

else:
    import fcntl
    import math
    import resource
    import signal

    _BLOCK = 1_000_000  # bytes written at a time
    _FIELDS = 2  # a line of /proc/self/mounts: device, place, kind, options ...

    def limit_memory(bytes_: int) -> bool:
        """Keep this process under a number of bytes; returns whether the system agreed."""
        try:
            resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_))
        except (ValueError, OSError):  # macOS knows the limit and refuses it
            return False
        return True

    def limit_processor(seconds: float) -> bool:
        """End this process, without a trace on the disk, once it has worked so many seconds more, up to the next whole.

        Returns whether the system agreed.
        """
        used = resource.getrusage(resource.RUSAGE_SELF)
        end = math.ceil(used.ru_utime + used.ru_stime + seconds)
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # its memory holds what people said
            resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        except (ValueError, OSError):  # over a limit that somebody set on us
            return False
        return True

    def ended_by_processor(returned: int | None) -> bool:
        """Tell whether a process ended by `limit_processor`, by what it returned."""
        return returned == -signal.SIGXCPU

    def lock_file(handle: IO[bytes]) -> bool:
        """Take a file for this process alone, without waiting; returns whether it was free."""
        try:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def unlock_file(handle: IO[bytes]) -> None:
        """Give the file back."""
        fcntl.flock(handle.fileno(), fcntl.LOCK_UN)

    def system_language() -> str:
        """Return the language of the system as a locale's name, such as fr_CA; empty where it says none."""
        if sys.platform != "darwin":
            return ""  # elsewhere the environment says all
        asked = subprocess.run(
            ["/usr/bin/defaults", "read", "-g", "AppleLocale"], capture_output=True, text=True, check=False, timeout=5
        )
        return asked.stdout.strip()

    def file_system(folder: Path) -> str:
        """Return the kind of the file system a folder is on, such as ext4, nfs4 or fuse.sshfs; empty where unknown."""
        found = [(len(place), kind) for place, kind in _mounts() if _is_under(folder, place)]
        return max(found)[1] if found else ""

    def _mounts() -> list[tuple[str, str]]:
        """Return each place where a file system is mounted, with its kind; the last of one place is the one seen."""
        try:
            if sys.platform == "darwin":  # /dev/disk1s1 on /System/Volumes/Data (apfs, local)
                said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5).stdout
                parts = (line.partition(" on ")[2].rpartition(" (") for line in said.splitlines())
                return [(place, rest.partition(",")[0].strip(")")) for place, _open, rest in parts]
            with open("/proc/self/mounts", encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH123 - of the kernel
                fields = (line.split() for line in file)
                return [(_unescaped(one[1]), one[2]) for one in fields if len(one) > _FIELDS]
        except (OSError, subprocess.SubprocessError):
            return []

    def _unescaped(place: str) -> str:
        """Return a place with the signs that the kernel writes in octal digits, a space as 040 say."""
        return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)

    def _is_under(folder: Path, place: str) -> bool:
        return str(folder) == place or f"{folder}/".startswith(place.rstrip("/") + "/")

    def replace_erasing(source: Path, target: Path) -> None:
        """Put a finished file in the place of another, whose bytes are then overwritten with nothing.

        Raises:
            OSError: where the system refuses; the target is then as it was.
        """
        with target.open("r+b") as former:
            replace_file(source, target)
            left = os.fstat(former.fileno()).st_size
            while left > 0:
                left -= former.write(bytes(min(left, _BLOCK)))
            former.flush()
            os.fsync(former.fileno())

    def _console_to_utf8() -> None:
        """Do nothing: the terminal says its encoding by the locale."""

    def _flush_folder(folder: Path) -> None:
        """Let the name of a new file survive a power cut, as its bytes do."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def create_private(path: Path) -> None:
    """Create an empty file that only its owner reads; on Windows the rights of its folder apply.

    Raises:
        FileExistsError: where anything bears the name already.
        OSError: where the system refuses.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def replace_file(source: Path, target: Path) -> None:
    """Put a finished file in the place of another in one step, its bytes on the disk first.

    Raises:
        OSError: where the system refuses; the target is then as it was.
    """
    with source.open("rb+") as handle:
        os.fsync(handle.fileno())
    for left in reversed(range(_ATTEMPTS)):
        try:
            source.replace(target)
            break
        except PermissionError:
            if sys.platform != "win32" or not left:
                raise
            time.sleep(_PAUSE)
    _flush_folder(target.parent)


def write_private(path: Path, content: bytes) -> None:
    """Write a whole file that only its owner reads, or leave the old one as it was.

    Raises:
        OSError: where the system refuses.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    create_private(draft)
    try:
        draft.write_bytes(content)
        replace_file(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def office_program() -> str | None:
    """Return where LibreOffice is, by the search path or where its installers put it; None where it is not."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    usual = (
        *(Path(root) / "LibreOffice" / "program" / "soffice.exe" for root in _program_folders()),
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    )
    return found or next((str(path) for path in usual if path.is_file()), None)


def _program_folders() -> list[str]:
    """Return the folders of programs on Windows; none elsewhere."""
    return list(filter(None, map(os.environ.get, ("PROGRAMFILES", "PROGRAMFILES(X86)"))))


_LARGE: Final = 2_000_000
"""Bytes from which memory is asked of the system itself and given back to it as soon as it is free."""
_MMAP_THRESHOLD: Final = -3
"""What mallopt(3) calls M_MMAP_THRESHOLD."""


def give_memory_back() -> None:
    """Give freed memory back to the system, from now on at once where it is large: glibc keeps much for itself."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    for name, values in (("mallopt", (_MMAP_THRESHOLD, _LARGE)), ("malloc_trim", (0,))):
        if hasattr(library, name):  # glibc has both, other C libraries neither
            getattr(library, name)(*values)


def prepare_console() -> None:
    """Let the terminal show every letter: UTF-8 to files and pipes, and never a crash on a letter it lacks."""
    _console_to_utf8()
    for stream in (sys.stdout, sys.stderr):
        _widen(stream)


def _widen(stream: Any) -> None:  # noqa: ANN401 - a test or a notebook puts streams of its own there
    if not hasattr(stream, "reconfigure"):
        return
    on_paper = sys.platform != "win32" and stream.isatty()
    errors = "backslashreplace" if stream.errors == "strict" else stream.errors
    stream.reconfigure(encoding=stream.encoding if on_paper else "utf-8", errors=errors)
