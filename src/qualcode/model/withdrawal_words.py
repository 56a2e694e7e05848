"""A withdrawal in words: what goes, and what may be theirs and stays, for whoever reads a line or a dialog."""

from __future__ import annotations

from typing import Final

from qualcode.model.messages import N_, NN_

GOES: Final = {
    "turns": NN_("{count} turn", "{count} turns"),
    "codings": NN_("{count} coding", "{count} codings"),
    "memos": NN_("{count} memo", "{count} memos"),
    "attribute_values": NN_("{count} value of an attribute", "{count} values of attributes"),
    "revisions": NN_("{count} former text", "{count} former texts"),
    "unsettled": NN_("{count} passage that waits", "{count} passages that wait"),
    "removed": NN_(
        "{count} document removed before, of which the history keeps the text",
        "{count} documents removed before, of which the history keeps the texts",
    ),
}
"""What goes with somebody who withdraws, by noun."""
UNDECIDED: Final = {
    "document": N_("{document}: others are linked to this text too; none of it is taken out"),
    "passage": N_("{document} {place}: others are linked to this passage too; none of it is taken out"),
    "memo": N_("{document}: the memo {place} is on a passage of several voices, and stays"),
    "former": N_("{document}: the case had to do with it before it was removed; none of it is taken out"),
}
"""What may be of who withdraws, and stays."""
