"""Bring a draft in Word up to date in place: what comes from the data is renewed, what a person wrote stands.

What somebody said who is not to be quoted any more is the exception: it is taken out, even of what a person wrote. New
quotations come in where they are asked for. Only `word/document.xml`, the map of marks, a picture that changed and a
part in which such words stood are written anew; every other part of the file keeps its bytes, and every paragraph that
is not ours its XML.
"""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from qualcode.exporters.word_file import WordFile, columns_of
from qualcode.exporters.word_marked import W, between, copies_of, marks_of, plain_table, table_words, words_of
from qualcode.exporters.word_marks import BODY
from qualcode.exporters.word_put_in import PuttingIn
from qualcode.exporters.word_taken_out import TakingOut, original
from qualcode.exporters.word_withheld import Seeking, tables_under
from qualcode.report.refreshing import DONE, FATES, Finding, Rules, digest, fate

if TYPE_CHECKING:
    from qualcode.exporters.word_marked import Mark

_EMPHASIS: Final = frozenset(
    f"{W}{name}"
    for name in (
        "b",
        "i",
        "u",
        "strike",
        "dstrike",
        "highlight",
        "shd",
        "color",
        "vertAlign",
        "caps",
        "smallCaps",
        "sz",
    )
)
"""What a person dresses a few words in."""
STARTS, ENDS = "_qcs_", "_qce_"
_TRANSLATION: Final = "_qcs_t"
"""What the mark of a translation begins with, before the id of its quotation."""


@dataclass(slots=True)
class Refreshed:
    """The file as it would be, and what became of each part of it that comes from the data."""

    data: bytes
    findings: list[Finding] = field(default_factory=list)
    waiting: int = 0
    """New quotations that were not put in."""
    unread: list[str] = field(default_factory=list)
    """Parts of the file that could not be looked through for words that must go."""


def refreshed(data: bytes, fresh: bytes, others: bytes, rules: Rules | None = None) -> Refreshed:
    """Bring a draft up to date.

    Args:
        data: the .docx as a person left it.
        fresh: the draft as it would be built now, with the options of the file.
        others: what the data gives for quotations that stand in the file and that a draft built now would not choose.
        rules: what is taken out, and what is put in; nothing of either by default.

    Returns:
        The same bytes where nothing was to be done.

    Raises:
        DamagedFile: this is no Word file.
        NotADraft: no mark of ours stands in it.
    """
    work = _Work(WordFile(data), WordFile(fresh), WordFile(others), rules or Rules())
    work.all()
    work.findings.sort(key=lambda one: FATES.index(one.fate))
    changed = any(one.fate in DONE for one in work.findings)
    waiting = sum(one.fate == "new" and work.quotes(one.mark) for one in work.findings)
    return Refreshed(work.old.packed() if changed else data, work.findings, waiting, work.unread)


class _Work:
    """One file on its way from what stands in it to what the data gives."""

    def __init__(self, old: WordFile, new: WordFile, others: WordFile, rules: Rules) -> None:
        self.old, self.new, self.others, self.rules = old, new, others, rules
        self.marks = marks_of(old.root)
        self.source: dict[str, WordFile] = {}
        self.now: dict[str, Mark] = {}
        for file in (new, others):
            for name, mark in marks_of(file.root).items():
                self.now.setdefault(name, mark)
                self.source.setdefault(name, file)
        self.wanted = marks_of(new.root)
        self.findings: list[Finding] = []
        self.unread: list[str] = []

    def all(self) -> None:
        """Go through the marks of the file, then through what the data has beside them."""
        copies = copies_of(self.old.root)
        gone = self.withheld(self.old.root, self.marks)
        said = self.take_out(self.old.root, gone, copies)
        for name, mark in self.marks.items():
            if name not in gone:
                self.part(name, mark)
            if name.startswith(STARTS):
                self.body(name, mark)
        new = [name for name in self.wanted if name not in self.marks and not name.startswith(ENDS)]
        came = self.put_in(new) if self.rules.insert else set()
        for name in new:
            if name not in came:
                told = fate(self.old.written.get(name), None, digest(self.now[name].words))
                self.tell(told, name, "", self.now[name].words)
        self.findings += [Finding("copied", name) for name in copies if original(name) not in gone]
        self.seek(gone, [*self.rules.words, *said])

    def withheld(self, root: Any, marks: dict[str, Mark]) -> dict[str, str]:  # noqa: ANN401
        """Return the marks of quotations that must go, and of their translations, with what is to stand there.

        A translation goes with its quotation; where that is not in the file any more, it is looked at by itself.
        """
        found: dict[str, str] = {}
        taking = TakingOut(root)
        for name in marks:
            beside = name.startswith(_TRANSLATION) and STARTS + name.removeprefix(_TRANSLATION) in self.marks | marks
            framed = ENDS + name.removeprefix(STARTS) in self.marks or name + BODY in self.old.written
            if name.startswith(STARTS) and name not in self.now and not (framed or beside):
                identifier = name.removeprefix(STARTS)
                if self.rules.withheld(identifier, taking.words(name)):
                    translated = name.startswith(_TRANSLATION)
                    found[name] = self.rules.for_translation if translated else self.rules.in_its_place
        translations = {f"{_TRANSLATION}{name.removeprefix(STARTS)}" for name in found} & marks.keys()
        return found | dict.fromkeys(sorted(translations), self.rules.for_translation)

    def take_out(self, root: Any, gone: dict[str, str], copies: list[str], part: str = "") -> list[str]:  # noqa: ANN401
        """Put our words in the place of those that must go, wherever they were copied to; return what stood there."""
        taking = TakingOut(root)
        stood: list[str] = []
        for name in [*gone, *(copy for copy in copies if original(copy) in gone)]:
            first, said = original(name), gone[original(name)]
            words = taking.words(name)
            mine = name == first and self.old.written.get(name) == digest(said)
            if not mine and taking.take_out(name, said):  # what she wrote in the place of ours stands
                taking.take_lead_in(name, self.rules.lead_ins)
                stood.append(words)
                self.findings.append(Finding("withheld", f"{name}{part}", after=said))
            if name == first and name in self.old.written:
                self.old.written[name] = digest(said)
        return stood

    def seek(self, gone: dict[str, str], quotations: list[str]) -> None:
        """Take out what must go where no mark of the text shows it: in tables, text boxes and other parts."""
        parts, self.unread = self.old.beside()
        touched: set[str] = set()
        for part, root in parts.items():
            here = marks_of(root)
            leaving = self.withheld(root, here) | {name: said for name, said in gone.items() if name in here}
            stood = self.take_out(root, leaving, copies_of(root), f".{PurePosixPath(part).stem}")
            touched |= {part} if stood else set()
            quotations += stood
        seeking = Seeking(self.old, quotations, self.rules, (self.new.root, self.others.root))
        tables = [
            table
            for name, mark in self.marks.items()
            if name + BODY in self.old.written
            for table in tables_under(mark)
        ]
        places = [*seeking.in_tables(self.old.root, tables), *seeking.in_boxes(self.old.root)]
        for part, root in parts.items():
            struck = seeking.in_part(root)
            places += [PurePosixPath(part).stem] * struck
            if struck or part in touched:
                self.old.keep(part, root)
        self.findings += [Finding("withheld", f"{STARTS}.{one}", after=self.rules.in_its_place) for one in places]

    def quotes(self, name: str) -> bool:
        """Tell whether a mark is that of a quotation."""
        return name.startswith(STARTS) and name.removeprefix(STARTS) in self.rules.quotations

    def put_in(self, new: list[str]) -> set[str]:
        """Put the new quotations in that have a place; return the names of the marks that came."""
        putting = PuttingIn(self.old, self.new, self.rules)
        came: set[str] = set()
        for name in new:
            if self.quotes(name) and name not in self.old.written:
                names = putting.put_in(name, self.wanted)
                came.update(names)
                self.old.written |= {one: digest(self.now[one].words) for one in names}
                self.findings += [Finding("put_in", name, "", self.now[name].words)] if names else []
        return came

    def tell(self, told: Any, name: str, before: str, after: str) -> None:  # noqa: ANN401 - a Fate or None
        """Note what became of a part; the map follows what stands in the file, unless a person wrote it."""
        if told is not None:
            self.findings.append(Finding(told, name, before, after))
        if told in {None, "updated"} and name in self.old.written:
            self.old.written[name] = digest(after)

    def part(self, name: str, mark: Mark) -> None:
        """Renew the words under a mark."""
        new = self.now.get(name)
        before, after = mark.words, new.words if new else ""
        held = mark.held or not (new is None or self.fits(mark, new))
        told = fate(self.old.written.get(name), digest(before), digest(after) if new else None, held=held)
        if told == "updated" and new:
            self.renew(mark, new, self.source[name])
            self.renew_contents(mark, before, after)
        self.tell(told, name, before, after)

    def fits(self, mark: Mark, new: Mark) -> bool:
        """Tell whether new runs can wear what the old ones do: each its own, or all of a style the same."""
        worn, bare = _runs(mark.nodes), _runs(new.nodes)
        source = self.source[mark.name]
        if [self.old.style_of(run) for run in worn] == [source.style_of(run) for run in bare]:
            return True
        dress: dict[str, set[bytes]] = defaultdict(set)
        for run in worn:
            if words_of([run]).strip():
                dress[self.old.style_of(run)].add(_look(run))
        return all(len(looks) == 1 for looks in dress.values())

    def renew(self, mark: Mark, new: Mark, source: WordFile) -> None:
        """Put the new runs in the place of the old ones, in the dress that a person gave those; else in their style."""
        runs = [deepcopy(node) for node in new.nodes if not node.tag.startswith(f"{W}bookmark")]
        worn = _runs(mark.nodes)
        for place, run in enumerate(bare := _runs(runs)):
            same = [old for old in worn if self.old.style_of(old) == source.style_of(run)]
            if len(worn) == len(bare) and worn[place] in same:
                self.dress(run, worn[place])
            elif same:
                self.dress(run, max(same, key=lambda old: len(words_of([old]))))
            else:
                self.old.restyle(run, source)
        for node in mark.nodes:
            if not node.tag.startswith(f"{W}bookmark"):
                node.getparent().remove(node)
        for run in reversed(runs):
            mark.start.addnext(run)

    def renew_contents(self, mark: Mark, before: str, after: str) -> None:
        """Let the list of contents call a heading as it is called now; Word makes the list anew only when asked."""
        starts = mark.start.getparent().iter(f"{W}bookmarkStart")
        anchors = {name for start in starts if (name := start.get(f"{W}name") or "").startswith("_Toc")}
        for link in self.old.root.iter(f"{W}hyperlink") if anchors else ():
            if link.get(f"{W}anchor") in anchors and words_of([link]) == before:
                texts = list(link.iter(f"{W}t"))
                texts[0].text = after
                for text in texts[1:]:
                    text.getparent().remove(text)

    @staticmethod
    def dress(run: Any, worn: Any) -> None:  # noqa: ANN401 - lxml elements
        """Give a run the dress of one that stood there."""
        own, other = run.find(f"{W}rPr"), worn.find(f"{W}rPr")
        if own is not None:
            run.remove(own)
        if other is not None:
            run.insert(0, deepcopy(other))

    def body(self, name: str, mark: Mark) -> None:
        """Renew the table or the picture between a caption and its source line."""
        close = ENDS + name.removeprefix(STARTS)
        if close not in self.now:
            return
        if close not in self.marks:
            self.findings.append(Finding("both", name + BODY))
            return
        here = between(mark, self.marks[close])
        there = between(self.now[name], self.now[close])
        tables = [node for node in here if node.tag == f"{W}tbl"]
        pictures = [one for node in here for one in self.old.pictures_in(node)]
        if len(tables) == 1 and not pictures:
            self.table(name + BODY, tables[0], next(node for node in there if node.tag == f"{W}tbl"))
        elif len(pictures) == 1 and not tables:
            new = self.source[name]
            self.picture(
                name + BODY, pictures[0], next(new.bytes_of(one) for node in there for one in new.pictures_in(node))
            )
        else:
            self.findings.append(Finding("both", name + BODY))

    def table(self, name: str, old: Any, new: Any) -> None:  # noqa: ANN401 - lxml elements
        before, after = table_words(old), table_words(new)
        held = not plain_table(old) or len(columns_of(old) | columns_of(new)) != 1
        told = fate(self.old.written.get(name), digest(before), digest(after), held=held)
        if told == "updated":
            self.old.renew_table(old, new, self.source[name.removesuffix(BODY)])
        self.tell(told, name, before, table_words(old) if told == "updated" else after)

    def picture(self, name: str, relation: str, new: bytes) -> None:
        found = self.old.bytes_of(relation)
        told = fate(self.old.written.get(name), digest(found), digest(new))
        if told == "updated":
            self.old.put_bytes(relation, new)
        if told is not None:
            self.findings.append(Finding(told, name))
        if told in {None, "updated"} and name in self.old.written:
            self.old.written[name] = digest(new)


def _look(run: Any) -> bytes:  # noqa: ANN401 - as above
    """Return what emphasis a run has, in an order of its own."""
    dress = run.find(f"{W}rPr")
    marks = [mark for mark in (dress if dress is not None else ()) if mark.tag in _EMPHASIS]
    return b"".join(sorted(etree.tostring(mark, method="c14n") for mark in marks))


def _runs(nodes: list[Any]) -> list[Any]:
    return [run for node in nodes for run in node.iter(f"{W}r")]
