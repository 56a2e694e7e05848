"""The command by which a participant withdraws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import writing_options
from qualcode.cli.common.output import numbers
from qualcode.cli.purging.afterwards import Purged, afterwards, confirm, purge_options, rows, tell
from qualcode.coding.purging.withdrawing import Withdrawal, WithdrawCase
from qualcode.model.errors import NoSuchCase
from qualcode.model.messages import NN_, _, ngettext
from qualcode.model.purging import LIKELY, OTHERWISE, SHARED, by_noun
from qualcode.model.withdrawal_words import GOES, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.project import Project
    from qualcode.model.purging import Left, Mention
    from qualcode.model.records import Case

_SHOWN: Final = 10
"""Places where others speak of a person that are shown, the likeliest; `--all` and `--json` have each."""
_STANDS: Final = {
    LIKELY: NN_(
        "{count} place where the name still stands, to be decided:",
        "{count} places where the name still stands, to be decided:",
    ),
    SHARED: NN_(
        "{count} place where it stands and others bear it too:",
        "{count} places where it stands and others bear it too:",
    ),
    OTHERWISE: NN_(
        "{count} place where it stands in other capitals, perhaps another word:",
        "{count} places where it stands in other capitals, perhaps another word:",
    ),
}
"""Where others may speak of who withdrew, the likeliest first."""


@click.command(
    help=_(
        "Let a participant withdraw: their words, codings, memos and values go from the project and its history for "
        "good; each turn says that its words were withdrawn. What others say of them is listed, for you to decide. "
        "Where the case was removed before, the history knows it still, by its name or by the label of its voice."
    )
)
@click.argument("case")
@click.option(
    "--keep-turns",
    is_flag=True,
    help=_("In a group: their words stay for the others’ sake, without a name and not to be quoted."),
)
@click.option("--all", "whole", is_flag=True, help=_("Show every place where the name stands, not the likeliest only."))
@purge_options
@writing_options
def withdraw(  # noqa: PLR0913, PLR0917 - one argument an option
    case: str,
    keep_turns: bool,
    whole: bool,
    backups: str | None,
    yes: bool,
    dry_run: bool,
    project: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Withdraw a case."""
    opening = session.reading(project) if dry_run else session.writing(project, coder)
    with opening as opened:
        found = _person(opened, case, keep_turns=keep_turns)
        plan = opened.purging.withdrawal(found, keep_turns=keep_turns)
        names = plan.names
        sought = names if keep_turns else [*plan.phrases, *names]
        if dry_run:
            done = Purged([], opened.purging.backups(sought), opened.purging.beside(sought))
        else:
            confirm(_summary(plan, keep_turns=keep_turns), found.name, yes=yes)
            action = WithdrawCase(found.id, keep_turns)
            opened.perform(action)
            left = opened.purging.left([] if keep_turns else plan.phrases)
            done = afterwards(opened, left, sought, backups, [action], quiet=as_json, names=names)
        named = [] if dry_run else opened.purging.left(names)
        mentions, bearing = opened.purging.mentions(names, found.id), opened.purging.bearing(names)
        question: dict[str, object] = {
            "reading": "withdraw", "keep_turns": keep_turns, "backups": backups, "dry_run": dry_run,
        }  # fmt: skip
        if dry_run:  # their own labels go with them
            mentions = [one for one in mentions if one.speaker and one.speaker not in names]
        if not as_json:
            if dry_run:
                output.show_line(_summary(plan, keep_turns=keep_turns))
            _show_undecided(plan)
            _show_mentions(mentions, bearing, named, whole=whole)
        if not (dry_run or keep_turns or plan.phrases):
            output.fail_at_end()
        tell(
            opened, done, question, as_json=as_json, ended=_ended(plan, keep_turns=keep_turns),
            mentions=[mention._asdict() for mention in mentions], named=bearing, names=rows(named),
            counts=dict(plan.counts), undecided=[one._asdict() for one in plan.undecided],
            looked_for=0 if keep_turns else len(plan.phrases), phrases=plan.said,
        )  # fmt: skip


def _person(opened: Project, typed: str, *, keep_turns: bool) -> Case:
    """Return who withdraws; where the case was removed before, as the history knows it.

    Raises:
        NoSuchCase, NotUnique, SeveralWithdrew.
    """
    try:
        return opened.cases.get(typed)
    except NoSuchCase:
        if keep_turns:
            raise
        return opened.purging.former(typed)


def _summary(plan: Withdrawal, *, keep_turns: bool) -> str:
    """Say what goes, and what stays."""
    goes = ", ".join(
        ngettext(*words, plan.counts[noun]).format(count=numbers(plan.counts[noun]))
        for noun, words in GOES.items()
        if plan.counts[noun] and not (keep_turns and noun == "turns")
    )
    if keep_turns:
        said = _("{name} withdraws: the words stay without a name; what goes for good: {goes}.")
    else:
        said = _("{name} withdraws; what goes for good: {goes}.")
    sentence = said.format(name=plan.case.name, goes=goes or _("the case itself"))
    whole = [] if keep_turns else [each.name for each in plan.documents if each.whole]
    if whole:
        many = ngettext(
            "The whole text of {count} document goes: {names}.",
            "The whole texts of {count} documents go: {names}.",
            len(whole),
        )
        sentence += " " + many.format(count=numbers(len(whole)), names=", ".join(whole))
    return sentence


def _ended(plan: Withdrawal, *, keep_turns: bool) -> str:
    """Say, where nothing was found, how much was looked for."""
    if keep_turns:
        return _("{project}: withdrawn; the words that stay were not looked for")
    if not plan.phrases:
        return _(
            "{project}: withdrawn, but no words of the person were found that could be looked for; what was removed or "
            "undone before may still stand in the history: “qualcode purge WORDS” takes it out"
        )
    count = len(plan.phrases)
    if plan.said > count:
        some = _("{project}: withdrawn; the {count} longest of {all} phrases were looked for, and stand nowhere in it")
        return some.replace("{count}", numbers(count)).replace("{all}", numbers(plan.said))
    many = ngettext(
        "{project}: withdrawn; {count} phrase of the person was looked for, and stands nowhere in it",
        "{project}: withdrawn; {count} phrases of the person were looked for, and stand nowhere in it",
        count,
    )
    return many.replace("{count}", numbers(count))


def _show_undecided(plan: Withdrawal) -> None:
    """Show what may be of who withdraws, and stays: the analyst decides."""
    if plan.undecided:
        output.show_line(_("To be decided, by hand:"))
    for one in plan.undecided:
        output.show_line("  " + _(UNDECIDED[one.kind]).format(document=one.document, place=one.place))


def _show_mentions(mentions: Sequence[Mention], bearing: Sequence[str], named: Sequence[Left], *, whole: bool) -> None:
    """Show where others speak of who withdrew, and what bears the name: the analyst decides.

    Args:
        mentions: the likeliest first.
        bearing: names of documents and cases.
        named: where the name stands beside the texts.
        whole: whether each place is shown.
    """
    most = len(mentions) + len(bearing) if whole else _SHOWN
    shown = mentions[:most]
    for doubt, words in _STANDS.items():
        count = sum(one.doubt == doubt for one in mentions)
        if count:
            output.show_line(ngettext(*words, count).format(count=numbers(count)))
        for mention in (one for one in shown if one.doubt == doubt):
            _show_mention(mention)
    for name in bearing[:most]:
        output.show_line(_("“{name}” bears the name still").format(name=name))
    for left in by_noun(named):
        output.show_line(_("The name stands in {where}.").format(where=left.where))
    if max(len(mentions), len(bearing)) > most:
        output.say(_("--all shows each of these places."))
    if mentions or bearing or named:
        output.say(_("“qualcode purge NAME --with PSEUDONYM” replaces a name everywhere."))


def _show_mention(mention: Mention) -> None:
    """Show one place with the words around it, on one line."""
    before, after = mention.before.rpartition("\n")[2], mention.after.partition("\n")[0]
    said = f"{before}{mention.text}{after}"
    output.show_line(f"  {mention.document} {mention.start}:{mention.end}  {mention.speaker}  {said}")
