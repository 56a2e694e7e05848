"""The card of a code: its labels and definitions in both languages, when to use it, when not, and an example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from qualcode.model.messages import N_, _, interface_language
from qualcode.tui.dialogs.frame import KeyedDialog, key_line
from qualcode.tui.dialogs.listing import ListingDialog
from qualcode.words.shown import shown, shown_line

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from qualcode.model.records import Code
    from qualcode.tui.dialogs.entries import Listed
    from qualcode.tui.shown.unfinished import Unfinished

LABELS: Final = (("label_fr", N_("Label in French")), ("label_en", N_("Label in English")))
PAIRS: Final = (
    (("definition_fr", N_("Definition in French")), ("definition_en", N_("Definition in English"))),
    (("when_to_use", N_("When to use it")), ("when_not_to", N_("When not to use it"))),
    (("example", N_("Example")),),
)
TEXTS: Final = tuple(field for pair in PAIRS for field in pair)


class CardDialog(KeyedDialog[dict[str, str]]):
    """Shows a card to be written; the answer is what was changed of it, by field, None where nothing was."""

    DEFAULT_CSS = """
    CardDialog { align: center middle; }
    CardDialog > Vertical {
        width: 104; max-width: 96%; height: 34; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    CardDialog .title { text-style: bold; height: 1; margin-bottom: 1; }
    CardDialog .hint { height: auto; }
    CardDialog #back { color: $warning; height: auto; display: none; }
    CardDialog .pair { height: 1fr; }
    CardDialog .labels { height: 3; }
    CardDialog .field { width: 1fr; margin-right: 2; }
    CardDialog .label { color: $dim; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    CardDialog Input { height: 1; background: $background; padding: 0 1; }
    CardDialog TextArea {
        height: 1fr; scrollbar-size-vertical: 1; border: none; padding: 0 1; background: $background; margin-bottom: 1;
    }
    CardDialog TextArea:focus { border: none; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "The card of a code: what it is called and means in both languages, when to use it, when not, an example."
    )
    BINDINGS: ClassVar[list[Any]] = [("escape,ctrl+s", "keep", ""), ("f4", "example", "")]

    def __init__(
        self, title: str, card: Mapping[str, str], passages: asyncio.Future[list[Listed]], unfinished: Unfinished
    ) -> None:
        """Write a card.

        Args:
            title: the code's.
            card: its texts by field.
            passages: what an example can be taken from, once it is read.
            unfinished: what keeps the card while it is typed.
        """
        super().__init__()
        self._unfinished = unfinished
        self._title = shown_line(title)
        self._card = dict(card)
        self._passages = passages

    def compose(self) -> ComposeResult:
        """Lay it out: a label above each field, the keys below."""
        with Vertical():
            yield Static(Content(self._title), classes="title", markup=False)
            yield Static(Content(_("What you had typed before the window closed is back.")), id="back", markup=False)
            with Horizontal(classes="labels"):
                for name, words in LABELS:
                    with Vertical(classes="field"):
                        yield Static(Content(_(words)), classes="label")
                        yield Input(shown(self._card.get(name, "")), id=name, compact=True, select_on_focus=False)
            for pair in PAIRS:
                with Horizontal(classes="pair"):
                    for name, words in pair:
                        with Vertical(classes="field"):
                            yield Static(Content(_(words)), classes="label")
                            yield self._area(name)
            yield key_line(("Tab", _("next field")), ("F4", _("pick the example")), (_("Esc"), _("keep it and close")))

    def _area(self, name: str) -> TextArea:
        """Return where a text of the card is written; Tab goes on from it."""
        area = TextArea(shown(self._card.get(name, "")), id=name, soft_wrap=True, show_line_numbers=False)
        area.tab_behavior = "focus"
        return area

    def on_mount(self) -> None:
        """Begin with the definition in the language one reads; what was typed and never kept is back, and said."""
        self._bring_back(self._unfinished.found())
        self.query_one("#definition_fr" if interface_language() == "fr" else "#definition_en", TextArea).focus(
            scroll_visible=False
        )

    def _bring_back(self, typed: Mapping[str, str]) -> None:
        """Put what was typed into its fields."""
        now = self._written()
        fields = {name: shown(text) for name, text in typed.items() if text != now.get(name, text)}
        for name, text in fields.items():
            field = self.query_one(f"#{name}")
            if isinstance(field, TextArea):
                field.replace(text, field.document.start, field.document.end)
            elif isinstance(field, Input):
                field.value = text
        self.query_one("#back").display = bool(fields)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._unfinished.follow(self, self._changed)

    def _written(self) -> dict[str, str]:
        """Return the card as it stands."""
        found = {name: self.query_one(f"#{name}", Input).value.strip() for name, _words in LABELS}
        return found | {name: self.query_one(f"#{name}", TextArea).text.strip() for name, _words in TEXTS}

    def _changed(self) -> dict[str, str]:
        """Return what differs from the card of the study, by field."""
        before = {name: shown(text).strip() for name, text in self._card.items()}
        return {name: text for name, text in self._written().items() if text != before.get(name, "")}

    def action_keep(self) -> None:
        """Answer what was changed; until the study has it, it is kept as typed."""
        changed = self._changed()
        self._unfinished.keep(changed)
        self.dismiss(changed or None)

    @work
    async def action_example(self) -> None:
        """Pick the example from the passages of the code."""
        nothing = _("No passage has this code yet: type the example, or come back once it is applied.")
        passages = await self._passages
        asked = ListingDialog(_("Which passage is the example?"), passages, verb=_("take it"), nothing=nothing)
        chosen = await self.app.push_screen_wait(asked)
        if chosen is not None:
            area = self.query_one("#example", TextArea)
            area.text = shown(next(one.words for one in passages if one.id == chosen.id))
            area.focus()


def card_of(code: Code) -> dict[str, str]:
    """Return what stands on the card of a code, by field."""
    return {name: getattr(code, name) for name, _words in (*LABELS, *TEXTS)}
