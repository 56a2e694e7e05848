"""Which codes meet, how near, as whom, and whether more often than chance would have it."""
