"""What happened: kinds of event and their order, trace rows, tallies and sampled series."""
