"""How a customer answers, waits and comes back: rules every segment uses, with the segment's settings."""
