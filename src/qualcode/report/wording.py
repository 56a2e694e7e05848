"""The report's own language, whatever the interface speaks, and the question of a reading said in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model import messages
from qualcode.model.meeting import NEAR
from qualcode.model.messages import N_, NN_
from qualcode.model.practice import BEFORE
from qualcode.model.results import Cooccurrence, Keywords
from qualcode.report.base import documents_counted, refused_clause
from qualcode.words.typography import date, number, percent, profile_of, quoted, respaced

if TYPE_CHECKING:
    from gettext import NullTranslations

    from qualcode.model.results import Population, Question, Result
    from qualcode.words.typography import Profile


@dataclass(frozen=True, slots=True)
class Wording:
    """Messages and typography of one language; our sentences are spaced by its profile, what fills them never is."""

    catalogue: NullTranslations
    profile: Profile

    @property
    def language(self) -> str:
        """The profile's name: fr-CA, fr-FR or en."""
        return self.profile.name

    def gettext(self, message: str, **fields: object) -> str:
        """Translate a message and fill its named fields."""
        return respaced(self.catalogue.gettext(messages.in_words(message)), self.profile).format_map(fields)

    def ngettext(self, one: str, many: str, count: int, **fields: object) -> str:
        """Translate a message that depends on a count, filled in as `{count}`."""
        message = respaced(self.catalogue.ngettext(one, many, count), self.profile)
        return message.format_map({"count": self.number(count), **fields})

    def pgettext(self, context: str, message: str, **fields: object) -> str:
        """Translate a message whose words mean different things in different places."""
        return respaced(self.catalogue.pgettext(context, message), self.profile).format_map(fields)

    def number(self, value: float, decimals: int | None = None) -> str:
        """Write a number as the language does."""
        return number(value, self.profile, decimals)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Write a share from 0 to 1 as a percentage."""
        return percent(share, self.profile, decimals)

    def date(self, iso: str) -> str:
        """Write a date in full."""
        return date(iso, self.profile)

    def quoted(self, text: str) -> str:
        """Put words between the language's quotation marks."""
        return quoted(text, self.profile)

    def listed(self, names: tuple[str, ...]) -> str:
        """Join names by commas, the last by and."""
        if len(names) < 2:  # noqa: PLR2004 - one name needs no comma
            return "".join(names)
        return self.gettext("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def wording_of(language: str) -> Wording:
    """Return the wording of a report's language: fr-CA, fr-FR or en.

    Raises:
        BadChoice: for any other language.
    """
    profile = profile_of(language)
    return Wording(messages.catalogue(profile.name), profile)


_READINGS: Final = {
    "frequencies": N_("how often each code was applied"),
    "cooccurrence": N_("which codes meet in the same unit"),
    "keywords": N_("the words used most often"),
    "cloud": N_("the words used most often"),
    "crosstab": N_("codes by the values of an attribute"),
    "saturation": N_("new codes by interview"),
    "talk": N_("who speaks how much, and after whom"),
    "matrix": N_("what each case says of each theme or code"),
    "profile": N_("what one case says of each theme or code"),
    "groups": N_("turns that go by the same words; no themes"),
    "codeline": N_("where codes lie along what is said"),
    "sequence": N_("which code follows which"),
    "coverage": N_("how much of what is said is coded"),
    "codemap": N_("codes near each other on a map"),
}
UNIT_NAMES: Final = {
    "turn": N_("turn"),
    "overlap": N_("overlapping passages"),
    "sentence": N_("sentence"),
    "paragraph": N_("paragraph"),
    "document": N_("document"),
    "case": N_("case"),
}
_LEVELS: Final = {"group": N_("read by group of codes"), "theme": N_("read by theme")}
_BY: Final = {
    "document": N_("compared by document"),
    "case": N_("compared by case"),
    "speaker": N_("compared by voice"),
    "code": N_("compared by code"),
    "group": N_("compared by group of codes"),
    "theme": N_("compared by theme"),
    "question": N_("compared by question of the guide"),
    "round": N_("compared by round of coding"),
    "phase": N_("compared by third of the conversation"),
}
_OPTIONS: Final = {
    "questions": N_("answers to"),
    "rounds": N_("coded in the round"),
    "leave_out": N_("lists of words left out"),
    "stop_words": N_("further words left out"),
    "minimum": N_("said at least so many times"),
    "cases": N_("said by at least so many cases of a group"),
    "rank": N_("ranked by"),
    "only": N_("against all the rest"),
    "case": N_("of the case"),
    "across": N_("in the rows"),
    "of": N_("made of"),
    "longest": N_("of at most so many words"),
    "codes": N_("of these codes"),
    "colour_by": N_("coloured by"),
    "permutations": N_("random arrangements"),
    "seed": N_("seed (the same draws again)"),
    "bounds": N_("cut at"),
    "order": N_("in the order of"),
    "base": N_("interviews of the base"),
    "run": N_("interviews of a run"),
    "threshold": N_("at most this share new"),
    "orders": N_("random orders"),
    "rows": N_("only the rows"),
    "columns": N_("only the columns"),
    "resamples": N_("resamples for the intervals"),
    "method": N_("method"),
}
_SAID_WHOLE: Final = {
    "agreed": N_("only what all coders of a document say alike"),
    "within_questions": N_("chance moves codes inside each answer to the guide"),
}
"""Options that are said in one clause, without a value."""
_LIE_NEAR: Final = N_("which codes lie near each other")
_NEAR: Final = {
    "turns": NN_(
        "unit: passages that overlap or lie at most {count} turn apart",
        "unit: passages that overlap or lie at most {count} turns apart",
    ),
    "words": NN_(
        "unit: passages that overlap or lie at most {count} word apart",
        "unit: passages that overlap or lie at most {count} words apart",
    ),
}
"""The unit at a distance, in one clause: what overlaps and what lies apart would contradict each other in two."""
_PEOPLES: Final = frozenset({"questions", "stop_words", "only", "case", "codes", "rows", "columns"})
"""Options whose values somebody wrote: unmarked, a short name such as `1, oui` would read as several."""
_VALUES: Final = {
    "grammar": N_("grammar"),
    "fillers": N_("fillers"),
    "common": N_("common words"),
    "negation": N_("negation"),
    "code": N_("code"),
    "group": N_("group of codes"),
    "theme": N_("theme"),
    "mds": N_("multidimensional scaling"),
    "correspondence": N_("correspondence analysis of codes and cases"),
    "tfidf": N_("TF-IDF"),
    "passages": N_("coded passages"),
    "questions": N_("questions of the guide, answered"),
    "count": N_("how often they are said"),
}
_HEEDED: Final = NN_("{count} word of the project’s own heeded", "{count} words of the project’s own heeded")
_ROADS: Final = {
    "quick": N_("words brought together by rules and lists of forms"),
    "deep": N_("words brought together by a language model"),
}


def question_sentence(result: Result, language: str, *, whom: bool = True) -> str:
    """Say in words all that a reading was asked and whom it counted.

    Args:
        result: any reading's answer.
        language: fr-CA, fr-FR or en.
        whom: False leaves out whom it counted, where that is said elsewhere.
    """
    wording = wording_of(language)
    clauses = _asked(result, wording)
    if whom:
        clauses += counted_whom(result.population, result.question, wording)
    text = f"{wording.profile.before_high}; ".join(clauses)
    return f"{text[:1].upper()}{text[1:]}."


def _asked(result: Result, wording: Wording) -> list[str]:
    question = result.question
    asked = _LIE_NEAR if NEAR in dict(question.options) else _READINGS.get(question.reading)
    clauses = [wording.gettext(asked) if asked else question.reading]
    if question.level in _LEVELS:
        clauses.append(wording.gettext(_LEVELS[question.level]))
    if question.unit:
        clauses.append(_unit(result, wording))
    if question.by:
        clauses.append(_by(question.by, wording))
    if question.raw:
        clauses.append(wording.gettext("every pair of codings that share a character counted"))
    if question.limit is not None:
        clauses.append(wording.ngettext("the first {count} kept", "the first {count} kept", question.limit))
    if isinstance(result, Keywords) and result.road in _ROADS:
        clauses.append(wording.gettext(_ROADS[result.road]))
    if isinstance(result, Keywords) and result.own_words:
        clauses.append(wording.ngettext(*_HEEDED, result.own_words))
    clauses += [_option(name, value, wording) for name, value in question.options if name != NEAR]  # the unit says it
    if question.coder is None:
        about_words = isinstance(result, Keywords) or question.reading in {"talk", "groups"}
        about_codings = not about_words or question.by in {"code", "group", "theme"}
        return [*clauses, wording.gettext("codings of the whole team")] if about_codings else clauses
    return [*clauses, wording.gettext("codings of {coder} alone", coder=question.coder)]


def _option(name: str, value: object, wording: Wording) -> str:
    """Say what one reading alone asks; people's words in it stand between quotation marks."""
    if name == "leave_out" and not value:
        return wording.gettext("no list of words left out")
    if name in _SAID_WHOLE:
        return wording.gettext(_SAID_WHOLE[name])
    called = wording.gettext(_OPTIONS[name]) if name in _OPTIONS else name
    if name == "rounds" and isinstance(value, (tuple, list)):
        said = wording.listed(tuple(_round(str(one), wording) for one in value))
    elif name in _PEOPLES:
        said = wording.listed(tuple(wording.quoted(str(one)) for one in _several(value)))
    else:
        said = _value(value, wording)
    return wording.gettext("{name}: {value}", name=called, value=said)


def _several(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


def _round(name: str, wording: Wording) -> str:
    return wording.gettext("before the first round") if name == BEFORE else wording.quoted(name)


def unit_phrase(result: Cooccurrence, wording: Wording) -> str:
    """Say the unit and how many there were: `unit: turn, n = 412`; at a distance, how far apart passages may lie."""
    apart = dict(result.question.options).get(NEAR)
    if isinstance(apart, (tuple, list)):
        return wording.ngettext(*_NEAR[str(apart[1])], apart[0])
    name = wording.gettext(UNIT_NAMES.get(result.question.unit or "turn", "{unit}"), unit=result.question.unit)
    if result.question.unit == "overlap":
        return wording.gettext("unit: {unit}", unit=name)
    return wording.gettext("unit: {unit}, n = {count}", unit=name, count=wording.number(result.n))


def _unit(result: Result, wording: Wording) -> str:
    if not isinstance(result, Cooccurrence):
        name = wording.gettext(UNIT_NAMES.get(result.question.unit or "turn", "{unit}"), unit=result.question.unit)
        return wording.gettext("unit: {unit}", unit=name)
    phrase = unit_phrase(result, wording)
    if not result.paragraph_documents:
        return phrase
    names = wording.listed(result.paragraph_documents)
    return wording.gettext("{unit} (paragraph in {documents}, without turns)", unit=phrase, documents=names)


def _by(by: str, wording: Wording) -> str:
    if by in _BY:
        return wording.gettext(_BY[by])
    name = wording.quoted(by.removeprefix("attribute:"))
    return wording.gettext("compared by attribute {name}", name=name)


def _value(value: object, wording: Wording) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(_value(one, wording) for one in value)
    if isinstance(value, float):
        return wording.number(value)
    if isinstance(value, str) and value.startswith("attribute:"):
        return wording.quoted(value.removeprefix("attribute:"))
    return wording.gettext(_VALUES[value]) if isinstance(value, str) and value in _VALUES else str(value)


def counted_whom(population: Population, question: Question, wording: Wording) -> list[str]:
    """Say whom a reading counted, as clauses: documents, turns and people, the interviewer."""
    clauses = [documents_counted(population, wording, question)]
    if population.refused_cases:
        clauses.append(refused_clause(population, wording))
    if question.raw:
        return [*clauses, wording.gettext("every turn, the interviewer’s too")]
    turns = wording.ngettext("{count} turn", "{count} turns", population.n_turns)
    if population.n_turns and population.n_cases:
        people = wording.ngettext("{count} participant", "{count} participants", population.n_cases)
        clauses.append(wording.gettext("{turns} by {people}", turns=turns, people=people))
    elif population.n_turns:
        clauses.append(turns)
    if question.interviewer:
        clauses.append(wording.gettext("the interviewer’s words counted too"))
    elif population.n_turns:
        clauses.append(wording.gettext("the interviewer’s words left out"))
    return clauses
