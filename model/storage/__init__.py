"""The run folder: ledger, tables, curves, provenance and baselines."""
