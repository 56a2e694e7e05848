"""Every command: where it lives and what it does in one line. Read by `--help`, which imports none of them."""

from __future__ import annotations

from typing import Final

from qualcode.model.messages import N_

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "demo": ("qualcode.cli.demo:demo", N_("see the whole job done on a sample study")),
    "open": ("qualcode.cli.screen:open_", N_("open a project on the screen")),
    "new": ("qualcode.cli.projects:new", N_("create an empty project")),
    "import": ("qualcode.cli.importing:import_", N_("bring transcripts in, files and folders")),
    "documents": ("qualcode.cli.documents:documents", N_("list, show, correct, mark, rename, remove documents")),
    "revisions": (
        "qualcode.cli.revisions:revisions",
        N_("corrected texts: what they said before, passages to look at"),
    ),
    "turns": ("qualcode.cli.turns:turns", N_("who speaks, from where to where: split, join, rename")),
    "cases": ("qualcode.cli.cases:cases", N_("participants and groups, and what is known of them")),
    "codes": ("qualcode.cli.codes:codes", N_("the codebook")),
    "rounds": ("qualcode.cli.rounds:rounds", N_("rounds of coding, by name")),
    "themes": ("qualcode.cli.themes:themes", N_("themes built across codes and passages")),
    "guide": ("qualcode.cli.guide:guide", N_("the interview guide: who was asked what, and the answers")),
    "memos": ("qualcode.cli.memos:memos", N_("notes on the project, documents, codes, codings, cases")),
    "code": ("qualcode.cli.coding:code", N_("apply a code to passages of a document")),
    "codings": ("qualcode.cli.codings:codings", N_("bring many codings in, or take them out")),
    "star": ("qualcode.cli.coding:star", N_("mark passages as ones to quote")),
    "uncode": ("qualcode.cli.coding:uncode", N_("remove codings")),
    "undo": ("qualcode.cli.journal:undo", N_("undo your last action")),
    "redo": ("qualcode.cli.journal:redo", N_("do again what you undid")),
    "history": ("qualcode.cli.journal:history", N_("who did what, and when")),
    "excerpts": ("qualcode.cli.excerpts:excerpts", N_("the coded passages")),
    "query": ("qualcode.cli.query:query", N_("ask for passages: codes, voices, attributes, places")),
    "search": ("qualcode.cli.search:search", N_("find words in the texts")),
    "concordance": ("qualcode.cli.search:concordance", N_("a word in its contexts")),
    "frequencies": ("qualcode.cli.frequencies:frequencies", N_("how often each code occurs")),
    "cooccurrence": ("qualcode.cli.cooccurrence:cooccurrence", N_("which codes meet")),
    "crosstab": ("qualcode.cli.crosstab:crosstab", N_("codes by an attribute of the cases")),
    "saturation": ("qualcode.cli.saturation:saturation", N_("new codes by interview")),
    "talk": ("qualcode.cli.talk:talk", N_("who speaks how much, and after whom")),
    "keywords": ("qualcode.cli.keywords:keywords", N_("the words people use")),
    "cloud": ("qualcode.cli.cloud:cloud", N_("a picture of the words people use")),
    "report": ("qualcode.cli.report:report", N_("the Word draft, with its evidence")),
    "export": ("qualcode.cli.export:export", N_("codebook, excerpts, matrix, the whole study")),
    "check": ("qualcode.cli.care:check", N_("see whether the project is sound")),
    "backup": ("qualcode.cli.care:backup", N_("make a checked copy of the project")),
    "restore": ("qualcode.cli.care:restore", N_("list the backups, go back to one")),
    "project": ("qualcode.cli.projects:project", N_("title, language and approach of the project")),
    "settings": ("qualcode.cli.projects:settings_", N_("your name and the language of the interface")),
}
