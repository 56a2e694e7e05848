"""A small invented study of community gardens; nobody in it exists. Readings are counted here by hand's rules."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from itertools import combinations

from qualcode.model.records import Code, Coder, Document, Excerpt, Theme, ThemeLink
from qualcode.model.results import (
    Cooccurrence,
    Frequencies,
    Frequency,
    Keyword,
    Keywords,
    Pair,
    Population,
    Question,
)
from qualcode.report.draft import DraftMaterial

MADE_AT = "2024-03-25T14:00:00Z"
VERSION = "0.1.0"

_CODEBOOK = (
    ("liens", None, "Liens entre les gens", "Ties between people", "Ce qui rapproche ou éloigne les gens du quartier."),
    ("voisins", "liens", "Rencontres entre voisins", "Neighbours meeting", "Se parler, se reconnaître, s’entraider."),
    ("transmission", "liens", "Transmission", "Handing down", "Apprendre d’une autre génération, ou lui apprendre."),
    ("recettes", "transmission", "Recettes de famille", "Family recipes", "Un plat que l’on refait avec la récolte."),
    ("conflits", "liens", "Conflits", "Conflicts", "Désaccords sur l’eau, l’espace ou les règles."),
    ("terre", None, "Travail de la terre", "Working the soil", ""),
    ("apprendre", "terre", "Apprendre en faisant", "Learning by doing", "Essais, erreurs et trouvailles au potager."),
    ("fatigue", "terre", "Fatigue", "Tiredness", "Le poids de l’été, des seaux et des mauvaises herbes."),
    ("outils", "terre", "Partage des outils", "Sharing tools", "Prêter, perdre, réparer."),
    ("ville", None, "Rapport à la ville", "Dealing with the city", "Règlements, permis et soutien municipal."),
    ("permis", "ville", "Permis et règlements", "Permits and by-laws", "Démarches auprès de l’arrondissement."),
    ("bruit", "ville", "Bruit", "Noise", "Plaintes du voisinage au sujet du bruit."),
    ("avenir", None, "Avenir du jardin", "The garden’s future", "Craintes et souhaits pour la suite."),
)

_LONG_NEIGHBOURS = (
    "Avant le jardin, je connaissais personne dans ma rue, personne. Là, quand je sors avec mon panier, ça me prend "
    "une demi-heure pour faire deux coins de rue, parce que tout le monde veut savoir comment vont mes tomates. Pis "
    "c’est pas juste les tomates, hein, c’est une façon de se demander comment on va."
)
_LONG_HANDED = (
    "Ma grand-mère disait qu’on sème les fèves quand le lilas fleurit. Je trouvais ça drôle. Maintenant c’est moi qui "
    "le répète aux enfants du camp de jour, pis je les vois qui regardent le lilas du coin de la rue, toute la gang, "
    "le nez en l’air, comme si la plante allait leur parler."
)
_LONG_PERMIT = (
    "On a rempli le formulaire trois fois. La première fois, il manquait le plan; la deuxième, le plan était pas à "
    "l’échelle; la troisième, la personne qui s’en occupait avait changé de poste. À un moment donné tu te dis que "
    "c’est le formulaire qui jardine, pas toi.\nFinalement le permis est arrivé en août, quand tout était déjà monté."
)
_LONG_CONFLICT = (
    "La chicane de l’eau, c’est chaque été. Quelqu’un part son boyau à six heures du matin, quelqu’un d’autre le "
    "ferme, pis là ça se parle plus pendant deux semaines. Mais je te dirais que [rires] les deux finissent toujours "
    "par se retrouver à désherber la même allée, faque ça se replace."
)

_SAID = (
    ("Jardin 01", "Rosalie", "voisins", 120, _LONG_NEIGHBOURS, True),
    (
        "Jardin 01",
        "Rosalie",
        "transmission",
        900,
        "C’est elle qui m’a montré à pincer les gourmands, j’avais six ans.",
        False,
    ),
    ("Jardin 01", "Rosalie", "fatigue", 1500, "Au mois d’août, je rêve en seaux. Je compte des seaux la nuit.", False),
    (
        "Jardin 01",
        "Rosalie",
        "voisins",
        2100,
        "Les gens s’arrêtent au grillage, pis ils finissent de l’autre bord.",
        False,
    ),
    (
        "Jardin 02",
        "Thierno",
        "apprendre",
        80,
        "J’ai planté mes carottes trop serré, elles ont poussé en tire-bouchon. Maintenant je le sais.",
        False,
    ),
    (
        "Jardin 02",
        "Thierno",
        "voisins",
        640,
        "On ne se parle pas beaucoup, mais on se fait un signe. Un signe, c’est déjà pas mal.",
        False,
    ),
    ("Jardin 02", "Thierno", "permis", 1300, _LONG_PERMIT, True),
    ("Jardin 02", "Thierno", "recettes", 1900, "Le gombo, ici, ça pousse si tu lui parles fort.", False),
    ("Jardin 03", "Maud", "transmission", 60, _LONG_HANDED, False),
    ("Jardin 03", "Maud", "outils", 700, "La bêche est revenue toute seule. Je pose pas de questions.", False),
    ("Jardin 03", "Maud", "conflits", 1200, _LONG_CONFLICT, False),
    (
        "Jardin 03",
        "Maud",
        "voisins",
        1210,
        "les deux finissent toujours par se retrouver à désherber la même allée",
        False,
    ),
    (
        "Jardin 04",
        "Ildiko",
        "apprendre",
        210,
        "Mon compost sentait la fin du monde, alors j’ai cherché, j’ai demandé, j’ai brassé.",
        True,
    ),
    (
        "Jardin 04",
        "Ildiko",
        "fatigue",
        880,
        "À soixante-douze ans, je ne me penche plus : je m’assois par terre et je travaille de là.",
        False,
    ),
    ("Jardin 04", "Ildiko", "avenir", 1450, "Si le terrain se vend, on n’a rien. On a des photos.", False),
    ("Jardin 05", "Groupe A · P1", "voisins", 100, "Moi, c’est le banc. Sans le banc, il n’y a pas de jardin.", False),
    (
        "Jardin 05",
        "Groupe A · P2",
        "voisins",
        180,
        "Le banc, oui, pis la machine à café de la caserne d’à côté.",
        False,
    ),
    (
        "Jardin 05",
        "Groupe A · P3",
        "conflits",
        600,
        "La règle des deux poubelles, personne ne la suit, et tout le monde la défend.",
        False,
    ),
    (
        "Jardin 05",
        "Groupe A · P1",
        "permis",
        1000,
        "L’arrondissement nous a répondu « oui, mais », et on attend encore la suite du mais.",
        False,
    ),
    (
        "Jardin 05",
        "Groupe A · P2",
        "outils",
        1500,
        "On a perdu trois sarcloirs pis gagné une brouette. C’est correct.",
        False,
    ),
    (
        "Jardin 06",
        "Octave",
        "avenir",
        90,
        "J’aimerais que ma fille ait la parcelle après moi, si la parcelle existe.",
        False,
    ),
    ("Jardin 06", "Octave", "apprendre", 400, "J’apprends surtout à attendre.", False),
)


def _id(number: int) -> str:
    return f"{number:032x}"


def codes() -> tuple[Code, ...]:
    paths: dict[str, tuple[str, ...]] = {}
    numbers = {name: _id(100 + place) for place, (name, *_) in enumerate(_CODEBOOK)}
    made = []
    for place, (name, parent, french, english, definition) in enumerate(_CODEBOOK):
        paths[name] = (*paths.get(parent or "", ()), name)
        made.append(
            Code(
                id=numbers[name],
                name=name,
                path=paths[name],
                parent=numbers.get(parent or ""),
                position=place,
                colour="#56b4e9",
                label_fr=french,
                label_en=english,
                definition_fr=definition,
                definition_en="",
                when_to_use="",
                when_not_to="",
                example="",
                version=1,
            )
        )
    return tuple(made)


CODES = codes()
CODE = {code.name: code for code in CODES}


def excerpts() -> tuple[Excerpt, ...]:
    return tuple(
        Excerpt(
            id=_id(1000 + place),
            document=document,
            speaker=case.split(" · ")[-1],
            role="participant",
            case=case,
            start=start,
            end=start + len(text),
            text=text,
            code=code,
            code_id=CODE[code].id,
            coder="Ana" if place % 3 else "Bruno",
            memo="",
            weight=None,
            starred=starred,
            before="",
            after="",
            attributes=(("rôle", "membre du jardin"), ("milieu", f"site {document[-2:]}")),
        )
        for place, (document, case, code, start, text, starred) in enumerate(_SAID)
    )


DOCUMENTS = tuple(f"Jardin 0{number}" for number in range(1, 7))


def documents() -> tuple[Document, ...]:
    return tuple(
        Document(
            id=_id(10 + place),
            name=name,
            source_name=f"{name}.txt",
            format="txt",
            language="fr",
            state="coded",
            characters=5000,
            words=900,
            turns=40,
            speakers=("Intervieweuse", "P1"),
            text_sha256="",
            source_sha256="",
            imported_at=MADE_AT,
            report="{}",
            version=1,
        )
        for place, name in enumerate(DOCUMENTS)
    )


POPULATION = Population(
    documents="with_codings",
    n_documents=6,
    left_out=("Jardin 07", "Jardin 08"),
    n_turns=412,
    n_cases=8,
    n_words=5400,
    n_characters=30000,
)


def frequencies(said: tuple[Excerpt, ...]) -> Frequencies:
    rows = []
    for code in CODES:
        of_code = [excerpt for excerpt in said if excerpt.code_id == code.id and excerpt.case]
        characters = sum(excerpt.end - excerpt.start for excerpt in of_code)
        rows.append(
            Frequency(
                code=code.name,
                codings=len(of_code),
                documents=len({excerpt.document for excerpt in of_code}),
                cases=len({excerpt.case for excerpt in of_code}),
                words=sum(len(excerpt.text.split()) for excerpt in of_code),
                coverage=characters / POPULATION.n_characters,
            )
        )
    return Frequencies(Question("frequencies"), POPULATION, VERSION, MADE_AT, rows=tuple(rows))


def cooccurrence(said: tuple[Excerpt, ...]) -> Cooccurrence:
    """Two codes meet in a case, the unit here."""
    cases = {code.name: {one.case for one in said if one.code == code.name} for code in CODES}
    rows = []
    for a, b in combinations((code.name for code in CODES), 2):
        both = len(cases[a] & cases[b])
        if both:
            union = len(cases[a] | cases[b])
            rows.append(Pair(a, b, len(cases[a]), len(cases[b]), both, both / union, 1.0, 0.5, 0.5))
    question = Question("cooccurrence", unit="case")
    return Cooccurrence(question, POPULATION, VERSION, MADE_AT, n=8, rows=tuple(rows))


def keywords() -> Keywords:
    words = ("jardin", "tomate", "voisin", "eau", "lilas", "banc", "permis", "fève", "compost", "terre", "seau")
    rows = tuple(Keyword(word, 40 - place, 5, 6) for place, word in enumerate(words))
    return Keywords(Question("keywords", limit=60), POPULATION, VERSION, MADE_AT, rows=rows)


def picture(width: int = 80, height: int = 40) -> bytes:
    """A plain grey PNG."""
    rows = b"".join(b"\x00" + b"\xcc" * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _theme(number: int, name: str, claim: str, links: tuple[tuple[str, str], ...], status: str = "kept") -> Theme:
    made = tuple(
        ThemeLink(_id(5000 + number * 10 + place), _id(4000 + number), CODE[code].id, None, stance)
        for place, (code, stance) in enumerate(links)
    )
    return Theme(_id(4000 + number), name, claim, status, "", number, made, 1)


def themes() -> tuple[Theme, ...]:
    return (
        _theme(
            1,
            "Le jardin comme voisinage",
            "Le jardin sert d’abord à rencontrer des gens, la récolte vient ensuite.",
            (("conflits", "nuances"), ("voisins", "supports"), ("outils", "supports")),
        ),
        _theme(
            2,
            "Un savoir qui passe de main en main",
            "On apprend au jardin par les autres et par l’erreur, rarement dans les livres.",
            (("transmission", "supports"), ("apprendre", "supports"), ("voisins", "supports")),
            status="candidate",
        ),
    )


def material(said: tuple[Excerpt, ...] | None = None, *, with_themes: bool = True) -> DraftMaterial:
    told = excerpts() if said is None else said
    return DraftMaterial(
        title="Jardins collectifs de trois quartiers",
        codes=CODES,
        themes=themes() if with_themes else (),
        excerpts=told,
        frequencies=frequencies(told),
        documents=documents(),
        coders=(Coder(_id(1), "Ana"), Coder(_id(2), "Bruno")),
        cooccurrence=cooccurrence(told),
        keywords=keywords(),
        cloud=picture(),
    )


def another(excerpt: Excerpt, number: int, **changes: object) -> Excerpt:
    """The same excerpt under a new id, changed where asked."""
    return replace(excerpt, id=_id(9000 + number), **changes)  # type: ignore[arg-type]
