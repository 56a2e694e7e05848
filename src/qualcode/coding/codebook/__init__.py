"""The codebook as it grows: codes, their cards and places, rounds, what is looked at again."""
