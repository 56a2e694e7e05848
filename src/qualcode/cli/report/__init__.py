"""Commands about the draft of a report, and any other draft."""
