"""The second door: the terminal screen. A widget asks, the project acts, a Change answers."""
