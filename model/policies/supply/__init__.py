"""How a site treats its sources beyond the choice of one: trust, expediting."""
