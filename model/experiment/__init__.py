"""Designs: replicate to precision, compare, explain, check."""
