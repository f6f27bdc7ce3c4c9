"""Users' own rules: one small file for each decision, and scenarios that follow them."""
