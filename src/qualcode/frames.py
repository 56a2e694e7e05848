"""Tables for notebooks: records and results as pandas frames. pandas is asked for only here."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from qualcode.model.errors import PandasMissing
from qualcode.model.results import Result

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def frame(rows: Result | Iterable[Any]) -> pd.DataFrame:
    """Return records, or the rows of a result, as a table: a column a field, a row a record.

    Args:
        rows: a result of a reading (its question goes into `frame.attrs["question"]`), or records of one kind.

    Raises:
        PandasMissing: where pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra: only who asks for a frame pays for it
    except ImportError:
        raise PandasMissing("pandas") from None
    records = getattr(rows, "rows", ()) if isinstance(rows, Result) else rows
    made = pd.DataFrame([asdict(row) if is_dataclass(row) and not isinstance(row, type) else row for row in records])
    if isinstance(rows, Result):
        made.attrs["question"] = rows.as_json()["question"]
    return made
