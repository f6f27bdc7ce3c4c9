"""What the world is: the schema, YAML with line numbers, overrides and the resolved form."""
