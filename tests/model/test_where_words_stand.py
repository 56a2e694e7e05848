"""Where words still stand is told once a noun, whatever their capitals."""

from __future__ import annotations

from qualcode.model.purging import Left, by_noun, holding_name


def test_a_noun_is_told_once_whatever_the_capitals() -> None:
    left = [
        Left("", "codings", 3, exact=True, named=("a", "b")),
        Left("", "memos", 1, exact=False),
        Left("", "codings", 2, exact=False, named=("b", "c")),
        Left("study.qualcode-wal", "codings", 1, exact=True),
    ]
    told = by_noun(left)
    assert [(one.file, one.noun, one.count, one.exact, one.named) for one in told] == [
        ("", "codings", 5, True, ("a", "b", "c")),
        ("", "memos", 1, False, ()),
        ("study.qualcode-wal", "codings", 1, True, ()),
    ]
    assert holding_name(2).startswith("2 backups hold the name still")
