"""The only opener: a path or a URL becomes a `Database` that reads and writes in short transactions."""

from __future__ import annotations

import os
import re
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool, StaticPool

from qualcode import system
from qualcode.model import errors
from qualcode.model.errors.encryption import EncryptionOnServer
from qualcode.storage import sealing
from qualcode.storage.faults import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.storage.sealing import Key

APPLICATION_ID: Final = 0x51434F44
"""`QCOD`, kept in the header of every project file, so that `file` and other programs can tell what it is."""

BUSY_MILLISECONDS: Final = 5_000
CONNECT_SECONDS: Final = 10
"""How long a server may take to answer; libpq itself would wait for minutes."""
CACHE_KIBIBYTES: Final = 32_768
"""SQLite's own 2 MB make a bulk write of indexed rows wait for the disk again and again."""
READING_KIBIBYTES: Final = 8_192
"""Who reads meets most pages once."""
JOURNAL_LOCK: Final = 0x51434F44
"""The advisory lock under which journal numbers are drawn on PostgreSQL: else late commits are missed."""
PATIENCE: Final = "120s"
"""How long a team mate's act is waited for on PostgreSQL: a computer that sleeps in the middle of one has the lock."""
_ALONE: Final = text("SELECT set_config('lock_timeout', :patience, true), pg_advisory_xact_lock(:key)")
"""Waits for the lock, but not for ever: both hold for one transaction, and the one after the other."""

BACKUPS: Final = "-backups"
"""What the name of the folder of a project's backups adds to the project's own."""

_HEADER: Final = b"SQLite format 3\x00"
_HEADER_LENGTH: Final = 100
_APPLICATION_AT: Final = slice(68, 72)


class Database:
    """One project's database. Give `label` to people: a path, or a URL without its password."""

    def __init__(self, engine: Engine, label: str, path: Path | None, key: Key | None = None) -> None:
        """Keep the engine; `path` is the file of a SQLite project, None on a server; `key` opens an encrypted one."""
        self.engine = engine
        self.label = label
        self.path = path
        self.key = key

    @property
    def is_file(self) -> bool:
        """Tell whether the project is a SQLite file."""
        return self.path is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection inside one read transaction, so that a question sees one state of the study."""
        with told(self.label), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection inside one write transaction, rolled back whole where anything goes wrong."""
        with told(self.label), self.engine.connect() as connection:
            options: dict[str, Any] = {"writes": True}
            if not self.is_file:  # what was committed while we waited for the lock must be seen
                options["isolation_level"] = "READ COMMITTED"
            connection.execution_options(**options)
            with connection.begin():
                if not self.is_file:
                    connection.execute(_ALONE, {"patience": PATIENCE, "key": JOURNAL_LOCK})
                yield connection

    def settle(self) -> None:
        """Move what the write-ahead log holds into the file itself, whose header others read."""
        with told(self.label), closing(self.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()


def is_url(location: str) -> bool:
    """Tell whether a location is a server's database rather than a file."""
    return location.startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))


def database(location: str, *, read_only: bool = False) -> Database:
    """Connect to an existing project file or database, without asking yet whether it is one of ours.

    Raises:
        Refusal: where there is nothing at that place, or it is another program's.
    """
    if is_url(location):
        return _server(location)
    path = Path(location)
    return _file(path, key_of(path), read_only=read_only)


def is_sealed(location: str) -> bool:
    """Tell whether an existing project is a file that is encrypted.

    Raises:
        Refusal: where there is nothing at that place.
    """
    return not is_url(location) and sealing.is_sealed(_header(Path(location)))


def new_database(location: str, key: Key | None = None) -> Database:
    """Connect to where a project will be created: a file made private before SQLite sees it, or an empty database.

    Args:
        location: where nothing is yet.
        key: what it will be encrypted with; None for a plain file.

    Raises:
        EncryptionMissing, EncryptionOnServer: where it cannot be encrypted.
        ProjectExists: where something is already there.
    """
    if is_url(location):
        if key is not None:
            raise EncryptionOnServer(label_of(location))
        return _server(location)
    path = Path(location)
    if key is not None:
        sealing.driver(path)
    if os.path.isdir(path):  # noqa: PTH112 - which says no, where Path.is_dir raises, for a name that is too long
        raise errors.ProjectIsFolder(path)
    try:
        system.create_private(path)
    except FileExistsError:
        raise errors.ProjectExists(path) from None
    except (OSError, ValueError) as fault:  # ValueError: a name that no system takes
        raise errors.CannotWrite(path, reason=_reason(fault)) from None
    return _file(path, key)


def _reason(fault: Exception) -> str:
    return getattr(fault, "strerror", None) or type(fault).__name__


def _header(path: Path) -> bytes:
    """Return how a file begins."""
    if os.path.isdir(path):  # noqa: PTH112 - which says no, where Path.is_dir raises, for a name that is too long
        raise errors.ProjectIsFolder(path)
    try:
        if path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
            raise errors.NotAProject(path)
        with path.open("rb") as file:
            return file.read(_HEADER_LENGTH)
    except FileNotFoundError:
        raise errors.NoProject(path) from None
    except (OSError, ValueError) as fault:  # ValueError: a name that no system takes
        raise errors.CannotOpen(path, reason=_reason(fault)) from None


def key_of(path: Path) -> Key | None:
    """Return what opens a project file: None for a plain one.

    Raises:
        Refusal: where it is none, or its passphrase was not given.
    """
    header = _header(path)
    if sealing.is_sealed(header):
        return sealing.key_of(path, header)
    if not header.startswith(_HEADER) or header[_APPLICATION_AT] != APPLICATION_ID.to_bytes(4, "big"):
        backed_up = path.resolve().with_name(path.resolve().name + BACKUPS).is_dir()
        raise (errors.ProjectDamaged if backed_up else errors.NotAProject)(path)  # backups say what it once was
    return None


def _file(path: Path, key: Key | None, *, read_only: bool = False) -> Database:
    if key is not None:
        return _sealed(path, key, read_only=read_only)
    # as parts, since a path may hold ? and %; absolute, since ":memory:" is a file's name too
    if read_only and _is_still(path):
        url = URL.create("sqlite", database=path.absolute().as_uri(), query={"immutable": "1", "uri": "true"})
    else:
        url = URL.create("sqlite", database=str(path.absolute()))
    engine = create_engine(url, poolclass=NullPool if read_only else None)
    _prepare_sqlite(engine, _pragmas(read_only=read_only))
    return Database(engine, str(path), path)


def _sealed(path: Path, key: Key, *, read_only: bool) -> Database:
    still = read_only and _is_still(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path.absolute())),
        module=sealing.driver(path),
        creator=lambda: sealing.connected(path, key, still=still),
        poolclass=NullPool if read_only else None,
    )
    _prepare_sqlite(engine, _pragmas(read_only=read_only))
    return Database(engine, str(path), path, key)


def passing_database(label: str) -> Database:
    """Return an empty database in memory, for one thread at a time; it goes when it is closed."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    _prepare_sqlite(engine, _pragmas(read_only=False))
    return Database(engine, label, Path(label))


def _prepare_sqlite(engine: Engine, pragmas: tuple[str, ...]) -> None:
    """Set up every connection, and let transactions begin as we say."""

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - whatever the driver gives
        connection.isolation_level = None  # the driver's own BEGIN comes too late for a steady read
        for pragma in pragmas:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _is_still(path: Path) -> bool:
    """Tell whether nobody can be writing in a file: its folder takes no new file, and no write-ahead log is there."""
    real = path.resolve()
    return not os.access(real.parent, os.W_OK) and not real.with_name(f"{real.name}-wal").exists()


def _pragmas(*, read_only: bool) -> tuple[str, ...]:
    return (
        f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON",
        "PRAGMA synchronous = FULL",
        f"PRAGMA cache_size = -{READING_KIBIBYTES if read_only else CACHE_KIBIBYTES}",
        *(("PRAGMA query_only = ON",) if read_only else ("PRAGMA journal_mode = WAL",)),
    )


def _server(location: str) -> Database:
    try:
        url = make_url(location).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):  # whose sentences repeat the password
        raise errors.DatabaseUnreachable(_unreadable_url(location)) from None
    label = shown_url(url)
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra: asked for only where a team's database is named
    except ImportError:
        raise errors.PostgresMissing(label) from None
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    engine = create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True, connect_args=patience)
    return Database(engine, label, None)


def label_of(location: str) -> str:
    """Return a location for people: a path, or a URL without its password."""
    try:
        return shown_url(make_url(location)) if is_url(location) else location
    except (ArgumentError, ValueError):
        return _unreadable_url(location)


def shown_url(url: URL) -> str:
    """Return a database's address for people: without its password, which may stand among its options too."""
    return URL.create("postgresql", url.username, None, url.host, url.port, url.database).render_as_string()


def _unreadable_url(location: str) -> str:
    """Return the end of an address that cannot be taken apart: all before the last @ may hold a password."""
    return "postgresql://" + re.sub(r".*@|.*://|\?.*", "", location, flags=re.DOTALL)
