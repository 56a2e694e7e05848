"""RTF's control words that matter for the text, and its code pages (after the RTF 1.9.1 specification)."""

from __future__ import annotations

import codecs
from typing import Final

SIGNS: Final = {
    "tab": "\t",
    "line": "\n",
    "page": "\n",
    "column": "\n",
    "softline": "\n",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "zwnbo": "\u2060",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
"""Control words that are one character, and which."""
ESCAPED: Final = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
"""Signs that a backslash makes another, or itself."""
PARAGRAPH_ENDS: Final = frozenset({"par", "sect"})

READ_THROUGH: Final = frozenset({"shpinst", "shppict", "shptxt", "dptxbxtext", "do", "pgp"})
"""Groups that an older reader may leave out, and whose inside is looked at all the same."""
SILENT: Final = frozenset(
    {
        "atnid",
        "atnauthor",
        "atntime",
        "atnref",
        "bkmkstart",
        "bkmkend",
        "colortbl",
        "datafield",
        "datastore",
        "falt",
        "ffdeftext",
        "fname",
        "filetbl",
        "fldinst",
        "fldtype",
        "generator",
        "info",
        "latentstyles",
        "leveltext",
        "levelnumbers",
        "listname",
        "listtable",
        "listoverridetable",
        "nonesttables",
        "nonshppict",
        "objalias",
        "objclass",
        "objname",
        "objsect",
        "objtime",
        "pn",
        "pnseclvl",
        "pntxta",
        "pntxtb",
        "private",
        "revtbl",
        "rsidtbl",
        "rxe",
        "shprslt",
        "sp",
        "stylesheet",
        "tc",
        "template",
        "themedata",
        "upr",
        "userprops",
        "xe",
        "xmlnstbl",
    }
)
"""Groups that show nothing on the page, or say again what another group says."""
COUNTED: Final = {"pict": "pictures", "annotation": "margin_comments", "objdata": "embedded"}
"""Groups that are left out, and the loss each is."""
MARGINS: Final = frozenset(f"{where}{pages}" for where in ("header", "footer") for pages in ("", "l", "r", "f"))
LIST_MARKS: Final = frozenset({"listtext", "pntext"})
NOTES: Final = frozenset({"footnote"})
BOXES: Final = frozenset({"shptxt", "dptxbxtext"})

CODE_PAGE: Final = "cp1252"
CHARACTER_SETS: Final = {"ansi": CODE_PAGE, "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_NUMBERED: Final = {10000: "mac_roman", 65001: "utf-8", 0: CODE_PAGE, 1200: "utf-16-le"}
SYMBOL: Final = "symbol"
"""Stands for fonts whose letters are pictures: their numbers mean something to that font alone."""
OF_FONTS: Final = {
    0: CODE_PAGE,
    2: SYMBOL,
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""A font's character set, and the code page that goes with it; others go by that of the document."""


def code_page(number: int | None) -> str | None:
    """Return Python's name of a Windows code page, or None where it has none."""
    name = _NUMBERED.get(number or 0, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return name
