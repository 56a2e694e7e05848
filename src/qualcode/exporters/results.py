"""Any reading's answer on its way out.

A .csv holds the rows alone, so that every program reads it; its question goes into a file of the same name that ends in
`.question.json`, so that the table is still evidence. JSON holds both. Words
of people who are not to be quoted stay in the study.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from qualcode.exporters.tables import csv_bytes

if TYPE_CHECKING:
    from qualcode.model.results import Result

QUESTION_ENDING: Final = ".question.json"


def result_csv(result: Result, separator: str = ",") -> bytes:
    """Return the rows of a result as .csv, a column for each field of its rows; nothing but a line end without rows."""
    rows: tuple[Any, ...] = getattr(result.quotable(), "rows", ())
    titles = [field.name for field in fields(rows[0])] if rows and is_dataclass(rows[0]) else []
    return csv_bytes(titles, ([getattr(row, title) for title in titles] for row in rows), separator)


def question_json(result: Result) -> bytes:
    """Return all that a result says besides its rows: the question, whom it counted, the version, the time."""
    return _json({key: value for key, value in result.as_json().items() if key != "rows"})


def result_json(result: Result) -> bytes:
    """Return a whole result as JSON."""
    return _json(result.quotable().as_json())


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
