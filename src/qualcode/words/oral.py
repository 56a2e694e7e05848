"""Oral forms of French talk, Québec first, and of English talk: what each stands for, and which ones mark speech."""

from __future__ import annotations

from typing import Final

from qualcode.words.lists import listed

_FRENCH: Final = """
chus être|chu être|j'sus être|j'suis être|sus être|chui être|j'étais être|t'es être|t'étais être|s't être|c't être
chuis être|étions être|seye être|seyent être|soye être|é être
y'a avoir|y'avait avoir|y'aura avoir|y'en avoir|ya avoir|yavait avoir|j'ai avoir|t'as avoir|j'avais avoir|aye avoir
pus plus|p'us plus|pu plus|pis puis|pi puis|faque faque|fait-que faque|faik faque|fac faque|ça-fait-que faque
tsé tsé|t'sais tsé|t'sé tsé|tse tsé|t'say tsé|tsais tsé|s'tsé tsé
icitte ici|icite ici|là-là là|drette droit|fret froid|frette froid|toute tout|toutte tout|pantoute pantoute
moé moi|toé toi|nous-autres nous|vous-autres vous|eux-autres eux|eux-aut' eux|eusse eux
aweille aweille|envoye aweille|enwoye aweille|ouin ouais|ouaip ouais|ouan ouais|mouin ouais|vouais ouais
ben ben|bin ben|beh ben|bah bah|euh euh|heu euh|euhm euh|hum hum|hmm hum|mmm hum|mhm hum|hein hein|han hein
a'ec avec|avé avec|avek avec|avec'que avec|astheure maintenant|asteure maintenant|à'c't'heure maintenant
p't-être peut-être|p'têt' peut-être|ptêtre peut-être|p'tit petit|p'tite petit|p'tits petit|p'tites petit|tit petit
tite petit|ti petit|ptit petit|ptite petit|gros gros|grosse gros|v'là voilà|vlà voilà|quequ' quelque|quèque quelque
quequ'un quelqu'un|quèqu'un quelqu'un|queq'chose chose|quelquechose chose|d'abord d'abord|d'accord d'accord|dac d'accord
j'pense penser|j'pensais penser|j'veux vouloir|j'voulais vouloir|j'peux pouvoir|j'vas aller|m'as aller|vas aller
va aller|j'savais savoir|j'sais savoir|chais savoir|ché savoir|j'trouve trouver|m'semble sembler|s'cuse excuser
s'cusez excuser|vient venir|viens venir|vienne venir|dit dire|dis dire|disent dire|fait faire|faisais faire|font faire
faite faire|peuvent pouvoir|peux pouvoir|peut pouvoir|veulent vouloir|doivent devoir|faut falloir
fallait falloir|faudrait falloir
suis être|es être|est être|sommes être|êtes être|sont être|étais être|était être|étaient être|sera être|serait être
ai avoir|as avoir|a avoir|avons avoir|avez avoir|ont avoir|avais avoir|avait avoir|avaient avoir|aurait avoir|eu avoir
vais aller|allais aller|allait aller|vont aller|sais savoir|sait savoir|savais savoir|vois voir|voit voir|prend prendre
joual joual|job job|jobs job|jobine jobine|chum chum|chums chum|blonde blonde|blondes blonde|gang gang|gangs gang
char char|chars char|fun fun|plate plate|plates plate|poche poche|cool cool|tannée tanné|tannées tanné|tannés tanné
décrocheuse décrocheur|décrocheuses décrocheur|décrocheurs décrocheur|intervenante intervenant|intervenantes intervenant
étudiante étudiant|étudiantes étudiant|enseignantes enseignant|enseignante enseignant|participantes participant
participante participant|travailleuse travailleur|travailleuses travailleur|éducatrice éducateur|éducatrices éducateur
directrice directeur|directrices directeur|animatrice animateur|animatrices animateur|infirmières infirmière
"""

_ENGLISH: Final = """
gonna go|gotta have|wanna want|gimme give|lemme let|kinda kind|sorta sort|dunno know|cuz because|'cause because
cause because|coz because|y'all you|ya you|yeah yeah|yep yeah|yup yeah|nope no|nah no|uh uh|um um|umm um|uhm um|erm um
hmm hmm|mhm mhm|uh-huh mhm|mm-hmm mhm|ain't be|i'm be|you're be|we're be|they're be|he's be|she's be|it's be|that's be
isn't be|aren't be|wasn't be|weren't be|don't do|doesn't do|didn't do|can't can|couldn't can|won't will|wouldn't will
i've have|you've have|we've have|they've have|haven't have|hasn't have|hadn't have|i'd would|you'd would|we'd would
they'd would|he'd would|she'd would|i'll will|you'll will|we'll will|they'll will|he'll will|she'll will|it'll will
shouldn't should|let's let|there's be|what's be|who's be|c'mon come|y'know know|gotcha get|outta out
felt feel|left leave|kids kid|yeah yeah
"""


def _read(table: str) -> dict[str, str]:
    """Read a table of "form lemma" pairs divided by bars and lines."""
    pairs = (pair.partition(" ") for line in table.split("\n") for pair in line.split("|") if pair)
    return {form: lemma for form, _, lemma in pairs}


ORAL_FORMS: Final[dict[str, dict[str, str]]] = {"fr": _read(_FRENCH), "en": _read(_ENGLISH)}
"""By language: a form as heard (small letters, straight apostrophe) and the lemma it counts under.

Besides oral forms it holds what a word list without grammar gets wrong: forms of the commonest verbs, and feminines of
the people that studies speak of.
"""

ORAL_MARKERS: Final[dict[str, frozenset[str]]] = {
    "fr": listed(
        """
        euh heu ben bin bah pis faque fac tsé t'sais tsais genre hein hum hmm mhm ouais ouin mettons chus chu sus moé
        toé pantoute icitte astheure pus toute faite coudonc ayoye mautadit t'sé s'tsé bon voilà quoi y'a y'avait
        p'tit p'tite aweille envoye tabarnouche câline crime maudit
        """
    ),
    "en": listed(
        """
        uh um umm uhm erm hmm mhm yeah yep nah nope gonna gotta wanna kinda sorta dunno cuz y'know basically anyways
        uh-huh mm-hmm
        """
    ),
}
"""Words that tell speech from writing, by language; written small with a straight apostrophe."""
