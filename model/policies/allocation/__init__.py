"""Who in the book is served first: `decide(AllocationView, Settings) -> rank`, least first, ties by order of placing.

A rule without the trait `ranks` looks at the class alone. A rule with the trait `shares` first divides what is there
between the stock points it serves.
"""
