"""Commands about the codebook and how it grows."""
