"""Papers that leave a study beside its report: excerpts, codebook, coded transcripts, themes, methods."""
