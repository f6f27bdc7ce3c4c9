"""Figures and the manager's page; reads storage only."""
