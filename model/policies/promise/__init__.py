"""What a shop says about the wait: `decide(PromiseView, Settings) -> ticks from now`, or NOTHING."""
