"""The place of people: everyone in a table with what they agreed to, and the card of whom the cursor stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.model.case_words import KINDS
from qualcode.model.consent import USES
from qualcode.model.consent_words import ANSWERS, PARTS, WHY
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.alone import alone
from qualcode.tui.asked import ListingDialog
from qualcode.tui.commands import Command, bindings
from qualcode.tui.dialogs.entries import OPEN
from qualcode.tui.figures import counted
from qualcode.tui.screens.people.naming import NamingActs
from qualcode.tui.shown import people
from qualcode.tui.shown.people import PASSAGES, TURNS, PeopleReader
from qualcode.tui.widgets.passages import Entry
from qualcode.tui.widgets.peoplelist import PeopleList
from qualcode.tui.widgets.prose import Prose
from qualcode.words.folding import folded
from qualcode.words.shown import shown, shown_line

if TYPE_CHECKING:
    import asyncio

    from textual.app import ComposeResult

    from qualcode.model.changes import Change
    from qualcode.model.pseudonyms import NameKey
    from qualcode.tui.dialogs.entries import Asked, Listed
    from qualcode.tui.shown.people import People, Person, Place
    from qualcode.tui.workbench import Workbench

HERE: Final = (
    Command(
        "people.pseudonymise", "p", "pseudonymise", N_("pseudonyms"), N_("put pseudonyms in the place of names …"),
        rank=12, also=N_("anonymise, de-identify, real names"),
    ),
    Command("people.left", "left,h", "sift(-1)", N_("list"), N_("list others: everyone, who agreed …")),
    Command(
        "people.right", "right,l", "sift(1)", N_("list"), N_("list only who agreed to be quoted, who did not …"),
        rank=21,
    ),
    Command(
        "people.key", "o", "key", N_("key"), N_("open the key of pseudonyms, or make one; shut it again"), rank=22,
        also=N_("real names, passphrase"),
    ),
    Command(
        "people.former", "P", "purge_former", N_("purge"), N_("purge the former texts of a document, for good …"),
        rank=40, also=N_("erase, history, corrected"),
    ),
    Command("undo", "u", "undo", N_("undo"), N_("undo your last action"), rank=16),
    Command("redo", "ctrl+r", "redo", N_("redo"), N_("do again what you undid")),
    Command("people.leave", "escape", "back", N_("back"), N_("go back to where you came from"), rank=86),
)  # fmt: skip


class PeopleScreen(NamingActs):
    """Everyone on the left, the one meant beside them."""

    PLACE = "people"
    CSS_PATH = "../../styles/people.tcss"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = HERE
    BINDINGS: ClassVar[list[Any]] = bindings(HERE)

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__(bench)
        self.reader = PeopleReader(bench.project)
        self._fresh = False
        self._read_with: NameKey | None = None
        """The key as it was when people were read: it may be opened and shut in another place."""

    def inside(self) -> ComposeResult:
        """Lay out whom the list is about, the list, the card."""
        with Horizontal(id="workplace"):
            with Vertical(id="listed"):
                yield Static(id="sifts", markup=False)
                yield PeopleList()
                yield Static(id="nobody", markup=False)
            with VerticalScroll(id="card", classes="panel", can_focus=False):
                yield Static(id="person", markup=False)

    async def on_mount(self) -> None:
        """Read everyone."""
        await self.begin()
        self.refresh_people()

    # What is read

    def changed(self, change: Change) -> None:
        """Read anew what was touched; while another place is in front, once this one is seen again."""
        nouns = change.touched.keys() - {"memos", "reading_marks", "own_words", "choices"}
        if nouns - people.LIGHT:
            self.reader.forget()
        if nouns:
            self._fresh = False
            if self.is_current or self.app.screen.is_modal:
                self.refresh_people()

    def on_screen_resume(self) -> None:
        """Read anew what went stale meanwhile."""
        if self.people is not None and not (self._fresh and self._read_with is self.key):
            self.refresh_people()

    def refresh_people(self) -> None:
        """Read everyone as they are now."""
        alone(self, "people", self._read)

    async def _read(self) -> None:
        heard, words = self.heard, _("Reading the study …")
        if self.people is None:
            self.say(words)
        self._read_with = self.key
        names = self._read_with.names if self._read_with is not None else None
        self.people = await self.bench.read(self.reader.read, names)
        self._fresh = heard == self.heard
        self.hush(words)
        self.show_people()

    # What is shown

    def show_people(self) -> None:
        """List people as they were read, and the card of one of them."""
        if self.people is None:
            return
        listing, shown_now = self.query_one(PeopleList), self.people.sifted(self.sift)
        listing.show(shown_now, self.open, key=self.people.key)
        self.open = listing.meant
        self.query_one("#sifts", Static).update(self._sifts(self.people))
        listing.display = bool(shown_now)
        nobody = self.query_one("#nobody", Static)
        nobody.display = not shown_now
        nobody.update(Prose(Content.styled(self._nobody(), "$dim")))
        if shown_now and self.focused is None and self.is_current:
            listing.focus()
        self._show_card()

    def _nobody(self) -> str:
        """Say what to do next where the list is empty."""
        if self.sift:
            return _("Nobody here. → lists others; a, c and r say on a line what somebody agreed to.")
        return _(
            "Nobody yet: people come with the transcripts, one for each voice. I brings transcripts in, and a table of "
            "what the participants agreed to."
        )

    def _sifts(self, known: People) -> Content:
        parts = [
            Content.styled(
                people.sift_words(sift, len(known.sifted(sift))), "bold $accent" if sift == self.sift else "$dim"
            )
            for sift in people.SIFTS
        ]
        return Content("   ").join(parts)

    def _show_card(self) -> None:
        person = self.people.person(self.open) if self.people else None
        write = _brief if self.has_class("narrow") else _card
        card = Prose(write(person, self.key is not None)) if person else Prose(Content(""))
        self.query_one("#person", Static).update(card)
        self.query_one("#card", VerticalScroll).scroll_home(animate=False)

    def on_resize(self) -> None:
        """Put the card below the list where the window is small, in few lines."""
        super().on_resize()
        self._show_card()

    @on(PeopleList.PersonMeant)
    def _person_meant(self, event: PeopleList.PersonMeant) -> None:
        if event.person != self.open:
            self.open = event.person
            self._show_card()

    # Going about

    @on(PeopleList.PersonChosen)
    def _person_chosen(self) -> None:
        """List what the person says, and what is coded of it; Enter goes there."""
        person = self.meant()
        if person is not None:
            self.start(self._their_words(person))

    async def _their_words(self, person: Person) -> None:
        lines = await self.bench.read(people.words_of, self.bench.project, person)
        coded = sum(line.kind == PASSAGES for line in lines)
        kinds = [
            (TURNS, _("turns: {count}").format(count=counted(len(lines) - coded))),
            (PASSAGES, _("coded passages: {count}").format(count=counted(coded))),
        ]
        nothing = _("Nothing here: this person says nothing in the texts, or nothing of it is coded yet.")
        title = _("The words of {name}").format(name=person.name)
        answer = self.ask(ListingDialog(title, lines, verb=_("go there"), nothing=nothing, kinds=kinds, kind=TURNS))
        await self._gone_to(answer, lines)

    async def _gone_to(self, answer: asyncio.Future[Asked | None], lines: list[Listed]) -> None:
        chosen = await answer
        if chosen is None or chosen.act != OPEN:
            return
        words = next(line.words for line in lines if line.id == chosen.id)
        document, start = chosen.id.split(":")[:2]
        await self.see(Entry(chosen.id, "", ((words, False),), document, int(start)))

    def action_back(self) -> None:
        """Show everyone again, else go back to where one came from."""
        if self.sift:
            self.sift = people.EVERYONE
            self.show_people()
        else:
            self.app.pop_screen()


def _card(person: Person, has_key: bool) -> Content:
    """Write all that is known of somebody."""
    parts: list[Content | str] = [Content.styled(shown_line(person.name), "bold"), "\n"]
    parts += [Content.styled(words, "$dim") + Content("\n") for words in (_within(person), *_labels(person))]
    parts += ["\n", *_consent(person)]
    if has_key:
        words = shown_line(person.pseudonym) or _("none in the key; p proposes names")
        parts += [_pair(_("Pseudonym"), words, quiet=not person.pseudonym)]
    parts += ["\n", Content.styled(_("Said").upper(), "$faint"), f"\n{_said(person)}\n"]
    for place in person.places:
        parts += [shown_line(place.name), Content.styled(f"   {_turns(place)}\n", "$dim")]
    if not person.places:
        parts += [Content.styled(_("nothing in the texts") + "\n", "$dim")]
    if person.attributes:
        parts += ["\n", Content.styled(_("Attributes").upper(), "$faint"), "\n"]
        parts += [_pair(shown_line(name), shown_line(value)) for name, value in person.attributes]
    return Content.assemble(*parts)


def _brief(person: Person, has_key: bool) -> Content:
    """Write what is known of somebody on few lines: what they agreed to stands in the list above."""
    parts: list[Content | str] = [Content.styled(shown_line(person.name), "bold"), "   "]
    parts += [Content.styled(", ".join([_within(person), *_labels(person)]), "$dim"), "\n"]
    parts += _barred(person)
    parts += [shown_line(person.holds.note), "\n"] if person.holds.note else []
    parts += [_pair(_("Pseudonym"), shown_line(person.pseudonym))] if has_key and person.pseudonym else []
    places = [f"{shown_line(place.name)} ({_turns(place)})" for place in person.places]
    parts += ["; ".join([_said(person), *places]), "\n"]
    told = [
        _("{part}: {answer}").format(part=shown_line(name), answer=shown_line(value))
        for name, value in person.attributes
    ]
    return Content.assemble(*parts, Content.styled("; ".join(told), "$dim"))


def _within(person: Person) -> str:
    kind = _(KINDS[person.kind])
    return _("{kind}, in {name}").format(kind=kind, name=shown_line(person.inside)) if person.inside else kind


def _labels(person: Person) -> list[str]:
    """Say under which labels somebody speaks, where these do not stand in the name."""
    labels = [shown_line(label) for label in person.labels if folded(label) not in folded(person.name)]
    return [_("speaks as {names}").format(names=", ".join(labels))] if labels else []


def _said(person: Person) -> str:
    words = ngettext("{count} word", "{count} words", person.words).format(count=counted(person.words))
    coded = ngettext("{count} coding", "{count} codings", person.codings).format(count=counted(person.codings))
    return f"{words}, {coded}"


def _turns(place: Place) -> str:
    words = ngettext("{count} turn", "{count} turns", place.turns).format(count=counted(place.turns))
    return words if place.turns else _("linked")


def _consent(person: Person) -> list[Content | str]:
    """Write what somebody agreed to, and why they are not to be quoted."""
    parts: list[Content | str] = [Content.styled(_("Consent").upper(), "$faint"), "\n"]
    for use in (*USES, "until"):
        value, own = getattr(person.holds, use), getattr(person.own, use)
        words = _(ANSWERS[value]) if value in ANSWERS and use != "until" else value or _("no limit")
        by = "" if own or not value else "   " + _("by {name}").format(name=shown_line(person.inside))
        parts.append(_pair(_(PARTS[use]), words, by, quiet=not value))
    if person.holds.note:
        parts += [shown(person.holds.note), "\n"]
    parts += _barred(person)
    return parts


def _barred(person: Person) -> list[Content | str]:
    """Say why somebody is not to be quoted, where they are not."""
    why = _(WHY[person.why]) if person.why else ""
    return [Content.styled(f"→ {why}", "$accent"), "\n"] if why else []


def _pair(name: str, words: str, beside: str = "", *, quiet: bool = False) -> Content:
    told = _("{part}: {answer}").format(part=name, answer=words)
    return Content.assemble((told, "$dim" if quiet else ""), (beside, "$dim"), "\n")
