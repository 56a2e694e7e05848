"""The draft: outline, choice of excerpts, attribution and the document model. Pure: model and words only."""
