"""RTF: tokens, groups and words of the format of old word processors."""
