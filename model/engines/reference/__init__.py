"""The specification, as SimPy processes that read like the story in the model's documentation."""
