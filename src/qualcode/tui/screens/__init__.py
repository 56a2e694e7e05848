"""Screens: each knows all its widgets, performs through the workbench, and repaints from Changes."""
