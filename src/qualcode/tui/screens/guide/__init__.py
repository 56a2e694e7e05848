"""The screen of the interview guide."""
