"""Small studies, made by hand or by chance."""

from __future__ import annotations

from hypothesis import strategies as st

from qualcode.model.material import CaseLinkRow, CaseRow, CodeRow, CodingRow, DocumentRow, Material, ThemeRow, TurnRow

CODES = ("a", "b", "c")
CODERS = {"m": "Marie", "j": "Jean", "f": "Fatou"}


def code(name: str, parent: str | None = None) -> CodeRow:
    return CodeRow(name, name, name, (name,), parent)


def document(name: str, text: str, state: str = "to_read", language: str = "fr") -> DocumentRow:
    return DocumentRow(name, name, language, state, len(text), f"sha of {name}")


def study(  # noqa: PLR0913 - a study has that many parts
    texts: dict[str, str],
    turns: list[TurnRow],
    codings: list[tuple[str, int, int, str, str]],
    *,
    codes: tuple[CodeRow, ...] = tuple(code(name) for name in CODES),
    states: dict[str, str] | None = None,
    cases: tuple[CaseRow, ...] = (),
    links: tuple[CaseLinkRow, ...] = (),
    themes: tuple[ThemeRow, ...] = (),
    languages: dict[str, str] | None = None,
) -> Material:
    return Material(
        documents=tuple(
            document(name, text, (states or {}).get(name, "to_read"), (languages or {}).get(name, "fr"))
            for name, text in texts.items()
        ),
        turns=tuple(turns),
        codings=tuple(CodingRow(f"k{number}", *row) for number, row in enumerate(codings)),
        codes=codes,
        coders=CODERS,
        cases=cases,
        links=links,
        themes=themes,
    )


def spoken(name: str, *said: tuple[str, str]) -> tuple[str, list[TurnRow]]:
    """Write "Voice: words" lines; a voice that ends in ? is the interviewer; a voice is its own case."""
    text, turns = "", []
    for voice, words in said:
        text += f"{voice}: "
        role = "interviewer" if voice.endswith("?") else "participant"
        turns.append(
            TurnRow(name, voice, role, len(text), len(text) + len(words), None if role == "interviewer" else voice)
        )
        text += words + "\n"
    return text, turns


@st.composite
def studies(draw: st.DrawFn) -> tuple[Material, dict[str, str]]:
    """Draw a study of up to three short documents, some without turns, with codings anywhere."""
    texts: dict[str, str] = {}
    turns: list[TurnRow] = []
    states: dict[str, str] = {}
    for name in ("D1", "D2", "D3")[: draw(st.integers(1, 3))]:
        text = ""
        has_turns = draw(st.booleans())
        for number in range(draw(st.integers(1, 4))):
            words = " ".join(draw(st.lists(st.sampled_from(["un", "deux", "trois", "..."]), min_size=1, max_size=3)))
            if has_turns:
                role = draw(st.sampled_from(["participant", "interviewer", "other"]))
                turns.append(TurnRow(name, f"V{number % 2}", role, len(text), len(text) + len(words), None))
            text += words + "  "
        texts[name] = text
        states[name] = draw(st.sampled_from(["to_read", "coded", "reviewed", "reading"]))
    codings = []
    for _ in range(draw(st.integers(1, 10))):
        name = draw(st.sampled_from(sorted(texts)))
        start = draw(st.integers(0, len(texts[name]) - 1))
        end = draw(st.integers(start + 1, min(len(texts[name]), start + 12)))
        codings.append((name, start, end, draw(st.sampled_from(CODES)), draw(st.sampled_from(sorted(CODERS)))))
    return study(texts, turns, codings, states=states), texts
