"""Who in the book is served first: `decide(klass, Settings) -> rank`, least first, ties by order of placing.

A rule with the trait `shares` first divides what is there between the stock points it serves.
"""
