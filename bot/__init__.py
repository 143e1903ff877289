"""Wiring and the outside world: HTTP, Teams, Entra, the clock and the command line."""
