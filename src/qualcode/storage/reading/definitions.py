"""What the cards of codes said before, and which codings wait to be looked at under the card of today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from qualcode.model.practice import Definition, Redefined
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Select

_DEFINITIONS = TABLES["definitions"]
_RECHECKS = TABLES["rechecks"]
_CODINGS = TABLES["codings"]
_FIELDS = (
    "id", "code_id", "number", "label_fr", "label_en", "definition_fr", "definition_en", "when_to_use", "when_not_to",
    "example", "coder_id", "replaced_at",
)  # fmt: skip


def listed(connection: Connection, code: str | None = None) -> list[Definition]:
    """Return the former cards of a code, by its id, or of all codes, the oldest first."""
    columns = [_DEFINITIONS.c[name] for name in _FIELDS]
    asked = select(*columns).order_by(_DEFINITIONS.c.code_id, _DEFINITIONS.c.number)
    if code is not None:
        asked = asked.where(_DEFINITIONS.c.code_id == code)
    return [Definition(*row) for row in connection.execute(asked)]


def redefined(connection: Connection, code: str | None = None) -> dict[str, Redefined]:
    """Return the latest change of what codes mean, by their id; those that never meant anything else are left out.

    A card that said nothing is no older definition: what was coded before the first one was written fits it or not.

    Args:
        connection: where they are.
        code: the id of one code; None for all.
    """
    found: dict[str, Redefined] = {}
    last: dict[str, int] = {}
    for former in listed(connection, code):
        last[former.code] = former.number
        if former.says_something:
            found[former.code] = Redefined(former.code, former.number + 1, former.replaced_at)
    return {code: Redefined(code, last[code] + 1, one.at) for code, one in found.items()}


def waiting(
    connection: Connection,
    *,
    code: str | None = None,
    coder: str | None = None,
    codings: Sequence[str] | None = None,
) -> dict[str, str]:
    """Return the codings to be looked at again, each with its code, the earliest first; all are ids.

    Args:
        connection: where they are.
        code: of one code alone; None for all.
        coder: of one coder; None for everyone's.
        codings: of these alone; None for all.
    """
    changes = redefined(connection, code)
    # of codings that are named, the codes are not asked for: a code would be read through for every few of them
    column, wanted = (_CODINGS.c.code_id, sorted(changes)) if codings is None else (_CODINGS.c.id, codings)
    found: list[tuple[str, str, str]] = []
    for few in pieces(wanted) if changes else ():
        asked = _with_seen().where(column.in_(few))
        if coder is not None:
            asked = asked.where(_CODINGS.c.coder_id == coder)
        found += _that_wait(connection.execute(asked), changes)
    return {coding: of for _at, coding, of in sorted(found)}


def counts(connection: Connection, coder: str | None = None) -> dict[str, int]:
    """Count the codings of each code that wait, by its id, a coder's or everyone's; codes without any are left out."""
    joined = _CODINGS.outerjoin(_RECHECKS, _RECHECKS.c.coding_id == _CODINGS.c.id)
    found = {}
    for code, change in redefined(connection).items():
        unseen = or_(_RECHECKS.c.id.is_(None), _RECHECKS.c.number < change.number, _RECHECKS.c.created_at < change.at)
        asked = select(func.count()).select_from(joined)
        asked = asked.where(_CODINGS.c.code_id == code, _CODINGS.c.created_at < change.at, unseen)
        if coder is not None:
            asked = asked.where(_CODINGS.c.coder_id == coder)
        found[code] = connection.execute(asked).scalar_one()
    return {code: count for code, count in found.items() if count}


def _with_seen() -> Select[Any]:
    """Ask for codings, each with when and under which card it was looked at again."""
    columns = (_CODINGS.c.created_at, _CODINGS.c.id, _CODINGS.c.code_id, _RECHECKS.c.number, _RECHECKS.c.created_at)
    joined = _CODINGS.outerjoin(_RECHECKS, _RECHECKS.c.coding_id == _CODINGS.c.id)
    return select(*columns).select_from(joined)


def _that_wait(rows: Iterable[Any], changes: dict[str, Redefined]) -> Iterator[tuple[str, str, str]]:
    """Give time, id and code of those made before their code meant something else, and not looked at since."""
    for made, coding, code, number, at in rows:
        change = changes.get(code)
        if change is None:
            continue
        looked_at = at is not None and number >= change.number and at >= change.at
        if made < change.at and not looked_at:
            yield made, coding, code


def seen(connection: Connection, codings: Sequence[str]) -> dict[str, str]:
    """Return the ids of the rows that say codings were looked at again, by the id of the coding."""
    found: dict[str, str] = {}
    for few in pieces(codings):
        asked = select(_RECHECKS.c.coding_id, _RECHECKS.c.id).where(_RECHECKS.c.coding_id.in_(few))
        found |= dict(connection.execute(asked).all())
    return found


def latest_work(connection: Connection, code: str) -> str | None:
    """Return when a code was last applied or looked at again, by its id; None where it never was."""
    joined = _RECHECKS.join(_CODINGS, _CODINGS.c.id == _RECHECKS.c.coding_id)
    times = (
        connection.execute(select(func.max(_CODINGS.c.created_at)).where(_CODINGS.c.code_id == code)).scalar_one(),
        connection.execute(
            select(func.max(_RECHECKS.c.created_at)).select_from(joined).where(_CODINGS.c.code_id == code)
        ).scalar_one(),
    )
    return max((time for time in times if time is not None), default=None)
