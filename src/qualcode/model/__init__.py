"""What things are: frozen records, spans, results and refusals. Standard library only."""
