"""Bring a draft that somebody has worked on in Word up to date, by command."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.layout import show_words
from qualcode.cli.common.leaks import leak_options
from qualcode.cli.common.options import reading_options
from qualcode.drafting import renewed
from qualcode.exporters.files import checked_ending, look_through, write_whole
from qualcode.exporters.word_marks import BODY
from qualcode.model import errors
from qualcode.model.messages import N_, NN_, _, ngettext
from qualcode.report.refreshing import FATES
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.report.refreshing import Fate, Finding

TOLD: Final[dict[Fate, tuple[str, str]]] = {
    "withheld": NN_(
        "{count} excerpt taken out, since whoever said it is not to be quoted, or no longer; what you wrote around it "
        "stands:",
        "{count} excerpts taken out, since the people who said them are not to be quoted, or no longer; what you wrote "
        "around them stands:",
    ),
    "updated": NN_("{count} part brought up to date:", "{count} parts brought up to date:"),
    "put_in": NN_(
        "{count} excerpt put in, behind the others of its part:",
        "{count} excerpts put in, behind the others of their part:",
    ),
    "both": NN_(
        "{count} part changed by you and in the project, left as you have it:",
        "{count} parts changed by you and in the project, left as you have them:",
    ),
    "vanished": NN_(
        "{count} part that the project no longer gives, left where it stands; keep it or take it out:",
        "{count} parts that the project no longer gives, left where they stand; keep them or take them out:",
    ),
    "new": NN_(
        "{count} part new in the project, not in the file:", "{count} parts new in the project, not in the file:"
    ),
    "yours": NN_(
        "{count} part that you reworded, left as it is.", "{count} parts that you reworded, left as they are."
    ),
    "left_out": NN_("{count} part that you took out, left out.", "{count} parts that you took out, left out."),
    "copied": NN_("{count} copy of a linked part, left as it is.", "{count} copies of linked parts, left as they are."),
}
_PLACES: Final = {
    "footnotes": N_("Footnotes"),
    "endnotes": N_("Endnotes"),
    "comments": N_("Comments"),
    "header": N_("Headers"),
    "footer": N_("Footers"),
    "document": N_("Building blocks"),
    "textbox": N_("Text boxes"),
    "table": N_("Tables"),
}
"""Where words were taken out that no mark of the text shows, by what stands behind the dot of their mark."""
SHORT: Final = frozenset({"yours", "left_out", "copied"})
"""What was left alone on purpose is counted; `--json` names each."""
_LONGEST: Final = 160
"""Characters of a passage that are shown."""
_LED_IN: Final = 50
"""Characters shown before the first that differs."""
_INDENT: Final = "  "


@click.command(
    help=_(
        "Bring a draft that you have worked on in Word up to date: excerpts, counts, tables, figures. What you wrote "
        "stands; what you changed in them is listed and left to you. Excerpts of people who are not to be quoted any "
        "more are taken out. The file as it was is kept beside it."
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help=_("Write there, and leave FILE as it is."))
@click.option(
    "--insert",
    is_flag=True,
    help=_("Put in the excerpts that were newly chosen too, behind the others of their part; else they are listed."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would change, and write nothing."))
@leak_options
@reading_options
def refresh(  # noqa: PLR0913, PLR0917 - one argument an option
    file: Path, out: Path | None, insert: bool, dry_run: bool, project: str | None, as_json: bool
) -> None:
    """Bring a draft up to date."""
    data = _read(file)
    with session.reading(project) as opened:
        done, headings = renewed(opened, data, str(file), insert=insert)
    files = [] if dry_run or done.data == data else _write(file, out, data, done.data)
    if any(one.fate == "withheld" for one in done.findings):
        _say_what_was_not_read(file, done.unread)
    if as_json:
        question: dict[str, object] = {"reading": "refresh", "file": str(file), "out": str(out) if out else None}
        question |= {"insert": insert, "dry_run": dry_run}
        output.show_json(question, [_row(one, headings) for one in done.findings], files=[str(path) for path in files])
        return
    _show(done.findings, headings)
    if done.waiting and not insert:
        output.say(_("--insert puts new excerpts in, behind the others of their part."))
    output.say(_said(file, files, dry_run=dry_run, same=done.data == data))
    withheld = sum(one.fate == "withheld" for one in done.findings)
    if withheld and not dry_run:
        _say_where_they_stand(files[-1] if len(files) > 1 else file, withheld)


def _say_where_they_stand(file: Path, count: int) -> None:
    """Say in which file the words that were taken out still stand: no program takes a file away unasked."""
    told = ngettext(
        "{file}: still holds the excerpt that was taken out; delete it once you need it no longer",
        "{file}: still holds the {count} excerpts that were taken out; delete it once you need it no longer",
        count,
    )
    output.warn(told.format(file=file, count=output.numbers(count)))


def _say_what_was_not_read(file: Path, parts: Sequence[str]) -> None:
    """Name the parts of the file in which words may stand still that had to go, a line each."""
    for part in parts:
        words = _("{file}: {part} in it could not be searched; look there for the excerpts that were taken out")
        output.warn(words.format(file=file, part=shown_line(part)))


def _read(file: Path) -> bytes:
    checked_ending(file, (".docx",))
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise errors.NoSuchFile(file) from None
    except OSError as fault:
        raise errors.CannotRead(file, reason=fault.strerror or type(fault).__name__) from fault


def _write(file: Path, out: Path | None, old: bytes, new: bytes) -> list[Path]:
    """Write the file; the one that gives way is kept beside it under a name that nothing has, and returned too."""
    target = out or file
    if _open_elsewhere(target):
        raise errors.OpenElsewhere(target)
    if _read(file) != old:
        raise errors.ChangedMeanwhileElsewhere(file)
    if out is not None and out.resolve() != file.resolve():
        write_whole(out, new)
        return [out]
    kept = _kept(file)
    look_through(file, new)  # before the old one is kept for nothing
    write_whole(kept, old)
    write_whole(file, new)
    return [file, kept]


def _kept(file: Path) -> Path:
    """Return where the file goes as it was: never in the place of another."""
    first = _("{name} (before){ending}").format(name=file.stem, ending=file.suffix)
    more = _("{name} (before {number}){ending}")
    others = (more.format(name=file.stem, number=number, ending=file.suffix) for number in count(2))
    return next(path for name in chain((first,), others) if not (path := file.with_name(name)).exists())


def _open_elsewhere(file: Path) -> bool:
    """Tell whether Word or LibreOffice has a file open: each leaves a file of its own beside it."""
    word = f"~${file.name[2:]}" if len(file.stem) > _OWNED else f"~${file.name}"
    return any(file.with_name(name).exists() for name in (word, f"~${file.name}", f".~lock.{file.name}#"))


_OWNED: Final = 7
"""Letters of a name from which Word's own file leaves out the first two."""


def _row(finding: Finding, headings: Mapping[str, str]) -> dict[str, object]:
    identifier = _id(finding)
    return {**asdict(finding), "id": identifier, "heading": headings.get(identifier) if identifier else None}


def _id(finding: Finding) -> str:
    """Return the id that a mark was made from: a coding's, a code's after a letter, or the name of a table."""
    return finding.mark.partition(".")[0].split("_", 2)[2]


def _show(findings: Sequence[Finding], headings: Mapping[str, str]) -> None:
    """Print what was done and what is left to decide, kind by kind."""
    counts = Counter(one.fate for one in findings)
    for kind in FATES:
        if not counts[kind]:
            continue
        show_words(ngettext(*TOLD[kind], counts[kind]).format(count=output.numbers(counts[kind])))
        for one in findings if kind not in SHORT else ():
            if one.fate == kind:
                _show_one(one, headings)


def _show_one(finding: Finding, headings: Mapping[str, str]) -> None:
    heading = headings.get(_id(finding), "") if _id(finding) else ""
    if finding.fate == "withheld":
        heading = heading or _place(finding)
        where = _("{heading}:").format(heading=heading) + " " if heading else ""
        output.show_line(f"{_INDENT}{where}{finding.after}")
        return
    if finding.mark.endswith(BODY):
        caption = headings.get(f"{_id(finding)}{BODY}", heading)
        words = _("the table or picture under “{caption}”").format(caption=caption)
        output.show_line(_INDENT + words)
        return
    if heading:
        output.show_line(_INDENT + heading)
    before, after = shown_line(finding.before), shown_line(finding.after)
    begins = max(0, _alike(before, after) - _LED_IN) if before and after else 0
    for sign, words in (("-", before), ("+", after)):
        if words:
            output.show_line(f"{_INDENT * 2}{sign} {_cut(words, begins)}")


def _place(finding: Finding) -> str:
    """Return in which part of the file something was taken out, where no heading says it."""
    place = finding.mark.rpartition(".")[2].rstrip("0123456789")
    return _(_PLACES[place]) if place in _PLACES else ""


def _alike(one: str, other: str) -> int:
    """Count the letters with which two lines both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(line: str, begins: int) -> str:
    """Return what fits of a line from some letter on, where it differs from the other."""
    rest = line[begins:]
    rest = rest if len(rest) <= _LONGEST else rest[: _LONGEST - 1] + "…"
    return f"…{rest}" if begins else rest


def _said(file: Path, files: Sequence[Path], *, dry_run: bool, same: bool) -> str:
    if same:
        return _("{file}: nothing to bring up to date").format(file=file)
    if dry_run:
        return _("{file}: as above, were it written").format(file=file)
    if len(files) == 1:
        return _("{file}: written").format(file=files[0])
    return _("{file}: brought up to date; as it was: {kept}").format(file=files[0], kept=files[1])
