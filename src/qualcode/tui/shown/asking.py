"""The questions of the place of readings: how each begins, and what of it can be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from qualcode.analysis.by_question import ASKED
from qualcode.model.meeting import COLUMNS, NEAR, RESAMPLES, ROWS
from qualcode.model.messages import N_, _, pgettext
from qualcode.model.practice import BEFORE, BY_ROUND, ROUNDS
from qualcode.model.results import LEVELS, UNITS, Question
from qualcode.readings import asked_words
from qualcode.tui.dialogs.question import Field
from qualcode.tui.shown import asked_clouds, asked_terms
from qualcode.tui.shown.asked_comparisons import COMPARISONS, options_of
from qualcode.tui.shown.asked_course import APART, meeting_fields, meeting_options, told_sides
from qualcode.words.stopwords import DEFAULT_GROUPS, GROUPS, NEGATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.model.material import AskedRow, QuestionRow
    from qualcode.model.results import Level, Unit

COOCCURRENCE, KEYWORDS, CLOUD, FREQUENCIES = "cooccurrence", "keywords", "cloud", "frequencies"
ANY: Final = ""
CLOUD_WORDS: Final = 150
_UNITS: Final = {
    "turn": N_("turn"),
    "overlap": N_("overlapping passages"),
    "sentence": N_("sentence"),
    "paragraph": N_("paragraph"),
    "document": N_("document"),
    "case": N_("case"),
}
_LEVELS: Final = {"code": N_("codes"), "group": N_("groups of codes"), "theme": N_("themes")}
_BY: Final = {
    ANY: N_("nothing: the whole"),
    "document": N_("document"),
    "case": N_("case"),
    "code": N_("code"),
    "group": N_("group of codes"),
    "theme": N_("theme"),
    BY_ROUND: N_("round of coding"),
    "question": N_("question of the guide"),
}
_OF_TESTS: Final = frozenset({"permutations", "seed", RESAMPLES})
"""Options that tests write into a question: let go where it is changed."""
_SIZES: Final = ("25", "50", "100", "150", "300")


def begun(reading: str, coder: str | None) -> Question:
    """Return the question a reading begins with.

    Args:
        reading: cooccurrence, keywords, cloud or frequencies.
        coder: whose codings; None for the whole team's. Words are everybody's.
    """
    if reading == COOCCURRENCE:
        return Question(reading, coder=coder, unit="turn")
    if reading == FREQUENCIES:
        return Question(reading, coder=coder)
    return asked_words(reading, limit=CLOUD_WORDS if reading == CLOUD else None)


def fields(  # noqa: PLR0913, PLR0917 - all that a study offers for choice
    question: Question,
    coders: Sequence[str],
    attributes: Sequence[str],
    rounds: Sequence[str] = (),
    guide: Sequence[str] = (),
    groups: Sequence[str] = (),
) -> list[Field]:
    """Return what can be changed of a question.

    Args:
        question: as it stands.
        coders: names of those who have codings.
        attributes: names of the cases' attributes.
        rounds: names of the rounds of coding; without any, nothing is asked about them.
        guide: names of the questions of the interview guide that are asked somewhere; as of rounds.
        groups: names of the codes at the top of the codebook.
    """
    plain = ("document", "case", *([BY_ROUND] if rounds else ()), *(["question"] if guide else ()))
    asked = _asked(question, coders, attributes, plain)
    if question.reading == COOCCURRENCE:
        asked += meeting_fields(question, coders, groups, guide=bool(guide))
    if guide:
        asked.append(_answered(question, guide))
    return [*asked, _round(question, rounds)] if rounds and question.reading != CLOUD else asked


def asked_names(questions: Iterable[QuestionRow], askings: Iterable[AskedRow]) -> list[str]:
    """Return the names of the questions of the guide that are asked somewhere, in its order.

    Args:
        questions: the guide.
        askings: where they are asked.
    """
    asked = {row.question for row in askings}
    return [question.name for question in questions if question.id in asked]


def _asked(question: Question, coders: Sequence[str], attributes: Sequence[str], plain: Sequence[str]) -> list[Field]:
    if question.reading == COOCCURRENCE:
        unit = tuple((unit, _(_UNITS[unit])) for unit in UNITS)
        where = Field("unit", _("where they meet"), unit, question.unit or "turn")
        return [where, _level(question), _who(question, coders)]
    if question.reading == FREQUENCIES:
        return [_level(question), _by(question, plain, attributes), _who(question, coders)]
    common = [_size(question), _negation(question), _interviewer(question)]
    if question.reading == CLOUD:
        made = asked_clouds.fields(question, attributes)
        return [*made, _who(question, coders)] if made[0].value else [*made, *common]
    by = (*(one for one in plain if one != BY_ROUND), "code", "group", "theme")
    return [_by(question, by, attributes), *asked_terms.fields(question), *common, _who(question, coders)]


def _level(question: Question) -> Field:
    return Field("level", _("what is counted"), tuple((level, _(_LEVELS[level])) for level in LEVELS), question.level)


def _who(question: Question, coders: Sequence[str]) -> Field:
    choices = ((ANY, _("the whole team")), *((name, name) for name in coders))
    return Field("coder", _("whose codings"), choices, question.coder or ANY)


def _round(question: Question, rounds: Sequence[str]) -> Field:
    choices = (
        (ANY, _("all of them")),
        (BEFORE, _("before the first round")),
        *((name, name) for name in rounds),
    )
    now = dict(question.options).get(ROUNDS, ())
    return Field("round", _("coded in the round"), choices, str(now[0]) if isinstance(now, tuple) and now else ANY)


def _answered(question: Question, guide: Sequence[str]) -> Field:
    choices = ((ANY, _("everything that is said")), *((name, name) for name in guide))
    now = dict(question.options).get(ASKED, ())
    return Field("answers", _("in answer to"), choices, str(now[0]) if isinstance(now, tuple) and now else ANY)


def _by(question: Question, plain: Sequence[str], attributes: Sequence[str]) -> Field:
    choices = [(by, _(_BY[by])) for by in (ANY, *plain)]
    choices += [(f"attribute:{name}", name) for name in attributes]
    return Field("by", _("compared by"), tuple(choices), question.by or ANY)


def _size(question: Question) -> Field:
    sizes = dict.fromkeys((*_SIZES, *([str(question.limit)] if question.limit else ())))
    ordered = sorted(sizes, key=int)
    words = _("how many of each") if question.by else _("how many words")
    return Field("limit", words, tuple((size, size) for size in ordered), str(question.limit or _SIZES[0]))


def _interviewer(question: Question) -> Field:
    choices = (("", _("left out")), ("yes", _("counted too")))
    return Field("interviewer", _("the interviewer’s words"), choices, "yes" if question.interviewer else "")


def _negation(question: Question) -> Field:
    choices = (("", pgettext("words", "left out")), ("yes", pgettext("words", "counted too")))
    return Field("negation", _("not, never, nothing …"), choices, "" if NEGATION in _left_out(question) else "yes")


def _left_out(question: Question) -> tuple[str, ...]:
    return cast("tuple[str, ...]", dict(question.options).get("leave_out", DEFAULT_GROUPS))


def _of_its_level(question: Question, values: dict[str, str]) -> dict[str, str]:
    """Return values without the rows and columns of another level, whose names mean nothing at the one asked for."""
    if values.get("level", question.level) == question.level:
        return values
    before = {side: APART.join(names) for side, names in told_sides(question).items()}
    return values | {side: "" for side in (ROWS, COLUMNS) if values.get(side, before.get(side)) == before.get(side)}


def _options(question: Question, values: dict[str, str]) -> tuple[tuple[str, object], ...]:
    """Return the options of a question with the negations left out or let in; a test against chance is let go."""
    kept = {name: value for name, value in question.options if name not in _OF_TESTS}
    if question.reading == COOCCURRENCE:
        kept = meeting_options(kept, _of_its_level(question, values))
    if "negation" in values:
        out = {*_left_out(question)} - {NEGATION} if values["negation"] else {*_left_out(question), NEGATION}
        kept["leave_out"] = tuple(group for group in GROUPS if group in out)
    for name, option in (("round", ROUNDS), ("answers", ASKED)):
        if name in values:
            kept.pop(option, None)
            if values[name]:
                kept[option] = (values[name],)
    return tuple(sorted(kept.items()))


def changed(question: Question, values: dict[str, str]) -> Question:
    """Return a question with other answers to its fields.

    Args:
        question: as it stood.
        values: by the name of the field.
    """
    if question.reading in COMPARISONS:
        question = options_of(question, values)
    if question.reading == CLOUD:
        question = asked_clouds.changed(question, values, begun(CLOUD, None))
    made = replace(
        question,
        unit=cast("Unit", values["unit"]) if "unit" in values else question.unit,
        level=cast("Level", values.get("level", question.level)),
        by=values.get("by", question.by or ANY) or None,
        coder=values.get("coder", question.coder or ANY) or None,
        interviewer=bool(values.get("interviewer", question.interviewer)),
        options=question.options if question.reading in COMPARISONS else _options(question, values),
    )
    if NEAR in dict(made.options):
        made = replace(made, unit="overlap")
    made = replace(made, limit=int(values["limit"])) if "limit" in values else made
    return asked_terms.compared(question, made, values) if question.reading == KEYWORDS else made
