"""Durations, ticks, quanta, shares and money: parsed and rounded once, here."""
