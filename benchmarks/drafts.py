"""How long a Word draft of 2,000 quotations takes to write and to renew: `python benchmarks/drafts.py`.

Made-up quotations under 40 codes, a sentence of counts each, and a table; a third of them are changed before that.
Seconds of processor, the least of three runs; reading the project is apart (benchmarks/readings.py).
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qualcode.exporters.word import write_docx
from qualcode.exporters.word_refresh import refreshed
from qualcode.report.blocks import Caption, Column, Draft, Heading, Paragraph, Row, Run, SourceLine, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.report.blocks import Block

QUOTATIONS, CODES, CHANGED, RUNS = 2_000, 40, 3, 3
_WORDS: Final = ("je", "tu", "il", "la", "de", "que", "dans", "pour", "là", "est", "pas", "neige", "route", "voix")


def quotation(number: int, chance: random.Random) -> Paragraph:
    """Return a made-up quotation of 10 to 60 words."""
    said = " ".join(chance.choices(_WORDS, k=chance.randint(10, 60)))
    runs = (Run("Une personne dit : "), Run("« ", "marks"), Run(said, "quoted"), Run(" »", "marks"))
    return Paragraph((*runs, Run(f" (Entrevue {number % 30:02})", "attribution")), id=f"{number:032x}")


def made(chance: random.Random) -> Draft:
    """Return a made-up draft."""
    blocks: list[Block] = []
    for code in range(CODES):
        blocks += [Heading(2, f"Code {code}"), Paragraph((Run(f"{code} extraits.", "counts"),), "counts", f"f{code}")]
        blocks += [quotation(number, chance) for number in range(code, QUOTATIONS, CODES)]
    rows = tuple(Row((f"Code {code}", str(code))) for code in range(CODES))
    table = Table((Column("Code"), Column("n", numeric=True)), rows, "t", "Table")
    blocks += [Caption("table", "Tableau", 1, "Codes", "t"), table, SourceLine("Source.", "t")]
    return Draft("fr-CA", "Titre", "Ébauche", "2026-01-01", "Table", "Page", "0", tuple(blocks))


def changed(block: Block) -> Block:
    """Return a quotation of which the first word is another."""
    if not isinstance(block, Paragraph) or len(block.id) < CODES // 2 or int(block.id, 16) % CHANGED:
        return block
    runs = tuple(replace(run, text=f"Oui, {run.text}") if run.style == "quoted" else run for run in block.runs)
    return replace(block, runs=runs)


def least(work: Callable[[], object]) -> float:
    """Return the least seconds of processor of some runs."""
    took = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return min(took)


def main() -> None:
    """Print the seconds."""
    draft = made(random.Random(1))
    later = replace(draft, blocks=tuple(changed(block) for block in draft.blocks))
    old, new, none = (write_docx(one) for one in (draft, later, replace(draft, blocks=())))
    done = refreshed(old, new, none)
    sys.stdout.write(f"{QUOTATIONS} quotations, {len(done.findings)} brought up to date\n")
    sys.stdout.write(f"write    {least(lambda: write_docx(draft)):.2f} s\n")
    sys.stdout.write(f"refresh  {least(lambda: refreshed(old, new, none)):.2f} s, and one writing beside it\n")


if __name__ == "__main__":
    main()
