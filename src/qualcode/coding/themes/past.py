"""The history of a theme, read from the journal: what it was called and claimed, what came from where, by whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from qualcode.model.theming import ThemeEvent
from qualcode.storage.reading.theme_steps import LINKS, THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qualcode.model.theming import Happening
    from qualcode.storage.reading.theme_steps import Row, ThemeStep

_TEXTS: Final[tuple[tuple[str, Happening], ...]] = (
    ("name", "renamed"),
    ("claim", "claim"),
    ("status", "status"),
    ("memo", "memo"),
)
Key = tuple[str, "Happening", str, str, str]
"""Of links that one act changed alike: the theme, what happened, the stance before and after, the other theme."""


_UNITING: Final = {"MergeCodes": "into", "MergeThemes": "into", "MoveLinks": "theme"}
"""Acts in which a link that goes became one with another, and the argument that says where."""


@dataclass(slots=True)
class _Past:
    """Themes and links as they stood before an act."""

    themes: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[str, dict[str, Any]] = field(default_factory=dict)

    def name(self, theme: str) -> str:
        """Return what a theme was called."""
        return str(self.themes.get(theme, {}).get("name", ""))


def theme_events(steps: Iterable[ThemeStep]) -> list[ThemeEvent]:
    """Return what became of every theme, the first one first.

    Args:
        steps: the acts that touched themes and stand, the first one first.
    """
    past, found = _Past(), list[ThemeEvent]()
    for step in steps:
        before = {identifier: dict(row) for identifier, row in past.themes.items()}
        links = _changed_links(step.rows, past)
        for row in step.rows:
            if row.noun == THEMES:
                past.themes[row.id] = {**past.themes.get(row.id, {}), **row.before, **row.after}
        found += _of_texts(step, before, past)
        found += _of_links(step, links, past)
    return found


def lineage(events: Sequence[ThemeEvent], theme: str) -> list[ThemeEvent]:
    """Return what became of a theme and, up to there, of those that were merged into it.

    Args:
        events: of every theme, the first one first.
        theme: its id.
    """
    known, ends = {theme}, set[tuple[str, str]]()
    for event in reversed(events):
        if event.kind == "merged" and event.theme in known:
            known.add(event.other)
            ends.add((event.action, event.other))  # what the merge did to them is told of the theme they went into
    return [event for event in events if event.theme in known and (event.action, event.theme) not in ends]


def _changed_links(rows: Iterable[Row], past: _Past) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Return the links that an act changed, each as it was first and last; empty for one not there."""
    changed: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    for row in rows:
        if row.noun == LINKS:
            known = past.links.get(row.id, {})
            first = changed[row.id][0] if row.id in changed else {**known, **row.before}
            after = {**first, **known, **row.after} if row.after else {}
            changed[row.id] = (first, after)
            if after:
                past.links[row.id] = after
            else:
                past.links.pop(row.id, None)
    return changed


def _event(step: ThemeStep, theme: str, past: _Past, kind: Happening, **told: Any) -> ThemeEvent:  # noqa: ANN401 - fields
    return ThemeEvent(step.id, step.at, step.coder, theme, past.name(theme), kind, **told)


def _of_texts(step: ThemeStep, before: Mapping[str, Mapping[str, Any]], past: _Past) -> Iterator[ThemeEvent]:
    """Give what was made, worded, kept or dropped, and what went into another theme."""
    into = str(step.arguments.get("into", "")) if step.kind == "MergeThemes" else ""
    for identifier in dict.fromkeys(row.id for row in step.rows if row.noun == THEMES):
        rows = [row for row in step.rows if row.id == identifier]
        now = past.themes[identifier]
        if not rows[0].before:
            source = str(step.arguments.get("theme", "")) if step.kind == "SplitTheme" else ""
            told = {"after": str(now.get("claim", "")), "other": source, "other_name": past.name(source)}
            yield _event(step, identifier, past, "made", **told)
        elif not rows[-1].after:
            yield _event(step, into or identifier, past, "merged" if into else "gone", **_gone(identifier, past, into))
        else:
            was = before.get(identifier, rows[0].before)
            for column, kind in _TEXTS:
                if column in now and was.get(column) != now[column]:
                    told = {"before": str(was.get(column) or ""), "after": str(now[column])}
                    yield _event(step, identifier, past, kind, **told)


def _gone(identifier: str, past: _Past, into: str) -> dict[str, str]:
    """Return what is told of a theme that went into another."""
    if not into:
        return {}
    claim = str(past.themes[identifier].get("claim", ""))
    return {"before": claim, "other": identifier, "other_name": past.name(identifier)}


def _of_links(
    step: ThemeStep, links: Mapping[str, tuple[dict[str, Any], dict[str, Any]]], past: _Past
) -> list[ThemeEvent]:
    """Return what was linked, taken away, borne otherwise or moved, what one act changed alike told at once."""
    together: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for first, last in links.values():
        if first and not last and step.kind in _UNITING:
            into = str(step.arguments.get(_UNITING[step.kind], ""))
            codes = {"code_id": first["code_id"] and into} if step.kind == "MergeCodes" else {}
            theme = first["theme_id"] if codes else into
            together[theme, "united", first["stance"], "", ""].append({**first, **codes})
            if step.kind == "MoveLinks":
                together[first["theme_id"], "went", "", "", into].append(first)
            continue
        for key in _happened(first, last):
            together[key].append(last or first)
    return [
        _event(
            step, theme, past, kind, before=before, after=after, other=other, other_name=past.name(other),
            codes=tuple(row["code_id"] for row in rows if row.get("code_id")),
            codings=tuple(row["coding_id"] for row in rows if row.get("coding_id")),
        )
        for (theme, kind, before, after, other), rows in together.items()
    ]  # fmt: skip


def _happened(first: Mapping[str, Any], last: Mapping[str, Any]) -> Iterator[Key]:
    if not first and not last:
        return
    if not first:
        yield last["theme_id"], "linked", "", last["stance"], ""
    elif not last:
        yield first["theme_id"], "unlinked", first["stance"], "", ""
    else:
        if first["theme_id"] != last["theme_id"]:
            yield last["theme_id"], "came", "", last["stance"], first["theme_id"]
            yield first["theme_id"], "went", first["stance"], "", last["theme_id"]
        if first["stance"] != last["stance"]:
            yield last["theme_id"], "stance", first["stance"], last["stance"], ""


def before_dropped(events: Iterable[ThemeEvent], theme: str) -> str:
    """Return the status that a theme had before it was dropped: a candidate where the journal does not tell."""
    statuses = [event.before for event in events if event.theme == theme and event.kind == "status"]
    return next((status for status in reversed(statuses) if status != "dropped"), "candidate")
