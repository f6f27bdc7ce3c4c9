"""Who in the book is served first: `decide(klass, Settings) -> rank`, least first, ties by order of placing.

`SHARES` marks a rule that first divides what is there between the stock points it serves.
"""
