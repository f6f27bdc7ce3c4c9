"""How an actor decides: one rule a file, pure numbers, with the rule's settings beside it."""
