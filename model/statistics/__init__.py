"""Intervals, comparisons, warm-up and incidence: plain arrays in, numbers out."""
