"""Which source gets an order: `decide(SourceView, Settings) -> score`; the highest score, ties by order of writing."""
