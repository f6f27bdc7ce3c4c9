"""Signals: the rules by hand, their design, and planted causes."""
