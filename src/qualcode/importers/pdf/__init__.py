"""PDF: pages read in their order, lines put together again as paragraphs."""
