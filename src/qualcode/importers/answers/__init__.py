"""Tables of survey answers: a row of them becomes a document, or a fact."""
