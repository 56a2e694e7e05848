"""Themes: claims, what they rest on, and their history."""
