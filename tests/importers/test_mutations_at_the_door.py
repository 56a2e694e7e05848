"""Faulty files by the road that a researcher's take: the batch with its child, its limits on memory and time; tables.

Time is counted as the processor's, which says the same on a busy machine.
"""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mutations import SAMPLES, answers, mutated, word_document, workbook

from qualcode.importers.guides import read_guide
from qualcode.importers.reading import WORD_GUIDE, WORKBOOK_TABLE, Batch, Noted, Refused, Source
from qualcode.importers.tables import read_table
from qualcode.model.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FEW, MANY = 50, 1_000
SECONDS = 10
MEMORY = 500 * 1024
"""Kilobytes that the child may ever have held."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "ITIMER_VIRTUAL"), reason="the system counts no processor's time")


class TookTooLong(BaseException):
    """The limit is over; no border may catch it."""


def stop(*_: object) -> None:
    raise TookTooLong


@contextmanager
def limited() -> Iterator[None]:
    """Stop what takes this process more than the limit."""
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.fixture(scope="module")
def batch() -> Iterator[Batch]:
    with Batch() as opened:
        yield opened


def most_memory(batch: Batch) -> int:
    """Return the kilobytes that the child held at most."""
    process = batch._child._process
    status = Path(f"/proc/{process.pid if process else 'nobody'}/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def read_all(ending: str, seed: str, count: int, batch: Batch, folder: Path) -> None:
    """Read so many faulty files of a format: each is understood or refused in one line that names it, in time."""
    path = folder / f"faulty{ending}"
    for data in mutated(SAMPLES[ending](), f"{ending} {seed}", count):
        path.write_bytes(data)
        with limited():
            found = list(batch.every(path))
        assert found
        for each in found:
            assert isinstance(each, Source | Noted | Refused)
            if isinstance(each, Refused):
                assert len(str(each.refusal).splitlines()) == 1
                assert "faulty" in str(each.refusal)
    assert most_memory(batch) < MEMORY


@pytest.mark.timeout(120)
@pytest.mark.parametrize("ending", sorted(SAMPLES))
def test_faulty_files_are_answered_in_time_and_within_memory(ending: str, batch: Batch, tmp_path: Path) -> None:
    read_all(ending, "door", FEW, batch, tmp_path)


@pytest.mark.nightly
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("ending", sorted(SAMPLES))
def test_a_thousand_faulty_files_are_answered_in_time_and_within_memory(
    ending: str, batch: Batch, tmp_path: Path
) -> None:
    read_all(ending, "nightly door", MANY, batch, tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process held at most")
def test_the_memory_of_the_child_is_measured(batch: Batch, tmp_path: Path) -> None:
    read_all(".rtf", "measured", 1, batch, tmp_path)
    assert 10_000 < most_memory(batch) < MEMORY


def by_file(importer: str, ending: str) -> Callable[[bytes, Batch, Path], object]:
    def read(data: bytes, batch: Batch, folder: Path) -> object:
        path = folder / f"faulty{ending}"
        path.write_bytes(data)
        return batch.table(path, importer)

    return read


TABLES: dict[str, tuple[Callable[[], bytes], Callable[[bytes, Batch, Path], object]]] = {
    "attributes in .csv": (answers, lambda data, _batch, _folder: read_table(data, "faulty.csv")),
    "attributes in .json": (
        lambda: b'[{"Nom": "Ana", "Lieu": ["a", "b"], "Age": 3.5}, {"Nom": "Luc", "Oui": true, "Rien": null}]',
        lambda data, _batch, _folder: read_table(data, "faulty.json"),
    ),
    "attributes in .xlsx": (workbook, by_file(WORKBOOK_TABLE, ".xlsx")),
    "guide in .md": (
        "# Guide\n\n1. Où dormez-vous?\n   - Et là?\n2. Pourquoi?\n".encode,
        lambda data, _batch, _folder: read_guide(data, "faulty.md"),
    ),
    "guide in .docx": (word_document, by_file(WORD_GUIDE, ".docx")),
}
"""What else is read from a file: how a sound one is made, and what reads it."""


def read_tables(name: str, seed: str, count: int, batch: Batch, folder: Path) -> None:
    make, read = TABLES[name]
    for data in mutated(make(), f"{name} {seed}", count):
        told = "read"
        with limited():
            try:
                read(data, batch, folder)
            except Refusal as refusal:
                told = str(refusal)
        assert len(told.splitlines()) == 1


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", TABLES)
def test_faulty_tables_and_guides_are_read_or_refused_in_one_line(name: str, batch: Batch, tmp_path: Path) -> None:
    read_tables(name, "door", FEW, batch, tmp_path)


@pytest.mark.nightly
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("name", TABLES)
def test_a_thousand_faulty_tables_and_guides_are_read_or_refused(name: str, batch: Batch, tmp_path: Path) -> None:
    read_tables(name, "nightly door", MANY, batch, tmp_path)
