"""What a participant agreed to, by command: said, shown, and read from a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from qualcode.cli.common import output, session
from qualcode.cli.common.options import writing_options
from qualcode.coding.cases.consents import SetConsent
from qualcode.model.consent import AGREED_FIELDS, Consent
from qualcode.model.consent_words import ANSWERS, PARTS, WHY
from qualcode.model.errors.consent import NoSuchUse
from qualcode.model.messages import _, ngettext
from qualcode.model.moments import today
from qualcode.model.query import Wanted
from qualcode.words.folding import folded, join_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Case

_USE: Final = "yes|no"
COLUMN: Final = "consent:"
"""What the title of a column begins with that `cases export` writes of a consent."""
_CALLED: Final = dict(
    zip(AGREED_FIELDS, AGREED_FIELDS, strict=True),
    analyse="analysis",
    citation="quotation",
    reutilisation="reuse",
    réutilisation="reuse",
    fin="until",
    end="until",
)
"""What a part of a consent may be called where columns are named, as `join_key` writes it."""


@click.command(
    help=_(
        "What a case agreed to: --analysis, --quotation, --reuse, --until; without these, it is shown. Who is not to "
        "be quoted counts in readings, and is neither starred, exported nor drafted. An empty word makes it unknown."
    )
)
@click.argument("case")
@click.option("--analysis", metavar=_USE, help=_("Whether what they say is analysed; no leaves it out of readings."))
@click.option("--quotation", metavar=_USE, help=_("Whether they are quoted."))
@click.option("--reuse", metavar=_USE, help=_("Whether their words may serve another study."))
@click.option("--until", metavar="YYYY-MM-DD", help=_("The last day on which they may be quoted."))
@click.option("--note", metavar="TEXT", help=_("What else was agreed."))
@writing_options
def consent(case: str, project: str | None, coder: str | None, as_json: bool, **told: str | None) -> None:
    """Say or show a consent."""
    if all(value is None for value in told.values()):
        with session.reading(project) as opened:
            _show(opened, opened.cases.get(case), as_json=as_json)
        return
    with session.writing(project, coder) as opened:
        found = opened.cases.get(case)
        opened.perform(SetConsent(found.id, **told))
        if as_json:
            _show(opened, found, as_json=True)
        else:
            output.say(_("{name}: consent set").format(name=found.name))
            _warn_of_starred(opened)


def _show(opened: Project, case: Case, *, as_json: bool) -> None:
    held = opened.consents.holding().get(case.id, Consent(case.id))
    why = held.withheld(today())
    row: dict[str, Any] = {part: getattr(held, part) for part in PARTS}
    if as_json:
        output.show_json({"reading": "consent"}, [{"case": case.name, "withheld": why or None, **row}])
        return
    shown = [
        (_(called), _(ANSWERS[row[part]]) if row[part] in ANSWERS else row[part]) for part, called in PARTS.items()
    ]
    output.show_table([output.Column(_("Consent")), output.Column(case.name, shrinks=True)], shown)
    if why:
        output.show_line(_("{name}: {why}").format(name=case.name, why=_(WHY[why])))


def _warn_of_starred(opened: Project) -> None:
    """Say how many starred passages are not quoted any more."""
    starred = sum(one.starred and bool(one.withheld) for one in opened.codings.excerpts(Wanted()))
    if starred:
        sentence = ngettext(
            "{count} starred passage is not quoted: whoever says it did not agree to it",
            "{count} starred passages are not quoted: the people who say them did not agree to it",
            starred,
        )
        output.warn(sentence.format(count=output.numbers(starred)))


def consent_columns(typed: Iterable[str], header: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return which columns of a table say a consent: the part, and the title.

    Args:
        typed: what `--consent` gave: analysis=TITLE,quotation=TITLE; parts are called in either language.
        header: the titles; those that `cases export` writes are known by themselves.

    Raises:
        NoSuchUse: a word that no part of a consent is called by.
    """
    found = {field: title for title in header if (field := folded(title).removeprefix(COLUMN)) in AGREED_FIELDS}
    found = {field: title for field, title in found.items() if folded(title).startswith(COLUMN)}
    for pair in (pair for given in typed for pair in given.split(",") if pair.strip()):
        part, equals, title = pair.partition("=")
        called = join_key(part)
        if called not in _CALLED or not equals or not title.strip():
            raise NoSuchUse(pair.strip())
        found[_CALLED[called]] = title.strip()
    return tuple(found.items())
