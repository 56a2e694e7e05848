"""What people agreed to, said by a key each; their names, and two cases that are one person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from qualcode.coding.cases.agreeing import given
from qualcode.coding.cases.cases import EditCase
from qualcode.coding.cases.consents import SetConsent
from qualcode.coding.cases.joining import JoinCases
from qualcode.model.consent import NO, YES, Consent
from qualcode.model.consent_words import ANSWERS, PARTS, last_day_words
from qualcode.model.errors import Refusal
from qualcode.model.messages import _, ngettext
from qualcode.model.moments import today
from qualcode.model.query import Wanted
from qualcode.tui.asked import Choice, ChooseDialog, LineDialog, PersonDialog
from qualcode.tui.figures import counted
from qualcode.tui.screens.people.acts import PeopleActs
from qualcode.tui.shown import people

if TYPE_CHECKING:
    import asyncio

    from qualcode.tui.shown.people import Person

_JOIN, _LEAVE = "join", "leave"
_NEXT: Final = {"": YES, YES: NO, NO: ""}
"""What a key makes of an answer."""


class ConsentActs(PeopleActs):
    """The place of people with what they agreed to."""

    async def action_turn_use(self, use: str) -> None:
        """Make a yes of what is not known, a no of a yes, nothing known of a no; the next key waits for it."""
        person = self.meant()
        if person is None:
            return
        own = await self.bench.read(self.bench.project.consents.own)
        value = _NEXT[getattr(own.get(person.id, Consent(person.id)), use)]
        told = _("{name}, {part}: {answer}.   u undoes it").format(
            name=person.name, part=_(PARTS[use]).lower(), answer=_(ANSWERS[value])
        )
        if await self.did(SetConsent(person.id, **{use: value}), told) is not None and value == NO:
            await self._warn_of_starred(person, told)

    async def _warn_of_starred(self, person: Person, told: str) -> None:
        """Say how many starred passages of somebody are quoted no more."""
        found = await self.bench.read(self.bench.project.codings.excerpts, Wanted(cases=frozenset({person.id})))
        starred = sum(one.starred and bool(one.withheld) for one in found)
        if starred:
            words = ngettext(
                "{count} starred passage is quoted no more", "{count} starred passages are quoted no more", starred
            )
            self.say(f"{told}   {words.format(count=counted(starred))}")

    def action_last_day(self) -> None:
        """Ask the last day on which somebody may be quoted; an empty line takes it away."""
        person = self.meant()
        if person is not None:
            asked = _("Until which day may {name} be quoted?").format(name=person.name)
            answer = self.ask(
                LineDialog(
                    asked, person.own.until, example=_("2026-12-31; nothing for no limit"), means=partial(_day, person),
                    verb=_("keep it"), may_be_empty=True, wrong=_no_day,
                )
            )  # fmt: skip
            self.start(self._until(person, answer))

    async def _until(self, person: Person, answer: asyncio.Future[str | None]) -> None:
        day = await answer
        until = given("until", day) if day is not None else person.own.until
        if until != person.own.until:
            words = (
                _("{name}, last day {day}: {meaning}.   u undoes it")
                if until
                else _("{name}: no last day.   u undoes it")
            )
            told = words.format(name=person.name, day=until, meaning=_day(person, until))
            await self.did(SetConsent(person.id, until=until), told)

    def action_note(self) -> None:
        """Note what else was agreed with somebody."""
        person = self.meant()
        if person is not None:
            asked = _("What else did {name} agree to?").format(name=person.name)
            answer = self.ask(LineDialog(asked, person.own.note, verb=_("keep it"), may_be_empty=True))
            self.start(self._noted(person, answer))

    async def _noted(self, person: Person, answer: asyncio.Future[str | None]) -> None:
        note = await answer
        if note is not None and note != person.own.note:
            await self.did(SetConsent(person.id, note=note), _("{name}: noted.   u undoes it").format(name=person.name))

    # Names

    def action_rename(self) -> None:
        """Rename somebody."""
        person = self.meant()
        if person is not None:
            asked = _("What is “{name}” called?").format(name=person.name)
            told = _("The texts keep what they say: p replaces a name in them too.")
            answer = self.ask(LineDialog(asked, person.name, means=lambda _typed: told, verb=_("rename")))
            self.start(self._renamed(person, answer))

    async def _renamed(self, person: Person, answer: asyncio.Future[str | None]) -> None:
        name = await answer
        if name and name != person.name:
            words = _("“{name}” is called “{new}” now.   u undoes it").format(name=person.name, new=name)
            await self.did(EditCase(person.id, name), words)

    def action_join(self) -> None:
        """Join somebody with another case that is the same person."""
        person = self.meant()
        if person is None or self.people is None:
            return
        others = [(one.id, one.name, one.labels) for one in self.people.everyone if one.id != person.id]
        if not others:
            self.say(_("There is nobody else to join with."))
            return
        asked = _("Who else is “{name}”? That name stays, and takes what the other has.").format(name=person.name)
        self.start(self._joined(person, self.ask(PersonDialog(asked, others, verb=_("join")))))

    async def _joined(self, person: Person, answer: asyncio.Future[str | None]) -> None:
        chosen = await answer
        other = self.people.person(chosen) if chosen is not None and self.people is not None else None
        if other is None:
            return
        told = people.joined(person, other)
        asked = _("Join “{other}” with “{name}”?").format(other=other.name, name=person.name)
        choices = [Choice(_JOIN, _("one person: join them")), Choice(_LEAVE, _("several people: leave them"))]
        if await self.ask(ChooseDialog(asked, choices, told)) != _JOIN:
            self.say(_("Nothing was done: these are two people."))
            return
        await self._join(person, other)

    async def _join(self, person: Person, other: Person) -> None:
        """Join two, and say whose attributes stay where they differ."""
        words = _("Joined with “{name}”; of their consents the stricter holds.   u undoes it").format(name=person.name)
        change = await self.did(JoinCases(person.id, (other.id,)), words)
        differing = change.note("differing", 0) if change is not None else 0
        if isinstance(differing, int) and differing:
            told = ngettext(
                "{count} attribute was not the same: that of “{name}” stays",
                "{count} attributes were not the same: those of “{name}” stay",
                differing,
            )
            self.say(f"{words}   {told.format(count=counted(differing), name=person.name)}")

    # Whom the list is about

    def action_find(self) -> None:
        """Go to somebody by a few letters of their name, or of the label under which they speak."""
        if self.people is None or self.meant() is None:
            return
        everyone = [(one.id, one.name, one.labels) for one in self.people.everyone]
        self.start(self._found(self.ask(PersonDialog(_("Who is it?"), everyone, verb=_("go there")))))

    async def _found(self, answer: asyncio.Future[str | None]) -> None:
        person = await answer
        if person is not None:
            self.sift, self.open = people.EVERYONE, person
            self.show_people()

    def action_sift(self, direction: int) -> None:
        """List others: everyone, who agreed to be quoted, who is not to be, of whom it is not known."""
        place = people.SIFTS.index(self.sift) + direction
        self.sift = people.SIFTS[place % len(people.SIFTS)]
        self.show_people()

    sift = people.EVERYONE

    def show_people(self) -> None:
        """List people as they were read."""
        raise NotImplementedError


def _day(person: Person, typed: str) -> str:
    """Say what a day typed means for somebody."""
    return _no_day(typed) or last_day_words(replace(person.holds, until=given("until", typed)), today())


def _no_day(typed: str) -> str:
    """Say why what is typed is no day; empty where it is one, or nothing."""
    try:
        given("until", typed)
    except Refusal as refusal:
        return str(refusal)
    return ""
