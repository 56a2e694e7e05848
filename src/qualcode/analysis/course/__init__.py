"""The course of what is said: where codes lie, what follows what, how much is coded."""
