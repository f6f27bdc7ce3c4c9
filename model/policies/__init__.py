"""HOW an actor decides: one rule a file, pure numbers in the portable subset; the file also holds its settings."""
