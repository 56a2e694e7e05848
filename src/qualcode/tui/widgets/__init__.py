"""Widgets: each says what a person asked for by a message; none knows another, none writes."""
