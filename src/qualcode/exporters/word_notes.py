"""Footnotes of a Word file, which python-docx leaves to its XML: marks in the text, and the part with the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from qualcode.exporters.legible import legible
from qualcode.exporters.word_look import NOTE_MARK, NOTE_TEXT

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SEPARATORS: Final = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


class Footnotes:
    """Gives out the notes of one document, and writes their part."""

    def __init__(self, document: Document) -> None:
        """Begin without a note; the styles are those of the document."""
        self._document = document
        self._styles = {style.name: style.style_id for style in document.styles}
        self._notes: list[str] = []

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Put the mark of a note at the end of a paragraph."""
        paragraph._p.append(parse_xml(self.mark(text)))  # noqa: SLF001 - its XML has no other door

    def mark(self, text: str) -> str:
        """Return the run that is the mark of a note, as XML, and keep the note."""
        self._notes.append(text)
        style = f'<w:rPr><w:rStyle w:val="{self._styles[NOTE_MARK]}"/></w:rPr>'
        return f'<w:r xmlns:w="{_W}">{style}<w:footnoteReference w:id="{len(self._notes)}"/></w:r>'

    def close(self) -> None:
        """Write the part, where there is a note."""
        if not self._notes:
            return
        notes = "".join(self._note(number, text) for number, text in enumerate(self._notes, 1))
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{_W}">'
            f"{_SEPARATORS}{notes}</w:footnotes>"
        )
        part = self._document.part
        made = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode("utf-8", "replace"), part.package)
        part.relate_to(made, _RELATION)
        self._name_separators()

    def _note(self, number: int, text: str) -> str:
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in f" {legible(text)}".split("\n")
        )
        mark = f'<w:r><w:rPr><w:rStyle w:val="{self._styles[NOTE_MARK]}"/></w:rPr><w:footnoteRef/></w:r>'
        style = f'<w:pPr><w:pStyle w:val="{self._styles[NOTE_TEXT]}"/></w:pPr>'
        return f'<w:footnote w:id="{number}"><w:p>{style}{mark}<w:r>{lines}</w:r></w:p></w:footnote>'

    def _name_separators(self) -> None:
        """Say in the settings which notes are the rules above the others: Word wants it so."""
        settings: Any = self._document.settings.element
        properties = OxmlElement("w:footnotePr")
        for number in ("-1", "0"):
            one = OxmlElement("w:footnote")
            one.set(qn("w:id"), number)
            properties.append(one)
        before = next((node for node in settings if node.tag in _AFTER_NOTES), None)
        if before is None:
            settings.append(properties)
        else:
            before.addprevious(properties)


_AFTER_NOTES: Final = frozenset(
    qn(f"w:{name}")
    for name in (
        "endnotePr", "compat", "docVars", "rsids", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
        "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
    )
) | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"}  # fmt: skip
"""What may follow the notes in the settings (ECMA-376, CT_Settings)."""
