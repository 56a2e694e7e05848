"""The French catalogue: gather the messages of the code and of Click, keep their translations, judge and compile them.

python tools/catalogue.py extract   print every message and where it stands
python tools/catalogue.py update    bring the .po up to date; translations are kept, fragments/*.po are taken in
python tools/catalogue.py check     name what is missing, fuzzy, obsolete or ill-formed; exit 1 where anything is
python tools/catalogue.py compile   write the .mo beside the .po
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "src" / "qualcode"
LOCALE = CODE / "locale"
FRENCH = LOCALE / "fr" / "LC_MESSAGES" / "qualcode.po"
FRAGMENTS = LOCALE / "fr" / "fragments"
CLICK = Path(click.__file__).parent
MARK = "TRANSLATORS:"  # a comment that starts so goes to the translator
KEYWORDS = {
    "_": None,
    "N_": None,
    "NN_": (1, 2),
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "dgettext": (2,),
    "dngettext": (2, 3),
    "dpgettext": (2, (2, "c"), 3),
}
HEADER = "# French (Québec) catalogue of qualcode: the truth, which `make catalogue` keeps in step with the code.\n#"
FIELD = re.compile(r"(?<!\{)\{[^{}]*\}(?!\})|%\(\w+\)[sdr]|%[sd]")
NBSP = "\N{NO-BREAK SPACE}"
# What the typography of fr-CA (OQLF) forbids: no no-break space where one belongs, a space where none does.
ILL_SPACED = (
    (re.compile(f"«[^{NBSP}]|[^{NBSP}]»"), "a no-break space inside « »"),
    (re.compile(rf"[^{NBSP}]:(?=\s|$)"), "a no-break space before :"),
    (re.compile(r"[\d})] ?%(?!\()"), "a no-break space before %"),
    (re.compile(r"\s[;!?](?=\s|$)"), "no space before ; ! ?"),
    (re.compile(r"(?<=\w)'(?=[^\W\d_])"), "’ for the apostrophe"),
    (re.compile(r"[“”]"), "« » for quotation marks"),
    (re.compile(r"·"), "no middle dot"),
)


def gathered() -> Catalog:
    """Return every message of the code, with its places, then Click's."""
    template = Catalog(locale="fr", project="qualcode", version="", charset="utf-8", fuzzy=False)
    for folder, prefix in ((CODE, "src/qualcode/"), (CLICK, "click/")):
        for file, _line, message, comments, context in extract_from_dir(
            folder, [("**.py", "python")], keywords=KEYWORDS, comment_tags=(MARK,), strip_comment_tags=True
        ):
            template.add(message, locations=[(prefix + file, None)], auto_comments=comments, context=context)
    return template


def read(path: Path) -> Catalog:
    """Return a catalogue from its file."""
    with path.open("rb") as source:
        return read_po(source, locale="fr", abort_invalid=True)


def identity(message: Message) -> tuple[str, str | tuple[str, ...]]:
    """Return what tells one message from all others."""
    return (message.context or "", message.id if isinstance(message.id, str) else tuple(message.id))


def is_translated(message: Message) -> bool:
    """Tell whether every form of a message has words, surely."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    return all(forms) and not message.fuzzy


def updated() -> Catalog:
    """Return the messages of the code with the translations known for them; those of messages gone are let go."""
    sources = [FRENCH] if FRENCH.exists() else []
    sources += sorted(FRAGMENTS.glob("*.po"))
    known = {identity(message): message for path in sources for message in read(path) if message.id}
    catalogue = gathered()
    for message in catalogue:
        old = known.get(identity(message))
        if message.id and old and is_translated(old):
            message.string = old.string
    return catalogue


def write(catalogue: Catalog) -> None:
    """Write the French catalogue; the same messages give the same bytes, whenever and wherever."""
    catalogue.header_comment = HEADER
    catalogue.version, catalogue.last_translator = "(any)", "qualcode contributors"
    catalogue.language_team = catalogue.msgid_bugs_address = "qualcode contributors"
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    with _drafted(FRENCH) as target:
        write_po(target, catalogue, sort_output=True, include_lineno=False, omit_header=False, width=0)


@contextmanager
def _drafted(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that takes its place whole, so that a test running beside never reads half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as target:
        yield target
    draft.replace(path)


def compile_all() -> None:
    """Write the .mo beside every .po."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with _drafted(source.with_suffix(".mo")) as target:
            write_mo(target, read(source))


def faults() -> list[str]:
    """Return what is wrong with the French catalogue, a line each; empty when it is complete."""
    wanted = {identity(message): message for message in gathered() if message.id}
    held = {identity(message): message for message in read(FRENCH) if message.id}
    missing = [f"missing: {key[1]!r} ({wanted[key].locations[0][0]})" for key in wanted if key not in held]
    untranslated = [f"untranslated: {key[1]!r}" for key, message in held.items() if not is_translated(message)]
    gone = [f"not in the code any more: {key[1]!r}" for key in held if key not in wanted]
    obsolete = [f"obsolete: {key!r}" for key in read(FRENCH).obsolete]
    ill = [fault for message in held.values() if is_translated(message) for fault in _ill_formed(message)]
    return missing + untranslated + gone + obsolete + ill


def _ill_formed(message: Message) -> list[str]:
    """Return what is wrong with one translation: its fields, its spaces, its marks."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    fields = set(FIELD.findall(" ".join(ids)))
    wrong = [f"other fields than its message: {text!r}" for text in strings if not _fields_fit(text, fields, ids)]
    for text in strings:
        wrong += [f"{rule} is wanted: {text!r}" for pattern, rule in ILL_SPACED if pattern.search(text)]
        if text[:1].isspace() != ids[0][:1].isspace() or text.endswith("\n") != ids[0].endswith("\n"):
            wrong.append(f"starts or ends otherwise than its message: {text!r}")
    return wrong


def _fields_fit(text: str, fields: set[str], ids: list[str]) -> bool:
    """Tell whether a translation has its message's fields; a singular may leave the count out."""
    found = set(FIELD.findall(text))
    return found == fields or (len(ids) > 1 and found < fields)


def main(arguments: list[str]) -> int:
    """Do what was asked; returns the exit code."""
    match arguments:
        case ["extract"]:
            for message in gathered():
                if message.id:
                    print(f"{message.locations[0][0]}: {identity(message)[1]!r}")
        case ["update"]:
            write(updated())
            compile_all()
        case ["check"]:
            wrong = faults()
            print("\n".join(wrong) or "the French catalogue is complete")
            return bool(wrong)
        case ["compile"]:
            compile_all()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
