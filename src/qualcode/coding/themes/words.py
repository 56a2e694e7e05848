"""Themes in words: how a link bears on a claim, who speaks in a theme and who does not, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from qualcode.model.messages import N_, NN_, _, counted, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.changes import Change
    from qualcode.model.theming import Supported, ThemeEvent, Theming

STATUSES: Final = {"candidate": N_("candidate"), "kept": N_("kept"), "dropped": N_("dropped")}
"""How each status is said."""
BEARINGS: Final = {"supports": N_("supports"), "nuances": N_("nuances"), "contradicts": N_("contradicts")}
"""How what a theme rests on bears on its claim."""
_OF_WORDS: Final[dict[str, str]] = {
    "made": N_("made: “{after}”"),
    "renamed": N_("“{before}” became “{after}”"),
    "claim": N_("claim: “{after}”, before: “{before}”"),
    "status": N_("{after}, before: {before}"),
    "memo": N_("memo: “{after}”"),
    "merged": N_("“{other_name}” was merged into it: “{before}”"),
    "gone": N_("removed"),
}
_BARE: Final[dict[str, str]] = {
    "made": N_("made"),
    "claim": N_("claim: “{after}”"),
    "memo": N_("the memo was emptied"),
    "merged": N_("“{other_name}” was merged into it"),
}
"""Where one of the words is empty."""
_OF_LINKS: Final[dict[str, str]] = {
    "linked": N_("{things}: {after}"),
    "unlinked": N_("{things}: taken away"),
    "stance": N_("{things}: {after}, before: {before}"),
    "came": N_("{things}: {after}, came from “{other_name}”"),
    "went": N_("{things}: went to “{other_name}”"),
    "united": N_("{things}: two links became one; the one that is gone had: {before}"),
}


def event_words(event: ThemeEvent, called: Mapping[str, str]) -> str:
    """Say what became of a theme in the reader's language.

    Args:
        event: what it was.
        called: the labels of the codes there are, by id.
    """
    if event.kind in _OF_LINKS:
        stance = {name: _(BEARINGS.get(getattr(event, name), "")) if getattr(event, name) else "" for name in _SIDES}
        return _(_OF_LINKS[event.kind]).format(things=_things(event, called), other_name=event.other_name, **stance)
    told = {"before": event.before, "after": event.after, "other_name": event.other_name}
    if event.kind == "status":
        told |= {name: _(STATUSES.get(getattr(event, name), "")) for name in _SIDES}
    bare = event.kind in _BARE and not (event.before if event.kind in {"claim", "merged"} else event.after)
    words = _((_BARE if bare else _OF_WORDS)[event.kind]).format(**told)
    if event.kind == "made" and event.other_name:
        words = _("{words}, split from “{name}”").format(words=words, name=event.other_name)
    return words


_SIDES: Final = ("before", "after")


def _things(event: ThemeEvent, called: Mapping[str, str]) -> str:
    """Name the codes and count the passages that links lead to."""
    names = [_("“{words}”").format(words=called[code]) for code in event.codes if code in called]
    gone = sum(code not in called for code in event.codes)
    if gone:
        names.append(counted(NN_("{count} code removed since", "{count} codes removed since"), gone).format(count=gone))
    if event.codings:
        count = len(event.codings)
        names.append(counted(NN_("{count} passage", "{count} passages"), count).format(count=count))
    return ", ".join(names)


def differing_words(merge: Change) -> str:
    """Say that codes merged into one bore on themes with different stances; empty where none did.

    Args:
        merge: the merge of codes.
    """
    themes = cast("list[str]", merge.note("doubtful", []))
    if not themes:
        return ""
    words = ngettext(
        "stances differed toward the theme {names}: the graver one stays, its history keeps the other",
        "stances differed toward the themes {names}: the graver one stays, their history keeps the other",
        len(themes),
    )
    return words.format(names=", ".join(_("“{words}”").format(words=name) for name in themes))


def voices_words(one: Supported, theming: Theming, names: Mapping[str, str], most: int | None = None) -> list[str]:
    """Say how many of the participants speak in a theme, who does not, who speaks against it, who is not coded yet.

    Args:
        one: the theme.
        theming: all of them, for those of whom nothing is coded yet.
        names: of the cases, by id.
        most: at most so many names of each; the others are counted. None for all.
    """
    total = len(theming.coded)
    if not total:
        return []
    words = ngettext("{speaking} of {count} participant", "{speaking} of {count} participants", total)
    parts = [words.format(speaking=len(one.speaking), count=total)]
    for sentence, cases in (
        (N_("not: {names}"), one.silent),
        (N_("against: {names}"), one.against),
        (N_("nothing coded yet: {names}"), theming.uncoded),
    ):
        if cases:
            parts.append(_(sentence).format(names=_named(cases, names, most)))
    return parts


def _named(cases: Sequence[str], names: Mapping[str, str], most: int | None) -> str:
    few = [names.get(case, "") for case in cases[:most]]
    rest = len(cases) - len(few)
    if rest:
        few.append(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
    return ", ".join(few)
