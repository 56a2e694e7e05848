"""The codebook as YAML: codes inside their groups, only the fields that say something; people read and write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from qualcode.model.codebook import path_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.records import Code
    from qualcode.report.appendices.codebook import InUse

TEXTS: Final = ("label_fr", "label_en", "definition_fr", "definition_en", "when_to_use", "when_not_to", "example")
DEEPEST: Final = 12
"""Groups inside groups: what is deeper stands after all else, with its parent named, where eyes and parsers follow."""
_WIDTH: Final = 100
_BREAKS: Final = frozenset("\r\x85\u2028\u2029\ufeff")


class Dumper(yaml.SafeDumper):
    """Writes plain values, texts of several lines as blocks, and no shorthand for what comes twice."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - as the base has it
        """Write every value where it stands."""
        return True


def _text(dumper: Dumper, value: str) -> yaml.ScalarNode:
    """Write a text of several lines as a block where a block can hold it, and line ends of other kinds by escapes."""
    odd = bool(_BREAKS.intersection(value))
    block = "\n" in value and not value[0].isspace()
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if odd else "|" if block else None)


Dumper.add_representer(str, _text)


def codebook_yaml(codes: Sequence[Code], in_use: InUse | None = None) -> bytes:
    """Return the codebook as YAML that comes back in as it was: each code with its fields, the codes below it inside.

    Args:
        codes: in codebook order.
        in_use: counts and examples, said under `in_use`, which is passed over when the file is read again.
    """
    paths = {code.id: path_text(code.path) for code in codes}
    known: dict[str, dict[str, Any]] = {}
    top: list[dict[str, Any]] = []
    for code in codes:
        entry = known[code.id] = _entry(code, paths) | _in_use(code, in_use)
        if code.parent is None or code.parent not in known:
            top.append(entry)
        elif len(code.path) > DEEPEST:
            top.append({"parent": paths[code.parent], **entry})
        else:
            known[code.parent].setdefault("codes", []).append(entry)
    written = yaml.dump(
        {"codes": top}, Dumper=Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_WIDTH
    )
    return written.encode("utf-8", "replace")


def _entry(code: Code, paths: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a code that say something."""
    said: dict[str, Any] = {text: getattr(code, text) for text in TEXTS}
    said |= {"colour": code.colour, "retired": code.retired, "retired_reason": code.retired_reason}
    said["also_in"] = [paths[group] for group in code.also_in]
    return {"name": code.name, **{name: value for name, value in said.items() if value}}


def _in_use(code: Code, in_use: InUse | None) -> dict[str, Any]:
    """Return how often a code was applied and what was said under it; nothing for one that never was."""
    if in_use is None or not in_use.of(code.id).codings:
        return {}
    used = in_use.of(code.id)
    said: dict[str, Any] = {"excerpts": used.codings, "documents": used.documents, "cases": used.cases}
    examples = in_use.examples.get(code.id, ())
    if examples:
        said["examples"] = [{"text": one.text.strip(), "from": one.case or one.document} for one in examples]
    return {"in_use": said}
