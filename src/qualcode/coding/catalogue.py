"""Every action, by kind; importing it fills the table of handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding import dismissals, memos, own_words, studies
from qualcode.coding.cases import cases, consents, joining
from qualcode.coding.codebook import also_in, approach, codes, rechecking, retiring, rounds, tidying
from qualcode.coding.documents import documents, editing, guide, reading_marks, revising, settling, turns
from qualcode.coding.documents import sets as document_sets
from qualcode.coding.outlines import outlines, parts, quotes
from qualcode.coding.passages import codings, gathered, placing, queries, recoding, tables
from qualcode.coding.purging import former, withdrawing
from qualcode.coding.purging import words as purging_words
from qualcode.coding.themes import tables as theme_tables
from qualcode.coding.themes import themes
from qualcode.coding.themes import tidying as theme_tidying

if TYPE_CHECKING:
    from qualcode.coding.actions import Action

ACTIONS: Final[dict[str, type[Action]]] = {
    kind.__name__: kind
    for kind in (
        also_in.ListAlso,
        also_in.ListNoMore,
        also_in.PlaceAlso,
        approach.NameApproach,
        cases.AddCase,
        cases.EditCase,
        cases.ImportAttributes,
        cases.LinkCase,
        cases.RemoveCase,
        cases.SetAttribute,
        consents.SetConsent,
        codes.AddCode,
        codes.EditCode,
        codes.MoveCode,
        codes.RemoveCode,
        codings.ApplyCode,
        codings.ApplyCodes,
        codings.EditCoding,
        codings.RemoveCodings,
        codings.StarCodings,
        dismissals.DismissWarning,
        document_sets.MoveDocumentSet,
        document_sets.RemoveDocumentSet,
        document_sets.RenameDocumentSet,
        document_sets.SaveDocumentSet,
        documents.ImportDocument,
        documents.RemoveDocument,
        documents.RenameDocument,
        documents.SetDocumentState,
        editing.EditText,
        gathered.ApplyGathered,
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
        own_words.AddOwnWord,
        own_words.RemoveOwnWord,
        outlines.AddOutline,
        outlines.FillOutline,
        outlines.RemoveOutline,
        outlines.RenameOutline,
        parts.AddPart,
        parts.MovePart,
        parts.RemovePart,
        parts.RenamePart,
        parts.SetPartOptions,
        parts.WritePart,
        quotes.MoveQuote,
        quotes.PlaceQuote,
        quotes.RejectQuote,
        quotes.ReleaseQuote,
        quotes.SetQuoteForm,
        quotes.TranslateQuote,
        quotes.TrimQuote,
        placing.ApplyNewCode,
        placing.CodePassage,
        former.PurgeFormer,
        purging_words.PurgeWords,
        withdrawing.WithdrawCase,
        queries.RemoveQuery,
        queries.SaveQuery,
        reading_marks.MarkReading,
        reading_marks.UnmarkReading,
        rechecking.RecheckCodings,
        recoding.RecodeCodings,
        retiring.BringBackCode,
        retiring.RetireCode,
        revising.ReviseDocument,
        rounds.EditRound,
        rounds.RemoveRound,
        rounds.StartRound,
        settling.PlaceLost,
        settling.SettlePassages,
        studies.EditStudy,
        tables.ImportCodes,
        tables.ImportCodings,
        theme_tables.ImportThemes,
        theme_tidying.MergeThemes,
        theme_tidying.MoveLinks,
        theme_tidying.SplitTheme,
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
