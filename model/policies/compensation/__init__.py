"""What a shop pays customers it kept waiting: `decide(CompensationView, Settings) -> int`, a number of payments."""
