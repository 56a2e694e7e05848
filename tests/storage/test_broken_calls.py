"""Any call to the database may fail: the study is then as before or as after, and a sentence says so."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.codebook.tidying import MergeCodes
from qualcode.coding.documents.documents import ImportDocument, RemoveDocument
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.passages.tables import CodingLine, ImportCodings
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.changes import Change

FAULTS = {
    "full": (sqlite3.OperationalError("database or disk is full"), errors.DiskFull),
    "broken": (sqlite3.OperationalError("disk I/O error"), errors.ProjectDamaged),
    "torn": (sqlite3.DatabaseError("database disk image is malformed"), errors.ProjectDamaged),
}


def acts(project: Project) -> dict[str, Callable[[], Change]]:
    document, code = project.documents.all()[0].id, project.codes.get("Jardin").id
    other = AddCode("Autre")
    project.perform(other)
    project.perform(ApplyCode(document, 6, 16, other.id, memo="deux"))
    given = Transcript("A : Oui.\nB : Non.\n", "txt", turns=(Speech("A", 4, 8), Speech("B", 13, 17)))
    line = CodingLine(2, "E1", "Neuf / Sous", 0, 3, coder="Max", memo="m")
    return {
        "add": lambda: project.perform(AddCode("Nouveau")),
        "import": lambda: project.perform(ImportDocument("E2", "E2.txt", "2" * 64, given)),
        "codings": lambda: project.perform(ImportCodings((line,))),
        "merge": lambda: project.perform(MergeCodes(code, (other.id,))),
        "remove": lambda: project.perform(RemoveDocument(document)),
        "undo": project.undo,
    }


class Breaker:
    """Lets the n-th call to the database fail, commits included."""

    def __init__(self, project: Project, fault: Exception) -> None:
        self.left = -1
        self.fault = fault
        engine = project._database.engine
        for name in ("do_execute", "do_executemany", "do_execute_no_params"):
            event.listen(engine, name, self.count)
        event.listen(engine, "commit", self.count)

    def count(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            raise self.fault


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["add", "import", "codings", "merge", "remove", "undo"])
def test_every_call_of_an_act_may_fail(tmp_path: Any, new_study: Any, name: str, fault: str) -> None:
    project = new_study(str(tmp_path / "s.qualcode"))
    act = acts(project)[name]
    before = project.dump(), len(project.history())
    raised, refusal = FAULTS[fault]
    breaker = Breaker(project, raised)
    calls = 0
    while True:
        calls += 1
        breaker.left = calls
        try:
            act()
        except refusal as refused:
            assert str(refused).startswith(str(tmp_path))  # noqa: PT017 - the last round is to succeed
            breaker.left = -1
            assert (project.dump(), len(project.history())) == before
        else:
            breaker.left = -1
            break
    assert calls > 8
    assert project.dump() != before[0]
    project.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_every_call_of_a_reading_may_fail(kept: Any, fault: str) -> None:
    raised, refusal = FAULTS[fault]
    with Project.open(str(kept)) as project:
        whole = project.dump()
        breaker = Breaker(project, raised)
        for read in (project.dump, project.material, project.history, project.documents.all, project.codes.uses):
            breaker.left = 1
            with pytest.raises(refusal):
                read()
            breaker.left = -1
        assert project.dump() == whole
