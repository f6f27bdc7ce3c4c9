"""What chance will do: a table of streams, and `value(row, ordinal)`."""
