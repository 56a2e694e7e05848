"""Commands that read the study: a question, its answer, where it is kept."""
