"""What goes for good, in lines: found out before it is done, and told after; read off the screen's thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.coding.purging.former import former_words
from qualcode.model.errors import Refusal
from qualcode.model.errors.purging import SpeaksAlone
from qualcode.model.messages import NN_, _, ngettext
from qualcode.model.purging import LIKELY, by_noun, holding_name
from qualcode.model.withdrawal_words import GOES, UNDECIDED
from qualcode.tui.dialogs.question import Field
from qualcode.tui.figures import counted
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.coding.actions import Action
    from qualcode.coding.project import Project
    from qualcode.coding.purging.withdrawing import Withdrawal
    from qualcode.model.purging import Copy, Left, Mention
    from qualcode.tui.running import Job

WORDS, BACKUPS = "words", "backups"
"""What is chosen: whether their words stay without a name, what becomes of backups."""
GO, STAY = "go", "stay"
PURGE, DELETE, LEAVE = "purge", "delete", "leave"
_NAMED: Final = 12
"""Places, files and backups that are told one by one; the others are counted."""


@dataclass(frozen=True, slots=True)
class Held:
    """Where words stand outside the project: its backups, and files beside it."""

    backups: tuple[Copy, ...]
    beside: tuple[str, ...]

    def fields(self) -> list[Field]:
        """Return what is asked of the backups; nothing where none holds the words."""
        choices = ((PURGE, _("purged too")), (DELETE, _("deleted")), (LEAVE, _("left as they are")))
        return [Field(BACKUPS, _("the backups"), choices, PURGE)] if self.backups else []

    def lines(self) -> list[str]:
        """Tell of them."""
        told = [_("What still holds these words outside the project:")]
        unread = _("cannot be read")
        told += _several(
            [Path(copy.path).name + ("" if copy.readable else f" ({unread})") for copy in self.backups],
            NN_("{count} backup:", "{count} backups:"),
        )
        told += _several(
            [Path(place).name for place in self.beside],
            NN_(
                "{count} file beside the project, for you to delete:",
                "{count} files beside the project, for you to delete:",
            ),
        )
        if len(told) == 1:
            return [_("No backup and no file beside the project holds these words.")]
        return [*told, _("What was sent or copied elsewhere is not known here.")]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a withdrawal would do, with and without their words kept for the others of a group."""

    plan: Withdrawal
    kept: Withdrawal | None
    """None where they speak alone somewhere: nothing can be kept for the sake of others."""
    why: str
    """Why their words cannot stay."""
    held: Held
    mentions: tuple[Mention, ...]
    """Where others say their name."""
    names: tuple[str, ...]
    """Under which they alone are known: what others bear too tells nothing of backups and files."""

    def fields(self) -> list[Field]:
        """Return what there is to choose."""
        words = ((GO, _("go for good")), (STAY, _("stay, without a name, not to be quoted")))
        asked = [Field(WORDS, _("their words"), words, GO)] if self.kept is not None and self.plan.documents else []
        return [*asked, *self.held.fields()]

    def lines(self, values: Mapping[str, str]) -> list[str]:
        """Tell what goes and what stays, by what is chosen."""
        stays = values.get(WORDS) == STAY
        plan = self.kept if stays and self.kept is not None else self.plan
        said = (
            _("Their words stay; what goes for good, of {documents}:")
            if stays
            else _("What goes for good, of {documents}:")
        )
        where = ", ".join(each.name for each in plan.documents) or plan.case.name
        told = [said.format(documents=where)]
        goes = [
            ngettext(*words, plan.counts[noun]).format(count=counted(plan.counts[noun]))
            for noun, words in GOES.items()
            if plan.counts[noun] and not (stays and noun == "turns")
        ]
        told += [f"  {each}" for each in goes or [_("the case itself")]]
        told += [f"  {words}" for words in self._whole(plan)] if not stays else []
        if self.why and self.plan.documents:
            told += ["", self.why]
        told += _blocked(_undecided(plan))
        told += _blocked(_mentioned(self.mentions))
        return [*told, "", *self.held.lines()]

    def _whole(self, plan: Withdrawal) -> list[str]:
        names = [each.name for each in plan.documents if each.whole]
        if not names:
            return []
        many = ngettext("the whole text of {names}", "the whole texts of {names}", len(names))
        return [many.format(names=", ".join(names))]

    def sought(self, *, stays: bool) -> list[str]:
        """Return what is looked for in backups and files."""
        return [*self.names] if stays else [*self.plan.phrases, *self.names]


def leaving(job: Job, project: Project, case: str) -> Leaving:
    """Find out what a withdrawal would do.

    Args:
        job: tells how far it is.
        project: the study.
        case: the id of who withdraws.

    Raises:
        NobodyWithdraws, NoSuchCase.
    """
    found = project.cases.get(case)
    plan = project.purging.withdrawal(found)
    kept, why = None, ""
    try:
        kept = project.purging.withdrawal(found, keep_turns=True)
    except SpeaksAlone as refusal:
        why = _("{name} speaks alone in “{document}”: the words cannot stay for the sake of others.").format(
            name=found.name, document=refusal.fields["document"]
        )
    job.step(1, 2, "")
    mentions = [one for one in project.purging.mentions(plan.names, found.id) if one.speaker not in plan.names]
    others = {folded(turn.speaker) for turn in project.material().turns if turn.case != found.id}
    names = tuple(name for name in plan.names if folded(name) not in others)
    held = held_of(project, [*plan.phrases, *names])
    return Leaving(plan, kept, why, held, tuple(one for one in mentions if one.speaker), names)


def held_of(project: Project, words: Sequence[str]) -> Held:
    """Return where words stand outside a project."""
    return Held(tuple(project.purging.backups(words)), tuple(project.purging.beside(words)))


def _several(names: Sequence[str], words: tuple[str, str]) -> list[str]:
    """Count some things, and name the first of them."""
    if not names:
        return []
    told = ["  " + ngettext(*words, len(names)).format(count=counted(len(names)))]
    told += [f"    {name}" for name in names[:_NAMED]]
    rest = len(names) - _NAMED
    if rest > 0:
        told.append("    " + ngettext("and {count} more", "and {count} more", rest).format(count=counted(rest)))
    return told


def _blocked(lines: Sequence[str]) -> list[str]:
    return ["", *lines] if lines else []


def _undecided(plan: Withdrawal) -> list[str]:
    told = [_(UNDECIDED[one.kind]).format(document=one.document, place=one.place) for one in plan.undecided]
    return [_("To be decided, by hand:"), *(f"  {words}" for words in told)] if told else []


def _mentioned(mentions: Sequence[Mention]) -> list[str]:
    """Tell where others say the name; where it may be another's, or another word, only how often."""
    likely = [one for one in mentions if one.doubt == LIKELY]
    where = Counter((one.document, one.speaker) for one in likely)
    told = [
        _("{document}: {speaker} ({count})").format(document=document, speaker=speaker, count=counted(count))
        for (document, speaker), count in where.items()
    ]
    many = ngettext(
        "{count} place where others say the name, for you to decide:",
        "{count} places where others say the name, for you to decide:",
        len(likely),
    )
    lines = [many.format(count=counted(len(likely))), *(f"  {words}" for words in told[:_NAMED])] if likely else []
    doubted = len(mentions) - len(likely)
    if doubted:
        words = ngettext(
            "{count} place where it may be another’s name, or another word.",
            "{count} places where it may be another’s name, or another word.",
            doubted,
        )
        lines.append(words.format(count=counted(doubted)))
    return lines


# Afterwards


@dataclass(frozen=True, slots=True)
class Done:
    """What was done for good: how it is told, what was done again in backups, what is looked for afterwards."""

    sentence: str
    actions: tuple[Action, ...]
    left: tuple[str, ...]
    """Words that should stand nowhere in the project any more."""
    sought: tuple[str, ...]
    """Words that backups and files may hold."""
    names: tuple[str, ...] = ()
    """Those of them that are a name, which may stand in the project still."""
    phrases: int | None = None
    """How many phrases a person who withdraws says that are not anybody’s: the longest of them are looked for.

    None where the words stay, or where what is looked for is no phrase of a person.
    """
    stays: bool = False
    """Whether the words stay, so that nobody looks for them."""


def afterwards(job: Job, project: Project, done: Done, way: str) -> list[str]:
    """Do in the backups what was done, look where words still stand, and tell all of it in lines.

    Args:
        job: tells how far it is.
        project: the study, purged.
        done: what was done.
        way: what becomes of the backups.
    """
    told = [done.sentence]
    left = project.purging.left(done.left) if done.left else []
    told += _remaining(left, done)
    copies = project.purging.backups(done.sought)
    for number, copy in enumerate(copies if way in {PURGE, DELETE} else ()):
        job.step(number, len(copies), Path(copy.path).name)
        told.append(_with_backup(project, copy, way, done.actions))
    if not project.care.keeps_backups:
        told.append(_("The server may keep the words in its own log and backups: ask its keeper to let those go."))
    held = held_of(project, done.sought)
    said = [word for word in done.sought if word not in done.names]
    named = project.purging.with_name_only(said, held.backups) if done.names and way == PURGE else []
    told += [holding_name(len(named))] if named else []
    told += _blocked(_still_named(project, done.names))
    return [*told, "", *Held(tuple(one for one in held.backups if one not in named), held.beside).lines()]


def _still_named(project: Project, names: Sequence[str]) -> list[str]:
    """Tell where a name stands in the project still, and how it is replaced."""
    left = by_noun(project.purging.left(names)) if names else []
    if not left:
        return []
    places = [f"  {one.where}" for one in left]
    return [
        _("Where the name still stands in the project:"),
        *places,
        _("“qualcode purge NAME --with PSEUDONYM” replaces a name everywhere."),
    ]


def _remaining(left: Sequence[Left], done: Done) -> list[str]:
    """Say where words still stand in the project; where none was found, how much was looked for and no more."""
    if left:
        return [*map(str, left), _("To be changed by hand where they stand, or taken out by “qualcode purge”.")]
    if done.stays:
        return [_("The words that stay were not looked for.")]
    if done.phrases is not None:
        return [_sampled(len(done.left), done.phrases)]
    if not done.left:
        return [_("No words had to be looked for.")]
    many = ngettext(
        "{count} word or phrase was looked for afterwards, and stands nowhere in the project.",
        "{count} words or phrases were looked for afterwards, and stand nowhere in the project.",
        len(done.left),
    )
    return [many.format(count=counted(len(done.left)))]


def _sampled(count: int, phrases: int) -> str:
    """Say how many of a person’s phrases were looked for: what was found nowhere is a proof by sample."""
    if not count:
        return _(
            "No words of the person were found that could be looked for; what was removed or undone before may still "
            "stand in the history: “qualcode purge WORDS” takes it out."
        )
    if count < phrases:
        some = _("The {count} longest of {all} phrases were looked for afterwards, and stand nowhere in the project.")
        return some.format(count=counted(count), all=counted(phrases))
    many = ngettext(
        "{count} phrase of the person was looked for afterwards, and stands nowhere in the project.",
        "{count} phrases of the person were looked for afterwards, and stand nowhere in the project.",
        count,
    )
    return many.format(count=counted(count))


def _with_backup(project: Project, copy: Copy, way: str, actions: Sequence[Action]) -> str:
    """Purge or delete a backup, and say so; one that cannot be is said."""
    name = Path(copy.path).name
    try:
        if way == DELETE:
            project.purging.delete_backup(copy.path)
            return _("{file}: deleted").format(file=name)
        project.purging.purge_backup(copy.path, actions, project.coder)
    except Refusal as refusal:
        return _("{file}: not purged: {reason}").format(file=name, reason=refusal)
    return _("{file}: purged, whole and checked").format(file=name)


# Former texts


@dataclass(frozen=True, slots=True)
class Former:
    """What the former texts of a document hold that no text holds now."""

    document: str
    name: str
    count: int
    words: tuple[str, ...]
    held: Held

    def fields(self) -> list[Field]:
        """Return what there is to choose."""
        return self.held.fields()

    def lines(self, _values: Mapping[str, str]) -> list[str]:
        """Tell what goes."""
        many = ngettext(
            "{count} former text of “{name}” goes for good, and the passages that wait with its words.",
            "{count} former texts of “{name}” go for good, and the passages that wait with their words.",
            self.count,
        )
        words = ngettext(
            "{count} word stands in no text of now: it is looked for afterwards.",
            "{count} words stand in no text of now: they are looked for afterwards.",
            len(self.words),
        )
        told = [many.format(count=counted(self.count), name=self.name)]
        told += [words.format(count=counted(len(self.words)))] if self.words else []
        told.append(_("The text of now, its codings and memos stay as they are."))
        return [*told, "", *self.held.lines()]


def former(job: Job, project: Project, document: str) -> Former:
    """Find out what goes with the former texts of a document.

    Args:
        job: tells how far it is.
        project: the study.
        document: its id.
    """
    name = next(one.name for one in project.documents.all() if one.id == document)
    words = former_words(project, document)
    job.step(1, 2, "")
    count = len(project.revisions.of_document(document))
    return Former(document, name, count, tuple(words), held_of(project, words))
