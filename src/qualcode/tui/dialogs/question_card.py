"""A question of the interview guide as it is written: its words, its short name, its section, its probes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.frame import KeyedDialog, key_line
from qualcode.words.shown import shown, shown_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from qualcode.tui.shown.unfinished import Unfinished

LINES: Final = (
    ("text", N_("The question, as it is to be asked")),
    ("label", N_("Short name; left empty, its first words")),
    ("section", N_("Section of the guide")),
)
PROBES: Final = "probes"


class QuestionCardDialog(KeyedDialog["dict[str, str] | None"]):
    """Asks for the words of a question; answers those that were changed, by field, None for none."""

    DEFAULT_CSS = """
    QuestionCardDialog { align: center middle; }
    QuestionCardDialog > Vertical {
        width: 84; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    QuestionCardDialog .title { text-style: bold; height: auto; margin-bottom: 1; }
    QuestionCardDialog .label { color: $dim; height: 1; }
    QuestionCardDialog #back { color: $warning; height: auto; display: none; }
    QuestionCardDialog Input { height: 1; margin-bottom: 1; background: $background; padding: 0 1; }
    QuestionCardDialog Input:focus, QuestionCardDialog TextArea:focus { background-tint: $foreground 4%; }
    QuestionCardDialog TextArea { height: 4; border: none; padding: 0 1; background: $background; }
    QuestionCardDialog TextArea:focus { border: none; }
    QuestionCardDialog .hint { height: auto; margin-top: 1; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "A question of the guide. What is asked where little comes, its probes, helps to find where it is asked."
    )
    BINDINGS: ClassVar[list[Any]] = [("escape,ctrl+s", "keep", "")]

    def __init__(self, title: str, words: Mapping[str, str], unfinished: Unfinished) -> None:
        """Write a question.

        Args:
            title: what is asked.
            words: the question's as the study has them, by field; of probes, one a line.
            unfinished: what keeps the words while they are typed.
        """
        super().__init__()
        self._title = shown_line(title)
        self._words = {name: words.get(name, "") for name in (*(name for name, _label in LINES), PROBES)}
        self._unfinished = unfinished

    def compose(self) -> ComposeResult:
        """Lay it out: a label above each field, the keys below."""
        with Vertical():
            yield Static(Content(self._title), classes="title")
            yield Static(Content(_("What you had typed before the window closed is back.")), id="back", markup=False)
            for name, label in LINES:
                yield Static(Content(_(label)), classes="label")
                yield Input(shown(self._words[name]), id=name, compact=True, select_on_focus=False)
            yield Static(Content(_("Probes, one a line")), classes="label")
            area = TextArea(shown(self._words[PROBES]), id=PROBES, soft_wrap=True, show_line_numbers=False)
            area.tab_behavior = "focus"
            yield area
            yield key_line(("Tab", _("next field")), (_("Esc"), _("keep it and close")))

    def on_mount(self) -> None:
        """Begin with the question; what was typed and never kept is back, and said."""
        typed = {name: text for name, text in self._unfinished.found().items() if name in self._words}
        for name, text in typed.items():
            field = self.query_one(f"#{name}")
            if isinstance(field, TextArea):
                field.text = shown(text)
            elif isinstance(field, Input):
                field.value = shown(text)
        self.query_one("#back").display = bool(typed)
        self.query_one("#text", Input).focus()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._unfinished.follow(self, self._changed)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_keep()

    def _changed(self) -> dict[str, str]:
        """Return what differs from what the study has, by field."""
        written = {name: self.query_one(f"#{name}", Input).value.strip() for name, _label in LINES}
        written[PROBES] = self.query_one(f"#{PROBES}", TextArea).text.strip()
        return {name: text for name, text in written.items() if text != shown(self._words[name]).strip()}

    def action_keep(self) -> None:
        """Answer what was changed; until the study has it, it is kept as typed."""
        changed = self._changed()
        self._unfinished.keep(changed)
        self.dismiss(changed or None)
