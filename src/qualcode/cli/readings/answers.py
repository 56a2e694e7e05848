"""How a reading answers: its question first, then its table, then what it left out; or one JSON object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.cli.common import output
from qualcode.cli.common.layout import show_words
from qualcode.model.messages import _, interface_language, ngettext
from qualcode.report.base import left_out_sentence, named_some
from qualcode.report.wording import question_sentence, wording_of
from qualcode.words.typography import Profile, number, percent, profile_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.results import Result


def answer(result: Result, show: Callable[[], None], *, as_json: bool) -> None:
    """Print a reading's answer.

    Args:
        result: the answer; a table without its question is not evidence, so the question stands above it.
        show: prints the table.
        as_json: whether one JSON object is asked for.
    """
    if as_json:
        show_as_json(result)
        return
    show_words(question_sentence(result, interface_language()))
    output.show()
    show()
    for sentence in left_out(result):
        output.show()
        show_words(sentence)


def show_as_json(result: Result, **more: object) -> None:
    """Print the object of `--json` of a reading's answer, and what else is told of it."""
    about = result.about() | more
    question: Any = about.pop("question")
    output.show_json(question, result.plain_rows(), **about)


def by_title(by: str) -> str:
    """Return the title of the column of what a reading compares."""
    titles = {
        "document": _("Document"),
        "case": _("Case"),
        "speaker": _("Voice"),
        "code": _("Code"),
        "group": _("Group"),
        "theme": _("Theme"),
        "question": _("Question"),
        "round": _("Round"),
        "phase": _("Part"),
    }
    return titles.get(by, by.removeprefix("attribute:"))


def no_group(by: str | None) -> str:
    """Say what has no group in a comparison."""
    named = {"question": _("(before any question)"), "round": _("(before the first round)")}
    return named.get(by or "", _("(no value)"))


def left_out(result: Result) -> list[str]:
    """Say what a reading did not count."""
    population, sentences = result.population, []
    if population.left_out:
        wording = wording_of(interface_language())
        names = named_some(population.left_out, wording)  # `--json` names them all
        sentences.append(left_out_sentence(population, wording, names, result.question))
    if population.codings_outside:
        sentence = ngettext(
            "{count} coding in these documents lies outside the speech that was counted.",
            "{count} codings in these documents lie outside the speech that was counted.",
            population.codings_outside,
        )
        sentences.append(sentence.format(count=output.numbers(population.codings_outside)))
    return sentences


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes the numbers of a long table: the language is asked for once, not for each number."""

    profile: Profile

    @classmethod
    def spoken(cls) -> Figures:
        """Write as the interface's language does."""
        return cls(profile_of(interface_language()))

    def whole(self, value: float | None) -> str:
        """Write a number; nothing for None."""
        return "" if value is None else number(value, self.profile)

    def share(self, value: float | None, decimals: int = 0) -> str:
        """Write a share from 0 to 1 as a percentage; nothing for None."""
        return "" if value is None else percent(value, self.profile, decimals)

    def decimal(self, value: float | None, decimals: int = 2) -> str:
        """Write a number with so many decimals; nothing for None."""
        return "" if value is None else number(value, self.profile, decimals)


def share(value: float | None, decimals: int = 0) -> str:
    """Write a share from 0 to 1 as a percentage of the interface's language; nothing for None."""
    return Figures.spoken().share(value, decimals)


def decimal(value: float | None, decimals: int = 2) -> str:
    """Write a number with so many decimals in the interface's language; nothing for None."""
    return Figures.spoken().decimal(value, decimals)
