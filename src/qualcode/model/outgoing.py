"""What goes out of a study: plans of reports, how a passage is quoted, what participants agreed to, its own words."""

from __future__ import annotations

from typing import Final

PART_KINDS: Final = ("free", "theme", "code", "reading")
"""A part of a plan: a heading of one's own, a theme, a code, the answer of a reading."""

QUOTE_FORMS: Final = ("auto", "inline", "block")
"""How a passage stands in a part: by its length, in the sentence, or apart."""

AGREED: Final = ("", "yes", "no")
"""What a participant said of a use; empty where it is not known."""

OWN_WORDS: Final = ("stop", "keep", "synonym", "variant")
"""A word left out of word readings, one kept in though it is common, one read as another, one joined in a cloud."""
