"""The parts around a Word document: clean properties, the map of marks, a zip that is the same for the same draft."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from qualcode.exporters.packing import APP, repacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document

    from qualcode.report.blocks import Draft

_FIRST_DAY: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The earliest time a zip knows: it stands for no time at all."""
STUDY, OPTIONS, MARKS = "qualcode.study", "qualcode.options", "qualcode.marks"
"""Names of the properties that a refresh reads."""
_CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def clean_properties(document: Document, title: str, language: str, day: str) -> None:
    """Say the title and the language, and nobody's name: the template's own properties go."""
    core = document.core_properties
    core.title, core.language = title, language
    for name in ("author", "last_modified_by", "comments", "subject", "keywords", "category", "content_status"):
        setattr(core, name, "")
    core.revision = 1
    moment = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC) if day else _FIRST_DAY
    core.created = core.modified = moment
    package = document.part.package
    for relation in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[relation]


def add_custom_properties(document: Document, draft: Draft, written: Mapping[str, str]) -> None:
    """Keep in docProps/custom.xml, which survives all, what a refresh must know.

    Args:
        document: the file.
        draft: which study it is of, and how it was made.
        written: the digest of what was written under each mark.
    """
    values = {
        "qualcode.version": draft.version,
        STUDY: draft.study,
        OPTIONS: draft.made_with,
        MARKS: json.dumps(written, sort_keys=True),
    }
    properties = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_CUSTOM_NAMESPACE}" xmlns:vt="{_TYPES_NAMESPACE}">{properties}</Properties>'
    )
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, xml.encode(), package)
    package.relate_to(part, _CUSTOM_RELATION)


def packed(document: Document) -> bytes:
    """Return the file: entries without times, so that the same draft gives the same bytes."""
    raw = BytesIO()
    document.save(raw)
    return repacked(raw.getvalue(), {"docProps/app.xml": APP})
