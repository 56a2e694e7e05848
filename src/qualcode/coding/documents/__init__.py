"""Documents: brought in, listed, their turns put right, their texts corrected, the interview guide beside them."""
