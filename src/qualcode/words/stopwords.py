"""Words that keywords leave out, in groups a person switches: our own lists for spoken French (Québec) and English.

Lists hold lemmas and forms, small letters, straight apostrophes. Negation is a group of its own, since "pas" and
"jamais" carry what people mean: by default it is left out, or it would head every list, and one choice lets it in.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from qualcode.words.lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUPS: Final = ("grammar", "fillers", "common", "negation")
DEFAULT_GROUPS: Final = GROUPS
"""What lists of words and clouds leave out unless asked otherwise: everything."""
NEGATION: Final = "negation"

_FRENCH: Final[dict[str, frozenset[str]]] = {
    "grammar": listed(
        """
        le la les l' un une des de du d' au aux à en dans sur sous par pour avec sans chez vers entre contre depuis
        pendant durant dès hors jusque jusqu' jusqu'à malgré selon parmi envers outre via versus
        je j' tu t' il elle on nous vous ils elles iel iels me m' te se s' moi toi lui leur eux soi y en
        ce c' ç' cet cette ces ceci cela ça celui celle ceux celles ci là
        mon ma mes ton ta tes son sa ses notre nos votre vos leurs mien tien sien nôtre vôtre
        qui que qu' quoi dont où lequel laquelle lesquels lesquelles duquel auquel quel quelle quels quelles
        et ou mais donc or car ni si comme quand lorsque lorsqu' puisque puisqu' quoique quoiqu' afin parce
        tandis alors ainsi aussi puis ensuite enfin après avant pendant cependant pourtant toutefois sinon
        être avoir ne n' tout tous toute toutes autre autres même mêmes quelque quelques quelqu'un quelqu'une
        quelques-uns plusieurs chaque chacun chacune certain certaine certains certaines tel telle tels telles
        très trop peu plutôt assez beaucoup moins tant tellement autant encore déjà toujours souvent parfois
        bientôt maintenant aujourd'hui hier demain ici voici combien comment pourquoi
        deux trois quatre cinq six sept huit neuf dix cent mille premier première
        mme m p. p.ex. etc c'est-à-dire d'abord d'ailleurs ailleurs puisqu
        est-ce celui-là celui-ci celle-là ceux-là ça-là lui-même elle-même eux-mêmes moi-même nous-mêmes soi-même
        """
    ),
    "fillers": listed(
        """
        euh heu ben bin beh bah pis faque fac tsé t'sais tsais t'sé genre là là-là hein han hum hmm mhm mmm ouais ouin
        ouan oui non ok okay okey okè d'accord bon bref voilà v'là quoi eh ah oh oups hey ayoye coudonc mettons
        disons style enfin finalement vraiment justement exactement effectivement évidemment absolument
        carrément juste comme fait-que en-tout-cas bien puis pantoute peut-être probablement sûrement
        simplement seulement surtout quasiment quasi pratiquement vas-y aweille envoye merci bonjour allô
        """
    ),
    "common": listed(
        """
        faire dire aller pouvoir vouloir savoir voir falloir devoir mettre prendre venir passer donner trouver penser
        croire arriver rester sembler sortir revenir regarder commencer continuer demander appeler sentir laisser
        chose affaire fois façon manière truc sorte espèce côté moment temps an année jour fait cas exemple niveau
        gens monde personne bout coup fin suite mesure genre type partie plein gros petit grand bon nouveau
        vrai sûr important différent seul dernier prochain passe permettre essayer heure minute
        """
    ),
    "negation": listed("pas plus jamais rien aucun aucune nul nulle guère ni non sans personne point nullement"),
}

_ENGLISH: Final[dict[str, frozenset[str]]] = {
    "grammar": listed(
        """
        a an the this that these those i you he she it we they me him her us them my your his its our their mine yours
        hers ours theirs myself yourself himself herself itself ourselves yourselves themselves who whom whose which
        what where when why how and or but so if because as than then though although while until unless since whether
        of in on at by for with from to into onto over under about between among through during before after above
        below up down out off against toward towards within around across behind beyond without
        be have do will would can could shall should may might must ought am is are was were been being had has did does
        there here also too very much many more most some any each every either neither both all other another such own
        same few several lot lots one two three four five six seven eight nine ten first once again ever always often
        sometimes still already yet just only even else now today let etc mr mrs ms dr that's it's
        """
    ),
    "fillers": listed(
        """
        uh um umm uhm erm hmm mhm yeah yep nah yes no ok okay oh ah well like really actually basically literally
        honestly obviously exactly definitely absolutely probably maybe perhaps kinda sorta kind sort anyway anyways
        right sure y'know know mean guess quite pretty simply thanks hello uh-huh mm-hmm
        """
    ),
    "common": listed(
        """
        go get make say see come take give think want look find tell ask use try need feel become leave put keep seem
        happen start thing stuff way time year day people person bit guy case part point end example something anything
        everything someone anyone everyone somebody anybody everybody good big little new different whole great able
        """
    ),
    "negation": listed("not no never nothing nobody none nowhere neither nor without hardly don't didn't can't won't"),
}

STOP_LISTS: Final[dict[str, dict[str, frozenset[str]]]] = {"fr": _FRENCH, "en": _ENGLISH}
"""By language, then by group."""

LINKS: Final[dict[str, frozenset[str]]] = {
    "fr": listed("de d' du des à en au aux"),
    "en": listed("of"),
}
"""Words inside a multi-word term: lien de confiance, salle de classe, sense of belonging."""


@cache
def _joined(language: str, groups: tuple[str, ...]) -> frozenset[str]:
    lists = STOP_LISTS.get(language, {})
    left_out = frozenset().union(*(lists[group] for group in groups if group in lists))
    kept = frozenset() if NEGATION in groups else lists.get(NEGATION, frozenset())
    return left_out - kept


def stop_words(language: str, groups: Iterable[str] = DEFAULT_GROUPS) -> frozenset[str]:
    """Return the words that keywords leave out.

    Args:
        language: fr, en, or a tag that begins so; another has no list, so nothing is left out.
        groups: names of GROUPS; where `negation` is not among them, its words stay in even if another list has them.
    """
    return _joined(language[:2], tuple(groups))
