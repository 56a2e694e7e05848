"""Commands about passages: coded, listed, asked for, found, remembered."""
