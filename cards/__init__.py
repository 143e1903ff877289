"""Views: facts in, an Adaptive Card 1.5 out; nothing here looks anything up."""
