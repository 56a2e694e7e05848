"""What the elements of a web page are to a reader of transcripts, and which of its lines belong to the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qualcode.model.transcript import BlockKind

KINDS: Final[dict[str, BlockKind]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("figcaption", "caption", "legend"), "caption"),
    "li": "list",
    "blockquote": "quote",
}
"""Elements that say what their words are."""
_BLOCK_NAMES: Final = """
address article blockquote body center dd details dir div dl dt fieldset figure form header hgroup hr html main ol p pre
search section summary table tbody tfoot thead tr ul
"""
BLOCKS: Final = frozenset(_BLOCK_NAMES.split()) | frozenset(KINDS)
"""Elements whose words stand on lines of their own."""
_SILENT_NAMES: Final = """
area base canvas col colgroup datalist head input link map meta noembed noframes param rp rt script source style
template title track wbr
"""
SILENT: Final = frozenset(_SILENT_NAMES.split())
"""Elements without a word of the page."""
PICTURES: Final = frozenset({"img", "svg"})
EMBEDDED: Final = frozenset({"iframe", "object", "embed", "audio", "video", "applet", "frame", "frameset"})
BOLD: Final = frozenset({"b", "strong", "th"})
KEPT: Final = frozenset({"pre", "textarea", "listing", "xmp"})
"""Elements whose white space stands as written."""
CELLS: Final = frozenset({"td", "th"})

_FURNITURE: Final = frozenset({"nav", "footer", "aside", "menu", "menuitem", "dialog", "button", "select", "noscript"})
"""Elements that belong to the site, by their own name (HTML Living Standard, 4.3 and 4.10)."""
_ROLE_NAMES: Final = """
navigation banner contentinfo complementary search menu menubar toolbar dialog alertdialog button tablist
"""
_ROLES: Final = frozenset(_ROLE_NAMES.split())
"""Roles that say the same of any element (WAI-ARIA 1.2)."""
_WHOLE: Final = frozenset({"html", "body", "main", "article"})
"""Elements that makers name after what stands beside the words."""
_MARGINS: Final = frozenset({"header", "footer"})
"""Titles by which LibreOffice marks the page headers and footers of a document saved as a page."""
_OF_SITE: Final = re.compile(
    r"(?:^|[-_\s])(?:nav(?:bar|igation)?|menus?|sidebar|breadcrumbs?|fil-ariane|cookies?|consent|gdpr|rgpd|newsletter"
    r"|infolettre|dons?|donat(?:e|ions?)|share|sharing|partage|social|skip-link)(?:$|[-_\s])",
    re.IGNORECASE,
)
"""Names that the makers of a page give to such parts, in `class` or `id`."""

_APPEALS: Final = (
    r"faites un don\b",
    r"faire un don\b(?! d)",
    r"je (?:fais un don|donne)$",
    r"donnez (?:maintenant|ici|en ligne)\b",
    r"(?:soutenez|appuyez)(?:-nous| notre| nos)\b",
    r"devenez (?:membre|donat)",
    r"(?:abonnez-vous|s['’]abonner)\b",
    r"inscrivez-vous à (?:notre|l['’]infolettre)",
    r"partage[rz] (?:sur|cet?|cette|la page)\b",
    r"suivez-nous\b",
    r"imprimer(?: cette page)?$",
    r"retour (?:en haut|à l['’]accueil)\b",
    r"(?:passer|aller) au contenu\b",
    r"tous droits réservés\b",
    r"(?:©|copyright\b)",
    r"(?:plan du site|nous joindre|politique de confidentialité)$",
    r"donate(?: now| today| here)?$",
    r"make a (?:gift|donation)\b",
    r"support (?:us|our work)\b",
    r"become a (?:member|donor)\b",
    r"subscribe(?: now| to (?:our|the))?\b",
    r"sign up (?:for|to) (?:our|the)\b",
    r"share (?:on|this)\b",
    r"follow us\b",
    r"print(?: this page)?$",
    r"(?:back to top|skip to (?:main )?content)$",
    r"all rights reserved\b",
    r"(?:privacy policy|site map)$",
)
_COOKIES: Final = (
    r"(?:ce|notre) site (?:web |internet )?(?:utilise|fait usage|a recours)\b",
    r"nous utilisons des (?:cookies|(?:fichiers )?témoins)\b",
    r"(?:accepter|refuser|tout accepter|tout refuser)(?: tout| les (?:cookies|témoins))?$",
    r"(?:gérer|paramétrer) (?:les |mes )?(?:cookies|témoins)\b",
    r"(?:this|our) (?:web)?site uses\b",
    r"we use cookies\b",
    r"(?:accept|reject|manage|allow) (?:all|cookies|all cookies)$",
    r"cookie (?:settings|policy|preferences)$",
)
_LINE_OF_SITE: Final = re.compile("|".join((*_APPEALS, *_COOKIES)), re.IGNORECASE)
"""How such lines begin; what somebody says begins with a label, and a line left out by mistake is listed."""
LONGEST_LINE_OF_SITE: Final = 300
"""Characters: longer than any notice or appeal of one line, shorter than the story somebody tells about one."""


def of_site(tag: str, attributes: dict[str, str | None]) -> bool:
    """Tell whether an element belongs to the site and not to what the page says.

    Args:
        tag: its name, lower case.
        attributes: its attributes.
    """
    if tag in _FURNITURE or (attributes.get("role") or "").lower() in _ROLES:
        return True
    if tag == "div" and attributes.get("title") in _MARGINS:
        return True
    if tag not in BLOCKS or tag in _WHOLE:
        return False
    return any(_OF_SITE.search(attributes.get(name) or "") for name in ("class", "id"))


def line_of_site(words: str) -> bool:
    """Tell whether a line by itself is a notice on cookies, an appeal for gifts or a button of the page.

    Args:
        words: the line, white space drawn together.
    """
    return len(words) <= LONGEST_LINE_OF_SITE and bool(_LINE_OF_SITE.match(words))
