"""Commands about documents: brought in, listed, put right, corrected, and the guide beside them."""
