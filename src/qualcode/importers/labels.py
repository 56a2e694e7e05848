"""What the label of a speaker looks like in French and English transcripts, and what only looks like one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from qualcode.words.folding import folded, without_accents

if TYPE_CHECKING:
    from collections.abc import Iterable

Shape = Literal["code", "role", "name", "title", "lower", "never"]
"""P1 · Intervieweuse · Marie Tremblay · La greffière · marie · no label at all."""

LONGEST: Final = 60
"""Characters: longer than any name with a function, shorter than a sentence of speech."""
MOST_WORDS: Final = 6

INTERVIEWER: Final = re.compile(
    r"\b(?:inter?vie?we?u(?:r|se)s?|interviewers?|enqu[eê]t(?:eu(?:r|se)|rice)s?|animat(?:eur|rice)s?"
    r"|mod[eé]rat(?:eur|rice|or)s?|facilitat(?:or|eur|rice)s?|int|intv|intw)\b"
)
"""Words for the person who asks, in a folded label."""

RESEARCHER: Final = re.compile(r"\b(?:chercheu(?:r|se)s?|recherchistes?|researchers?)\b")
"""Who asks too, unless somebody bears one of the words above: researchers are sometimes the participants."""

_PARTICIPANT: Final = re.compile(
    r"\b(?:participant(?:e|s|es)?|r[eé]pondant(?:e|s|es)?|respondents?|interview[eé]e?s?|interviewees?"
    r"|informat(?:eur|rice|or)s?|informants?|enqu[eê]t[eé]e?s?|locut(?:eur|rice)s?|intervenant(?:e|s|es)?|speakers?"
    r"|[eé]l[eè]ves?|parents?|students?|patient(?:e|s|es)?|t[eé]moins?|question|r[eé]ponse|answer|questions|r[eé]ponses)\b"
)

_NEVER_WORDS: Final = """
attention note notes nota nb remarque remarques exemple ex p pp page pages art article articles source sources
date lieu durée heure objet sujet thème thèmes section partie chapitre titre annexe annexes figure figures
tableau tableaux étape étapes phase axe axes point points objectif objectifs hypothèse hypothèses recommandation
recommandations résultat résultats conclusion conclusions introduction résumé contexte méthode méthodes total
bref donc alors mais or car ainsi enfin puis ensuite aussi oui non bon ben bah euh voilà genre merci bonjour
bonsoir autre autres premièrement deuxièmement troisièmement finalement évidemment effectivement résumons
précision mots mot clés important rappel consigne consignes réf référence références voir cf tél téléphone
courriel adresse http https www site url mailto file isbn doi fichier document projet entrevue entretien
transcription participants interview transcript warning example summary location time duration topic subject
title project recording because so but and yes no well okay ok table chapter step goal result results reference
references see email phone address part total date abstract appendix item items verbatim verbatims code codes
situation problème solution idée cas option options version volume vol no num numéro n° fig tab éd ed semaine
jour lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday
sunday rires rire rit pause silence silences soupir soupirs inaudible musique applaudissements bruit bruits toux
laughs laughter laughing pauses crosstalk music applause noise sigh sighs cough unclear coupure interruption
"""
_NEVER: Final = frozenset(_NEVER_WORDS.split())
"""Words that begin a line before a colon, a dash or in brackets, and are nobody's name."""

_FACT_WORDS: Final = """
date lieu durée heure projet fichier entrevue entretien transcription document titre place location duration time
project file interview transcript title
"""
FACTS: Final = frozenset(_FACT_WORDS.split())
"""Words of the lines that open a transcript and say when and where it was made."""

_SPEECH_WORDS: Final = """
je j' tu il elle on nous vous ils elles me te se moi toi lui leur leurs mon ma mes ton ta tes son sa ses notre
nos votre vos et ou mais donc or ni car que qui quoi dont où quand comment pourquoi parce puis alors si ce cet
cette ces c'est j'ai est sont était suis es ai as a avait avez ont fait faut dit disait pas ne plus très bien
tout tous dans sur pour par avec sans comme ça cela un une des au aux en y voici voilà chez entre vers hors my
your his her its our their you he she it we they is are was were be been have has had do does did not and or but
because that this these those what when where how why who which if in on at for with from to as an
"""
_SPEECH: Final = frozenset(_SPEECH_WORDS.split())
"""Words of sentences: a label never holds one, unless it is a name with particles."""

_PARTICLES_WORDS: Final = """
de du des d' d’ la le les l' l’ von van der den bin ben el al di da dos st ste saint the of and et
"""
_PARTICLES: Final = frozenset(_PARTICLES_WORDS.split())
_ARTICLES: Final = ("le ", "la ", "les ", "l'", "l’", "the ", "un ", "une ")
_TITLES_WORDS: Final = """
m. mm. mme mmes mlle me me. dr dr. dre pr pr. mr mr. mrs mrs. ms ms. hon. st. ste. jr. sr. prof.
"""
_TITLES: Final = frozenset(_TITLES_WORDS.split())

_CODE: Final = re.compile(
    r"[^\W\d_]{1,4}[ _.-]?\d{1,4}[a-z]?|\d{1,3}[A-Za-z]\d{0,3}|[A-Z]{1,4}|[A-Za-z]+_\d{1,4}|#\d{1,4}"
)
_NUMBERED: Final = re.compile(r"(?P<word>[^\W\d_][^\d\n]{0,40}?)[ _.#°-]*(?:\d{1,4}|[A-Z])\b[a-z]?")
_PAGE: Final = re.compile(r"(?:pp?|art|ch|chap|fig|no|n°|vol|tab|al|q|l)\.\s*\d.*|\d+\s*h\b.*", re.IGNORECASE)
_PARENTHESIS: Final = re.compile(r"\s*\([^()]*\)\s*$")
_INITIAL: Final = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
_CAPITALISED: Final = re.compile(r"(?:[dlDL]['’])?[^\W\d_a-zà-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*")
_FORBIDDEN: Final = re.compile(r"[;!…\"«»=/\\{}|<>]|\.\.")
_OPENS: Final = re.compile(r"[^\W_](?:[\w .'’-]*[\w.])?")
_OPENS_AGAIN: Final = re.compile(r"[^\W_](?:[\w .'’,@&/|+#-]*[\w.])?")
_MIXED: Final = re.compile(r"[^\W\d_A-ZÀ-Þ][A-Z]")
_DEVICE: Final = re.compile(rf"\d|\w[.@_]\w|{_MIXED.pattern}")
"""Signs in a word that people's names do without and those of devices and accounts have: iPad, lucie.roy, poste 3."""
_ADDED: Final = frozenset({"nb", "n.b.", "ps", "p.s."})
"""What opens an addition: somebody's initials only where it comes again."""


def tidy(label: str) -> str:
    """Return a label without the signs and spaces around it."""
    return label.strip().strip("*_").strip()


@lru_cache(maxsize=4096)
def key(label: str) -> str:
    """Return the key under which two spellings of a label are one voice: case and white space ignored, no more."""
    return folded(label)


def near_key(label: str) -> str:
    """Return the key under which two labels are so alike that one may be a slip of the other."""
    return re.sub(r"\W", "", without_accents(key(label)))


def names_among(labels: Iterable[str]) -> list[str]:
    """Return those labels that are proper names: P1 of two groups is nobody's name."""
    return [label for label in labels if shape(label) == "name"]


@lru_cache(maxsize=4096)
def shape(label: str) -> Shape:
    """Say what kind of label this would be.

    Args:
        label: what stands before the colon, in the brackets or alone on its line, already tidy.
    """
    bare = _PARENTHESIS.sub("", label).rstrip(" ?")
    words = bare.split()
    if not words or len(label) > LONGEST or len(words) > MOST_WORDS or _FORBIDDEN.search(label):
        return "never"
    if _PAGE.fullmatch(bare) or not any(sign.isalpha() for sign in bare) or _word_of_documents(bare):
        return "never"
    if _CODE.fullmatch(bare):
        return "code"
    return _worded(bare, words)


def opens(label: str, *, again: bool = False) -> bool:
    """Tell whether what opens a cue has the form of a name or of a device, where cues open with labels.

    Args:
        label: what stands before the colon, already tidy.
        again: whether the label comes again, so that signs of accounts and functions are believed too.
    """
    kind = shape(label)
    if kind in {"code", "role", "name"}:
        return again or not adds(label)
    bare = _PARENTHESIS.sub("", label).rstrip(" ?")
    words = bare.replace(",", " ").split()
    if not words or len(label) > LONGEST or len(words) > MOST_WORDS or kind == "title":
        return kind == "title" and again
    if not (_OPENS_AGAIN if again else _OPENS).fullmatch(bare) or not any(sign.isalpha() for sign in bare):
        return False
    if _PAGE.fullmatch(bare) or _word_of_documents(bare) or key(words[0]).rstrip(".") in _NEVER:
        return False
    return not _sentence(words) or bool(_MIXED.search(bare))


def adds(label: str) -> bool:
    """Tell whether a label opens an addition, unless it is somebody's initials."""
    return key(label) in _ADDED


def device(label: str) -> bool:
    """Tell whether a label has signs that devices and accounts have within their words, and names have not."""
    return bool(_DEVICE.search(label))


def _word_of_documents(bare: str) -> bool:
    numbered = _NUMBERED.fullmatch(bare)
    word = key(numbered["word"] if numbered and " " not in bare[: len(numbered["word"])] else bare).rstrip(" .-_#°")
    return (word in _NEVER and bare.upper() != bare) or (word in _NEVER and len(word) > 2)  # noqa: PLR2004 - P. and P


def _worded(bare: str, words: list[str]) -> Shape:
    low = key(bare)
    if INTERVIEWER.search(low) or RESEARCHER.search(low) or _PARTICIPANT.search(low):
        return "role" if not _sentence(words[1:]) else "never"
    if all(_of_a_name(word) for word in words) and _capitalised(words[-1]):
        return "name"
    numbered = _NUMBERED.fullmatch(bare)
    if numbered and not _sentence(numbered["word"].split()):
        return "code"
    if low.startswith(_ARTICLES) and len(words) <= 4 and not _sentence(words[1:]):  # noqa: PLR2004 - La personne âgée
        return "title"
    if "." in bare or "," in bare or _sentence(words) or len(words) > 3:  # noqa: PLR2004 - two names and a function
        return "never"
    return "lower"


def _sentence(words: list[str]) -> bool:
    return any(word.casefold().rstrip(",.") in _SPEECH or word.endswith(",") for word in words)


def _of_a_name(word: str) -> bool:
    low = word.casefold()
    if low in _PARTICLES or low in _TITLES or _INITIAL.fullmatch(word) or word.isdigit():
        return True
    return _capitalised(word) and low not in _SPEECH


def _capitalised(word: str) -> bool:
    return bool(_CAPITALISED.fullmatch(word)) or word.isdigit() or bool(_INITIAL.fullmatch(word))
