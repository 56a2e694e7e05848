"""What the importers' tests share: Word documents made by hand, part by part."""

from __future__ import annotations

import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from typing import Protocol

import pytest

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def _mutations_found() -> None:
    """Let the makers of faulty files be imported by name: tests are no package."""
    spec = importlib.util.spec_from_file_location("mutations", Path(__file__).with_name("mutations.py"))
    sys.modules["mutations"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


_mutations_found()


class MakeDocx(Protocol):
    def __call__(self, body: str, *, strict: bool = False, **parts: str) -> bytes: ...


def _part(root: str, inner: str, namespace: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{namespace}" {OTHERS}>{inner}</w:{root}>'


@pytest.fixture(scope="session")
def make_docx() -> MakeDocx:
    """Return a maker of Word documents: the inside of the body, and of other parts by name (footnotes, styles ...)."""

    def make(body: str, *, strict: bool = False, **parts: str) -> bytes:
        words, relations = (STRICT, STRICT_RELATIONS) if strict else (TRANSITIONAL, RELATIONS)
        links = "".join(
            f'<Relationship Id="r{n}" Type="{relations}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
            for n, kind in enumerate(parts)
        )
        wrap = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
        files = {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": wrap.format(
                f'<Relationship Id="r" Type="{relations}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/document.xml": _part("document", f"<w:body>{body}</w:body>", words),
            "word/_rels/document.xml.rels": wrap.format(links),
            **{f"word/{kind}.xml": _part(kind, inner, words) for kind, inner in parts.items()},
        }
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return held.getvalue()

    return make
