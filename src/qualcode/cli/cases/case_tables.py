"""What is known of the cases on its way out: a table that “cases import” reads again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from qualcode.cli.cases.consents import COLUMN
from qualcode.exporters.files import checked_ending, write_whole
from qualcode.exporters.tables import csv_bytes
from qualcode.model.consent import AGREED_FIELDS

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.model.consent import Consent

CASE: Final = "case"
"""The column of the names."""


def _agreed(consent: Consent | None) -> dict[str, str]:
    return {f"{COLUMN}{field}": value for field, value in consent.known().items()} if consent else {}


def write_out(opened: Project, file: Path) -> int:
    """Write a row for each case with what is known of itself, as the file's ending says; return how many there are.

    What a case inherits stands in the row of the group or site alone, so that it is inherited again where the table is
    read. Yes, no and what was not answered are in words.

    Raises:
        UnknownEnding: it is neither .csv nor .json.
        CannotWrite, DiskFull: the system refuses.
    """
    ending = checked_ending(file, (".csv", ".json"))
    names = [attribute.name for attribute in opened.cases.attributes()]
    agreed, described = opened.consents.own(), opened.cases.described()
    cases = [(case.name, dict(case.attributes) | _agreed(agreed.get(case.id))) for case in described]
    names += [title for field in AGREED_FIELDS if any((title := f"{COLUMN}{field}") in known for _name, known in cases)]
    if ending == ".csv":
        data = csv_bytes([CASE, *names], ([name, *(known.get(each, "") for each in names)] for name, known in cases))
    else:
        rows = [{CASE: name, **known} for name, known in cases]
        data = (
            json.dumps({"question": {"reading": "cases"}, "rows": rows}, ensure_ascii=False, indent=1) + "\n"
        ).encode("utf-8", "replace")
    write_whole(file, data)
    return len(cases)
