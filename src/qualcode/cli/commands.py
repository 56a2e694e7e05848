"""Every command: where it lives and what it does in one line. Read by `--help`, which imports none of them."""

from __future__ import annotations

from typing import Final

from qualcode.model.messages import N_

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "demo": ("qualcode.cli.demo:demo", N_("see the whole job done on a sample study")),
    "open": ("qualcode.cli.screen:open_", N_("open a project on the screen")),
    "new": ("qualcode.cli.projects:new", N_("create an empty project")),
    "import": ("qualcode.cli.documents.importing:import_", N_("bring transcripts in, files and folders")),
    "documents": (
        "qualcode.cli.documents.documents:documents",
        N_("list, show, correct, mark, rename, remove documents"),
    ),
    "revisions": (
        "qualcode.cli.documents.revisions:revisions",
        N_("corrected texts: what they said before, passages to look at"),
    ),
    "turns": ("qualcode.cli.documents.turns:turns", N_("who speaks, from where to where: split, join, rename")),
    "cases": ("qualcode.cli.cases.cases:cases", N_("participants and groups, and what is known of them")),
    "codes": ("qualcode.cli.codebook.codes:codes", N_("the codebook")),
    "rounds": ("qualcode.cli.codebook.rounds:rounds", N_("rounds of coding, by name")),
    "themes": ("qualcode.cli.themes.themes:themes", N_("themes built across codes and passages")),
    "guide": ("qualcode.cli.documents.guide:guide", N_("the interview guide: who was asked what, and the answers")),
    "memos": ("qualcode.cli.passages.memos:memos", N_("notes on the project, documents, codes, codings, cases")),
    "code": ("qualcode.cli.passages.coding:code", N_("apply a code to passages of a document")),
    "codings": ("qualcode.cli.passages.codings:codings", N_("bring many codings in, or take them out")),
    "star": ("qualcode.cli.passages.coding:star", N_("mark passages as ones to quote")),
    "uncode": ("qualcode.cli.passages.coding:uncode", N_("remove codings")),
    "undo": ("qualcode.cli.journal:undo", N_("undo your last action")),
    "redo": ("qualcode.cli.journal:redo", N_("do again what you undid")),
    "history": ("qualcode.cli.journal:history", N_("who did what, and when")),
    "excerpts": ("qualcode.cli.passages.excerpts:excerpts", N_("the coded passages")),
    "query": ("qualcode.cli.passages.query:query", N_("ask for passages: codes, voices, attributes, places")),
    "search": ("qualcode.cli.passages.search:search", N_("find words in the texts")),
    "concordance": ("qualcode.cli.passages.search:concordance", N_("a word in its contexts")),
    "frequencies": ("qualcode.cli.readings.frequencies:frequencies", N_("how often each code occurs")),
    "cooccurrence": ("qualcode.cli.readings.cooccurrence:cooccurrence", N_("which codes meet")),
    "crosstab": ("qualcode.cli.readings.crosstab:crosstab", N_("codes by an attribute of the cases")),
    "saturation": ("qualcode.cli.readings.saturation:saturation", N_("new codes by interview")),
    "talk": ("qualcode.cli.readings.talk:talk", N_("who speaks how much, and after whom")),
    "keywords": ("qualcode.cli.readings.keywords:keywords", N_("the words people use")),
    "cloud": ("qualcode.cli.readings.cloud:cloud", N_("a picture of the words people use")),
    "report": ("qualcode.cli.report.report:report", N_("the Word draft, with its evidence")),
    "export": ("qualcode.cli.export:export", N_("codebook, excerpts, matrix, the whole study")),
    "check": ("qualcode.cli.care:check", N_("see whether the project is sound")),
    "backup": ("qualcode.cli.care:backup", N_("make a checked copy of the project")),
    "restore": ("qualcode.cli.care:restore", N_("list the backups, go back to one")),
    "project": ("qualcode.cli.projects:project", N_("title, language and approach of the project")),
    "settings": ("qualcode.cli.projects:settings_", N_("your name and the language of the interface")),
}
