"""Why a report or another paper cannot be written as it was asked for."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class BadTemplate(Refusal):
    """The template is no Word file."""

    message = N_("{what}: this is no Word template that can be read; give a .docx or .dotx that Word opens")


class TemplateUnused(Refusal):
    """A template was given for a format that has none."""

    message = N_("{what}: a template dresses a .docx, .odt or .pdf; name such a file, or leave --template out")


class NoOffice(Refusal):
    """LibreOffice is not there."""

    message = N_(
        "{what}: LibreOffice, which writes this format, is not found; install it, or write a .docx and save that "
        "from Word"
    )


class OfficeFailed(Refusal):
    """LibreOffice gave nothing."""

    message = N_("{what}: LibreOffice did not write it; close its windows and try again, or write a .docx")
