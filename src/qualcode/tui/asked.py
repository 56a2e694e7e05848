"""The dialogs by name: each is imported when it is first asked, so that the first paint waits for none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.later import later

if TYPE_CHECKING:
    from qualcode.tui.dialogs.card import CardDialog, card_of
    from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
    from qualcode.tui.dialogs.documents import DocumentDialog
    from qualcode.tui.dialogs.everywhere import EverywhereDialog
    from qualcode.tui.dialogs.help import explained
    from qualcode.tui.dialogs.jump import JumpDialog, targets
    from qualcode.tui.dialogs.keys import KeysDialog, keys_of_app, keys_of_screen
    from qualcode.tui.dialogs.line import LineDialog
    from qualcode.tui.dialogs.listing import ListingDialog
    from qualcode.tui.dialogs.memo import MemoDialog
    from qualcode.tui.dialogs.naming import LocationDialog, NameDialog, NewDialog
    from qualcode.tui.dialogs.one_code import OneCodePicker
    from qualcode.tui.dialogs.palette import PaletteDialog
    from qualcode.tui.dialogs.picker import CodePicker, picker_rows
    from qualcode.tui.dialogs.settings import SettingsDialog
    from qualcode.tui.dialogs.splitting import SplitDialog
    from qualcode.tui.dialogs.voice import NamedVoice, VoiceDialog
else:  # what is called alike; whoever wants the class itself imports the dialog
    CardDialog, card_of = (later(f"qualcode.tui.dialogs.card:{name}") for name in ("CardDialog", "card_of"))
    Choice, ChooseDialog = (later(f"qualcode.tui.dialogs.choosing:{name}") for name in ("Choice", "ChooseDialog"))
    DocumentDialog = later("qualcode.tui.dialogs.documents:DocumentDialog")
    EverywhereDialog = later("qualcode.tui.dialogs.everywhere:EverywhereDialog")
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
    MemoDialog = later("qualcode.tui.dialogs.memo:MemoDialog")
    OneCodePicker = later("qualcode.tui.dialogs.one_code:OneCodePicker")
    PaletteDialog = later("qualcode.tui.dialogs.palette:PaletteDialog")
    CodePicker, picker_rows = (later(f"qualcode.tui.dialogs.picker:{name}") for name in ("CodePicker", "picker_rows"))
    SettingsDialog = later("qualcode.tui.dialogs.settings:SettingsDialog")
    SplitDialog = later("qualcode.tui.dialogs.splitting:SplitDialog")
    NamedVoice, VoiceDialog = (later(f"qualcode.tui.dialogs.voice:{name}") for name in ("NamedVoice", "VoiceDialog"))

__all__ = [
    "CardDialog",
    "Choice",
    "ChooseDialog",
    "CodePicker",
    "DocumentDialog",
    "EverywhereDialog",
    "JumpDialog",
    "KeysDialog",
    "LineDialog",
    "ListingDialog",
    "LocationDialog",
    "MemoDialog",
    "NameDialog",
    "NamedVoice",
    "NewDialog",
    "OneCodePicker",
    "PaletteDialog",
    "SettingsDialog",
    "SplitDialog",
    "VoiceDialog",
    "card_of",
    "explained",
    "keys_of_app",
    "keys_of_screen",
    "picker_rows",
    "targets",
]
