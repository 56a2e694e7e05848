"""Answers that took long, kept in the project until the study changes."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from qualcode import __version__
from qualcode.cli.readings.deep import opened_to_keep
from qualcode.model.errors import Refusal
from qualcode.model.results import Keyword, Keywords, Population
from qualcode.words.maps import RULES

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.model.results import Question

WORTH_KEEPING: Final = 100_000
"""Words of the counted speech from which an answer takes long enough to be kept."""
_KINDS: Final = "answers "
_FORM: Final = 2
"""Of what is kept: answers that another form keeps are read anew."""


def kept_answer(project: Project, question: Question) -> Keywords | None:
    """Return the answer to a question about words that was given since the study last changed; None where none was.

    Args:
        project: the study.
        question: the same to the last option.
    """
    key = _key(question)
    content = project.derived.get(_kind(project), [key]).get(key)
    if content is None:
        return None
    told = json.loads(content)
    population = told["population"] | {"left_out": tuple(told["population"]["left_out"])}
    return Keywords(
        question=question,
        population=Population(**population),
        version=told["version"],
        made_at=told["made_at"],
        road=told["road"],
        own_words=told["own_words"],
        rows=tuple(Keyword(*row) for row in told["rows"]),
    )


def keep_answer(given: str | None, state: str, answer: Keywords) -> None:
    """Keep an answer; where somebody writes in the project, or it may not be written, it is not kept.

    Args:
        given: the project, as the command was given it.
        state: what `state_of` said before the answer was begun.
        answer: what to keep.
    """
    if (answer.population.n_words or 0) < WORTH_KEEPING:
        return
    rows = [list(asdict(row).values()) for row in answer.rows]
    told: dict[str, object] = {"version": answer.version, "made_at": answer.made_at, "road": answer.road, "rows": rows}
    told["own_words"], told["population"] = answer.own_words, asdict(answer.population)
    content = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    with suppress(Refusal), opened_to_keep(given) as project:
        if project.derived.keeps:
            project.derived.put(_KINDS + state, {_key(answer.question): content}, instead_of=_KINDS)


def state_of(project: Project) -> str:
    """Return what tells this state of a study from every other: its last action, and the rules of this program."""
    last = project.history(1)
    return f"{last[0].id if last else ''} {RULES} {__version__} {_FORM}"


def _kind(project: Project) -> str:
    return _KINDS + state_of(project)


def _key(question: Question) -> str:
    asked = json.dumps(asdict(question), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return hashlib.sha256(asked).hexdigest()
