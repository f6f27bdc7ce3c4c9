"""Mutants: what is off by a little must be noticed by somebody."""
