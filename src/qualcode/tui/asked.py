"""The dialogs by name: each is imported when it is first asked, so that the first paint waits for none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.later import later

if TYPE_CHECKING:
    from qualcode.tui.dialogs.card import CardDialog, card_of
    from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
    from qualcode.tui.dialogs.documents import DocumentDialog
    from qualcode.tui.dialogs.editing import EditDialog
    from qualcode.tui.dialogs.everywhere import EverywhereDialog
    from qualcode.tui.dialogs.guide_place import QuestionsDialog
    from qualcode.tui.dialogs.help import explained
    from qualcode.tui.dialogs.jump import JumpDialog, targets
    from qualcode.tui.dialogs.keys import KeysDialog, keys_of_app, keys_of_screen
    from qualcode.tui.dialogs.line import LineDialog
    from qualcode.tui.dialogs.listing import ListingDialog
    from qualcode.tui.dialogs.memo import MemoDialog
    from qualcode.tui.dialogs.names import NamesDialog
    from qualcode.tui.dialogs.naming import LocationDialog, NameDialog, NewDialog
    from qualcode.tui.dialogs.one_code import OneCodePicker
    from qualcode.tui.dialogs.palette import PaletteDialog
    from qualcode.tui.dialogs.passphrase import PassphraseDialog
    from qualcode.tui.dialogs.person import PersonDialog
    from qualcode.tui.dialogs.picker import CodePicker, picker_rows
    from qualcode.tui.dialogs.purging import PurgeDialog
    from qualcode.tui.dialogs.question import Field, QuestionDialog
    from qualcode.tui.dialogs.rechecking import RecheckDialog
    from qualcode.tui.dialogs.revisited import RevisitDialog
    from qualcode.tui.dialogs.rounds import RoundDialog
    from qualcode.tui.dialogs.sets import DocumentSetsDialog
    from qualcode.tui.dialogs.settings import SettingsDialog
    from qualcode.tui.dialogs.several_codes import SeveralCodesPicker
    from qualcode.tui.dialogs.splitting import SplitDialog
    from qualcode.tui.dialogs.telling import TellingDialog
    from qualcode.tui.dialogs.theme import NamedTheme, ThemeDialog, ToThemeDialog
    from qualcode.tui.dialogs.voice import NamedVoice, VoiceDialog
else:  # what is called alike; whoever wants the class itself imports the dialog
    CardDialog, card_of = (later(f"qualcode.tui.dialogs.card:{name}") for name in ("CardDialog", "card_of"))
    Choice, ChooseDialog = (later(f"qualcode.tui.dialogs.choosing:{name}") for name in ("Choice", "ChooseDialog"))
    DocumentDialog = later("qualcode.tui.dialogs.documents:DocumentDialog")
    EditDialog = later("qualcode.tui.dialogs.editing:EditDialog")
    EverywhereDialog = later("qualcode.tui.dialogs.everywhere:EverywhereDialog")
    QuestionsDialog = later("qualcode.tui.dialogs.guide_place:QuestionsDialog")
    explained = later("qualcode.tui.dialogs.help:explained")
    JumpDialog, targets = (later(f"qualcode.tui.dialogs.jump:{name}") for name in ("JumpDialog", "targets"))
    KeysDialog = later("qualcode.tui.dialogs.keys:KeysDialog")
    keys_of_app = later("qualcode.tui.dialogs.keys:keys_of_app")
    keys_of_screen = later("qualcode.tui.dialogs.keys:keys_of_screen")
    LineDialog = later("qualcode.tui.dialogs.line:LineDialog")
    ListingDialog = later("qualcode.tui.dialogs.listing:ListingDialog")
    LocationDialog = later("qualcode.tui.dialogs.naming:LocationDialog")
    NameDialog = later("qualcode.tui.dialogs.naming:NameDialog")
    NewDialog = later("qualcode.tui.dialogs.naming:NewDialog")
    NamesDialog = later("qualcode.tui.dialogs.names:NamesDialog")
    MemoDialog = later("qualcode.tui.dialogs.memo:MemoDialog")
    OneCodePicker = later("qualcode.tui.dialogs.one_code:OneCodePicker")
    PaletteDialog = later("qualcode.tui.dialogs.palette:PaletteDialog")
    PassphraseDialog = later("qualcode.tui.dialogs.passphrase:PassphraseDialog")
    PersonDialog = later("qualcode.tui.dialogs.person:PersonDialog")
    CodePicker, picker_rows = (later(f"qualcode.tui.dialogs.picker:{name}") for name in ("CodePicker", "picker_rows"))
    PurgeDialog = later("qualcode.tui.dialogs.purging:PurgeDialog")
    Field, QuestionDialog = (later(f"qualcode.tui.dialogs.question:{name}") for name in ("Field", "QuestionDialog"))
    RecheckDialog = later("qualcode.tui.dialogs.rechecking:RecheckDialog")
    RevisitDialog = later("qualcode.tui.dialogs.revisited:RevisitDialog")
    RoundDialog = later("qualcode.tui.dialogs.rounds:RoundDialog")
    DocumentSetsDialog = later("qualcode.tui.dialogs.sets:DocumentSetsDialog")
    SettingsDialog = later("qualcode.tui.dialogs.settings:SettingsDialog")
    SeveralCodesPicker = later("qualcode.tui.dialogs.several_codes:SeveralCodesPicker")
    SplitDialog = later("qualcode.tui.dialogs.splitting:SplitDialog")
    TellingDialog = later("qualcode.tui.dialogs.telling:TellingDialog")
    NamedTheme, ThemeDialog, ToThemeDialog = (
        later(f"qualcode.tui.dialogs.theme:{name}") for name in ("NamedTheme", "ThemeDialog", "ToThemeDialog")
    )
    NamedVoice, VoiceDialog = (later(f"qualcode.tui.dialogs.voice:{name}") for name in ("NamedVoice", "VoiceDialog"))

__all__ = [
    "CardDialog",
    "Choice",
    "ChooseDialog",
    "CodePicker",
    "DocumentDialog",
    "DocumentSetsDialog",
    "EditDialog",
    "EverywhereDialog",
    "Field",
    "JumpDialog",
    "KeysDialog",
    "LineDialog",
    "ListingDialog",
    "LocationDialog",
    "MemoDialog",
    "NameDialog",
    "NamedTheme",
    "NamedVoice",
    "NamesDialog",
    "NewDialog",
    "OneCodePicker",
    "PaletteDialog",
    "PassphraseDialog",
    "PersonDialog",
    "PurgeDialog",
    "QuestionDialog",
    "QuestionsDialog",
    "RecheckDialog",
    "RevisitDialog",
    "RoundDialog",
    "SettingsDialog",
    "SeveralCodesPicker",
    "SplitDialog",
    "TellingDialog",
    "ThemeDialog",
    "ToThemeDialog",
    "VoiceDialog",
    "card_of",
    "explained",
    "keys_of_app",
    "keys_of_screen",
    "picker_rows",
    "targets",
]
