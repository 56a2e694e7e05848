"""What the screens show, read off the screen's thread into plain values; no widget is known here."""
