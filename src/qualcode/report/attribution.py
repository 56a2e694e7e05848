"""Whom a passage is attributed to: a template over the case and its attributes, such as `({case}, {role})`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.errors import NoSuchAttribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.model.records import Excerpt
    from qualcode.report.wording import Wording

DEFAULT_TEMPLATE: Final = "({case}, {group})"
_FIELD = re.compile(r"\{([^{}]*)\}")
_BETWEEN = " ,;·–-/"
_INSIDE_GROUP = " · "
_ALIASES: Final = {"cas": "case", "groupe": "group", "voix": "speaker", "codage": "coder"}
_KNOWN: Final = ("case", "group", "document", "speaker", "coder")


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template: the words before each field, the fields, and the words after the last."""

    before: tuple[str, ...]
    fields: tuple[str, ...]
    after: str


def parsed(template: str, attributes: Iterable[str]) -> Template:
    """Read a template.

    Args:
        template: words with fields in braces: case, group, document, speaker, coder (or cas, groupe, voix, codage) and
            the names of attributes, capitals ignored.
        attributes: the names of the study's attributes.

    Raises:
        NoSuchAttribute: for a field that is neither.
    """
    pieces = _FIELD.split(template)
    names = {name.casefold(): name for name in attributes}
    fields = tuple(_resolved(field.strip(), names) for field in pieces[1::2])
    return Template(before=tuple(pieces[0:-1:2]), fields=fields, after=pieces[-1])


def _resolved(field: str, attributes: Mapping[str, str]) -> str:
    folded = field.casefold()
    if folded in attributes:
        return f"={attributes[folded]}"
    if folded in _KNOWN or folded in _ALIASES:
        return _ALIASES.get(folded, folded)
    raise NoSuchAttribute(field, names=", ".join((*_KNOWN, *attributes.values())))


def attributed(excerpt: Excerpt, template: Template, wording: Wording) -> str:
    """Write the attribution of an excerpt; a value that is missing goes with the comma and words before it."""
    values = _values(excerpt, wording)
    kept = [
        (before, values.get(field, ""), first)
        for first, (before, field) in enumerate(zip(template.before, template.fields, strict=True))
        if values.get(field, "")
    ]
    if not kept:
        return "" if template.fields else template.after
    words = [_opened(template, *kept[0]), *(before + value for before, value, _ in kept[1:])]
    return "".join(words) + template.after


def _opened(template: Template, before: str, value: str, first: int) -> str:
    """Start with the template's own opening even where its first fields are missing."""
    if not first:
        return before + value
    opening = re.match(r"[\W_]*", template.before[0])
    return (opening.group() if opening else "") + before.lstrip(_BETWEEN) + value


def _values(excerpt: Excerpt, wording: Wording) -> dict[str, str]:
    values = {f"={name}": value for name, value in excerpt.attributes}
    group, inside, member = (excerpt.case or "").partition(_INSIDE_GROUP)
    voice = {"case": member, "group": group} if inside else {"case": group, "group": ""}
    if excerpt.case is None:
        voice = {"case": _voice(excerpt, wording), "group": excerpt.document}
    known = {"document": excerpt.document, "speaker": excerpt.speaker or "", "coder": excerpt.coder}
    return values | voice | known


def _voice(excerpt: Excerpt, wording: Wording) -> str:
    if excerpt.role == "interviewer":
        return wording.gettext("interviewer")
    return wording.gettext("unidentified voice") if excerpt.speaker else ""
