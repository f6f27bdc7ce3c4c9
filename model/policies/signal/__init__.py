"""What a site reads off its own books about one item: four signals, several of which may hold at once."""
