"""Tallies become numbers: one definition a file, with name, unit, direction and formula."""
