"""What a scenario file may hold: one pydantic model a block, its docstrings the reference page and the JSON schema."""
