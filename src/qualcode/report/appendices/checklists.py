"""What guidelines ask a qualitative report to say, in words of our own, and what of it a project can answer.

COREQ: Tong, Sainsbury and Craig 2007, doi 10.1093/intqhc/mzm042, 32 items. SRQR: O'Brien and others 2014, doi
10.1097/ACM.0000000000000388, 21 standards. RTARG: Braun and Clarke 2024, doi 10.1177/02692163241234800, guidelines for
reflexive thematic analysis, no numbered checklist: its points are gathered here by the parts of a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from qualcode.model.messages import N_

Guideline = Literal["coreq", "srqr", "rtarg"]
GUIDELINES: Final = ("coreq", "srqr", "rtarg")
Fact = Literal[
    "approach", "sample", "described", "guide", "several", "notes", "durations", "saturation", "coders", "tree",
    "themes", "software", "quotable", "major", "minor", "dataset", "process", "rounds", "processing", "writing",
]  # fmt: skip
"""What a project knows."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a guideline; `facts` are what the project can say of it, `asks` what it cannot, empty for nothing."""

    number: str
    topic: str
    asks: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a guideline."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A guideline: what it is called, where it is published, its parts."""

    title: str
    source: str
    sections: tuple[Section, ...]


COREQ: Final = Checklist(
    N_("Methods appendix after COREQ"),
    N_(
        "Points of COREQ in the program’s own words (Tong, Sainsbury and Craig 2007, doi 10.1093/intqhc/mzm042); no "
        "point of it asks for a coefficient of agreement."
    ),
    (
        Section(
            N_("Research team and reflexivity"),
            (
                Point("1", N_("Interviewer"), N_("who led the interviews or groups")),
                Point("2", N_("Credentials"), N_("degrees and titles of the researchers")),
                Point("3", N_("Occupation"), N_("what the researchers did at the time of the study")),
                Point("4", N_("Gender"), N_("gender of the researchers")),
                Point("5", N_("Experience and training"), N_("what prepared the researchers for this work")),
                Point("6", N_("Relationship established"), N_("whether participants were known before the study")),
                Point(
                    "7",
                    N_("What participants knew of the interviewer"),
                    N_("what they were told of the researcher’s aims and reasons"),
                ),
                Point("8", N_("Interviewer’s position"), N_("assumptions, interests and biases that were stated")),
            ),
        ),
        Section(
            N_("Study design"),
            (
                Point("9", N_("Orientation and theory"), N_("the theory that supports the study"), ("approach",)),
                Point("10", N_("Selection"), N_("how participants were selected")),
                Point("11", N_("Approach of participants"), N_("how participants were reached")),
                Point("12", N_("Sample size"), "", ("sample",)),
                Point("13", N_("Refusals and withdrawals"), N_("how many refused or left, and why")),
                Point("14", N_("Setting"), N_("where the data were collected")),
                Point("15", N_("Others present"), N_("whether anyone else was there")),
                Point("16", N_("Description of the sample"), N_("what matters most of these people"), ("described",)),
                Point("17", N_("Interview guide"), N_("whether the guide was tried out beforehand"), ("guide",)),
                Point("18", N_("Repeat interviews"), N_("whether people were met again, and why"), ("several",)),
                Point("19", N_("Recording"), N_("whether sound or image was recorded")),
                Point("20", N_("Field notes"), N_("whether notes were taken on the spot"), ("notes",)),
                Point("21", N_("Duration"), N_("how long the interviews or groups lasted"), ("durations",)),
                Point("22", N_("Saturation"), N_("whether and how saturation was discussed"), ("saturation",)),
                Point("23", N_("Transcripts returned"), N_("whether participants could correct their transcripts")),
            ),
        ),
        Section(
            N_("Analysis and findings"),
            (
                Point("24", N_("Number of coders"), "", ("coders",)),
                Point("25", N_("Coding tree"), "", ("tree",)),
                Point(
                    "26",
                    N_("Where the themes come from"),
                    N_("whether themes were set in advance or made from the data"),
                    ("themes",),
                ),
                Point("27", N_("Software"), "", ("software",)),
                Point("28", N_("Participants’ view of the findings"), N_("whether participants commented on them")),
                Point("29", N_("Quotations"), N_("whether each quotation is attributed"), ("quotable",)),
                Point("30", N_("Data and findings agree"), N_("how the findings rest on the data")),
                Point("31", N_("Major themes"), "", ("major",)),
                Point("32", N_("Minor themes and diverse cases"), N_("how they are discussed"), ("minor",)),
            ),
        ),
    ),
)

SRQR: Final = Checklist(
    N_("Methods appendix after SRQR"),
    N_("Standards of SRQR in the program’s own words (O’Brien and others 2014, doi 10.1097/ACM.0000000000000388)."),
    (
        Section(
            N_("Title, abstract and introduction"),
            (
                Point("1", N_("Title"), N_("a title that names the study as qualitative, its approach or its data")),
                Point("2", N_("Abstract"), N_("background, aim, methods, results and conclusions in brief")),
                Point("3", N_("Problem"), N_("the problem, why it matters, theory and earlier work")),
                Point("4", N_("Aim or question"), N_("the aim of the study and its questions")),
            ),
        ),
        Section(
            N_("Methods"),
            (
                Point("5", N_("Approach and paradigm"), N_("the paradigm, and why this approach"), ("approach",)),
                Point(
                    "6",
                    N_("Researchers and reflexivity"),
                    N_("what in the researchers may bear on the study, and their ties to participants"),
                ),
                Point("7", N_("Context"), N_("the setting and what matters of it")),
                Point(
                    "8",
                    N_("Sampling"),
                    N_("how and why people were chosen, and how one knew that there were enough"),
                    ("saturation",),
                ),
                Point("9", N_("Ethics"), N_("approval, consent, confidentiality and safety of the data")),
                Point(
                    "10", N_("Data collection"), N_("how, when and in what order data were collected"), ("durations",)
                ),
                Point("11", N_("Instruments"), N_("how the guide changed, and what was recorded with"), ("guide",)),
                Point("12", N_("Units of study"), N_("how far people took part"), ("sample", "described")),
                Point(
                    "13", N_("Processing of data"), N_("transcription, checking and de-identification"), ("processing",)
                ),
                Point(
                    "14",
                    N_("Analysis"),
                    N_("how inferences and themes were made, and why so"),
                    ("coders", "tree", "process", "software"),
                ),
                Point(
                    "15",
                    N_("Trustworthiness"),
                    N_("what was done for trustworthiness (return to participants, audit, triangulation)"),
                    ("rounds", "writing"),
                ),
            ),
        ),
        Section(
            N_("Results and discussion"),
            (
                Point("16", N_("Synthesis and interpretation"), N_("the main findings"), ("major",)),
                Point("17", N_("Links to the data"), N_("excerpts, notes or pictures for each finding"), ("quotable",)),
                Point("18", N_("Place in the field"), N_("what it adds, how it can be carried elsewhere")),
                Point("19", N_("Limits"), N_("limits of the findings")),
                Point("20", N_("Interests"), N_("interests that may bear on the study, and how they were handled")),
                Point("21", N_("Funding"), N_("who paid, and what part they had")),
            ),
        ),
    ),
)

RTARG: Final = Checklist(
    N_("Methods appendix for reflexive thematic analysis (RTARG)"),
    N_(
        "Points gathered in the program’s own words after the guidelines of Braun and Clarke (RTARG, 2024, doi "
        "10.1177/02692163241234800), which are no checklist to tick: leave out what does not fit the study."
    ),
    (
        Section(
            N_("Introduction"),
            (
                Point("1.1", N_("Context and reason"), N_("where the study stands, and why it is worth doing")),
                Point("1.2", N_("Question"), N_("an open question about experience, meaning or practice")),
            ),
        ),
        Section(
            N_("Methodology"),
            (
                Point(
                    "2.1",
                    N_("Reflexive thematic analysis, and why"),
                    N_("why this approach among the kinds of thematic analysis"),
                    ("approach",),
                ),
                Point("2.2", N_("Theoretical ground"), N_("what is assumed about knowledge, reality and language")),
                Point(
                    "2.3",
                    N_("Orientation of the analysis"),
                    N_("inductive or deductive, semantic or latent, experiential or critical, as lived in this study"),
                ),
                Point(
                    "2.4",
                    N_("Reflexivity"),
                    N_("who the researchers are, and how that shaped the questions, the meetings and the analysis"),
                    ("notes",),
                ),
                Point("2.5", N_("Ethics"), N_("approval, consent, confidentiality and safety of the data")),
            ),
        ),
        Section(
            N_("Data"),
            (
                Point(
                    "3.1",
                    N_("Participants and dataset"),
                    N_(
                        "who they are in words that fit the study, and why this dataset is rich enough for the question"
                    ),
                    ("dataset", "described", "saturation"),
                ),
                Point(
                    "3.2",
                    N_("Generation of the data"),
                    N_("how the data were generated, and with whom"),
                    ("guide", "durations"),
                ),
                Point("3.3", N_("Transcription"), N_("how speech became text, and what was left out"), ("processing",)),
            ),
        ),
        Section(
            N_("Analysis"),
            (
                Point(
                    "4.1",
                    N_("How the analysis was done"),
                    N_("what was done in each phase here, rather than the phases as published"),
                    ("process", "rounds"),
                ),
                Point(
                    "4.2",
                    N_("Who analysed"),
                    N_("alone or together; if together, to see more and not to agree"),
                    ("coders",),
                ),
                Point(
                    "4.3",
                    N_("From codes to themes"),
                    N_("how themes were developed, changed, let go"),
                    ("tree", "themes"),
                ),
                Point("4.4", N_("Tools"), "", ("software", "writing")),
                Point(
                    "4.5",
                    N_("Quality"),
                    N_("practices that fit reflexive work; no coefficient of agreement, no saturation by default"),
                ),
            ),
        ),
        Section(
            N_("Findings and discussion"),
            (
                Point(
                    "5.1",
                    N_("Themes as findings"),
                    N_("each theme as a shared meaning around one idea, not a topic that was talked about"),
                    ("major", "minor"),
                ),
                Point(
                    "5.2",
                    N_("Excerpts and interpretation"),
                    N_("excerpts that are interpreted, from across the dataset"),
                    ("quotable",),
                ),
                Point("5.3", N_("Words for the analysis"), N_("themes that were developed, and did not “emerge”")),
                Point(
                    "5.4",
                    N_("Discussion and limits"),
                    N_("limits that fit the approach; transferability rather than generalisation"),
                ),
            ),
        ),
    ),
)

CHECKLISTS: Final[dict[Guideline, Checklist]] = {"coreq": COREQ, "srqr": SRQR, "rtarg": RTARG}
