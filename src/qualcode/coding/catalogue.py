"""Every action, by kind; importing it fills the table of handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding import (
    cases,
    codes,
    codings,
    documents,
    guide,
    joining,
    memos,
    placing,
    reading_marks,
    recoding,
    revising,
    settling,
    studies,
    tables,
    theme_tables,
    themes,
    tidying,
    turns,
)

if TYPE_CHECKING:
    from qualcode.coding.actions import Action

ACTIONS: Final[dict[str, type[Action]]] = {
    kind.__name__: kind
    for kind in (
        cases.AddCase,
        cases.EditCase,
        cases.ImportAttributes,
        cases.LinkCase,
        cases.RemoveCase,
        cases.SetAttribute,
        codes.AddCode,
        codes.EditCode,
        codes.MoveCode,
        codes.RemoveCode,
        codings.ApplyCode,
        codings.ApplyCodes,
        codings.EditCoding,
        codings.RemoveCodings,
        codings.StarCodings,
        documents.ImportDocument,
        documents.RemoveDocument,
        documents.RenameDocument,
        documents.SetDocumentState,
        guide.AddQuestion,
        guide.EditQuestion,
        guide.ImportGuide,
        guide.MarkAsked,
        guide.MatchGuide,
        guide.RemoveQuestion,
        guide.UnmarkAsked,
        joining.JoinCases,
        memos.AddMemo,
        memos.EditMemo,
        memos.RemoveMemo,
        placing.ApplyNewCode,
        placing.CodePassage,
        reading_marks.MarkReading,
        reading_marks.UnmarkReading,
        recoding.RecodeCodings,
        revising.ReviseDocument,
        settling.PlaceLost,
        settling.SettlePassages,
        studies.EditStudy,
        tables.ImportCodes,
        tables.ImportCodings,
        theme_tables.ImportThemes,
        themes.AddTheme,
        themes.EditTheme,
        themes.LinkTheme,
        themes.UnlinkTheme,
        tidying.MergeCodes,
        tidying.SplitCode,
        turns.GiveVoice,
        turns.JoinTurns,
        turns.RenameSpeaker,
        turns.SplitTurn,
    )
}
