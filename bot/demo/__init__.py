"""The demo: an invented authority, and the Agents Playground in place of Teams."""
